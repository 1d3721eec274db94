"""Pathfinder's caption: what one picture of a training set shows, in a plain sentence."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field

from sandman.agents.company import HERO
from sandman.agents.home import Home
from sandman.agents.skill import Asked, Made, Skill
from sandman.agents.words import a, as_data, lines
from sandman.ports.moderation import Layer
from sandman.stories import Kind, Language, Pose, Staging
from sandman.stories.lexicon import lexicon

MOST_WORDS = 60
STANCE = {
    Pose.STAND: "standing",
    Pose.SIT: "sitting",
    Pose.WALK: "walking",
    Pose.SLEEP: "asleep",
    Pose.LOOK_UP: "looking up",
    Pose.READ: "reading",
    Pose.FROM_BEHIND: "seen from behind",
    Pose.HOLD: "holding something",
    Pose.HUG: "leaning close",
}


class CaptionAsked(Asked):
    """A picture, by what was asked of its painter."""

    prompt: str = ""
    """What the painter was told, in English."""
    staging: Staging | None = None
    """What it shows by the world's ids, where it was painted from them."""
    trigger: str = "sndmntls style"
    """The word that calls the style up; it begins every caption."""


class Caption(Made):
    """What a picture shows."""

    seen: Annotated[str, Field(description="What is seen, in English, one sentence; nothing about style.")]

    def written(self, *, trigger: str) -> str:
        """The whole caption."""
        return f"{trigger}, {self.seen.strip().rstrip('.')}"


def _put(given: CaptionAsked) -> str:
    return lines(
        "Caption one picture of a training set: who and what is seen, where, in what light. Leave out the "
        "style; it is what the caption is not about.",
        f"It was painted from: {as_data(given.prompt or in_words(given.staging))}",
        "Call `caption`.",
    )


def _faults(_given: CaptionAsked, made: Caption) -> Iterator[str]:
    if not made.seen.strip():
        yield "the caption is empty"
    elif len(made.seen.split()) > MOST_WORDS:
        yield f"the caption has {len(made.seen.split())} words; {MOST_WORDS} are the most"
    if HERO in made.seen:
        yield "the caption names the child; say `a child`"


def _list_faults(given: CaptionAsked, made: Caption) -> Sequence[str]:
    return tuple(_faults(given, made))


async def _at_home(given: CaptionAsked, _home: Home) -> Caption:
    """From what the picture was painted from: the ids where there are some, the prompt's own words else."""
    return Caption(seen=in_words(given.staging) if given.staging else given.prompt.replace(HERO, "a child"))


def in_words(staging: Staging | None) -> str:
    """A staging in plain English; empty for none."""
    if staging is None:
        return ""
    words = lexicon(Language.ENGLISH)
    seen = [f"{a(words.word(Kind.HERO, staging.hero.id))} {STANCE[staging.hero.pose]}"]
    if staging.child:
        seen.append(f"a {staging.child.id} {STANCE[staging.child.pose]}")
    if staging.companion:
        seen.append(a(words.friend(staging.companion.id), very="small"))
    seen += [a(words.word(Kind.PROP, prop)) for prop in staging.props]
    where = f"{words.word(Kind.PLACE, staging.place).at} {words.word(Kind.TIME, staging.time).noun}"
    sky = "" if staging.weather == "clear" else f", {words.word(Kind.WEATHER, staging.weather).noun}"
    return f"{', '.join(seen)}, {where}{sky}"


def _shown(made: Caption) -> str:
    return made.seen


CAPTION = Skill(
    agent="pathfinder",
    name="caption",
    called="a caption",
    description="Hand over the caption of one picture.",
    asks=CaptionAsked,
    gives=Caption,
    put=_put,
    shown=_shown,
    faults=_list_faults,
    at_home=_at_home,
    layer=Layer.PROMPT,
    temperature=0.3,
    most_tokens=200,
    seconds=30,
)
