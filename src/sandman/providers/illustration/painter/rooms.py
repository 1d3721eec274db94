"""Indoors: walls, floors, windows with the night in them, shelves, rugs, beds, chairs and small things."""

# Rows of page coordinates read better filled than one number a line.
# fmt: off

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .brush import Colour, ellipse, mix, points, ribbon, smooth, turn
from .sky import moon, sparkle
from .view import HEIGHT, WIDTH, View

Points = NDArray[np.float64]

QUILTS: tuple[tuple[str, str, str, str], ...] = (("#7f92bc", "#f3e3c0", "#d98f84", "#a9bfd4"),
    ("#c98a86", "#f7ead2", "#8fae9e", "#eec7a6"), ("#86a58e", "#f5e8cd", "#d9b56c", "#b5cdb6"),
    ("#9a8bbb", "#f6e6d6", "#e3a9a0", "#c4b7d8"))
"""Four quilts: ground, pale patch, accent, second patch."""


def wall(view: View, colour: Colour, floor: float, *, stripes: Colour | None = None) -> None:
    """A papered wall down to `floor`, softly uneven, with a skirting board."""
    p, rng = view.canvas, view.rng
    c = view.tint(colour)
    p.sky((mix(c, view.palette.shade, 0.34), mix(c, view.palette.shade, 0.12), c,
        mix(c, view.palette.light, 0.1)), 0, floor + 60, 0.3)
    if stripes is not None:
        s = view.tint(stripes)
        bands = [points(x - 11, -20, x + 11, -20, x + 11, floor, x - 11, floor) for x in np.arange(20.0,
            WIDTH, 62)]
        p.glaze(bands, s, 0.16, soft=1.4, edge=0.6, rough=0.8)
        sprigs = [ellipse(x + rng.normal(0, 2), y + (i % 2) * 40, 4.2, 5.2, n=12) for i,
            x in enumerate(np.arange(51, WIDTH, 62)) for y in np.arange(60, floor - 40, 80)]
        p.glaze(sprigs, s, 0.38, soft=0.8, edge=0.8)
    p.body(points(-40, floor - 20, WIDTH + 40, floor - 20, WIDTH + 40, floor + 6, -40, floor + 6),
        mix(c, view.tint("#fff6ea"), 0.5), edge=0.6, vol=0.2)


def floor_boards(view: View, y: float, colour: Colour = "#c79a70") -> None:
    """A boarded floor from `y` down."""
    p, rng = view.canvas, view.rng
    c = view.tint(colour)
    p.body(points(-40, y, WIDTH + 40, y, WIDTH + 40, HEIGHT + 40, -40, HEIGHT + 40), c, tex=0.5, edge=0.6,
        ew=9, rough=0.4)
    for k in (0.12, 0.3, 0.54, 0.82):
        yy = y + (HEIGHT - y) * k
        p.line(points(-20, yy + 3, 340, yy - 2, 700, yy + 2, WIDTH + 20, yy), mix(c, "#4a2e2e", 0.5), 2.2,
            0.4, broken=0.6)
    for _ in range(8):
        x, yy = rng.uniform(0, WIDTH), rng.uniform(y, HEIGHT)
        p.glaze(ribbon(points(x - 110, yy, x, yy + 3, x + 110, yy), 16), mix(c, view.palette.shade, 0.3),
            0.3, soft=5)


def rug(view: View, x: float, y: float, rx: float, ry: float, colours: tuple[Colour, ...] = ("#b2615a",
        "#ecd0a0", "#7f96a0", "#f0dab0", "#c47a64")) -> None:
    """A braided oval rug."""
    for k, colour in zip((1.0, 0.86, 0.72, 0.58, 0.44), colours, strict=False):
        view.canvas.body(ellipse(x, y, rx * k, ry * k), view.tint(colour), a=0.92, edge=0.7, tex=0.8)


def round_pane(x: float, y: float, r: float) -> Points:
    """The outline of a round window."""
    return ellipse(x, y, r, r, n=60)


