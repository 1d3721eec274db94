"""A narrator for rehearsals: quiet tones for words, no model, the same every time."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from sandman.ports.errors import BadWork, PortError, VoiceUnknown
from sandman.ports.narration import Narration, Passage, TimedWord, Voice
from sandman.providers.narration.passages import sentences_of
from sandman.providers.narration.sentences import shown_words
from sandman.providers.narration.sound.joints import faded, silence
from sandman.stories import Language

SAMPLE_RATE_HZ = 24_000
_LETTER_SECONDS = 0.03
_GAP_SECONDS = 0.04
_AMPLITUDE = 0.1
_TONES_HZ = (196.0, 220.0, 246.9, 293.7, 329.6)


@dataclass(frozen=True, slots=True)
class Reading:
    """One call that was made."""

    passage: Passage
    voice: str
    pace: float


class RehearsalNarrator:
    """Reads with tones.

    `faults` are met in order, one a call: an error to raise, a word for what comes back instead of
    sound (BadWork), or None for a good reading. `readings` records every call.
    """

    name = "rehearsal"
    model = "tones-1"

    def __init__(self, faults: Iterable[PortError | str | None] = ()) -> None:
        self.faults: deque[PortError | str | None] = deque(faults)
        self.readings: list[Reading] = []

    def voices(self) -> tuple[Voice, ...]:
        """A low and a high voice in each language."""
        return tuple(
            Voice(id=f"{language}_{name}", language=language, name=name.title(), gender=gender)
            for language in Language
            for name, gender in (("dusk", "f"), ("dawn", "m"))
        )

    def sentences(self, passage: Passage, *, voice: str, pace: float = 1.0) -> Iterator[Narration]:
        """One tone a word, as long as the word; see `ports.narration.Narrator`."""
        self.readings.append(Reading(passage, voice, pace))
        known = [each.id for each in self.voices() if each.language == passage.language]
        if voice not in known:
            raise VoiceUnknown(
                f"there is no voice `{voice}` for {passage.language.own_name}",
                port="narration",
                provider=self.name,
                hint=f"choose one of {', '.join(known)}",
            )
        fault = self.faults.popleft() if self.faults else None
        if isinstance(fault, PortError):
            raise fault
        if fault is not None:
            raise BadWork(f"{fault} came back", port="narration", provider=self.name)
        return self._read(passage, pace)

    def _read(self, passage: Passage, pace: float) -> Iterator[Narration]:
        for sentence in sentences_of(passage):
            shown = [token.shown for token in sentence.tokens] or shown_words(sentence.text)
            sound = [silence(_GAP_SECONDS, SAMPLE_RATE_HZ)]
            words: list[TimedWord] = []
            at = len(sound[0])
            for place, word in enumerate(shown):
                length = int(_LETTER_SECONDS * SAMPLE_RATE_HZ * sum(c.isalnum() for c in word) / pace)
                tone = np.sin(np.arange(length) * (2 * np.pi * _TONES_HZ[place % 5] / SAMPLE_RATE_HZ))
                sound += [
                    faded((_AMPLITUDE * tone).astype(np.float32), SAMPLE_RATE_HZ),
                    silence(_GAP_SECONDS, SAMPLE_RATE_HZ),
                ]
                words.append(TimedWord(word, at / SAMPLE_RATE_HZ, (at + length) / SAMPLE_RATE_HZ))
                at += length + len(sound[-1])
            sound.append(silence(passage.pause_seconds, SAMPLE_RATE_HZ))
            yield Narration(np.concatenate(sound), SAMPLE_RATE_HZ, tuple(words))
