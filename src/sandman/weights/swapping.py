"""Put small layers in the place of a frozen model's linear ones."""

from collections.abc import Sequence
from typing import Literal

import torch
from torch import nn

from sandman.weights.small import Int8Linear, Nf4Linear, SmallLinear

SCHEMES: dict[str, type[SmallLinear]] = {"int8": Int8Linear, "nf4": Nf4Linear}
Scheme = Literal["int8", "nf4"]


def quantise(
    denoiser: nn.Module, blocks: Sequence[nn.Module], scheme: Scheme, *, device: torch.device | str
) -> None:
    """Make every linear layer in `blocks` small, one at a time, on `device`; before an adapter is laid on.

    What is outside the blocks, a hundredth of the weights, stays as it is: it is what a model is most
    sensitive in. Layers that lie on `meta` become places that take their weight later.
    """
    within = {module for block in blocks for module in block.modules()}
    for name, layer in list(denoiser.named_modules()):
        if layer in within and type(layer) is nn.Linear:
            owner, _, leaf = name.rpartition(".")
            setattr(denoiser.get_submodule(owner), leaf, small_form(layer, scheme, device=device))


def small_form(layer: nn.Linear, scheme: Scheme, *, device: torch.device | str) -> SmallLinear:
    """A layer's small stand-in on `device`; without a weight where the layer has none yet."""
    made = SCHEMES[scheme](layer.in_features, layer.out_features, bias=layer.bias)
    if not layer.weight.is_meta:
        made.take(layer.weight.detach().to(device))
        if made.bias is not None:
            made.bias.data = made.bias.data.to(device)
    return made
