"""The brush: the same strokes give the same picture, and paint behaves as paint does."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from sandman.providers.illustration.painter.brush import Canvas, ellipse, points, smooth, tuft

WIDTH, HEIGHT = 512, 384


def a_blank(seed: int = 5, width: int = WIDTH) -> Canvas:
    return Canvas(seed, width, width * 3 // 4)


def a_page(seed: int = 5, width: int = WIDTH) -> NDArray[np.uint8]:
    """A little of everything the brush can do."""
    canvas = a_blank(seed, width)
    canvas.sky(["#232c5a", "#8391bd", "#ecd2b8"], 0, 500)
    canvas.backruns(2, "#4a5c9c", 0.15, 260)
    canvas.spatter(40, "#fff6dc", y=(0, 0.5))
    canvas.begin()
    coat = canvas.body(tuft(ellipse(500, 430, 150, 170), canvas.rng, 8, 14), "#dd8348", vol=0.6, rim=0.2)
    canvas.fur(coat, "#fff1dd", 60, 24, 4)
    canvas.line(ellipse(500, 430, 150, 170), "#43343a", 3, closed=True, sm=False)
    canvas.end()
    canvas.reflect(620, 120, "#8fb9cf")
    canvas.lamp(800, 600, 200, "#ffbe62")
    canvas.glow(200, 150, 120, "#ffeab8")
    canvas.dark(500, 610, 200, 40, "#30305a")
    return canvas.finish(warm="#fff9f0", vignette="#5d5f9c").to_uint8()


def test_the_same_seed_paints_the_same_bytes_and_another_seed_does_not():
    page = a_page()

    assert page.shape == (HEIGHT, WIDTH, 3)
    assert page.dtype == np.uint8
    assert np.array_equal(page, a_page())
    assert not np.array_equal(page, a_page(seed=6))


def test_the_number_of_threads_does_not_change_a_pixel():
    threads = cv2.getNumThreads()
    try:
        cv2.setNumThreads(1)
        alone = a_page()
        cv2.setNumThreads(4)
        together = a_page()
    finally:
        cv2.setNumThreads(threads)

    assert np.array_equal(alone, together)


def test_a_larger_sheet_is_the_same_picture_with_finer_grain():
    small = a_page().astype(float)
    large = cv2.resize(a_page(width=2 * WIDTH), (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA).astype(float)
    another = a_page(seed=6).astype(float)

    assert np.abs(large - small).mean() < 4
    assert np.abs(another - small).mean() > 3 * np.abs(large - small).mean()


def test_painting_leaves_the_worlds_own_dice_alone():
    np.random.seed(11)
    expected = np.random.random()
    np.random.seed(11)
    a_page()

    assert np.random.random() == expected


def test_two_glazes_are_deeper_than_one_and_body_colour_hides_both():
    canvas = a_blank()
    disc = ellipse(500, 380, 120, 120)

    def tone() -> float:
        middle = canvas.img[170:210, 230:270]
        return float(middle.mean())

    paper = tone()
    canvas.glaze(disc, "#7f9fd0", tex=0, edge=0, grain=0)
    once = tone()
    canvas.glaze(disc, "#7f9fd0", tex=0, edge=0, grain=0)
    twice = tone()
    canvas.body(disc, "#ffffff", tex=0, edge=0, grain=0)

    assert paper > once > twice
    assert tone() == pytest.approx(1.0, abs=1e-3)


def test_a_wash_is_darker_along_its_dried_rim():
    canvas = a_blank()
    canvas.glaze(ellipse(500, 380, 200, 200), "#7f9fd0", tex=0, grain=0, edge=1.5, rough=0, ew=8)

    row = canvas.img[190].mean(1)
    rim, middle = row[154:160].min(), row[240:260].mean()

    assert rim < middle - 0.05


def test_a_shape_off_the_page_paints_nothing():
    canvas = a_blank()
    before = canvas.img.copy()

    part = canvas.body(ellipse(-400, -400, 50, 50), "#000000")
    canvas.fur(part, "#ffffff")
    canvas.line(points(-50, -50, -40, -40), "#000000")

    assert part.cover.size == 0
    assert canvas.bounds(part) == (0, 0, 0, 0)
    assert np.array_equal(canvas.img, before)


def test_a_clipped_stroke_stays_on_the_part_it_is_clipped_to():
    canvas = a_blank()
    part = canvas.body(ellipse(400, 380, 80, 80), "#ffffff", rough=0)
    outside = canvas.img[:, 260:].copy()

    canvas.body(ellipse(500, 380, 200, 100), "#000000", clip=part)

    assert np.array_equal(canvas.img[:, 260:], outside)
    assert canvas.img[190, 200].max() < 0.2


def test_what_one_part_leaves_free_and_what_falls_on_it_make_the_whole():
    canvas = a_blank()
    where, cover = canvas.mask(ellipse(400, 380, 80, 80))
    other = canvas.mask(ellipse(440, 380, 80, 80))

    on, off = canvas.within(where, cover, other), canvas.without(where, cover, other)

    assert np.allclose(on + off, cover)
    assert on.max() > 0.9
    assert off.max() > 0.9


def test_bounds_are_in_page_units_whatever_the_size():
    for width in (512, 1024):
        canvas = a_blank(width=width)
        left, top, right, bottom = canvas.bounds(canvas.mask(ellipse(500, 380, 100, 60), rough=0))
        assert (left, top, right, bottom) == pytest.approx((400, 320, 600, 440), abs=6)


def test_a_figure_is_lit_on_the_side_of_the_lamp():
    canvas = a_blank()
    canvas.light = (1000, 380)
    canvas.begin()
    canvas.body(ellipse(500, 380, 150, 150), "#c0a080", tex=0, edge=0, grain=0)
    canvas.end(shade=0.8)

    row = canvas.img[190].mean(1)

    assert row[300] > row[200] + 0.03


def test_still_water_shows_what_stands_over_it():
    canvas = a_blank()
    canvas.body(ellipse(300, 480, 60, 60), "#d02020", tex=0)
    canvas.reflect(560, 150, "#ffffff", a=1)

    water = canvas.img[285:340]
    red = water[..., 0] - water[..., 2]

    assert red[:, 120:180].mean() > red[:, 350:].mean() + 0.2


def test_finishing_leaves_a_bare_border_of_paper():
    canvas = a_blank()
    canvas.sky(["#102040", "#102040"])
    page = canvas.finish().to_uint8()

    assert page[:4].mean() > 225
    assert page[150:230, 200:300].mean() < 110


def test_a_smooth_outline_passes_through_its_points():
    corners = points(0, 0, 10, 0, 10, 10, 0, 10)

    curve = smooth(corners, n=8)

    assert np.allclose(curve[::8], corners)
