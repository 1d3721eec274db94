"""Lifeline's casting: whose voice reads tonight's book."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field

from sandman.agents.home import Home
from sandman.agents.skill import Asked, Made, Skill
from sandman.agents.words import WRITTEN, a, lines
from sandman.stories import Kind, Language
from sandman.stories.lexicon import lexicon

DEEP = frozenset({"bear", "whale", "elephant", "wolf", "lion", "dragon", "badger"})
"""Heroes who are read well by a deep voice."""


class VoiceHeard(Asked):
    """A voice that could read."""

    id: str
    name: str
    gender: str
    """`f` or `m`, as its maker labels it; empty where he does not."""


class VoiceAsked(Asked):
    """A book, and the voices there are, all of its language, the best first."""

    language: Language
    age: int
    hero: str | None = None
    feeling: str | None = None
    """Who it is about and which worry it eases, by the world's ids, where that was read."""
    voices: Annotated[tuple[VoiceHeard, ...], Field(min_length=1)]


class VoiceCast(Made):
    """Who reads."""

    voice: Annotated[str, Field(description="The id of one of the voices.")]
    because: Annotated[str, Field(description="Half a sentence.")]


def _put(given: VoiceAsked) -> str:
    voices = {f"`{voice.id}`": ", ".join(filter(None, (voice.name, voice.gender))) for voice in given.voices}
    return lines(
        f"Cast the reader of a bedtime story in {WRITTEN[given.language]}, for a child of {given.age}.",
        "The voices, the clearest first:",
        voices,
        _about(given),
        "Prefer the first unless another clearly fits better. Call `cast_voice`.",
    )


def _about(given: VoiceAsked) -> str:
    words = lexicon(Language.ENGLISH)
    hero = a(words.word(Kind.HERO, given.hero)) if given.hero else ""
    worry = words.word(Kind.FEELING, given.feeling).noun if given.feeling else ""
    about = " and ".join(each for each in (hero, worry) if each)
    return f"The story is about {about}." if about else ""


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
    called="a voice",
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
