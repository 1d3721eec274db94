"""Water: reflections turned over and dragged, ripples, glitter under the light, waves and foam."""

# Rows of page coordinates read better filled than one number a line.
# fmt: off

import numpy as np
from numpy.typing import NDArray

from .brush import Colour, ellipse, mix, points, ribbon, smooth
from .view import HEIGHT, WIDTH, Spot, View

Points = NDArray[np.float64]


def still(view: View, y: float, depth: float, colour: Colour = "#8fb9cf", *, a: float = 0.84) -> None:
    """Still water from `y` down `depth`: the painting above, turned over, dragged sideways and tinted."""
    p = view.canvas
    tint = view.tint(colour)
    p.body(points(-60, y, WIDTH + 60, y, WIDTH + 60, HEIGHT + 60, -60, HEIGHT + 60),
        mix(tint, view.palette.sky[3], 0.35), edge=0.2, tex=0.6, rough=0)
    p.reflect(y, depth, tint, a)


def open_water(view: View, y: float, colour: Colour, *, depth: float = 220.0) -> None:
    """The far sea from its horizon `y`: the sky's own colours far off, deeper toward the reader."""
    p, pal = view.canvas, view.palette
    outline = points(-60, y, WIDTH + 60, y, WIDTH + 60, HEIGHT + 60, -60, HEIGHT + 60)
    p.body(outline, mix(view.tint(colour), pal.sky[1], 0.25), edge=0.3, ew=8, tex=0.4, rough=0.3)
    p.body(outline, mix(pal.sky[3], pal.mist, 0.3), a=0.75, edge=0, tex=0.4, rough=0.3, fade=(y, y + depth))


def ripples(view: View, y: float, depth: float, *, n: int = 36, a: float = 0.35) -> None:
    """Pale level strokes, wider toward the reader."""
    p, rng = view.canvas, view.rng
    strokes = []
    for _ in range(n):
        x, yy = rng.uniform(0, WIDTH), y + 4 + (depth - 4) * rng.random() ** 1.4
        w = 18 + (yy - y) * 0.5
        strokes.append(ribbon(points(x - w, yy, x, yy + rng.normal(0, 1.5), x + w, yy),
            1.2 + (yy - y) * 0.012, n=5))
    p.body(strokes, mix(view.palette.light, view.palette.sky[-3], 0.3), a=a, rough=0.5)


def glitter(view: View, x: float, y: float, depth: float, *, a: float = 0.75) -> None:
    """The path of the sun or moon on the water."""
    p, rng = view.canvas, view.rng
    a = a * (0.5 if view.is_overcast else 1.0)
    strokes = []
    n = max(4, int(depth / 8))
    for i in range(n):
        yy = y + 6 + i * 8
        w = rng.uniform(8, 26) * (1 + i * 0.05)
        cx = x + rng.normal(0, 6 + i * 0.8)
        strokes.append(ribbon(points(cx - w, yy, cx, yy - 1, cx + w, yy), 3, n=5))
    p.glow(x, y + depth * 0.3, depth * 0.7, view.palette.light, 0.25 * a)
    p.body(strokes, view.palette.light, a=a, rough=0.4)


def swell(view: View, y: float, colour: Colour, *, amp: float = 12.0, waves: float = 3.0, far: float = 0.0,
        foam: float = 0.5, a: float = 1.0) -> Points:
    """One rolling band of sea from `y` to the foot of the page; returns its crest."""
    p, rng = view.canvas, view.rng
    phase = rng.uniform(0, 6)
    xs = np.linspace(-60, WIDTH + 60, 40)
    t = xs / WIDTH * waves * 2 * np.pi + phase
    crest: Points = np.c_[xs, y - amp * (np.sin(t) + 0.35 * np.sin(2 * t + 0.8))]
    c = view.tint(colour, far)
    outline = np.vstack([crest, [(WIDTH + 60, HEIGHT + 60), (-60, HEIGHT + 60)]])
    p.body(outline, mix(c, view.palette.sky[2], 0.22), a=a, edge=0.6, ew=9, tex=0.42)
    p.body(outline, view.palette.sky[-3], a=0.28, edge=0, tex=0.5, fade=(y - amp, y + 46))
    if foam:
        lit = mix(c, mix(view.palette.light, "#ffffff", 0.4), 0.6)
        for _ in range(9):
            i = int(rng.integers(2, 32))
            piece = crest[i : i + 6] + np.array([0, rng.uniform(3, 30)])
            p.body(ribbon(piece[::2], rng.uniform(3, 7), n=5), lit, a=foam * rng.uniform(0.4, 0.9), soft=0.8,
                edge=0.6)
    return crest


def lapping(view: View, line: Points, colour: Colour = "#fffaf0", *, width: float = 9.0,
        a: float = 0.8) -> None:
    """Foam along a shore."""
    p, rng = view.canvas, view.rng
    c = mix(view.tint(colour), view.palette.light, 0.35)
    p.body(ribbon(line, width, lambda t: 0.7 + 0.3 * np.sin(t * 23)), c, a=a, soft=1.2, edge=0.8)
    offset = np.asarray(line) + np.array([0, width * 1.6])
    p.body(ribbon(offset, width * 0.4, lambda t: 0.6 + 0.4 * np.sin(t * 31)), c, a=a * 0.5, soft=1.0,
        edge=0.5)
    dots = [ellipse(x + rng.normal(0, 14), y + rng.normal(4, 8), r, r * 0.7, n=10) for (x, y),
        r in zip(smooth(line, False, 6), rng.uniform(1.2, 3.2, 999), strict=False)]
    p.body(dots, c, a=a * 0.6, rough=0, edge=0.3)


