"""Loading a denoiser straight into its small form: the whole of it is never held in any other."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn

from sandman.weights.loading import assign, build_empty, finish, named_weights
from sandman.weights.small import SmallLinear
from sandman.weights.swapping import Scheme, quantise


def load_quantised(
    model: type[Any],
    folder: Path,
    blocks_of: Callable[[nn.Module], Sequence[nn.Module]],
    scheme: Scheme | None,
    *,
    device: torch.device | str,
    dtype: torch.dtype,
    blocks_on: torch.device | str | None = None,
) -> nn.Module:
    """The denoiser in `folder`, frozen, its blocks small by `scheme` and the rest in `dtype`, on `device`.

    Read weight by weight: the peak is the small model and one weight, which is quantised on `device`.
    `blocks_on` keeps the blocks elsewhere, in host memory as a rule, to be streamed from there. Raises
    Unusable where weights are missing or damaged.
    """
    built = build_empty(model, folder)
    blocks = blocks_of(built)
    if scheme is not None:
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
