"""Up in the clouds: a bank to sit on, an island with a little house, a stair of cloud to hanging stars."""

# Rows of page coordinates read better filled than one number a line.
# fmt: off

import numpy as np

from sandman.providers.illustration.painter.brush import mix, points, ribbon
from sandman.providers.illustration.painter.buildings import cottage
from sandman.providers.illustration.painter.plants import ROSE, drift, tree
from sandman.providers.illustration.painter.settings import Play
from sandman.providers.illustration.painter.sky import bank, cloud, nestle, star, stars, wash
from sandman.providers.illustration.painter.view import Spot, Stage, View


def _dreamlight(view: View, spots: tuple[tuple[float, float, float, str], ...]) -> None:
    for x, y, r, colour in spots:
        view.canvas.glow(x, y, r, mix(colour, view.palette.light, 0.3), 0.24)


def on_a_bank(view: View) -> Play:
    """A broad bank of cloud in the moonlight, others drifting far below."""
    wash(view, horizon=640, light=(800, 150), disc=54, crescent=True)
    _dreamlight(view, ((220, 200, 320, "#b9a6e0"), (620, 380, 380, "#f0b8c4"), (940, 460, 300, "#f4c4a8")))
    for x, y, w, h, a in ((180, 280, 330, 60, 0.5), (930, 320, 300, 56, 0.5), (540, 140, 240, 40, 0.45)):
        cloud(view, x, y, w, h, a=a)
    for x, y, w, h, a in ((120, 470, 420, 90, 0.75), (900, 480, 460, 96, 0.75), (520, 520, 560, 90, 0.8)):
        bank(view, x, y, w, h, a=a)
    hung = ((120, 150, 16.0), (330, 110, 12.0), (930, 250, 12.0))
    if view.palette.is_dark:
        for i, (x, y, r) in enumerate(hung):
            star(view, x, y, r, lean=10 - 12 * i)
    for x, y, w, h in ((240, 590, 440, 110), (820, 600, 440, 110), (500, 640, 620, 130)):
        bank(view, x, y, w, h)
    standing = yield Stage(x=440, y=676, size=94, look=(0.6, -0.7), companion=Spot(670, 648, 70),
        ground=(Spot(650, 668, 86), Spot(230, 668, 84), Spot(800, 668, 84)),
        air=(Spot(600, 260, 92), Spot(340, 300, 80)), afloat=Spot(460, 620,
        96) if view.aboard == 0 else Spot(800, 540, 76), anchors=(*hung, (820, 580, 60), (160, 560, 60),
        (520, 480, 50)))
    nestle(view, standing.boxes)
    for x, y, w, h in ((90, 744, 420, 110), (930, 750, 460, 120), (480, 770, 520, 90)):
        bank(view, x, y, w, h, a=0.94)


def by_the_cloud_house(view: View) -> Play:
    """A little house on a cloud island at the right, a blossoming tree beside it."""
    wash(view, horizon=660, light=(220, 150), disc=52)
    _dreamlight(view, ((700, 260, 380, "#c9b0e8"), (300, 420, 380, "#f4c4b8")))
    for x, y, w, h, a in ((480, 170, 300, 52, 0.5), (90, 330, 260, 50, 0.5), (900, 120, 240, 40, 0.45)):
        cloud(view, x, y, w, h, a=a)
    for x, y, w, h, a in ((300, 470, 460, 84, 0.7), (120, 530, 420, 90, 0.8)):
        bank(view, x, y, w, h, a=a)
    bank(view, 790, 470, 520, 120, a=0.9)
    tree(view, 930, 486, 220, ROSE, crown=0.46)
    cottage(view, 760, 490, 170, 80, wall="#f7ead6", roof="#9aa3c8", smoke=True)
    for x, y, w, h in ((640, 520, 260, 60), (880, 530, 340, 70)):
        bank(view, x, y, w, h, a=0.95)
    steps = [(600, 560), (520, 588), (590, 620)]
    for x, y in steps:
        bank(view, x, y, 130, 40, a=0.95, heads=4)
    for x, y, w, h in ((250, 610, 520, 120), (840, 640, 480, 120), (520, 660, 520, 110)):
        bank(view, x, y, w, h)
    standing = yield Stage(x=380, y=690, size=94, look=(0.6, -0.5), companion=Spot(610, 660, 70),
        ground=(Spot(590, 678, 86), Spot(170, 678, 84), Spot(740, 682, 84)),
        air=(Spot(420, 290, 92), Spot(620, 330, 80)), afloat=Spot(330, 600,
        94) if view.aboard == 0 else Spot(170, 540, 72), anchors=((930, 380, 70), (560, 590, 50),
        (220, 500, 60), (480, 170, 60), (760, 400, 50)))
    nestle(view, standing.boxes)
    for x, y, w, h in ((60, 760, 380, 100), (700, 780, 560, 90), (1000, 744, 300, 120), (360, 788, 420, 70)):
        bank(view, x, y, w, h, a=0.94)