def rings(view: View, x: float, y: float, w: float, *, a: float = 0.5) -> None:
    """Ripples round what lies in the water."""
    p = view.canvas
    p.dark(x, y + 4, w * 1.1, w * 0.16, view.palette.shade, 0.5)
    for k in (0.9, 1.25, 1.6):
        arc = np.linspace(0.1 * np.pi, 0.9 * np.pi, 16)
        line = np.c_[x + np.cos(arc) * w * k, y + np.sin(arc) * w * k * 0.16]
        p.body(ribbon(line[::3], 3.2), mix(view.palette.light, "#ffffff", 0.4), a=a / k, rough=0.4)


def submerge(view: View, box: tuple[float, float, float, float], colour: Colour) -> None:
    """Let the water close over the lower third of a swimmer's box."""
    p, pal = view.canvas, view.palette
    x0, y0, x1, y1 = box
    y, reach = y1 - (y1 - y0) * 0.34, (x1 - x0) * 0.62 + 24
    middle = (x0 + x1) / 2
    u = np.linspace(-1, 1, 24)
    sag = (y1 - y + 26) * (1 - u**4)
    crest = np.c_[middle + u * reach, y + 5 * np.sin(u * 9) + 8 * u**2]
    belly = np.c_[middle + u * reach, y + 10 + sag][::-1]
    c = mix(view.tint(colour), pal.sky[2], 0.24)
    p.body(np.vstack([crest, belly]), c, a=0.86, soft=5, edge=0.3, ew=7, tex=0.42)
    lit = mix(pal.light, "#ffffff", 0.4)
    for dy, w, a in ((0.0, 4.5, 0.6), (16.0, 3.0, 0.4), (34.0, 2.4, 0.28)):
        piece = crest[3:-3:3] + np.array([0, dy])
        p.body(ribbon(piece, w, lambda t: 0.35 + 0.65 * np.sin(t * 21) ** 2), lit, a=a, soft=0.8, rough=0.4)


def boat(view: View, x: float, y: float, w: float, colour: Colour = "#c27a58") -> None:
    """The far side and thwarts of a rowing boat, (x, y) the middle of its waterline; `gunwale` closes it."""
    p = view.canvas
    p.dark(x, y + w * 0.06, w * 0.66, w * 0.1, view.palette.shade, 0.55)
    inside = points(x - w * 0.5, y - w * 0.2, x, y - w * 0.24, x + w * 0.5, y - w * 0.24, x + w * 0.3,
        y + w * 0.02, x - w * 0.34, y + w * 0.02)
    p.body(smooth(inside), view.tint(mix(colour, "#5b3a30", 0.45)), vol=0.4, edge=0.7)


def aboard(x: float, y: float, w: float) -> tuple[Spot, ...]:
    """Where things lie in the boat so that most of them shows above the near side."""
    rail = ((-0.53, -0.2), (-0.26, -0.115), (0.14, -0.115), (0.55, -0.25))
    rim = [float(np.interp(k, [p[0] for p in rail], [p[1] for p in rail])) for k in (0.3, -0.3, 0.02)]
    return tuple(Spot(x + k * w, y + r * w + 16, 72) for k, r in zip((0.3, -0.3, 0.02), rim, strict=True))


def gunwale(view: View, x: float, y: float, w: float, colour: Colour = "#c27a58") -> None:
    """The near side of the boat, over the actors' feet."""
    p = view.canvas
    hull = smooth(points(x - w * 0.53, y - w * 0.2, x - w * 0.26, y - w * 0.11, x + w * 0.14, y - w * 0.11,
        x + w * 0.55, y - w * 0.25, x + w * 0.43, y + w * 0.02, x + w * 0.2, y + w * 0.09, x - w * 0.2,
        y + w * 0.09, x - w * 0.42, y + w * 0.01))
    c = view.tint(colour)
    part = p.body(hull, c, vol=0.6, edge=0.8, rim=0.3, tex=0.5)
    for d in (0.0, 0.06):
        line = points(x - w * 0.47, y - w * (0.12 - d), x, y - w * (0.04 - d), x + w * 0.48,
            y - w * (0.16 - d))
        p.line(line, mix(c, "#3a2430", 0.5), 2.2, 0.5, clip=part)
    rail = points(x - w * 0.53, y - w * 0.2, x - w * 0.26, y - w * 0.115, x + w * 0.14, y - w * 0.115,
        x + w * 0.55, y - w * 0.25)
    p.body(ribbon(rail, w * 0.026, lambda t: 1 + 0 * t), mix(c, view.palette.light, 0.35), edge=0.7)
    rings(view, x, y + w * 0.06, w * 0.5, a=0.45)


def jetty(view: View, x0: float, x1: float, y: float, depth: float = 54.0) -> None:
    """A plank jetty from `x0` to `x1`, its walking edge at `y`, on posts."""
    p, rng = view.canvas, view.rng
    wood = view.tint("#b08a6c")
    for x in np.linspace(x0 + 26, x1 - 22, 4):
        p.body(ribbon(points(x, y, x + 2, y + depth + 66), 15, lambda t: 1 + 0 * t),
            mix(wood, "#40303a", 0.35), vol=0.5, edge=0.7)
    p.dark((x0 + x1) / 2, y + depth + 44, (x1 - x0) * 0.5, 26, view.palette.shade, 0.5)
    n = int((x1 - x0) / 44)
    for i in range(n):
        a, b = x0 + i * (x1 - x0) / n, x0 + (i + 1) * (x1 - x0) / n - 3
        j = rng.uniform(-3, 3)
        plank = points(a, y + j, b, y + j, b - 5, y + depth + rng.uniform(-3, 3), a - 5, y + depth)
        p.body(plank, mix(wood, view.palette.light, rng.uniform(0, 0.28)), edge=0.9, vol=0.2, tex=0.7,
            rough=0.5)
