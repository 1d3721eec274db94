"""The devices that train together: one, or as many as `accelerate launch` started."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self

import torch
from torch import Tensor


@dataclass(frozen=True, slots=True)
class World:
    """Where this process stands among those that train together."""

    device: torch.device
    rank: int = 0
    size: int = 1

    @classmethod
    @contextmanager
    def join(cls, device: str) -> Iterator[Self]:
        """Join the others where `accelerate launch` named some; leave them at the end."""
        size = int(os.environ.get("WORLD_SIZE", "1"))
        if size == 1:
            yield cls(torch.device(device))
            return
        from accelerate import PartialState  # noqa: PLC0415 - only where there are others

        state = PartialState(cpu=device == "cpu")
        try:
            yield cls(state.device, state.process_index, state.num_processes)
        finally:
            state.destroy_process_group()

    @property
    def writes(self) -> bool:
        """Whether it is this process that writes to the disk."""
        return self.rank == 0

    def average(self, values: Tensor) -> None:
        """Make `values` the mean over all devices, in place."""
        if self.size > 1:
            torch.distributed.all_reduce(values)
            values /= self.size

    def wait(self) -> None:
        """Until every other has come as far."""
        if self.size > 1:
            torch.distributed.barrier()

    @contextmanager
    def first(self) -> Iterator[None]:
        """One does it before the others, who find it done."""
        if not self.writes:
            self.wait()
        yield
        if self.writes:
            self.wait()
