"""An unattended run goes on where it was, whatever ended it."""

import json
from pathlib import Path
from typing import Any

import pytest

from sandman.finetune.auto.journal import STAGES, Journal
from sandman.finetune.auto.run import run_auto
from sandman.styles import CannotFit, Recipe, TrainingBroke, Unusable
from tests.style.auto.conftest import House
from tests.style.auto.unattended import StandIns


def run(house: House, file: Path, **more: Any) -> Journal:
    recipe = Recipe.from_toml(file.read_text(), where=str(file))
    return run_auto(recipe, file=file, outside=StandIns(house.home, **more))


def test_a_run_killed_at_every_stage_does_nothing_twice_that_was_done(house):
    house.serve("web")
    recipe = house.recipe("web")

    for point in ("paint 3", "train", "compare", "publish"):
        killed = house.begin(recipe, stop_at=point)
        killed.kill()
        killed.wait()
    assert house.begin(recipe).wait() == 0

    assert [line for line in house.did() if line != "waiting"] == [
        "compose",
        *[f"paint a thing {n}" for n in range(3)],
        *[f"paint a thing {n}" for n in range(2, 4)],  # the third was on the easel
        *["train on cpu"] * 2,
        *["compare"] * 2,
        *["publish 0.5 half way there"] * 2,
    ]
    assert house.serving("web")
    journal = json.loads((house.home / "style" / "auto.json").read_text())
    assert set(journal["done"]) == set(STAGES)
    assert journal["done"]["pause"]["freed_bytes"] == {"web": 10**9}
    assert journal["done"]["publish"]["style"] == "wash@1"


def test_a_finished_run_is_told_and_not_done_again(house):
    file = house.recipe()
    run(house, file)
    did = house.did()

    journal = run(house, file)

    assert house.did() == did
    assert set(journal.done) == set(STAGES)
    assert "publish: done before: published as wash@1" in (house.home / "told.txt").read_text()


def test_a_training_that_breaks_leaves_services_running_and_goes_on_where_it_ran(house):
    house.serve("web")
    file = house.recipe("web")

    with pytest.raises(TrainingBroke, match="numbers"):
        run(house, file, breaks=TrainingBroke("its numbers were no longer numbers"))
    assert house.serving("web")

    run(house, file, device="cuda")  # the machine has changed: a training in progress does not
    assert [line for line in house.did() if line.startswith("train")] == ["train on cpu"] * 2


def test_what_does_not_fit_yet_is_planned_again_when_there_is_room(house):
    house.serve("web")
    file = house.recipe("web")

    with pytest.raises(CannotFit):
        run(house, file, fits=False)

    assert "planned again when the services are paused" in (house.home / "told.txt").read_text()
    assert house.started() == ["web"]
    with pytest.raises(CannotFit):
        run(house, house.recipe(), fits=False)
    assert house.started() == ["web"]


def test_wrong_pictures_stop_it_before_anything_is_paused(house):
    house.serve("web")
    file = house.recipe("web")
    (house.home / "pictures").mkdir()
    (house.home / "pictures" / "a.png").write_text("no picture")
    (house.home / "pictures" / "b.png").write_text("no picture")

    with pytest.raises(Unusable, match=r"2 of the pictures.*`a.png`.*`b.png`"):
        run(house, file)

    assert house.serving("web")
    assert house.started() == house.did() == []


def test_a_journal_of_another_training_is_not_gone_on_with(house):
    file = house.recipe()
    run(house, file)
    file.write_text(file.read_text().replace('base = "sd15"', 'base = "sdxl"'))

    with pytest.raises(Unusable, match="was begun with another base"):
        run(house, file)


def test_another_name_on_the_shelf_is_no_other_training(house):
    file = house.recipe()
    run(house, file)
    file.write_text(file.read_text().replace("wash", "watercolour"))

    assert "publish" in run(house, file).done
