"""Pictures to learn a style from, composed and painted by this household's engines.

The painter paints from the world's ids, so a prompt is read for them first, as a page's is; and what comes
back says what was really painted, which is not always what was asked.
"""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandman.app.choosing import BUILTIN, DIFFUSION
from sandman.ports.direction import Shot
from sandman.ports.illustration import Illustrator, PictureBrief
from sandman.stories import Figure, Kind, Language, Mood, Pose, Staging, StoryRequest
from sandman.stories.lexicon import lexicon

if TYPE_CHECKING:
    from sandman.app.engines import Engines
    from sandman.ports.direction import Stage

PAINTER = BUILTIN["illustrator"]
SMALL_SITTER = "hedgehog"
"""Who sits in a landscape before it is cut free of everybody: somebody small leaves most of it."""


@dataclass(frozen=True, slots=True)
class Composed:
    """One picture of a set, before it is painted."""

    subject: str
    """`animal`, `landscape`, `character` or `close_up`; empty where nobody said."""
    seen: str


@dataclass(frozen=True, slots=True)
class SetPicture:
    """One picture of a set."""

    png: bytes
    seen: str
    """What it shows, in English; nothing about style."""
    cost: float = 0.0


async def compose_set(engines: "Engines", *, count: int, seed: int) -> tuple[Composed, ...]:
    """What the pictures of a set show: by Pathfinder where a model is connected, else by our own composer.

    Raises what a chat raises.
    """
    from sandman.agents.skills.training_prompts import TRAINING_PROMPTS, PromptsAsked  # noqa: PLC0415

    team = engines.team_of(engines.talker)
    asked = PromptsAsked(count=count, seed=seed)
    made = await team.delegate(TRAINING_PROMPTS, asked, budget=team.limits.for_book())
    return tuple(Composed(each.subject, each.seen.strip().rstrip(".")) for each in made.prompts)


async def paint_for_set(
    stage: "Stage", illustrator: Illustrator, composed: Composed, *, style: str, seed: int, side: int
) -> SetPicture:
    """Paint one picture of a set, `side` pixels square. Raises what an illustrator raises."""
    if illustrator.name == PAINTER:
        return await _by_the_painter(stage, composed, seed, side)
    brief = PictureBrief(
        staging=None,
        prompt=", ".join(filter(None, (composed.seen, style))),
        book_seed=seed,  # a book of one page: no picture of a set is shown another to stay alike
        page=1,
        width=side,
        height=side,
        format="png",
    )
    picture = await asyncio.to_thread(illustrator.paint, brief)
    return SetPicture(picture.data, composed.seen, picture.cost)


async def _by_the_painter(stage: "Stage", composed: Composed, seed: int, side: int) -> SetPicture:
    from sandman.providers.illustration.painter.excerpt import Frame, paint_excerpt  # noqa: PLC0415

    staging, named = await _staged(stage, composed, seed)
    match composed.subject:
        case "landscape":
            frame = Frame.LAND
        case "close_up":
            frame = Frame.FACE if named or not staging.props else Frame.THING
        case _:
            frame = Frame.SCENE
    painted = await asyncio.to_thread(paint_excerpt, staging, frame, seed=seed, side=side)
    seen = staging.model_copy(update={"props": painted.props})
    return SetPicture(painted.png, in_words(seen, frame))


async def _staged(stage: "Stage", composed: Composed, seed: int) -> tuple[Staging, bool]:
    """The prompt by the world's ids, and whether it names the creature."""
    from sandman.agents.composer import LANDSCAPES  # noqa: PLC0415

    cast = await stage.cast(StoryRequest(idea=composed.seen), seed=seed)
    asleep = "asleep" in composed.seen or "sleep" in composed.seen
    shot = Shot(
        number=3,
        mood=Mood.SLEEPY if asleep else Mood.HUSHED,
        prompt=composed.seen,
        # Our composer's own landscapes need no reading, which would take the hills of the moon for hills.
        place=next((place for place, words in LANDSCAPES.items() if words in composed.seen), ""),
        companion=False,
    )
    staging = await stage.set_page(cast, shot)
    with_child = composed.subject in ("character", "")
    changed: dict[str, object] = {"companion": None, "wonder": None, "layout": seed % 3}
    if not with_child:
        changed["child"] = None
    if composed.subject == "landscape":
        changed |= {"hero": Figure(id=SMALL_SITTER, pose=Pose.SIT), "props": ()}
    elif composed.subject == "close_up" and not staging.props:
        changed["props"] = (cast.prop,) if cast.understood.hero is None else ()
    return staging.model_copy(update=changed), cast.understood.hero is not None


def in_words(staging: Staging, frame: str) -> str:
    """What an excerpt of a staged page shows, in plain English."""
    from sandman.agents.skills import caption  # noqa: PLC0415
    from sandman.agents.words import a  # noqa: PLC0415

    words = lexicon(Language.ENGLISH)
    place, hour = words.word(Kind.PLACE, staging.place), words.word(Kind.TIME, staging.time).noun
    sky = "" if staging.weather == "clear" else f", {words.word(Kind.WEATHER, staging.weather).noun}"
    match frame:
        case "face":
            hero = a(words.word(Kind.HERO, staging.hero.id))
            return f"close-up: the face of {hero}, {place.at} {hour}{sky}"
        case "thing":
            thing = a(words.word(Kind.PROP, staging.props[0]))
            return f"close-up: {thing}, {place.at} {hour}{sky}"
        case "land":
            return f"{place.at} {hour}{sky}, nobody there"
    return caption.in_words(staging)


def illustrator_called(engines: "Engines", name: str) -> Illustrator:
    """Who paints a set: `painter`, `gemini`, or `diffusion` as the household has it.

    Raises KeyMissing, TermsNotAccepted, ModelMissing.
    """
    if name == PAINTER:
        return engines.painter
    if name == DIFFUSION:
        return engines.easels.illustrator(StoryRequest(illustrator=DIFFUSION))
    return engines.keyed.illustrator()
