"""What lies in a training folder and is somebody's own is neither written over nor mixed up."""

import json
from pathlib import Path

import pytest

from sandman.cli.style.folder import check_out
from sandman.cli.style.recipes import kept_recipe
from sandman.finetune.train.checkpoint import save_checkpoint
from sandman.styles import Recipe, Unusable


def lay(folder: Path, *names: str) -> None:
    """Put somebody's own things there; `kept` stands for a recipe that a training has written."""
    for name in names:
        if name == "kept":
            (folder / "recipe.toml").write_text(kept_recipe(Recipe(base="sd15"), folder))
        elif name == "journal":
            (folder / "auto.json").write_text(json.dumps({"recipe": "a1b2", "done": {}}))
        elif name == "checkpoint":
            save_checkpoint(folder, 4, lambda to: lay(to, "adapter"), about={})
        else:
            (folder / name).mkdir(parents=True)


BEGUN = ("log.txt", "log-1.txt", "metrics.jsonl", "samples", "cache", ".lock")


@pytest.mark.parametrize("resume", [False, True])
@pytest.mark.parametrize("lying", [(), ("kept", *BEGUN), ("pictures", "journal"), ("log.txt",)], ids=" ".join)
def test_what_a_training_left_is_in_nobodys_way(tmp_path, lying, resume):
    lay(tmp_path, *lying)
    check_out(tmp_path, resume=resume, pictures=tmp_path / "pictures" / "of-the-moon")


@pytest.mark.parametrize("resume", [False, True])
@pytest.mark.parametrize(
    "own", ["holiday.jpg", "README.md", "recipe.toml", "metrics.jsonl", "samples", "cache", "auto.json"]
)
def test_what_is_somebodys_own_is_named(tmp_path, own, resume):
    lay(tmp_path, "pictures", own)
    with pytest.raises(Unusable, match=f"`{own}` lies in it"):
        check_out(tmp_path, resume=resume, pictures=tmp_path / "pictures")


@pytest.mark.parametrize("lying", [("kept", "checkpoint"), ("adapter",)])
def test_a_training_is_begun_once(tmp_path, lying):
    lay(tmp_path, *lying)
    with pytest.raises(Unusable, match="holds a training already"):
        check_out(tmp_path, resume=False)


@pytest.mark.parametrize("saved", ["checkpoint", "journal"])
def test_a_training_is_gone_on_with_whatever_it_has_made(tmp_path, saved):
    lay(tmp_path, saved, "adapter", "README.md", "earlier", "compare")
    check_out(tmp_path, resume=True)


def test_folders_that_are_called_like_ours_are_not_gone_on_with(tmp_path):
    lay(tmp_path, "kept", "checkpoints/step-mine", "checkpoints/step-000100")
    with pytest.raises(Unusable, match="no checkpoint of ours to go on from"):
        check_out(tmp_path, resume=True)


@pytest.mark.parametrize("saved", ["journal", "checkpoint"])
def test_a_recipe_is_not_written_over_where_it_lies(tmp_path, saved):
    recipe = tmp_path / "recipe.toml"
    recipe.write_text('# mine\nbase = "sd15"\nout = "."\n')
    lay(tmp_path, saved)
    with pytest.raises(Unusable, match="lies in its own training folder"):
        check_out(tmp_path, resume=True, recipe=recipe)


@pytest.mark.parametrize("resume", [False, True])
def test_a_recipe_that_a_training_has_kept_is_the_way_on(tmp_path, resume):
    lay(tmp_path, "kept", "log.txt")
    check_out(tmp_path, resume=resume, recipe=tmp_path / "recipe.toml")


def test_pictures_of_another_training_are_not_taken_for_ones_own(tmp_path):
    (tmp_path / "pictures").mkdir()
    for pictures in (tmp_path, tmp_path.parent / "pictures"):
        with pytest.raises(Unusable, match="`pictures` lies in it"):
            check_out(tmp_path, resume=False, pictures=pictures)


def test_a_file_is_no_training_folder(tmp_path):
    (tmp_path / "moon").write_text("")
    with pytest.raises(Unusable, match="is a file"):
        check_out(tmp_path / "moon", resume=False)
