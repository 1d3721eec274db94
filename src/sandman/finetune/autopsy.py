"""How a trainer came to its end that could no longer say so itself."""

import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sandman.finetune.memory import Limit, gigabytes
from sandman.finetune.train.checkpoint import newest_checkpoint, read_marker
from sandman.finetune.train.job import Job, Step
from sandman.styles import TrainingBroke

NEAR = 0.8
"""The share of a limit from which on a kill is taken to be for memory."""
LAST_LINES = 5
TAIL = 8192
"""Bytes of a log that are looked at."""
CRASHED = "Current thread"
"""How `faulthandler` heads the frames of the thread that crashed, the innermost first."""


@dataclass
class Seen:
    """What is known of a run from outside; it watches like any other watcher."""

    job: Job
    doing: str = "starting"
    step_now: int = 0
    of: int = 0
    peak: int = 0
    """Bytes of host memory: the most that the process had."""

    def stage(self, name: str, *, done: int, of: int) -> None:
        """Noted."""
        self.doing = f"preparing the {name} ({done} of {of})"

    def step(self, step: Step, *, of: int) -> None:
        """Noted."""
        self.step_now, self.of = step.step, of
        self.doing = f"after step {step.step} of {of}"
        if self.job.placement.device != "cuda":  # there a step tells of the device's memory
            self.peak = max(self.peak, step.peak_memory_bytes)

    def saved(self, checkpoint: Path, *, step: int) -> None:
        """Nothing: what is whole is looked for where it is needed."""

    def sampled(self, pictures: tuple[Path, ...], *, step: int) -> None:
        """Nothing."""

    def said(self, sentence: str) -> None:
        """Nothing."""

    def way_on(self, again: str) -> str:
        """What to type to go on, and where that begins."""
        if newest := newest_checkpoint(self.job.out):
            return f"`{again}` goes on from step {read_marker(newest)['step']}"
        return f"`{again}` begins again: no checkpoint was saved yet"


def autopsy(seen: Seen, *, exit_code: int, killed_for_memory: bool, log: "Log", again: str) -> TrainingBroke:
    """The sentence for a trainer that ended without a word; a negative exit code is a signal's."""
    way_on = seen.way_on(again)
    if exit_code >= 0:
        return TrainingBroke(
            f"the trainer ended without a word {seen.doing} (exit code {exit_code})",
            hint=f"{log.last_words()}{way_on}",
        )
    name = signal.Signals(-exit_code).name
    limit = Limit.look()
    memory = f"its memory had peaked at {gigabytes(seen.peak)}; {limit.of} has {gigabytes(limit.size)}"
    if killed_for_memory or (exit_code == -signal.SIGKILL and seen.peak > NEAR * limit.size):
        return TrainingBroke(
            f"the system killed the trainer {seen.doing}, for want of memory: {memory}",
            hint=f"close what else takes memory, or give a smaller --memory or --resolution; then {way_on}",
        )
    if exit_code in {-signal.SIGKILL, -signal.SIGTERM}:
        return TrainingBroke(
            f"the trainer was killed {seen.doing} ({name}, from outside; the system does so for want of "
            f"memory): {memory}",
            hint=way_on,
        )
    return TrainingBroke(
        f"a library crashed the trainer {seen.doing} ({name}): {memory}", hint=f"{log.last_words()}{way_on}"
    )


@dataclass(frozen=True, slots=True)
class Log:
    """What libraries printed in this run: the file from where it had grown to before."""

    path: Path
    since: int

    @classmethod
    def beginning(cls, path: Path) -> Self:
        """The log of a run that has not printed yet."""
        path.touch()
        return cls(path, path.stat().st_size)

    def last_words(self) -> str:
        """Its end as the beginning of a hint, or where Python crashed; empty where there is nothing."""
        with self.path.open("rb") as file:
            file.seek(max(self.since, file.seek(0, 2) - TAIL))
            text = file.read().decode(errors="replace")
        lines = [line.strip()[:160] for line in text.splitlines() if line.strip()]
        crashed = next((at + 1 for at, line in enumerate(lines) if line.startswith(CRASHED)), -LAST_LINES)
        told = lines[crashed:][:LAST_LINES]
        return f"`{self.path}` says\n    " + "\n    ".join(told) + "\n" if told else ""
