"""On the moon: pale soft ground with the earth rising, a garden in a crater, a landed rocket."""

# Rows of page coordinates read better filled than one number a line.
# fmt: off

import numpy as np

from sandman.providers.illustration.painter.brush import ellipse, mix, points, ribbon, smooth, turn
from sandman.providers.illustration.painter.palettes import PALETTES, Palette
from sandman.providers.illustration.painter.plants import PETALS
from sandman.providers.illustration.painter.settings import Play
from sandman.providers.illustration.painter.sky import sparkle, star, stars
from sandman.providers.illustration.painter.view import HEIGHT, WIDTH, Spot, Stage, View

DUST = "#e9e2d2"


def _heavens(view: View, light: tuple[float, float]) -> Palette:
    """A dark sky at every hour, tinted by it: there is no blue over the moon."""
    p, pal = view.canvas, view.palette
    night = PALETTES["night"]
    p.light = light
    share = 0.0 if pal.is_dark else 0.3
    low = mix("#7d83bd", pal.sky[3], 0.5)
    p.sky((mix("#1d2450", pal.sky[0], share), mix("#2b3670", pal.sky[1], share),
        mix("#46579a", pal.sky[2], share), low, mix(low, pal.sky[-2], 0.5)), 0, 560)
    for x, y, r, colour in ((200, 180, 330, "#8a7cc8"), (620, 260, 380, "#c79ac4"),
            (930, 420, 280, "#e0a8b4")):
        p.glow(x, y, r, colour, 0.2)
    stars(view, count=240, low=470, big=8)
    return night


def _earth(view: View, x: float, y: float, r: float) -> None:
    p = view.canvas
    for k, s in ((3.2, 0.3), (1.8, 0.4)):
        p.glow(x, y, r * k, "#a9d4f4", s)
    ball = p.body(ellipse(x, y, r, r, n=70), "#6fa9d6", vol=0.7, volk=0.3, edge=0.5, tex=0.5,
        shade="#3f4f92", rim=0.4)
    for lands in ((-0.6, -0.3, -0.3, -0.62, 0.06, -0.56, 0.02, -0.22, -0.24, -0.02, -0.2, 0.3, -0.46, 0.14),
            (0.22, 0.04, 0.52, -0.12, 0.72, 0.16, 0.5, 0.52, 0.3, 0.36),
            (-0.2, 0.62, 0.1, 0.56, 0.26, 0.72, -0.02, 0.84)):
        p.body(smooth(points(*lands)) * r + (x, y), "#9cc894", a=0.85, edge=0.7, clip=ball)
    for dy, w in ((-0.4, 0.7), (0.08, 0.9), (0.46, 0.6)):
        swirl = ribbon(points(x - r * w, y + dy * r + 8, x, y + dy * r - 8, x + r * w, y + dy * r + 4),
            r * 0.12)
        p.body(swirl, "#fdf8ee", a=0.6, soft=3, edge=0.3, clip=ball)
    p.dark(x + (r * 0.5 if x < p.light[0] else -r * 0.5) * -1, y + r * 0.5, r * 0.9, r * 0.9, "#6f77b4", 0.25)


def _dust(view: View, top: np.ndarray, craters: tuple[tuple[float, float, float], ...], *,
        far: float = 0.0) -> None:
    """Pale ground pocked with soft craters."""
    p, pal = view.canvas, view.palette
    c = mix(view.pale(DUST), "#6f77b4", far)
    p.body(np.vstack([smooth(top, False), [(WIDTH + 60, HEIGHT + 60), (-60, HEIGHT + 60)]]), c, edge=0.6,
        ew=8, tex=0.45)
    for x, y, r in craters:
        p.glaze(ellipse(x, y, r, r * 0.34), pal.shade, 0.42, edge=0.6, soft=2)
        p.body(ellipse(x + r * 0.05, y + r * 0.09, r * 0.86, r * 0.25), c, a=0.75, soft=3, edge=0.3)
        p.body(ribbon(points(x - r, y + r * 0.06, x, y + r * 0.37, x + r, y + r * 0.06), r * 0.09),
            mix(c, pal.light, 0.6), a=0.8, soft=1)


