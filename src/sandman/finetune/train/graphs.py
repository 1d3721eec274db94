"""A gradient as one CUDA graph for each size of picture.

A small UNet is hundreds of kernels that wait for Python one after the other; a graph is one call that gives
the same numbers. It needs a step that never asks the device anything, so it is for blocks that are not
streamed. Where a base cannot be captured, or its denoiser cannot be compiled on this machine, the step goes
on without that one, and says so.
Not measured: there was no GPU to measure on.
"""

import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import torch
from torch import Tensor, nn

Given = Mapping[str, Tensor]
"""All that changes from step to step, by name."""
Record = Callable[[Callable[[], Tensor]], tuple[Callable[[], None], Tensor]]
"""Record what a function does: how to do it again, and where its result lies then.

Raises Uncaptured for what runs and cannot be recorded; a fault of the function's own passes as it is.
"""

WARM_UP = 3
"""Runs before a capture, in which libraries choose their kernels and make what they keep."""


class Uncaptured(Exception):
    """A step runs, and no CUDA graph can be made of it; it says why."""


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
        denoiser: nn.Module,
        gradient: Tensor,
        said: Callable[[str], None],
        record: Record | None = None,
    ) -> None:
        """`denoiser` is what `find` runs; `said` is told what could not be done."""
        self._find, self._denoiser, self._gradient, self._said = find, denoiser, gradient, said
        self._record = record or partial(record_on_cuda, pool=torch.cuda.graph_pool_handle())
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
        while not self._plain and size not in self._recorded:
            try:
                self._recorded[size] = Recorded(kept, *self._record(lambda: self._find(kept)))
            except Exception as fault:
                if not self._gave_up(fault):
                    raise
        self._gradient.copy_(before)

    def _gave_up(self, fault: Exception) -> bool:
        """Whether there was something to do without after `fault`: compiling, or else graphs."""
        compiled = self._denoiser._compiled_call_impl is not None
        if compiled and not isinstance(fault, Uncaptured | torch.OutOfMemoryError):
            # a compiler that is missing or fails makes faults of every kind, and only when it is first run
            self._denoiser._compiled_call_impl = None
            self._said(f"Steps run without compiling: {_why(fault)}.")
            return True
        if isinstance(fault, Uncaptured | RuntimeError):
            self._plain = True
            self._recorded.clear()
            self._said(f"Steps run without a CUDA graph: {_why(fault)}.")
            return True
        return False


def record_on_cuda(run: Callable[[], Tensor], *, pool: Any = None) -> tuple[Callable[[], None], Tensor]:  # noqa: ANN401
    """Warm up on a stream of its own, then capture; by the book of PyTorch's notes on CUDA graphs.

    Graphs of one `pool` lie in the same memory. They may, where one runs at a time and all that is left of
    it, its loss, is read before the next.
    """
    now, side = torch.cuda.current_stream(), torch.cuda.Stream()
    side.wait_stream(now)
    try:
        with torch.cuda.stream(side):
            for _ in range(WARM_UP):
                run()
            with _asking_is_a_fault():
                run()
    finally:
        now.wait_stream(side)
    torch.cuda.empty_cache()  # a graph's memory is its own: what the warm-up held would lie beside it
    graph = torch.cuda.CUDAGraph()
    try:
        # A capture that fails leaves its own stream the current one: the outer block brings ours back.
        with torch.cuda.stream(now), torch.cuda.graph(graph, pool=pool):
            loss = run()
    except RuntimeError as fault:
        # what ends a failed capture only says that it failed
        raise Uncaptured(_why(fault.__context__ or fault)) from fault
    return graph.replay, loss


@contextmanager
def _asking_is_a_fault() -> Iterator[None]:
    """What waits for the device raises Uncaptured: a capture that is never begun need not be undone."""
    before = torch.cuda.get_sync_debug_mode()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that the mode does not know every such call; the capture does
        torch.cuda.set_sync_debug_mode("error")
    try:
        yield
    except RuntimeError as fault:
        raise Uncaptured(_why(fault)) from fault
    finally:
        torch.cuda.set_sync_debug_mode(before)


def _why(fault: BaseException) -> str:
    """A fault's first line; that of the fault within, where a compiler's is around it."""
    told = str(getattr(fault, "inner_exception", fault)).strip()
    return told.splitlines()[0].rstrip(".") if told else type(fault).__name__
