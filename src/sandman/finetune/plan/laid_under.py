"""The adapter that a distilled base is taught under: how many weights it has, read without a download."""

import math
from collections.abc import Iterable
from pathlib import Path

from safetensors import safe_open
from torch import nn

from sandman.finetune.hub import adapter_here

ASSUMED_RANK = 16
"""Of an adapter that is not on this disk; it is taken to lie on every linear layer of the blocks, as the
toolkit that FLUX.1-schnell's comes from lays one by default. Assumed: twice the rank takes 0.2 GB more.
"""


def weights_laid_under(named: str, linears: Iterable[nn.Linear]) -> int:
    """Of the training adapter `named`, as a base's defaults name it; counted in its header, else assumed."""
    files = _on_this_disk(named)
    if files:
        return _matrices(files[0])  # the one that is loaded
    return sum(ASSUMED_RANK * (layer.in_features + layer.out_features) for layer in linears)


def _on_this_disk(named: str) -> list[Path]:
    found = Path(named) if Path(named).exists() else adapter_here(named)
    if found is None:  # the training fetches it, or refuses what names nothing
        return []
    return sorted(found.glob("*.safetensors")) if found.is_dir() else [found]


def _matrices(file: Path) -> int:
    """Weights of its matrices; scales beside them count nothing."""
    with safe_open(file, framework="pt") as opened:
        shapes = [opened.get_slice(name).get_shape() for name in opened.keys()]  # noqa: SIM118 - not a dict
    return sum(math.prod(shape) for shape in shapes if len(shape) == 2)
