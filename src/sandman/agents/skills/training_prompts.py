"""Pathfinder's training prompts: what the pictures show from which a household's style is learnt.

A style is learnt best from things that differ while the hand stays the same. So a prompt says only what is
seen, and the words of the style are put to all of them alike, by us.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field

from sandman.agents.company import HERO
from sandman.agents.composer import Composer
from sandman.agents.home import Home
from sandman.agents.skill import Asked, Made, Skill
from sandman.agents.words import lines
from sandman.ports.moderation import Layer

Subject = Literal["animal", "landscape", "character", "close_up"]
SUBJECTS: tuple[Subject, ...] = get_args(Subject)
STYLE = "soft watercolour on rough paper, warm lamplight in dusky blue, a calm bedtime picture book"
"""How every picture of the set is painted."""
MOST_WORDS = 40


class PromptsAsked(Asked):
    """How many pictures a set has."""

    count: Annotated[int, Field(ge=4, le=200)] = 20
    """Shared out evenly among animals, landscapes, characters in scenes and close-ups."""
    trigger: str = "sndmntls style"
    """The word that calls the style up; it begins every prompt."""


class TrainingPrompt(Made):
    """One picture of the set."""

    subject: Annotated[Subject, BeforeValidator(lambda s: str(s).strip().lower().replace("-", "_"))]
    seen: Annotated[
        str, Field(description="What is seen, in English, at most 40 words; nothing about style.")
    ]


class TrainingPrompts(Made):
    """A set of pictures that differ in everything but their style."""

    prompts: Annotated[list[TrainingPrompt], Field(description="In the order they are asked for.")]

    def written(self, *, trigger: str) -> tuple[str, ...]:
        """The whole prompts: trigger, what is seen, and the style, the same for all."""
        return tuple(f"{trigger}, {each.seen.strip().rstrip('.')}, {STYLE}" for each in self.prompts)


def shares(count: int) -> dict[Subject, int]:
    """How many pictures of each subject; 20 are five of each."""
    return {subject: count // 4 + (place < count % 4) for place, subject in enumerate(SUBJECTS)}


def _put(given: PromptsAsked) -> str:
    wanted = ", ".join(f"{n} {subject}" for subject, n in shares(given.count).items())
    return lines(
        f"Write {given.count} prompts for pictures that a watercolour style is learnt from: {wanted}.",
        "An animal is one gentle creature at its place; a landscape has nobody in it; a character prompt has "
        "a child and a creature together in a scene; a close-up is a face, a paw or a small thing, filling "
        "the page.",
        "No two alike: other creatures, places, hours, weathers, nearness. Say only what is seen. The words "
        "of the style are added afterwards, and the same to all.",
        "Call `training_prompts`.",
    )


def _faults(given: PromptsAsked, made: TrainingPrompts) -> Iterator[str]:
    found = Counter(each.subject for each in made.prompts)
    for subject, wanted in shares(given.count).items():
        if found[subject] != wanted:
            yield f"there are {found[subject]} prompts with subject `{subject}`; {wanted} are wanted"
    seen = [each.seen.strip().casefold() for each in made.prompts]
    if twice := [text for text, times in Counter(seen).items() if times > 1]:
        yield f"“{twice[0]}” is there twice; no two may be alike"
    for each in made.prompts:
        if not each.seen.strip():
            yield "a prompt is empty"
        elif len(each.seen.split()) > MOST_WORDS:
            yield f"“{each.seen[:40]}…” is longer than {MOST_WORDS} words"
        if HERO in each.seen:
            yield f"“{each.seen[:40]}…” names the child; say `a child`"


def _list_faults(given: PromptsAsked, made: TrainingPrompts) -> Sequence[str]:
    return tuple(_faults(given, made))


async def _at_home(given: PromptsAsked, _home: Home) -> TrainingPrompts:
    """Our own composer's, out of the story world."""
    compose = Composer(given.seed)
    return TrainingPrompts(
        prompts=[
            TrainingPrompt(subject=subject, seen=getattr(compose, subject)())
            for subject, share in shares(given.count).items()
            for _ in range(share)
        ]
    )


def _shown(made: TrainingPrompts) -> str:
    return "\n".join(f"{number}. {each.seen}" for number, each in enumerate(made.prompts, 1))


TRAINING_PROMPTS = Skill(
    agent="pathfinder",
    name="training_prompts",
    called="prompts to learn a style from",
    description="Hand over the prompts of a training set.",
    asks=PromptsAsked,
    gives=TrainingPrompts,
    put=_put,
    shown=_shown,
    faults=_list_faults,
    at_home=_at_home,
    layer=Layer.PROMPT,
    temperature=1.0,
    most_tokens=4000,
    seconds=120,
)
