"""How loud a book is: the same on every page, and never a peak that wakes anyone.

Loudness is that of ITU-R BS.1770-4 (gated, in LUFS); true peak follows its annex 2: four times oversampled.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

TARGET_LUFS = -19.0
CEILING_DBTP = -1.5
# A moving gain bends the wave a little between samples: aim below the ceiling.
_AIM_DBTP = CEILING_DBTP - 0.2
_LOOK_AHEAD_SECONDS = 0.005
_BLOCK_SECONDS = 0.4
_OVERSAMPLING, _TAPS = 4, 12


def loudness_lufs(samples: Samples, rate: int) -> float:
    """Integrated loudness; minus infinity for silence. Sound shorter than a block of 0.4 s is repeated."""
    import pyloudnorm  # noqa: PLC0415 - brings scipy, half a second

    block = int(_BLOCK_SECONDS * rate) + 1
    if not np.any(samples):
        return float("-inf")
    if len(samples) < block:
        samples = np.tile(samples, -(-block // len(samples)))
    return float(pyloudnorm.Meter(rate).integrated_loudness(samples.astype(np.float64)))


def true_peak_dbtp(samples: Samples) -> float:
    """The highest the wave swings, between samples too, in dB of full scale; minus infinity for silence."""
    peak = float(np.max(_swing(samples), initial=0.0))
    return 20 * float(np.log10(peak)) if peak else float("-inf")


def level(samples: Samples, rate: int) -> Samples:
    """A whole scene at -19 LUFS, its true peaks under -1.5 dB. Silence stays silence."""
    found = loudness_lufs(samples, rate)
    if not np.isfinite(found):
        return samples
    once = amplified(samples, rate, lufs=found)
    # What the limiter took is given back once; the second round takes next to nothing.
    return amplified(once, rate, lufs=loudness_lufs(once, rate))


def amplified(samples: Samples, rate: int, *, lufs: float) -> Samples:
    """Sound known to be at `lufs`, brought to the target by one gain and limited, as one sentence can be."""
    return limited((samples * np.float32(10 ** ((TARGET_LUFS - lufs) / 20))), rate)


def limited(samples: Samples, rate: int) -> Samples:
    """The sound with its true peaks held under the ceiling, the gain gliding 5 ms before and after each."""
    ceiling = 10 ** (_AIM_DBTP / 20)
    swing = _swing(samples)
    if np.max(swing, initial=0.0) <= ceiling:
        return samples
    wanted = np.minimum(1.0, ceiling / np.maximum(swing, ceiling))
    reach = max(1, int(_LOOK_AHEAD_SECONDS * rate))
    lowest = _lowest_around(wanted, reach)
    # The mean of a run of minima over the same window never lies above what any sample in it needs.
    window = np.hanning(2 * reach + 3)[1:-1]
    padded = np.pad(lowest, reach, mode="edge")
    gain = np.convolve(padded, window / window.sum(), mode="valid")
    return (samples * gain).astype(np.float32)


def _lowest_around(values: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """For each value, the lowest within `reach` on both sides, by doubling windows."""
    width = 2 * reach + 1
    lowest = np.pad(values, reach, constant_values=1.0)
    done = 1
    while done < width:
        step = min(done, width - done)
        lowest = np.minimum(lowest[: len(lowest) - step], lowest[step:])
        done += step
    return lowest


@cache
def _phases() -> NDArray[np.float64]:
    """Windowed-sinc filters for the quarter points between samples, [3, taps]."""
    at = np.arange(-_TAPS + 1, _TAPS + 1)
    filters = []
    for quarter in range(1, _OVERSAMPLING):
        distance = at - quarter / _OVERSAMPLING
        taps = np.sinc(distance) * (0.5 + 0.5 * np.cos(np.pi * distance / (_TAPS + 1)))
        filters.append(taps / taps.sum())
    return np.array(filters)


def _swing(samples: Samples) -> NDArray[np.float64]:
    """For each sample, the largest of itself and the three points before the next, [samples]."""
    wave = samples.astype(np.float64)
    swing = np.abs(wave)
    if len(wave):
        padded = np.pad(wave, (_TAPS - 1, _TAPS))
        for taps in _phases():
            between = np.abs(np.convolve(padded, taps[::-1], mode="valid"))
            np.maximum(swing, between[: len(swing)], out=swing)
    return swing
