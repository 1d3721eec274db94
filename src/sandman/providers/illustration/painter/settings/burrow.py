"""The burrow: an armchair by the round window, a hearth, a bed-nook among the roots."""

# Rows of page coordinates read better filled than one number a line.
# fmt: off

import numpy as np

from sandman.providers.illustration.painter.brush import Colour, ellipse, mix, points, ribbon, smooth
from sandman.providers.illustration.painter.plants import mushrooms
from sandman.providers.illustration.painter.rooms import (
    armchair,
    bunting,
    floor_boards,
    moonbeam,
    round_pane,
    rug,
    shelf,
    table_lamp,
    window,
)
from sandman.providers.illustration.painter.settings import Play
from sandman.providers.illustration.painter.view import HEIGHT, WIDTH, Spot, Stage, View

EARTH = "#c09470"


def _den(view: View, outline: np.ndarray, lamp: tuple[float, float]) -> None:
    """A rounded room dug out of the dark earth, roots hanging through its ceiling."""
    p, pal, rng = view.canvas, view.palette, view.rng
    p.light = lamp
    dark = view.tint("#6b4f48")
    p.sky((mix(dark, "#1e1420", 0.4), mix(dark, "#1e1420", 0.25), dark, dark), 0, HEIGHT, 0.3)
    wall = view.tint(EARTH)
    part = p.body(outline, wall, edge=0.9, ew=14, tex=0.24, vol=0.45, volk=0.2, soft=2)
    for _ in range(22):
        y, x = rng.uniform(110, 540), rng.uniform(110, 910)
        p.glaze(ribbon(points(x - 90, y + 10, x, y - 8, x + 90, y + 8), rng.uniform(14, 34)),
            mix(wall, pal.light, 0.2), 0.2, soft=4, edge=0.8, clip=part)
    stones = [ellipse(rng.uniform(110, 910), rng.uniform(90, 520), r, r * 0.7, n=16) for r in rng.uniform(5,
        14, 16)]
    p.body(stones, mix(wall, view.tint("#8f8a88"), 0.5), a=0.6, vol=0.4, edge=0.9, clip=part)


def _roots(view: View, roots: tuple[tuple[float, ...], ...], colour: Colour = "#8a6248") -> None:
    for root in roots:
        view.canvas.body(ribbon(points(*root), 17, lambda t: 1 - 0.85 * t), view.tint(colour), vol=0.5,
            edge=0.7)


def _lamplight(view: View, x: float, y: float, r: float, a: float = 0.8) -> None:
    if view.palette.is_dark:
        k = 1.0 if view.palette.id == "lamp" else 0.85
        view.canvas.lamp(x, y, r, "#ffb85e", a * k)
        view.canvas.glow(x, y, r * 0.66, "#ffc070", 0.34 * k)


def _books(view: View, x: float, y: float) -> None:
    p = view.canvas
    for i, (colour, w) in enumerate((("#7f7aa8", 62), ("#b5604f", 56), ("#6f8f86", 50))):
        yy = y - i * 20
        p.body(points(x - w, yy, x - w, yy - 18, x + w, yy - 20, x + w, yy - 2), view.tint(colour), vol=0.4,
            edge=0.9, rough=0.5)
        p.body(points(x - w + 8, yy - 5, x - w + 8, yy - 13, x + w + 1, yy - 15, x + w + 1, yy - 7),
            view.tint("#f3e2c2"), edge=0.4, rough=0.3)


def by_the_armchair(view: View) -> Play:
    """A deep armchair under hanging roots, the moon in a round window, a lantern on a stool."""
    p = view.canvas
    room = smooth(points(70, 790, 50, 480, 110, 250, 300, 90, 540, 50, 760, 90, 930, 250, 985, 480, 970, 790))
    _den(view, room, (760, 430))
    _roots(view, ((300, 90, 330, 170, 300, 250, 335, 320), (560, 50, 545, 120, 590, 180),
        (760, 90, 730, 150, 770, 215, 745, 270), (430, 60, 420, 110, 450, 150)))
    pane = round_pane(250, 262, 92)
    window(view, pane, frame="#9a6c4e", moon_at=(0.62, 0.34))
    flags = bunting(view, ((390, 120), (640, 140)), sag=30, n=6)
    shelf(view, 640, 256, 240)
    floor_boards(view, 590, "#bd8d5e")
    rug(view, 500, 690, 370, 74)
    moonbeam(view, pane, (330, 660), a=0.14)
    chair_x = 690
    armchair(view, chair_x, 690, 172)
    for dx in (-34, 0, 34):
        p.body(ribbon(points(910 + dx, 612, 910 + dx * 1.25, 690), 12, lambda t: 1 - 0.2 * t),
            view.tint("#7f5842"), vol=0.5)
    p.body(ellipse(910, 610, 62, 17), view.tint("#a4764f"), vol=0.4, edge=0.9)
    table_lamp(view, 910, 606, 74, lit=1.0 if view.palette.is_dark else 0.0)
    _lamplight(view, 840, 560, 560, 0.4)
    _books(view, 140, 700)
    yield Stage(x=430, y=706, size=94, look=(0.5, -0.2), companion=Spot(300, 700, 66),
        ground=(Spot(240, 722, 82), Spot(610, 726, 80), Spot(140, 640, 70)),
        air=(Spot(500, 260, 84), Spot(590, 300, 74)), anchors=(*flags[::2], (250, 262, 50), (910, 540, 50),
        (560, 130, 40)))
    for x, y in ((0, 0), (WIDTH, 0)):
        p.dark(x, y, 400, 380, view.tint("#5a3a40"), 0.7)
    mushrooms(view, 60, 744, 24, "#d99a6a")


