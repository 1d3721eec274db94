"""`style prompts`, `style dataset` and `style check` as they are typed, with the house's own engines."""

import asyncio
import io
import json

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from sandman.app.training_set import Composed, paint_for_set
from sandman.cli import app
from sandman.providers.illustration.painter.cast import Box
from sandman.providers.illustration.painter.composition import Placed
from sandman.providers.illustration.painter.engine import WatercolourPainter
from sandman.providers.illustration.painter.excerpt import Frame, paint_excerpt, square_of
from sandman.providers.storytelling.builtin.stage import BuiltinStage
from sandman.stories import Figure, Staging

RIVER = Staging(place="river", time="dusk", hero=Figure(id="owl"), props=("lantern",))


def run(*typed: object):
    return CliRunner().invoke(app, ["style", *map(str, typed)])


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("SANDMAN_HOME", str(tmp_path / "home"))


def pixels(png: bytes):
    return np.asarray(Image.open(io.BytesIO(png)), dtype=np.float32)


def test_every_frame_is_a_square_of_its_own():
    made = {frame: paint_excerpt(RIVER, frame, seed=3, side=64) for frame in Frame}

    assert all(pixels(each.png).shape == (64, 64, 3) for each in made.values())
    assert len({each.png for each in made.values()}) == len(Frame)
    assert made[Frame.SCENE].props == made[Frame.THING].props == ("lantern",)
    assert made[Frame.LAND].props == ()
    assert made[Frame.FACE].png == paint_excerpt(RIVER, Frame.FACE, seed=3, side=64).png


@pytest.mark.parametrize("body", [(60, 400, 300, 700), (420, 380, 640, 690), (700, 80, 980, 700)])
def test_land_has_nobody_in_it(body):
    placed = Placed(hero=Box((0, 0, 80), body))

    left, top, side = square_of(placed, Frame.LAND)

    assert left + side <= body[0] or left >= body[2] or top + side <= body[1]
    assert side > 280
    assert min(left, top) >= 40
    assert left + side <= 984
    assert top + side <= 728


@pytest.mark.parametrize(
    ("subject", "asked", "shown"),
    [
        ("animal", "a little fox asleep, in the forest at night", "a fox asleep, in the forest at night"),
        ("landscape", "the round grey hills of the moon, the blue earth low above them", "on the moon"),
        ("close_up", "close-up: the face of a little panda", "close-up: the face of a panda, "),
        ("close_up", "close-up: a key on a stack of books", "close-up: a key, "),
        ("character", "a boy and a little bear, in the garden at dusk", "a bear sitting, a boy sitting, "),
    ],
)
def test_a_caption_says_what_was_really_painted(subject, asked, shown):
    composed = Composed(subject, asked)
    made = asyncio.run(
        paint_for_set(BuiltinStage(), WatercolourPainter(), composed, style="watercolour", seed=5, side=64)
    )

    assert made.seen.startswith(shown)
    assert "watercolour" not in made.seen


def test_a_set_from_the_command_line(tmp_path):
    prompts, folder = tmp_path / "prompts.toml", tmp_path / "pictures"

    made = run("prompts", "--count", 4, "--trigger", "wash style", "--out", prompts, "--json")
    assert made.exit_code == 0, made.stderr
    composed = json.loads(made.stdout)
    assert [p["subject"] for p in composed["prompts"]] == ["animal", "landscape", "character", "close_up"]
    assert run("prompts", "--out", prompts).exit_code == 2

    painted = run("dataset", folder, "--prompts", prompts, "--size", 256, "--json")
    assert painted.exit_code == 0, painted.stderr
    captions = [each["caption"] for each in json.loads(painted.stdout)["pictures"]]
    assert len(captions) == 4
    assert all(caption.startswith("wash style, ") for caption in captions)

    checked = run("check", folder, "--json")
    assert checked.exit_code == 0
    said = json.loads(checked.stdout)
    assert (said["pictures"], said["captions"], said["wrong"]) == (4, 4, 0)
    (folder / "broken.png").write_text("no picture")
    checked = run("check", folder)
    assert checked.exit_code == 2
    assert "broken.png" in checked.stderr
    assert "holds no picture" in checked.stderr


def test_twenty_prompts_are_five_of_each(tmp_path):
    made = run("prompts", "--out", tmp_path / "prompts.toml", "--json")

    subjects = [each["subject"] for each in json.loads(made.stdout)["prompts"]]
    assert sorted(subjects) == sorted(["animal", "landscape", "character", "close_up"] * 5)
    assert len({each["seen"] for each in json.loads(made.stdout)["prompts"]}) == 20
