"""The river: a stone bridge by the willow, a boat drifting down, a waterfall's pool."""

# Rows of page coordinates read better filled than one number a line.
# fmt: off

import numpy as np

from sandman.providers.illustration.painter.brush import ellipse, mix, points, ribbon, smooth
from sandman.providers.illustration.painter.buildings import cottage
from sandman.providers.illustration.painter.land import ground, haze, mountains, ridge, rock
from sandman.providers.illustration.painter.plants import (
    OLIVE,
    SUMMER,
    clump,
    drift,
    far_firs,
    far_wood,
    fern,
    flower,
    grass,
    reeds,
    tree,
)
from sandman.providers.illustration.painter.settings import Play
from sandman.providers.illustration.painter.sky import cloud, wash
from sandman.providers.illustration.painter.view import Spot, Stage, View
from sandman.providers.illustration.painter.water import aboard, boat, gunwale, submerge

WATER = "#8cc0d2"


def _course(view: View, outline: np.ndarray, *, streaks: int = 40,
        lit: tuple[float, float] | None = None) -> None:
    """A river within its outline: pale at the far end, streaked along its flow, with a sandy margin."""
    p, rng = view.canvas, view.rng
    middle = outline.mean(0)
    p.body((outline - middle) * (1.04, 1.04) + middle + (0, -3), view.tint("#d6c79c"), a=0.9, edge=0.8)
    part = p.body(outline, mix(view.tint(WATER), view.palette.sky[2], 0.3), edge=0.7, ew=9, tex=0.5)
    top, foot = outline[:, 1].min(), min(768.0, outline[:, 1].max())
    p.body(outline, mix(view.palette.sky[-3], view.palette.light, 0.2), a=0.7, edge=0,
        fade=(top, top + (foot - top) * 0.6))
    y = top + (foot - top) * rng.random(streaks) ** 0.8
    x = rng.uniform(0, 1024, streaks)
    k = 8 + (y - top) / (foot - top) * 40
    p.body([ribbon(points(a - w, b, a, b - 2, a + w, b), 1.4 + w * 0.06, n=4) for a, b,
        w in zip(x, y, k, strict=True)], mix(view.palette.light, "#ffffff", 0.4), a=0.5, clip=part)
    if lit is not None:
        p.body(ellipse(*lit, 110, 36), view.palette.light, a=0.5, soft=22, edge=0, clip=part)


def _leaf_bank(view: View, xs: tuple[float, float], ys: tuple[float, float], n: int) -> None:
    drift(view, np.c_[view.rng.uniform(*xs, n), view.rng.uniform(*ys, n)], 9,
        ("lily", "gold", "violet", "blush"))


