"""Whatever ends a run, the one that takes it up ends bit for bit as one that was never broken."""

import json
import multiprocessing
import os
import shutil
import signal
from dataclasses import replace
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from sandman.finetune.apart import begun_as
from sandman.finetune.base import find_folder
from sandman.finetune.train.checkpoint import newest_checkpoint, whole_checkpoints
from sandman.finetune.train.trainer import train
from sandman.styles import StyleMismatch, TrainingBroke, Unusable
from tests.style.train.conftest import Recorder, make_job

LONG: dict[str, Any] = {
    "steps": 12,
    "batch": 2,
    "save_every": 4,
    "schedule": "cosine",
    "ema": 0.9,
    "flip": True,
    "caption_dropout": 0.3,
    "preserve": 0.5,
    "learning_rate": 1e-3,
}


@pytest.fixture(scope="module")
def unbroken(sd, four, tmp_path_factory):
    whole = make_job(sd, four, tmp_path_factory.mktemp("unbroken"), **LONG)
    torch.set_num_threads(1)
    train(whole)
    return left_behind(whole.out)


def left_behind(out):
    """Every bit that was learnt, and the losses on the way there."""
    files = [*out.glob("adapter*/*.safetensors"), out / "checkpoints/step-000012/state.safetensors"]
    assert len(files) == 7
    losses = [json.loads(line)["loss"] for line in (out / "metrics.jsonl").read_text().splitlines()]
    assert len(losses) == 12
    learnt = {
        f"{file.relative_to(out)}: {name}": tensor.numpy().tobytes()
        for file in files
        for name, tensor in load_file(file).items()
    }
    return learnt, losses


def test_a_run_that_was_asked_to_stop_saves_and_is_taken_up(job, unbroken):
    stopped = job(**LONG)
    with pytest.raises(TrainingBroke, match=r"stopped at step 6 of 12, as asked; saved as .*step-000006"):
        train(stopped, Recorder(at=6, then=lambda: signal.raise_signal(signal.SIGTERM)))

    watcher = Recorder()
    train(job(**LONG, resume=True), watcher)

    assert [step.step for step in watcher.steps] == [7, 8, 9, 10, 11, 12]
    assert left_behind(stopped.out) == unbroken


def test_a_run_that_was_killed_is_taken_up_from_its_last_checkpoint(job, unbroken):
    killed = job(**LONG)
    shot = Recorder(at=6, then=lambda: os.kill(os.getpid(), signal.SIGKILL))
    child = multiprocessing.get_context("fork").Process(target=train, args=(killed, shot))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    assert len((killed.out / "metrics.jsonl").read_text().splitlines()) == 6

    watcher = Recorder()
    train(job(**LONG, resume=True), watcher)

    assert watcher.steps[0].step == 5, "steps after the last checkpoint are taken again"
    assert left_behind(killed.out) == unbroken


def test_a_damaged_checkpoint_is_passed_over_for_the_one_before(job, unbroken):
    broken = job(**LONG)
    train(broken)
    state = broken.out / "checkpoints/step-000012/state.safetensors"
    spoilt = bytearray(state.read_bytes())
    spoilt[-100] ^= 1
    state.write_bytes(spoilt)
    shutil.rmtree(broken.out / "adapter")

    assert newest_checkpoint(broken.out).name == "step-000008"
    train(job(**LONG, resume=True))

    assert left_behind(broken.out) == unbroken
    assert [path.name for path in whole_checkpoints(broken.out)] == ["step-000008", "step-000012"]


@pytest.mark.parametrize("optimiser", ["prodigy"])
def test_other_optimisers_are_taken_up_just_so(job, optimiser):
    how = {"steps": 6, "save_every": 3, "optimiser": optimiser, "warm_up": 0}
    whole = Recorder()
    train(job("whole", **how), whole)
    with pytest.raises(TrainingBroke):
        train(job(**how), Recorder(at=3, then=lambda: signal.raise_signal(signal.SIGINT)))

    after = Recorder()
    train(job(**how, resume=True), after)

    assert after.losses == whole.losses[3:]


def test_a_finished_run_is_not_begun_again_by_accident(job):
    train(job(steps=1))

    with pytest.raises(Unusable, match="holds a training already, up to step-000001"):
        train(job(steps=1))


def test_a_run_tells_how_it_was_begun_and_when_it_goes_on_otherwise(job):
    begun = job(steps=1)
    assert begun_as(begun.out) is None
    train(begun)
    assert begun_as(begun.out) == begun.placement

    watcher = Recorder()
    train(job(steps=2, resume=True, precision="bfloat16"), watcher)

    [told] = watcher.sentences
    assert told.endswith("precision was float32, and is bfloat16 now.")


def test_a_run_is_not_taken_up_as_another_one(job, sd, tmp_path):
    train(job(steps=1))
    with pytest.raises(Unusable, match="rank was 2, and is 4 now"):
        train(job(steps=2, rank=4, resume=True))

    stranger = tmp_path / "stranger"
    shutil.copytree(sd.folder, stranger)
    weights = stranger / "unet" / "diffusion_pytorch_model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1] + b"\x01")
    with pytest.raises(StyleMismatch, match=r"and `stranger` .* is loaded"):
        train(replace(job(steps=2, resume=True), base=find_folder(stranger)))
