"""What is known of a base by its files alone; no model is built."""

import json
from pathlib import Path

import pytest

from sandman.providers.illustration.diffusion.bases import HouseBase
from sandman.styles import BASES, BaseOf, Family

WHOLE, HALF, BEFORE = (f"diffusion_pytorch_model.{kind}safetensors" for kind in ("", "fp16.", "non_ema."))
SHARDS = [
    f"diffusion_pytorch_model{kind}-0000{part}-of-00002.safetensors"
    for kind in ("", ".fp16")
    for part in (1, 2)
]


@pytest.mark.parametrize(
    ("held", "numbers"),
    [
        ([WHOLE], 12),
        ([WHOLE, HALF, BEFORE], 12),
        ([HALF], 12),
        (SHARDS, 24),
        (SHARDS[2:], 24),
    ],
)
def test_weights_that_are_there_over_again_are_counted_once(tmp_path, held, numbers):
    (tmp_path / "unet").mkdir()
    for name in held:
        weigh(tmp_path / "unet" / name, shape=(3, 4))
    card = BaseOf(name="sd15", family=Family.SD, source="sd15", fingerprint="0" * 16)
    assert HouseBase(tmp_path, card, BASES["sd15"]).parameters("unet") == numbers


def weigh(path: Path, *, shape: tuple[int, ...]) -> None:
    """A safetensors file with one tensor of that shape."""
    layer = {"dtype": "F32", "shape": shape, "data_offsets": [0, 48]}
    header = json.dumps({"__metadata__": {}, "layer": layer}).encode()
    path.write_bytes(len(header).to_bytes(8, "little") + header + bytes(48))
