"""Frozen linear layers that are kept small and made whole for as long as they are multiplied with.

A layer is only ever read, so the gradient that goes through it needs its weight again and not its input:
nothing of a step is kept for it but the small form, which is there anyhow.
"""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import linear

Unpack = Callable[..., tuple[Tensor, Tensor | None]]
"""(dtype, *parts) → the weight [out, in], and a scale [out] that is to be put to what comes out, or None."""


class _Through(torch.autograd.Function):
    """x W^T for a frozen W that is unpacked in the forward pass and once more in the backward pass."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, unpack: Unpack, *parts: Tensor) -> Tensor:  # noqa: ANN401
        ctx.save_for_backward(*parts)
        ctx.unpack = unpack
        weight, scale = unpack(x.dtype, *parts)
        out = linear(x, weight)
        return out if scale is None else out * scale

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:  # noqa: ANN401
        parts = ctx.saved_tensors
        weight, scale = ctx.unpack(gradient.dtype, *parts)
        scaled = gradient if scale is None else gradient * scale
        return (scaled @ weight, None, *(None for _ in parts))


class SmallLinear(nn.Linear):
    """A frozen linear layer in a small form; PEFT takes it for the linear layer it stands for."""

    parts: tuple[str, ...]
    """The names of the tensors that `unpack` wants, `weight` first; all on `meta` until `take`."""

    def __init__(self, inputs: int, outputs: int, *, bias: Tensor | None) -> None:
        nn.Module.__init__(self)
        self.in_features, self.out_features = inputs, outputs
        self.bias = None if bias is None else nn.Parameter(bias.detach(), requires_grad=False)
        for name in self.parts:
            self._keep(name, torch.empty(0, dtype=torch.uint8, device="meta"))

    def _keep(self, name: str, tensor: Tensor) -> None:
        self.register_parameter(name, nn.Parameter(tensor, requires_grad=False))

    def take(self, weight: Tensor) -> None:
        """Make `weight` [out, in] small, on the device it lies on."""
        raise NotImplementedError

    def unpack(self, dtype: torch.dtype, *parts: Tensor) -> tuple[Tensor, Tensor | None]:
        """Make it whole again, in `dtype`."""
        raise NotImplementedError

    def forward(self, x: Tensor) -> Tensor:
        """[…, in] → […, out]."""
        if torch.is_autocast_enabled(x.device.type):
            x = x.to(torch.get_autocast_dtype(x.device.type))
        out: Tensor = _Through.apply(x, self.unpack, *(getattr(self, name) for name in self.parts))
        return out if self.bias is None else out + self.bias.to(out.dtype)


class Int8Linear(SmallLinear):
    """Eight bits a weight, one scale a row of outputs. Plain PyTorch: it runs wherever PyTorch does.

    The scale is put to what comes out, so that nothing is multiplied twice. It is a bfloat16's value, which
    is what the base is trained in as a rule: rounding it costs nothing then.
    """

    parts = ("weight", "scale")

    def take(self, weight: Tensor) -> None:
        """Round each row to whole steps of its scale, 127 at the most."""
        wide = weight.float()
        needed = (wide.abs().amax(1) / 127).clamp(min=torch.finfo(torch.float32).tiny)
        scale = needed.bfloat16().float()
        scale = torch.where(scale < needed, (needed * (1 + 2**-7)).bfloat16().float(), scale)
        self._keep("weight", (wide / scale[:, None]).round().to(torch.int8))
        self._keep("scale", scale)

    def unpack(self, dtype: torch.dtype, *parts: Tensor) -> tuple[Tensor, Tensor | None]:
        """Steps of up to 127 are exact in every floating type."""
        steps, scale = parts
        return steps.to(dtype), scale.to(dtype)


class Nf4Linear(SmallLinear):
    """Four bits a weight: NormalFloat, its scales quantised, too; by bitsandbytes.

    Source: Dettmers et al. 2023, arXiv 2305.14314, section 3. The tensors of bitsandbytes' state are plain
    parts here, so that a layer is moved, pinned and streamed like any other.
    """

    parts = ("weight", "scales", "offset", "code", "scales_of_scales", "code_of_scales")

    def take(self, weight: Tensor) -> None:
        """Quantise by blocks of 64 weights, and their scales by blocks of 256."""
        from bitsandbytes.functional import quantize_4bit  # noqa: PLC0415 - seconds, for who asks for it

        packed, state = quantize_4bit(
            weight.float().contiguous(), quant_type="nf4", compress_statistics=True, blocksize=64
        )
        inner = state.state2
        found = (packed, state.absmax, state.offset, state.code, inner.absmax, inner.code)
        for name, tensor in zip(self.parts, found, strict=True):
            self._keep(name, tensor)

    def unpack(self, dtype: torch.dtype, *parts: Tensor) -> tuple[Tensor, Tensor | None]:
        """Put bitsandbytes' state together again and ask it for the weight."""
        from bitsandbytes.functional import QuantState, dequantize_4bit  # noqa: PLC0415

        packed, scales, offset, code, scales_of_scales, code_of_scales = parts
        state = QuantState(
            absmax=scales,
            shape=torch.Size((self.out_features, self.in_features)),
            code=code,
            blocksize=64,
            quant_type="nf4",
            dtype=dtype,
            offset=offset,
            state2=QuantState(
                absmax=scales_of_scales, code=code_of_scales, blocksize=256, dtype=torch.float32
            ),
        )
        return dequantize_4bit(packed, state), None
