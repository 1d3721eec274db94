"""An unattended run to be killed: real stages and services, and stand-ins for what takes a model.

`python -m tests.style.auto.unattended RECIPE HOME [STOP_AT]` writes what it does into HOME/did.txt, a line
each; at STOP_AT (`paint 2`, `train`, `told train`, `compare`, `publish`) it writes `waiting` and waits to be
killed.
"""

import io
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from sandman.finetune.auto.outside import Compared, Decided
from sandman.finetune.auto.run import run_auto
from sandman.finetune.base import LocatedBase
from sandman.finetune.export.adapter import DIFFUSERS
from sandman.finetune.pictures.dataset import Painting, paint_set, prompts_for
from sandman.finetune.pictures.prompts import Prompt, Prompts
from sandman.finetune.train.job import Job, Placement, Trained
from sandman.styles import BASES, CannotFit, Recipe


class Brush:
    engine, model, base = "brush", "brush-1", ""

    def __init__(self, outside: "StandIns") -> None:
        self.outside = outside
        self.painted = 0

    def paint(self, prompt: Prompt, *, style: str, seed: int, side: int) -> Painting:
        self.painted += 1
        self.outside.did(f"paint {self.painted}", f"paint {prompt.seen}")
        out = io.BytesIO()
        Image.effect_noise((32, 32), 40 + seed % 50).save(out, "PNG")
        return Painting(out.getvalue(), prompt.seen)


@dataclass
class StandIns:
    """What a run asks of those around it."""

    home: Path
    stop_at: str = ""
    fits: bool = True
    breaks: Exception | None = None
    """What the training ends with."""
    saves: bool = True
    """Whether it had come to a checkpoint then."""
    device: str = "cpu"
    no_base: Exception | None = None
    """Why there is none."""
    incomparable: Exception | None = None
    """What the comparison ends with."""

    @property
    def paused(self) -> Path:
        return self.home / "paused"

    def did(self, point: str, line: str) -> None:
        with (self.home / "did.txt").open("a") as file:
            file.write(f"{line}\n")
        self.reach(point)

    def reach(self, point: str) -> None:
        if point == self.stop_at:
            with (self.home / "did.txt").open("a") as file:
                file.write("waiting\n")
        while point == self.stop_at:
            time.sleep(0.01)

    def told(self, stage: str, sentence: str) -> None:
        with (self.home / "told.txt").open("a") as file:
            file.write(f"{stage}: {sentence}\n")
        self.reach(f"told {stage}")

    def find_base(self, recipe: Recipe) -> None:
        if self.no_base:
            raise self.no_base

    def compose(self, count: int) -> Prompts:
        self.did("compose", "compose")
        return Prompts(prompts=tuple(Prompt(seen=f"a thing {n}") for n in range(count)))

    def paint(self, recipe: Recipe, *, painted: Callable[[int, int], None]) -> int:
        folder = Path(recipe.dataset.folder)
        prompts = prompts_for(folder, None, lambda: self.compose(recipe.dataset.count))
        return len(paint_set(folder, prompts, Brush(self), told=painted))

    def free_memory(self) -> int:
        """A gigabyte more while the service `web` does not run."""
        return 0 if (self.home / "web.service").exists() else 10**9

    def decide(self, recipe: Recipe) -> Decided:
        if not self.fits:
            raise CannotFit("it wants 12 GB, and 10 GB are free")
        base = LocatedBase(self.home, "sd15", BASES["sd15"])
        placement = Placement(self.device, "float32")
        out = Path(recipe.out)
        job = Job(base, Path(recipe.dataset.folder), out, recipe.trigger, recipe.train, placement)
        return Decided(job, "it fits", 10**9)

    def train(self, job: Job) -> Trained:
        assert job.resume
        self.did("train", f"train on {job.placement.device}")
        checkpoint = job.out / "checkpoints" / "step-000010"
        if self.saves:
            checkpoint.mkdir(parents=True, exist_ok=True)
            (checkpoint / "whole.json").write_text('{"files": {}}')
        if self.breaks:
            raise self.breaks
        adapter = job.out / "adapter" / DIFFUSERS
        adapter.parent.mkdir(parents=True, exist_ok=True)
        adapter.write_bytes(b"learnt")
        return Trained(job.out, 10, 1.0, 0.1, 10**9, (checkpoint,))

    def compare(self, recipe: Recipe) -> Compared:
        self.did("compare", "compare")
        if self.incomparable:
            raise self.incomparable
        (self.home / "sheet.png").write_bytes(b"side by side")
        return Compared(self.home / "sheet.png", None, 0.5, "half way there")

    def publish(self, recipe: Recipe, compared: Compared | None) -> str:
        how = f"{compared.score} {compared.verdict}" if compared else "unscored"
        self.did("publish", f"publish {recipe.publish.name} {how}")
        at = f"{recipe.publish.name}@1"
        (self.home / at).mkdir(exist_ok=True)
        return at

    def is_shelved(self, style: str) -> bool:
        return (self.home / style).exists()


if __name__ == "__main__":
    recipe, home = Path(sys.argv[1]), Path(sys.argv[2])
    run_auto(
        Recipe.from_toml(recipe.read_text(), where=str(recipe)),
        file=recipe,
        outside=StandIns(home, stop_at="".join(sys.argv[3:])),
    )
