"""Pages: the painter's settings, its composition and its engine. Painted small; the geometry is the same."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from PIL import Image

from sandman.ports.errors import BadWork
from sandman.ports.illustration import PictureBrief
from sandman.providers.illustration.painter.blocking import SMALLEST_HEAD
from sandman.providers.illustration.painter.brush import Canvas
from sandman.providers.illustration.painter.composition import compose, layout_index
from sandman.providers.illustration.painter.contrast import light_on, luminance
from sandman.providers.illustration.painter.engine import WatercolourPainter
from sandman.providers.illustration.painter.palettes import PALETTES, palette
from sandman.providers.illustration.painter.places import INDOORS, LAYOUTS
from sandman.providers.illustration.painter.view import BORDER, HEIGHT, WIDTH, Stage, Standing, View
from sandman.stories import Figure, Pose, Staging
from sandman.stories.world import Kind, world


def a_staging(**changes: object) -> Staging:
    told = {
        "place": "garden",
        "time": "night",
        "hero": Figure(id="fox"),
        "child": Figure(id="girl", pose=Pose.STAND),
        "props": ("lantern",),
    }
    return Staging.model_validate(told | changes)


def a_brief(**changes: Any) -> PictureBrief:
    return replace(PictureBrief(a_staging(), "", book_seed=7, page=1, width=256, height=192), **changes)


# ---- the engine


def test_the_same_brief_gives_the_same_bytes_in_any_thread():
    painter, brief, other = WatercolourPainter(), a_brief(), a_brief(page=2)
    alone = painter.paint(brief).data

    with ThreadPoolExecutor(2) as threads:
        together = [picture.data for picture in threads.map(painter.paint, (brief, other))]

    assert together[0] == alone
    assert together[1] != alone


def test_every_page_and_every_attempt_is_another_picture():
    painter = WatercolourPainter()
    briefs = (a_brief(), a_brief(page=2), a_brief(attempt=1), a_brief(book_seed=8))

    pictures = {painter.paint(brief).data for brief in briefs}

    assert len(pictures) == len(briefs)


@pytest.mark.parametrize("format", ["webp", "png"])
def test_a_picture_has_the_size_and_the_format_of_its_brief(format):
    picture = WatercolourPainter().paint(a_brief(format=format))

    with Image.open(BytesIO(picture.data)) as image:
        assert image.size == (picture.width, picture.height) == (256, 192)
        assert image.format == format.upper()


def test_a_larger_picture_is_the_same_picture():
    staging = a_staging(place="snow")
    small, _ = compose(staging, seed=3, width=256, height=192)
    large, _ = compose(staging, seed=3, width=512, height=384)

    coarse = [
        np.asarray(Image.fromarray(canvas.to_uint8()).resize((20, 15), Image.Resampling.BOX), np.float32)
        for canvas in (small, large)
    ]

    assert np.abs(coarse[0] - coarse[1]).mean() < 14


def test_a_brief_without_a_staging_is_bad_work():
    with pytest.raises(BadWork, match="paints from a staging"):
        WatercolourPainter().paint(a_brief(staging=None))


def test_a_size_that_is_not_four_by_three_is_bad_work():
    with pytest.raises(BadWork, match="256x200"):
        WatercolourPainter().paint(a_brief(height=200))


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("place", {"place": "moonbase"}),
        ("time", {"time": "noon"}),
        ("weather", {"weather": "hail"}),
        ("hero", {"hero": Figure(id="kraken")}),
        ("hero", {"child": Figure(id="uncle")}),
        ("prop", {"props": ("anvil",)}),
        ("wonder", {"wonder": "explodes"}),
        ("companion", {"companion": Figure(id="spider")}),
    ],
)
def test_an_unknown_id_is_bad_work_and_the_message_names_it(kind, changes):
    with pytest.raises(BadWork, match=f"the staging asks for the {kind} `") as fault:
        WatercolourPainter().paint(a_brief(staging=a_staging(**changes)))

    assert fault.value.hint


# ---- the settings


def test_every_place_has_three_layouts_and_every_time_a_palette():
    assert set(LAYOUTS) == set(world().ids(Kind.PLACE))
    assert all(len(layouts) >= 3 for layouts in LAYOUTS.values())
    assert set(PALETTES) == set(world().ids(Kind.TIME))


EVERY_LAYOUT = [(place, i) for place in LAYOUTS for i in range(len(LAYOUTS[place]))]


@pytest.mark.parametrize(("place", "index"), EVERY_LAYOUT)
def test_every_layout_offers_room_for_its_actors_inside_the_border(place, index):
    stage, _ = played(place, index, aboard=2)

    assert BORDER + 1.5 * stage.size < stage.x < WIDTH - BORDER - 1.5 * stage.size
    assert BORDER + 3.6 * stage.size < stage.y < HEIGHT - BORDER
    assert stage.size * 0.88 >= SMALLEST_HEAD
    assert len(stage.ground) >= 2
    assert stage.air
    assert stage.anchors
    for spot in (stage.companion, *stage.ground, *stage.air):
        assert BORDER <= spot.x - spot.size * 0.4 < spot.x + spot.size * 0.4 <= WIDTH - BORDER
        assert BORDER <= spot.y - spot.size < spot.y <= HEIGHT - 28


@pytest.mark.parametrize("index", range(3))
def test_a_bedroom_with_a_sleeper_offers_a_pillow_a_hollow_and_a_quilt(index):
    stage, _ = played("bedroom", index, asleep=True)

    assert stage.bed is not None
    assert stage.hollow is not None
    assert stage.cover is not None
    assert stage.bed.size >= SMALLEST_HEAD


@pytest.mark.parametrize("place", ["sea", "lake", "meadow", "clouds"])
def test_night_is_darker_than_day_and_dusk_lies_between(place):
    lightness = {time: luminance(played(place, 0, time=time)[1].img) for time in ("day", "dusk", "night")}

    assert lightness["day"] > lightness["dusk"] > lightness["night"]


def played(
    place: str, index: int, *, time: str = "night", aboard: int = 1, asleep: bool = False
) -> tuple[Stage, Canvas]:
    """A layout painted to its end with nobody on its stage."""
    hour = palette(time, indoors=place in INDOORS)
    canvas = Canvas(5, 192, 144)
    light_on(canvas, hour)
    play = LAYOUTS[place][index](View(canvas, hour, np.random.default_rng(5), aboard=aboard, asleep=asleep))
    stage = next(play)
    with suppress(StopIteration):
        play.send(Standing())
    return stage, canvas


# ---- the composition

PAGES = [
    a_staging(place="snow", hero=Figure(id="lamb"), time="day"),
    a_staging(place="forest", hero=Figure(id="bear", pose=Pose.HUG), child=Figure(id="boy", pose=Pose.HUG)),
    a_staging(place="sea", hero=Figure(id="whale"), time="dusk"),
    a_staging(place="lake", hero=Figure(id="wolf", pose=Pose.WALK), layout=2),
    a_staging(place="beach", hero=Figure(id="elephant", pose=Pose.STAND), time="dawn", layout=1),
    a_staging(place="clouds", hero=Figure(id="unicorn", pose=Pose.FROM_BEHIND), child=None, time="day"),
    a_staging(place="village", hero=Figure(id="mouse", pose=Pose.READ), layout=4),
    a_staging(place="burrow", hero=Figure(id="hedgehog"), time="lamp", child=None),
    a_staging(place="moon", hero=Figure(id="robot", pose=Pose.LOOK_UP), layout=2),
]


@pytest.mark.parametrize("staging", PAGES, ids=lambda staging: f"{staging.hero.id}-{staging.place}")
def test_the_hero_stands_out_whole_and_large_enough_to_have_a_face(staging):
    _, placed = compose(staging, seed=11, width=256, height=192)

    assert placed.hero is not None
    assert placed.hero.head[2] >= SMALLEST_HEAD
    assert placed.gap >= 0.12
    for box in (placed.hero, placed.child):
        if box is not None:
            left, top, right, foot = box.bounds
            assert left >= 20
            assert top >= 20
            assert right <= WIDTH - 20
            assert foot <= HEIGHT - 8


@pytest.mark.parametrize("first", range(0, len(world().ids(Kind.PROP)), 4))
def test_every_prop_is_painted_inside_the_border(first):
    props = world().ids(Kind.PROP)[first : first + 4]
    place = ("garden", "sea", "bedroom", "treehouse")[first // 4 % 4]

    _, placed = compose(a_staging(place=place, props=props), seed=2, width=256, height=192)

    assert set(placed.props) == set(props)
    for left, top, right, foot in placed.props.values():
        assert left >= BORDER - 16
        assert top >= BORDER - 16
        assert right <= WIDTH - BORDER + 16
        assert foot <= HEIGHT - 20


def test_a_held_prop_is_in_the_paws_and_nowhere_else():
    staging = a_staging(hero=Figure(id="rabbit", pose=Pose.HOLD), child=None)

    _, placed = compose(staging, seed=2, width=256, height=192)

    assert placed.held == {"lantern"}
    assert placed.hero is not None
    x = (placed.props["lantern"][0] + placed.props["lantern"][2]) / 2
    assert placed.hero.bounds[0] < x < placed.hero.bounds[2]


def test_the_last_picture_puts_the_child_to_bed_with_the_hero_on_the_quilt():
    staging = a_staging(
        place="bedroom", hero=Figure(id="cat"), child=Figure(id="boy", pose=Pose.SLEEP), props=("book",)
    )

    _, placed = compose(staging, seed=2, width=256, height=192)

    assert placed.child is not None
    assert placed.hero is not None
    head_x, head_y, radius = placed.child.head
    assert radius >= SMALLEST_HEAD
    assert placed.hero.bounds[1] > head_y - 2 * radius
    assert np.hypot(placed.hero.head[0] - head_x, placed.hero.head[1] - head_y) > 1.4 * radius


def test_a_whale_looks_in_at_the_bedroom_window():
    staging = a_staging(place="bedroom", hero=Figure(id="whale"), time="lamp")

    _, placed = compose(staging, seed=2, width=256, height=192)

    assert placed.hero is not None
    assert placed.hero.head[1] < 380


def test_a_place_used_again_is_another_layout_and_then_its_mirror_image():
    met = [layout_index(a_staging(layout=i)) for i in range(6)]

    assert met == [(0, False), (1, False), (2, False), (0, True), (1, True), (2, True)]
