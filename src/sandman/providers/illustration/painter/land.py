"""The lie of the land: ridges, ground, paths, mountains, snow, rocks, and the mist between them."""

# Rows of page coordinates read better filled than one number a line.
# fmt: off

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .brush import Colour, ellipse, mix, points, ribbon, smooth
from .view import HEIGHT, WIDTH, View

Points = NDArray[np.float64]


def below(top: Points) -> Points:
    """The outline of everything under a line drawn from left to right."""
    return np.vstack([smooth(top, False), [(WIDTH + 60, HEIGHT + 60), (-60, HEIGHT + 60)]])


def ridge(view: View, y: float, amp: float, colour: Colour, *, far: float, mist: bool = True,
        n: int = 6) -> None:
    """A far hill line with mist at its foot."""
    xs = np.linspace(-60, WIDTH + 60, n)
    ys = y + view.rng.uniform(-amp, amp, n)
    view.canvas.body(below(np.c_[xs, ys]), view.tint(colour, far), edge=0.5, ew=6, tex=0.6, vol=0.2)
    if mist:
        haze(view, y + 90, 70, a=0.42)


def haze(view: View, y: float, depth: float, *, a: float = 0.4) -> None:
    """A band of mist across the page, thicker where the weather says so."""
    if view.weather == "mist":
        a = min(0.85, a * 1.7)
    band = points(-60, y - depth, WIDTH + 60, y - depth, WIDTH + 60, y + depth, -60, y + depth)
    view.canvas.body(band, view.palette.mist, a=a, soft=depth * 0.4, edge=0, grain=0.1, tex=0.6, rough=0)


def ground(view: View, top: Points, colour: Colour, *, far: float = 0.0, tex: float = 0.6,
        pale: bool = False) -> None:
    """The near ground below the line `top`, darker toward the reader; `pale` for snow and sand."""
    p = view.canvas
    c = view.pale(colour, far) if pale else view.tint(colour, far)
    p.body(below(top), c, edge=0.5, ew=8, tex=tex)
    edge = float(np.asarray(top)[:, 1].mean())
    for y, a in ((0.35, 0.14), (0.62, 0.2), (0.85, 0.26)):
        yy = edge + (HEIGHT - edge) * y
        wave = np.c_[np.linspace(-60, WIDTH + 60, 6), yy + view.rng.uniform(-16, 16, 6)]
        p.glaze(below(wave), mix(c, view.palette.shade, 0.35), a * (0.5 if pale else 1.0), soft=16, edge=0.3,
            tex=0.8)


def path(view: View, spine: Points, widths: tuple[float, float], colour: Colour = "#e6d6bc", *,
        stones: int = 40) -> None:
    """A path from far to near along `spine`, its width from `widths[0]` to `widths[1]`, with flat stones."""
    p, rng = view.canvas, view.rng
    line = smooth(spine, False, 14)
    t = np.linspace(0, 1, len(line))
    w = (widths[0] + (widths[1] - widths[0]) * t**1.5)[:, None] / 2
    outline = np.vstack([line - w * (1, 0), (line + w * (1, 0))[::-1]])
    part = p.body(outline, view.tint(colour), a=0.82, edge=0.7, ew=7, soft=1.6, tex=0.8)
    if stones:
        at = rng.integers(0, len(line), stones)
        k = 3 + w[at, 0] * 0.16
        x = line[at, 0] + rng.uniform(-0.8, 0.8, stones) * w[at, 0]
        flat = [ellipse(xx, yy, r, r * 0.4, n=18) for xx, yy, r in zip(x, line[at, 1], k, strict=True)]
        p.body(flat, view.tint(mix(colour, "#ffffff", 0.35)), a=0.7, edge=1.0, clip=part)


