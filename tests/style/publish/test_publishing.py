"""A style is published whole, counted up, used, removed and put back."""

import json
import shutil
from hashlib import sha256
from typing import Any

import pytest
from PIL import Image
from typer.testing import CliRunner

from sandman.cli import app
from sandman.finetune.base import find_folder
from sandman.finetune.compare import candidates_of
from sandman.finetune.publish import find_saved, publish
from sandman.finetune.train.checkpoint import save_checkpoint
from sandman.library.styles import StyleShelf
from sandman.ports.errors import NotFound
from sandman.styles import NoRoom, StyleCard, StyleName, Unusable
from tests.style.publish.trained import a_training
from tests.style.tiny import sd_tiny


@pytest.fixture
def base(bases):
    return find_folder(sd_tiny(bases))


@pytest.fixture
def training(tmp_path, base):
    return a_training(tmp_path / "training", base)


@pytest.fixture
def styles(tmp_path):
    return tmp_path / "home" / "styles"


def test_a_published_style_is_all_that_painting_needs(training, styles, base):
    card = publish(training, name="moon", styles=styles, title="Moonlit", style_line="soft light", score=0.7)

    style = StyleShelf(styles).find(StyleName("moon"))
    assert style.card == card == StyleCard.from_toml((style.folder / "card.toml").read_text(), where="card")
    assert card.base == base.card
    assert (card.trigger, card.style_line, card.title) == ("sndmntls style", "soft light", "Moonlit")
    assert (card.rank, card.alpha, card.resolution, card.steps, card.pictures) == (2, 2.0, 64, 40, 4)
    assert card.adapter_sha256 == sha256(style.adapter.read_bytes()).hexdigest()
    assert [path.name for path in style.samples] == ["1.webp", "2.webp", "3.webp"]
    with Image.open(style.samples[2]) as last:
        assert last.size == (512, 384)
        assert last.getpixel((5, 5))[0] == pytest.approx(
            240, abs=3
        )  # the tenth of the last step, not the second
    assert sorted(path.name for path in styles.iterdir()) == ["moon"]


def test_versions_count_up_and_a_removed_number_is_not_given_again(training, styles):
    shelf = StyleShelf(styles)
    for _ in range(3):
        publish(training, name="moon", styles=styles)
    assert shelf.remove(StyleName("moon", 3)) == [StyleName("moon", 3)]

    assert publish(training, name="moon", styles=styles).version == 4
    assert [str(style.card.at) for style in shelf.styles()] == ["moon@4", "moon@2", "moon@1"]
    assert shelf.restore(StyleName("moon")) == [StyleName("moon", 3)]
    assert shelf.find(StyleName("moon", 3)).card.version == 3


def test_a_checkpoint_is_published_with_its_own_samples(training, styles):
    publish(training, name="half", styles=styles, checkpoint=training / "checkpoints" / "step-000020")

    with Image.open(StyleShelf(styles).find(StyleName("half")).samples[0]) as first:
        assert first.getpixel((5, 5))[0] == pytest.approx(40, abs=3)


@pytest.mark.parametrize(("step", "shown"), [(30, [40]), (10, [])])
def test_a_checkpoint_without_samples_shows_the_last_before_it(training, styles, step, shown):
    checkpoint = training / f"checkpoints/step-{step:06d}"
    shutil.copytree(training / "checkpoints/step-000020", checkpoint)

    publish(training, name="between", styles=styles, checkpoint=checkpoint)

    seen = []
    for sample in StyleShelf(styles).find(StyleName("between")).samples[:1]:
        with Image.open(sample) as first:
            seen.append(first.getpixel((5, 5))[0])
    assert seen == pytest.approx(shown, abs=3)


