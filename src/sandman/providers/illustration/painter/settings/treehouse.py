"""The treehouse: seen from its foot, from its deck above the leaves, across a rope bridge."""

# Rows of page coordinates read better filled than one number a line.
# fmt: off

import numpy as np

from sandman.providers.illustration.painter.brush import mix, points, ribbon, smooth
from sandman.providers.illustration.painter.buildings import pane, string_of_lights
from sandman.providers.illustration.painter.land import ground, haze, ridge
from sandman.providers.illustration.painter.plants import (
    AUTUMN,
    OLIVE,
    SUMMER,
    TEAL,
    clump,
    drift,
    far_wood,
    fern,
    flower,
    grass,
    sprays,
    trunk,
)
from sandman.providers.illustration.painter.settings import Play
from sandman.providers.illustration.painter.sky import cloud, wash
from sandman.providers.illustration.painter.view import Spot, Stage, View


def _hut(view: View, x: float, foot: float, w: float, h: float, roof: str = "#b8705c") -> None:
    """A plank hut on its platform, (x, foot) the middle of its floor."""
    p = view.canvas
    wood = view.tint("#c79a70")
    p.body(points(x - w * 0.5, foot, x - w * 0.48, foot - h, x + w * 0.48, foot - h, x + w * 0.5, foot),
        wood, vol=0.3, edge=0.8, tex=0.6, rough=0.5)
    for u in np.linspace(-0.4, 0.4, 7):
        p.line(points(x + u * w, foot, x + u * w * 0.98, foot - h), mix(wood, "#4a2e2e", 0.5), 2, 0.4)
    top = points(x - w * 0.64, foot - h * 0.92, x - w * 0.1, foot - h * 1.62, x + w * 0.1, foot - h * 1.64,
        x + w * 0.64, foot - h * 0.92, x, foot - h * 0.98)
    part = p.body(top, view.tint(roof), vol=0.4, edge=0.9, tex=0.7)
    for k in (0.25, 0.5, 0.75):
        p.line(points(x - w * 0.6, foot - h * (0.95 + 0.6 * k), x, foot - h * (0.98 + 0.6 * k), x + w * 0.6,
            foot - h * (0.95 + 0.6 * k)), view.palette.shade, 3, 0.4, clip=part)
    pane(view, x + w * 0.2, foot - h * 0.55, w * 0.24, h * 0.36)
    door = points(x - w * 0.32, foot, x - w * 0.32, foot - h * 0.6, x - w * 0.2, foot - h * 0.74,
        x - w * 0.08, foot - h * 0.6, x - w * 0.08, foot)
    p.body(smooth(door, n=4), view.tint("#7f9a8c"), vol=0.4, edge=0.9)
    p.body(points(x - w * 0.78, foot + h * 0.1, x - w * 0.78, foot, x + w * 0.78, foot, x + w * 0.78,
        foot + h * 0.1), mix(wood, view.palette.shade, 0.2), vol=0.4, edge=0.8, rough=0.5)
    p.dark(x, foot + h * 0.16, w * 0.7, h * 0.12, view.palette.shade, 0.5)


