"""Norms and activations that keep little for the backward pass.

Autograd keeps what every small step of them gave, copies in float32 among it. Here they keep what they were
given, which lies in memory anyhow, and find the rest again from it: a few passes over numbers, and never a
multiplication of matrices. What they give says how it is made (`Made`), so that a layer which needs it again
need not keep it either.
"""

from collections.abc import Callable
from itertools import islice
from typing import Any, NamedTuple

import torch
from diffusers.models.activations import GELU
from diffusers.models.normalization import RMSNorm
from diffusers.models.transformers.transformer_flux2 import Flux2ParallelSelfAttention, Flux2SwiGLU
from diffusers.models.transformers.transformer_z_image import FeedForward as ZImageFeedForward
from torch import Tensor, nn
from torch.nn import functional
from torch.overrides import TorchFunctionMode

Run = Callable[..., Tensor]


class Made(NamedTuple):
    """How a tensor is made at next to no cost, of others that are kept whether or not it is."""

    by: Run
    of: tuple[Tensor, ...]


def how_made(x: Tensor) -> Made | None:
    """None where it is not known, or no longer true."""
    made: Made | None = None if _is_left_alone() else getattr(x, "made", None)
    return None if made is None or x._version else made


def spare(denoiser: nn.Module) -> None:
    """Let every norm and activation that is known here keep little; all give the same numbers as before."""
    for layer in denoiser.modules():
        match layer:
            case nn.RMSNorm() | RMSNorm() if _is_plain(layer):
                layer.forward = _normed(layer, layer.forward)
            case Flux2SwiGLU():
                layer.forward = _halved(layer.forward)
            case ZImageFeedForward():
                layer._forward_silu_gating = _gated(layer._forward_silu_gating)
            case GELU():
                layer.gelu = _told(layer.gelu)
            case Flux2ParallelSelfAttention():
                layer.forward = _joined(layer.forward)


def _is_left_alone() -> bool:
    """A compiler chooses for itself what is found again, and without gradients nothing is kept."""
    return torch.compiler.is_compiling() or not torch.is_grad_enabled()


def _is_plain(norm: nn.RMSNorm | RMSNorm) -> bool:
    """One frozen weight a number, and nothing else."""
    weight, shift = norm.weight, getattr(norm, "bias", None)
    return norm.eps is not None and weight is not None and weight.dim() == 1 and shift is None


# Norms


def _normed(norm: nn.RMSNorm | RMSNorm, otherwise: Run) -> Run:
    run = _as_torch_does if isinstance(norm, nn.RMSNorm) else _as_diffusers_does

    def forward(x: Tensor) -> Tensor:
        # CUDA has a kernel for torch's own, which keeps as little
        fused = x.is_cuda and run is _as_torch_does
        if fused or _is_left_alone() or norm.weight.requires_grad or x.dtype != norm.weight.dtype:
            return otherwise(x)
        return _Normed.apply(x, norm.weight, norm.eps, run)

    return forward


def _as_torch_does(x: Tensor, weight: Tensor, eps: float) -> Tensor:
    return functional.rms_norm(x, weight.shape, weight, eps)


def _as_diffusers_does(x: Tensor, weight: Tensor, eps: float) -> Tensor:
    return (x * _one_by_length(x.float(), eps)).to(weight.dtype) * weight


def _one_by_length(x: Tensor, eps: float) -> Tensor:
    return torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + eps)


class _Normed(torch.autograd.Function):
    """x / sqrt(mean x² + eps) · w for a frozen w. Shapes: x […, n], w [n]. Source: arXiv 1910.07467."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor, eps: float, run: Run) -> Tensor:  # noqa: ANN401
        ctx.save_for_backward(x, weight)
        ctx.eps = eps
        return run(x, weight, eps)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor | None, ...]:  # noqa: ANN401
        x, weight = ctx.saved_tensors
        wide = x.float()
        scale = _one_by_length(wide, ctx.eps)
        direction, gradient = wide * scale, gradients[0] * weight.float()
        along = (direction * gradient).mean(-1, keepdim=True)
        return gradient.addcmul_(direction, along, value=-1).mul_(scale).to(x.dtype), None, None, None


# Activations


def _halved(otherwise: Run) -> Run:
    def forward(x: Tensor) -> Tensor:
        return otherwise(x) if _is_left_alone() else _made_by_gating(*x.chunk(2, dim=-1))

    return forward


def _gated(otherwise: Run) -> Run:
    def forward(gate: Tensor, x: Tensor) -> Tensor:
        return otherwise(gate, x) if _is_left_alone() else _made_by_gating(gate, x)

    return forward


def _made_by_gating(gate: Tensor, x: Tensor) -> Tensor:
    return _saying(_Gated.apply(gate, x), _through_gate, gate, x)


def _through_gate(gate: Tensor, x: Tensor) -> Tensor:
    return functional.silu(gate) * x


class _Gated(torch.autograd.Function):
    """silu(gate) · x, which is SwiGLU's inner part. Shapes: all the same. Source: arXiv 2002.05202."""

    @staticmethod
    def forward(ctx: Any, gate: Tensor, x: Tensor) -> Tensor:  # noqa: ANN401
        ctx.save_for_backward(gate, x)
        return _through_gate(gate, x)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, Tensor]:  # noqa: ANN401
        gate, x = ctx.saved_tensors
        of_gate = torch.ops.aten.silu_backward(gradients[0] * x, gate)
        return of_gate, gradients[0] * functional.silu(gate)


def _told(run: Run) -> Run:
    """An activation that keeps what it was given as it is; what it gives says so."""

    def forward(x: Tensor) -> Tensor:
        return run(x) if _is_left_alone() else _saying(run(x), run, x)

    return forward


# What is laid side by side


def _joined(run: Run) -> Run:
    def forward(*args: Any, **named: Any) -> Any:  # noqa: ANN401 - as the layer is called
        if _is_left_alone():
            return run(*args, **named)
        with _Joins():
            return run(*args, **named)

    return forward


class _Joins(TorchFunctionMode):
    """What is concatenated says how it is made where one of its parts does."""

    def __torch_function__(
        self,
        function: Callable[..., Any],
        types: Any,  # noqa: ANN401 - torch's own signature
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:  # noqa: ANN401
        """Run it, and look at what it joined."""
        out = function(*args, **(kwargs or {}))
        if function is torch.cat and any(how_made(part) for part in args[0]):
            known = [how_made(part) or Made(itself, (part,)) for part in args[0]]
            again = _side_by_side([(each.by, len(each.of)) for each in known], *args[1:], **(kwargs or {}))
            return _saying(out, again, *(tensor for each in known for tensor in each.of))
        return out


def _side_by_side(parts: list[tuple[Run, int]], *args: Any, **named: Any) -> Run:  # noqa: ANN401
    """Joins what each part makes of so many of the tensors; it holds none of them itself."""

    def again(*of: Tensor) -> Tensor:
        left = iter(of)
        return torch.cat([by(*islice(left, count)) for by, count in parts], *args, **named)

    return again


def itself(x: Tensor) -> Tensor:
    """What is kept as it is."""
    return x


def _saying(x: Tensor, by: Run, *of: Tensor) -> Tensor:
    x.made = Made(by, tuple(part.detach() for part in of))
    return x
