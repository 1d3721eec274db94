from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from sandman.finetune.base import find_folder
from sandman.finetune.train.job import Job, Placement, Step, Unwatched
from sandman.finetune.train.resolve import resolve
from sandman.styles import Training
from tests.style import tiny


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """A tiny model is slower on two threads than on one, and sums are the same wherever it runs."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="session")
def sd(bases):
    return find_folder(tiny.sd_tiny(bases))


@pytest.fixture(scope="session")
def four(tmp_path_factory):
    return tiny.pictures(tmp_path_factory.mktemp("four"), n=4, size=32)


@pytest.fixture
def job(sd, four, tmp_path):
    """Make a small training: `job(steps=4)`, or in another folder `job("other", …)`."""

    def make(name: str = "style", **asked) -> Job:
        return make_job(sd, asked.pop("pictures", four), tmp_path / name, **asked)

    return make


def make_job(base, pictures: Path, out: Path, *, resume: bool = False, precision="float32", **asked) -> Job:
    """Pictures of 32 pixels, rank 2, no samples."""
    training = {"resolution": 32, "rank": 2, "samples": 0, "warm_up": 2, **asked}
    return Job(
        base=base,
        pictures=pictures,
        out=out,
        trigger="sndmntls style",
        training=resolve(Training(**training), base),
        placement=Placement("cpu", precision),
        resume=resume,
    )


class Recorder(Unwatched):
    """Keeps what it is told; at step `at` it does `then`."""

    def __init__(self, *, at: int = 0, then=lambda: None) -> None:
        self.steps: list[Step] = []
        self.stages: list[tuple[str, int, int]] = []
        self.checkpoints: list[Path] = []
        self.samples: list[tuple[int, tuple[Path, ...]]] = []
        self.sentences: list[str] = []
        self._at, self._then = at, then

    def stage(self, name, *, done, of):
        self.stages.append((name, done, of))

    def step(self, step, *, of):
        self.steps.append(step)
        if step.step == self._at:
            self._then()

    def saved(self, checkpoint, *, step):
        self.checkpoints.append(checkpoint)

    def sampled(self, pictures, *, step):
        self.samples.append((step, pictures))

    def said(self, sentence):
        self.sentences.append(sentence)

    @property
    def losses(self):
        return [step.loss for step in self.steps]
