"""Lifeline's casting: whose voice reads tonight's book."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field

from sandman.agents.home import Home
from sandman.agents.skill import Asked, Made, Skill
from sandman.agents.words import WRITTEN, as_data, lines
from sandman.stories import Language

DEEP = frozenset({"bear", "whale", "elephant", "wolf", "lion", "dragon", "badger"})
"""Heroes who are read well by a deep voice."""


class VoiceHeard(Asked):
    """A voice that could read."""

    id: str
    name: str
    gender: str
    """`f` or `m`, as its maker labels it."""


class VoiceAsked(Asked):
    """A book, and the voices there are, all of its language, the best first."""

    language: Language
    age: int
    idea: str = ""
    """The parent's words, gentle already, the child's name masked."""
    hero: str | None = None
    voices: Annotated[tuple[VoiceHeard, ...], Field(min_length=1)]


class VoiceCast(Made):
    """Who reads."""

    voice: Annotated[str, Field(description="The id of one of the voices.")]
    because: Annotated[str, Field(description="Half a sentence.")]


def _put(given: VoiceAsked) -> str:
    voices = {f"`{voice.id}`": f"{voice.name}, {voice.gender}" for voice in given.voices}
    return lines(
        f"Cast the reader of a bedtime story in {WRITTEN[given.language]}, for a child of {given.age}.",
        "The voices, the clearest first:",
        voices,
        lines("The story is about:", as_data(given.idea)) if given.idea else "",
        "Prefer the first unless another clearly fits better. Call `cast_voice`.",
    )


def _faults(given: VoiceAsked, made: VoiceCast) -> Iterator[str]:
    known = [voice.id for voice in given.voices]
    if made.voice not in known:
        yield f"there is no voice `{made.voice}`; there are {', '.join(known)}"


def _list_faults(given: VoiceAsked, made: VoiceCast) -> Sequence[str]:
    return tuple(_faults(given, made))


async def _at_home(given: VoiceAsked, _home: Home) -> VoiceCast:
    """The engine's own best, or its best deep one for a bear."""
    if given.hero in DEEP:
        deep = next((voice for voice in given.voices if voice.gender == "m"), None)
        if deep:
            return VoiceCast(voice=deep.id, because=f"a {given.hero} is read well by a deep voice")
    return VoiceCast(voice=given.voices[0].id, because="it is the clearest there is")


def _shown(made: VoiceCast) -> str:
    return f"{made.voice}: {made.because}"


CAST_VOICE = Skill(
    agent="lifeline",
    name="cast_voice",
    description="Say whose voice reads the book.",
    asks=VoiceAsked,
    gives=VoiceCast,
    put=_put,
    shown=_shown,
    faults=_list_faults,
    at_home=_at_home,
    by_words=False,
    temperature=0.2,
    most_tokens=120,
    seconds=10,
)
