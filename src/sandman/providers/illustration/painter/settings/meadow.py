"""The meadow: wildflowers under a lone tree, a windmill over the hay, a gate in a dry stone wall."""

# Rows of page coordinates read better filled than one number a line.
# fmt: off

import numpy as np

from sandman.providers.illustration.painter.brush import ellipse, mix, points, ribbon, smooth
from sandman.providers.illustration.painter.land import ground, haze, path, ridge, rock
from sandman.providers.illustration.painter.plants import (
    AUTUMN,
    OLIVE,
    SUMMER,
    clump,
    drift,
    far_wood,
    flower,
    grass,
    tree,
)
from sandman.providers.illustration.painter.settings import Play
from sandman.providers.illustration.painter.sky import cloud, streaks, wash
from sandman.providers.illustration.painter.view import Spot, Stage, View


def _wildflowers(view: View, boxes: tuple[tuple[float, float, float, float, int], ...]) -> None:
    for x0, x1, y0, y1, n in boxes:
        y = np.sort(view.rng.uniform(y0, y1, n))
        spots = np.c_[view.rng.uniform(x0, x1, n), y]
        for k, part in enumerate(np.array_split(spots, 3)):
            drift(view, part, 5.5 + 2.2 * k, ("gold", "lily", "blush", "blue", "coral"), stem=2.6)


def under_the_lone_tree(view: View) -> Play:
    """Rolling hills, a broad tree on the right rise, a path of mown grass."""
    p = view.canvas
    wash(view, horizon=430, light=(250, 180), disc=54)
    cloud(view, 560, 130, 340, 60)
    cloud(view, 140, 90, 220, 36, a=0.5)
    cloud(view, 880, 230, 260, 44, a=0.5)
    ridge(view, 400, 22, "#a3bccb", far=0.5)
    far_wood(view, 432, 44, SUMMER, far=0.5, n=16)
    ridge(view, 446, 16, "#a9cba0", far=0.28)
    far_wood(view, 470, 34, SUMMER, far=0.3, span=(-40, 420), n=8)
    ground(view, points(-40, 492, 220, 504, 520, 486, 800, 446, 1070, 440), "#a8d093", far=0.08)
    tree(view, 820, 500, 400, SUMMER, lean=-0.05, crown=0.5)
    p.dark(840, 506, 170, 26, view.palette.shade, 0.4)
    ground(view, points(-40, 560, 240, 540, 520, 552, 800, 520, 1070, 540), "#9ac789")
    path(view, points(470, 548, 400, 590, 330, 660, 220, 800), (20, 190), "#c9dc9f", stones=0)
    grass(view, (0, 1024), (560, 690), 170, 24, OLIVE)
    _wildflowers(view, ((40, 980, 566, 650, 60),))
    yield Stage(x=610, y=694, size=94, look=(-0.6, -0.6), companion=Spot(830, 660, 72),
        ground=(Spot(800, 710, 90), Spot(440, 706, 84), Spot(240, 700, 80)),
        air=(Spot(470, 290, 96), Spot(330, 340, 80)), anchors=((820, 230, 90), (150, 620, 34),
        (330, 600, 30), (900, 600, 34), (470, 590, 28)))
    grass(view, (0, 1024), (704, 768), 200, 34, OLIVE)
    for x, y, s, c, kind in ((90, 640, 25, "lily", "daisy"), (170, 690, 20, "coral", "open"),
            (950, 660, 26, "gold", "daisy"), (890, 712, 19, "blue", "bell"), (330, 716, 17, "blush", "open")):
        flower(view, x, y, s, c, stem=100, kind=kind, bend=0.12)


