"""Under the sea, in dream-air: a coral garden, an arch of rock, a forest of kelp."""

# Rows of page coordinates read better filled than one number a line.
# fmt: off

import numpy as np

from sandman.providers.illustration.painter.brush import Colour, ellipse, mix, points, ribbon, smooth
from sandman.providers.illustration.painter.settings import Play
from sandman.providers.illustration.painter.view import HEIGHT, WIDTH, Spot, Stage, View

CORALS = ("#f2a08c", "#f4c48a", "#c9a6e0", "#f0a6bc", "#9fd0c4")


def _deep(view: View, light: tuple[float, float]) -> None:
    """Water from bright above to blue below, with rays coming down."""
    p, pal = view.canvas, view.palette
    p.light = light
    top = mix(view.pale("#bfe8e0"), pal.sky[-2], 0.3)
    p.sky((top, mix(view.pale("#86cfd6"), pal.sky[3], 0.2), view.tint("#5fb0c6"), view.tint("#4c95b8"),
        view.tint("#437fa8")), -30, 700, 0.3)
    p.glow(light[0], light[1], 460, pal.light, 0.45)
    for dx, w in ((-260, 40), (-120, 70), (40, 54), (190, 80), (330, 44)):
        beam = points(light[0] + dx * 0.5 - w * 0.3, -20, light[0] + dx * 0.5 + w * 0.3, -20,
            light[0] + dx * 1.5 + w, 620, light[0] + dx * 1.5 - w, 620)
        p.body(beam, pal.light, a=0.13, soft=18, edge=0, tex=0.6, grain=0.05, rough=0)


def _floor(view: View, y: float) -> None:
    p = view.canvas
    xs = np.linspace(-60, WIDTH + 60, 7)
    top = smooth(np.c_[xs, y + view.rng.uniform(-12, 12, 7)], False)
    p.body(np.vstack([top, [(WIDTH + 60, HEIGHT + 60), (-60, HEIGHT + 60)]]),
        mix(view.pale("#ecdcb8"), view.tint("#5fa6bd"), 0.2), edge=0.5, ew=8, tex=0.5)
    for k in range(4):
        yy = y + 34 + k * 38
        p.glaze(ribbon(points(-40, yy + 6, 260, yy - 6, 560, yy + 7, 860, yy - 5, 1070, yy + 5), 8),
            view.tint("#8fb0b4"), 0.2, soft=3)


def _hills(view: View, y: float, far: float) -> None:
    """Distant reefs, blue with water."""
    p = view.canvas
    xs = np.linspace(-60, WIDTH + 60, 8)
    line = smooth(np.c_[xs, y + view.rng.uniform(-44, 34, 8)], False)
    p.body(np.vstack([line, [(WIDTH + 60, HEIGHT), (-60, HEIGHT)]]),
        mix(view.tint("#5b90a8"), view.tint("#7cc0cf"), far), a=0.8, edge=0.4, soft=3, tex=0.6)


def _branching(view: View, x: float, y: float, h: float, colour: Colour) -> None:
    """Branching coral."""
    rng, strokes = view.rng, []

    def grow(at: tuple[float, float], angle: float, length: float, width: float, depth: int) -> None:
        end = (at[0] + np.cos(angle) * length, at[1] + np.sin(angle) * length)
        middle = ((at[0] + end[0]) / 2 + rng.normal(0, length * 0.06), (at[1] + end[1]) / 2)
        strokes.append(ribbon(np.array([at, middle, end]), width, lambda t: 1 - 0.25 * t, n=4))
        strokes.append(ellipse(*end, width * 0.42, width * 0.42, n=12))
        if depth:
            for side in (-1, 1):
                grow(end, angle + side * rng.uniform(0.32, 0.62), length * rng.uniform(0.62, 0.8),
                    width * 0.76, depth - 1)

    for tilt in (-0.5, 0.02, 0.52):
        grow((x + tilt * h * 0.2, y), -np.pi / 2 + tilt, h * 0.36, h * 0.13, 2)
    view.canvas.body(strokes, mix(view.tint(colour), colour, 0.35), vol=0.3, volk=0.08, edge=0.8, ew=3,
        rough=0.5)


def _fan(view: View, x: float, y: float, h: float, colour: Colour) -> None:
    """A sea fan."""
    p, rng = view.canvas, view.rng
    t = np.linspace(np.pi * 1.04, -np.pi * 0.04, 16)
    k = rng.uniform(0.86, 1.06, 16)
    leaf = np.vstack([[(x - h * 0.06, y)], np.c_[x + np.cos(t) * h * 0.5 * k,
        y - h * 0.36 - np.sin(t) * h * 0.6 * k], [(x + h * 0.06, y)]])
    c = mix(view.tint(colour), colour, 0.3)
    part = p.body(smooth(leaf, n=4), c, a=0.9, vol=0.4, edge=0.9, tex=0.6)
    veins = [ribbon(points(x, y, x + np.cos(a) * h * 0.25, y - h * 0.36 - np.sin(a) * h * 0.25,
        x + np.cos(a) * h * 0.46, y - h * 0.36 - np.sin(a) * h * 0.56), 3, n=4) for a in np.linspace(0.2,
        np.pi - 0.2, 9)]
    p.glaze(veins, mix(c, view.palette.shade, 0.5), 0.6, rough=0.3, clip=part)


