"""LoRA layers that keep little for the backward pass.

Peft's own layer copies its input to float32 and keeps the copy, three times where q, k and v share one; and
it adds in a pass of its own. Here a layer keeps its input as it came and the input's few inner numbers, adds
within the multiplication, and goes back through base and adapter at once. The adapter stays float32; it is
multiplied with in the base's precision, as it is under autocast. True SD 1.5 at 512 pixels in bfloat16 peaks
at 3.3 GB in place of 3.8. An input that says how it is made of what is kept anyway (`sparing`) is not kept,
but made again.
"""

from collections.abc import Callable
from typing import Any

import torch
from peft.tuners.lora import Linear as LoraLinear
from torch import Tensor, nn
from torch.nn import functional

from sandman.finetune.train.sparing import Made, how_made, itself, spare


def lighten(denoiser: nn.Module, name: str) -> None:
    """Let every linear layer that the adapter `name` lies on run lightly; what is saved stays the same.

    Norms and activations between them keep little, too.
    """
    spare(denoiser)
    for layer in denoiser.modules():
        if isinstance(layer, LoraLinear) and name in layer.lora_A:
            layer.forward = _lightly(layer, name, layer.forward)


def _lightly(layer: LoraLinear, name: str, otherwise: Callable[..., Tensor]) -> Callable[..., Tensor]:
    down, up = layer.lora_A[name], layer.lora_B[name]

    def forward(x: Tensor, *args: Any, **named: Any) -> Tensor:  # noqa: ANN401 - as the layer is called
        base = layer.get_base_layer()
        # Laid off, laid beside another, merged or under autocast: peft knows what to do.
        alone = layer.active_adapters == [name] and not (layer.disable_adapters or layer.merged)
        if args or named or not alone or _autocast(x.device.type):
            return otherwise(x, *args, **named)
        scale = layer.scaling[name]
        plain = type(base) is nn.Linear and base.weight.dtype == x.dtype and not base._forward_hooks
        if plain:
            return _Whole.apply(x, base.weight, base.bias, down.weight, up.weight, scale, how_made(x))
        return _Added.apply(base(x), x, down.weight, up.weight, scale, how_made(x))

    return forward


def _autocast(device: str) -> bool:
    """The meta device, on which plans are made, knows none and raises."""
    return torch.amp.is_autocast_available(device) and torch.is_autocast_enabled(device)


class _Whole(torch.autograd.Function):
    """x Wᵀ + bias + s (x Aᵀ) Bᵀ for a frozen W. Shapes: x […, in], W [out, in], A [r, in], B [out, r]."""

    @staticmethod
    def forward(
        ctx: Any,  # noqa: ANN401
        x: Tensor,
        weight: Tensor,
        bias: Tensor | None,
        down: Tensor,
        up: Tensor,
        scale: float,
        made: Made | None,
    ) -> Tensor:
        rows = x.reshape(-1, x.shape[-1])
        out = functional.linear(rows, weight, bias)
        inner = rows @ down.to(x.dtype).T
        out.addmm_(inner, up.to(x.dtype).T, alpha=scale)
        ctx.by, of = made or (itself, (x,))
        ctx.save_for_backward(inner, weight, down, up, *of)
        ctx.scale = scale
        return out.view(*x.shape[:-1], -1)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor | None, ...]:  # noqa: ANN401
        inner, weight, down, up, *of = ctx.saved_tensors
        x = ctx.by(*of)
        gradient = gradients[0].reshape(-1, gradients[0].shape[-1])
        of_inner, of_down, of_up = _of_adapter(gradient, x, inner, up, ctx.scale)
        of_x = None
        if ctx.needs_input_grad[0]:
            of_x = (gradient @ weight).addmm_(of_inner, down.to(gradient.dtype)).view_as(x)
        return of_x, None, None, of_down, of_up, None, None


class _Added(torch.autograd.Function):
    """out + s (x Aᵀ) Bᵀ, for what a base layer of any kind gave. Shapes as above, out […, out]."""

    @staticmethod
    def forward(
        ctx: Any,  # noqa: ANN401
        out: Tensor,
        x: Tensor,
        down: Tensor,
        up: Tensor,
        scale: float,
        made: Made | None,
    ) -> Tensor:
        inner = x.reshape(-1, x.shape[-1]) @ down.to(x.dtype).T
        added = torch.addmm(out.reshape(-1, out.shape[-1]), inner, up.to(x.dtype).T, alpha=scale)
        ctx.by, of = made or (itself, (x,))
        ctx.save_for_backward(inner, down, up, *of)
        ctx.scale = scale
        return added.view_as(out)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor | None, ...]:  # noqa: ANN401
        inner, down, up, *of = ctx.saved_tensors
        x = ctx.by(*of)
        gradient = gradients[0].reshape(-1, gradients[0].shape[-1])
        of_inner, of_down, of_up = _of_adapter(gradient, x, inner, up, ctx.scale)
        of_x = (of_inner @ down.to(gradient.dtype)).view_as(x) if ctx.needs_input_grad[1] else None
        return gradients[0], of_x, of_down, of_up, None, None


def _of_adapter(
    gradient: Tensor, x: Tensor, inner: Tensor, up: Tensor, scale: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Gradients of the inner numbers [n, r], of A [r, in] and of B [out, r]; the last two in float32."""
    of_inner = gradient @ (up * scale).to(gradient.dtype)
    of_down = of_inner.T @ x.reshape(-1, x.shape[-1])
    of_up = gradient.T @ inner
    return of_inner, of_down.to(up.dtype), of_up.to(up.dtype) * scale
