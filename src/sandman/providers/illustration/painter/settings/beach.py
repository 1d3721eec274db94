"""The beach: the tide's edge and striped huts, a rock pool under the cliff, dunes and a boat drawn up."""

# Rows of page coordinates read better filled than one number a line.
# fmt: off

import numpy as np

from sandman.providers.illustration.painter.brush import ellipse, mix, points, ribbon, smooth
from sandman.providers.illustration.painter.land import ground, haze, rock
from sandman.providers.illustration.painter.plants import OLIVE, drift, grass
from sandman.providers.illustration.painter.settings import Play
from sandman.providers.illustration.painter.sky import cloud, streaks, wash
from sandman.providers.illustration.painter.view import Spot, Stage, View
from sandman.providers.illustration.painter.water import (
    boat,
    glitter,
    gunwale,
    lapping,
    open_water,
    ripples,
    submerge,
    swell,
)

SAND = "#f2dfb8"
SEA = "#7fbccb"


def _shells(view: View, box: tuple[float, float, float, float], n: int = 14) -> None:
    p, rng = view.canvas, view.rng
    x, y = rng.uniform(box[0], box[1], n), rng.uniform(box[2], box[3], n)
    r = rng.uniform(3, 7, n)
    p.body([ellipse(a, b, k, k * 0.7, rng.uniform(0, 90), n=14) for a, b, k in zip(x, y, r, strict=True)],
        view.pale("#fbeee2"), vol=0.4, edge=0.8, rough=0.4)
    p.glaze([ellipse(a, b, 1.6, 1.1, n=8) for a, b in zip(rng.uniform(box[0], box[1], 70),
        rng.uniform(box[2], box[3], 70), strict=True)], view.tint("#c9a97c"), 0.7, rough=0)


def _starfish(view: View, x: float, y: float, r: float) -> None:
    t = np.arange(10) * np.pi / 5 - 1.2
    k = np.where(np.arange(10) % 2 == 0, r, r * 0.42)
    view.canvas.body(smooth(np.c_[x + np.cos(t) * k, y + np.sin(t) * k * 0.6], n=5), view.tint("#ef9f7c"),
        vol=0.4, edge=0.9, rough=0.5)


def _hut(view: View, x: float, foot: float, w: float, colour: str) -> None:
    p = view.canvas
    h = w * 1.15
    p.body(points(x - w / 2, foot, x - w / 2, foot - h, x, foot - h * 1.4, x + w / 2, foot - h, x + w / 2,
        foot), view.tint("#fbf2e2"), vol=0.3, edge=0.7, rough=0.4)
    bars = [points(x + u * w, foot, x + u * w, foot - h * 1.02, x + (u + 0.12) * w, foot - h * 1.02,
        x + (u + 0.12) * w, foot) for u in (-0.46, -0.22, 0.02, 0.26)]
    p.body(bars, view.tint(colour), a=0.85, edge=0.6, rough=0.4)
    p.body(points(x - w * 0.16, foot, x - w * 0.16, foot - h * 0.66, x + w * 0.16, foot - h * 0.66,
        x + w * 0.16, foot), view.tint("#f6ead6"), edge=0.9, rough=0.4)
    p.body(points(x - w * 0.6, foot - h * 0.96, x, foot - h * 1.46, x + w * 0.6, foot - h * 0.96,
        x + w * 0.54, foot - h * 0.88, x, foot - h * 1.33, x - w * 0.54, foot - h * 0.88),
        mix(view.tint(colour), view.palette.shade, 0.3), vol=0.3, edge=0.8)


