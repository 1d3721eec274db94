"""A training, or another long work, as the terminal shows it; a line now and then where there is none."""

import time
from collections import deque
from pathlib import Path
from statistics import fmean, median

from rich.console import Console, Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from sandman.finetune.memory import gigabytes
from sandman.finetune.train.job import Step

LOSS_OF = 50
"""Steps whose mean loss is shown: one step's tells nothing."""
PACE_OF = 20
LINE_SECONDS = 30.0
"""Between lines about what goes on where there is no terminal."""
BAR = 28


class Showing:
    """Watches a training and shows it. Use as a context manager."""

    def __init__(self, console: Console, *, title: str, about: str) -> None:
        self._console = console
        self._head = Text.assemble(("☾ ", "gold3"), (title, "bold"), (f"   {about}", "dim"))
        self._stages: dict[str, tuple[int, int]] = {}
        self._step: Step | None = None
        self._of = 0
        self._losses: deque[float] = deque(maxlen=LOSS_OF)
        self._pace: deque[float] = deque(maxlen=PACE_OF)
        self._saved = ""
        self._sampled = ""
        self._told = time.monotonic()
        self._live: Live | None = None

    def __enter__(self) -> "Showing":
        if self._console.is_terminal:
            self._live = Live(self, console=self._console, refresh_per_second=4)
            self._live.start()
        else:
            self._console.print(self._head)
        return self

    def __exit__(self, *_: object) -> None:
        if self._live:
            self._live.stop()

    def stage(self, name: str, *, done: int, of: int) -> None:
        """A bar for each part of the work beside the steps; a line when it is whole, or twice a minute."""
        now = time.monotonic()
        if done == of:
            if self._stages.get(name) != (of, of):
                self._line(f"{name}: {of}")
        elif now - self._told > LINE_SECONDS:
            self._told = now
            self._line(f"{name}: {done} of {of}")
        self._stages[name] = (done, of)

    def step(self, step: Step, *, of: int) -> None:
        """Loss, pace, memory and the time left; a line twice a minute, and for the first and the last."""
        self._step, self._of = step, of
        self._losses.append(step.loss)
        self._pace.append(step.seconds)
        now = time.monotonic()
        if step.step in {1, of} or now - self._told > LINE_SECONDS:
            self._told = now
            self._line(f"step {step.step} of {of}: {self._figures()}")

    def saved(self, checkpoint: Path, *, step: int) -> None:
        """Which checkpoint is the newest."""
        self._saved = f"saved at step {step}"
        self._line(f"{self._saved}: {checkpoint}")

    def sampled(self, pictures: tuple[Path, ...], *, step: int) -> None:
        """Where the newest samples lie."""
        if pictures:
            self._sampled = f"samples: {pictures[0]}"
            self._line(self._sampled)

    def said(self, sentence: str) -> None:
        """Above the bars, to stay."""
        self._console.print(Text(sentence))

    def __rich__(self) -> Group:
        """A bar for each stage, one for the steps, what is saved."""
        table = Table.grid(padding=(0, 2))
        for name, (done, of) in self._stages.items():
            table.add_row(Text(name), _bar(done, of, "medium_purple1"), Text(f"{done} of {of}", style="dim"))
        if self._step:
            taken = f"{self._step.step} of {self._of}"
            table.add_row(
                Text("steps", style="bold"), _bar(self._step.step, self._of, "orange3"), Text(taken)
            )
            table.add_row("", Text(self._figures(), style="dim"), "")
        foot = "   ".join(part for part in (self._saved, self._sampled) if part)
        return Group(self._head, table, Text(foot, style="dim"))

    def _figures(self) -> str:
        """`loss 0.0831 · 1.42 s a step · peak 5.6 GB · 11 minutes left`."""
        assert self._step is not None
        left = (self._of - self._step.step) * median(self._pace)
        return " · ".join(
            (
                f"loss {fmean(self._losses):.4f}",
                f"{median(self._pace):.2f} s a step",
                f"peak {gigabytes(self._step.peak_memory_bytes)}",
                f"{duration(left)} left" if left else "done",
            )
        )

    def _line(self, sentence: str) -> None:
        if not self._live:
            self._console.print(Text(sentence))


def duration(seconds: float) -> str:
    """As people say it: `40 seconds`, `11 minutes`, `2 h 5 min`."""
    if seconds < 90:
        return f"{seconds:.0f} second{'' if round(seconds) == 1 else 's'}"
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


def _bar(done: int, of: int, colour: str) -> ProgressBar:
    return ProgressBar(total=of or 1, completed=done, width=BAR, complete_style=colour)