def _moonflowers(view: View, spots: tuple[tuple[float, float, float], ...]) -> None:
    p = view.canvas
    for i, (x, y, s) in enumerate(spots):
        petal, heart = PETALS[("blue", "lily", "violet", "gold")[i % 4]]
        p.body(ribbon(points(x - 4, y + s * 3, x + 4, y + s * 1.4, x, y), s * 0.18 + 1),
            view.pale("#8fb8a4"), edge=0.5)
        p.glow(x, y, s * 4.4, mix(petal, "#fff2cc", 0.4), 0.5)
        for k in range(6):
            leaf = smooth(points(0, 0, s * 0.5, -s * 0.3, s * 1.1, 0, s * 0.5, s * 0.3), n=5)
            p.body(turn(leaf, k * 60 + 12) * (1, 0.8) + (x, y), mix(petal, "#ffffff", 0.3), a=0.93, edge=1.1,
                ew=3, rough=0.4)
        p.body(ellipse(x, y, s * 0.26, s * 0.22), heart, edge=0.7, rough=0.3)


def at_earth_rise(view: View) -> Play:
    """The earth rises, huge and blue, over soft pale hills."""
    _heavens(view, (760, 190))
    _earth(view, 760, 200, 112)
    _dust(view, points(-40, 470, 200, 430, 430, 462, 680, 440, 900, 470, 1084, 440),
        ((220, 470, 40), (900, 500, 50)), far=0.42)
    _dust(view, points(-40, 540, 240, 560, 520, 530, 800, 556, 1084, 530),
        ((140, 600, 60), (860, 610, 80), (600, 580, 36), (330, 590, 30)), far=0.16)
    _dust(view, points(-40, 630, 300, 616, 620, 634, 1084, 612), ((210, 700, 60), (860, 690, 70)))
    view.canvas.glow(520, 640, 330, view.palette.light, 0.2)
    _moonflowers(view, ((660, 640, 11), (700, 660, 13), (130, 650, 12)))
    yield Stage(x=410, y=700, size=94, look=(0.6, -0.7), companion=Spot(620, 700, 70),
        ground=(Spot(610, 712, 86), Spot(210, 712, 84), Spot(760, 712, 82)),
        air=(Spot(460, 230, 92), Spot(250, 300, 80)), anchors=((660, 640, 30), (700, 660, 30),
        (130, 650, 30), (940, 690, 30), (250, 180, 40), (900, 380, 40)))
    _moonflowers(view, ((70, 690, 22), (950, 676, 24), (900, 716, 17)))


def in_the_crater_garden(view: View) -> Play:
    """A ring of glowing flowers grows in a crater; the earth small above."""
    _heavens(view, (270, 150))
    _earth(view, 270, 160, 70)
    p = view.canvas
    _dust(view, points(-40, 440, 140, 380, 330, 430, 560, 452, 800, 400, 960, 360, 1084, 400),
        ((820, 440, 40),), far=0.4)
    _dust(view, points(-40, 520, 260, 500, 520, 514, 800, 500, 1084, 512), (), far=0.14)
    p.glaze(ellipse(560, 640, 430, 104), view.palette.shade, 0.5, edge=0.6, soft=5)
    p.body(ellipse(566, 654, 396, 88), view.pale(DUST), a=0.85, soft=6, edge=0.3)
    p.body(ribbon(points(130, 646, 340, 726, 560, 746, 780, 726, 990, 646), 26),
        mix(view.pale(DUST), view.palette.light, 0.5), a=0.7, soft=4)
    p.glow(560, 620, 380, view.palette.light, 0.22)
    ring = tuple((560 + 400 * np.cos(t), 628 + 88 * np.sin(t),
        11.0 + 3 * np.sin(t)) for t in np.linspace(np.pi * 1.06, np.pi * 1.94, 9))
    _moonflowers(view, ring)
    yield Stage(x=600, y=700, size=94, look=(-0.6, -0.6), companion=Spot(400, 700, 70),
        ground=(Spot(790, 706, 86), Spot(410, 716, 84), Spot(250, 700, 80)),
        air=(Spot(480, 260, 92), Spot(820, 260, 80)), anchors=(*((x, y, 30.0) for x, y, _ in ring[::2]),
        (120, 660, 34), (960, 650, 34)))
    _moonflowers(view, ((90, 660, 22), (150, 712, 17), (960, 664, 24)))


