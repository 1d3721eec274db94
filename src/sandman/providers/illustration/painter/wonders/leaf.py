"""Wonders of leaf and petal: what dances, what grows."""

import numpy as np

from sandman.providers.illustration.painter.brush import (
    Canvas,
    Shape,
    ellipse,
    mix,
    ribbon,
    smooth,
    turn,
)
from sandman.providers.illustration.painter.palettes import Palette
from sandman.providers.illustration.painter.props.outlines import (
    arc,
    leaf,
    moved,
    spiral,
)
from sandman.providers.illustration.painter.wonders.motes import (
    GOLD,
    MINT,
    Anchor,
    lit,
    motes,
    shown,
)


def dances(canvas: Canvas, hour: Palette, k: int, at: Anchor) -> None:
    """A slow round of petals and leaves, in two tilted rings."""
    x, y, r = at
    rng = canvas.rng
    tones = [
        lit(hour, c)
        for c in (
            ("#f4b7bd", "#fbe0d8", "#f6cf86"),
            ("#a8cd95", "#f3d68c", "#f5efe0"),
            ("#cdb8ea", "#f5d9e4", "#fbe9c4"),
        )[k % 3]
    ]
    petals: list[list[Shape]] = [[], [], []]
    for tilt, reach, flat, count in ((-16.0, 1.7, 0.42, 8), (20.0, 1.2, 0.52, 5)):
        begin = rng.uniform(0, 360)
        path = moved(
            turn(arc(0, 0, r * reach, r * reach * flat, begin, begin + 250, 40), tilt), x, y - r * 0.35
        )
        trail = ribbon(path[::3], 3.4, lambda t: t**0.8, n=4)
        canvas.body(trail, mix(hour.light, "#ffffff", 0.4), 0.34, soft=1.0, edge=0, rough=0)
        for j in range(count):
            u = (j + 0.6) / count
            i = min(len(path) - 2, int(u * (len(path) - 1)))
            heading = np.degrees(np.arctan2(*(path[i + 1] - path[i])[::-1]))
            size = float(np.clip(r * 0.46, 13, 25)) * (0.5 + 0.6 * u)
            px, py = path[i] + rng.normal(0, 2.5, 2)
            petal = leaf(
                float(px), float(py), size, size * rng.uniform(0.45, 0.75), float(heading) + rng.normal(0, 22)
            )
            petals[j % 3].append(petal)
    for tone, group in zip(tones, petals, strict=True):
        canvas.body(group, tone, 0.95, edge=0.9, ew=2, rim=0.25, rough=0.2)
    canvas.glow(x, y, r * 1.5, hour.light, 0.16)
    motes(canvas, (x, y - r * 0.4, r * 1.4), shown(GOLD, hour), 5, rise=r * 0.4)


def grows(canvas: Canvas, hour: Palette, k: int, at: Anchor) -> None:
    """Tendrils uncurl from it, leaf by leaf; the newest leaves are still lit from inside."""
    x, y, r = at
    green, young = lit(hour, "#6f9c62"), mix(lit(hour, "#cbe89c"), hour.light, 0.25)
    canvas.glow(x, y - r * 0.4, r * 1.5, mix(MINT, GOLD, 0.5), 0.22)
    stems: list[Shape] = []
    leaves: list[list[Shape]] = [[], [], [], [], []]
    tips: list[tuple[float, float]] = []
    for j, (side, lean, tall) in enumerate(
        ((-1.0, 0.75, 1.5), (1.0, 0.6, 1.75), (1.0 if k % 2 else -1.0, 0.15, 1.2))
    ):
        way = [(0.03, -0.3), (lean * 0.42, tall * 0.2), (lean * 0.62, tall * 0.52), (lean, tall * 0.85)]
        stem = smooth([(x + side * across * r, y - up * r) for across, up in way], closed=False, n=9)
        tip_x, tip_y = float(stem[-1][0]), float(stem[-1][1])
        roll = moved(
            spiral(0, 0, r * 0.17, 1.3, start=180, steps=22)[:20] * (side, 1), tip_x + side * r * 0.17, tip_y
        )
        stems.append(
            ribbon(
                np.vstack([stem, roll])[::2], 4.2, lambda t: np.minimum(1, 0.35 + 5 * t) * (1 - 0.7 * t), n=4
            )
        )
        tips.append((tip_x - side * r * 0.1, tip_y + r * 0.16))
        for i in range(5):
            px, py = stem[int((0.18 + 0.17 * i) * (len(stem) - 1))]
            size = float(np.clip(r * (0.42 - 0.045 * i), 10, 26))
            turned = side if (i + j) % 2 else -side
            leaves[i].append(leaf(float(px), float(py), size, size * 0.46, -90 + turned * (64 - 5 * i)))
    canvas.body(stems, green, 0.96, edge=0.6, ew=2, rim=0.3, rough=0.2)
    for i, group in enumerate(leaves):
        canvas.body(group, mix(green, young, 0.2 + 0.18 * i), 0.96, edge=1.0, ew=2.4, rim=0.3, rough=0.25)
    for j, (px, py) in enumerate(tips[:2]):
        _blossom(canvas, px, py, float(np.clip(r * 0.22, 7, 13)), hour, k + j)
    motes(canvas, (x, y - r * 0.9, r), shown(GOLD, hour), 4, rise=r * 0.6)


def _blossom(canvas: Canvas, x: float, y: float, size: float, hour: Palette, k: int) -> None:
    tone = lit(hour, ("#f6b3c0", "#fbe7b4", "#cdb9ee")[k % 3])
    canvas.glow(x, y, size * 3.5, tone, 0.35)
    petals = [
        moved(turn(ellipse(size * 0.66, 0, size * 0.56, size * 0.4, n=16), j * 72.0 + 20 * k), x, y)
        for j in range(5)
    ]
    canvas.body(petals, tone, 0.95, edge=1.2, ew=2, rough=0.2)
    canvas.body(ellipse(x, y, size * 0.36, size * 0.34, n=14), "#f3c665", edge=0.6, rough=0)
