import json
import shutil

import pytest
import torch
from PIL import Image
from transformers import ViTConfig, ViTModel

from sandman.finetune.compare import candidates_of, compare, prompts_of
from sandman.finetune.compare.measures import PICTURES, Measures
from sandman.finetune.compare.network import Network
from sandman.finetune.compare.sheet import sentences
from sandman.styles import Unusable
from tests.style.publish.trained import a_training

TRIGGER = "sndmntls style"


@pytest.fixture(scope="module")
def compared(base, training, pictures, tmp_path_factory):
    told, out = [], tmp_path_factory.mktemp("out")
    (out / "pictures").mkdir()
    for left in ("7-styled.png", "mine.png"):  # by an earlier comparison of more prompts, and by a person
        (out / "pictures" / left).write_bytes(b"left")
    (out / "comparison.json").write_text('{"best": "finished", "candidates": []}')
    comparison = compare(
        base,
        {"strong": training, "none": a_training(tmp_path_factory.mktemp("none"), base, strength=0.0)},
        pictures=pictures,
        prompts=("a fox", f"a house on a hill, {TRIGGER}"),
        trigger=TRIGGER,
        out=out,
        resolution=64,
        told=lambda *stage: told.append(stage),
    )
    return comparison, told


def test_base_and_style_are_painted_from_the_same_prompts_and_seeds(compared):
    comparison, _ = compared
    by_name = {each.name: each for each in comparison.candidates}
    assert by_name["none"].measures == Measures(0.0, 0.0, 0.0, 0.0, by_name["none"].measures.nearest)
    assert by_name["strong"].measures.drift > 0
    assert by_name["strong"].distances[0]["plain"] == by_name["none"].distances[0]["plain"]


def test_what_is_painted_uncalled_is_not_told_the_trigger_wherever_it_stood(compared):
    comparison, _ = compared
    assert [each.prompt for each in comparison.painted] == ["a fox", "a house on a hill"]
    assert prompts_of([f"a red kite, {TRIGGER}"], TRIGGER, 2)[0] == "a red kite"


def test_the_best_comes_first_and_everything_is_on_the_disk(compared):
    comparison, told = compared
    scores = [each.measures.score for each in comparison.candidates]
    assert scores == sorted(scores, reverse=True)
    document = json.loads(comparison.scores.read_text())
    assert document["best"] == comparison.best.name
    assert document["placement"]["quantisation"] == "none"
    assert len(document["candidates"][0]["prompts"]) == 2
    with Image.open(comparison.sheet) as sheet:
        assert sheet.width > 1000
    painted = {f"{number}-{name}.png" for number in (1, 2) for name in PICTURES}
    assert {path.name for path in comparison.sheet.parent.glob("pictures/*")} == painted | {"mine.png"}
    assert told[-1] == ("painting", 12, 12)


def test_a_finished_adapter_and_what_differs_from_it_are_the_candidates(training):
    found = candidates_of(training, most=4)
    assert list(found) == ["finished"]  # the checkpoint's marker is not there: it is not whole
    assert candidates_of(found["finished"], most=4) == found
    with pytest.raises(Unusable, match="holds no adapter"):
        candidates_of(training / "samples", most=4)


def test_a_training_that_was_stopped_is_compared_by_what_it_saved(base, tmp_path):
    a_training(tmp_path, base)
    shutil.rmtree(tmp_path / "adapter")
    for step in range(1, 4):
        a_training(tmp_path / f"earlier/step-00000{step}", base, strength=step / 10)

    assert list(candidates_of(tmp_path, most=2)) == ["step-000001", "step-000003"]


def test_one_of_its_saves_is_called_by_its_step(base, tmp_path):
    a_training(tmp_path / "checkpoints/step-000002", base)
    assert list(candidates_of(tmp_path / "checkpoints/step-000002", most=4)) == ["step-000002"]


def test_of_many_saves_those_spread_over_the_run_are_tried(base, tmp_path):
    a_training(tmp_path, base, strength=3.0)
    for step in range(1, 5):
        a_training(tmp_path / f"earlier/step-00000{step}", base, strength=step / 10)

    every = candidates_of(tmp_path, most=5)
    assert list(every) == ["finished", *(f"step-00000{step}" for step in range(1, 5))]
    assert list(candidates_of(tmp_path, most=3)) == ["finished", "step-000002", "step-000004"]
    assert list(candidates_of(tmp_path, most=1)) == ["finished"]


def test_too_few_pictures_are_said_before_anything_is_painted(base, training, pictures, tmp_path):
    with pytest.raises(Unusable, match="3 pictures"):
        compare(
            base,
            {"finished": training},
            pictures=pictures[:3],
            prompts=("a fox",),
            trigger=TRIGGER,
            out=tmp_path,
            resolution=64,
        )
    assert not list(tmp_path.rglob("*.png"))


def test_prompts_are_captions_without_their_trigger_and_some_it_has_not_seen():
    chosen = prompts_of([f"{TRIGGER}, a red kite", f"{TRIGGER}, a blue boat"], TRIGGER, 4)
    assert chosen[:2] == ("a red kite", "a blue boat")
    assert len(set(chosen)) == 4


def test_the_figures_are_said_in_words():
    said = sentences(Measures(0.61, 0.2, 0.05, 0.1, 0.7), TRIGGER)
    assert said[0].startswith("61 % of the way")
    assert TRIGGER in said[1]
    # The one is the highest of all pictures, the other a difference of means.
    assert said[2].endswith("taught: 70 % at most, and on average 10 % above the base’s own")


def test_a_style_without_a_trigger_is_painted_once_and_said_to_be_always_there(
    base, training, pictures, tmp_path
):
    told = []
    comparison = compare(
        base,
        {"finished": training},
        pictures=pictures,
        prompts=("a fox",),
        trigger="",
        out=tmp_path,
        resolution=64,
        told=lambda *stage: told.append(stage),
    )
    assert told[-1] == ("painting", 2, 2)
    assert comparison.painted[0].untold is comparison.painted[0].styled
    assert sentences(comparison.best.measures, comparison.trigger)[1].startswith("it has no trigger")


def opened(pair):
    with Image.open(pair.path) as picture:
        return picture.convert("RGB")


def test_a_network_finds_the_styles_own_pictures_the_most_alike(network, pictures):
    taught, *others = map(opened, pictures)
    seeing = Network(network, [taught])

    assert seeing.likeness(taught) == pytest.approx(1)
    assert max(seeing.likeness(other) for other in others) < 0.999


def test_a_network_is_shown_pictures_of_the_sides_it_was_taught_with(pictures, tmp_path):
    torch.manual_seed(0)
    sides = {"image_size": [28, 42], "patch_size": 14}  # height before width
    small = ViTConfig(hidden_size=16, num_hidden_layers=1, num_attention_heads=2, **sides)
    ViTModel(small).save_pretrained(tmp_path)

    seeing = Network(tmp_path, [opened(pictures[0])])

    assert seeing.likeness(opened(pictures[0])) == pytest.approx(1)


def test_a_folder_without_a_network_is_refused(tmp_path, pictures):
    with pytest.raises(Unusable, match="holds no image model"):
        Network(tmp_path, [opened(pictures[0])])
