"""`sandman style train` from what is typed to what is printed: a scripted trainer, and a plan that fits."""

import json
import os
import signal
import threading
import time
from dataclasses import asdict
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image
from typer.testing import CliRunner

from sandman.cli import app
from sandman.cli.style.recipes import kept_recipe
from sandman.finetune.train.checkpoint import save_checkpoint
from sandman.finetune.train.job import Placement
from sandman.styles import Recipe

SCRIPTED = Path(__file__).parent.parent / "supervisor" / "scripted"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder with a base and four pictures, and a machine that has room."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(SCRIPTED))
    monkeypatch.setenv("SCRIPT", "learns")
    unet = tmp_path / "base" / "unet"
    unet.mkdir(parents=True)
    (unet.parent / "model_index.json").write_text('{"_class_name": "StableDiffusionPipeline"}')
    (unet / "config.json").write_text("{}")
    (unet / "diffusion_pytorch_model.safetensors").write_bytes(b"w" * 5000)
    (tmp_path / "pictures").mkdir()
    for shade in (10, 90, 170, 250):
        picture = Image.linear_gradient("L").point(lambda level, shade=shade: level ^ shade).convert("RGB")
        picture.save(tmp_path / "pictures" / f"{shade}.png")
        (tmp_path / "pictures" / f"{shade}.txt").write_text(f"a fall of light, {shade}\n")
    asked, begun_as = [], []

    def fits(base, training, *, device, memory_bytes, begun):
        begun_as.append(begun)
        asked.append((base.defaults.name, training.rank, device, memory_bytes))
        return SimpleNamespace(
            placement=Placement("cpu", "float32"), advice="It fits, with room.", device_peak_bytes=2 * 10**9
        )

    monkeypatch.setattr("sandman.finetune.apart.plan_apart", fits)
    return SimpleNamespace(folder=tmp_path, asked=asked, begun_as=begun_as)


def run(*more: str):
    typed = ["style", "train", "--base", "./base", "--dataset", "pictures", "--out", "moon", *more]
    return CliRunner().invoke(app, typed)


def test_a_folder_of_pictures_becomes_a_style(here):
    done = run("--steps", "4", "--rank", "2", "--memory", "8GB", "--device", "cpu", "--no-samples", "--json")
    assert done.exit_code == 0, done.stderr
    document = json.loads(done.stdout)
    assert document["steps"] == 4
    assert document["out"] == str(here.folder / "moon")
    assert (document["peak_memory_bytes"], document["planned_peak_bytes"]) == (7 << 20, 2 * 10**9)
    assert document["base"]["name"] == "base"
    assert here.asked == [("base", 2, "cpu", 8 * 10**9)]
    assert "It fits, with room." in done.stderr
    assert "step 4 of 4" in done.stderr

    begun_again = run("--steps", "4")
    assert begun_again.exit_code == 0, begun_again.stderr  # the script leaves nothing that could be lost


def test_a_folder_that_holds_a_training_is_left_alone(here):
    (here.folder / "moon" / "checkpoints").mkdir(parents=True)
    refused = run()
    assert refused.exit_code == 2
    assert "holds a training already" in refused.stderr
    assert not here.asked


def test_a_run_goes_on_as_it_was_begun_unless_it_is_given_other_memory(here):
    def fill(folder):
        (folder / "adapter").write_bytes(b"learnt")

    begun = Placement("cpu", "bfloat16", "int8", checkpointing=0.5)
    save_checkpoint(here.folder / "moon", 2, fill, about={"placement": asdict(begun)})
    for typed in ([], ["--memory", "8GB"], ["--device", "cpu"]):
        assert run("--steps", "3", "--resume", *typed).exit_code == 0
    assert here.begun_as == [begun, None, None]


def test_what_a_run_left_that_came_to_no_checkpoint_is_in_nobodys_way(here):
    (here.folder / "moon").mkdir()
    for name in ("log.txt", "log-1.txt", "metrics.jsonl"):
        (here.folder / "moon" / name).write_text("")
    assert run("--steps", "4").exit_code == 2, "the metrics may be somebody's own"

    kept = here.folder / "moon" / "recipe.toml"
    kept.write_text(kept_recipe(Recipe(base="./base"), kept.parent))
    done = run("--steps", "4", "--resume")
    assert done.exit_code == 0, done.stderr
    assert "nothing to go on from" in done.stderr