def _brain(view: View, x: float, y: float, r: float, colour: Colour) -> None:
    """A round coral with a pattern of dots."""
    p, rng = view.canvas, view.rng
    dome = smooth(points(x - r, y + 4, x - r * 0.9, y - r * 0.6, x - r * 0.4, y - r * 1.02, x + r * 0.2,
        y - r * 1.06, x + r * 0.86, y - r * 0.66, x + r, y + 4, x, y + r * 0.14))
    c = mix(view.tint(colour), colour, 0.3)
    part = p.body(dome, c, vol=0.55, edge=0.8, tex=0.5, rim=0.3)
    a, k = rng.uniform(0, np.pi, 26), np.sqrt(rng.random(26)) * 0.9
    p.body([ellipse(x + np.cos(t) * r * q, y - np.sin(t) * r * q, r * 0.06, r * 0.05, n=10) for t,
        q in zip(a, k, strict=True)], mix(c, "#fff6e8", 0.6), a=0.8, rough=0.3, clip=part)


def _weed(view: View, x: float, y: float, h: float, colour: Colour = "#6fae8a", *, n: int = 4,
        width: float = 16) -> None:
    rng, blades = view.rng, []
    for _ in range(n):
        x0, k, phase = x + rng.normal(0, 12), h * rng.uniform(0.6, 1.1), rng.uniform(0, 6)
        t = np.linspace(0, 1, 6)
        blades.append(ribbon(np.c_[x0 + np.sin(t * 5 + phase) * 13 * t, y - t * k],
            width * rng.uniform(0.6, 1), lambda u: (1 - u) ** 0.5 * (0.75 + 0.25 * np.sin(u * 26)), n=6))
    view.canvas.body(blades, view.tint(colour), vol=0.15, edge=0.8, tex=0.6, rough=0.5)