def by_the_hearth(view: View) -> Play:
    """A fire of small logs in a stone hearth at the right; pots and bunches of herbs."""
    p, pal = view.canvas, view.palette
    room = smooth(points(40, 790, 40, 420, 140, 200, 360, 80, 620, 60, 860, 130, 1000, 330, 1010, 790))
    _den(view, room, (800, 520))
    _lamplight(view, 660, 420, 720, 0.7)
    _roots(view, ((220, 150, 250, 210, 230, 290), (420, 66, 440, 130, 410, 180, 430, 220),
        (600, 60, 590, 110, 620, 150)))
    pane = round_pane(420, 250, 76)
    window(view, pane, frame="#9a6c4e", moon_at=(0.36, 0.36))
    herbs = []
    p.line(points(540, 150, 600, 164, 660, 158), view.tint("#7f5842"), 3, 0.8)
    for x in (556, 600, 644):
        p.body([ellipse(x + dx, 196 + dy, 7, 15, dx * 3, n=14) for dx, dy in ((-9, 0), (9, 2), (0, 10))],
            view.tint("#93ad74"), edge=0.8, rough=0.5)
        p.line(points(x, 160, x, 190), view.tint("#8a6a50"), 2.4, 0.8)
        herbs.append((float(x), 196.0, 18.0))
    stone = view.tint("#b0a49a")
    p.body(smooth(points(690, 610, 690, 400, 730, 330, 790, 170, 860, 100, 950, 330, 980, 400, 980, 610),
        n=4), stone, vol=0.4, edge=0.8, tex=0.7)
    for y in (360, 420, 480, 540, 590):
        for stone_x in np.arange(704.0 + (y % 40), 970, 58):
            p.line(points(stone_x, y - 24, stone_x + 2, y), pal.shade, 2.4, 0.3)
        p.line(points(696, y, 840, y - 4, 976, y), pal.shade, 2.4, 0.35)
    t = np.linspace(np.pi, 0, 14)
    mouth = np.vstack([[(752, 606)], np.c_[836 + np.cos(t) * 84, 470 - np.sin(t) * 56], [(920, 606)]])
    p.body(mouth, "#43303a" if not pal.is_dark else "#4a2c30", edge=0.5)
    for dx, lean in ((-30, 8), (26, -8)):
        p.body(ribbon(points(836 + dx - 42, 596 + lean, 836 + dx + 42, 596 - lean), 20, lambda t: 1 + 0 * t),
            "#7a5038", vol=0.5, edge=0.8)
    for k, colour, dy in ((1.0, "#f08a3c", 0), (0.7, "#ffb84e", 8), (0.4, "#ffe9a8", 14)):
        flame = smooth(points(836 - 44 * k, 590, 836 - 40 * k, 590 - 50 * k, 836 - 14 * k, 590 - 70 * k,
            836 - 2, 590 - 116 * k, 836 + 18 * k, 590 - 66 * k, 836 + 40 * k, 590 - 44 * k, 836 + 44 * k,
            590, 836, 596))
        p.body(flame + np.array([0, dy * 0.3]), colour, edge=0.5, tex=0.3, grain=0.05, soft=1)
    p.glow(836, 550, 200, "#ffb45e", 0.7)
    p.body(points(676, 330, 996, 330, 1000, 352, 672, 352), view.tint("#9a6c4e"), vol=0.4, edge=0.8)
    for x, colour in ((740, "#7f9aa4"), (810, "#d9a860"), (900, "#b5604f")):
        p.body(smooth(points(x - 20, 328, x - 24, 300, x - 12, 284, x + 12, 284, x + 24, 300, x + 20, 328)),
            view.tint(colour), vol=0.5, edge=0.8)
    shelf(view, 90, 330, 190)
    floor_boards(view, 606, "#b98658")
    rug(view, 450, 696, 350, 66, ("#7f96a0", "#ecd0a0", "#b2615a", "#f0dab0", "#93a98c"))
    p.lamp(800, 620, 620, "#ffac54", 0.75 if pal.is_dark else 0.25)
    yield Stage(x=450, y=708, size=94, look=(0.7, -0.1), companion=Spot(640, 700, 68),
        ground=(Spot(640, 722, 82), Spot(260, 720, 82), Spot(150, 716, 78)),
        air=(Spot(300, 240, 80), Spot(600, 290, 74)), anchors=(*herbs, (420, 250, 50), (836, 550, 60)))
    p.body(points(60, 756, 70, 690, 180, 690, 190, 756), view.tint("#b98a5e"), vol=0.5, edge=0.8)
    for x in (90, 120, 150):
        p.body(ellipse(x, 690, 22, 14), view.tint("#8a6248"), vol=0.5, edge=0.9)
    for x, y in ((0, 0), (WIDTH, 0)):
        p.dark(x, y, 400, 380, view.tint("#5a3a40"), 0.7)


