"""The recorder: sentences joined into one track at the house's loudness, as MP3 or WAV."""

from collections.abc import Sequence

import numpy as np

from sandman.ports.errors import BadWork
from sandman.ports.narration import Narration
from sandman.ports.recording import Recording
from sandman.providers.narration.sound import (
    MP3_RATE_HZ,
    encode_mp3,
    encode_wav,
    joined,
    level,
    loudness_lufs,
)


class Mp3Recorder:
    """Records MP3 at -19 LUFS, for the shelf and for every player."""

    def record(self, sentences: Sequence[Narration]) -> Recording:
        """See `ports.recording.Recorder`."""
        track = _track(sentences)
        data = encode_mp3(track.samples, track.sample_rate_hz)
        return Recording(data, "mp3", track.seconds, MP3_RATE_HZ, track.words)


class WavRecorder:
    """Records WAV, 16 bits, at the voice's own rate."""

    def record(self, sentences: Sequence[Narration]) -> Recording:
        """See `ports.recording.Recorder`."""
        track = _track(sentences)
        data = encode_wav(track.samples, track.sample_rate_hz)
        return Recording(data, "wav", track.seconds, track.sample_rate_hz, track.words)


def _track(sentences: Sequence[Narration]) -> Narration:
    """The sentences as one level track. Raises BadWork for none, for broken samples, and for silence."""
    if not sentences:
        raise BadWork("no sentence came to be recorded", port="recording")
    whole = joined(sentences)
    text = " ".join(word.text for word in whole.words)[:80]
    if not np.all(np.isfinite(whole.samples)):
        raise BadWork(f"the sound of `{text}` has samples that are no numbers", port="recording")
    if not np.isfinite(loudness_lufs(whole.samples, whole.sample_rate_hz)):
        raise BadWork(f"the narration of `{text}` is silent", port="recording")
    return Narration(level(whole.samples, whole.sample_rate_hz), whole.sample_rate_hz, whole.words)
