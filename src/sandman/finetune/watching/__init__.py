"""Those who watch a training: all together, and the trackers that keep what they see."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

from sandman.finetune.train.job import Job, Step, Trained, Watcher


class Together:
    """Many watchers as one, told in their order."""

    def __init__(self, watchers: Sequence[Watcher]) -> None:
        self._watchers = watchers

    def stage(self, name: str, *, done: int, of: int) -> None:
        """Told to all."""
        for watcher in self._watchers:
            watcher.stage(name, done=done, of=of)

    def step(self, step: Step, *, of: int) -> None:
        """Told to all."""
        for watcher in self._watchers:
            watcher.step(step, of=of)

    def saved(self, checkpoint: Path, *, step: int) -> None:
        """Told to all."""
        for watcher in self._watchers:
            watcher.saved(checkpoint, step=step)

    def sampled(self, pictures: tuple[Path, ...], *, step: int) -> None:
        """Told to all."""
        for watcher in self._watchers:
            watcher.sampled(pictures, step=step)

    def said(self, sentence: str) -> None:
        """Told to all."""
        for watcher in self._watchers:
            watcher.said(sentence)


class Tracker(Watcher, Protocol):
    """A watcher that keeps a run, and closes it with what came out."""

    def ended(self, trained: Trained) -> None:
        """The run came to its end; what broke one is told to nobody outside."""
        ...


@contextmanager
def tracking(job: Job, said: Callable[[str], None], *, wanted: bool) -> Iterator[list[Tracker]]:
    """The trackers that the job asks for, open for as long as it runs; `said` hears what goes otherwise.

    They live in the parent's process: what breaks the trainer does not break them.
    """
    trackers: list[Tracker] = []
    with ExitStack() as opened:
        names = job.training.trackers if wanted else ()
        if "tensorboard" in names:
            from sandman.finetune.watching.tensorboard import board  # noqa: PLC0415 - for who wants it

            trackers.append(opened.enter_context(board(job)))
        if "wandb" in names:
            os.environ.setdefault(
                "WANDB_ERROR_REPORTING", "false"
            )  # read at its import: no reports of crashes
            from sandman.finetune.watching.wandb import run  # noqa: PLC0415

            trackers.append(opened.enter_context(run(job, said)))
        yield trackers