def by_the_stone_bridge(view: View) -> Play:
    """A humped stone bridge upstream, a cottage beyond, a grassy bank near at the left."""
    p = view.canvas
    wash(view, horizon=390, light=(800, 150), disc=48)
    cloud(view, 420, 130, 320, 56, a=0.6)
    ridge(view, 350, 24, "#9db4d0", far=0.5)
    far_wood(view, 400, 70, SUMMER, far=0.42, n=13)
    ground(view, points(-40, 420, 260, 412, 600, 426, 1070, 410), "#a9cf97", far=0.14)
    cottage(view, 480, 428, 120, 58, smoke=True, far=0.05)
    _course(view, smooth(points(640, 440, 760, 440, 900, 500, 1084, 590, 1084, 800, 480, 800, 420, 700, 520,
        600, 610, 520)), lit=(790, 560))
    stone = view.tint("#b9b0a6")
    t = np.linspace(np.pi, 0, 14)
    arch = np.c_[700 + np.cos(t) * 84, 500 - np.sin(t) * 74]
    span = np.vstack([[(530, 506), (540, 440)], smooth(points(540, 440, 620, 398, 700, 384, 780, 398, 866,
        440), False, 6), [(872, 510), (792, 506)], arch[::-1], [(604, 502)]])
    part = p.body(span, stone, vol=0.4, edge=0.8, tex=0.7)
    for a in np.linspace(0.1, np.pi - 0.1, 9):
        p.glaze(ribbon(points(700 + np.cos(a) * 86, 500 - np.sin(a) * 76, 700 + np.cos(a) * 112,
            500 - np.sin(a) * 100), 2.4), view.palette.shade, 0.7, clip=part)
    p.body(ribbon(points(532, 436, 620, 392, 700, 378, 780, 392, 874, 436), 13, lambda t: 1 + 0 * t),
        mix(stone, view.palette.light, 0.3), edge=0.8)
    p.dark(700, 516, 110, 22, view.palette.shade, 0.5)
    for x, rx in ((930, 90), (1010, 70), (500, 50)):
        clump(view, x, 440, rx, 44, SUMMER, far=0.08, n=70, leaf=8)
    ground(view, points(-40, 520, 200, 530, 380, 570, 450, 660, 470, 800, -40, 800)[:5], "#98c688")
    grass(view, (0, 430), (540, 690), 120, 24, OLIVE)
    _leaf_bank(view, (30, 380), (560, 690), 26)
    standing = yield Stage(x=300, y=700, size=92, look=(0.6, -0.3), companion=Spot(470, 690, 70),
        ground=(Spot(430, 716, 80), Spot(120, 712, 84), Spot(90, 650, 74), Spot(400, 640, 70)),
        footing=False, air=(Spot(470, 280, 90), Spot(620, 240, 80)), afloat=Spot(740, 690, 92),
        anchors=((700, 470, 60), (120, 590, 36), (800, 620, 50), (640, 640, 46), (920, 660, 50)))
    if standing.swimmer is not None:
        submerge(view, standing.swimmer, WATER)
    grass(view, (60, 470), (706, 750), 100, 30, OLIVE)
    reeds(view, (960, 990, 1012), 790, (160, 250))
    flower(view, 90, 660, 24, "lily", stem=90, kind="daisy")


def drifting_down(view: View) -> Play:
    """In a boat, the river winding from far hills between banks of trees."""
    wash(view, horizon=370, light=(470, 150), disc=46)
    cloud(view, 760, 120, 300, 54, a=0.6)
    cloud(view, 200, 190, 240, 44, a=0.5)
    mountains(view, 372, 4, 120, "#93a8cf", "#f4f6fb", far=0.5)
    ridge(view, 370, 12, "#9cbf9c", far=0.36)
    ground(view, points(-40, 408, 260, 400, 600, 408, 1070, 398), "#a9cf97", far=0.14)
    _course(view, smooth(points(480, 410, 560, 410, 620, 450, 560, 500, 760, 560, 1100, 640, 1100, 830, -80,
        830, -80, 640, 220, 580, 380, 500, 500, 450)), streaks=60, lit=(520, 540))
    for x, h in ((130, 300), (300, 210)):
        tree(view, x, 540 - (300 - h) * 0.5, h, SUMMER, far=0.08 if h < 250 else 0.0)
    for x, h in ((880, 330), (740, 190)):
        tree(view, x, 560 - (330 - h) * 0.6, h, OLIVE, far=0.1 if h < 250 else 0.0, lean=-0.05)
    for x, y, rx in ((60, 590, 90), (970, 600, 90), (700, 500, 40), (380, 480, 40)):
        clump(view, x, y, rx, 34, SUMMER, n=60, leaf=8)
    length = 470 + 90 * (view.aboard > 1)
    if view.aboard:
        boat(view, 450, 664, length, "#b98a5e")
    standing = yield Stage(x=445, y=646, size=86, look=(0.5, -0.5), spread=2.3, companion=Spot(760, 650, 66),
        ground=aboard(450, 664, length), footing=view.aboard == 0,
        air=(Spot(620, 300, 90), Spot(330, 250, 80)), afloat=Spot(440, 670,
        92) if view.aboard == 0 else Spot(810, 640, 66), boat=(215, 550, 690, 706) if view.aboard else None,
        anchors=((130, 330, 70), (880, 330, 80), (640, 560, 44), (180, 650, 46), (860, 690, 46)))
    if view.aboard:
        gunwale(view, 450, 664, length, "#b98a5e")
    if standing.swimmer is not None:
        submerge(view, standing.swimmer, WATER)
    reeds(view, (30, 58, 90), 800, (150, 230))
    reeds(view, (970, 1000), 800, (130, 190))


