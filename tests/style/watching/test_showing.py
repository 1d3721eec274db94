"""How `sandman style train` shows a training, and what it makes of what was typed."""

import io
import time
from pathlib import Path

import pytest
from rich.console import Console

from sandman.cli.style.progress import Showing, duration
from sandman.cli.style.recipes import kept_recipe, read_recipe
from sandman.finetune.train.job import Step
from sandman.styles import Recipe, Unusable


def shown(*, terminal: bool) -> str:
    """Everything that is printed of a small training."""
    printed = io.StringIO()
    console = Console(file=printed, force_terminal=terminal, width=100, highlight=False, color_system=None)
    with Showing(console, title="moonlit · sd15", about="4 steps at 64 px on cpu") as showing:
        for done in (1, 2, 2):
            showing.stage("captions", done=done, of=2)
        showing.said("Fetching nothing.")
        for n in (1, 2, 3, 4):
            showing.step(Step(n, 0.5, 1e-4, 90.0, 5_600_000_000), of=4)
        showing.saved(Path("moonlit/checkpoints/step-000004"), step=4)
        showing.sampled((Path("moonlit/samples/step-000004-1.png"),), step=4)
    return printed.getvalue()


def test_without_a_terminal_a_line_tells_what_is_new_and_no_more():
    assert shown(terminal=False).splitlines() == [
        "☾ moonlit · sd15   4 steps at 64 px on cpu",
        "captions: 2",
        "Fetching nothing.",
        "step 1 of 4: loss 0.5000 · 90.00 s a step · peak 5.6 GB · 4 minutes left",
        "step 4 of 4: loss 0.5000 · 90.00 s a step · peak 5.6 GB · done",
        "saved at step 4: moonlit/checkpoints/step-000004",
        "samples: moonlit/samples/step-000004-1.png",
    ]


def test_a_long_stage_tells_how_far_it_is_now_and_then(monkeypatch):
    clock = iter(range(0, 1000, 20))
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    printed = io.StringIO()
    with Showing(Console(file=printed, width=60), title="compare", about="") as showing:
        for done in range(1, 6):
            showing.stage("painting", done=done, of=5)
    assert printed.getvalue().splitlines()[1:] == ["painting: 2 of 5", "painting: 4 of 5", "painting: 5"]


def test_a_terminal_shows_all_of_it_on_one_screen():
    last = shown(terminal=True).rpartition("☾")[2].splitlines()
    assert [line.split()[0] for line in last[1:3]] == ["captions", "steps"]
    assert "4 of 4" in last[2]
    assert "loss 0.5000 · 90.00 s a step · peak 5.6 GB · done" in last[3]
    assert "saved at step 4" in last[4]
    assert len(last) < 8


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.4, "0 seconds"), (1, "1 second"), (89, "89 seconds"), (92, "2 minutes"), (7500, "2 h 5 min")],
)
def test_time_is_told_as_people_tell_it(seconds, said):
    assert duration(seconds) == said


def test_what_is_missing_is_told_together():
    with pytest.raises(Unusable, match="no --base and no --out"):
        read_recipe(None, {"dataset": {"folder": "p"}})


def test_what_is_typed_counts_more_than_the_recipe(tmp_path):
    file = tmp_path / "moon.toml"
    file.write_text(
        'base = "sd15"\nout = "moon"\n[dataset]\nfolder = "pictures"\n[train]\nsteps = 10\nrank = 8\n'
    )
    recipe = read_recipe(file, {"train": {"steps": 99}, "trigger": "moon style"})
    assert (recipe.train.steps, recipe.train.rank, recipe.trigger) == (99, 8, "moon style")
    assert recipe.out == str(tmp_path / "moon")
    assert recipe.dataset.folder == str(tmp_path / "pictures")
    with pytest.raises(Unusable, match=r"options have 1 thing .*`--steps`: 1 or more is wanted, and not -1"):
        read_recipe(file, {"train": {"steps": -1}})


@pytest.mark.parametrize(
    ("lying", "said"),
    [
        (None, "there is no file"),
        (Path(), "is a folder"),
        ('base = "sd15"'.encode("utf-16"), "is UTF-16, and UTF-8 is wanted"),
        (b'base = "\xe9t\xe9"', "is not UTF-8 from its byte 8 on"),
    ],
)
def test_a_recipe_that_cannot_be_read_says_why(tmp_path, lying, said):
    file = tmp_path / "moon.toml"
    if isinstance(lying, bytes):
        file.write_bytes(lying)
    elif lying:
        file.mkdir()
    with pytest.raises(Unusable, match=said):
        read_recipe(file, {})


def test_a_recipe_may_begin_with_the_mark_that_an_editor_put_there(tmp_path):
    file = tmp_path / "moon.toml"
    file.write_text('base = "sd15"\n', encoding="utf-8-sig")
    assert read_recipe(file, {}).base == "sd15"


def test_the_recipe_that_is_kept_leads_back_to_the_same_folders(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "base").mkdir()
    dataset = {"folder": "pictures", "prompts": str(tmp_path / "prompts.toml")}
    recipe = Recipe.model_validate({"base": "base", "out": "styles/moon", "dataset": dataset})
    kept = tmp_path / "styles" / "moon" / "recipe.toml"
    kept.parent.mkdir(parents=True)
    kept.write_text(kept_recipe(recipe, Path("styles/moon")))
    assert str(tmp_path) not in kept.read_text()
    again = read_recipe(kept, {})
    assert Path(again.base).resolve() == tmp_path / "base"
    assert Path(again.out).resolve() == kept.parent
    assert Path(again.dataset.folder).resolve() == tmp_path / "pictures"
    assert Path(again.dataset.prompts).resolve() == tmp_path / "prompts.toml"
    assert Recipe.from_toml(kept_recipe(Recipe(base="sd15"), Path("x")), where="").base == "sd15"


def test_a_kept_recipe_leads_back_through_links_and_to_its_own_parent(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "disk" / "deep" / "moon").mkdir(parents=True)
    (tmp_path / "moon").symlink_to("disk/deep/moon")
    (tmp_path / "pictures").mkdir()
    base = tmp_path / "disk" / "deep"
    recipe = Recipe.model_validate({"base": str(base), "out": "moon", "dataset": {"folder": "pictures"}})
    kept = tmp_path / "moon" / "recipe.toml"
    kept.write_text(kept_recipe(recipe, Path("moon")))
    monkeypatch.chdir("/")
    again = read_recipe(kept, {})
    assert Path(again.dataset.folder).resolve() == tmp_path / "pictures"
    assert Path(again.base).resolve() == base
    assert again.dataset.prompts == ""