def in_the_nook(view: View) -> Play:
    """A bed-nook in the wall hung with a curtain; the round door stands open on the wood."""
    p = view.canvas
    room = smooth(points(30, 790, 40, 460, 90, 260, 240, 110, 500, 60, 780, 80, 950, 220, 1000, 440, 1000,
        790))
    _den(view, room, (300, 300))
    _roots(view, ((480, 60, 470, 130, 500, 190, 480, 230), (640, 66, 660, 120, 640, 160),
        (330, 84, 340, 150, 320, 190), (800, 90, 780, 150, 800, 200)))
    door = ellipse(250, 430, 148, 176, n=60)
    window(view, door, frame="#9a6c4e", bars=False, moon_at=(0.56, 0.3))
    p.body(smooth(points(96, 300, 70, 420, 80, 560, 110, 610, 56, 640, 20, 560, 20, 380, 60, 290)),
        view.tint("#a8684e"), vol=0.5, edge=0.9)
    p.body(ellipse(52, 470, 6, 6), view.tint("#f0d08a"), vol=0.4)
    hollow = smooth(points(590, 560, 584, 420, 640, 320, 770, 280, 900, 320, 956, 420, 950, 560), n=6)
    p.body(hollow, view.tint("#8a6450"), edge=0.9, ew=10, vol=0.5)
    p.body(smooth(points(594, 560, 600, 520, 700, 500, 860, 500, 946, 520, 950, 560, 780, 580)),
        view.pale("#f5e8d2"), vol=0.4, edge=0.8)
    p.body(smooth(points(600, 520, 620, 470, 690, 462, 720, 500, 690, 526)), view.pale("#fdf3e2"), vol=0.5,
        edge=0.8)
    for i, (x0, colour) in enumerate(((720, "#93a98c"), (800, "#d9a08c"), (870, "#e9c88f"))):
        p.body(smooth(points(x0, 500, x0 + 70, 496, x0 + 84, 540, x0 + 60, 590, x0 - 14, 590, x0 - 10, 540)),
            view.pale(colour), vol=0.4, edge=0.9, tex=0.6 + 0.1 * i)
    p.body(points(574, 560, 966, 560, 972, 606, 568, 606), view.tint("#9a6c4e"), vol=0.4, edge=0.8)
    for side, x in ((1, 596), (-1, 944)):
        cloth = smooth(points(x - side * 14, 330, x + side * 60, 300, x + side * 76, 380, x + side * 30, 450,
            x + side * 36, 556, x - side * 20, 556))
        p.body(cloth, view.tint("#c98a86"), vol=0.5, edge=0.9)
    flags = bunting(view, ((600, 250), (940, 250)), sag=24, n=7)
    floor_boards(view, 612, "#b98658")
    rug(view, 480, 698, 350, 62, ("#9a8bbb", "#f0dab0", "#7f96a0", "#ecd0a0", "#c47a64"))
    moonbeam(view, door, (360, 700), a=0.2)
    for dx in (-30, 30):
        p.body(ribbon(points(500 + dx, 560, 500 + dx * 1.2, 650), 10, lambda t: 1 - 0.2 * t),
            view.tint("#7f5842"), vol=0.5)
    p.body(ellipse(500, 560, 52, 14), view.tint("#a4764f"), vol=0.4, edge=0.9)
    table_lamp(view, 500, 556, 62, lit=1.0 if view.palette.is_dark else 0.0)
    _lamplight(view, 560, 580, 480, 0.6)
    yield Stage(x=440, y=710, size=92, look=(-0.5, -0.3), companion=Spot(640, 700, 66),
        ground=(Spot(650, 722, 82), Spot(230, 722, 80), Spot(770, 718, 80)),
        air=(Spot(460, 290, 80), Spot(540, 350, 70)), anchors=(*flags[::2], (250, 400, 70), (500, 510, 40)))
    _books(view, 880, 744)
    for x, y in ((0, 0), (WIDTH, 0)):
        p.dark(x, y, 380, 360, view.tint("#5a3a40"), 0.7)


LAYOUTS = (by_the_armchair, by_the_hearth, in_the_nook)
