"""What of a run is kept: its folder, a line a step, checkpoints, samples, and the finished adapter."""

import json
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from safetensors.torch import load_file, save_file
from torch import nn

from sandman.finetune.export import export_adapter
from sandman.finetune.families.family import FamilyTrainer
from sandman.finetune.files import replace_file
from sandman.finetune.train.checkpoint import (
    ADAPTER,
    AVERAGE,
    checkpoint_of,
    newest_checkpoint,
    read_marker,
    save_checkpoint,
)
from sandman.finetune.train.device import peak_memory_bytes, release
from sandman.finetune.train.job import Job, Step, Trained, Watcher
from sandman.finetune.train.learner import Learner, Taken
from sandman.finetune.train.loop import NotNumbers
from sandman.finetune.train.material import Material
from sandman.finetune.train.metrics import Metrics
from sandman.finetune.train.randomness import restore_chance, state_of_chance
from sandman.finetune.train.world import World
from sandman.finetune.watching.card import write_card
from sandman.finetune.watching.samples import paint_samples
from sandman.styles import StyleMismatch, TrainingBroke, Unusable

STATE, NUMBERS = "state.safetensors", "state.json"
BINDING = ("rank", "alpha", "targets", "optimiser", "ema", "batch", "accumulate")
"""What a checkpoint and the training that goes on from it must have in common."""
ARITHMETIC = ("device", "precision", "quantisation")
"""What of a placement changes what is learnt, by a little; the rest only costs time or memory."""


def open_folder(job: Job, *, world: World) -> Path | None:
    """Make the training folder; the checkpoint to go on from, where the job is to be taken up again.

    Raises Unusable where another training lies there, StyleMismatch where it was taught to another base.
    """
    newest = newest_checkpoint(job.out)
    if newest and not job.resume:
        raise Unusable(
            f"`{job.out}` holds a training already, up to {newest.name}",
            hint="go on with it by --resume, or give another --out",
        )
    if newest:
        _check_same(job, newest)
    with world.first():
        if world.writes:
            job.out.mkdir(parents=True, exist_ok=True)
            if job.recipe:
                replace_file(job.out / "recipe.toml", job.recipe.encode())
    return newest


def _check_same(job: Job, checkpoint: Path) -> None:
    about = read_marker(checkpoint)["about"]
    before, now = about["base"], job.base.card
    if before["fingerprint"] != now.fingerprint:
        raise StyleMismatch(
            f"{checkpoint.name} in `{job.out}` was trained on `{before['name']}` "
            f"({before['fingerprint'][:8]}), and `{now.name}` ({now.fingerprint[:8]}) is loaded",
            hint=f"go on with `{before['source']}`, or give another --out",
        )
    asked = job.training.model_dump(mode="json")
    other = [name for name in BINDING if asked[name] != about["training"][name]]
    if other:
        told = "; ".join(f"{name} was {about['training'][name]}, and is {asked[name]} now" for name in other)
        raise Unusable(
            f"{checkpoint.name} in `{job.out}` is of another training: {told}",
            hint="go on with what it was begun with, or give another --out",
        )


