"""The encoder, which is not learned but fitted: a cell is what a small television would send of its patch.

Light at twice the fineness of colour: four numbers for the brightness of a patch's quarters (as their mean
and three differences) and two for its colour. That a network can say so exactly enough takes some care: each
group norm takes away what a group of channels share, so some channels stand at a constant for the norm to
hold on to, residual branches are silent, and the last layer is fitted to real pictures by least squares.
The denoiser can so begin before the decoder has learned anything, and no cell ever changes its meaning.
"""

from collections.abc import Sequence

import torch
from diffusers import AutoencoderKL
from torch import Tensor, nn
from torch.nn.functional import pad, unfold

from .autoencoder import CELLS, as_floats, cells_of

BALLAST = 4.0
"""How far the constant channels stand off."""
SURE = -9.0
"""Logarithm of a cell's variance: next to none."""


def fit_encoder(model: AutoencoderKL, pictures: Tensor) -> None:
    """Set the encoder's weights, for good; `pictures` are some dozens, uint8 [n, 3, H, W]."""
    with torch.no_grad():
        _lay_the_way(model.encoder)
        seen = as_floats(pictures)
        wanted = cells_of(seen)
        _fit(model.encoder, seen, torch.cat([wanted, torch.zeros_like(wanted)], 1))
        for handed_on in (model.quant_conv, model.post_quant_conv):
            handed_on.weight.copy_(_straight(handed_on.out_channels, handed_on.in_channels, 1))
            handed_on.bias.zero_()
        model.quant_conv.weight[CELLS:] = 0
        model.quant_conv.bias[CELLS:] = SURE
    for fixed in (model.encoder, model.quant_conv, model.post_quant_conv):
        fixed.requires_grad_(False)


def _lay_the_way(half: nn.Module) -> None:
    """Colours, and later the quarters' light, each with its negative: silu(x) - silu(-x) is just x."""
    for name, part in half.named_modules():
        if not isinstance(part, nn.Conv2d):
            continue
        if name.endswith("conv2"):
            part.weight.zero_()
            part.bias.zero_()
        elif name.endswith("conv_shortcut"):
            part.weight.copy_(_straight(part.out_channels, part.in_channels, 1))
            part.bias.zero_()
        elif name.endswith("downsamplers.0.conv"):
            part.weight.zero_()
            part.bias.zero_()
            same = torch.arange(part.out_channels)
            part.weight[same, same, :2, :2] = 0.25
        elif name == "conv_in":
            part.weight.zero_()
            part.weight[:3], part.weight[3:6] = _straight(3, 3, 3), -_straight(3, 3, 3)
            _weigh_down(part, range(6, part.out_channels))
    last = half.down_blocks[-2].downsamplers[0].conv
    first = half.conv_in.out_channels
    for quarter in range(4):
        for sign, channel in ((1, first + quarter), (-1, first + 4 + quarter)):
            last.weight[channel] = 0
            last.weight[channel, :3, quarter // 2, quarter % 2] = sign / 3
    _weigh_down(last, (*range(first - 6, first), *range(first + 8, first + 16)))


def _weigh_down(part: nn.Conv2d, channels: Sequence[int]) -> None:
    """Make these channels constants, half of them above and half below nothing."""
    for place, channel in enumerate(channels):
        part.weight[channel] = 0
        part.bias[channel] = BALLAST if place % 2 else -BALLAST


def _straight(out: int, into: int, size: int) -> Tensor:
    """A kernel that hands each channel on as it is, as far as there are channels for it."""
    kernel = torch.zeros(out, into, size, size)
    same = torch.arange(min(out, into))
    kernel[same, same, size // 2, size // 2] = 1
    return kernel


def _fit(half: nn.Module, given: Tensor, wanted: Tensor) -> None:
    """Ridge regression of the last layer on what reaches it."""
    reached: list[Tensor] = []
    hook = half.conv_out.register_forward_pre_hook(lambda _, inputs: reached.append(inputs[0]))
    gram: Tensor | float = 0.0
    cross: Tensor | float = 0.0
    for some, want in zip(given.split(4), wanted.split(4), strict=True):
        half(some)
        windows = unfold(reached.pop(), 3, padding=1).transpose(1, 2).flatten(0, 1)
        windows = pad(windows, (0, 1), value=1.0).double()  # the bias
        gram = gram + windows.T @ windows
        cross = cross + windows.T @ want.flatten(2).transpose(1, 2).flatten(0, 1).double()
    hook.remove()
    assert isinstance(gram, Tensor)
    ridge = 1e-7 * gram.diagonal().mean() * torch.eye(len(gram), dtype=gram.dtype)
    weights = torch.linalg.solve(gram + ridge, cross).float()
    half.conv_out.weight.copy_(weights[:-1].T.reshape(half.conv_out.weight.shape))
    half.conv_out.bias.copy_(weights[-1])
