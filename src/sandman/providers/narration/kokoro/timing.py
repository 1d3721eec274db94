"""When each word sounds, from the model's own durations."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sandman.providers.narration.kokoro.model import SAMPLE_RATE_HZ, SAMPLES_PER_FRAME

LEAD_SECONDS = 0.075
"""The model's sound comes three frames before its durations say; measured on first words of sentences."""

NOBODY = -1
"""Owner of a phoneme that belongs to no word: marks and spaces."""

Times = dict[int, tuple[float, float]]


def word_times(owners: Sequence[int], frames: NDArray[np.int64]) -> Times:
    """Start and end, in seconds, of each owner in `owners` [n]; `frames` is [n + 2] with the silences around.

    Times are inside the sound and never go backward.
    """
    ends = np.cumsum(frames) * (SAMPLES_PER_FRAME / SAMPLE_RATE_HZ)
    length = float(ends[-1])
    times: Times = {}
    for index, owner in enumerate(owners):
        if owner == NOBODY:
            continue
        start = min(max(float(ends[index]) - LEAD_SECONDS, 0.0), length)
        end = min(max(float(ends[index + 1]) - LEAD_SECONDS, 0.0), length)
        times[owner] = (times[owner][0] if owner in times else start, end)
    return times


def in_order(times: Times, words: int, length: float) -> list[tuple[float, float]]:
    """A time for each of `words`: inside `length`, never backward; one that makes no sound has no length.

    A silent word stands where the word before it ended, or where the first one starts.
    """
    first = min((start for start, _ in times.values()), default=0.0)
    at = min(max(first, 0.0), length)
    ordered: list[tuple[float, float]] = []
    for word in range(words):
        start, end = times.get(word, (at, at))
        start = min(max(start, at), length)
        end = min(max(end, start), length)
        ordered.append((start, end))
        at = end
    return ordered
