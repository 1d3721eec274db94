"""What Weights & Biases keeps of a training: its recipe, its curves, its samples, and the adapter.

Offline unless `WANDB_API_KEY` is set, or `WANDB_MODE` says otherwise: then nothing leaves this machine, and
`wandb sync` sends what lies in `OUT/wandb`. It is told what a run is, not who runs it: no host name, no
command line, no console, no code.
"""

import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import wandb

from sandman.finetune.train.job import Job, Step, Trained

PROJECT = "sandman-styles"


@contextmanager
def run(job: Job, said: Callable[[str], None]) -> Iterator["Run"]:
    """A run of W&B for as long as the training goes on; one that breaks is marked so.

    A service that does not answer costs no training: the run is kept offline then, and `said` is told.
    """
    usual = "online" if os.environ.get("WANDB_API_KEY") else "offline"
    try:
        begun = _begin(job, mode=os.environ.get("WANDB_MODE", usual))
    except wandb.Error as fault:
        said(f"W&B does not take the run, so it is kept offline, for `wandb sync`: {fault}")
        begun = _begin(job, mode="offline")
    try:
        yield Run(begun, job)
    except BaseException:
        begun.finish(exit_code=1)
        raise
    begun.finish()


class Run:
    """The watcher."""

    def __init__(self, begun: Any, job: Job) -> None:  # noqa: ANN401 - a wandb.Run
        self._run = begun
        self._job = job

    def stage(self, name: str, *, done: int, of: int) -> None:
        """Nothing."""

    def step(self, step: Step, *, of: int) -> None:
        """A point on every curve."""
        self._run.log(
            {
                "step": step.step,
                "loss": step.loss,
                "learning_rate": step.lr,
                "seconds_a_step": step.seconds,
                "peak_memory_bytes": step.peak_memory_bytes,
            }
        )

    def saved(self, checkpoint: Path, *, step: int) -> None:
        """Nothing: the adapter goes up once, at the end."""

    def sampled(self, pictures: tuple[Path, ...], *, step: int) -> None:
        """The samples, each with its prompt."""
        prompts = self._job.sample_prompts
        shown = [wandb.Image(str(path), caption=said) for path, said in zip(pictures, prompts, strict=False)]
        self._run.log({"step": step, "samples": shown})

    def said(self, sentence: str) -> None:
        """Nothing."""

    def ended(self, trained: Trained) -> None:
        """How it came out, and the adapter as an artifact."""
        self._run.summary.update(
            {
                "loss": trained.loss,
                "seconds": trained.seconds,
                "peak_memory_bytes": trained.peak_memory_bytes,
            }
        )
        adapter = wandb.Artifact(
            re.sub(r"[^\w.-]+", "-", f"{self._run.name}-adapter"),
            type="model",
            metadata={"base": self._job.base.defaults.name, "trigger": self._job.trigger},
        )
        for file in sorted((trained.out / "adapter").iterdir()):  # `add_dir` would print into the bars
            adapter.add_file(str(file))
        self._run.log_artifact(adapter)


def _begin(job: Job, *, mode: Any) -> Any:  # noqa: ANN401 - one of its modes; a wandb.Run
    """The run of this training folder: the same one when it is taken up again."""
    kept = job.out / "wandb" / "run-id.txt"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(secrets.token_hex(4))
    begun = wandb.init(
        project=os.environ.get("WANDB_PROJECT", PROJECT),
        name=job.out.resolve().name,
        id=kept.read_text(),
        resume="allow" if mode == "online" else None,
        dir=str(job.out),
        mode=mode,
        config={
            "base": job.base.card.model_dump(mode="json"),
            "trigger": job.trigger,
            "train": job.training.model_dump(mode="json"),
            "device": job.placement.device,
            "precision": job.placement.precision,
            "quantisation": job.placement.quantisation,
        },
        settings=wandb.Settings(
            silent=True,
            console="off",
            disable_code=True,
            disable_git=True,
            disable_job_creation=True,
            host="",
            x_disable_meta=True,
            x_disable_machine_info=True,
            x_disable_stats=True,
            x_save_requirements=False,
        ),
    )
    # Taken up again, a run goes back to its checkpoint's step, and W&B's own count may not go back.
    begun.define_metric("*", step_metric="step")
    return begun
