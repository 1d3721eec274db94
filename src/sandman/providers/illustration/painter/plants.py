"""What grows: leaf dabs, crowns, firs, grass, flowers, ferns, and the dark sprays that frame a page."""

# Rows of page coordinates read better filled than one number a line.
# fmt: off

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .brush import Colour, PartLike, ellipse, mix, points, ribbon, smooth, tuft, turn
from .view import HEIGHT, WIDTH, View

Points = NDArray[np.float64]
Greens = tuple[Colour, Colour, Colour]
"""Shadow, middle and lit green, in day colours."""

SUMMER: Greens = ("#4d7f68", "#76a67e", "#c3d89c")
OLIVE: Greens = ("#66794f", "#97a566", "#dcd89a")
TEAL: Greens = ("#3f7474", "#67a096", "#aed3b4")
ROSE: Greens = ("#b3708a", "#dc9dac", "#fbdcd6")
AUTUMN: Greens = ("#a8623f", "#d8935a", "#f5cf8c")

PETALS: dict[str, tuple[str, str]] = {"blush": ("#f6b8c4", "#fde6c0"), "lily": ("#f7efe6", "#ffdf8e"),
    "blue": ("#a9c3f0", "#fff3c4"), "gold": ("#f9d588", "#fff1b8"), "violet": ("#c7aee6", "#ffe9a8"),
    "coral": ("#f3a184", "#ffe2a0")}
"""Petal and heart."""


def _leaf(ratio: float) -> Points:
    t = np.linspace(0, 2 * np.pi, 9)[:-1]
    shape: Points = np.c_[np.cos(t), np.sin(t) * ratio]
    shape[0, 0] = 1.35
    return shape


def _scatter(shape: Points, at: Points, sizes: Points, angles: Points) -> list[Points]:
    """Copies of one small outline: turned, scaled and set down, all at once."""
    cos, sin = np.cos(angles)[:, None], np.sin(angles)[:, None]
    x, y = shape[None, :, 0] * sizes[:, None], shape[None, :, 1] * sizes[:, None]
    turned: Points = np.stack([x * cos - y * sin, x * sin + y * cos], axis=2) + at[:, None, :]
    return list(turned)


def dabs(view: View, at: Points, size: float, colours: Sequence[Colour], *, a: float = 0.8,
        ratio: float = 0.5, lean: float | None = None, clip: PartLike | None = None) -> None:
    """Leaf-shaped brush dabs in several tones at the given places; `lean` in radians, else any way."""
    rng = view.rng
    if not len(at):
        return
    which = rng.integers(0, len(colours), len(at))
    shape = _leaf(ratio)
    for i, colour in enumerate(colours):
        chosen = np.asarray(at)[which == i]
        if len(chosen):
            angles = (rng.uniform(0, 2 * np.pi, len(chosen)) if lean is None else rng.normal(lean, 0.5,
                len(chosen)))
            leaves = _scatter(shape, chosen, size * rng.uniform(0.6, 1.3, len(chosen)), angles)
            view.canvas.body(leaves, colour, a=a, rough=0.5, edge=0.35, tex=0.5, clip=clip)


def clump(view: View, x: float, y: float, rx: float, ry: float, greens: Greens = SUMMER, *, far: float = 0.0,
        n: int = 100, leaf: float = 9.0, a: float = 0.88) -> None:
    """A rounded mass of leaves, lit from the page's light; `greens` are day colours."""
    p, rng = view.canvas, view.rng
    dark, mid, lit = (view.tint(c, far) for c in greens)
    outline = tuft(ellipse(x, y, rx * 0.92, ry * 0.9), rng, leaf * 1.1, leaf * 1.6, 0.2)
    p.body(outline, mix(dark, mid, 0.4), a=a, vol=0.4, edge=0.5, tex=0.8, soft=0.8)
    toward = np.array(p.light) - (x, y)
    toward = toward / (np.linalg.norm(toward) + 1e-6)
    r, t = np.sqrt(rng.random(n)), rng.uniform(0, 2 * np.pi, n)
    q = np.c_[r * np.cos(t), r * np.sin(t)]
    how_lit = q @ toward + rng.normal(0, 0.3, n)
    where = q * (rx * 1.04, ry * 1.04) + (x, y)
    for chosen, colour in ((how_lit < -0.1, dark), ((how_lit >= -0.1) & (how_lit < 0.45), mid),
            (how_lit >= 0.45, lit)):
        dabs(view, where[chosen], leaf, [colour, mix(colour, mid, 0.5)], a=a)


