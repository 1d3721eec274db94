"""A job and what happens to it, as lines of JSON between the trainer's process and its parent.

The job goes one way, happenings come the other, on pipes of their own: what libraries print never meets them.
"""

import json
import os
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from sandman.finetune.train.job import Job, Step, Trained, Watcher
from sandman.styles import StyleFault, errors

_JOB = TypeAdapter(Job)
_STEP = TypeAdapter(Step)
_TRAINED = TypeAdapter(Trained)
FAULTS: dict[str, type[StyleFault]] = {
    kind.__name__: kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, StyleFault)
}


def write_job(job: Job) -> bytes:
    """One line."""
    return _JOB.dump_json(job) + b"\n"


def read_job(line: bytes) -> Job:
    """What `write_job` wrote."""
    return _JOB.validate_json(line)


class Teller:
    """The watcher on the trainer's side: every happening becomes a line.

    A parent that is gone is no fault of the telling: who reads the life line hears of it and stops the run.
    """

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe
        self.peak = 0
        """Bytes: the most memory that a step has told of."""

    def stage(self, name: str, *, done: int, of: int) -> None:
        """Told."""
        self._tell(what="stage", name=name, done=done, of=of)

    def step(self, step: Step, *, of: int) -> None:
        """Told."""
        self.peak = max(self.peak, step.peak_memory_bytes)
        self._tell(what="step", step=_STEP.dump_python(step), of=of)

    def saved(self, checkpoint: Path, *, step: int) -> None:
        """Told."""
        self._tell(what="saved", checkpoint=str(checkpoint), step=step)

    def sampled(self, pictures: tuple[Path, ...], *, step: int) -> None:
        """Told."""
        self._tell(what="sampled", pictures=[str(picture) for picture in pictures], step=step)

    def said(self, sentence: str) -> None:
        """Told."""
        self._tell(what="said", sentence=sentence)

    def trained(self, trained: Trained) -> None:
        """The end."""
        self._tell(what="trained", trained=_TRAINED.dump_python(trained, mode="json"))

    def broke(self, fault: StyleFault) -> None:
        """The other end."""
        self._tell(what="fault", kind=type(fault).__name__, message=fault.message, hint=fault.hint)

    def _tell(self, **happening: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
        line = json.dumps(happening).encode() + b"\n"
        try:
            while line:  # nothing is kept back: what happened is told, however the trainer ends
                line = line[os.write(self._pipe, line) :]
        except BrokenPipeError:
            return


def hear(line: bytes, watcher: Watcher) -> Trained | StyleFault | None:
    """Tell `watcher` what a line says; the two ends are handed back instead."""
    happening = json.loads(line)
    match happening.pop("what"):
        case "stage":
            watcher.stage(**happening)
        case "step":
            watcher.step(_STEP.validate_python(happening["step"]), of=happening["of"])
        case "saved":
            watcher.saved(Path(happening["checkpoint"]), step=happening["step"])
        case "sampled":
            pictures = tuple(Path(picture) for picture in happening["pictures"])
            watcher.sampled(pictures, step=happening["step"])
        case "said":
            watcher.said(happening["sentence"])
        case "trained":
            return _TRAINED.validate_python(happening["trained"])
        case "fault":
            return FAULTS[happening["kind"]](happening["message"], hint=happening["hint"])
        case other:
            raise ValueError(f"the trainer told a `{other}`, and nobody here knows one")
    return None
