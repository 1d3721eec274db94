"""The garden: a rose arch down a path, a pond with lily pads, a bench under the blossom."""

# Rows of page coordinates read better filled than one number a line.
# fmt: off

import numpy as np

from sandman.providers.illustration.painter.brush import ellipse, mix, points, ribbon, smooth
from sandman.providers.illustration.painter.buildings import cottage, fence, rose_arch, string_of_lights
from sandman.providers.illustration.painter.land import ground, haze, path, ridge
from sandman.providers.illustration.painter.plants import (
    ROSE,
    SUMMER,
    TEAL,
    clump,
    drift,
    far_firs,
    far_wood,
    flower,
    grass,
    sprays,
    tree,
    trunk,
)
from sandman.providers.illustration.painter.settings import Play
from sandman.providers.illustration.painter.sky import cloud, wash
from sandman.providers.illustration.painter.view import Spot, Stage, View

LAWN = "#9cc793"


def _beds(view: View, xs: tuple[float, float], ys: tuple[float, float], n: int) -> None:
    spots = np.c_[view.rng.uniform(*xs, n), view.rng.uniform(*ys, n)]
    spots = spots[np.argsort(spots[:, 1])]
    far = spots[:, 1] < (ys[0] + ys[1]) / 2
    drift(view, spots[far], 6.5, ("blush", "lily", "gold", "violet"))
    drift(view, spots[~far], 10, ("blush", "lily", "coral", "violet", "blue"))


def by_the_rose_arch(view: View) -> Play:
    """A path leads to a rose arch; a great tree frames the left."""
    p = view.canvas
    wash(view, horizon=430, light=(742, 150), disc=50)
    cloud(view, 470, 236, 330, 58)
    cloud(view, 910, 280, 260, 44, a=0.5)
    ridge(view, 372, 14, "#93a8cf", far=0.45)
    far_firs(view, 384, (30, 80), "#7f9bb0", far=0.4, n=26, a=0.6)
    ridge(view, 424, 10, "#8fb3a0", far=0.25)
    for x, rx, ry in ((640, 60, 44), (725, 80, 56), (820, 74, 50), (548, 60, 36), (450, 84, 56),
            (310, 90, 86), (920, 100, 96)):
        clump(view, x, 440 - ry * 0.5, rx, ry, SUMMER, far=0.18, n=70, leaf=8)
    ground(view, points(-40, 452, 200, 446, 520, 456, 800, 446, 1070, 455), LAWN)
    p.glow(640, 470, 330, view.palette.light, 0.3)
    path(view, points(640, 452, 640, 500, 600, 580, 596, 680, 600, 800), (36, 330))
    rose_arch(view, 652, 466, 70)
    grass(view, (0, 560), (480, 650), 120, 24)
    grass(view, (700, 1024), (480, 650), 90, 24)
    _beds(view, (60, 480), (490, 640), 34)
    _beds(view, (720, 990), (490, 640), 26)
    trunk(view, smooth(points(-60, 640, -10, 500, 6, 330, -20, 150, -60, -40, 60, -40, 74, 150, 72, 330, 92,
        480, 150, 610, 180, 650)), "#86747c")
    p.body(ribbon(points(40, 190, 130, 110, 260, 70, 370, 66), 34, lambda t: 1 - 0.8 * t),
        view.tint("#86747c"), vol=0.5, edge=0.7, rim=0.3)
    for x, y, rx, ry in ((60, 70, 110, 70), (180, 60, 95, 55), (300, 62, 80, 44), (120, 140, 84, 46),
            (385, 74, 56, 30), (30, 180, 74, 50)):
        clump(view, x, y, rx, ry, TEAL, n=110, leaf=11, a=0.94)
    yield Stage(x=400, y=690, size=92, look=(0.6, -0.6), companion=Spot(760, 610, 74),
        ground=(Spot(560, 706, 92), Spot(240, 704, 80), Spot(800, 700, 84)),
        air=(Spot(560, 330, 96), Spot(860, 330, 84)), anchors=((652, 390, 60), (180, 600, 30),
        (850, 580, 34), (120, 560, 28), (940, 610, 30), (780, 540, 24)))
    grass(view, (240, 600), (700, 748), 90, 28)
    for x, y, s, c, kind in ((95, 628, 28, "blush", "open"), (176, 676, 22, "lily", "daisy"),
            (915, 620, 30, "violet", "open"), (838, 678, 23, "gold", "open"),
            (975, 696, 25, "lily", "daisy")):
        flower(view, x, y, s, c, stem=110, kind=kind, bend=0.1)
    sprays(view, ("bl", "br"), "#3f6a5c", leaf=22, reach=190, count=3)


