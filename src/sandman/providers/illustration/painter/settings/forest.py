"""The forest: a clearing among great trunks, a brook with stepping stones, a hollow oak with a lit door."""

# Rows of page coordinates read better filled than one number a line.
# fmt: off

import numpy as np

from sandman.providers.illustration.painter.brush import Colour, ellipse, mix, points, ribbon, smooth
from sandman.providers.illustration.painter.buildings import pane, string_of_lights
from sandman.providers.illustration.painter.land import ground, haze, path, rock
from sandman.providers.illustration.painter.plants import (
    OLIVE,
    SUMMER,
    TEAL,
    clump,
    drift,
    fern,
    grass,
    mushrooms,
    sprays,
    stem_of,
    trunk,
)
from sandman.providers.illustration.painter.settings import Play
from sandman.providers.illustration.painter.sky import wash
from sandman.providers.illustration.painter.view import WIDTH, Spot, Stage, View

MOSS = "#93bd86"


def _trunks(view: View, foot: float, n: int, width: tuple[float, float], colour: Colour, *, far: float,
        a: float = 0.8, clear: tuple[float, float] = (0, 0)) -> None:
    """A rank of trunks rising out of the picture, none in the gap `clear`."""
    rng, outlines = view.rng, []
    for x in np.linspace(10, WIDTH - 10, n) + rng.normal(0, 22, n):
        if clear[0] < x < clear[1]:
            continue
        outlines.append(stem_of(x, foot + rng.uniform(-8, 10), foot + 60, rng.uniform(*width),
            rng.normal(0, 0.03)))
    view.canvas.body(outlines, view.tint(colour, far), a=a, edge=0.6, tex=0.8)


def _canopy(view: View, clumps: tuple[tuple[float, float, float, float], ...], *, far: float = 0.0,
        leaf: float = 10.0) -> None:
    for x, y, rx, ry in clumps:
        clump(view, x, y, rx, ry, TEAL if far < 0.2 else SUMMER, far=far, n=int(60 + rx * 0.5), leaf=leaf,
            a=0.92)


def _shafts(view: View, x: float, *, a: float = 0.16) -> None:
    """Light falling between the leaves."""
    for dx, w in ((-90, 50), (0, 80), (110, 44)):
        top, foot = x + dx, x + dx * 1.9 - 70
        beam = points(top - w * 0.3, 40, top + w * 0.4, 40, foot + w, 620, foot - w, 620)
        view.canvas.body(beam, view.palette.light, a=a * (0.5 if view.is_overcast else 1), soft=20, edge=0,
            tex=0.5, grain=0.05, rough=0)


def clearing(view: View) -> Play:
    """A mossy clearing; the light comes down between the trunks, a path goes in."""
    p = view.canvas
    wash(view, horizon=470, light=(620, 120), disc=44)
    p.glow(600, 330, 420, view.palette.light, 0.4)
    _trunks(view, 440, 20, (12, 24), "#9fb5b4", far=0.62, a=0.6, clear=(560, 660))
    _canopy(view, ((120, 60, 220, 110), (380, 20, 150, 60), (840, 30, 190, 80), (1000, 120, 120, 120)),
        far=0.4)
    haze(view, 420, 70)
    _trunks(view, 480, 9, (26, 44), "#8c948c", far=0.32, a=0.88, clear=(500, 720))
    for x, rx in ((60, 110), (240, 80), (820, 90), (980, 120)):
        clump(view, x, 470, rx, 44, SUMMER, far=0.25, n=70, leaf=8)
    ground(view, points(-40, 486, 240, 478, 600, 492, 1070, 480), MOSS)
    p.glow(610, 530, 300, view.palette.light, 0.32)
    path(view, points(612, 490, 640, 530, 560, 600, 620, 690, 720, 800), (26, 250), "#d9c8a6", stones=14)
    _shafts(view, 600)
    trunk(view, stem_of(880, 640, 760, 116, 0.03), "#83777a", bark=9)
    trunk(view, stem_of(60, 690, 800, 170, -0.02), "#746a72", bark=9)
    _canopy(view, ((60, 40, 190, 90), (250, 10, 130, 60), (900, 30, 200, 90), (740, 0, 130, 46)))
    fern(view, 190, 620, 90)
    fern(view, 800, 630, 80)
    mushrooms(view, 905, 668, 30)
    grass(view, (120, 900), (520, 660), 90, 20, SUMMER)
    drift(view, np.c_[view.rng.uniform(150, 480, 18), view.rng.uniform(540, 650, 18)], 7,
        ("blue", "lily", "violet"))
    yield Stage(x=395, y=688, size=94, look=(0.5, -0.7), companion=Spot(760, 680, 74),
        ground=(Spot(580, 702, 92), Spot(230, 704, 82), Spot(830, 704, 80)),
        air=(Spot(560, 300, 92), Spot(730, 330, 80)), anchors=((905, 640, 40), (190, 580, 44),
        (800, 590, 40), (300, 600, 26), (250, 60, 70), (760, 60, 70)))
    grass(view, (260, 640), (698, 744), 90, 28, SUMMER)
    fern(view, 130, 742, 120, "#4c7a5e")
    fern(view, 940, 752, 140, "#4c7a5e")
    sprays(view, ("bl", "br"), "#365f52", leaf=22, reach=170, count=2)


