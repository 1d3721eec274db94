"""The village: a winding street, the square with its fountain, a bridge over the canal."""

# Rows of page coordinates read better filled than one number a line.
# fmt: off

import numpy as np

from sandman.providers.illustration.painter.brush import ellipse, mix, points, ribbon, smooth
from sandman.providers.illustration.painter.buildings import cottage, pane, string_of_lights
from sandman.providers.illustration.painter.land import ground, haze, path, ridge
from sandman.providers.illustration.painter.plants import (
    ROSE,
    SUMMER,
    clump,
    drift,
    far_wood,
    flower,
    grass,
    tree,
)
from sandman.providers.illustration.painter.settings import Play
from sandman.providers.illustration.painter.sky import cloud, wash
from sandman.providers.illustration.painter.view import Spot, Stage, View
from sandman.providers.illustration.painter.water import submerge

WALLS = ("#f3e3c8", "#f0d3bd", "#e3e2cf", "#f6ead6", "#e6d0c4")
ROOFS = ("#c2745c", "#9a7a86", "#b0826a", "#8a8a9c", "#c98a6a")


def _street_lamp(view: View, x: float, foot: float, h: float) -> tuple[float, float, float]:
    p = view.canvas
    lit = view.palette.is_dark or view.palette.id == "dusk"
    iron = view.tint("#6a5a66")
    p.body(ribbon(points(x, foot, x, foot - h * 0.82), h * 0.035, lambda t: 1.6 - 0.6 * t), iron, vol=0.4,
        edge=0.7)
    head = points(x - h * 0.05, foot - h * 0.82, x - h * 0.075, foot - h * 0.95, x + h * 0.075,
        foot - h * 0.95, x + h * 0.05, foot - h * 0.82)
    p.body(head, "#ffdb8c" if lit else view.tint("#dfe9e6"), edge=0.5, tex=0.1, grain=0, rough=0.3)
    p.body(points(x - h * 0.09, foot - h * 0.945, x, foot - h * 1.02, x + h * 0.09, foot - h * 0.945), iron,
        vol=0.4, edge=0.7)
    if lit:
        p.glow(x, foot - h * 0.88, h * 0.62, "#ffc877", 0.6)
        p.lamp(x, foot, h * 0.6, "#ffc877", 0.4, h * 0.16)
    return (x, foot - h * 0.88, h * 0.12)


def _cobbles(view: View, ys: tuple[float, float], n: int = 90, colour: str = "#d9cdbd") -> None:
    rng = view.rng
    y = np.sort(rng.uniform(*ys, n))
    k = 4 + (y - ys[0]) * 0.055
    stones = [ellipse(x, b, r * 1.5, r * 0.6, n=16) for x, b, r in zip(rng.uniform(0, 1024, n), y, k,
        strict=True)]
    view.canvas.body(stones, mix(view.tint(colour), view.palette.light, 0.12), a=0.5, edge=1.1, rough=0.5)


def winding_street(view: View) -> Play:
    """Crooked houses lean over a street that winds uphill to a church."""
    p = view.canvas
    wash(view, horizon=420, light=(560, 130), disc=44)
    cloud(view, 800, 110, 240, 40, a=0.5)
    ridge(view, 360, 22, "#9db0d0", far=0.5)
    far_wood(view, 400, 50, SUMMER, far=0.45, n=14)
    ground(view, points(-40, 430, 300, 410, 600, 404, 1070, 424), "#a9cb98", far=0.16)
    spire = points(470, 400, 470, 300, 494, 210, 518, 300, 518, 400)
    p.body(spire, view.tint("#d9cfc4", 0.25), vol=0.4, edge=0.7)
    p.body(points(464, 304, 494, 196, 524, 304), view.tint("#8a8a9c", 0.2), vol=0.4, edge=0.7)
    pane(view, 494, 340, 14, 24, arched=True)
    for x, foot, w, h, i in ((420, 420, 110, 50, 0), (590, 424, 120, 54, 2), (330, 450, 140, 70, 1),
            (690, 456, 150, 78, 3)):
        cottage(view, x, foot, w, h, wall=WALLS[i], roof=ROOFS[i], far=0.12, door=i % 2 == 0)
    ground(view, points(-40, 500, 300, 466, 500, 440, 700, 466, 1070, 500), "#d6cab8", tex=0.4, pale=True)
    path(view, points(500, 440, 540, 480, 470, 540, 520, 640, 500, 800), (30, 560), "#d9ccb9", stones=60)
    cottage(view, 130, 560, 260, 150, wall=WALLS[4], roof=ROOFS[1], smoke=True)
    cottage(view, 890, 570, 270, 160, wall=WALLS[0], roof=ROOFS[0])
    for x in (250, 770, 1000, 40):
        clump(view, x, 572, 34, 22, ROSE if x < 500 else SUMMER, n=40, leaf=7)
    lights = string_of_lights(view, ((250, 330), (780, 320)), sag=60, n=8)
    lamp = _street_lamp(view, 700, 606, 220)
    _cobbles(view, (590, 750))
    yield Stage(x=420, y=700, size=92, look=(0.5, -0.6), companion=Spot(620, 700, 70),
        ground=(Spot(610, 712, 88), Spot(230, 708, 84), Spot(800, 712, 84)),
        air=(Spot(340, 250, 86), Spot(650, 230, 80)), anchors=(lamp, *lights[1:7:2], (250, 560, 30),
        (770, 560, 30)))
    for x in (70, 960):
        p.body(points(x - 44, 760, x - 36, 706, x + 36, 706, x + 44, 760), view.tint("#b5765c"), vol=0.5,
            edge=0.8)
        clump(view, x, 696, 58, 34, SUMMER, n=60, leaf=8)
        drift(view, np.c_[view.rng.uniform(x - 44, x + 44, 9), view.rng.uniform(670, 704, 9)], 9,
            ("coral", "blush", "lily"), stem=0.6)


