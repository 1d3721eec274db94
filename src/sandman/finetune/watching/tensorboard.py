"""What TensorBoard shows of a training, written with its own writer: no torch in the parent."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.summary.writer.event_file_writer import EventFileWriter

from sandman.finetune.train.job import Job, Step, Trained


@contextmanager
def board(job: Job) -> Iterator["Board"]:
    """A log in `OUT/tensorboard`, one events file for each time the run is taken up."""
    writer = EventFileWriter(str(job.out / "tensorboard"))
    made = Board(writer)
    try:
        yield made
    finally:
        writer.close()


class Board:
    """Curves of loss, learning rate, seconds and memory, and the samples, step by step."""

    def __init__(self, writer: EventFileWriter) -> None:
        self._writer = writer

    def stage(self, name: str, *, done: int, of: int) -> None:
        """Nothing."""

    def step(self, step: Step, *, of: int) -> None:
        """Four points."""
        points = {
            "train/loss": step.loss,
            "train/learning_rate": step.lr,
            "speed/seconds_a_step": step.seconds,
            "memory/peak_bytes": float(step.peak_memory_bytes),
        }
        values = [Summary.Value(tag=tag, simple_value=value) for tag, value in points.items()]
        self._write(values, step=step.step)

    def saved(self, checkpoint: Path, *, step: int) -> None:
        """What is drawn so far is on the disk too."""
        self._writer.flush()

    def sampled(self, pictures: tuple[Path, ...], *, step: int) -> None:
        """The samples, each under its own name through all steps."""
        self._write([_picture(f"samples/{n}", path) for n, path in enumerate(pictures, 1)], step=step)

    def said(self, sentence: str) -> None:
        """Nothing."""

    def ended(self, trained: Trained) -> None:
        """Nothing more to draw."""

    def _write(self, values: list[Summary.Value], *, step: int) -> None:
        self._writer.add_event(Event(wall_time=time.time(), step=step, summary=Summary(value=values)))


def _picture(tag: str, path: Path) -> Summary.Value:
    with Image.open(path) as opened:
        width, height = opened.size
    image = Summary.Image(height=height, width=width, colorspace=3, encoded_image_string=path.read_bytes())
    return Summary.Value(tag=tag, image=image)