def _bubbles(view: View, n: int = 30) -> None:
    p, rng = view.canvas, view.rng
    for x in (rng.uniform(80, 940), rng.uniform(80, 940), rng.uniform(80, 940)):
        y = rng.uniform(200, 640)
        for _ in range(n // 3):
            r = rng.uniform(2.5, 10)
            bx, by = x + rng.normal(0, 22), y - rng.uniform(0, 330)
            p.body(ellipse(bx, by, r, r, n=20), "#f4fffb", a=0.22, edge=1.6, ew=2, rough=0.2)
            p.body(ellipse(bx - r * 0.3, by - r * 0.3, r * 0.24, r * 0.2, n=10), "#ffffff", a=0.8, rough=0)


def _shoal(view: View, x: float, y: float, n: int, colour: Colour, *, way: float = 1.0, s: float = 9) -> None:
    rng, fishes = view.rng, []
    for _ in range(n):
        fx, fy, k = x + rng.normal(0, 66), y + rng.normal(0, 30), s * rng.uniform(0.7, 1.2)
        outline = points(1.3, 0, 0.5, -0.5, -0.5, -0.42, -1.0, -0.08, -1.5, -0.5, -1.4, 0, -1.5, 0.5, -1.0,
            0.08, -0.5, 0.42, 0.5, 0.5)
        fishes.append(outline * (k * way, k) + (fx, fy))
    view.canvas.body(fishes, mix(view.tint(colour), colour, 0.35), a=0.9, edge=0.8, ew=2, rough=0.3)


def coral_garden(view: View) -> Play:
    """Corals in every colour on a sandy floor; the light comes from the upper right."""
    _deep(view, (700, -40))
    _hills(view, 430, 0.7)
    _shoal(view, 290, 250, 12, "#f4d08a")
    _hills(view, 500, 0.3)
    for x, h in ((480, 130), (560, 90), (880, 150)):
        _weed(view, x, 560, h, "#7fb8a0", n=3, width=11)
    _floor(view, 560)
    _fan(view, 130, 620, 210, "#c9a6e0")
    _branching(view, 260, 610, 150, "#f2a08c")
    _brain(view, 60, 660, 74, "#f4c48a")
    _branching(view, 880, 640, 190, "#f0a6bc")
    _brain(view, 780, 650, 58, "#9fd0c4")
    _fan(view, 975, 680, 180, "#f4c48a")
    _weed(view, 700, 620, 130)
    yield Stage(x=510, y=704, size=92, look=(0.5, -0.6), companion=Spot(330, 690, 66),
        ground=(Spot(690, 718, 86), Spot(330, 716, 82), Spot(800, 720, 78)),
        air=(Spot(540, 240, 90), Spot(820, 300, 80)), afloat=Spot(500, 640, 92),
        anchors=((130, 520, 70), (260, 540, 56), (880, 560, 66), (780, 620, 40), (975, 580, 50),
        (60, 630, 50)))
    _bubbles(view)
    _weed(view, 40, 790, 200, "#4f8f80", n=4)
    _weed(view, 990, 790, 170, "#4f8f80", n=4)


def through_the_arch(view: View) -> Play:
    """A great arch of rock hung with weed, bright water beyond."""
    p = view.canvas
    _deep(view, (400, -40))
    _hills(view, 440, 0.8)
    _shoal(view, 560, 300, 16, "#f2a88c", way=-1.0)
    _hills(view, 520, 0.45)
    arch = smooth(points(-60, 800, -60, 120, 60, 60, 260, 90, 480, 60, 760, 70, 900, 110, 1084, 60, 1084,
        800, 900, 800, 880, 620, 860, 420, 780, 250, 600, 180, 420, 190, 260, 250, 190, 400, 170, 600, 120,
        800), n=8)
    p.body(arch, mix(view.tint("#8b8f9c"), view.tint("#4c88a4"), 0.35), vol=0.5, volk=0.05, edge=0.8, ew=9,
        tex=0.7, rim=0.2)
    for x, y, h in ((330, 214, 90), (470, 186, 70), (640, 190, 84), (760, 236, 100)):
        _weed(view, x, y + h, h, "#6fae8a", n=2, width=9)
    _floor(view, 590)
    _brain(view, 200, 640, 56, "#f0a6bc")
    _branching(view, 110, 670, 150, "#f4c48a")
    _fan(view, 850, 650, 180, "#f2a08c")
    _branching(view, 950, 690, 170, "#9fd0c4")
    yield Stage(x=480, y=708, size=92, look=(0.3, -0.7), companion=Spot(690, 690, 66),
        ground=(Spot(670, 720, 84), Spot(290, 716, 84), Spot(770, 722, 78)),
        air=(Spot(320, 330, 84), Spot(700, 360, 80)), afloat=Spot(500, 630, 92),
        anchors=((200, 610, 50), (110, 600, 56), (850, 560, 60), (950, 610, 56), (640, 240, 40)))
    _bubbles(view, 24)
    _weed(view, 60, 796, 230, "#4f8f80", n=4)
    _weed(view, 1000, 796, 150, "#4f8f80", n=3)


def kelp_forest(view: View) -> Play:
    """Tall kelp sways toward the light; a giant shell lies open at the left."""
    p = view.canvas
    _deep(view, (540, -60))
    for x in view.rng.uniform(20, 1000, 12):
        _weed(view, x, 640, view.rng.uniform(360, 600), mix("#7fb89a", "#7cc0cf", 0.5), n=1, width=20)
    _hills(view, 520, 0.5)
    _shoal(view, 700, 230, 10, "#f4d08a", way=-1)
    _shoal(view, 420, 330, 8, "#c9b8ea", s=7)
    _floor(view, 580)
    x, y = 190, 650
    for k, colour in ((1.0, "#e9c3d0"), (0.86, "#f6dfe0")):
        t = np.linspace(np.pi, 0, 15)
        rim = np.c_[x + np.cos(t) * 120 * k, y - 30 - np.sin(t) * 118 * k * (
            1 + 0.06 * np.cos(np.arange(15) * np.pi))]
        p.body(np.vstack([rim, [(x + 60, y - 6), (x - 60, y - 6)]]), mix(view.tint(colour), colour, 0.3),
            vol=0.4, edge=0.9)
    p.line(points(x - 60, y - 12, x - 80, y - 90), view.palette.shade, 3, 0.4)
    p.body(smooth(points(x - 126, y - 22, x - 60, y + 22, x, y + 30, x + 60, y + 22, x + 126, y - 22, x,
        y - 4)), mix(view.tint("#d9a8bc"), "#d9a8bc", 0.3), vol=0.5, edge=0.9)
    p.glow(x, y - 36, 90, "#fff4dc", 0.6)
    p.body(ellipse(x, y - 34, 24, 24), "#fff6ea", vol=0.5, edge=0.6, shade="#d9b8d0")
    for wx, h in ((330, 260), (880, 420), (960, 520), (60, 480), (800, 240)):
        _weed(view, wx, 640, h, "#6fae7a", n=2, width=24)
    _branching(view, 880, 680, 140, "#f2a08c")
    yield Stage(x=560, y=706, size=92, look=(-0.6, -0.2), companion=Spot(370, 690, 66),
        ground=(Spot(750, 718, 84), Spot(390, 718, 80), Spot(830, 722, 78)),
        air=(Spot(560, 230, 86), Spot(330, 280, 80)), afloat=Spot(580, 630, 92),
        anchors=((190, 616, 50), (880, 620, 50), (330, 500, 50), (960, 420, 60), (60, 420, 60)))
    _bubbles(view)
    _weed(view, 980, 800, 220, "#4f8f80", n=3, width=22)
    _weed(view, 70, 800, 130, "#4f8f80", n=4)


LAYOUTS = (coral_garden, through_the_arch, kelp_forest)