def the_square(view: View) -> Play:
    """A fountain under a great linden; shops round the square, lanterns overhead."""
    p = view.canvas
    wash(view, horizon=400, light=(200, 140), disc=46, crescent=True)
    cloud(view, 480, 110, 280, 46, a=0.5)
    far_wood(view, 370, 40, SUMMER, far=0.5, n=14)
    ground(view, points(-40, 420, 500, 414, 1070, 420), "#d6cab8", far=0.12, tex=0.4, pale=True)
    for i, (x, w, h) in enumerate(((60, 190, 110), (220, 160, 130), (370, 150, 104), (860, 190, 120),
            (1000, 170, 140))):
        cottage(view, x, 452, w, h, wall=WALLS[i % 5], roof=ROOFS[(i + 2) % 5], far=0.08, door=i % 2 == 0,
            smoke=i == 1)
    for x, colour in ((220, "#d98a7c"), (860, "#7fa6b8")):
        p.body(points(x - 66, 392, x + 66, 392, x + 78, 414, x - 78, 414), view.tint(colour), vol=0.3,
            edge=0.8)
        p.body([points(x + u, 392, x + u + 22, 392, x + u * 1.18 + 24, 414, x + u * 1.18, 414) for u in (-50,
            -6, 38)], view.tint("#fbf0de"), edge=0.6, rough=0.4)
    ground(view, points(-40, 480, 500, 470, 1070, 480), "#dbcfbd", tex=0.4, pale=True)
    _cobbles(view, (490, 750), 130)
    tree(view, 640, 520, 400, SUMMER, crown=0.46)
    lights = string_of_lights(view, ((250, 300), (600, 290)), sag=40, n=6)
    x, y = 250, 590
    p.dark(x, y + 8, 170, 30, view.palette.shade, 0.5)
    stone = view.tint("#c6beb6")
    p.body(smooth(points(x - 150, y - 34, x - 140, y + 14, x, y + 34, x + 140, y + 14, x + 150, y - 34, x,
        y - 20)), stone, vol=0.5, edge=0.8, tex=0.7)
    p.body(ellipse(x, y - 36, 150, 26), mix(stone, view.palette.light, 0.3), edge=0.9)
    p.body(ellipse(x, y - 35, 130, 19), mix(view.tint("#8cc0d2"), view.palette.sky[2], 0.3), edge=0.8)
    p.body(ribbon(points(x, y - 40, x, y - 130), 26, lambda t: 1 - 0.4 * t), stone, vol=0.5, edge=0.8)
    p.body(ellipse(x, y - 130, 56, 12), mix(stone, view.palette.light, 0.2), edge=0.9)
    for k in (-1, -0.5, 0.5, 1):
        p.line(points(x, y - 140, x + k * 40, y - 168 + abs(k) * 16, x + k * 84, y - 44),
            mix(view.palette.light, "#ffffff", 0.5), 3, 0.6, broken=0.3)
    lamp = _street_lamp(view, 930, 600, 230)
    yield Stage(x=520, y=704, size=92, look=(-0.6, -0.4), companion=Spot(700, 700, 70),
        ground=(Spot(710, 714, 88), Spot(330, 714, 84), Spot(820, 714, 84)),
        air=(Spot(440, 250, 84), Spot(860, 230, 80)), afloat=None,
        anchors=(lamp, *lights[:5:2], (250, 500, 70), (640, 260, 90)))
    for px in (60, 960):
        p.body(points(px - 44, 762, px - 36, 712, px + 36, 712, px + 44, 762), view.tint("#b5765c"), vol=0.5,
            edge=0.8)
        clump(view, px, 700, 56, 32, ROSE, n=60, leaf=8)


