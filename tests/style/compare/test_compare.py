import json
from dataclasses import replace

import pytest
import torch
from PIL import Image
from transformers import Dinov2Config, Dinov2Model
from typer.testing import CliRunner

from sandman.cli import app
from sandman.finetune.base import find_folder
from sandman.finetune.compare import candidates_of, compare, prompts_of
from sandman.finetune.compare.measures import Measures
from sandman.finetune.compare.network import Network
from sandman.finetune.compare.sheet import sentences
from sandman.finetune.pictures.folder import read_pictures
from sandman.finetune.plan import Machine, make_plan
from sandman.styles import Unusable
from tests.style import tiny
from tests.style.publish.trained import a_training

TRIGGER = "sndmntls style"


@pytest.fixture(scope="module", autouse=True)
def one_thread():
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def base(bases):
    found = find_folder(tiny.sd_tiny(bases))
    return replace(found, defaults=replace(found.defaults, paint_steps=4))


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    return read_pictures(tiny.pictures(tmp_path_factory.mktemp("taught"), n=4, size=64))


@pytest.fixture(scope="module")
def training(base, tmp_path_factory):
    folder = tmp_path_factory.mktemp("training")
    a_training(folder, base, strength=3.0)
    return folder


@pytest.fixture(scope="module")
def compared(base, training, pictures, tmp_path_factory):
    told = []
    comparison = compare(
        base,
        {"strong": training, "none": a_training(tmp_path_factory.mktemp("none"), base, strength=0.0)},
        pictures=pictures,
        prompts=("a fox", "a house on a hill"),
        trigger=TRIGGER,
        out=tmp_path_factory.mktemp("out"),
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


def test_the_best_comes_first_and_everything_is_on_the_disk(compared):
    comparison, told = compared
    scores = [each.measures.score for each in comparison.candidates]
    assert scores == sorted(scores, reverse=True)
    document = json.loads(comparison.scores.read_text())
    assert document["best"] == comparison.best.name
    assert len(document["candidates"][0]["prompts"]) == 2
    with Image.open(comparison.sheet) as sheet:
        assert sheet.width > 1000
    assert len(list(comparison.sheet.parent.glob("pictures/*.png"))) == 8
    assert told[-1] == ("painting", 12, 12)


def test_a_finished_adapter_and_what_differs_from_it_are_the_candidates(training):
    found = candidates_of(training, most=4)
    assert list(found) == ["finished"]  # the checkpoint's marker is not there: it is not whole
    assert candidates_of(found["finished"], most=4) == found
    with pytest.raises(Unusable, match="holds no adapter"):
        candidates_of(training / "samples", most=4)


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
    assert not list(tmp_path.iterdir())


def test_prompts_are_captions_without_their_trigger_and_some_it_has_not_seen():
    chosen = prompts_of([f"{TRIGGER}, a red kite", f"{TRIGGER}, a blue boat"], TRIGGER, 4)
    assert chosen[:2] == ("a red kite", "a blue boat")
    assert len(set(chosen)) == 4


def test_the_figures_are_said_in_words():
    said = sentences(Measures(0.61, 0.2, 0.05, 0.1, 0.7), TRIGGER)
    assert said[0].startswith("61 % of the way")
    assert TRIGGER in said[1]


def test_the_command_prints_the_sheet_and_a_verdict(base, training, pictures, network, tmp_path, monkeypatch):
    monkeypatch.setenv("SANDMAN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SANDMAN_OLLAMA_URL", "off")
    # Torch is here already: another process would load it for twenty seconds.
    monkeypatch.setattr(
        "sandman.finetune.apart.plan_apart",
        lambda base, training, *, device, memory_bytes: make_plan(
            base, training, machine=Machine.look(device)
        ),
    )
    where = ["--base", str(base.folder), "--adapter", str(training), "--out", str(tmp_path / "out")]
    told = CliRunner().invoke(app, ["style", "compare", *where, "--count", "2", "--json"])
    assert told.exit_code == 2
    assert "--dataset DIR" in told.stderr
    given = [*where, "--count", "2", "--dataset", str(pictures[0].path.parent), "--device", "cpu", "--json"]
    given += ["--network", str(network)]
    told = CliRunner().invoke(app, ["style", "compare", *given])
    assert told.exit_code == 0, told.stderr
    printed = json.loads(told.stdout)
    assert printed["best"]["name"] == "finished"
    assert -2 <= printed["best"]["network"] <= 2
    assert "over 2 pairs" in printed["verdict"]


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    folder = tmp_path_factory.mktemp("network")
    torch.manual_seed(0)
    small = Dinov2Config(
        hidden_size=16, num_hidden_layers=1, num_attention_heads=2, image_size=28, patch_size=14
    )
    Dinov2Model(small).save_pretrained(folder)
    return folder


def opened(pair):
    with Image.open(pair.path) as picture:
        return picture.convert("RGB")


def test_a_network_finds_the_styles_own_pictures_the_most_alike(network, pictures):
    taught, *others = map(opened, pictures)
    seeing = Network(network, [taught])

    assert seeing.likeness(taught) == pytest.approx(1)
    assert max(seeing.likeness(other) for other in others) < 0.999


def test_a_folder_without_a_network_is_refused(tmp_path, pictures):
    with pytest.raises(Unusable, match="holds no image model"):
        Network(tmp_path, [opened(pictures[0])])


def test_an_adapter_of_another_base_is_refused_before_anything_is_painted(
    bases, training, pictures, tmp_path
):
    other = tiny.sdxl_tiny(bases)
    given = ["--base", str(other), "--adapter", str(training), "--out", str(tmp_path / "out")]
    told = CliRunner().invoke(app, ["style", "compare", *given, "--dataset", str(pictures[0].path.parent)])
    assert told.exit_code == 3
    assert "was trained on `sd`" in told.stderr
    assert not (tmp_path / "out").exists()
