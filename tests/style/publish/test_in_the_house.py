"""A published style is taken when it is asked for or in use, and the house's own painter otherwise."""

from pathlib import Path

import pytest

from sandman.app.engines import Engines
from sandman.app.settings import Settings
from sandman.finetune.base import LocatedBase, find_folder
from sandman.finetune.publish import publish
from sandman.ports.errors import ModelMissing
from sandman.stories import StoryRequest
from sandman.styles import StyleName
from tests.style.publish.trained import a_training
from tests.style.tiny import sd_tiny


@pytest.fixture
def base(bases: Path) -> LocatedBase:
    return find_folder(sd_tiny(bases))


@pytest.fixture
def house(tmp_path: Path, base: LocatedBase) -> Engines:
    """A household that has published two versions of one style."""
    training = a_training(tmp_path / "training", base)
    for _ in (1, 2):
        publish(training, name="moon", styles=tmp_path / "home" / "styles")
    return Engines(Settings(home=tmp_path / "home"))


def chair(house: Engines, request: StoryRequest):
    return house.cast(request).illustrator


def test_auto_takes_the_style_in_use_and_nothing_without_one(house):
    assert chair(house, StoryRequest()).first.name == "painter"

    house.easels.shelf.use(StyleName("moon", 1))
    sat = chair(house, StoryRequest())

    assert (sat.first.name, sat.behind.name) == ("diffusion", "painter")
    assert sat.first.style.startswith("moon@1 ")
    assert not sat.elsewhere
    assert chair(house, StoryRequest(illustrator="painter")).first.name == "painter"


def test_a_style_that_is_asked_for_implies_diffusion_and_its_newest_version(house):
    sat = chair(house, StoryRequest(style="moon"))
    assert sat.first.style.startswith("moon@2 ")
    assert chair(house, StoryRequest(style="moon@1")).first.style.startswith("moon@1 ")


def test_a_book_keeps_the_version_it_was_begun_with(house):
    house.easels.shelf.use(StyleName("moon"))
    kept = house.settled(StoryRequest())
    assert kept.style == "moon@2"

    house.easels.shelf.use(None)
    assert chair(house, kept).first.style.startswith("moon@2 ")
    assert house.settled(StoryRequest()).style is None
    assert house.settled(StoryRequest(illustrator="painter")).style is None


def test_the_same_illustrator_paints_a_whole_book(house):
    request = StoryRequest(style="moon")
    assert chair(house, request).first is chair(house, request).first


def test_a_lost_base_is_refused_by_name_where_asked_for_and_fallen_back_from_where_in_use(house, base):
    house.easels.shelf.use(StyleName("moon"))
    away = base.folder.with_name("away")
    base.folder.rename(away)
    try:
        with pytest.raises(ModelMissing, match=r"the base `.*` is not there"):
            house.check(StoryRequest(style="moon"))
        house.check(StoryRequest())
        sat = chair(house, house.settled(StoryRequest()))
        with pytest.raises(ModelMissing, match="is not there"):
            sat.first.paint(None)
        assert sat.behind.name == "painter"
        moved = Engines(Settings(home=house._settings.home, diffusion_base=str(away)))
        assert chair(moved, StoryRequest()).first.model.startswith("away@")
    finally:
        away.rename(base.folder)
