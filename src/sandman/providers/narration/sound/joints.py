"""Sound put end to end without a click."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sandman.ports.narration import Narration, TimedWord

Samples = NDArray[np.float32]

FADE_SECONDS = 0.008
_QUIET_DB = -46.0
_BEFORE_SECONDS, _AFTER_SECONDS = 0.03, 0.06


def silence(seconds: float, rate: int) -> Samples:
    """Nothing, for `seconds`."""
    return np.zeros(max(0, round(seconds * rate)), np.float32)


def faded(samples: Samples, rate: int) -> Samples:
    """The sound with 8 ms of fade at both ends, so that it starts and stops at zero."""
    count = min(round(FADE_SECONDS * rate), len(samples) // 2)
    if not count:
        return samples
    ramp = (0.5 - 0.5 * np.cos(np.linspace(0, np.pi, count, endpoint=True))).astype(np.float32)
    out = samples.copy()
    out[:count] *= ramp
    out[-count:] *= ramp[::-1]
    return out


@dataclass(frozen=True, slots=True)
class Trimmed:
    """Sound without the silence around it."""

    samples: Samples
    cut_seconds: float
    """What was cut off its front."""
    onset_seconds: float
    """When something is first heard, counted in the trimmed sound."""


def trimmed(samples: Samples, rate: int, *, keep: tuple[float, float]) -> Trimmed:
    """Cut the silence around a sound, but nothing between the times `keep`.

    Quiet is 46 dB under the loudest 10 ms.
    """
    frame = rate // 100
    whole = len(samples) // frame * frame
    if not whole:
        return Trimmed(samples, 0.0, 0.0)
    power = np.sqrt(np.mean(samples[:whole].reshape(-1, frame) ** 2, axis=1))
    loud = np.flatnonzero(power > power.max() * 10 ** (_QUIET_DB / 20))
    first, last = (int(loud[0]) * frame, (int(loud[-1]) + 1) * frame) if len(loud) else (0, len(samples))
    start = max(0, int(min(first - _BEFORE_SECONDS * rate, keep[0] * rate)))
    end = min(len(samples), int(max(last + _AFTER_SECONDS * rate, keep[1] * rate)))
    return Trimmed(samples[start:end], start / rate, (first - start) / rate)


def joined(narrations: Sequence[Narration]) -> Narration:
    """Narrations of one sample rate, one after the other, as one; word times move along.

    Raises ValueError for none, or for different rates.
    """
    rates = {narration.sample_rate_hz for narration in narrations}
    if len(rates) != 1:
        raise ValueError(f"narrations of one sample rate were wanted, found {sorted(rates) or 'none at all'}")
    rate = rates.pop()
    words: list[TimedWord] = []
    at = 0
    for narration in narrations:
        offset = at / rate
        words += [TimedWord(word.text, word.start + offset, word.end + offset) for word in narration.words]
        at += len(narration.samples)
    return Narration(np.concatenate([n.samples for n in narrations]), rate, tuple(words))