def arched_pane(x: float, y: float, w: float, h: float) -> Points:
    """The outline of an arched window, (x, y) its middle."""
    t = np.linspace(np.pi, 0, 20)
    head = np.c_[x + np.cos(t) * w / 2, y - h / 2 + w * 0.4 - np.sin(t) * w * 0.4]
    return np.vstack([[(x - w / 2, y + h / 2)], head, [(x + w / 2, y + h / 2)]])


def through(view: View, pane: Points, outside: Callable[[], None]) -> None:
    """Let `outside` paint as it likes, then keep only what shows inside the pane."""
    p = view.canvas
    before = p.img.copy()
    outside()
    where, cover = p.mask(pane, 0.5)
    seen = np.zeros(before.shape[:2], np.float32)
    seen[where] = cover
    p.img[...] = before + (p.img - before) * seen[..., None]


def window(view: View, pane: Points, *, frame: Colour = "#f4e8d6", bars: bool = True,
        moon_at: tuple[float, float] = (0.68, 0.34)) -> None:
    """A window, the hour outside it, and whoever looks in; `moon_at` in shares of its box."""
    p, pal, rng = view.canvas, view.palette, view.rng
    lo, hi = pane.min(0), pane.max(0)
    size = hi - lo

    def outside() -> None:
        p.sky(pal.sky, lo[1] - size[1] * 0.1, hi[1], 0.12)
        x, y = lo + size * moon_at
        if pal.is_dark:
            r = rng.uniform(0.8, 2.0, 34)
            at = rng.uniform(lo, hi - (0, size[1] * 0.25), (34, 2))
            p.body([ellipse(u, v, k, k, n=8) for (u, v), k in zip(at, r, strict=True)], "#fff6dc", rough=0,
                edge=0)
            for _ in range(3):
                sparkle(view, rng.uniform(lo[0] + 20, hi[0] - 20),
                    rng.uniform(lo[1] + 20, lo[1] + size[1] * 0.5), 6)
            moon(view, x, y, min(size) * 0.14)
        else:
            p.glow(x, y, size.max() * 0.7, pal.light, 0.6)
        for top, colour, far in ((0.72, "#8fb0a4", 0.5), (0.84, "#7fa386", 0.2)):
            xs = np.linspace(lo[0] - 10, hi[0] + 10, 5)
            line = smooth(np.c_[xs, lo[1] + size[1] * top + rng.uniform(-9, 9, 5)], False)
            here = mix(mix(colour, "#4a5f9a", 0.6 if pal.is_dark else 0.0), pal.sky[3], far)
            p.body(np.vstack([line, [(hi[0] + 10, hi[1] + 10), (lo[0] - 10, hi[1] + 10)]]), here, edge=0.5)
        if view.visitor is not None:
            view.visitor(*((lo + hi) / 2), *size)
            view.visitor = None

    through(view, pane, outside)
    wood = view.tint(frame)
    rim = np.vstack([pane, pane[:1]])
    p.line(rim, mix(wood, view.palette.shade, 0.3), 17, 0.96, broken=0.04, sm=False)
    p.line(rim, wood, 11, 0.96, broken=0.04, sm=False)
    if bars:
        middle = (lo + hi) / 2
        p.line(points(middle[0], lo[1] + 3, middle[0], hi[1]), wood, 7, 0.95, broken=0.05, sm=False)
        p.line(points(lo[0] + 3, middle[1], hi[0] - 3, middle[1]), wood, 7, 0.95, broken=0.05, sm=False)


def moonbeam(view: View, pane: Points, toward: tuple[float, float], *, a: float = 0.2) -> None:
    """Light from a window lying across the room to `toward`."""
    p = view.canvas
    lo, hi = pane.min(0), pane.max(0)
    half = (hi[0] - lo[0]) * 0.62
    beam = points(lo[0], hi[1] - 8, hi[0], hi[1] - 8, toward[0] + half, toward[1], toward[0] - half,
        toward[1])
    p.body(beam, view.palette.light, a=a, soft=22, edge=0, tex=0.4, grain=0.06, rough=0)