def trunk(view: View, outline: Points, colour: Colour = "#7d6a72", *, rim: float = 0.35,
        bark: int = 6) -> None:
    """A trunk or bough from its outline, with a few strokes of bark."""
    p, rng = view.canvas, view.rng
    c = view.tint(colour)
    part = p.body(outline, c, vol=0.5, edge=0.7, tex=0.45, ew=8, rim=rim)
    lo, hi = outline.min(0), outline.max(0)
    for _ in range(bark):
        x, y = rng.uniform(lo[0], hi[0]), rng.uniform(lo[1], hi[1])
        k = (hi[1] - lo[1]) * 0.14
        stroke = ribbon(points(x, y - k, x + rng.normal(0, 5), y, x + rng.normal(0, 6), y + k), 5)
        p.glaze(stroke, mix(c, view.palette.shade, 0.3), 0.5, soft=1.2, clip=part)


def stem_of(x: float, foot: float, h: float, w: float, lean: float = 0.0) -> Points:
    """The outline of a trunk with a root flare: `w` wide at breast height, `h` tall, leaning by `lean`."""
    top = x + lean * h
    return smooth(points(x - w * 1.25, foot + 8, x - w * 0.62, foot - h * 0.1, x - w * 0.5 + lean * h * 0.4,
            foot - h * 0.5, top - w * 0.34, foot - h, top + w * 0.34, foot - h, x + w * 0.5 + lean * h * 0.4,
            foot - h * 0.5, x + w * 0.62, foot - h * 0.1, x + w * 1.35, foot + 8, x, foot + 14))


def tree(view: View, x: float, foot: float, h: float, greens: Greens = SUMMER, *, far: float = 0.0,
        lean: float = 0.0, crown: float = 0.44, leaf: float = 9.0) -> None:
    """A broad tree: trunk, two boughs, a crown of uneven clumps (never a lollipop)."""
    p, rng = view.canvas, view.rng
    bark = view.tint("#86726c", far)
    p.body(stem_of(x, foot, h * 0.6, h * 0.07, lean), bark, vol=0.5, edge=0.6, tex=0.5, rim=0.25)
    fork = np.array([x + lean * h * 0.45, foot - h * 0.4])
    tips = []
    for side, across, up in ((-1, 0.36, 0.14), (1, 0.4, 0.2), (-1, 0.16, 0.4), (1, 0.1, 0.46)):
        tip = fork + np.array([side * across * rng.uniform(0.85, 1.15), -up * rng.uniform(0.85, 1.1)]) * h
        bough = points(*fork, *(fork + (tip - fork) * (0.5, 0.66)), *tip)
        p.body(ribbon(bough, h * 0.036, lambda t: 1 - 0.6 * t), bark, edge=0.5)
        tips.append(tip)
    low_left, low_right, high_left, high_right = tips
    middle = (low_left + low_right + high_left + high_right) / 4
    spread = h * crown
    for at, k in ((high_right, 0.44), (high_left, 0.46), (middle + np.array([0, -h * 0.04]), 0.5),
            (low_left, 0.36), (low_right, 0.4), ((low_left + high_left) / 2 + (-h * 0.05, 0), 0.34),
            ((low_right + high_right) / 2 + (h * 0.06, 0), 0.36)):
        r = spread * k * rng.uniform(0.88, 1.12)
        clump(view, at[0], at[1], r * 1.2, r * 0.78, greens, far=far, n=int(34 + r * 0.5), leaf=leaf)


