"""The narrator's port: a passage in, sound with word times out, sentence by sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from sandman.stories import Language, Token


@dataclass(frozen=True, slots=True)
class Passage:
    """Text to be read aloud in one go: usually a scene.

    `tokens` say how Japanese is spoken (see `stories.Token`). `readings` maps names to how they are
    said. `pause_seconds` is the silence after each sentence.
    """

    text: str
    language: Language
    tokens: Sequence[Token] = ()
    readings: tuple[tuple[str, str], ...] = ()
    pause_seconds: float = 0.4


@dataclass(frozen=True, slots=True)
class TimedWord:
    """One shown word and when it sounds, in seconds from the start of its sound."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Narration:
    """Sound: float32 mono samples in [-1, 1], shape [samples], with the times of its words."""

    samples: NDArray[np.float32]
    sample_rate_hz: int
    words: tuple[TimedWord, ...]
    cost: float = 0.0
    """What a vendor asked for it, in US dollars."""

    @property
    def seconds(self) -> float:
        """How long it sounds."""
        return len(self.samples) / self.sample_rate_hz


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice an engine has."""

    id: str
    language: Language
    name: str
    gender: str
    """`f` or `m`, as its maker labels it; empty where he does not."""


class Narrator(Protocol):
    """Reads passages aloud."""

    name: str
    """The engine's name as `--narrator` spells it: `kokoro`, `elevenlabs`."""
    model: str
    """What spoke it, with its version; goes into `made_by`."""

    def voices(self) -> tuple[Voice, ...]:
        """The voices it has now, the best of each language first."""
        ...

    def sentences(self, passage: Passage, *, voice: str, pace: float = 1.0) -> Iterator[Narration]:
        """Read `passage`, yielding each sentence (with its pause) as soon as it is spoken.

        Pace 0.85 is slower than speech, 1.0 is speech. Word times are relative to the yielded sentence;
        words in order cover the passage's text. Never truncates. Blocking and CPU-heavy: call it in a
        thread. Raises VoiceUnknown, ModelMissing, TryAgainLater, or BadWork for silent or broken sound.
        """
        ...