def curtains(view: View, pane: Points, colour: Colour, *, drop: float = 60.0) -> None:
    """A pair of curtains, drawn back."""
    p = view.canvas
    lo, hi = pane.min(0), pane.max(0)
    w = (hi[0] - lo[0]) * 0.34
    c = view.tint(colour)
    p.line(points(lo[0] - w - 14, lo[1] - 20, hi[0] + w + 14, lo[1] - 20), view.tint("#a37a58"), 8, 0.95,
        broken=0.05)
    for side, edge in ((-1, lo[0]), (1, hi[0])):
        inner, outer = edge - side * w * 0.5, edge + side * w
        tie = (lo[1] + hi[1]) / 2 + 30
        cloth = smooth(points(inner, lo[1] - 18, outer, lo[1] - 18, outer + side * 4, tie, outer + side * 8,
            hi[1] + drop, edge + side * w * 0.3, hi[1] + drop + 6, edge + side * w * 0.5, tie,
            edge + side * w * 0.1, lo[1] + 50))
        part = p.body(cloth, c, vol=0.5, edge=0.9, tex=0.5)
        for k in (0.3, 0.6, 0.85):
            x = edge + side * w * k
            fold = points(x - side * w * 0.35, lo[1] - 10, x, tie - 30, x - side * 2, tie + 20, x + side * 4,
                hi[1] + drop)
            p.glaze(ribbon(fold, 10), mix(c, view.palette.shade, 0.5), 0.5, soft=3, clip=part)
        band = points(edge + side * w * 0.42, tie - 4, edge + side * w * 0.7, tie + 6, outer + side * 4, tie)
        p.body(ribbon(band, 13, lambda t: 1 + 0 * t), view.tint("#e9c88f"), vol=0.3, edge=0.8)


def shelf(view: View, x: float, y: float, w: float, *, jars: bool = True) -> None:
    """A shelf of books and jars, (x, y) its left end."""
    p, rng = view.canvas, view.rng
    wood = view.tint("#8f6448")
    p.body(points(x - 8, y, x + w + 8, y, x + w + 12, y + 15, x - 12, y + 15), wood, vol=0.5, edge=0.8,
        rough=0.5)
    p.dark(x + w / 2, y + 22, w * 0.55, 14, view.palette.shade, 0.35)
    at, end = x + 10, x + w - (88 if jars else 14)
    colours = ("#b5604f", "#6f8f86", "#d9a860", "#7f7aa8", "#c98a72", "#587a94", "#a88a5c", "#93a87c")
    i = int(rng.integers(0, 8))
    while at < end - 12:
        bw, bh, lean = rng.uniform(13, 21), rng.uniform(44, 70), rng.normal(0, 1.6)
        spine = turn(points(at, y, at, y - bh, at + bw, y - bh, at + bw, y), lean, (at, y))
        p.body(spine, view.tint(colours[i % 8]), vol=0.4, edge=0.9, rough=0.5)
        p.line(turn(points(at + 2, y - bh * 0.8, at + bw - 2, y - bh * 0.8), lean, (at, y)),
            view.tint("#ffe9c0"), 2, 0.6)
        at, i = at + bw + 2, i + 1
    if jars:
        for k, colour in ((62, "#d9a24e"), (22, "#b0606a")):
            jx = x + w - k
            jar = points(jx - 17, y - 1, jx - 18, y - 34, jx - 10, y - 46, jx + 10, y - 46, jx + 18, y - 34,
                jx + 17, y - 1)
            p.body(smooth(jar), view.tint("#e9dcc0"), a=0.7, edge=0.9, rough=0.5)
            p.glaze(points(jx - 16, y - 1, jx - 17, y - 27, jx + 17, y - 27, jx + 16, y - 1),
                view.tint(colour), 0.8, edge=0.6)


