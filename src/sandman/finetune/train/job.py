"""One training, decided in everything: what the trainer is handed, and what it tells while it works."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, Protocol

from sandman.finetune.base import LocatedBase
from sandman.styles import Training


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a training runs and how it is made to fit; the memory plan's answer."""

    device: str
    """`cpu`, `cuda` or `mps`."""
    precision: Literal["float32", "bfloat16"]
    """Of the frozen base; the adapter is float32 always."""
    quantisation: Literal["none", "int8", "nf4"] = "none"
    stream: bool = False
    """Blocks lie in host memory and come to the device one by one."""
    checkpointing: float = 0.0
    """The share of blocks whose activations are computed again in the backward pass."""
    words_on: str = ""
    """Where captions are read: `cpu` where a text encoder is too large for the device; it where empty."""

    @classmethod
    def agreed(cls, planned: Sequence["Placement"]) -> "Placement":
        """Where each of several devices was planned for by itself: the way that wants the least memory."""
        forms = ("none", "int8", "nf4")
        least = max(
            planned,
            key=lambda each: (
                each.stream,
                forms.index(each.quantisation),
                each.precision == "bfloat16",
                each.checkpointing,
            ),
        )
        return replace(least, words_on=max(each.words_on for each in planned))


@dataclass(frozen=True, slots=True)
class Job:
    """One training, with nothing left to decide."""

    base: LocatedBase
    pictures: Path
    out: Path
    """The training folder; see the contract for what lies in it at the end."""
    trigger: str
    training: Training
    """With no None left in it."""
    placement: Placement
    resume: bool = False
    sample_prompts: tuple[str, ...] = ()
    """Without the trigger; painted with it, the same seeds each time."""
    recipe: str = ""
    """The text that is kept as `recipe.toml`."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step that was taken; a line of `metrics.jsonl`."""

    step: int
    """From 1."""
    loss: float
    lr: float
    seconds: float
    peak_memory_bytes: int
    """Of the device, or of this process on the CPU and on Apple's shared memory; since the run began."""


@dataclass(frozen=True, slots=True)
class Trained:
    """A run that came to its end."""

    out: Path
    steps: int
    seconds: float
    loss: float
    """Mean of the last fifty steps."""
    peak_memory_bytes: int
    checkpoints: tuple[Path, ...]


class Watcher(Protocol):
    """Somebody who watches a training. Never slows it: what takes time is done elsewhere."""

    def stage(self, name: str, *, done: int, of: int) -> None:
        """A part of the setting-up goes on: `captions`, `pictures`, `denoiser`."""
        ...

    def step(self, step: Step, *, of: int) -> None:
        """A step was taken."""
        ...

    def saved(self, checkpoint: Path, *, step: int) -> None:
        """A checkpoint is whole on the disk."""
        ...

    def sampled(self, pictures: tuple[Path, ...], *, step: int) -> None:
        """Sample pictures were painted, in the order of the prompts."""
        ...

    def said(self, sentence: str) -> None:
        """Something a person should know."""
        ...


class Unwatched:
    """Nobody watches."""

    def stage(self, name: str, *, done: int, of: int) -> None:
        """Nothing."""

    def step(self, step: Step, *, of: int) -> None:
        """Nothing."""

    def saved(self, checkpoint: Path, *, step: int) -> None:
        """Nothing."""

    def sampled(self, pictures: tuple[Path, ...], *, step: int) -> None:
        """Nothing."""

    def said(self, sentence: str) -> None:
        """Nothing."""