def at_the_lily_pond(view: View) -> Play:
    """A round pond at the left catches the sky; a cottage with its window lit stands beyond."""
    p = view.canvas
    wash(view, horizon=380, light=(250, 130), disc=44, crescent=True)
    cloud(view, 640, 150, 300, 50)
    far_wood(view, 372, 90, SUMMER, far=0.5)
    ground(view, points(-40, 380, 260, 370, 620, 384, 1070, 366), "#a6cd96", far=0.1)
    cottage(view, 815, 404, 190, 92, smoke=True)
    fence(view, 560, 716, 420, 40)
    fence(view, 914, 1050, 424, 42)
    for x, ry in ((690, 30), (940, 44), (1000, 56), (590, 24)):
        clump(view, x, 414, ry * 1.4, ry, ROSE, far=0.08, n=60, leaf=7)
    tree(view, 120, 440, 320, SUMMER, lean=0.06)
    ground(view, points(-40, 452, 300, 438, 640, 452, 1070, 440), LAWN)
    pond = smooth(points(60, 560, 170, 508, 330, 498, 480, 520, 530, 566, 470, 624, 300, 646, 130, 622))
    p.body(pond, view.tint("#d9c7a6"), edge=0.8, a=0.9)
    inner = (pond - pond.mean(0)) * (0.95, 0.92) + pond.mean(0)
    part = p.body(inner, mix(view.tint("#8fb9cf"), view.palette.sky[2], 0.4), edge=0.7, ew=9, tex=0.8)
    p.body(ellipse(270, 560, 90, 30), mix(view.palette.sky[-2], view.palette.light, 0.3), a=0.55, soft=16,
        edge=0.2, clip=part)
    for k in range(7):
        y = 530 + k * 15
        w = view.rng.uniform(10, 34)
        p.body(ribbon(points(262 - w, y, 262, y - 1, 262 + w, y), 3, n=4), view.palette.light, a=0.6,
            clip=part)
    pads = [ellipse(x, y, r, r * 0.42) for x, y, r in ((150, 572, 26), (206, 604, 32), (400, 540, 24),
        (446, 582, 30), (120, 540, 18))]
    p.body(pads, view.tint("#7fae7a"), vol=0.4, edge=0.9, clip=part)
    drift(view, np.array([(206, 594), (446, 574), (400, 534)]), 11, ("blush", "lily"), stem=0.3)
    grass(view, (0, 560), (470, 520), 70, 20)
    grass(view, (540, 1024), (470, 640), 130, 24)
    _beds(view, (600, 990), (480, 600), 40)
    lights = string_of_lights(view, ((190, 268), (740, 322)), sag=40, n=8)
    yield Stage(x=690, y=672, size=92, look=(-0.6, -0.3), companion=Spot(452, 660, 72),
        ground=(Spot(880, 690, 92), Spot(520, 690, 84), Spot(380, 690, 80)),
        air=(Spot(470, 250, 92), Spot(900, 220, 84)), anchors=((206, 594, 26), (446, 574, 26),
        (400, 534, 22), *lights[1:6:2], (940, 540, 26)))
    grass(view, (520, 900), (686, 730), 90, 28)
    grass(view, (0, 520), (690, 768), 90, 34)
    for x, y, s, c, kind in ((70, 668, 27, "lily", "daisy"), (150, 704, 22, "violet", "bell"),
            (950, 640, 28, "coral", "open"), (905, 712, 20, "gold", "daisy"), (300, 716, 18, "blue", "bell")):
        flower(view, x, y, s, c, stem=90, kind=kind, bend=-0.1)


