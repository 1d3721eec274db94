"""A gradient as one CUDA graph for each size of picture.

A small UNet is hundreds of kernels that wait for Python one after the other; a graph is one call that gives
the same numbers. It needs a step that never asks the device anything, so it is for blocks that are not
streamed; where a base cannot be captured the step goes on without, and says so.
Not measured: there was no GPU to measure on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

Given = Mapping[str, Tensor]
"""All that changes from step to step, by name."""
Record = Callable[[Callable[[], Tensor]], tuple[Callable[[], None], Tensor]]
"""Record what a function does: how to do it again, and where its result lies then."""

WARM_UP = 3
"""Runs before a capture, in which libraries choose their kernels and make what they keep."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One size of picture."""

    given: dict[str, Tensor]
    """Read by the graph: what a step is given is copied here."""
    again: Callable[[], None]
    loss: Tensor


class GraphedGradient:
    """Finds a gradient as `find` does, which adds it to `gradient` and gives back the loss, detached."""

    def __init__(
        self,
        find: Callable[[Given], Tensor],
        *,
        gradient: Tensor,
        said: Callable[[str], None],
        record: Record | None = None,
    ) -> None:
        self._find, self._gradient, self._said = find, gradient, said
        self._record = record or record_on_cuda
        self._recorded: dict[tuple[object, ...], Recorded] = {}
        self._plain = False

    def __call__(self, given: Given) -> Tensor:
        """The loss, once its gradient was added to `gradient`."""
        size = tuple((name, tensor.shape, tensor.dtype) for name, tensor in given.items())
        if not self._plain and size not in self._recorded:
            self._learn(size, given)
        if self._plain:
            return self._find(given)
        recorded = self._recorded[size]
        for name, tensor in given.items():
            recorded.given[name].copy_(tensor, non_blocking=True)
        recorded.again()
        return recorded.loss.clone()

    def _learn(self, size: tuple[object, ...], given: Given) -> None:
        """Record a new size; recording runs it, and what that adds to the gradient is taken away again."""
        before = self._gradient.clone()
        kept = {name: tensor.clone() for name, tensor in given.items()}
        try:
            again, loss = self._record(lambda: self._find(kept))
            self._recorded[size] = Recorded(kept, again, loss)
        except RuntimeError as fault:
            self._plain = True
            self._recorded.clear()
            self._said(f"Steps run without a CUDA graph: {str(fault).splitlines()[0]}.")
        self._gradient.copy_(before)


def record_on_cuda(run: Callable[[], Tensor]) -> tuple[Callable[[], None], Tensor]:
    """Warm up on a stream of its own, then capture; by the book of PyTorch's notes on CUDA graphs."""
    now, side = torch.cuda.current_stream(), torch.cuda.Stream()
    side.wait_stream(now)
    with torch.cuda.stream(side):
        for _ in range(WARM_UP):
            run()
    now.wait_stream(side)
    torch.cuda.empty_cache()  # a graph's memory is its own: what the warm-up held would lie beside it
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        loss = run()
    return graph.replay, loss