def bunting(view: View, ends: tuple[tuple[float, float], tuple[float, float]], *, sag: float = 34.0,
        n: int = 8) -> list[tuple[float, float, float]]:
    """Paper flags on a string; returns them as (x, y, radius)."""
    p = view.canvas
    (x0, y0), (x1, y1) = ends
    t = np.linspace(0, 1, 24)
    p.line(np.c_[x0 + (x1 - x0) * t, y0 + (y1 - y0) * t + sag * 4 * t * (1 - t)], view.tint("#8a6a58"), 2,
        0.7, broken=0.2, sm=False)
    hung = []
    for i, k in enumerate(np.linspace(0.06, 0.94, n)):
        x, y = x0 + (x1 - x0) * k, y0 + (y1 - y0) * k + sag * 4 * k * (1 - k)
        flag = points(x - 13, y, x + 13, y + 1, x + 1, y + 29)
        p.body(flag, view.tint(("#e3a48c", "#f0d9a4", "#9fb8b4", "#c9aac4")[i % 4]), edge=0.9, vol=0.2,
            rough=0.5)
        hung.append((float(x), float(y) + 12, 14.0))
    return hung


def table_lamp(view: View, x: float, y: float, s: float, *, lit: float) -> None:
    """A lamp with a cloth shade, (x, y) the middle of its foot; `lit` 0..1."""
    p = view.canvas
    if lit:
        p.lamp(x, y - s * 0.5, s * 6.4, "#ffbe6a", 0.85 * lit)
        p.glow(x, y - s * 0.9, s * 3.4, "#ffc777", 0.46 * lit)
    p.body(smooth(points(x - s * 0.3, y, x - s * 0.13, y - s * 0.3, x - s * 0.08, y - s * 0.62, x + s * 0.08,
        y - s * 0.62, x + s * 0.13, y - s * 0.3, x + s * 0.3, y)), view.tint("#7f9aa4"), vol=0.5, edge=0.8)
    shade = points(x - s * 0.5, y - s * 0.56, x - s * 0.28, y - s * 1.16, x + s * 0.28, y - s * 1.16,
        x + s * 0.5, y - s * 0.56)
    p.body(shade, mix(view.tint("#f2d9ae"), "#ffe2a0", 0.85 * lit), edge=0.7, tex=0.3, grain=0.06, vol=0.15,
        rough=0.4)
    if lit:
        p.glow(x, y - s * 0.8, s * 1.2, "#ffd890", 0.5 * lit)


def nightstand(view: View, x: float, y: float, w: float, h: float) -> None:
    """A little bedside table with a drawer, (x, y) the middle of its foot."""
    p = view.canvas
    wood = view.tint("#b98a64")
    p.dark(x, y, w * 0.75, 16, view.palette.shade, 0.5)
    p.body(points(x - w * 0.44, y, x - w * 0.44, y - h, x + w * 0.44, y - h, x + w * 0.44, y), wood, vol=0.4,
        edge=0.8, rough=0.5)
    p.body(points(x - w * 0.34, y - h * 0.5, x - w * 0.34, y - h * 0.84, x + w * 0.34, y - h * 0.84,
        x + w * 0.34, y - h * 0.5), mix(wood, view.palette.light, 0.2), edge=0.9, rough=0.4)
    p.body(ellipse(x, y - h * 0.67, 5, 5, n=14), view.tint("#e9d2a0"), vol=0.4, edge=0.6)
    p.body(points(x - w * 0.54, y - h, x - w * 0.52, y - h - 11, x + w * 0.52, y - h - 11, x + w * 0.54,
        y - h), mix(wood, view.palette.light, 0.15), vol=0.3, edge=0.9, rough=0.4)


