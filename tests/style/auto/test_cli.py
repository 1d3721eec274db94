"""`sandman style auto`, and what every style command does first."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from sandman.cli import app
from sandman.finetune.auto.pausing import Pause


def test_the_next_style_command_starts_what_a_power_cut_left(house, monkeypatch):
    monkeypatch.setenv("SANDMAN_HOME", str(house.home))
    house.serve("web")
    house.paused.mkdir()
    Pause(house.paused / "run.json", "/home/style").stop(house.controls("web"), free=int)

    listed = CliRunner().invoke(app, ["style", "list"])

    assert listed.exit_code == 0
    assert house.serving("web")
    assert "/home/style" in listed.stderr
    assert "web runs again." in listed.stderr


def test_what_is_wrong_with_a_recipe_is_told_before_anything_is_done(tmp_path, monkeypatch):
    monkeypatch.setenv("SANDMAN_HOME", str(tmp_path))
    recipe = tmp_path / "recipe.toml"
    recipe.write_text('base = "sd15"\nsteps = 3\n[dataset]\ncount = 1\n[[services]]\nname = "x"\n')

    broken = CliRunner().invoke(app, ["style", "auto", str(recipe)])
    recipe.write_text('base = "sd15"\n[[services]]\nname = "x"\n')
    unstoppable = CliRunner().invoke(app, ["style", "auto", str(recipe)])

    assert broken.exit_code == unstoppable.exit_code == 2
    assert "2 things that cannot be used" in broken.stderr
    assert "no command to stop and start it" in unstoppable.stderr
    assert not (tmp_path / "style").exists()


def test_a_base_that_is_not_there_is_told_before_anything_is_painted(tmp_path, monkeypatch):
    monkeypatch.setenv("SANDMAN_HOME", str(tmp_path / "home"))
    recipe = tmp_path / "recipe.toml"
    recipe.write_text('base = "./nowhere"\n[dataset]\npaint = "painter"\ncount = 4\n')

    told = CliRunner().invoke(app, ["style", "auto", str(recipe)])

    assert told.exit_code == 2
    assert "nowhere` is no base" in told.stderr
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["recipe.toml"]


@pytest.mark.parametrize("own", ["README.md", "checkpoints", "metrics.jsonl", "recipe.toml"])
def test_what_lies_in_the_training_folder_is_left_alone(tmp_path, monkeypatch, own):
    monkeypatch.setenv("SANDMAN_HOME", str(tmp_path / "home"))
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / own).write_text('base = "./nowhere"\n# mine\nout = "."\n')
    recipe = tmp_path / "own" / "recipe.toml"
    if own != recipe.name:
        recipe = tmp_path / "moon.toml"
        recipe.write_text('base = "./nowhere"\nout = "own"\n')

    refused = CliRunner().invoke(app, ["style", "auto", str(recipe)])

    assert refused.exit_code == 2
    assert "`out` in" in refused.stderr
    assert [path.name for path in (tmp_path / "own").iterdir()] == [own]
    assert "# mine" in (tmp_path / "own" / own).read_text()


def test_the_way_on_can_be_pasted(tmp_path, monkeypatch):
    def pressed(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setenv("SANDMAN_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sandman.finetune.auto.run.run_auto", pressed)
    Path("my style.toml").write_text('base = "sd15"\n')

    stopped = CliRunner().invoke(app, ["style", "auto", "my style.toml"])

    assert stopped.exit_code == 130
    assert "hint: sandman style auto 'my style.toml'" in stopped.stderr