def under_the_blossom(view: View) -> Play:
    """A bench and a blossoming tree at the right, petals on the lawn, a vegetable patch far off."""
    p = view.canvas
    wash(view, horizon=460, light=(300, 190), disc=52)
    cloud(view, 150, 120, 240, 44, a=0.55)
    cloud(view, 560, 220, 260, 44, a=0.6)
    ridge(view, 408, 18, "#9db4d0", far=0.5)
    far_wood(view, 452, 74, SUMMER, far=0.38)
    ground(view, points(-40, 466, 300, 458, 640, 470, 1070, 458), LAWN)
    p.glow(330, 480, 300, view.palette.light, 0.28)
    for i in range(4):
        y = 486 + i * 17
        p.glaze(ribbon(points(60 - i * 24, y, 250, y - 6, 430 + i * 10, y), 9 + i * 2), view.tint("#a98468"),
            0.55, soft=1.5)
        rows = np.c_[np.linspace(80 - i * 20, 410 + i * 10, 12), np.full(12, y - 8)] + view.rng.normal(0, 2,
            (12, 2))
        for x, yy in rows:
            p.body([ellipse(x - 3, yy, 6 + i, 3.4 + i * 0.5, 30, n=14),
                ellipse(x + 3, yy, 6 + i, 3.4 + i * 0.5, -30, n=14)], view.tint("#7fae74"), edge=0.8,
                rough=0.4)
    fence(view, -20, 330, 474, 44)
    trunk(view, smooth(points(800, 660, 828, 560, 826, 420, 792, 300, 840, 300, 858, 380, 890, 290, 930, 296,
        892, 420, 898, 560, 940, 660)), "#8b7678")
    p.body(ribbon(points(836, 330, 760, 240, 640, 190, 560, 190), 26, lambda t: 1 - 0.8 * t),
        view.tint("#8b7678"), vol=0.5, edge=0.7)
    for x, y, rx, ry in ((890, 90, 130, 80), (740, 120, 110, 64), (1000, 170, 90, 80), (640, 178, 84, 42),
            (800, 210, 90, 50), (950, 270, 84, 48), (560, 196, 52, 26), (860, 30, 150, 60)):
        clump(view, x, y, rx, ry, ROSE, n=120, leaf=10, a=0.92)
    lantern_at = string_of_lights(view, ((560, 210), (860, 250)), sag=34, n=4)
    wood = view.tint("#b98d6a")
    for k in (0, 26):
        p.body(ribbon(points(660, 560 - k, 780, 556 - k, 960, 560 - k), 17, lambda t: 1 + 0 * t), wood,
            vol=0.3, edge=0.8)
    p.body(points(650, 598, 968, 598, 984, 620, 634, 620), mix(wood, view.palette.light, 0.2), vol=0.3,
        edge=0.9)
    for x in (670, 950):
        p.body(ribbon(points(x, 540, x, 690), 13, lambda t: 1 + 0 * t), wood, vol=0.4, edge=0.8)
    grass(view, (440, 1024), (500, 680), 120, 22)
    petals = [ellipse(x, y, 5, 2.6, view.rng.uniform(0, 180), n=10) for x,
        y in zip(view.rng.uniform(420, 1010, 60), view.rng.uniform(500, 740, 60), strict=True)]
    p.body(petals, mix(view.tint("#f9d2d4"), "#f9d2d4", 0.3), a=0.85, rough=0.3)
    yield Stage(x=512, y=684, size=94, look=(-0.5, -0.6), companion=Spot(800, 600, 70),
        ground=(Spot(690, 706, 92), Spot(350, 704, 84), Spot(250, 712, 80)),
        air=(Spot(430, 300, 92), Spot(200, 300, 84)), anchors=((740, 120, 70), (640, 178, 50),
        *lantern_at[:3], (180, 500, 40), (950, 270, 50)))
    grass(view, (380, 720), (696, 742), 90, 28)
    _beds(view, (40, 330), (640, 740), 26)
    for x, y, s, c, kind in ((80, 650, 27, "gold", "open"), (170, 690, 23, "lily", "daisy"),
            (960, 704, 24, "violet", "bell")):
        flower(view, x, y, s, c, stem=100, kind=kind)
    haze(view, 470, 18, a=0.2)


LAYOUTS = (by_the_rose_arch, at_the_lily_pond, under_the_blossom)