def by_the_windmill(view: View) -> Play:
    """A windmill on its hill at the left, haycocks in the mown field."""
    p = view.canvas
    wash(view, horizon=440, light=(780, 170), disc=52)
    cloud(view, 470, 120, 300, 54)
    streaks(view, 330, count=4, a=0.3)
    ridge(view, 410, 16, "#a3b6cb", far=0.52)
    far_wood(view, 440, 46, AUTUMN, far=0.48, n=14)
    ground(view, points(-40, 420, 180, 398, 340, 430, 640, 462, 1070, 452), "#bcd393", far=0.14)
    x, y, s = 196, 408, 150
    tower = points(x - s * 0.24, y + 12, x - s * 0.15, y - s, x + s * 0.15, y - s, x + s * 0.24, y + 12)
    p.body(tower, view.tint("#f1e2cc"), vol=0.5, volk=0.3, edge=0.7, tex=0.4)
    p.body(smooth(points(x - s * 0.2, y - s * 0.97, x - s * 0.12, y - s * 1.22, x + s * 0.1, y - s * 1.24,
        x + s * 0.2, y - s * 0.97)), view.tint("#b8705c"), vol=0.5, edge=0.8)
    hub = np.array([x + 4, y - s * 1.03])
    for k in range(4):
        a = np.deg2rad(24 + 90 * k)
        way, across = np.array([np.cos(a), np.sin(a)]), np.array([-np.sin(a), np.cos(a)])
        p.body(np.array([hub + way * 16, hub + way * s * 0.86, hub + way * s * 0.86 + across * s * 0.17,
            hub + way * 16 + across * s * 0.13]), view.tint("#f7ead2"), a=0.85, edge=0.9, rough=0.5)
        p.line(np.array([hub, hub + way * s * 0.9]), view.tint("#8a6a58"), 3.4, 0.9, broken=0.1, sm=False)
    p.body(ellipse(hub[0], hub[1], 8, 8), view.tint("#8a6a58"), vol=0.4)
    field = points(-40, 530, 260, 512, 560, 520, 820, 500, 1070, 512)
    ground(view, field, "#e0cf8c", far=0.06, tex=0.45, pale=True)
    for i in range(7):
        yy = 536 + i * 26
        row = ribbon(points(-40, yy + 8, 380, yy, 1070, yy - 6), 7 + i * 1.4)
        p.glaze(row, view.tint("#bfa45f"), 0.24, soft=2.5)
    for hx, hy, r in ((690, 556, 54), (880, 590, 84), (470, 540, 38)):
        p.dark(hx, hy, r * 1.3, r * 0.22, view.palette.shade, 0.45)
        cock = smooth(points(hx - r, hy + 4, hx - r * 0.8, hy - r * 0.75, hx - r * 0.25, hy - r * 1.3,
            hx + r * 0.3, hy - r * 1.28, hx + r * 0.82, hy - r * 0.7, hx + r, hy + 4))
        part = p.body(cock, view.tint("#e8c878"), vol=0.6, edge=0.7, tex=0.7, rim=0.3)
        p.fur(part, view.tint("#fbe6a8"), n=90, ln=r * 0.4, wd=2.4, a=0.5, origin=(hx, hy - r * 1.4))
    grass(view, (0, 1024), (560, 680), 130, 22, OLIVE)
    _wildflowers(view, ((40, 360, 560, 650, 26),))
    yield Stage(x=440, y=698, size=94, look=(0.5, -0.6), companion=Spot(640, 680, 72),
        ground=(Spot(640, 714, 90), Spot(250, 708, 84), Spot(770, 708, 82)),
        air=(Spot(560, 280, 96), Spot(880, 330, 80)), anchors=((196, 260, 60), (690, 520, 50),
        (880, 540, 70), (150, 610, 34), (300, 620, 30)))
    grass(view, (0, 1024), (708, 768), 210, 34, OLIVE)
    for fx, fy, fs, c, kind in ((90, 650, 24, "gold", "daisy"), (920, 690, 25, "coral", "open"),
            (970, 640, 20, "lily", "daisy"), (180, 712, 18, "blue", "open")):
        flower(view, fx, fy, fs, c, stem=96, kind=kind)


