"""Loading a denoiser straight into its small form: the whole of it is never held in any other."""

from typing import Literal

import torch
from torch import nn

from sandman.finetune.families.family import FamilyTrainer
from sandman.finetune.loading import assign, build_empty, finish, named_weights
from sandman.finetune.quant.layers import SmallLinear
from sandman.finetune.quant.swapping import quantise


def load_quantised(
    family: FamilyTrainer,
    scheme: Literal["none", "int8", "nf4"],
    device: torch.device | str,
    dtype: torch.dtype,
    *,
    blocks_on: torch.device | str | None = None,
) -> nn.Module:
    """The family's denoiser, frozen, its blocks small and the rest in `dtype`, on `device`.

    Read weight by weight: the peak is the small model and one weight, which is quantised on `device`.
    `blocks_on` keeps the blocks elsewhere, in host memory as a rule, to be streamed from there.
    """
    folder = family.base.denoiser
    built = build_empty(type(family.load_denoiser(dtype=dtype, device="meta")), folder)
    blocks = family.blocks(built)
    if scheme != "none":
        quantise(built, blocks, scheme, device=device)
    in_blocks = {module for block in blocks for module in block.modules()}
    owners = dict(built.named_modules())

    # as stored: a weight is rounded once, to its small form, and not to `dtype` before
    for name, weight in named_weights(built, folder, dtype=None, device="cpu"):
        path, _, leaf = name.rpartition(".")
        owner = owners[path]
        home = blocks_on if blocks_on is not None and owner in in_blocks else device
        if isinstance(owner, SmallLinear) and leaf == "weight":
            owner.take(weight.to(device))
            owner.to(home)
        else:
            assign(built, name, weight.to(home, dtype if weight.is_floating_point() else None))
    return finish(built, folder, device=device)