def over_the_canal(view: View) -> Play:
    """On a little bridge over the canal; tall houses and their lit windows stand in the water."""
    p = view.canvas
    wash(view, horizon=420, light=(480, 140), disc=46)
    cloud(view, 760, 120, 260, 44, a=0.5)
    ridge(view, 380, 14, "#9db0d0", far=0.5)
    for i, (x, w, h) in enumerate(((70, 170, 250), (210, 140, 200), (330, 110, 160), (700, 120, 170),
            (830, 150, 216), (975, 180, 262))):
        wall, roof = view.tint(WALLS[i % 5], 0.06), view.tint(ROOFS[(i + 1) % 5], 0.06)
        foot = 470
        p.body(points(x - w / 2, foot, x - w / 2, foot - h, x + w / 2, foot - h, x + w / 2, foot), wall,
            vol=0.25, edge=0.7, tex=0.5, rough=0.4)
        gable = points(x - w * 0.54, foot - h + 4, x - w * 0.3, foot - h * 1.0 - w * 0.34, x - w * 0.12,
            foot - h - w * 0.4, x, foot - h - w * 0.62, x + w * 0.12, foot - h - w * 0.4, x + w * 0.3,
            foot - h - w * 0.34, x + w * 0.54, foot - h + 4)
        p.body(gable, roof, vol=0.3, edge=0.8)
        for row in range(int(h // 70)):
            for u in (-0.24, 0.24):
                pane(view, x + u * w, foot - h + 40 + row * 66, w * 0.19, 36)
    for x in (430, 590):
        clump(view, x, 456, 60, 40, SUMMER, far=0.2, n=60, leaf=7)
    p.body(points(-60, 468, 1084, 468, 1084, 486, -60, 486), view.tint("#b9aea4"), edge=0.7)
    p.reflect(486, 220, view.tint("#7fa6b8"), 0.86)
    haze(view, 486, 8, a=0.2)
    p.body([ribbon(points(x - 26, y, x, y - 1, x + 26, y), 2.4, n=4) for x,
        y in zip(view.rng.uniform(0, 1024, 34), view.rng.uniform(500, 660, 34), strict=True)],
        view.palette.light, a=0.4)
    stone = view.tint("#bdb2a6")
    p.body(smooth(points(-80, 800, -80, 690, 140, 640, 420, 612, 700, 616, 940, 650, 1110, 700, 1110, 800),
        n=8), stone, vol=0.2, edge=0.8, tex=0.6)
    rail = smooth(points(-60, 622, 140, 574, 420, 546, 700, 550, 940, 584, 1084, 626), False)
    posts = [ribbon(points(*rail[i], rail[i, 0], rail[i, 1] + 78), 9, lambda t: 1 + 0 * t) for i in range(3,
        len(rail) - 2, 4)]
    iron = view.tint("#6a5a66")
    p.body(posts, iron, edge=0.7, vol=0.3)
    p.body(ribbon(rail[::6], 12, lambda t: 1 + 0 * t), iron, vol=0.4, edge=0.7)
    for i in range(8, len(rail) - 6, 13):
        bx, by = rail[i]
        p.body(points(bx - 46, by + 8, bx + 46, by + 8, bx + 38, by + 34, bx - 38, by + 34),
            view.tint("#a8745a"), vol=0.4, edge=0.8)
        clump(view, bx, by, 50, 18, SUMMER, n=36, leaf=6)
        drift(view, np.c_[view.rng.uniform(bx - 42, bx + 42, 7), view.rng.uniform(by - 14, by + 8, 7)], 7,
            ("coral", "blush", "lily"), stem=0.4)
    ground(view, points(-40, 700, 200, 664, 480, 642, 720, 646, 1070, 696), "#dbcfbd", tex=0.4, pale=True)
    _cobbles(view, (664, 752), 70)
    lamp = _street_lamp(view, 170, 680, 270)
    standing = yield Stage(x=600, y=706, size=92, look=(-0.3, -0.6), companion=Spot(780, 706, 68),
        ground=(Spot(790, 718, 86), Spot(420, 718, 84), Spot(310, 716, 82)),
        air=(Spot(420, 280, 86), Spot(620, 260, 80)), afloat=Spot(330, 560, 78),
        anchors=(lamp, (70, 300, 50), (960, 300, 50), (500, 540, 50), (760, 540, 50)))
    if standing.swimmer is not None:
        submerge(view, standing.swimmer, "#7fa6b8")
    grass(view, (0, 90), (750, 780), 24, 40)
    flower(view, 960, 720, 22, "coral", stem=50)


LAYOUTS = (winding_street, the_square, over_the_canal)
