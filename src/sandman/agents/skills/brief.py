"""Doc's brief: what tonight's story is, before a word of it is written."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field

from sandman.agents.company import HERO, Company
from sandman.agents.home import Home
from sandman.agents.skill import Asked, Made, Skill
from sandman.agents.words import WRITTEN, as_data, lines
from sandman.ports.moderation import Layer
from sandman.stories import AgeBand, Kind, Language, Plot

MOST_FEAR = {AgeBand.YOUNG: 1, AgeBand.MIDDLE: 2, AgeBand.OLDER: 2}
"""How frightening a story may be for a band, on the brief's own scale."""
MOST_LETTERS = 600
"""In a field of a plan: more is a story, not a plan."""


class BriefAsked(Asked):
    """An idea, and who is cast."""

    idea: str
    """The parent's words, gentle already, the child's name masked; empty for a surprise."""
    language: Language
    age: int
    company: Company
    lately: tuple[Plot, ...] = ()
    """Stories the household was told lately; tonight's is another."""
    notes: tuple[str, ...] = ()
    """What else the plan must keep to, each a sentence."""


class Holds(Made):
    """What a bedtime story has none of; each is true only where the plan needs it."""

    death: bool
    weapons: bool
    abandonment: Annotated[bool, Field(description="A child left behind, or not wanted.")]
    shame: Annotated[bool, Field(description="Somebody laughed at, punished, made small.")]
    brands: bool
    real_people: bool
    unsafe_acts: Annotated[bool, Field(description="Anything a child must not copy.")]


class Brief(Made):
    """The plan of a story, in English."""

    hero: Annotated[str, Field(description="Who the creature is: one trait, one habit.")]
    want: Annotated[str, Field(description="What child and hero want tonight.")]
    turn: Annotated[str, Field(description="The small surprise that changes how they go about it.")]
    resolution: Annotated[str, Field(description="How it comes right, by the child's own gentle deed.")]
    sleep_ending: Annotated[str, Field(description="How everybody comes to lie warm and asleep.")]
    beats: Annotated[list[str], Field(description="Six: what happens on each page, in a sentence.")]
    leave_out: Annotated[list[str], Field(description="What the writer must leave out tonight.")]
    fear_level: Annotated[int, Field(description="0 none, 1 a small worry, 2 a worry soon eased, 3 fear.")]
    holds: Annotated[Holds, Field(description="Honestly: does the plan need any of these?")]


def _put(given: BriefAsked) -> str:
    lately = [f"{plot.hero} · {plot.place} · {plot.prop}" for plot in given.lately]
    return lines(
        f"Plan tonight's story for a child of {given.age}. It will be written in {WRITTEN[given.language]}.",
        "Cast at home; keep to it:",
        given.company.told(),
        f"A fear level of {MOST_FEAR[AgeBand.of(given.age)]} is the most for this age.",
        *given.notes,
        f"Told lately, so tonight must feel different: {'; '.join(lately)}." if lately else "",
        "The parent wished for:",
        as_data(given.idea or "a surprise"),
        "Call `brief`.",
    )


def _faults(given: BriefAsked, made: Brief) -> Iterator[str]:
    for name, held in made.holds.model_dump().items():
        if held:
            yield f"the plan needs {name.replace('_', ' ')}; plan it without"
    most = MOST_FEAR[AgeBand.of(given.age)]
    if not 0 <= made.fear_level <= most:
        yield f"a fear level of {made.fear_level} is too much at {given.age}; {most} is the most"
    if len(made.beats) != 6:
        yield f"there are {len(made.beats)} beats; a book has six pages"
    for name in ("hero", "want", "turn", "resolution", "sleep_ending"):
        said = getattr(made, name).strip()
        if not said:
            yield f"`{name}` is empty; say it in a sentence"
        elif len(said) > MOST_LETTERS:
            yield f"`{name}` has {len(said)} letters; a sentence is enough"


async def _at_home(given: BriefAsked, _home: Home) -> Brief:
    """A plan out of the cast alone: somebody wants something small, and the evening gives it."""
    who = given.company
    hero, friend, prop = who.noun(Kind.HERO), who.noun(Kind.COMPANION), who.noun(Kind.PROP)
    worry = f", because of {who.noun(Kind.FEELING)}" if who.feeling else ""
    wonder = f"tonight {who.noun(Kind.WONDER)} {who.where}" if who.wonder else f"it is quiet {who.where}"
    hope = f", and shows {who.noun(Kind.LESSON)} without a word about it" if who.lesson else ""
    return Brief(
        hero=f"a little {hero} who takes the time to look closely",
        want=f"{HERO} and the {hero} want to bring the {prop} where it is needed tonight{worry}",
        turn=f"a small {friend} knows that {wonder}, and that hurrying will not help",
        resolution=f"{HERO} tries it slowly and gently{hope}, and it comes right",
        sleep_ending=f"the {prop} is put beside the bed, the {hero} curls up, and {HERO} falls asleep",
        beats=[
            f"{HERO} meets the {hero} {who.where}, and there is the {prop}",
            f"they set out together, and {wonder}",
            "the way is longer than it looked; somebody is a little worried",
            f"the {friend} shows them another way",
            f"{HERO} does the small brave thing, and it comes right",
            "home, warm, asleep",
        ],
        leave_out=["anybody left alone", "anything that must be run from"],
        fear_level=1 if who.feeling else 0,
        holds=Holds(
            death=False,
            weapons=False,
            abandonment=False,
            shame=False,
            brands=False,
            real_people=False,
            unsafe_acts=False,
        ),
    )


def _shown(made: Brief) -> str:
    return lines(
        f"{made.want.rstrip('.')}.",
        f"{made.hero} · {made.turn}",
        "\n".join(f"{page}. {beat}" for page, beat in enumerate(made.beats, 1)),
        f"It comes right: {made.resolution}",
        f"And then to sleep: {made.sleep_ending}",
    )


def _list_faults(given: BriefAsked, made: Brief) -> Sequence[str]:
    return tuple(_faults(given, made))


BRIEF = Skill(
    agent="doc",
    name="brief",
    called="the plan of a story",
    description="Hand over the plan of tonight's story.",
    asks=BriefAsked,
    gives=Brief,
    put=_put,
    shown=_shown,
    faults=_list_faults,
    at_home=_at_home,
    layer=Layer.PLAN,
    temperature=0.9,
    most_tokens=1200,
    seconds=60,
)
