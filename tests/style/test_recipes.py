"""The recipes of the repository: each can be used, says what it wants, and one shows every setting."""

import re
from pathlib import Path

import pytest

from sandman.finetune.auto.services import controls_of
from sandman.styles import BASES, Recipe
from sandman.styles.recipe import Comparing, Pictures, Publishing, Service, Training

FOLDER = Path(__file__).parents[2] / "recipes"
EVERY = FOLDER / "every-setting.toml"


def read(file: Path) -> Recipe:
    return Recipe.from_toml(file.read_text("utf-8"), where=file.name)


@pytest.mark.parametrize("base", BASES.values(), ids=list(BASES))
def test_there_is_a_recipe_for_each_base_that_agrees_with_its_defaults(base):
    text = (FOLDER / f"{base.name}.toml").read_text("utf-8")
    recipe = read(FOLDER / f"{base.name}.toml")

    assert recipe.base == base.name
    assert (recipe.train.resolution, recipe.train.rank, recipe.train.steps) == (
        base.resolution,
        base.rank,
        base.steps,
    )
    assert recipe.train.learning_rate == base.learning_rate
    assert base.licence in text
    for told in ("Hardware", "Memory     planned", "Minutes    estimated"):
        assert f"# {told}" in text
    assert ("HF_TOKEN" in text) == base.gated


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda file: file.stem)
def test_every_recipe_can_be_read(file):
    assert read(file).base


def test_every_setting_is_shown_with_its_default(monkeypatch):
    # Its services are those of many machines.
    monkeypatch.setattr("sandman.finetune.auto.services.which", lambda program: program)
    text = EVERY.read_text("utf-8")
    recipe = read(EVERY)

    for table in (Recipe, Pictures, Training, Comparing, Publishing, Service):
        for name in table.model_fields:
            assert re.search(rf"^(# )?\[*{name}\b", text, re.MULTILINE), name
    assert recipe.dataset == Pictures()
    assert recipe.train == Training()
    assert recipe.publish == Publishing()
    assert len(controls_of(recipe.services[:1] + recipe.services[2:], platform="linux")) == 2
    # What is commented out can be used, too.
    uncommented = Recipe.from_toml(re.sub(r"^# (?=\w+ = )", "", text, flags=re.MULTILINE), where="all of it")
    assert None not in uncommented.train.model_dump().values()