def at_the_tides_edge(view: View) -> Play:
    """Waves lap a curving shore; beach huts stand small at the left."""
    p = view.canvas
    wash(view, horizon=360, light=(730, 150), disc=50)
    cloud(view, 380, 130, 320, 56, a=0.65)
    streaks(view, 290, count=4, a=0.3)
    open_water(view, 362, SEA)
    ripples(view, 366, 190, n=40)
    glitter(view, 730, 364, 190)
    swell(view, 470, "#6fb0c4", amp=7, waves=2.6, foam=0.6, a=0.7)
    shore = points(-60, 430, 120, 444, 330, 486, 560, 560, 820, 604, 1084, 620)
    wet = shore + np.array([0, 22])
    ground(view, shore, mix(SAND, "#b99a78", 0.35))
    ground(view, wet, SAND, pale=True, tex=0.5)
    lapping(view, shore, width=13)
    lapping(view, shore - (0, 30), width=6, a=0.5)
    for x, foot, w, colour in ((96, 438, 56, "#d98a7c"), (172, 452, 60, "#7fa6b8"),
            (254, 470, 64, "#8fae86")):
        _hut(view, x, foot, w, colour)
    _shells(view, (80, 900, 620, 740))
    _starfish(view, 180, 640, 24)
    standing = yield Stage(x=420, y=704, size=92, look=(0.6, -0.5), companion=Spot(680, 700, 68),
        ground=(Spot(620, 716, 86), Spot(240, 712, 84), Spot(800, 716, 80)),
        air=(Spot(560, 270, 92), Spot(880, 260, 80)), afloat=Spot(740, 540, 80),
        anchors=((640, 480, 46), (820, 520, 46), (900, 450, 40), (180, 640, 30), (500, 450, 36)))
    if standing.swimmer is not None:
        submerge(view, standing.swimmer, SEA)
    heap = smooth(points(240, 768, 300, 722, 400, 712, 520, 716, 600, 768))
    p.body(heap, view.pale(SAND), a=0.8, soft=7, edge=0.2, tex=0.5)
    grass(view, (-10, 150), (716, 780), 60, 70, OLIVE, lean=0.4)


def at_the_rock_pool(view: View) -> Play:
    """A clear pool among the rocks; a pale cliff closes the right."""
    p = view.canvas
    wash(view, horizon=350, light=(230, 160), disc=48)
    cloud(view, 480, 110, 280, 50, a=0.6)
    open_water(view, 352, SEA)
    cliff = smooth(points(700, 420, 740, 300, 780, 200, 860, 150, 960, 140, 1084, 120, 1084, 480, 860, 470),
        n=8)
    p.body(cliff, view.pale("#efe2cc"), vol=0.4, edge=0.7, tex=0.6)
    for y in (220, 290, 360):
        p.glaze(ribbon(points(740, y + 30, 860, y + 10, 960, y + 16, 1080, y), 12), view.tint("#c9ae90"),
            0.4, soft=3)
    p.body(smooth(points(770, 210, 850, 146, 960, 130, 1084, 110, 1084, 150, 960, 164, 860, 176)),
        view.tint("#9cc287"), edge=0.7)
    ripples(view, 356, 170)
    glitter(view, 230, 354, 160)
    swell(view, 450, "#6fb0c4", amp=8, waves=2.2, foam=0.7, a=0.75)
    shore = points(-60, 530, 200, 508, 420, 500, 640, 486, 860, 470, 1084, 476)
    ground(view, shore, SAND, pale=True, tex=0.5)
    lapping(view, shore, width=13)
    pool = smooth(points(90, 620, 180, 576, 330, 566, 450, 590, 480, 636, 400, 676, 240, 690, 120, 664))
    p.body((pool - pool.mean(0)) * 1.08 + pool.mean(0), view.tint("#bda88c"), edge=0.8, a=0.85)
    part = p.body(pool, mix(view.tint("#86c4cc"), view.palette.sky[2], 0.25), edge=0.8, ew=9, tex=0.5)
    p.body(ellipse(280, 606, 100, 24), mix(view.palette.sky[-2], view.palette.light, 0.3), a=0.55, soft=14,
        clip=part, edge=0)
    for x, y in ((200, 650), (330, 660), (410, 630)):
        _starfish(view, x, y, 16)
    for x, y, w, h in ((60, 660, 150, 70), (500, 600, 100, 44), (150, 590, 80, 34), (430, 700, 110, 40),
            (930, 560, 190, 90), (820, 540, 90, 44)):
        rock(view, x, y, w, h, "#a79e98", moss=w > 100)
    _shells(view, (540, 960, 600, 740))
    standing = yield Stage(x=680, y=704, size=92, look=(-0.6, -0.1), companion=Spot(500, 706, 66),
        ground=(Spot(880, 712, 86), Spot(860, 690, 80), Spot(330, 726, 74)),
        air=(Spot(480, 250, 90), Spot(640, 200, 80)), afloat=Spot(400, 460, 74),
        anchors=((280, 620, 50), (410, 620, 30), (200, 640, 30), (560, 430, 44), (300, 440, 40)))
    if standing.swimmer is not None:
        submerge(view, standing.swimmer, SEA)
    rock(view, 960, 770, 190, 70, "#928a8a", moss=True)
    rock(view, 110, 776, 220, 70, "#928a8a")