def brook(view: View) -> Play:
    """A brook with stepping stones runs across; birches stand at the left."""
    p = view.canvas
    wash(view, horizon=430, light=(830, 140), disc=44)
    _trunks(view, 420, 18, (10, 20), "#a8bdb4", far=0.6, a=0.55)
    for x, rx, ry in ((120, 150, 80), (330, 120, 60), (560, 140, 76), (760, 100, 56), (940, 150, 90)):
        clump(view, x, 410, rx, ry, SUMMER, far=0.42, n=60, leaf=8)
    haze(view, 420, 50)
    ground(view, points(-40, 446, 300, 438, 700, 450, 1070, 436), "#a3c88f", far=0.12)
    for x, rx in ((500, 70), (650, 56), (980, 100)):
        clump(view, x, 450, rx, 40, OLIVE, far=0.15, n=60, leaf=8)
    stream = smooth(points(1080, 478, 860, 486, 720, 520, 590, 560, 380, 580, 120, 600, -60, 640, -60, 700,
        150, 668, 400, 640, 640, 624, 800, 580, 920, 540, 1080, 530))
    p.body(smooth(points(1090, 470, 850, 476, 690, 510, 560, 550, 360, 568, 100, 588, -70, 630, -70, 712,
        160, 680, 410, 652, 660, 634, 830, 590, 940, 548, 1090, 540)), view.tint("#c9b48e"), a=0.9, edge=0.8)
    part = p.body(stream, mix(view.tint("#8fc0cf"), view.palette.sky[2], 0.35), edge=0.7, ew=9, tex=0.8)
    streaks = [ribbon(points(x - 34, y, x, y - 3, x + 34, y - 1), 3.4, n=5) for x,
        y in zip(view.rng.uniform(0, 1000, 44), view.rng.uniform(480, 690, 44), strict=True)]
    p.body(streaks, mix(view.palette.light, "#ffffff", 0.4), a=0.6, clip=part)
    p.body(ellipse(820, 540, 60, 40), view.palette.light, a=0.5, soft=16, clip=part, edge=0)
    for x, y, w in ((600, 588, 70), (690, 570, 60), (505, 612, 84)):
        rock(view, x, y + 8, w, 24, "#aaa6a8", moss=True)
    for x, w, lean in ((70, 44, 0.02), (190, 34, -0.03), (280, 24, 0.04)):
        bark = view.tint("#f1ebe2", 0.06)
        birch = p.body(stem_of(x, 560, 600, w, lean), bark, vol=0.5, edge=0.6, tex=0.5, rim=0.2)
        marks = [ribbon(points(x - w * 0.4 + lean * k, 560 - k, x + lean * k, 557 - k,
            x + w * 0.1 + lean * k, 560 - k), view.rng.uniform(3, 7), n=4) for k in np.arange(30, 560,
            46) + view.rng.normal(0, 12, 12)]
        p.glaze(marks, view.tint("#6a6068"), 0.8, clip=birch)
    _canopy(view, ((90, 60, 170, 80), (250, 110, 110, 56), (30, 180, 90, 60), (360, 40, 110, 46)))
    ground(view, points(-40, 694, 200, 668, 460, 652, 700, 626, 880, 590, 1070, 560), MOSS)
    grass(view, (440, 1024), (640, 700), 90, 24, SUMMER)
    fern(view, 950, 640, 90)
    drift(view, np.c_[view.rng.uniform(600, 1000, 22), view.rng.uniform(620, 730, 22)], 8,
        ("lily", "blue", "gold"))
    yield Stage(x=660, y=702, size=92, look=(-0.5, 0.1), companion=Spot(880, 660, 72),
        ground=(Spot(470, 712, 90), Spot(850, 712, 88), Spot(350, 718, 80)),
        air=(Spot(470, 280, 92), Spot(900, 300, 84)), anchors=((600, 590, 44), (420, 610, 40),
        (250, 110, 70), (90, 70, 80), (860, 520, 40), (950, 610, 40)))
    grass(view, (500, 860), (710, 752), 80, 28, SUMMER)
    fern(view, 70, 748, 150, "#4c7a5e")
    mushrooms(view, 220, 728, 30, "#e0a05e")
    sprays(view, ("tr", "br"), "#365f52", leaf=22, reach=200, count=3)


