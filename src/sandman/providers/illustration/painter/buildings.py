"""What people (and badgers) build: cottages, a lighthouse, arches, fences, steps, lanterns on strings."""

# Rows of page coordinates read better filled than one number a line.
# fmt: off

import numpy as np

from .brush import Colour, ellipse, mix, points, ribbon, smooth
from .plants import dabs
from .view import View

PANE = "#ffd27a"


def pane(view: View, x: float, y: float, w: float, h: float, *, arched: bool = False) -> None:
    """A small window, (x, y) its middle: lit after dusk."""
    p, pal = view.canvas, view.palette
    lit = pal.is_dark or pal.id == "dusk"
    box = points(x - w / 2, y + h / 2, x - w / 2, y - h / 2, x + w / 2, y - h / 2, x + w / 2, y + h / 2)
    if arched:
        t = np.linspace(np.pi, 0, 9)
        box = np.vstack([[(x - w / 2, y + h / 2)], np.c_[x + np.cos(t) * w / 2,
            y - h * 0.14 - np.sin(t) * h * 0.36], [(x + w / 2, y + h / 2)]])
    p.body(box, PANE if lit else view.tint("#8fb4c8"), edge=0.5, tex=0.2, grain=0.05, rough=0.3)
    wood = view.tint("#f3e6d4") if not lit else mix(view.tint("#8a5f48"), PANE, 0.25)
    p.line(points(x, y - h / 2, x, y + h / 2), wood, max(1.4, w * 0.09), 0.9, broken=0.1, sm=False)
    p.line(points(x - w / 2, y, x + w / 2, y), wood, max(1.4, w * 0.09), 0.9, broken=0.1, sm=False)
    if lit:
        p.glow(x, y, max(w, h) * 2.6, "#ffc46a", 0.5)


def cottage(view: View, x: float, foot: float, w: float, h: float, *, wall: Colour = "#f1e0c6",
        roof: Colour = "#c2745c", far: float = 0.0, door: bool = True, snow: bool = False,
        smoke: bool = False) -> None:
    """A crooked little house: (x, foot) the middle of its base, `h` to the eaves."""
    p, rng = view.canvas, view.rng
    c, r = view.tint(wall, far), view.tint(roof, far)
    lean = rng.normal(0, w * 0.015)
    p.dark(x, foot, w * 0.75, h * 0.12, view.palette.shade, 0.4)
    stack = points(x + w * 0.2, foot - h * 1.2, x + w * 0.21, foot - h * 1.85, x + w * 0.36, foot - h * 1.85,
        x + w * 0.36, foot - h * 1.2)
    p.body(stack, mix(r, view.tint("#8a7a76", far), 0.5), vol=0.4, edge=0.7)
    walls = points(x - w * 0.46, foot, x - w * 0.45 + lean, foot - h * 1.02, x + w * 0.45 + lean,
        foot - h * 1.02, x + w * 0.46, foot)
    p.body(walls, c, vol=0.35, volk=0.16, edge=0.7, tex=0.5)
    top = foot - h * (1.02 + 0.72)
    hat = points(x - w * 0.6 + lean, foot - h * 0.93, x - w * 0.36 + lean, foot - h * 1.3,
        x - w * 0.16 + lean, top, x + w * 0.2 + lean, top + 3, x + w * 0.4 + lean, foot - h * 1.3,
        x + w * 0.62 + lean, foot - h * 0.93, x, foot - h * 0.98)
    part = p.body(hat, mix(r, view.pale("#f4f6ff", far), 0.86) if snow else r, vol=0.5, volk=0.16, edge=0.9,
        tex=0.7)
    if not snow:
        tiles = []
        for row in np.linspace(0.15, 0.9, 5):
            yy = top + (foot - h * 0.95 - top) * row
            scallop = points(x - 0.05 * w, yy - 2, x, yy + 3, x + 0.05 * w, yy - 2)
            tiles += [ribbon(scallop + np.array([u * w, 0]), 2.2, n=3) for u in np.arange(-0.6, 0.62, 0.12)]
        p.glaze(tiles, view.palette.shade, 0.55, rough=0.3, clip=part)
    if door:
        dx = x - w * 0.16
        t = np.linspace(np.pi, 0, 9)
        frame = np.vstack([[(dx - w * 0.1, foot)], np.c_[dx + np.cos(t) * w * 0.1,
            foot - h * 0.42 - np.sin(t) * w * 0.1], [(dx + w * 0.1, foot)]])
        p.body(frame, view.tint("#7f9a8c", far), vol=0.4, edge=0.9)
        pane(view, x + w * 0.2, foot - h * 0.5, w * 0.22, h * 0.36)
    else:
        for dx in (-0.2, 0.2):
            pane(view, x + dx * w, foot - h * 0.52, w * 0.2, h * 0.36)
    pane(view, x + w * 0.02 + lean, foot - h * 1.28, w * 0.13, h * 0.22, arched=True)
    if smoke:
        for k in (0.0, 0.35, 0.75):
            at = (x + w * (0.28 + k * 0.16), foot - h * (1.98 + k * 0.7))
            p.body(ellipse(*at, w * (0.07 + k * 0.09), w * (0.06 + k * 0.05)),
                mix(view.palette.mist, "#ffffff", 0.4), a=0.42 - k * 0.3, soft=5, edge=0.3)


