"""The repeated blocks of a transformer that paints: the unit of quantising, streaming and computing twice."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from sandman.styles import Family

if TYPE_CHECKING:
    from torch import nn

RUNS: Mapping[Family, tuple[str, ...]] = MappingProxyType(
    {
        Family.FLUX: ("transformer_blocks", "single_transformer_blocks"),
        Family.FLUX2_KLEIN: ("transformer_blocks", "single_transformer_blocks"),
        Family.Z_IMAGE: ("noise_refiner", "context_refiner", "layers"),
    }
)
"""How diffusers calls each family's rows of blocks, in the order they run."""


def blocks_of(denoiser: "nn.Module", family: Family) -> list["nn.Module"]:
    """Every block of a transformer, in the order they run."""
    return [block for row in RUNS[family] for block in getattr(denoiser, row)]
