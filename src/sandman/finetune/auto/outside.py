"""What an unattended run asks of those around it, and what they answer."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sandman.finetune.auto.journal import Stage
from sandman.finetune.train.job import Job, Trained
from sandman.styles import Recipe


@dataclass(frozen=True, slots=True)
class Decided:
    """What the plan came to."""

    job: Job
    advice: str
    device_peak_bytes: int


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison came to."""

    sheet: Path
    best: Path | None
    """The adapter that is published; the finished one where None."""
    score: float | None
    verdict: str


class Outside(Protocol):
    """What a run asks of those around it; the command line hands it in."""

    @property
    def paused(self) -> Path:
        """The folder in which runs write down what they have stopped."""
        ...

    def told(self, stage: Stage, sentence: str) -> None:
        """Something that a person wants to read who comes back in the morning."""
        ...

    def find_base(self, recipe: Recipe) -> None:
        """Have the base here, fetched where it has to be. Raises what finding a base raises."""
        ...

    def paint(self, recipe: Recipe, *, painted: Callable[[int, int], None]) -> int:
        """Paint what is not painted yet of the recipe's set; how many there are. `painted` hears each."""
        ...

    def free_memory(self) -> int:
        """Bytes that could be had now."""
        ...

    def decide(self, recipe: Recipe) -> Decided:
        """Find the base and make the plan. Raises CannotFit, and what finding a base raises."""
        ...

    def train(self, job: Job) -> Trained:
        """Train; what is saved goes on being saved when this is stopped."""
        ...

    def compare(self, recipe: Recipe) -> Compared:
        """Base, checkpoints and adapter side by side."""
        ...

    def publish(self, recipe: Recipe, compared: Compared | None) -> str:
        """Put it on the shelf, the finished adapter where nothing was compared; says as what."""
        ...

    def is_shelved(self, style: str) -> bool:
        """Whether what was published as `style` lies there still."""
        ...