def fir(view: View, x: float, y: float, h: float, colour: Colour, *, far: float = 0.0,
        snow: Colour | None = None, tiers: int = 6) -> None:
    """A fir with drooping tiers, snowed on where `snow` (a day colour) is given."""
    p, rng = view.canvas, view.rng
    c, w = view.tint(colour, far), h * 0.40
    p.body(points(x - h * 0.018, y, x - h * 0.012, y - h * 0.5, x + h * 0.012, y - h * 0.5, x + h * 0.018,
        y), mix(c, view.tint("#6a4038"), 0.5))
    loads = []
    for i in range(tiers):
        t = i / (tiers - 1)
        cy, half = y - h * (0.10 + 0.80 * t), w * (1 - t) ** 0.85 * 0.5 + h * 0.02
        drop = h * 0.22 * (1.1 - 0.5 * t)
        skirt = [(x, cy - drop)]
        m = 6
        for j in range(m + 1):
            u = j / m * 2 - 1
            yy = cy + drop * 0.28 * (1 - u**2) + rng.normal(0, drop * 0.05)
            skirt += [(x + u * half * rng.uniform(0.92, 1.08), yy + drop * 0.16),
                (x + (u + 1 / m) * half * 0.96, yy)]
        p.body(np.array(skirt[:-1]), mix(c, "#ffffff", 0.03 * i), vol=0.45, volk=0.15, edge=0.8, ew=5,
            tex=0.7)
        if snow is not None:
            for _ in range(int(4 + 4 * (1 - t))):
                u = rng.uniform(-0.92, 0.8)
                load = points(x + u * half * 0.35, cy - drop * (0.62 - 0.35 * abs(u)), x + u * half * 0.7,
                    cy - drop * 0.18 + abs(u) * drop * 0.15, x + u * half, cy + drop * (0.30 - 0.1 * abs(u)))
                loads.append(ribbon(load, drop * rng.uniform(0.14, 0.30), n=5))
    if snow is not None:
        p.body(loads, view.pale(snow, far), a=0.93, vol=0.5, volk=0.05, edge=0.35, rough=0.8)


def far_firs(view: View, base: float, heights: tuple[float, float], colour: Colour, *, far: float,
        n: int = 36, a: float = 0.8, span: tuple[float, float] = (-30.0, 1054.0)) -> None:
    """A distant row of firs, uneven in height and spacing, standing on `base`."""
    rng, outlines = view.rng, []
    for x in np.sort(rng.uniform(*span, n)):
        h, y = rng.uniform(*heights), base + rng.uniform(2, 12)
        side = [(x, y - h)]
        for k in range(1, 6):
            t = k / 5
            side += [(x + h * 0.17 * t, y - h * (1 - t)), (x + h * 0.10 * t, y - h * (1 - t) + 1)]
        outlines.append(np.array([*side, (x, y + 6), *[(2 * x - a_, b_) for a_, b_ in side[1:]][::-1]]))
    view.canvas.body(outlines, view.tint(colour, far), a=a, edge=0.6, tex=0.8, rough=1.3)


def far_wood(view: View, base: float, height: float, greens: Greens = SUMMER, *, far: float,
        span: tuple[float, float] = (-40.0, 1064.0), n: int = 11) -> None:
    """A distant line of leafy crowns, as one wash with a few lit tops."""
    p, rng = view.canvas, view.rng
    xs = np.linspace(*span, n) + rng.normal(0, 14, n)
    hs = height * rng.uniform(0.5, 1.15, n)
    gap = (span[1] - span[0]) / n
    crowns = [tuft(ellipse(x, base - h * 0.45, gap * 0.78, h * 0.6), rng, 6, 9, 0.2) for x,
        h in zip(xs, hs, strict=True)]
    part = p.body(crowns, view.tint(greens[0], far), a=0.82, edge=0.5, tex=0.9, soft=0.8)
    at = np.vstack([np.c_[rng.normal(x, gap * 0.4, 14), base - h * rng.uniform(0.3, 1.0, 14)] for x,
        h in zip(xs, hs, strict=True)])
    dabs(view, at, 7, [view.tint(greens[1], far), view.tint(greens[2], far)], a=0.5, clip=part)


