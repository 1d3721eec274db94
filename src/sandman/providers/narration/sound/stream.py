"""MP3 that can be heard before it is whole."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sandman.providers.narration.sound.encoding import LAME_SCALE, MP3_BITS_PER_SECOND, MP3_RATE_HZ

Samples = NDArray[np.float32]


class Mp3Stream:
    """An encoder that is fed sound piece by piece and gives back what is encoded so far.

    Frames without a container: an MP3 player begins wherever it finds one.
    """

    def __init__(self, rate: int) -> None:
        import av  # noqa: PLC0415 - 60 ms that only reading pays

        codec = av.AudioCodecContext.create("libmp3lame", "w")
        assert isinstance(codec, av.AudioCodecContext)
        codec.sample_rate = MP3_RATE_HZ
        codec.layout = "mono"
        codec.format = "fltp"
        codec.bit_rate = MP3_BITS_PER_SECOND
        self._codec = codec
        self._rate = rate
        self._resampler = av.AudioResampler(format="fltp", layout="mono", rate=MP3_RATE_HZ, frame_size=1152)

    def feed(self, samples: Samples) -> bytes:
        """Encode float32 mono samples in [-1, 1], shape [samples], at the stream's rate."""
        import av  # noqa: PLC0415

        level = np.clip(samples / np.float32(LAME_SCALE), -1, 1)
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(level, np.float32)[None], format="fltp", layout="mono"
        )
        frame.sample_rate = self._rate
        return self._encoded(self._resampler.resample(frame))

    def end(self) -> bytes:
        """What was still in the encoder."""
        return self._encoded([*self._resampler.resample(None), None])

    def _encoded(self, frames: list[Any]) -> bytes:
        return b"".join(bytes(packet) for frame in frames for packet in self._codec.encode(frame))
