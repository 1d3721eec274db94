"""How much memory a piece of work holds at its worst, found without doing it.

Work on the meta device makes every tensor that the true work would, with shapes and no numbers. The meter
sees each storage come and go, so it finds the true peak of autograd's own program: what is kept for the
backward pass, gradients and temporaries. What a kernel takes for itself while it runs stays unseen.
"""

import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional
from torch.utils._python_dispatch import TorchDispatchMode


class Meter(TorchDispatchMode):
    """Counts the bytes of every storage that is made under it and still lives."""

    def __init__(self) -> None:
        super().__init__()
        self.live = 0
        """Bytes now."""
        self.peak = 0
        """Bytes at the worst moment."""
        self._sizes: dict[int, int] = {}

    def __torch_dispatch__(
        self,
        func: Callable[..., Any],
        types: Any,  # noqa: ANN401 - torch's own signature
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:  # noqa: ANN401
        """Run one kernel and count what it made."""
        given = {tensor.untyped_storage()._cdata for tensor in _tensors((args, *(kwargs or {}).values()))}
        made = func(*args, **(kwargs or {}))
        for tensor in _tensors(made):
            storage = tensor.untyped_storage()
            # A view of a weight is no new memory; nor is what is written in place.
            if storage._cdata not in given and storage._cdata not in self._sizes:
                self._count(storage)
        return made

    def _count(self, storage: torch.UntypedStorage) -> None:
        key = storage._cdata
        self._sizes[key] = size = storage.nbytes()
        weakref.finalize(storage, self._gone, key)
        self.live += size
        self.peak = max(self.peak, self.live)

    def _gone(self, key: int) -> None:
        self.live -= self._sizes.pop(key)


def _tensors(tree: Any) -> Iterator[Tensor]:  # noqa: ANN401 - any nesting of them
    """Those in it; by hand, for torch's own walk takes longer than all else here."""
    if isinstance(tree, Tensor):
        yield tree
    elif isinstance(tree, (tuple, list)):
        for branch in tree:
            yield from _tensors(branch)


class _Fused(torch.autograd.Function):
    """Attention as fused kernels keep it: q, k, v, the result, and one float32 for each row of q."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor) -> Tensor:  # noqa: ANN401
        """Shapes [b, heads, tokens, width]."""
        out = torch.empty_like(q)
        ctx.save_for_backward(q, k, v, out, q.new_empty(q.shape[:-1], dtype=torch.float32))
        return out

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, Tensor, Tensor]:  # noqa: ANN401
        """Of q, k and v."""
        q, k, v, *_ = ctx.saved_tensors
        return torch.empty_like(q), torch.empty_like(k), torch.empty_like(v)


@contextmanager
def fused_attention() -> Iterator[None]:
    """Count attention as the kernels of CPU and CUDA do it; the meta device knows only the long way."""
    known = functional.scaled_dot_product_attention

    def fused(query: Tensor, key: Tensor, value: Tensor, *_: Any, **more: Any) -> Tensor:  # noqa: ANN401
        if more.get("enable_gqa"):
            times = query.shape[1] // key.shape[1]
            key, value = key.repeat_interleave(times, 1), value.repeat_interleave(times, 1)
        return _Fused.apply(query, key, value)

    functional.scaled_dot_product_attention = fused
    try:
        yield
    finally:
        functional.scaled_dot_product_attention = known