def by_the_rocket(view: View) -> Play:
    """A plump little rocket stands at the right, its portholes lit, a flag beside it."""
    p = view.canvas
    _heavens(view, (180, 150))
    _earth(view, 190, 190, 92)
    star(view, 470, 130, 13, lean=12)
    _dust(view, points(-40, 480, 260, 450, 520, 476, 780, 440, 1084, 470), ((340, 510, 46),), far=0.4)
    _dust(view, points(-40, 566, 300, 550, 620, 570, 1084, 548), ((160, 620, 70), (520, 600, 40)), far=0.12)
    x, y = 800, 610
    p.dark(x, y + 6, 150, 26, view.palette.shade, 0.6)
    for side in (-1, 1):
        fin = smooth(points(x + side * 50, y - 130, x + side * 116, y - 60, x + side * 124, y + 6,
            x + side * 84, y - 20, x + side * 46, y - 30), n=6)
        p.body(fin, view.pale("#d9756a"), vol=0.5, edge=0.8, rim=0.3)
    hull = smooth(points(x - 58, y - 10, x - 82, y - 130, x - 66, y - 260, x, y - 370, x + 66, y - 260,
        x + 82, y - 130, x + 58, y - 10))
    part = p.body(hull, view.pale("#f6ecdd"), vol=0.6, volk=0.3, edge=0.7, tex=0.4, rim=0.4)
    p.body(smooth(points(x - 70, y - 250, x, y - 390, x + 70, y - 250, x, y - 270)), view.pale("#d9756a"),
        vol=0.5, edge=0.7, clip=part)
    p.body(points(x - 100, y - 50, x + 100, y - 50, x + 100, y - 28, x - 100, y - 28), view.pale("#8fa9c8"),
        vol=0.4, edge=0.6, clip=part)
    for dy, r in ((-200, 34), (-116, 24)):
        p.body(ellipse(x, y + dy, r * 1.24, r * 1.24), view.pale("#a98f88"), vol=0.4, edge=0.8)
        p.body(ellipse(x, y + dy, r, r), "#ffe3a0", edge=0.5, tex=0.2, grain=0.05)
        p.glow(x, y + dy, r * 3, "#ffdc96", 0.5)
    p.body(ellipse(x, y - 6, 46, 14), view.pale("#7f7a88"), vol=0.4, edge=0.8)
    p.line(points(590, 600, 590, 440), view.pale("#c9bba4"), 5, 0.95, broken=0.05)
    p.body(smooth(points(592, 444, 630, 436, 668, 450, 700, 442, 698, 492, 664, 500, 628, 486, 592, 496)),
        view.pale("#e9b46a"), vol=0.4, edge=0.9)
    sparkle(view, 646, 468, 11)
    _dust(view, points(-40, 640, 300, 622, 620, 640, 1084, 616),
        ((200, 706, 60), (900, 690, 70), (640, 670, 40)))
    _moonflowers(view, ((110, 640, 12), (160, 660, 11)))
    yield Stage(x=400, y=702, size=94, look=(0.4, -0.7), companion=Spot(610, 700, 70),
        ground=(Spot(600, 714, 86), Spot(210, 712, 84), Spot(720, 712, 82)),
        air=(Spot(400, 260, 92), Spot(570, 250, 80)), anchors=((110, 640, 30), (160, 660, 30),
        (646, 468, 50), (800, 410, 60), (950, 690, 30)))
    _moonflowers(view, ((60, 700, 21), (960, 690, 22)))


LAYOUTS = (at_earth_rise, in_the_crater_garden, by_the_rocket)
