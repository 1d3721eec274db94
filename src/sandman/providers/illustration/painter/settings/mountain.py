"""The mountain: an alpine meadow, a ledge above a sea of cloud, a tarn beneath the crags."""

# Rows of page coordinates read better filled than one number a line.
# fmt: off

import numpy as np

from sandman.providers.illustration.painter.brush import ellipse, points, smooth
from sandman.providers.illustration.painter.buildings import cottage
from sandman.providers.illustration.painter.land import ground, haze, mountains, path, ridge, rock
from sandman.providers.illustration.painter.plants import OLIVE, SUMMER, drift, far_firs, fir, flower, grass
from sandman.providers.illustration.painter.settings import Play
from sandman.providers.illustration.painter.sky import bank, cloud, wash
from sandman.providers.illustration.painter.view import Spot, Stage, View
from sandman.providers.illustration.painter.water import glitter, ripples, submerge

TURF = "#a3c78a"


def _flowers(view: View, boxes: tuple[tuple[float, float, float, float, int], ...]) -> None:
    for x0, x1, y0, y1, n in boxes:
        drift(view, np.c_[view.rng.uniform(x0, x1, n), np.sort(view.rng.uniform(y0, y1, n))], 8,
            ("gold", "lily", "violet", "blue"))


def alpine_meadow(view: View) -> Play:
    """A flowered slope with a wooden hut, the great peak behind it to the right."""
    wash(view, horizon=430, light=(220, 150), disc=48)
    cloud(view, 470, 120, 260, 44, a=0.55)
    mountains(view, 420, 3, 330, "#9aaccf", "#ffffff", far=0.42,
        peaks=np.array([(700.0, 1.05), (930.0, 0.72), (470.0, 0.6), (180.0, 0.55)]))
    ridge(view, 410, 26, "#86a8a4", far=0.35)
    far_firs(view, 440, (40, 110), "#6f9f90", far=0.3, n=44)
    ground(view, points(-40, 470, 240, 450, 560, 476, 840, 452, 1070, 470), "#b0d094", far=0.08)
    cottage(view, 230, 500, 150, 64, wall="#b08a68", roof="#8a6a5c", smoke=True)
    for x, y, h in ((860, 510, 250), (940, 530, 330), (790, 496, 150)):
        fir(view, x, y, h, "#5f8a78", far=0.06)
    ground(view, points(-40, 560, 240, 540, 560, 552, 840, 530, 1070, 548), TURF)
    path(view, points(250, 505, 330, 545, 300, 600, 420, 680, 480, 800), (18, 220), "#e0cfae", stones=26)
    rock(view, 720, 600, 120, 50, "#b3adae", moss=True)
    grass(view, (0, 1024), (560, 690), 140, 22, OLIVE)
    _flowers(view, ((40, 300, 580, 700, 22), (640, 980, 590, 700, 28)))
    yield Stage(x=610, y=702, size=94, look=(0.3, -0.8), companion=Spot(800, 690, 70),
        ground=(Spot(800, 714, 88), Spot(420, 712, 84), Spot(250, 710, 80)),
        air=(Spot(440, 280, 90), Spot(880, 200, 80)), anchors=((150, 630, 36), (860, 630, 36),
        (940, 400, 60), (300, 660, 30), (700, 300, 80)))
    grass(view, (380, 840), (708, 752), 110, 30, OLIVE)
    for x, y, s, c, kind in ((90, 660, 25, "gold", "daisy"), (160, 706, 20, "violet", "bell"),
            (960, 676, 26, "lily", "daisy")):
        flower(view, x, y, s, c, stem=90, kind=kind)


