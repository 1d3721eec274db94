"""Blocks that lie in host memory and are on the device only while they run.

Weights are only read, so they go one way: each block is one flat stretch of pinned host memory, copied by a
side stream while the block before it runs, and dropped after. The backward pass walks the blocks the other
way and computes each again (its weights are gone by then), so two blocks at most are on the device at once,
and one more while its gradients are computed. Adapters and their gradients stay on the device.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any
from weakref import finalize

import torch
from torch import Tensor, nn

from sandman.weights.checkpointing import recomputed

ALIGNED = 256
"""Bytes; where each tensor of a block begins, as the device's own allocator would put it."""
AHEAD = 2
"""Blocks that the host may run ahead of the device; more would pile up copies there."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one frozen tensor of a block belongs, and where it lies in the block's flat memory."""

    owner: nn.Module
    name: str
    offset: int
    length: int
    dtype: torch.dtype
    shape: torch.Size

    def seat(self, flat: Tensor) -> None:
        """Let the layer see its part of `flat`."""
        part = flat[self.offset : self.offset + self.length].view(self.dtype).view(self.shape)
        if self.name in self.owner._parameters:
            self.owner._parameters[self.name] = nn.Parameter(part, requires_grad=False)
        else:
            self.owner._buffers[self.name] = part


class Held:
    """One block in host memory."""

    def __init__(self, block: nn.Module, *, pinned_for: torch.device | None) -> None:
        frozen = [
            (module, name, tensor.detach())
            for module in block.modules()
            for name, tensor in (*module._parameters.items(), *module._buffers.items())
            if tensor is not None and not tensor.requires_grad
        ]
        self.places: list[Place] = []
        end = 0
        for module, name, tensor in frozen:
            length = tensor.numel() * tensor.element_size()
            self.places.append(Place(module, name, end, length, tensor.dtype, tensor.shape))
            end += -(-length // ALIGNED) * ALIGNED
        self.flat = torch.empty(end, dtype=torch.uint8)
        for place, (_, _, tensor) in zip(self.places, frozen, strict=True):
            part = tensor.contiguous().flatten().view(torch.uint8) if tensor.numel() else tensor.new_empty(0)
            self.flat[place.offset : place.offset + place.length] = part.cpu()
        if pinned_for is not None:
            # pinned where it lies: PyTorch's own pinned memory comes in powers of two
            torch.cuda.check_error(torch.cuda.cudart().cudaHostRegister(self.flat.data_ptr(), end, 0))
            # CUDA refuses an address that it still has for pinned, and freed memory comes back
            finalize(self, _unpin, self.flat, pinned_for).atexit = False
        self.rest()

    def rest(self) -> None:
        """The layers see host memory again, and what was on the device may go."""
        self.seat(self.flat)

    def seat(self, flat: Tensor) -> None:
        """The layers see `flat`."""
        for place in self.places:
            place.seat(flat)


def _unpin(flat: Tensor, device: torch.device) -> None:
    """Plain memory again, when the last copy out of it has arrived."""
    torch.cuda.synchronize(device)
    torch.cuda.check_error(torch.cuda.cudart().cudaHostUnregister(flat.data_ptr()))


class Stream:
    """The blocks of one denoiser on their way to the device and off it."""

    def __init__(self, blocks: Sequence[nn.Module], *, device: torch.device) -> None:
        self.device = device
        self.on_cuda = device.type == "cuda"
        self.side = torch.cuda.Stream(device) if self.on_cuda else None
        self.held = [Held(block, pinned_for=device if self.on_cuda else None) for block in blocks]
        self.there: dict[int, tuple[Tensor, Any]] = {}
        """Flat copies on the device, or on their way there, with the event of their arrival."""
        self.ran: deque[Any] = deque()
        self.backwards = False
        self.brought = 0
        """Copies made so far."""
        self.most_there = 0

    def bring(self, place: int) -> None:
        """Begin to copy a block, where there is one and it is not there yet."""
        if place in self.there or not 0 <= place < len(self.held):
            return
        while len(self.ran) >= AHEAD:
            self.ran.popleft().synchronize()
        with torch.cuda.stream(self.side) if self.side else nullcontext():
            flat = self.held[place].flat
            copy = flat.to(self.device, non_blocking=True) if self.on_cuda else flat.clone()
            arrival = self.side.record_event() if self.side else None
        self.there[place] = copy, arrival
        self.brought += 1
        self.most_there = max(self.most_there, len(self.there))

    def run(self, place: int, forward: Any, *args: Any, **named: Any) -> Any:  # noqa: ANN401
        """Run one block with its weights there, and the next one's on their way."""
        again = self.backwards
        self.bring(place)
        copy, arrival = self.there[place]
        if arrival is not None:
            now = torch.cuda.current_stream(self.device)
            now.wait_event(arrival)
            copy.record_stream(
                now
            )  # it was made on the side stream: not to be reused before this one is done
        self.held[place].seat(copy)
        self.bring(place - 1 if again else place + 1)
        try:
            return forward(*args, **named)
        finally:
            # the backward pass begins where the forward pass ends
            if again or place + 1 < len(self.held) or not torch.is_grad_enabled():
                self.there.pop(place, None)
            self.held[place].rest()
            if self.on_cuda:
                self.ran.append(torch.cuda.current_stream(self.device).record_event())

    def passes(self) -> tuple[AbstractContextManager[None], AbstractContextManager[None]]:
        """Around a block's run in the forward pass, and around its second run in the backward pass."""
        return nullcontext(), self._backwards()

    @contextmanager
    def _backwards(self) -> Iterator[None]:
        self.backwards = True
        try:
            yield
        finally:
            self.backwards = False


def stream(blocks: Sequence[nn.Module], *, device: torch.device | str) -> Stream:
    """Keep `blocks`, in the order they run, in host memory, and bring each to `device` when it runs.

    To be called last: when the blocks are quantised and the adapter lies on them. Every block is computed
    again in the backward pass; `checkpoint_blocks` is not to be called beside it, nor `.to` on the model.
    """
    made = Stream(blocks, device=torch.device(device))
    for place, block in enumerate(blocks):
        for parameter in block.parameters():
            if parameter.requires_grad:
                parameter.data = parameter.data.to(device)
        inner = block.forward

        def forward(*args: Any, _place: int = place, _inner: Any = inner, **named: Any) -> Any:  # noqa: ANN401
            return made.run(_place, _inner, *args, **named)

        block.forward = recomputed(forward, context_fn=made.passes)
    return made


def bring_adapter(denoiser: nn.Module, *, device: torch.device | str) -> None:
    """Put an adapter that was laid over streamed blocks on the device: it does not wait in host memory."""
    for name, part in denoiser.named_parameters():
        if "lora_" in name:
            part.data = part.data.to(device)