def at_the_gate(view: View) -> Play:
    """A dry stone wall with a gate; a lane winds to far blue hills."""
    p = view.canvas
    wash(view, horizon=400, light=(500, 150), disc=46, crescent=True)
    cloud(view, 820, 130, 300, 56)
    cloud(view, 190, 210, 260, 48, a=0.6)
    ridge(view, 356, 34, "#9db0d0", far=0.55)
    ridge(view, 396, 24, "#9cbcb4", far=0.4)
    far_wood(view, 424, 40, SUMMER, far=0.4, n=15)
    ground(view, points(-40, 430, 260, 414, 560, 436, 820, 420, 1070, 432), "#b4d598", far=0.14)
    path(view, points(540, 430, 580, 470, 500, 540, 560, 620, 640, 800), (14, 330), "#ead9b8", stones=0)
    tree(view, 110, 500, 330, AUTUMN, lean=0.04, crown=0.46)
    clump(view, 960, 470, 120, 70, SUMMER, far=0.12, n=90)
    clump(view, 860, 480, 70, 40, SUMMER, far=0.12, n=60)
    for x0, x1 in ((-30, 420), (700, 1060)):
        for row, (yy, h) in enumerate(((592, 34), (564, 32), (538, 26))):
            x = x0 + row * 12.0
            while x < x1:
                w = view.rng.uniform(34, 64)
                stone = smooth(points(x, yy, x + 2, yy - h, x + w * 0.5, yy - h - 3, x + w - 4, yy - h + 1,
                    x + w - 2, yy, x + w * 0.5, yy + 3), n=4)
                p.body(stone, mix(view.tint("#b4aca4"), view.tint("#8f8f98"), view.rng.uniform(0, 0.6)),
                    vol=0.4, edge=0.9, rough=0.6)
                x += w
    wood = view.tint("#c29a76")
    for yy in (500, 528, 556, 584):
        p.body(ribbon(points(452, yy + 8, 560, yy + 3, 672, yy), 11, lambda t: 1 + 0 * t), wood, vol=0.3,
            edge=0.8)
    p.body(ribbon(points(456, 596, 668, 502), 9, lambda t: 1 + 0 * t), wood, vol=0.3, edge=0.8)
    for x in (440, 684):
        p.body(ribbon(points(x, 470, x + 2, 618), 25, lambda t: 1 + 0 * t),
            mix(wood, view.palette.shade, 0.25), vol=0.5, edge=0.8)
    ground(view, points(-40, 616, 240, 606, 440, 622, 520, 640, 690, 620, 1070, 604), "#98c687")
    path(view, points(560, 612, 560, 660, 520, 800), (200, 380), "#ead9b8", stones=0)
    grass(view, (0, 1024), (600, 690), 150, 24, OLIVE)
    _wildflowers(view, ((30, 300, 624, 720, 24), (760, 1000, 620, 720, 24)))
    yield Stage(x=650, y=704, size=94, look=(-0.4, -0.6), companion=Spot(330, 536, 62),
        ground=(Spot(850, 716, 90), Spot(460, 716, 86), Spot(330, 712, 80)),
        air=(Spot(690, 250, 92), Spot(360, 300, 80)), anchors=((110, 250, 90), (150, 660, 34),
        (880, 660, 34), (240, 640, 28), (960, 450, 70)))
    grass(view, (420, 1024), (712, 768), 110, 30, OLIVE)
    grass(view, (0, 420), (720, 768), 90, 36, OLIVE)
    rock(view, 90, 744, 120, 40, "#b0aaa6", moss=True)
    flower(view, 180, 680, 24, "lily", stem=90, kind="daisy")
    flower(view, 950, 676, 25, "blush", stem=96)
    haze(view, 436, 20, a=0.2)


LAYOUTS = (under_the_lone_tree, by_the_windmill, at_the_gate)
