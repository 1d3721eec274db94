"""A tiny training with nothing in it that is not real: killed, told, and gone on with as it was told."""

import os
import shlex
import signal
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from huggingface_hub import ModelCard
from safetensors.numpy import load_file

from sandman.cli.style.recipes import kept_recipe, read_recipe
from sandman.finetune.base import find_folder
from sandman.finetune.supervisor import train_in_child
from sandman.finetune.train.job import Job, Placement, Unwatched
from sandman.finetune.train.resolve import resolve
from sandman.finetune.train.trainer import train
from sandman.finetune.watching.metrics import read_metrics
from sandman.styles import Recipe, TrainingBroke
from tests.style.supervisor.test_ends import trainers
from tests.style.tiny import pictures, sd_tiny

pytestmark = pytest.mark.slow


class Killing(Unwatched):
    """Kills the trainer as the system would, in the middle of a step, once something is saved."""

    def __init__(self) -> None:
        self.saved_at = 0

    def saved(self, checkpoint, *, step):
        self.saved_at = step

    def step(self, step, *, of):
        if self.saved_at:
            (trainer,) = trainers()
            os.kill(trainer, signal.SIGKILL)


def test_a_training_that_was_killed_goes_on_by_the_command_that_was_told(bases, tmp_path, monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "1")  # more would wait for one another on a busy machine
    out = tmp_path / "moonlit"
    recipe = Recipe.model_validate(
        {
            "base": str(sd_tiny(bases)),
            "trigger": "moonlit style",
            "out": str(out),
            "dataset": {"folder": str(pictures(tmp_path / "pictures"))},
            "train": {"steps": 5000, "rank": 2, "resolution": 64, "save_every": 3, "samples": 0},
        }
    )
    base = find_folder(Path(recipe.base))
    job = Job(
        base=base,
        pictures=Path(recipe.dataset.folder),
        out=out,
        trigger=recipe.trigger,
        training=resolve(recipe.train, base),
        placement=Placement("cpu", "float32"),
        recipe=kept_recipe(recipe, out),
    )
    with pytest.raises(TrainingBroke) as killed:
        train_in_child(job, Killing())
    said, hint = killed.value.message, killed.value.hint
    assert "killed after step" in said
    peak = float(said.partition("peaked at ")[2].partition(" GB")[0])
    assert 0.2 < peak < 3
    assert hint.endswith("goes on from step 3") or hint.endswith("goes on from step 6")

    reached = int(hint.rpartition(" ")[2])
    command = shlex.split(hint.split("`")[1])
    assert command == ["sandman", "style", "train", str(out / "recipe.toml"), "--resume"]
    again = read_recipe(Path(command[3]), {"train": {"steps": reached + 2, "samples": 1}})
    assert Path(again.dataset.folder).resolve() == job.pictures

    torch.set_num_threads(1)
    # As that command does, in this process: another would load torch again for the same proof.
    job = replace(job, training=resolve(again.train, base), resume=True, sample_prompts=("a moon",))
    trained = train(job, Unwatched())
    assert [step.step for step in read_metrics(out / "metrics.jsonl")] == list(range(1, reached + 3))
    assert [path.name for path in trained.checkpoints] == [f"step-{reached:06d}", f"step-{reached + 2:06d}"]
    assert load_file(out / "adapter" / "pytorch_lora_weights.safetensors")
    card = ModelCard.load(out / "README.md").data.to_dict()
    assert card["widget"] == [
        {"text": "moonlit style, a moon", "output": {"url": f"samples/step-{reached + 2:06d}-1.png"}}
    ]
