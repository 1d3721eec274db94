"""The devices that train together: one, or as many as `accelerate launch` started."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self, TypeVar

import torch
from torch import Tensor

from sandman.styles import TrainingBroke

T = TypeVar("T")
PATIENCE = timedelta(hours=2)
"""How long one waits for another: while the first encodes a large set, or paints, that is no fault."""


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

        state = PartialState(cpu=device == "cpu", timeout=PATIENCE)
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

    def gather(self, ours: T) -> list[T]:
        """What each of all devices has, in the order of their ranks."""
        if self.size == 1:
            return [ours]
        theirs: list[Any] = [None] * self.size
        torch.distributed.all_gather_object(theirs, ours)
        return theirs

    @contextmanager
    def first(self) -> Iterator[None]:
        """The one that writes does it before the others, who find it done.

        Where it fails the others raise TrainingBroke: nobody waits for one that is gone.
        """
        if not self.writes:
            self._meet()
        try:
            yield
        except BaseException:
            if self.writes:
                # The way to them may be what failed: then they hear of it by its end.
                with suppress(RuntimeError):
                    self._meet(failed=True)
            raise
        if self.writes:
            self._meet()

    def _meet(self, *, failed: bool = False) -> None:
        """Wait until every other has come as far. Raises TrainingBroke where another one failed."""
        if self.size == 1:
            return
        failures = torch.tensor([float(failed)], device=self.device)
        torch.distributed.all_reduce(failures)
        if failures.item() and not failed:
            raise TrainingBroke("the process that writes for all devices has ended; it says why itself")
