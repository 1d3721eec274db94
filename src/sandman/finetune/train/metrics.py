"""`metrics.jsonl`: one object a step, written as it is taken."""

import json
import os
from collections import deque
from dataclasses import asdict
from io import FileIO
from pathlib import Path
from statistics import fmean

from sandman.finetune.train.job import Step

MEAN_OF = 50


class Metrics:
    """The file of one run, open to its end; on a run taken up again it is cut back to where that goes on."""

    def __init__(self, file: Path, *, after: int) -> None:
        lines = file.read_bytes().splitlines(keepends=True) if after and file.exists() else []
        kept = [line for line in lines if _step_of(line) <= after]
        self._last = deque((json.loads(line)["loss"] for line in kept), maxlen=MEAN_OF)
        growing = file.with_suffix(".growing")
        growing.write_bytes(b"".join(kept))
        growing.replace(file)
        self._file = FileIO(file, "a")

    def write(self, step: Step) -> None:
        """One line in one write: a line that is there is whole."""
        self._last.append(step.loss)
        self._file.write(json.dumps(asdict(step)).encode() + b"\n")

    def mean_loss(self) -> float:
        """Of the last fifty steps; 0 before the first."""
        return fmean(self._last) if self._last else 0.0

    def sync(self) -> None:
        """Bring it to the disk."""
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """No more."""
        self._file.close()


def _step_of(line: bytes) -> float:
    """Infinite for a line that a kill or a full disk left half written."""
    try:
        return json.loads(line)["step"]
    except (ValueError, KeyError, TypeError):
        return float("inf")