def test_ones_own_pictures_and_ones_own_recipe_are_left_alone(here):
    into = run("--steps", "4", "--out", "pictures", "--resume")
    recipe = here.folder / "recipe.toml"
    recipe.write_text('# mine\nbase = "./base"\nout = "."\n')
    over = CliRunner().invoke(app, ["style", "train", str(recipe), "--steps", "4"])

    assert into.exit_code == over.exit_code == 2
    assert "`10.png` lies in it" in into.stderr
    assert "lies in its own training folder" in over.stderr
    assert recipe.read_text().startswith("# mine")
    assert not here.asked


def test_a_recipe_may_keep_its_pictures_in_the_training_folder(here):
    (here.folder / "moon").mkdir()
    (here.folder / "pictures").rename(here.folder / "moon" / "pictures")
    recipe = here.folder / "moon.toml"
    recipe.write_text('base = "./base"\nout = "moon"\n[dataset]\nfolder = "moon/pictures"\n')
    done = CliRunner().invoke(app, ["style", "train", str(recipe), "--steps", "4", "--rank", "2"])
    assert done.exit_code == 0, done.stderr


def test_pictures_nothing_can_be_learnt_from_are_named_before_anything_begins(here):
    (here.folder / "pictures" / "torn.png").write_bytes(b"\x89PNG\r\n\x1a\n torn")
    refused = run()
    assert refused.exit_code == 2
    assert "`torn.png`" in refused.stderr
    assert "sandman style check pictures" in refused.stderr
    assert not here.asked


def test_so_many_wrong_pictures_are_counted_and_not_all_told(here):
    for number in range(10):
        (here.folder / "pictures" / f"torn {number}.png").write_bytes(b"\x89PNG\r\n\x1a\n torn")
    (here.folder / "pictures").rename(here.folder / "my pictures")
    refused = run("--dataset", "my pictures")
    assert "10 of the pictures cannot be learnt from:\n  - `torn 0.png`" in refused.stderr
    assert refused.stderr.count("\n  - `torn") == 8
    assert "and 2 more" in refused.stderr
    assert "sandman style check 'my pictures'" in refused.stderr


def test_a_trainer_that_crashes_is_told_and_the_exit_code_says_so(here, monkeypatch):
    monkeypatch.setenv("SCRIPT", "crashes")
    told = run("--steps", "4")
    assert told.exit_code == 3
    assert "a library crashed the trainer after step 3 of 4 (SIGABRT)" in told.stderr
    assert f"`sandman style train {here.folder}/moon/recipe.toml --resume`" in told.stderr
    assert told.stdout == ""


@pytest.mark.parametrize(("asked", "exit_code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_who_stops_it_keeps_what_was_learnt(here, asked, exit_code):
    def press_when_it_steps():
        while "chatter" not in (log.read_text() if log.exists() else ""):
            time.sleep(0.02)
        os.kill(os.getpid(), asked)

    log = here.folder / "moon" / "log.txt"
    threading.Thread(target=press_when_it_steps).start()
    stopped = run("--steps", "100000")
    assert stopped.exit_code == exit_code
    assert "Stopped. What is saved is whole." in stopped.stderr
    (checkpoint,) = (here.folder / "moon" / "checkpoints").iterdir()
    step = int(checkpoint.name.removeprefix("step-"))
    assert f"--resume` goes on from step {step}" in stopped.stderr


@pytest.mark.parametrize("where", ["hub.locate", "supervisor.train_in_child"])
@pytest.mark.parametrize("command", ["train", "compare"])
def test_ctrl_c_at_any_moment_ends_with_130_and_the_way_on(here, monkeypatch, command, where):
    def pressed(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(f"sandman.finetune.{where}", pressed)
    monkeypatch.setattr("sandman.cli.style.comparing.compare_training", pressed)
    typed = {
        "train": ["--base", "./base", "--dataset", "pictures", "--out", "moon"],
        "compare": ["--base", "./base", "--adapter", "moon", "--out", "beside"],
    }
    stopped = CliRunner().invoke(app, ["style", command, *typed[command]])
    assert stopped.exit_code == 130
    assert "hint: the same command begins again" in stopped.stderr
    assert "Aborted" not in stopped.stderr