def mountains(view: View, y: float, n: int, h: float, colour: Colour, cap: Colour, *, far: float,
        peaks: Points | None = None) -> None:
    """A range standing on `y`: craggy slopes, one side in shade, snow above, mist at the foot.

    `peaks` are (x, height as a share of `h`); drawn at random where None.
    """
    p, rng = view.canvas, view.rng
    if peaks is None:
        xs = np.linspace(20, WIDTH - 20, n) + rng.normal(0, 26, n)
        peaks = np.c_[xs, rng.uniform(0.62, 1.08, n)]
    peaks = peaks[np.argsort(peaks[:, 0])]
    knots = [(-120.0, y - h * 0.2)]
    for i, (x, k) in enumerate(peaks):
        knots.append((x, y - h * k))
        after = peaks[i + 1, 0] if i + 1 < len(peaks) else WIDTH + 240
        knots.append(((x + after) / 2 + rng.normal(0, 8), y - h * rng.uniform(0.12, 0.3)))
    crags: list[tuple[float, float]] = []
    for (xa, ya), (xb, yb) in pairwise(knots):
        t = np.linspace(0, 1, 7)[:-1]
        jag = rng.normal(0, (3.5, h * 0.02), (6, 2))
        crags += [(float(x), float(y)) for x, y in np.c_[xa + (xb - xa) * t, ya + (yb - ya) * t] + jag]
    crags.append(knots[-1])
    outline = np.array([*crags, (WIDTH + 200, y + 40), (-120, y + 40)])
    part = p.body(outline, view.tint(colour, far), edge=0.6, ew=7, tex=0.6)
    for x, k in peaks:
        top, d = y - h * k, h * 0.34
        side = 1 if p.light[0] > x else -1
        shaded = points(x, top - 4, x - side * d * 0.5, y, x - side * d * 2.6, y + 20, x - side * d * 3,
            top + h)
        p.glaze(shaded, mix(view.palette.shade, "#ffffff", 0.2), 0.65, soft=5, edge=0.7, clip=part)
        teeth = [(x + (j / 4 - 1) * d * 0.95, top + d * (0.62 if j % 2 else 0.95) * (
            1 if abs(j - 4) < 4 else 0.8)) for j in range(9)]
        p.body(np.array([(x, top - 8), *teeth[::-1]]), view.tint(cap, far * 0.5), a=0.9, edge=0.3, soft=1.2,
            vol=0.4, clip=part)
    haze(view, y + 12, h * 0.22, a=0.5)


def drifts(view: View, tops: tuple[float, ...], *, a: float = 0.42, colour: Colour = "#a9b8e0") -> None:
    """Blue hollows across a field of snow."""
    p, rng = view.canvas, view.rng
    for y in tops:
        xs = np.linspace(-60, WIDTH + 60, 6)
        up = y + rng.uniform(-14, 14, 6)
        hollow = np.vstack([smooth(np.c_[xs, up], False), smooth(np.c_[xs,
            up + rng.uniform(18, 44, 6)][::-1], False)])
        p.glaze(hollow, colour, a, soft=9, edge=0.4)


def rock(view: View, x: float, y: float, w: float, h: float, colour: Colour = "#9a97a0", *,
        moss: bool = False) -> None:
    """A weathered rock, (x, y) the middle of its foot."""
    p, rng = view.canvas, view.rng
    t = np.linspace(np.pi, 0, 8)
    k = rng.uniform(0.82, 1.1, 8)
    dome = np.c_[x + np.cos(t) * w * 0.5 * k, y - np.sin(t) ** 0.8 * h * k]
    p.dark(x, y + 2, w * 0.66, h * 0.2, view.palette.shade, 0.45)
    outline = smooth(np.vstack([dome, [(x + w * 0.44, y + h * 0.06), (x, y + h * 0.1),
        (x - w * 0.44, y + h * 0.06)]]))
    part = p.body(outline, view.tint(colour), vol=0.6, volk=0.2, edge=0.8, tex=0.8, rim=0.25)
    for _ in range(3):
        cx, cy = x + rng.uniform(-0.3, 0.3) * w, y - h * rng.uniform(0.2, 0.7)
        crack = ribbon(points(cx, cy, cx + rng.normal(0, w * 0.08), cy + h * 0.14,
            cx + rng.normal(0, w * 0.12), cy + h * 0.3), 4)
        p.glaze(crack, view.palette.shade, 0.5, soft=1, clip=part)
    if moss:
        p.body(ellipse(x, y - h * 0.92, w * 0.36, h * 0.22), view.tint("#93ad74"), a=0.75, soft=2, edge=0.8,
            clip=part)