class Keeper:
    """Keeps what a run brings forth; on all devices but one it only takes part."""

    def __init__(
        self,
        job: Job,
        learner: Learner,
        family: FamilyTrainer,
        denoiser: nn.Module,
        material: Material,
        *,
        world: World,
        watcher: Watcher,
    ) -> None:
        self._job, self._learner, self._material = job, learner, material
        self._family, self._denoiser = family, denoiser
        self._world, self._watcher = world, watcher
        self._metrics: Metrics | None = None

    # Steps

    def __enter__(self) -> Self:
        if self._world.writes:
            self._metrics = Metrics(self._job.out / "metrics.jsonl", after=self._learner.step)
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, broke: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._metrics:
            self._metrics.close()
        if isinstance(broke, NotNumbers):
            good = newest_checkpoint(self._job.out)
            raise TrainingBroke(
                f"{broke}; "
                + (f"the last good checkpoint is `{good}`" if good else "nothing was saved before"),
                hint="give a smaller --learning-rate or a longer warm-up",
            ) from broke

    def tell(self, taken: Taken, loss: float, seconds: float) -> None:
        """A step was taken."""
        step = Step(taken.step, loss, taken.lr, seconds, peak_memory_bytes(self._world.device))
        if self._metrics:
            self._metrics.write(step)
        assert self._job.training.steps is not None
        self._watcher.step(step, of=self._job.training.steps)

    @property
    def mean_loss(self) -> float:
        """Of the last fifty steps."""
        return self._metrics.mean_loss() if self._metrics else 0.0

    # Checkpoints

    def save(self) -> None:
        """A checkpoint on the disk."""
        with self._world.first():
            if self._metrics:
                self._metrics.sync()
                step = self._learner.step
                saved = save_checkpoint(self._job.out, step, self._fill, about=self._belongs_to())
                self._watcher.saved(saved, step=step)

    def look(self) -> None:
        """Sample pictures, the same prompts and seeds each time; after a save, for they may fail."""
        with self._world.first():
            if self._material.samples and self._world.writes:
                self._paint()

    def _paint(self) -> None:
        training, multiple, step = self._job.training, self._family.multiple, self._learner.step
        assert training.resolution is not None
        told = self._material.samples
        side = max(multiple, training.resolution // multiple * multiple)
        painted = paint_samples(
            self._family,
            self._denoiser,
            told,
            self._material.nothing,
            folder=self._job.out / "samples",
            step=step,
            seeds=range(training.seed, training.seed + len(told)),
            width=side,
            height=side,
        )
        release(self._world.device)
        self._watcher.sampled(painted, step=step)

    def restore(self, checkpoint: Path) -> None:
        """Go on from it."""
        tensors = load_file(checkpoint / STATE)
        numbers = json.loads((checkpoint / NUMBERS).read_text())
        self._learner.restore(tensors, numbers)
        restore_chance(self._world.device, tensors, numbers["chance"])
        about = read_marker(checkpoint)["about"]
        if about["pictures_sha256"] != self._material.pictures_sha256:
            self._watcher.said(f"The pictures are others than those that {checkpoint.name} was taught from.")
        now = asdict(self._job.placement)
        before = about.get("placement", now)
        if other := [name for name in ARITHMETIC if before[name] != now[name]]:
            told = "; ".join(f"{name} was {before[name]}, and is {now[name]} now" for name in other)
            self._watcher.said(f"It goes on otherwise than it was begun, and will learn otherwise: {told}.")

    def _fill(self, folder: Path) -> None:
        """The adapter as it would be published, and all a run goes on from."""
        self._write_adapters(folder)
        tensors, numbers = self._learner.state()
        chance, drawn = state_of_chance(self._world.device)
        save_file(tensors | chance, folder / STATE)
        (folder / NUMBERS).write_text(json.dumps(numbers | {"chance": drawn}))

    def _belongs_to(self) -> dict[str, Any]:
        return {
            "base": self._job.base.card.model_dump(mode="json"),
            "trigger": self._job.trigger,
            "pictures_sha256": self._material.pictures_sha256,
            "training": self._job.training.model_dump(mode="json"),
            "placement": asdict(self._job.placement),
        }

    # The end

    def stopped(self) -> TrainingBroke:
        """What is raised where somebody asked to stop and it was saved."""
        assert self._job.training.steps is not None
        step = self._learner.step
        return TrainingBroke(
            f"stopped at step {step} of {self._job.training.steps}, as asked; saved as "
            f"`{checkpoint_of(self._job.out, step)}`"
        )

    def finish(self, trained: Trained) -> None:
        """The finished adapter, and the page that tells of it."""
        if self._world.writes:
            self._write_adapters(self._job.out)
            write_card(self._job, trained)

    def _write_adapters(self, folder: Path) -> None:
        """What was learnt, and beside it its average where one is kept."""
        training, adapter, average = self._job.training, self._learner.adapter, self._learner.average
        assert training.rank is not None
        assert training.alpha is not None
        states = {ADAPTER: adapter.state()} | (
            {AVERAGE: adapter.state(average)} if average is not None else {}
        )
        for name, state in states.items():
            export_adapter(
                state,
                folder / name,
                base=self._job.base,
                rank=training.rank,
                alpha=training.alpha,
                trigger=self._job.trigger,
                metadata=self._facts(),
            )

    def _facts(self) -> dict[str, str]:
        """What the adapter's header tells of the training."""
        told = self._job.training.model_dump(
            mode="json", include={"resolution", "seed", "learning_rate", "optimiser", "schedule", "batch"}
        )
        return {name: str(value) for name, value in told.items()} | {
            "steps": str(self._learner.step),
            "pictures": str(len(self._material.lessons)),
            "pictures_sha256": self._material.pictures_sha256,
        }
