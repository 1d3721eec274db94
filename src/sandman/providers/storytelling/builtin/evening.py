"""An evening settled: what was read in the idea, whom the story is about, how it will go."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from sandman.providers.storytelling.builtin.grammar import Gender
from sandman.providers.storytelling.builtin.plan import Plan, plan
from sandman.providers.storytelling.builtin.reading import gender_of, read_idea
from sandman.stories import Plot, StoryRequest, Understanding
from sandman.stories.lexicon import lexicon

NAMES_GIVEN = 12
"""So many names at the head of a lexicon's lists are given to a child whom the parent did not name."""


@dataclass(frozen=True, slots=True)
class Evening:
    """What stands before a word is written, whoever writes."""

    read: Understanding
    name: str
    gender: Gender
    plan: Plan


def settle(request: StoryRequest, *, seed: int, lately: Sequence[Plot] = ()) -> Evening:
    """Settle an evening; the same request, seed and `lately` give the same one."""
    # 1. What does the parent wish for?
    read = read_idea(request)
    # 2. Whom is it about?
    name = request.child or read.name or _name(request, read, seed)
    gender = gender_of(name, request.language, request.pronoun or _pronoun(read))
    # 3. How does the evening go?
    return Evening(read, name, gender, plan(request, read, gender=gender, seed=seed, lately=lately))


def _name(request: StoryRequest, read: Understanding, seed: int) -> str:
    names = lexicon(request.language)
    girls, boys = names.girls[:NAMES_GIVEN], names.boys[:NAMES_GIVEN]
    some = {"girl": girls, "boy": boys}.get(read.child or "", (*girls, *boys))
    return Random(f"{seed}:name").choice(some)


def _pronoun(read: Understanding) -> str | None:
    """A girl or a boy in the idea is the child of the story."""
    return {"girl": "she", "boy": "he"}.get(read.child or "")