def armchair(view: View, x: float, y: float, s: float, colour: Colour = "#86a38d") -> None:
    """A deep armchair facing the reader, (x, y) the middle of its foot, `s` its half width."""
    p, rng = view.canvas, view.rng
    c = view.tint(colour)
    p.dark(x, y + 4, s * 1.2, s * 0.2, view.palette.shade, 0.55)
    back = smooth(points(x - s * 0.9, y - s * 0.05, x - s, y - s * 0.75, x - s * 0.86, y - s * 1.3,
        x - s * 0.46, y - s * 1.58, x, y - s * 1.64, x + s * 0.46, y - s * 1.58, x + s * 0.86, y - s * 1.3,
        x + s, y - s * 0.75, x + s * 0.9, y - s * 0.05, x, y + s * 0.06))
    part = p.body(back, c, vol=0.7, volk=0.18, edge=0.8, ew=8, tex=0.6)
    petals = []
    for _ in range(26):
        a, b = x + rng.uniform(-0.9, 0.9) * s, y - rng.uniform(0.1, 1.5) * s
        petals += [ellipse(a + 5 * np.cos(t), b + 5 * np.sin(t), 3.4, 3.4, n=8) for t in np.arange(5) * 1.257]
    p.body(petals, view.tint("#f0d6c2"), a=0.55, clip=part)
    for side in (-1, 1):
        arm = points(x + side * s * 0.68, y, x + side * s * 0.66, y - s * 0.5, x + side * s * 0.78,
            y - s * 0.68, x + side * s, y - s * 0.64, x + side * s * 1.07, y - s * 0.38, x + side * s,
            y + s * 0.02)
        p.body(smooth(arm), mix(c, view.palette.light, 0.12), vol=0.6, edge=0.8)
    seat = points(x - s * 0.66, y - s * 0.16, x - s * 0.56, y - s * 0.27, x, y - s * 0.3, x + s * 0.56,
        y - s * 0.27, x + s * 0.66, y - s * 0.16, x + s * 0.5, y - s * 0.01, x, y + s * 0.03, x - s * 0.5,
        y - s * 0.01)
    p.body(smooth(seat), view.tint("#dcae94"), vol=0.5, edge=0.8)


def toys(view: View, x: float, y: float, s: float) -> None:
    """Building blocks and a ball, (x, y) the middle of their foot."""
    p = view.canvas
    for dx, dy, colour in ((-0.62, 0, "#d9857a"), (0.02, 0, "#8fb0c4"), (-0.3, -0.52, "#efc988")):
        bx, by = x + dx * s, y + dy * s
        p.body(turn(points(bx - s * 0.27, by, bx - s * 0.27, by - s * 0.52, bx + s * 0.27, by - s * 0.52,
            bx + s * 0.27, by), dx * 9, (bx, by)), view.tint(colour), vol=0.5, edge=0.9, rough=0.5)
        p.line(ellipse(bx, by - s * 0.26, s * 0.12, s * 0.12, n=18), view.tint("#fff2da"), 2.6, 0.7,
            closed=True, sm=False)
    ball = p.body(ellipse(x + s * 0.85, y - s * 0.34, s * 0.36, s * 0.36), view.tint("#88a8c8"), vol=0.6,
        edge=0.8)
    p.body(ribbon(points(x + s * 0.55, y - s * 0.5, x + s * 0.85, y - s * 0.3, x + s * 1.2, y - s * 0.36),
        s * 0.2, lambda t: 1 + 0 * t), view.tint("#fff0d8"), clip=ball)


def mobile(view: View, x: float, y: float, w: float) -> list[tuple[float, float, float]]:
    """Paper stars and a moon hung on threads from a ring at (x, y); returns them as (x, y, radius)."""
    p = view.canvas
    p.line(points(x, -10, x, y - 8), view.tint("#d9c6ae"), 1.6, 0.7, broken=0.1)
    p.line(ellipse(x, y, w * 0.5, w * 0.11, n=30), view.tint("#b98a64"), 4, 0.85, closed=True, sm=False,
        broken=0.1)
    hung = []
    for i, k in enumerate((-0.46, -0.16, 0.18, 0.47)):
        hx, hy = x + k * w, y + (46, 84, 60, 92)[i]
        p.line(points(hx, y + 4, hx, hy - 10), view.tint("#d9c6ae"), 1.3, 0.7, broken=0.1)
        t = np.arange(10) * np.pi / 5 - np.pi / 2
        r = np.where(np.arange(10) % 2 == 0, 14, 7.5)
        p.glow(hx, hy, 34, "#ffe6a6", 0.3)
        p.body(smooth(np.c_[hx + np.cos(t) * r, hy + np.sin(t) * r], n=5),
            mix(view.tint("#ffe2a0"), "#ffe2a0", 0.5), vol=0.3, edge=0.7, rough=0.5)
        hung.append((hx, float(hy), 16.0))
    return hung
