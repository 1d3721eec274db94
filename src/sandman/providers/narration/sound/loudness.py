"""How loud a book is: the same on every page, and never a peak that wakes anyone.

Loudness is that of ITU-R BS.1770-4 (gated, in LUFS); true peak follows its annex 2: four times oversampled.
"""

from contextlib import suppress
from functools import cache

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

TARGET_LUFS = -19.0
CEILING_DBTP = -1.5
# A moving gain bends the wave a little between samples: aim below the ceiling.
_AIM_DBTP = CEILING_DBTP - 0.2
_LOOK_AHEAD_SECONDS = 0.005
_ENOUGH_SECONDS = 1.2
_OVERSAMPLING, _TAPS = 4, 12


def loudness_lufs(samples: Samples, rate: int) -> float:
    """Integrated loudness, by libavfilter's ebur128; minus infinity for silence.

    The meter wants a few blocks of 0.4 s, so shorter sound is repeated.
    """
    import av  # noqa: PLC0415 - 0.2 s that only sound pays

    if not np.any(samples):
        return float("-inf")
    enough = int(_ENOUGH_SECONDS * rate)
    if len(samples) < enough:
        samples = np.tile(samples, -(-enough // len(samples)))
    graph = av.filter.Graph()
    source = graph.add("abuffer", f"sample_rate={rate}:sample_fmt=flt:channel_layout=mono:time_base=1/{rate}")
    meter, sink = graph.add("ebur128", "metadata=1"), graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    sound = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples[None]), format="flt", layout="mono")
    sound.sample_rate, sound.pts = rate, 0
    graph.push(sound)
    graph.push(None)
    heard = float("-inf")
    # The filter hands back blocks of 0.1 s, each with the loudness of everything up to it, once it has one.
    with suppress(av.error.EOFError, av.error.BlockingIOError):
        while True:
            heard = float(graph.pull().metadata.get("lavfi.r128.I", heard))
    return heard


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