def grass(view: View, xs: tuple[float, float], ys: tuple[float, float], n: int, h: float,
        greens: Greens = SUMMER, *, lean: float = 0.25, a: float = 0.85) -> None:
    """Blades rooted in the box `xs` by `ys`."""
    rng = view.rng
    for colour in greens:
        blades = []
        for _ in range(max(1, n // 3)):
            x, y = rng.uniform(*xs), rng.uniform(*ys)
            k, b = h * rng.uniform(0.5, 1.3), rng.normal(0, lean)
            blades.append(ribbon(points(x, y, x + b * k * 0.3, y - k * 0.55, x + b * k, y - k),
                k * 0.085 + 0.8, lambda t: (1 - t) ** 0.6, n=4))
        view.canvas.body(blades, view.tint(colour), a=a, rough=0.3, edge=0.3, tex=0.5)


def drift(view: View, spots: Points, size: float, colours: Sequence[str] = ("blush", "lily", "gold",
        "violet"), *, stem: float = 2.2, stems: Colour = "#6f9a72") -> None:
    """Many small flowers at once: stems in one stroke, petals a colour at a time."""
    p, rng = view.canvas, view.rng
    spots = np.asarray(spots)
    if not len(spots):
        return
    stalks = [ribbon(points(x + rng.normal(0, 3), y + size * stem, x, y + size * stem * 0.5, x, y),
        size * 0.16 + 0.8, n=3) for x, y in spots]
    p.body(stalks, view.tint(stems), edge=0.3, rough=0.2)
    which = rng.integers(0, len(colours), len(spots))
    t = np.linspace(0, 2 * np.pi, 30, endpoint=False)
    rosette = np.c_[np.cos(t), np.sin(t) * 0.82] * (0.72 + 0.36 * np.cos(5 * t))[:, None]
    for i, name in enumerate(colours):
        chosen = spots[which == i]
        if not len(chosen):
            continue
        petal, heart = PETALS[name]
        glowing = view.palette.is_dark
        heads = _scatter(rosette, chosen, size * rng.uniform(0.75, 1.25, len(chosen)),
            rng.uniform(0, 6, len(chosen)))
        p.body(heads, mix(view.tint(petal), petal, 0.72 if glowing else 0.3), a=0.93, edge=1.0, ew=2.5,
            rough=0.4)
        p.body([ellipse(x, y, size * 0.24, size * 0.2, n=10) for x, y in chosen], heart, rough=0, edge=0.5)


def flower(view: View, x: float, y: float, s: float, colour: str = "blush", *, stem: float = 60.0,
        kind: str = "open", bend: float = 0.0) -> None:
    """One near flower of radius `s`, petal by petal: `open`, `daisy` or `bell`."""
    p, rng = view.canvas, view.rng
    petal, heart = PETALS[colour]
    night = view.palette.is_dark
    petal_here = mix(view.tint(petal), petal, 0.75 if night else 0.3)
    green = view.tint("#6f9f78")
    foot = x - bend * stem
    stalk = points(foot, y + stem, (x + foot) / 2 + stem * 0.06, y + stem * 0.5, x, y)
    p.body(ribbon(stalk, s * 0.16 + 1, lambda t: 1 - 0.4 * t), green, edge=0.5)
    for side in (-1, 1):
        ly = y + stem * rng.uniform(0.45, 0.8)
        lx = x + (foot - x) * (ly - y) / stem
        blade = points(lx, ly, lx + side * s * 0.7, ly - s * 0.75, lx + side * s * 1.5, ly - s * 0.8,
            lx + side * s * 0.8, ly - s * 0.1)
        p.body(smooth(blade), mix(green, view.tint("#d5ecb8"), rng.uniform(0, 0.4)), vol=0.3, edge=0.7)
    p.glow(x, y, s * 4.2, mix(petal, "#fff2cc", 0.5), 0.38 if night else 0.12)
    if kind == "bell":
        for i in range(3):
            cx, cy = x + (i - 1) * s * 0.75, y + abs(i - 1) * s * 0.35 + s * 0.3
            bell = points(cx, cy - s * 0.55, cx + s * 0.42, cy - s * 0.1, cx + s * 0.56, cy + s * 0.52,
                cx + s * 0.2, cy + s * 0.38, cx, cy + s * 0.58, cx - s * 0.2, cy + s * 0.38, cx - s * 0.56,
                cy + s * 0.52, cx - s * 0.42, cy - s * 0.1)
            p.body(smooth(bell, n=6), mix(petal_here, "#ffffff", 0.2), vol=0.5, edge=0.9, rough=0.5)
        return
    n, width = (5, 0.62) if kind == "open" else (9, 0.28)
    start = rng.uniform(0, 72)
    for i in range(n):
        o = smooth(points(0, 0, s * 0.45, -s * width * 0.85, s, -s * width * 0.55, s * 1.12, 0, s,
            s * width * 0.55, s * 0.45, s * width * 0.85), n=5)
        o = turn(o * (1, rng.uniform(0.85, 1.1)), start + i * 360 / n) * (1, 0.86) + (x, y)
        p.body(o, mix(petal_here, "#fff8ee", rng.uniform(0.1, 0.45)), a=0.93, edge=1.2, ew=3, tex=0.5,
            rough=0.5)
    p.body(ellipse(x, y, s * 0.24, s * 0.21), heart, edge=0.8, rough=0.4)


def fern(view: View, x: float, y: float, h: float, colour: Colour = "#5d8a66", *, fronds: int = 6,
        a: float = 0.92) -> None:
    """A fern: arching fronds with paired leaflets."""
    rng, strokes = view.rng, []
    for i in range(fronds):
        way = (i - (fronds - 1) / 2) / fronds * 2.1 + rng.normal(0, 0.08)
        k = h * rng.uniform(0.75, 1.1)
        spine = smooth(points(x, y, x + way * k * 0.35, y - k * 0.62, x + way * k * 0.95,
            y - k * (0.86 - abs(way) * 0.22)), False, 9)
        strokes.append(ribbon(spine[::3], 3.2, lambda t: 1 - 0.7 * t, n=4))
        for j in range(3, len(spine) - 1, 2):
            t = j / len(spine)
            d = spine[j + 1] - spine[j]
            angle = np.degrees(np.arctan2(d[1], d[0]))
            size = h * 0.17 * (1.1 - t)
            leaf = smooth(points(0, 0, size * 0.5, -size * 0.2, size * 1.2, 0, size * 0.5, size * 0.2), n=3)
            strokes += [turn(leaf, angle + side * 58) + spine[j] for side in (-1, 1)]
    view.canvas.body(strokes, view.tint(colour), a=a, edge=0.7, rough=0.4, tex=0.7)


def reeds(view: View, xs: Sequence[float], foot: float, heights: tuple[float, float],
        colour: Colour = "#7f9a68") -> None:
    """Bulrushes."""
    p, rng = view.canvas, view.rng
    stalks, heads = [], []
    for x in xs:
        h, lean = rng.uniform(*heights), rng.normal(6, 9)
        stalks.append(ribbon(points(x, foot, x + lean * 0.4, foot - h * 0.5, x + lean, foot - h), 5,
            lambda t: 1 - 0.6 * t))
        heads.append(ribbon(points(x + lean * 0.95, foot - h * 0.96, x + lean, foot - h - 38), 13))
        blade = rng.uniform(-1, 1)
        stalks.append(ribbon(points(x + 4, foot, x + blade * 16, foot - h * 0.45, x + blade * 52,
            foot - h * 0.62), 6, lambda t: (1 - t) ** 0.5))
    p.body(stalks, view.tint(colour), edge=0.6)
    p.body(heads, view.tint("#96684e"), vol=0.3, edge=0.7)


def mushrooms(view: View, x: float, y: float, s: float, cap: Colour = "#d9756a") -> None:
    """Three mushrooms of unlike height."""
    p = view.canvas
    for dx, k in ((-0.9, 0.62), (0.95, 0.5), (0.0, 1.0)):
        cx, h = x + dx * s, s * 1.25 * k
        p.body(stem_of(cx, y - 4, h * 0.8, s * 0.3 * k), view.tint("#f3e6d2"), vol=0.4, edge=0.7, rough=0.5)
        r = s * 0.72 * k
        cup = smooth(points(cx - r, y - h * 0.72, cx - r * 0.75, y - h * 1.12, cx, y - h * 1.32,
            cx + r * 0.75, y - h * 1.12, cx + r, y - h * 0.72, cx, y - h * 0.62))
        part = p.body(cup, view.tint(cap), vol=0.5, edge=0.8, rough=0.6, rim=0.3)
        dots = [ellipse(cx + u * r, y - h * v, r * 0.13, r * 0.1, n=12) for u,
            v in ((-0.45, 0.9), (0.1, 1.12), (0.5, 0.88), (0.02, 0.8))]
        p.body(dots, view.tint("#fff6e4"), a=0.9, rough=0.3, clip=part)


def sprays(view: View, corners: Sequence[str], colour: Colour = "#46705f", *, leaf: float = 24.0,
        reach: float = 230.0, count: int = 4) -> None:
    """Dark leafy sprays from the named corners (`tl tr bl br`): depth, and a stage to look in at."""
    p, rng = view.canvas, view.rng
    base = view.tint(colour)
    if view.palette.is_dark:
        base = mix(base, view.palette.sky[0], 0.35)
    for corner in corners:
        sx, sy = (-1 if "r" in corner else 1), (-1 if "b" in corner else 1)
        origin = (WIDTH if "r" in corner else 0.0, HEIGHT if "b" in corner else 0.0)
        for tone in np.linspace(0.0, 0.22, count):
            angle, length = rng.uniform(0.2, 1.3), reach * rng.uniform(0.6, 1.1)
            bones = np.array([[0, 0], [np.cos(angle) * length * 0.5, np.sin(angle) * length * 0.45],
                [np.cos(angle + 0.2) * length, np.sin(angle + 0.2) * length * 0.9]])
            bones = bones * (sx, sy) + origin
            leaves = [ribbon(bones, 5, lambda t: 1 - 0.7 * t)]
            way = np.degrees(np.arctan2(*(bones[2] - bones[0])[::-1]))
            for k in np.linspace(0.25, 1, 8):
                at = bones[0] * (1 - k) ** 2 + 2 * bones[1] * k * (1 - k) + bones[2] * k * k
                for side in (-1, 1):
                    z = leaf * rng.uniform(0.7, 1.25) * (1.15 - 0.4 * k)
                    shape = smooth(points(0, 0, z * 0.5, -z * 0.32, z * 1.35, 0, z * 0.5, z * 0.32), n=4)
                    leaves.append(turn(shape, way + side * 48 + rng.normal(0, 9)) + at)
            p.body(leaves, mix(base, view.tint("#b9d2ae"), tone), a=0.92, edge=0.8, soft=1.0, tex=0.7,
                rough=0.6)