def among_the_dunes(view: View) -> Play:
    """Dunes and marram grass, a little boat drawn up, the sea a bright band beyond."""
    p = view.canvas
    wash(view, horizon=380, light=(500, 190), disc=54, crescent=True)
    cloud(view, 820, 120, 300, 56, a=0.65)
    cloud(view, 180, 160, 260, 48, a=0.55)
    open_water(view, 382, SEA, depth=90)
    glitter(view, 500, 384, 70)
    ripples(view, 386, 60, n=24)
    shore = points(-60, 450, 240, 458, 520, 452, 800, 462, 1084, 450)
    ground(view, shore, SAND, pale=True, tex=0.5)
    lapping(view, shore, width=8)
    boat(view, 250, 560, 230, "#7fa0b4")
    gunwale(view, 250, 560, 230, "#7fa0b4")
    p.body(ellipse(250, 582, 150, 18), view.pale(SAND), a=0.95, soft=4, edge=0.2)
    for x, y, w, h in ((880, 600, 460, 150), (60, 650, 420, 90)):
        dune = smooth(points(x - w / 2, y + 20, x - w * 0.3, y - h * 0.5, x - w * 0.02, y - h, x + w * 0.24,
            y - h * 0.7, x + w / 2, y + 20))
        p.body(np.vstack([dune]), view.pale(SAND), vol=0.35, volk=0.2, edge=0.6, tex=0.5)
    grass(view, (760, 1024), (470, 560), 110, 54, OLIVE, lean=0.4)
    grass(view, (-20, 200), (580, 640), 60, 50, OLIVE, lean=0.4)
    ground(view, points(-40, 640, 300, 630, 620, 648, 1070, 630), SAND, pale=True, tex=0.5)
    for y in (668, 702, 736):
        p.glaze(ribbon(points(-40, y + 6, 260, y - 6, 560, y + 6, 860, y - 5, 1070, y + 4), 7),
            view.tint("#d9be92"), 0.5, soft=2.4)
    _shells(view, (120, 940, 660, 740))
    castle = view.pale("#e6cd9c")
    for x, h in ((790, 54), (840, 76), (890, 52)):
        p.body(points(x - 24, 690, x - 20, 690 - h, x + 20, 690 - h, x + 24, 690), castle, vol=0.5, edge=0.9,
            tex=0.8)
        p.body([points(x + u - 6, 690 - h + 1, x + u - 6, 678 - h, x + u + 6, 678 - h, x + u + 6,
            690 - h + 1) for u in (-14, 0, 14)], castle, edge=0.9)
    p.body(smooth(points(740, 700, 780, 676, 840, 670, 900, 676, 940, 700)), castle, vol=0.4, edge=0.7,
        tex=0.8)
    p.line(points(840, 614, 840, 566), view.tint("#8a6a58"), 3, 0.9)
    p.body(points(842, 568, 876, 578, 842, 590), view.tint("#d9756a"), vol=0.3, edge=0.8)
    drift(view, np.c_[view.rng.uniform(800, 1000, 12), view.rng.uniform(520, 580, 12)], 7, ("lily", "blush"))
    yield Stage(x=520, y=704, size=92, look=(-0.3, -0.6), companion=Spot(330, 700, 68),
        ground=(Spot(700, 720, 84), Spot(320, 716, 84), Spot(200, 714, 80)),
        air=(Spot(360, 280, 92), Spot(700, 270, 80)), boat=(135, 500, 365, 590),
        anchors=((840, 640, 50), (880, 500, 60), (640, 440, 40), (120, 600, 40), (360, 430, 40)))
    p.body(smooth(points(360, 768, 410, 724, 510, 714, 620, 720, 680, 768)), view.pale(SAND), a=0.8, soft=7,
        edge=0.2, tex=0.5)
    grass(view, (-20, 120), (740, 790), 50, 76, OLIVE, lean=0.4)
    haze(view, 452, 10, a=0.2)


LAYOUTS = (at_the_tides_edge, at_the_rock_pool, among_the_dunes)
