"""Props, companions, weather and wonders: all of the story world, inside their boxes, the same every time."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from sandman.providers.illustration.painter.brush import Canvas
from sandman.providers.illustration.painter.companions import COMPANIONS, put_companion
from sandman.providers.illustration.painter.props import PROPS, THREAD_LENGTH, paint_prop
from sandman.providers.illustration.painter.weather import WEATHERS, fall
from sandman.providers.illustration.painter.wonders import MOST, WONDERS, bewitch
from sandman.stories.world import Kind, world

X, Y, SIZE = 512.0, 420.0, 120.0
WIDTH = 512  # pixels for 1024 page units: half size is enough to see where paint went
SCALE = WIDTH / 1024
ROUGH_EDGE = 5.0  # page units by which a torn brush edge, or a pencil line, may leave its outline
PROP_IDS, FRIENDS = world().ids(Kind.PROP), world().ids(Kind.COMPANION)

Bounds = tuple[float, float, float, float]


def blank(seed: int = 3) -> Canvas:
    """Bare paper of a middling tone, on which both light and dark paint show."""
    canvas = Canvas(seed, WIDTH, WIDTH * 3 // 4)
    canvas.img[:] = 0.55
    return canvas


def painted(paint: Callable[[Canvas], object], seed: int = 3) -> NDArray[np.bool_]:
    """Which pixels `paint` changes."""
    canvas = blank(seed)
    before = canvas.img.copy()
    paint(canvas)
    return np.asarray(np.abs(canvas.img - before).max(2) > 1 / 128)


def box_mask(bounds: Bounds, margin: float) -> NDArray[np.bool_]:
    """The pixels inside a box, `margin` page units larger all round."""
    x0, y0, x1, y1 = (round(edge * SCALE) for edge in bounds)
    pad = round(margin * SCALE)
    inside = np.zeros((WIDTH * 3 // 4, WIDTH), bool)
    inside[max(0, y0 - pad) : y1 + pad + 1, max(0, x0 - pad) : x1 + pad + 1] = True
    return inside


def test_every_prop_and_companion_of_the_world_can_be_painted_and_no_other():
    assert set(PROPS) == set(PROP_IDS)
    assert set(COMPANIONS) == set(FRIENDS)


def test_every_weather_and_wonder_of_the_world_can_be_painted_and_no_other():
    assert set(WEATHERS) == set(world().ids(Kind.WEATHER))
    assert set(WONDERS) == set(world().ids(Kind.WONDER))


@pytest.mark.parametrize("id", PROP_IDS)
def test_a_prop_in_the_hand_stays_in_the_box_it_reports(id):
    got: list[Bounds] = []
    pixels = painted(lambda canvas: got.append(paint_prop(canvas, id, X, Y, SIZE, lit=0.0, held=True)))
    x0, y0, x1, y1 = got[0]

    assert pixels[box_mask(got[0], 0)].mean() > 0.12, "an almost empty box"
    assert not pixels[~box_mask(got[0], ROUGH_EDGE)].any()
    assert 0.75 * SIZE < y1 - y0 < 1.25 * SIZE, "`size` is the height"
    assert abs(y1 - Y) < 0.2 * SIZE, "(x, y) is the middle of the base"
    assert x0 < X < x1
    assert x1 - x0 < 1.75 * SIZE


@pytest.mark.parametrize("id", FRIENDS)
@pytest.mark.parametrize("asleep", [False, True])
def test_a_companion_stays_in_the_box_it_reports(id, asleep):
    got: list[Bounds] = []
    pixels = painted(lambda canvas: got.append(put_companion(canvas, id, X, Y, SIZE, asleep=asleep)))
    x0, y0, x1, y1 = got[0]
    airy = 2.6 * SIZE if COMPANIONS[id].glow else 0.42 * SIZE  # light and the soft contact shadow go beyond

    assert pixels[box_mask(got[0], 0)].mean() > 0.2, "an almost empty box"
    assert not pixels[~box_mask(got[0], airy)].any()
    assert (0.5 if asleep else 0.85) * SIZE < y1 - y0 < 1.2 * SIZE
    assert abs(y1 - Y) < 0.12 * SIZE
    assert x0 < X < x1


@pytest.mark.parametrize("id", PROP_IDS)
def test_the_same_seed_paints_the_same_prop_to_the_byte(id):
    one, two = blank(), blank()

    assert paint_prop(one, id, X, Y, SIZE) == paint_prop(two, id, X, Y, SIZE)
    assert one.to_uint8().tobytes() == two.to_uint8().tobytes()


@pytest.mark.parametrize("id", FRIENDS)
def test_the_same_seed_paints_the_same_companion_to_the_byte(id):
    one, two = blank(), blank()
    put_companion(one, id, X, Y, SIZE)
    put_companion(two, id, X, Y, SIZE)

    assert one.to_uint8().tobytes() == two.to_uint8().tobytes()


@pytest.mark.parametrize("id", FRIENDS)
def test_a_sleeping_companion_is_another_picture_and_a_turned_one_a_mirrored_box(id):
    awake, asleep, turned = blank(), blank(), blank()
    x0, _, x1, _ = put_companion(awake, id, X, Y, SIZE)
    put_companion(asleep, id, X, Y, SIZE, asleep=True)
    left, _, right, _ = put_companion(turned, id, X, Y, SIZE, facing=-1.0)

    assert np.abs(awake.img - asleep.img).max() > 0.2
    assert (left, right) == pytest.approx((2 * X - x1, 2 * X - x0), abs=0.06 * SIZE)


@pytest.mark.parametrize("id", ["lantern", "star", "jar", "snow_globe"])
def test_a_lamp_that_is_lit_brightens_its_own_window(id):
    dark, bright = blank(), blank()
    x0, y0, x1, y1 = (round(edge * SCALE) for edge in paint_prop(dark, id, X, Y, SIZE, lit=0.0, held=True))
    paint_prop(bright, id, X, Y, SIZE, lit=1.0, held=True)

    assert bright.img[y0:y1, x0:x1].mean() > dark.img[y0:y1, x0:x1].mean() + 0.015


@pytest.mark.parametrize("id", ["balloon", "kite", "star"])
def test_what_flies_hangs_its_string_down_unless_it_is_held(id):
    loose = paint_prop(blank(), id, X, Y, SIZE)
    held = paint_prop(blank(), id, X, Y, SIZE, held=True)

    assert loose[3] == pytest.approx(Y + THREAD_LENGTH * SIZE, abs=4)
    assert held[3] < Y + 0.2 * SIZE


def test_a_larger_sheet_gets_the_same_picture():
    small, large = Canvas(3, 512, 384), Canvas(3, 1024, 768)

    assert paint_prop(small, "basket", X, Y, SIZE) == pytest.approx(paint_prop(large, "basket", X, Y, SIZE))


@pytest.mark.parametrize("weather", WEATHERS)
@pytest.mark.parametrize("time", ["day", "night"])
def test_weather_falls_gently_and_a_clear_sky_is_left_alone(weather, time):
    canvas = blank()
    before = canvas.img.copy()
    fall(canvas, weather, time=time)
    change = np.abs(canvas.img - before)

    assert (change.max() > 0.1) == (weather != "clear")
    assert change.mean() < 0.16, "the page must still be seen through it"


@pytest.mark.parametrize("wonder", WONDERS)
def test_a_wonder_comes_over_its_things_and_leaves_the_rest_of_the_page_alone(wonder):
    near, far = (
        painted(lambda canvas: bewitch(canvas, wonder, [(300.0, 400.0, 40.0)], time="night")),
        (760.0, 400.0),
    )

    assert near[box_mask((240, 260, 400, 440), 0)].mean() > 0.05
    assert not near[box_mask((far[0] - 200, 0, far[0] + 200, 700), 0)].any()


@pytest.mark.parametrize("wonder", WONDERS)
def test_a_wonder_is_never_on_everything(wonder):
    crowd = [(80.0 + 60 * k, 400.0, 24.0) for k in range(MOST + 5)]
    few, many = blank(), blank()
    bewitch(few, wonder, crowd[:MOST], time="dusk")
    bewitch(many, wonder, crowd, time="dusk")

    assert np.array_equal(few.img, many.img)


@pytest.mark.parametrize("wonder", WONDERS)
def test_a_wonder_leaves_a_face_alone(wonder):
    head = (280.0, 300.0, 380.0, 420.0)
    anchors = [(270.0, 400.0, 60.0), (330.0, 360.0, 60.0)]  # the second is behind the head itself
    heart_of_it = box_mask((315, 340, 345, 380), 0)

    spared = painted(lambda canvas: bewitch(canvas, wonder, anchors, time="night", spare=[head]))
    bare = painted(lambda canvas: bewitch(canvas, wonder, anchors, time="night"))

    assert spared.any()
    assert bare[heart_of_it].any()
    assert not spared[heart_of_it].any()


def test_rain_hardly_touches_a_face():
    def change(spare: list[Bounds]) -> float:
        canvas = blank()
        before = canvas.img.copy()
        fall(canvas, "rain", time="night", spare=spare)
        return float(np.abs(canvas.img - before)[box_mask((420, 180, 600, 320), 0)].mean())

    assert 0 < change([(360.0, 120.0, 660.0, 380.0)]) < 0.3 * change([])


def test_things_the_world_does_not_hold_are_refused():
    canvas = blank()

    for call in (
        lambda: paint_prop(canvas, "cannon", X, Y, SIZE),
        lambda: put_companion(canvas, "wasp", X, Y, SIZE),
        lambda: fall(canvas, "thunder", time="night"),
        lambda: bewitch(canvas, "explodes", [], time="night"),
    ):
        with pytest.raises(KeyError):
            call()