def hollow_oak(view: View) -> Play:
    """A great hollow oak at the right with a little door and windows; lanterns in its boughs."""
    p = view.canvas
    wash(view, horizon=470, light=(210, 140), disc=42, crescent=True)
    p.glow(300, 380, 400, view.palette.light, 0.25)
    _trunks(view, 450, 16, (12, 26), "#9fb5b4", far=0.58, a=0.6, clear=(150, 330))
    for x, rx in ((40, 130), (430, 100), (600, 90)):
        clump(view, x, 450, rx, 60, SUMMER, far=0.36, n=60, leaf=8)
    haze(view, 440, 60)
    _trunks(view, 490, 6, (24, 38), "#8c948c", far=0.3, a=0.88, clear=(120, 360))
    ground(view, points(-40, 500, 300, 488, 640, 498, 1070, 480), MOSS)
    oak = smooth(points(600, 660, 660, 590, 690, 460, 676, 300, 620, 180, 560, 90, 640, 60, 720, 170, 770,
        60, 850, 40, 870, 180, 960, 60, 1060, 60, 980, 220, 930, 330, 930, 480, 970, 600, 1050, 670, 820,
        690))
    trunk(view, oak, "#8a7268", bark=16)
    t = np.linspace(np.pi, 0, 12)
    frame = np.vstack([[(752, 640)], np.c_[806 + np.cos(t) * 54, 540 - np.sin(t) * 58], [(860, 640)]])
    p.body((frame - (806, 590)) * (1.18, 1.14) + (806, 586), view.tint("#6b5149"), edge=0.9)
    door = p.body(frame, view.tint("#b8604e"), vol=0.45, edge=0.9, tex=0.6)
    for x in (780, 806, 832):
        p.line(points(x, 500, x, 640), view.tint("#7a3f38"), 2, 0.5, clip=door)
    p.body(ellipse(846, 592, 5, 5), view.tint("#f0d08a"), vol=0.4)
    pane(view, 806, 530, 36, 34, arched=True)
    pane(view, 790, 372, 54, 60, arched=True)
    pane(view, 880, 420, 34, 40, arched=True)
    _canopy(view, ((600, 50, 150, 80), (760, 20, 190, 80), (930, 50, 150, 90), (480, 110, 90, 50),
        (1000, 170, 80, 70)))
    lights = string_of_lights(view, ((440, 150), (720, 210)), sag=30, n=5)
    path(view, points(806, 648, 770, 680, 690, 730, 640, 800), (110, 300), "#d9c8a6", stones=16)
    mushrooms(view, 930, 676, 34)
    mushrooms(view, 632, 660, 22, "#e0a05e")
    fern(view, 60, 620, 96)
    grass(view, (40, 640), (520, 680), 120, 22, SUMMER)
    drift(view, np.c_[view.rng.uniform(60, 560, 26), view.rng.uniform(540, 660, 26)], 7.5,
        ("lily", "violet", "blue"))
    yield Stage(x=390, y=694, size=92, look=(0.6, -0.3), companion=Spot(640, 690, 72),
        ground=(Spot(580, 716, 90), Spot(200, 706, 82), Spot(910, 722, 80)),
        air=(Spot(330, 280, 92), Spot(500, 300, 80)), anchors=((930, 650, 40), (632, 640, 30), *lights[:3],
        (150, 600, 36), (790, 372, 44)))
    grass(view, (240, 560), (702, 746), 90, 28, SUMMER)
    fern(view, 110, 752, 140, "#4c7a5e")
    sprays(view, ("tl", "bl", "br"), "#365f52", leaf=22, reach=180, count=2)


LAYOUTS = (clearing, brook, hollow_oak)
