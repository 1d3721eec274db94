"""From a reading as it came to sound whose words have their times."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sandman.providers.narration.elevenlabs.script import Script, even_times, word_times
from sandman.providers.narration.elevenlabs.sound import SAMPLE_RATE_HZ, Samples, check, samples_of
from sandman.providers.narration.elevenlabs.wire import Take
from sandman.providers.narration.sound.joints import faded, trimmed
from sandman.providers.narration.timing import Times

SHORTEST_SECONDS = 0.06
"""A first word keeps this much, however late it is heard."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The sound of a script without the silence around it, and when its words sound in that."""

    samples: Samples
    times: Times
    words: int
    """How many words the script has, silent ones too."""

    @property
    def seconds(self) -> float:
        """How long it sounds."""
        return len(self.samples) / SAMPLE_RATE_HZ


def heard(take: Take, script: Script, format: str) -> Heard:
    """What a reading of `script` sounds like. Raises BadWork for silence, and for sound that is cut short."""
    samples = samples_of(take.audio_base64, format)
    check(samples, script, max(take.ends, default=0.0))
    try:
        times = word_times(script, take.characters, take.starts, take.ends)
    except ValueError:
        times = {}
    if not times:
        cut = trimmed(samples, SAMPLE_RATE_HZ, keep=(float("inf"), 0.0))
        times = even_times(script, cut.onset_seconds, len(cut.samples) / SAMPLE_RATE_HZ)
        return Heard(faded(cut.samples, SAMPLE_RATE_HZ), times, len(script.words))
    first, last = min(times), max(times)
    # The first character's time begins with the file, silence and all: only what it ends by is kept.
    cut = trimmed(samples, SAMPLE_RATE_HZ, keep=(times[first][1], times[last][0]))
    moved = {at: (start - cut.cut_seconds, end - cut.cut_seconds) for at, (start, end) in times.items()}
    start, end = moved[first]
    moved[first] = (max(start, min(cut.onset_seconds, end - SHORTEST_SECONDS)), end)
    return Heard(faded(cut.samples, SAMPLE_RATE_HZ), moved, len(script.words))


def end_to_end(parts: Sequence[Heard]) -> Heard:
    """Parts of a sentence as one, times and all."""
    times: Times = {}
    words = 0
    at = 0.0
    for part in parts:
        times |= {words + place: (start + at, end + at) for place, (start, end) in part.times.items()}
        words += part.words
        at += part.seconds
    samples = np.concatenate([part.samples for part in parts]) if parts else np.zeros(0, np.float32)
    return Heard(samples, times, words)