def at_the_waterfall(view: View) -> Play:
    """A waterfall falls into a round pool between mossy rocks; ferns all about."""
    p = view.canvas
    wash(view, horizon=360, light=(240, 130), disc=44, crescent=True)
    ridge(view, 400, 30, "#93a8cf", far=0.5)
    far_firs(view, 440, (60, 130), "#7f9fa0", far=0.5, n=34)
    cliff = smooth(points(480, 800, 500, 420, 540, 240, 640, 190, 760, 200, 900, 150, 1084, 170, 1084, 800),
        n=8)
    p.body(cliff, view.tint("#a39c98", 0.12), vol=0.3, edge=0.8, tex=0.8)
    for x in (560, 620, 900, 960, 1010):
        p.glaze(ribbon(points(x, 230, x + 14, 330, x - 8, 440, x + 10, 520), 18), view.palette.shade, 0.5,
            soft=4)
    for x, y, rx in ((560, 220, 70), (660, 190, 60), (880, 160, 80), (990, 160, 80)):
        clump(view, x, y, rx, 34, SUMMER, far=0.1, n=60, leaf=8)
    far_wood(view, 470, 100, SUMMER, far=0.35, span=(-40, 500), n=6)
    fall = smooth(points(700, 196, 800, 196, 812, 320, 826, 520, 690, 520, 690, 320), n=6)
    part = p.body(fall, mix(view.tint("#d3e8f0"), view.palette.light, 0.2), edge=0.4, soft=2, tex=0.5)
    p.body([ribbon(points(x, 200, x + 2, 330, x + view.rng.normal(0, 4), 520),
        view.rng.uniform(3, 8)) for x in np.linspace(702, 806, 14)], mix(view.palette.light, "#ffffff", 0.5),
        a=0.6, soft=1.2, clip=part)
    ground(view, points(-40, 500, 240, 490, 500, 506, 1070, 520), "#8fbb84")
    _course(view, smooth(points(560, 530, 700, 508, 880, 510, 1000, 540, 1010, 600, 860, 640, 640, 640, 520,
        600)), streaks=30, lit=(760, 540))
    p.body([ellipse(x, y, r * 1.7, r) for x, y, r in zip(view.rng.uniform(670, 850, 14),
        view.rng.uniform(508, 536, 14), view.rng.uniform(10, 26, 14), strict=True)],
        mix(view.tint("#ffffff"), view.palette.light, 0.3), a=0.5, soft=5, edge=0.3)
    for x, y, w, h in ((540, 600, 110, 60), (1000, 640, 130, 80), (620, 660, 90, 40)):
        rock(view, x, y, w, h, "#a5a1a4", moss=True)
    ground(view, points(-40, 640, 260, 650, 500, 668, 760, 664, 1070, 660), "#98c688")
    fern(view, 110, 650, 110)
    fern(view, 930, 690, 100)
    grass(view, (0, 1024), (670, 710), 90, 24, SUMMER)
    _leaf_bank(view, (60, 300), (600, 700), 18)
    standing = yield Stage(x=340, y=706, size=92, look=(0.7, -0.4), companion=Spot(580, 700, 70),
        ground=(Spot(530, 720, 88), Spot(160, 716, 84), Spot(700, 718, 80)),
        air=(Spot(420, 250, 88), Spot(160, 300, 80)), afloat=Spot(760, 610, 84),
        anchors=((756, 340, 70), (110, 600, 44), (760, 570, 50), (620, 640, 36), (930, 640, 40)))
    if standing.swimmer is not None:
        submerge(view, standing.swimmer, WATER)
    grass(view, (180, 560), (712, 752), 90, 30, SUMMER)
    fern(view, 60, 756, 130, "#4c7a5e")
    fern(view, 960, 762, 140, "#4c7a5e")
    haze(view, 520, 14, a=0.2)


LAYOUTS = (by_the_stone_bridge, drifting_down, at_the_waterfall)
