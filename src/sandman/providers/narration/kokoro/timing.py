"""When each word sounds, from the model's own durations."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sandman.providers.narration.kokoro.model import SAMPLE_RATE_HZ, SAMPLES_PER_FRAME
from sandman.providers.narration.timing import Times

LEAD_SECONDS = 0.075
"""The model's sound comes three frames before its durations say; measured on first words of sentences."""

NOBODY = -1
"""Owner of a phoneme that belongs to no word: marks and spaces."""


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
