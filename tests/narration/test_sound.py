"""Sound is level, joined without a click, and the same after its file is read back."""

import numpy as np
import pytest
from numpy.typing import NDArray

from sandman.ports.errors import BadWork
from sandman.ports.narration import Narration, TimedWord
from sandman.providers.narration.recorder import Mp3Recorder, WavRecorder
from sandman.providers.narration.sound import (
    decode,
    encode_mp3,
    encode_wav,
    joined,
    level,
    loudness_lufs,
    true_peak_dbtp,
)
from sandman.providers.narration.sound.joints import faded, trimmed
from sandman.providers.narration.sound.loudness import limited

RATE = 24_000


def hum(seconds: float = 2.0, *, amplitude: float = 0.1, hertz: float = 220.0):
    at = np.arange(round(seconds * RATE)) / RATE
    swell = 0.6 + 0.4 * np.sin(2 * np.pi * 3 * at)
    return (amplitude * swell * np.sin(2 * np.pi * hertz * at)).astype(np.float32)


def spoken(
    samples: NDArray[np.float32], text: str = "word", start: float = 0.0, end: float = 0.5
) -> Narration:
    return Narration(samples, RATE, (TimedWord(text, start, end),))


@pytest.mark.parametrize("amplitude", [0.002, 0.1, 0.9])
def test_a_scene_is_level_whatever_it_was(amplitude):
    assert loudness_lufs(level(hum(amplitude=amplitude), RATE), RATE) == pytest.approx(-19, abs=0.3)


def test_a_shout_in_a_quiet_scene_stays_under_the_ceiling():
    scene = hum(4.0, amplitude=0.02)
    scene[RATE : RATE + 200] = np.sign(np.sin(np.arange(200)))
    done = level(scene, RATE)
    assert true_peak_dbtp(done) <= -1.5
    assert loudness_lufs(done, RATE) == pytest.approx(-19, abs=1)


def test_peaks_between_samples_are_seen():
    # A sine at a quarter of the rate, sampled 45 degrees off its tops: samples at 0.707, wave at 1.
    at = np.arange(2_000)
    wave = np.sin(np.pi / 2 * at + np.pi / 4).astype(np.float32)
    assert np.abs(wave).max() == pytest.approx(0.7071, abs=1e-3)
    assert true_peak_dbtp(wave[200:-200]) == pytest.approx(0.0, abs=0.15)


def test_quiet_sound_passes_the_limiter_untouched():
    quiet = hum(amplitude=0.3)
    assert np.array_equal(limited(quiet, RATE), quiet)


def test_silence_stays_silence():
    nothing = np.zeros(RATE, np.float32)
    assert np.array_equal(level(nothing, RATE), nothing)
    assert loudness_lufs(nothing, RATE) == float("-inf")
    assert true_peak_dbtp(nothing) == float("-inf")


def test_fades_begin_and_end_at_zero_and_leave_the_middle():
    sound = np.ones(RATE, np.float32)
    done = faded(sound, RATE)
    assert done[0] == done[-1] == 0
    assert np.array_equal(done[200:-200], sound[200:-200])


def test_silence_around_a_sound_is_cut_but_never_a_word():
    sound = np.concatenate([np.zeros(RATE), hum(1.0), np.zeros(RATE)]).astype(np.float32)
    cut = trimmed(sound, RATE, keep=(1.0, 2.0))
    assert cut.cut_seconds == pytest.approx(0.97, abs=0.02)
    assert cut.onset_seconds == pytest.approx(0.03, abs=0.02)
    assert len(cut.samples) / RATE == pytest.approx(1.09, abs=0.03)
    assert trimmed(sound, RATE, keep=(0.5, 2.9)).cut_seconds == 0.5


def test_joining_moves_the_words_along():
    whole = joined([spoken(hum(1.0), "one", 0.1, 0.6), spoken(hum(2.0), "two", 0.2, 0.9)])
    assert whole.seconds == 3.0
    assert [(word.text, word.start) for word in whole.words] == [("one", 0.1), ("two", 1.2)]


def test_sounds_of_two_rates_are_not_joined():
    with pytest.raises(ValueError, match="one sample rate"):
        joined([spoken(hum()), Narration(hum(), 44_100, ())])


def test_an_mp3_is_as_long_as_its_sound_and_begins_with_it():
    sound = np.concatenate([np.zeros(RATE // 2, np.float32), hum(3.0, amplitude=0.4)])
    back, rate = decode(encode_mp3(sound, RATE))
    assert len(back) / rate == pytest.approx(len(sound) / RATE, abs=0.06)
    onset = np.flatnonzero(np.abs(back) > 0.05)[0] / rate
    assert onset == pytest.approx(np.flatnonzero(np.abs(sound) > 0.05)[0] / RATE, abs=0.03)
    assert loudness_lufs(back, rate) == pytest.approx(loudness_lufs(sound, RATE), abs=0.3)


def test_the_same_sound_is_the_same_mp3():
    assert encode_mp3(hum(), RATE) == encode_mp3(hum(), RATE)


def test_a_wav_gives_back_the_samples():
    back, rate = decode(encode_wav(hum(), RATE))
    assert rate == RATE
    assert np.allclose(back, hum(), atol=1e-4)


@pytest.mark.parametrize("encode", [encode_mp3, encode_wav])
def test_no_samples_are_a_file_of_no_sound(encode):
    back, _ = decode(encode(np.zeros(0, np.float32), RATE))
    assert not np.any(back)


def test_bytes_that_are_no_sound_are_named_so():
    with pytest.raises(ValueError, match="no sound"):
        decode(b"once upon a time")


@pytest.mark.parametrize(("recorder", "suffix"), [(Mp3Recorder(), "mp3"), (WavRecorder(), "wav")])
def test_a_recording_is_level_and_keeps_its_words(recorder, suffix):
    made = recorder.record([spoken(hum(1.0), "good"), spoken(hum(1.0), "night")])
    back, rate = decode(made.data)
    assert made.suffix == suffix
    assert made.sample_rate_hz == rate
    assert made.seconds == 2.0
    assert [(word.text, word.start) for word in made.words] == [("good", 0.0), ("night", 1.0)]
    assert loudness_lufs(back, rate) == pytest.approx(-19, abs=1)


@pytest.mark.parametrize(
    "sentences",
    [[], [spoken(np.zeros(RATE, np.float32))], [spoken(np.full(RATE, np.nan, np.float32))]],
    ids=["none", "silence", "broken"],
)
def test_nothing_to_hear_is_bad_work(sentences):
    with pytest.raises(BadWork):
        Mp3Recorder().record(sentences)
