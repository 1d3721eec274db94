"""The narrator the tests share, and stand-ins for its model."""

import os
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from sandman.ports.narration import Narration, Narrator, Passage
from sandman.providers.narration.kokoro import KokoroNarrator
from sandman.providers.narration.rehearsal import RehearsalNarrator
from sandman.providers.narration.sound import joined
from sandman.stories import Language

REPOSITORY = Path(__file__).parents[2]

LINES = {
    Language.ENGLISH: ("af_heart", "He saw 3 stars. Good night!"),
    Language.FRENCH: ("ff_siwis", "« Bonne nuit ! » Il a 3 ans."),
    Language.HINDI: ("hm_psi", "3 तारे देखो। “शुभ रात्रि!”"),
    Language.JAPANESE: ("jm_kumo", "くまは つきへ。ほしが 3つ。"),
}


def voices_folder() -> Path:
    """Where the voices lie: `SANDMAN_VOICES`, or the repository's own cache."""
    folder = Path(os.environ.get("SANDMAN_VOICES") or REPOSITORY / ".cache" / "voices")
    if not folder.is_dir():
        pytest.fail(f"there are no voices in {folder}\n\nhint: make setup")
    return folder


@cache
def kokoro() -> KokoroNarrator:
    """The real narrator, opened once for all tests."""
    return KokoroNarrator(voices_folder())


def read(
    text: str, language: Language = Language.ENGLISH, *, voice: str = "", **options: object
) -> Narration:
    """A whole passage as one narration."""
    passage = Passage(text, language, **options)  # type: ignore[arg-type]
    return joined(list(kokoro().sentences(passage, voice=voice or LINES[language][0])))


@cache
def engine(name: str) -> Narrator:
    """A narrator of this machine, by its name."""
    return kokoro() if name == "kokoro" else RehearsalNarrator()


@cache
def line_read(narrator: Narrator, language: Language) -> tuple[Narration, ...]:
    """How a narrator's best voice reads its line of a language, with pauses of 0.3 s: done once for all."""
    voice = next(each.id for each in narrator.voices() if each.language == language)
    passage = Passage(LINES[language][1], language, pause_seconds=0.3)
    return tuple(narrator.sentences(passage, voice=voice, pace=0.95))


class StandInModel:
    """Speaks any phonemes as a hum of two frames each, and remembers how many it was given."""

    def __init__(self, *, amplitude: float = 0.1) -> None:
        self.amplitude = amplitude
        self.counts: list[int] = []

    def session(self) -> None:
        """Nothing to open."""

    def run(
        self, phonemes: list[int], style: object, *, pace: float
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Two frames a phoneme, four of silence around."""
        self.counts.append(len(phonemes))
        frames = np.array([4, *[2] * len(phonemes), 4], np.int64)
        hum = self.amplitude * np.sin(np.arange(600 * frames.sum()) * 0.05)
        hum[: 600 * 3] = hum[-600 * 4 :] = 0
        return hum.astype(np.float32), frames


def humming(**options: float) -> tuple[KokoroNarrator, StandInModel]:
    """A narrator whose voice is a hum: everything but the model itself."""
    narrator = KokoroNarrator(voices_folder())
    model = StandInModel(**options)
    narrator._model = model  # type: ignore[assignment]
    return narrator, model
