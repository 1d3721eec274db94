"""The memory plan, made in a process of its own that is gone before the training begins.

To plan, torch is loaded and the device is asked what is free: half a gigabyte of this process, and on CUDA a
context on the device, both held until the process ends. A parent that only watches should hold neither.
"""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import TYPE_CHECKING

from sandman.finetune.base import LocatedBase
from sandman.finetune.train.checkpoint import newest_checkpoint, read_marker
from sandman.finetune.train.job import Placement
from sandman.styles import Training

if TYPE_CHECKING:
    from sandman.finetune.plan import MemoryPlan

STDERR = 2


def plan_apart(
    base: LocatedBase,
    training: Training,
    *,
    device: str | None = None,
    memory_bytes: int | None = None,
    begun: Placement | None = None,
) -> "MemoryPlan":
    """As `make_plan`, for this machine as it is now, or with `memory_bytes` of its device free."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_quietly) as pool:
        try:
            with _born_deaf():
                planned = pool.submit(_plan, base, training, device, memory_bytes, begun)
            return planned.result()
        except (KeyboardInterrupt, SystemExit):  # the pool would wait until it has planned
            for child in active_children():
                child.terminate()
            raise


@contextmanager
def _born_deaf() -> Iterator[None]:
    """Who is born in here never hears Ctrl-C, which is for the whole group: it would answer with a traceback.

    A mask is all that can be handed down: before the first line of ours runs there, much is imported.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def begun_as(out: Path) -> Placement | None:
    """How the run in `out` was begun; None where it left no checkpoint, or one that does not say."""
    newest = newest_checkpoint(out)
    told = read_marker(newest)["about"].get("placement") if newest else None
    return Placement(**told) if told else None


def _plan(
    base: LocatedBase,
    training: Training,
    device: str | None,
    memory_bytes: int | None,
    begun: Placement | None,
) -> "MemoryPlan":
    from sandman.finetune.plan import Machine, make_plan  # noqa: PLC0415 - here alone

    machine = Machine.look(device or (begun.device if begun else None))
    return make_plan(base, training, machine=machine, memory_bytes=memory_bytes, begun=begun)


def _quietly() -> None:
    """Libraries warn of what is not installed as they are loaded; faults come back as they are."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), STDERR)
