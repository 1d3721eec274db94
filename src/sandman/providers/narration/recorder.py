"""The recorder: sentences joined into one track at the house's loudness, as MP3 or WAV."""

from collections.abc import Callable, Sequence

import numpy as np

from sandman.ports.errors import BadWork
from sandman.ports.narration import Narration
from sandman.ports.recording import Recording
from sandman.providers.narration.sound.encoding import encode_mp3, encode_wav
from sandman.providers.narration.sound.joints import joined
from sandman.providers.narration.sound.loudness import Samples, level


class _Recorder:
    suffix: str
    encode: Callable[[Samples, int], bytes]

    def record(self, sentences: Sequence[Narration]) -> Recording:
        """See `ports.recording.Recorder`."""
        whole = joined(sentences)
        if not np.any(whole.samples):
            raise BadWork("the narration is silent", port="narration")
        rate = whole.sample_rate_hz
        data = type(self).encode(level(whole.samples, rate), rate)
        return Recording(data, self.suffix, round(whole.seconds, 3), rate, whole.words)


class Mp3Recorder(_Recorder):
    """Records MP3."""

    suffix = "mp3"
    encode = staticmethod(encode_mp3)


class WavRecorder(_Recorder):
    """Records WAV, 16 bits."""

    suffix = "wav"
    encode = staticmethod(encode_wav)