def test_whatever_a_comparison_calls_best_can_be_published(training, base, tmp_path, styles, monkeypatch):
    monkeypatch.setenv("SANDMAN_HOME", str(styles.parent))
    for place in ("adapter-averaged", "earlier/step-000010"):
        other = a_training(tmp_path / place.replace("/", "-"), base, steps=len(place))
        shutil.copytree(other / "adapter", training / place)
    other = a_training(tmp_path / "other", base, steps=30)

    def fill(folder):
        shutil.copytree(other / "adapter", folder / "adapter")

    save_checkpoint(training, 30, fill, about={})

    candidates = candidates_of(training, most=9)
    assert list(candidates) == ["finished", "averaged", "step-000010", "step-000030"]
    for version, (name, adapter) in enumerate(candidates.items(), start=1):
        typed = ["style", "publish", str(training), "--name", "moon", "--checkpoint", name]
        assert CliRunner().invoke(app, typed).exit_code == 0
        published = StyleShelf(styles).find(StyleName("moon", version))
        assert published.adapter.read_bytes() == adapter.read_bytes()
    assert find_saved(training, "10") == candidates["step-000010"]

    with pytest.raises(Unusable, match=r"no adapter `40`; there are finished, averaged, step-000010, "):
        find_saved(training, "40")
    with pytest.raises(Unusable, match="there is none at all"):
        find_saved(tmp_path / "empty", "finished")


def test_a_full_disk_leaves_the_shelf_as_it_was(training, styles, monkeypatch):
    publish(training, name="moon", styles=styles)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(NoRoom, match="nothing was published"):
        publish(training, name="moon", styles=styles)
    assert [path.name for path in styles.iterdir()] == ["moon"]
    assert [path.name for path in (styles / "moon").iterdir()] == ["1"]


def test_what_no_training_wrote_is_refused_by_name(tmp_path, styles):
    with pytest.raises(Unusable, match="holds no adapter"):
        publish(tmp_path, name="moon", styles=styles)
    (tmp_path / "adapter.safetensors").write_bytes(b"\x00" * 40)
    with pytest.raises(Unusable, match="no safetensors file"):
        publish(tmp_path, name="moon", styles=styles)
    with pytest.raises(Unusable, match="no style's name"):
        publish(tmp_path, name="Moon Light", styles=styles)
    assert not styles.exists()


@pytest.mark.parametrize("kept", [0.1, 0.9])
def test_a_file_that_was_cut_short_is_not_published(training, styles, kept):
    [adapter] = (training / "adapter").glob("pytorch_lora*")
    whole = adapter.read_bytes()
    adapter.write_bytes(whole[: int(len(whole) * kept)])

    with pytest.raises(Unusable, match=f"is cut short: {int(len(whole) * kept)} of [0-9]+ bytes") as told:
        publish(training, name="moon", styles=styles)

    assert "checkpoints" in told.value.hint
    assert not styles.exists()


def test_a_broken_card_hides_nothing_else(training, styles, caplog):
    for name in ("moon", "sun"):
        publish(training, name=name, styles=styles)
    (styles / "sun" / "1" / "card.toml").write_text("version = ")
    (styles / "in-use").write_text("sun\n")

    shelf = StyleShelf(styles)
    assert [style.card.name for style in shelf.styles()] == ["moon"]
    assert shelf.used() is None
    with pytest.raises(NotFound, match=r"there is no picture style `sun` here; there are moon@1"):
        shelf.find(StyleName("sun"))


def test_the_commands_publish_use_and_remove(training, styles, monkeypatch):
    monkeypatch.setenv("SANDMAN_HOME", str(styles.parent))
    run = CliRunner()

    def told(*words: str) -> Any:
        result = run.invoke(app, ["style", *words, "--json"])
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)

    assert told("publish", str(training), "--name", "moon", "--title", "Moonlit")["version"] == 1
    assert told("use", "moon") == {"in_use": "moon@1"}
    told("publish", str(training), "--name", "moon", "--checkpoint", "20")
    assert [(each["version"], each["in_use"]) for each in told("list")["styles"]] == [(2, True), (1, False)]
    assert told("use", "moon@1") == {"in_use": "moon@1"}
    assert "books are painted in" not in run.invoke(app, ["style", "remove", "moon@2"]).stderr
    told("restore", "moon@2")
    assert "the house's own watercolours now" in run.invoke(app, ["style", "remove", "moon@1"]).stderr
    told("restore", "moon@1")
    assert told("remove", "moon@1") == {"removed": ["moon@1"]}
    assert [each["in_use"] for each in told("list")["styles"]] == [False]
    assert told("restore", "moon") == {"restored": ["moon@1"]}
    assert told("use", "--watercolours") == {"in_use": None}

    refused = run.invoke(app, ["style", "use", "sun"])
    assert refused.exit_code == 2
    assert "there are moon@2, moon@1" in " ".join(refused.stderr.split())