def lighthouse(view: View, x: float, foot: float, h: float, *, beam: float = 1.0) -> tuple[float, float]:
    """A banded lighthouse, lit after dusk with its beam toward `beam` (-1 or 1); returns its lamp's place."""
    p, pal = view.canvas, view.palette
    w = h * 0.2
    lamp = (x, foot - h * 0.9)
    if pal.is_dark or pal.id == "dusk":
        for way, a in ((beam, 0.34), (-beam, 0.16)):
            cone = points(*lamp, x + way * 760, lamp[1] - 130, x + way * 760, lamp[1] + 70)
            p.body(cone, "#ffe9b4", a=a, soft=16, edge=0, tex=0.3, grain=0.05, rough=0)

    def side(t: float) -> float:
        return w * (0.5 - 0.2 * t)

    def band(t0: float, t1: float, colour: Colour) -> None:
        y0, y1 = foot - h * 0.8 * t0, foot - h * 0.8 * t1
        shape = points(x - side(t0), y0, x - side(t1), y1, x + side(t1), y1, x + side(t0), y0)
        p.body(shape, view.tint(colour), edge=0.5, vol=0.4, volk=0.3, tex=0.5, rough=0.4)

    for i in range(6):
        band(i / 6, (i + 1) / 6 + 0.004, "#fbf2e4" if i % 2 == 0 else "#d0685c")
    deck = foot - h * 0.8
    p.body(points(x - w * 0.46, deck, x - w * 0.4, deck - h * 0.035, x + w * 0.4, deck - h * 0.035,
        x + w * 0.46, deck), view.tint("#7a5f66"), vol=0.4, edge=0.8)
    room = points(x - w * 0.25, deck - h * 0.03, x - w * 0.25, deck - h * 0.15, x + w * 0.25,
        deck - h * 0.15, x + w * 0.25, deck - h * 0.03)
    lit = pal.is_dark or pal.id == "dusk"
    p.body(room, "#ffe3a0" if lit else view.tint("#cfe2e6"), edge=0.4, tex=0.2, rough=0.3)
    for u in (-0.25, -0.08, 0.08, 0.25):
        p.line(points(x + u * w, deck - h * 0.03, x + u * w, deck - h * 0.15), view.tint("#6a5560"), 2.4,
            0.8, broken=0.1, sm=False)
    roof = smooth(points(x - w * 0.36, deck - h * 0.145, x - w * 0.2, deck - h * 0.2, x, deck - h * 0.24,
        x + w * 0.2, deck - h * 0.2, x + w * 0.36, deck - h * 0.145))
    p.body(roof, view.tint("#c2584e"), vol=0.5, edge=0.8, rim=0.3)
    p.line(points(x, deck - h * 0.23, x, deck - h * 0.28), view.tint("#6a5560"), 3, 0.9)
    for t in (0.28, 0.6):
        pane(view, x + (0.06 if t < 0.5 else -0.05) * w, foot - h * 0.8 * t, w * 0.2, h * 0.055, arched=True)
    door = points(x - w * 0.13, foot, x - w * 0.13, foot - h * 0.09, x, foot - h * 0.125, x + w * 0.13,
        foot - h * 0.09, x + w * 0.13, foot)
    p.body(door, view.tint("#6f8f9c"), vol=0.4, edge=0.9)
    if lit:
        p.glow(*lamp, h * 0.34, "#ffdf9a", 0.75)
    return lamp