def _rail(view: View, line: np.ndarray, h: float, step: int = 4) -> None:
    p = view.canvas
    wood = view.tint("#b08662")
    p.body([ribbon(points(*line[i], line[i, 0], line[i, 1] + h), 9, lambda t: 1 + 0 * t) for i in range(1,
        len(line), step)], wood, vol=0.3, edge=0.8)
    for dy in (0.0, h * 0.5):
        p.body(ribbon(line[:: max(1, len(line) // 6)] + np.array([0, dy]), 11 if dy == 0 else 7,
            lambda t: 1 + 0 * t), mix(wood, view.palette.light, 0.15), vol=0.3, edge=0.8)


def from_below(view: View) -> Play:
    """The treehouse in a great tree at the right, its ladder down; a swing from a bough."""
    p = view.canvas
    wash(view, horizon=460, light=(230, 150), disc=48)
    cloud(view, 430, 110, 260, 44, a=0.55)
    ridge(view, 410, 18, "#9db4c6", far=0.5)
    far_wood(view, 462, 90, SUMMER, far=0.4, n=12)
    ground(view, points(-40, 480, 300, 470, 640, 484, 1070, 472), "#9fc88e")
    p.glow(300, 500, 300, view.palette.light, 0.25)
    trunk(view, smooth(points(690, 680, 730, 560, 736, 400, 700, 300, 640, 220, 700, 230, 760, 300, 790, 200,
        850, 190, 850, 300, 930, 210, 980, 220, 900, 340, 880, 420, 892, 560, 950, 680, 820, 692)),
        "#8a7470", bark=12)
    for x, y, rx, ry in ((620, 150, 130, 90), (980, 150, 130, 100), (820, 60, 220, 90), (540, 220, 80, 50),
            (1010, 260, 80, 60)):
        clump(view, x, y, rx, ry, SUMMER, n=120, leaf=10)
    _hut(view, 812, 396, 190, 120)
    rungs = [ribbon(points(742, y, 782, y - 2), 6, lambda t: 1 + 0 * t) for y in range(420, 660, 24)]
    p.body(rungs, view.tint("#c79a70"), edge=0.8)
    for x in (742, 782):
        p.body(ribbon(points(x - 6, 664, x, 400), 7, lambda t: 1 + 0 * t), view.tint("#b08662"), edge=0.8)
    p.body(ribbon(points(650, 250, 540, 236, 450, 252), 22, lambda t: 1 - 0.7 * t), view.tint("#8a7470"),
        vol=0.4, edge=0.7)
    for x in (500, 556):
        p.line(points(x, 244, x - 4, 420, x - 2, 560), view.tint("#d3bd96"), 2.6, 0.85, broken=0.1)
    p.body(points(486, 560, 566, 560, 568, 571, 484, 571), view.tint("#c79a70"), vol=0.3, edge=0.9)
    for x, y, rx in ((740, 120, 110), (900, 110, 120), (460, 244, 40)):
        clump(view, x, y, rx, rx * 0.5, TEAL, n=100, leaf=10)
    lights = string_of_lights(view, ((660, 300), (960, 310)), sag=26, n=5)
    grass(view, (0, 1024), (500, 680), 150, 24)
    drift(view, np.c_[view.rng.uniform(50, 480, 26), view.rng.uniform(520, 680, 26)], 8,
        ("lily", "gold", "blue"))
    fern(view, 930, 670, 90)
    yield Stage(x=360, y=700, size=92, look=(0.6, -0.8), companion=Spot(560, 700, 70),
        ground=(Spot(560, 714, 86), Spot(180, 710, 84), Spot(650, 714, 80)),
        air=(Spot(380, 280, 88), Spot(130, 320, 80)), anchors=(*lights[:4], (620, 150, 70), (980, 160, 70),
        (150, 600, 34), (930, 630, 40)))
    grass(view, (160, 560), (706, 752), 100, 30)
    flower(view, 100, 660, 24, "lily", stem=90, kind="daisy")
    sprays(view, ("bl", "br"), "#3f6a5c", leaf=22, reach=180, count=2)


def on_the_deck(view: View) -> Play:
    """On the deck among the treetops; the hut's lit door at the left, hills far below."""
    p = view.canvas
    wash(view, horizon=440, light=(740, 160), disc=52)
    cloud(view, 480, 130, 280, 48, a=0.55)
    ridge(view, 390, 28, "#93a8cf", far=0.5)
    ridge(view, 430, 20, "#8fb3a4", far=0.38)
    far_wood(view, 500, 100, SUMMER, far=0.34, n=10)
    far_wood(view, 560, 120, OLIVE, far=0.2, n=9)
    for x, y, rx, ry in ((520, 600, 120, 70), (720, 610, 140, 70), (930, 590, 150, 90)):
        clump(view, x, y, rx, ry, SUMMER, far=0.1, n=100, leaf=9)
    haze(view, 470, 30, a=0.25)
    trunk(view, smooth(points(-60, 820, -60, -40, 60, -40, 96, 160, 104, 420, 130, 660, 150, 820)),
        "#8a7470", bark=10)
    _hut(view, 210, 640, 270, 250)
    for x, y, rx, ry in ((80, 90, 170, 100), (280, 60, 150, 70), (430, 40, 90, 44)):
        clump(view, x, y, rx, ry, TEAL, n=130, leaf=11)
    line = np.c_[np.linspace(360, 1080, 30), 566 + 16 * np.linspace(0, 1, 30)]
    _rail(view, line, 96)
    deck = view.tint("#c19470")
    p.body(points(-40, 672, 400, 650, 760, 654, 1084, 672, 1084, 820, -40, 820), deck, edge=0.7, tex=0.6)
    for k in range(6):
        y = 674 + k * 19
        p.line(points(-40, y + 8, 500, y - 4, 1084, y + 8), mix(deck, "#4a2e2e", 0.5), 2.2, 0.4, broken=0.5)
    lights = string_of_lights(view, ((330, 330), (1040, 280)), sag=54, n=9)
    yield Stage(x=600, y=706, size=92, look=(0.5, -0.7), companion=Spot(800, 706, 68),
        ground=(Spot(800, 718, 86), Spot(410, 718, 84), Spot(900, 716, 84)),
        air=(Spot(560, 240, 88), Spot(900, 420, 80)), anchors=(*lights[1:8:2], (720, 600, 60),
        (930, 580, 70), (80, 90, 80)))
    p.body(points(40, 764, 52, 700, 140, 700, 152, 764), view.tint("#b5765c"), vol=0.5, edge=0.8)
    fern(view, 96, 706, 110)
    sprays(view, ("tr", "br"), "#3f6a5c", leaf=24, reach=220, count=3)


def across_the_rope_bridge(view: View) -> Play:
    """A rope bridge hangs between two trees; a second hut glows in the far one."""
    p = view.canvas
    wash(view, horizon=430, light=(470, 140), disc=46, crescent=True)
    cloud(view, 200, 110, 240, 42, a=0.5)
    ridge(view, 430, 24, "#8fa8b4", far=0.52)
    far_wood(view, 520, 120, AUTUMN, far=0.42, n=10)
    far_wood(view, 600, 130, SUMMER, far=0.26, n=9)
    haze(view, 520, 60, a=0.4)
    trunk(view, smooth(points(760, 820, 780, 520, 770, 300, 730, 120, 860, 120, 850, 300, 866, 520, 900,
        820)), "#8f7b74", bark=9)
    for x, y, rx, ry in ((700, 130, 130, 80), (900, 130, 150, 90), (800, 50, 170, 70), (1000, 220, 80, 60)):
        clump(view, x, y, rx, ry, SUMMER, far=0.06, n=120, leaf=9)
    _hut(view, 826, 440, 190, 120, "#7f8a9c")
    rope = view.tint("#cdb48a")
    t = np.linspace(0, 1, 22)
    for dy, w in ((0, 5), (64, 5)):
        line = np.c_[170 + 540 * t, 560 - 110 * t + 90 * 4 * t * (1 - t) * 0.5 + dy - 30]
        p.line(line, rope, w, 0.9, broken=0.1, sm=False)
    upper = np.c_[170 + 540 * t, 530 - 110 * t + 180 * t * (1 - t)]
    for i in range(1, 21):
        p.line(points(*upper[i], upper[i, 0], upper[i, 1] + 64), rope, 1.8, 0.7, broken=0.2)
    planks = [points(upper[i, 0] - 9, upper[i, 1] + 62, upper[i, 0] + 10, upper[i, 1] + 62, upper[i, 0] + 8,
        upper[i, 1] + 72, upper[i, 0] - 11, upper[i, 1] + 72) for i in range(22)]
    p.body(planks, view.tint("#b98a64"), vol=0.2, edge=0.9, rough=0.4)
    trunk(view, smooth(points(-60, 820, -60, -40, 70, -40, 96, 180, 110, 420, 160, 700, 200, 820)),
        "#86726c", bark=10)
    for x, y, rx, ry in ((70, 80, 170, 96), (250, 50, 130, 60), (30, 200, 90, 70)):
        clump(view, x, y, rx, ry, TEAL, n=130, leaf=11)
    deck = view.tint("#c19470")
    p.body(smooth(points(-40, 660, 160, 644, 420, 640, 640, 650, 700, 690, 660, 740, 500, 800, -40, 820),
        n=6), deck, edge=0.8, tex=0.6, vol=0.15)
    for k in range(6):
        p.line(points(-40, 676 + k * 20, 300, 664 + k * 20, 640, 672 + k * 20), mix(deck, "#4a2e2e", 0.5),
            2.2, 0.4, broken=0.5)
    lights = string_of_lights(view, ((150, 330), (740, 300)), sag=60, n=8)
    yield Stage(x=380, y=704, size=92, look=(0.6, -0.5), companion=Spot(560, 700, 68),
        ground=(Spot(560, 716, 84), Spot(210, 716, 84), Spot(120, 716, 78), Spot(620, 706, 70)),
        footing=False, air=(Spot(560, 230, 88), Spot(620, 420, 74)),
        anchors=(*lights[1:8:2], (700, 130, 70), (900, 130, 80), (250, 50, 60)))
    clump(view, 900, 740, 150, 70, SUMMER, n=120, leaf=10)
    clump(view, 740, 780, 110, 50, OLIVE, n=90, leaf=10)
    sprays(view, ("bl",), "#3f6a5c", leaf=22, reach=180, count=2)


LAYOUTS = (from_below, on_the_deck, across_the_rope_bridge)