def under_hanging_stars(view: View) -> Play:
    """Stars hang on threads over a hollow in the clouds; a crescent to swing on, far away."""
    p = view.canvas
    wash(view, horizon=660, light=(520, 100), disc=40)
    if view.palette.is_dark:
        stars(view, count=120, low=620, big=4)
    _dreamlight(view, ((200, 300, 360, "#a9b8f0"), (840, 320, 360, "#e9b0cc"), (520, 520, 380, "#f4c8a8")))
    hung = []
    for x, y, r in ((150, 190, 20.0), (290, 120, 15.0), (410, 240, 17.0), (680, 200, 18.0), (800, 110, 15.0),
            (920, 250, 21.0)):
        p.line(points(x, -10, x + 3, y / 2, x, y - r), mix(view.palette.light, "#ffffff", 0.4), 1.5, 0.7,
            broken=0.1)
        star(view, x, y, r, lean=view.rng.normal(0, 9))
        hung.append((x, float(y), r + 4))
    arc = ribbon(points(-40, 560, 200, 330, 520, 280, 840, 330, 1084, 560), 40, lambda t: 1 + 0 * t)
    for k, colour in enumerate(("#f2a0a0", "#f7cf96", "#b8dcb0", "#a9c4f0")):
        p.body(arc + np.array([0, 30 * k]), colour, a=0.15, soft=9, edge=0, tex=0.5, rough=0, grain=0.06)
    for x, y, w, h, a in ((100, 470, 420, 110, 0.8), (930, 460, 420, 120, 0.8), (520, 540, 460, 70, 0.75)):
        bank(view, x, y, w, h, a=a)
    for x, y, w, h in ((60, 600, 400, 150), (980, 590, 400, 160), (300, 640, 400, 90), (740, 640, 400, 90),
            (520, 664, 460, 80)):
        bank(view, x, y, w, h)
    drift(view, np.array([(210, 640), (250, 662), (800, 650), (846, 636), (880, 660)]), 10,
        ("blush", "lily", "gold"), stem=1.2)
    standing = yield Stage(x=540, y=694, size=94, look=(-0.4, -0.9), companion=Spot(330, 664, 70),
        ground=(Spot(730, 682, 86), Spot(330, 682, 84), Spot(830, 688, 80)),
        air=(Spot(540, 250, 84), Spot(240, 330, 80)), afloat=Spot(520, 610,
        96) if view.aboard == 0 else Spot(820, 560, 72), anchors=(*hung[:4], (60, 560, 60), (980, 540, 60),
        (846, 640, 34)))
    nestle(view, standing.boxes)
    for x, y, w, h in ((160, 770, 420, 90), (880, 774, 440, 90), (520, 792, 460, 60)):
        bank(view, x, y, w, h, a=0.94)


LAYOUTS = (on_a_bank, by_the_cloud_house, under_hanging_stars)