def rose_arch(view: View, x: float, foot: float, r: float) -> None:
    """A garden arch grown over with roses."""
    p, rng = view.canvas, view.rng
    for k in (1.08, 0.92):
        t = np.linspace(np.pi, 0, 20)
        hoop = np.vstack([[(x - r * k, foot)], np.c_[x + np.cos(t) * r * k,
            foot - r * 1.1 - np.sin(t) * r * k], [(x + r * k, foot)]])
        p.line(hoop, view.tint("#8d7a80"), r * 0.07, 0.9, broken=0.1, sm=False)
    t = rng.uniform(0, np.pi, 260)
    over = np.c_[x + np.cos(t) * r, foot - r * 1.1 - np.sin(t) * r] + rng.normal(0, r * 0.11, (260, 2))
    legs = np.c_[x + rng.choice((-1, 1), 170) * r + rng.normal(0, r * 0.11, 170),
        rng.uniform(foot - r * 1.1, foot, 170)]
    leaves = np.vstack([over, legs])
    dabs(view, leaves, r * 0.11, [view.tint(c) for c in ("#4f7f62", "#74a474", "#b4d09a")], a=0.9)
    blooms = np.vstack([over[::6], legs[::6]])
    dabs(view, blooms, r * 0.095, [mix(view.tint(c), c, 0.6) for c in ("#f4b6c4", "#fde3da", "#f7d3a8")],
        a=0.95, ratio=0.85)


def fence(view: View, x0: float, x1: float, foot: float, h: float, colour: Colour = "#efe4d0", *,
        step: float = 30.0) -> None:
    """A picket fence."""
    p, rng = view.canvas, view.rng
    c = view.tint(colour)
    for k in (0.35, 0.72):
        p.body(ribbon(points(x0, foot - h * k, (x0 + x1) / 2, foot - h * k + 2, x1, foot - h * k), h * 0.1,
            lambda t: 1 + 0 * t), c, edge=0.6)
    stakes = []
    for x in np.arange(x0, x1, step):
        k, j = h * rng.uniform(0.94, 1.08), rng.normal(0, 1.6)
        stakes.append(points(x - 6, foot, x - 6 + j, foot - k, x + j, foot - k - 8, x + 6 + j, foot - k,
            x + 6, foot))
    p.body(stakes, c, edge=0.8, vol=0.2, rough=0.4)


def string_of_lights(view: View, ends: tuple[tuple[float, float], tuple[float, float]], *, sag: float = 46.0,
        n: int = 7) -> list[tuple[float, float, float]]:
    """Paper lanterns on a string; returns them as (x, y, radius)."""
    p = view.canvas
    (x0, y0), (x1, y1) = ends
    t = np.linspace(0, 1, 24)
    rope = np.c_[x0 + (x1 - x0) * t, y0 + (y1 - y0) * t + sag * 4 * t * (1 - t)]
    p.line(rope, view.tint("#6f5a5c"), 2, 0.7, broken=0.2, sm=False)
    hung: list[tuple[float, float, float]] = []
    for i, k in enumerate(np.linspace(0.08, 0.92, n)):
        x, y = x0 + (x1 - x0) * k, y0 + (y1 - y0) * k + sag * 4 * k * (1 - k) + 15
        colour = ("#f2b48c", "#f6d28c", "#e9a0a0", "#c9b3e0")[i % 4]
        lit = view.palette.is_dark or view.palette.id == "dusk"
        if lit:
            p.glow(x, y, 58, "#ffcb84", 0.55)
        p.body(ellipse(x, y, 11, 13, n=20), mix(view.tint(colour), colour, 0.8 if lit else 0.2), vol=0.3,
            edge=0.8, rough=0.4)
        hung.append((x, y, 14.0))
    return hung


def steps_down(view: View, x: float, y: float, w: float, n: int = 5, colour: Colour = "#c9bdb2") -> None:
    """Broad stone steps coming toward the reader from (x, y)."""
    p = view.canvas
    for i in range(n):
        k = 1 + i * 0.22
        yy = y + 22 * i * (1 + i * 0.1)
        slab = smooth(points(x - w * k / 2, yy, x, yy - 7, x + w * k / 2, yy, x + w * k / 2 + 4, yy + 15 * k,
            x, yy + 19 * k, x - w * k / 2 - 4, yy + 15 * k))
        p.body(slab, view.tint(colour), vol=0.35, edge=0.9, tex=0.7)
