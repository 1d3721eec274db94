"""Samples to files and back, in memory, through PyAV."""

from io import BytesIO
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
Codec = Literal["libmp3lame", "pcm_s16le"]

# 44.1 kHz, not the voice's 24: every player of the last thirty years takes it, and the encoder's delay of
# 1105 samples, which some players do not skip, is then 25 ms and not 46: words stay where they are told.
MP3_RATE_HZ = 44_100
MP3_BITS_PER_SECOND = 80_000
# LAME turns the sound down at low bit rates, against clipping; ours is limited already.
LAME_SCALE = 0.95


def encode_mp3(samples: Samples, rate: int) -> bytes:
    """Mono MP3. Same samples, same bytes."""
    return _encoded(
        samples / np.float32(LAME_SCALE),
        rate,
        container="mp3",
        codec="libmp3lame",
        out_rate=MP3_RATE_HZ,
        bits=MP3_BITS_PER_SECOND,
    )


def encode_wav(samples: Samples, rate: int) -> bytes:
    """Mono 16-bit WAV at the sound's own rate."""
    return _encoded(samples, rate, container="wav", codec="pcm_s16le", out_rate=rate, bits=None)


def decode(data: bytes, *, rate: int | None = None) -> tuple[Samples, int]:
    """Any sound file PyAV reads, as mono float32 samples and their rate, its own or `rate`.

    Raises ValueError for none.
    """
    import av  # noqa: PLC0415 - 60 ms that only reading pays

    pieces: list[NDArray[Any]] = []
    try:
        with av.open(BytesIO(data), "r") as container:
            stream = container.streams.audio[0]
            rate = rate or int(stream.rate)
            resampler = av.AudioResampler(format="flt", layout="mono", rate=rate)
            for frame in container.decode(stream):
                pieces += [out.to_ndarray().ravel() for out in resampler.resample(frame)]
            pieces += [out.to_ndarray().ravel() for out in resampler.resample(None)]
    except (av.FFmpegError, IndexError) as fault:
        raise ValueError(f"these {len(data)} bytes are no sound that can be read") from fault
    return np.concatenate(pieces).astype(np.float32) if pieces else np.zeros(0, np.float32), rate


def _encoded(
    samples: Samples, rate: int, *, container: str, codec: Codec, out_rate: int, bits: int | None
) -> bytes:
    import av  # noqa: PLC0415 - 60 ms that only reading pays

    memory = BytesIO()
    with av.open(memory, "w", format=container) as file:
        stream = file.add_stream(codec, rate=out_rate)
        assert isinstance(stream, av.AudioStream)
        stream.layout = "mono"
        if bits is not None:
            stream.bit_rate = bits
        if not len(samples):
            # The resampler takes no empty frame; a hundredth of a second is as good as nothing.
            samples = np.zeros(rate // 100, np.float32)
        # Planar float in, so that no quantising happens before the codec's own.
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(np.clip(samples, -1, 1), np.float32)[None], format="fltp", layout="mono"
        )
        frame.rate = rate
        resampler = av.AudioResampler(format=stream.format.name, layout="mono", rate=out_rate)
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            for packet in stream.encode(piece):
                file.mux(packet)
        for packet in stream.encode(None):
            file.mux(packet)
    return memory.getvalue()
