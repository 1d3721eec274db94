"""An unattended run goes on where it was, whatever ended it."""

import json
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from sandman.finetune.auto.journal import STAGES, Journal
from sandman.finetune.auto.pausing import Pause
from sandman.finetune.auto.run import run_auto
from sandman.finetune.auto.services import Controls
from sandman.finetune.pictures import dataset
from sandman.styles import CannotFit, PersonMustAct, Recipe, StyleFault, TrainingBroke, Unusable
from tests.style.auto.conftest import House, until
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
        # What kills a comparison does not keep what was learnt off the shelf.
        "compare",
        *["publish wash unscored"] * 2,
        "compare",
        "publish wash 0.5 half way there",
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


@pytest.mark.parametrize(
    ("lost", "done"),
    [
        (("style/adapter",), ["train on cpu"]),
        (
            ("style/adapter", "style/checkpoints"),
            ["train on cpu", "compare", "publish wash 0.5 half way there"],
        ),
        (("sheet.png",), ["compare"]),
        (("wash@1",), ["publish wash 0.5 half way there"]),
    ],
)
def test_what_is_lost_since_is_made_again_and_nothing_else(house, lost, done):
    file = house.recipe()
    run(house, file)
    did = house.did()
    for name in lost:
        path = house.home / name
        path.unlink() if path.is_file() else shutil.rmtree(path)

    run(house, file)

    assert house.did() == [*did, *done]
    assert all((house.home / name).exists() for name in lost)


def test_other_prompts_are_compared_anew(house):
    file = house.recipe()
    run(house, file)
    file.write_text(file.read_text() + '\n[compare]\nprompts = ["a fox"]\n')

    for _ in range(2):
        run(house, file)
    assert house.did()[-2:] == ["publish wash 0.5 half way there", "compare"]


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

    with pytest.raises(Unusable, match=r"2 of the pictures.*:\n  - `a.png`.*\n  - `b.png`"):
        run(house, file)

    assert house.serving("web")
    assert house.started() == house.did() == []


@pytest.mark.parametrize("made", [False, True])
def test_pictures_that_nobody_has_put_there_or_shall_paint_are_told_first(house, made):
    file = house.recipe()
    change(file, 'paint = "painter"', "")
    if made:
        (house.home / "pictures").mkdir()

    with pytest.raises(Unusable, match=r"there is no (picture in|folder) `.*pictures`") as told:
        run(house, file)

    assert 'paint = "painter"' in told.value.hint
    assert not (house.home / "style").exists()


def change(file: Path, before: str, after: str) -> None:
    assert before in file.read_text()
    file.write_text(file.read_text().replace(before, after))


@pytest.mark.parametrize("breaks", [None, TrainingBroke("its numbers were no longer numbers")])
def test_a_training_that_has_learnt_something_is_gone_on_with_by_its_own_recipe_alone(house, breaks):
    file = house.recipe()
    with suppress(TrainingBroke):
        run(house, file, breaks=breaks)
    change(file, 'base = "sd15"', 'base = "sdxl"')

    with pytest.raises(Unusable, match="was begun with another base"):
        run(house, file)


def test_before_anything_is_learnt_the_recipe_may_be_mended_and_nothing_is_painted_again(house):
    file = house.recipe()
    with pytest.raises(CannotFit):
        run(house, file, fits=False)
    change(file, 'base = "sd15"', 'base = "sd15"\ntrain.resolution = 256')
    with pytest.raises(TrainingBroke):
        run(house, file, breaks=TrainingBroke("killed"), saves=False)
    change(file, "resolution = 256", "resolution = 128")

    assert set(run(house, file).done) == set(STAGES)

    assert [line for line in house.did() if line.startswith("paint")] == [
        f"paint a thing {n}" for n in range(4)
    ]


def test_other_memory_is_another_placement(house):
    file = house.recipe()
    with pytest.raises(TrainingBroke):
        run(house, file, breaks=TrainingBroke("killed, for want of memory"))
    change(file, 'base = "sd15"', 'base = "sd15"\nmemory = "4GB"')

    with pytest.raises(TrainingBroke):
        run(house, file, device="mps", breaks=TrainingBroke("killed"))
    run(house, file, device="cuda")

    assert [line for line in house.did() if line.startswith("train")] == [
        "train on cpu",
        *["train on mps"] * 2,
    ]


@pytest.mark.parametrize(
    ("before", "after", "shelved"),
    [
        ('name = "wash"', 'name = "watercolour"', "watercolour"),
        ('name = "wash"', 'name = "wash"\ntitle = "Moonlit wash"', "wash"),
        ('name = "wash"', 'name = "wash"\nstyle_line = "soft light"', "wash"),
    ],
)
def test_another_name_on_the_shelf_is_published_anew_and_not_learnt_anew(house, before, after, shelved):
    file = house.recipe()
    run(house, file)
    did = house.did()
    change(file, before, after)

    journal = run(house, file)

    assert house.did() == [*did, f"publish {shelved} 0.5 half way there"]
    assert journal.done["publish"]["style"] == f"{shelved}@1"


def test_after_a_kill_the_journal_tells_what_runs_again_and_what_does_not(house):
    house.serve("web")
    file = house.recipe("web")
    killed = house.begin(file, stop_at="told train")
    killed.kill()
    killed.wait()
    until(lambda: house.serving("web") and not [*house.paused.glob("*.json")])  # the guardian's work
    healthy = house.controls("web")
    broken = Controls("web", healthy.stop, ("no-such-program",), healthy.running)
    Pause(house.paused / "run.json", str(house.home / "style")).stop(broken, free=int)

    with pytest.raises(PersonMustAct, match="web could not be started again"):
        run(house, file)
    journal = json.loads((house.home / "style" / "auto.json").read_text())
    assert journal["done"]["resume"]["said"] == "1 of what was paused did not start again"

    healthy.start_it()
    assert run(house, file).done["resume"]["said"] == "everything that was paused runs again"
    assert [line for line in house.did() if line.startswith("train")] == ["train on cpu"]


def test_a_set_whose_first_picture_was_the_last_thing_done_is_painted_to_its_end(house, monkeypatch):
    file = house.recipe()

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(dataset, "_entry", killed)
        run(house, file)
    assert len([*house.home.glob("pictures/*.png")]) == 1

    assert run(house, file).done["dataset"]["painted"] == 4


def test_nothing_is_painted_for_a_base_that_is_not_there(house):
    with pytest.raises(Unusable, match="no base"):
        run(house, house.recipe(), no_base=Unusable("`./nowhere` is no base"))

    assert house.did() == []


@pytest.mark.parametrize(
    ("broke", "told"),
    [
        (Unusable("4 pictures are too few to know a style by"), "too few"),
        (MemoryError("out of memory"), "the comparison ran out of memory"),
    ],
)
def test_what_cannot_be_compared_is_published_without_a_score_and_compared_another_time(house, broke, told):
    file = house.recipe()

    for _ in range(2):
        with pytest.raises(StyleFault, match=told):
            run(house, file, incomparable=broke)
    assert house.did()[-3:] == ["compare", "publish wash unscored", "compare"]
    [said, _] = [each for each in (house.home / "told.txt").read_text().splitlines() if "not done" in each]
    assert told in said

    assert set(run(house, file).done) == set(STAGES)
    assert house.did()[-2:] == ["compare", "publish wash 0.5 half way there"]