def above_the_clouds(view: View) -> Play:
    """A rocky ledge high above a sea of cloud; far summits stand out of it like islands."""
    p = view.canvas
    wash(view, horizon=460, light=(760, 190), disc=56)
    cloud(view, 260, 120, 260, 40, a=0.45)
    mountains(view, 440, 4, 190, "#8fa3cc", "#ffffff", far=0.5,
        peaks=np.array([(180.0, 0.9), (420.0, 0.6), (640.0, 0.45), (930.0, 0.7)]))
    for x, y, w, h, a in ((200, 440, 420, 80, 0.8), (560, 450, 460, 70, 0.8), (900, 440, 380, 84, 0.8),
            (380, 500, 520, 90, 0.9), (760, 510, 520, 96, 0.9)):
        bank(view, x, y, w, h, a=a)
    mountains(view, 600, 1, 150, "#7d94b8", "#f4f6fb", far=0.3, peaks=np.array([(880.0, 1.0)]))
    for x, y, w, h in ((120, 560, 460, 100), (980, 580, 420, 100), (600, 570, 500, 90)):
        bank(view, x, y, w, h, a=0.92)
    ledge = smooth(points(-60, 640, 80, 610, 260, 620, 420, 640, 600, 650, 740, 690, 800, 740, 830, 830, -60,
        830), n=8)
    p.body(ledge, view.tint("#a79c96"), vol=0.4, volk=0.08, edge=0.8, tex=0.8)
    p.body(smooth(points(-60, 640, 80, 606, 260, 616, 420, 636, 600, 646, 740, 688, 640, 700, 380, 690, 120,
        690, -60, 720)), view.tint(TURF), edge=0.7, tex=0.6)
    for x, y, w, h in ((90, 640, 150, 80), (700, 706, 110, 46)):
        rock(view, x, y, w, h, "#b0a9a8", moss=True)
    grass(view, (60, 660), (640, 690), 90, 20, OLIVE)
    _flowers(view, ((160, 640, 650, 690, 18),))
    yield Stage(x=390, y=690, size=92, look=(0.6, -0.5), companion=Spot(580, 690, 68),
        ground=(Spot(560, 706, 84), Spot(220, 700, 82), Spot(150, 720, 76), Spot(640, 702, 74)),
        footing=False, air=(Spot(520, 280, 92), Spot(900, 320, 80)), afloat=Spot(830, 560, 84),
        anchors=((600, 560, 60), (880, 560, 60), (200, 470, 60), (300, 660, 34), (520, 660, 34)))
    grass(view, (200, 600), (694, 730), 80, 26, OLIVE)
    bank(view, 860, 700, 420, 90)
    flower(view, 110, 690, 20, "violet", stem=60, kind="bell")


def at_the_tarn(view: View) -> Play:
    """A still tarn in a bowl of crags, a lantern-lit cairn on the near shore."""
    p = view.canvas
    wash(view, horizon=360, light=(520, 130), disc=46, crescent=True)
    mountains(view, 400, 3, 300, "#93a5c6", "#ffffff", far=0.32,
        peaks=np.array([(150.0, 1.0), (400.0, 0.62), (700.0, 0.7), (930.0, 1.08)]))
    mountains(view, 416, 5, 110, "#869f9f", "#dfe9e4", far=0.16)
    far_firs(view, 420, (30, 80), "#6f9f90", far=0.2, n=40)
    p.reflect(428, 230, view.tint("#86b4cc"), 0.86)
    haze(view, 428, 14, a=0.35)
    ripples(view, 432, 190, n=30)
    glitter(view, 520, 430, 150, a=0.6)
    ground(view, points(-40, 590, 200, 600, 440, 628, 700, 640, 1070, 610), TURF)
    for x, y, w, h in ((120, 610, 170, 70), (250, 630, 90, 36), (940, 640, 200, 90), (820, 650, 90, 40)):
        rock(view, x, y, w, h, "#aaa4a6", moss=True)
    for k, (w, h) in enumerate(((76, 26), (58, 22), (44, 20), (30, 16), (18, 14))):
        y = 660 - sum((26, 22, 20, 16, 14)[:k])
        p.body(ellipse(760 + (-1) ** k * 3, y - h / 2, w / 2, h / 2 + 2), view.tint("#b9b2b0"), vol=0.5,
            edge=0.9)
    grass(view, (0, 1024), (640, 700), 120, 22, SUMMER)
    _flowers(view, ((60, 420, 640, 710, 22), (820, 980, 660, 720, 12)))
    standing = yield Stage(x=500, y=704, size=94, look=(-0.4, -0.7), companion=Spot(670, 700, 70),
        ground=(Spot(670, 716, 86), Spot(310, 716, 84), Spot(860, 716, 82)),
        air=(Spot(660, 260, 90), Spot(300, 260, 80)), afloat=Spot(640, 570, 84),
        anchors=((760, 620, 40), (300, 520, 50), (620, 520, 50), (150, 660, 34), (900, 680, 34)))
    if standing.swimmer is not None:
        submerge(view, standing.swimmer, "#86b4cc")
    grass(view, (280, 740), (710, 752), 110, 30, SUMMER)
    flower(view, 110, 690, 24, "gold", stem=80, kind="daisy")
    flower(view, 950, 700, 22, "blue", stem=70, kind="bell")


LAYOUTS = (alpine_meadow, above_the_clouds, at_the_tarn)
