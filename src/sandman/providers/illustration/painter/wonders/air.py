"""Wonders of the air: what whispers, sings, floats."""

import numpy as np

from sandman.providers.illustration.painter.brush import (
    Canvas,
    Pigment,
    ellipse,
    mix,
    ribbon,
    smooth,
)
from sandman.providers.illustration.painter.palettes import Palette
from sandman.providers.illustration.painter.props.outlines import (
    leaf,
    moved,
    spiral,
    twinkle,
)
from sandman.providers.illustration.painter.wonders.motes import (
    GOLD,
    PASTELS,
    SKY,
    Anchor,
    bubble,
    lit,
    motes,
    shown,
)


def whispers(canvas: Canvas, hour: Palette, k: int, at: Anchor) -> None:
    """Breath one can see: curls that lean together, and motes drifting between them."""
    x, y, r = at
    breath = mix(mix(hour.mist, "#ffffff", 0.66), PASTELS[(k + 2) % 5], 0.25)
    if not hour.is_dark:
        breath = mix(breath, "#ffffff", 0.5)
    canvas.glow(x, y - r * 0.7, r * 2.0, breath, 0.26)
    side = 1.0 if k % 2 else -1.0
    for j, (start, lean, tall) in enumerate(((0.0, 0.55, 2.1), (0.45, 1.0, 1.45), (-0.5, -0.6, 1.3))):
        foot = (x + side * start * r, y - r * 0.45)
        _curl(canvas, foot, side * lean * r, tall * r, 5.2 - j, breath, 0.6 - 0.08 * j)
    motes(canvas, (x, y - r * 0.9, r * 1.2), breath, 7, rise=r * 1.2)


def _curl(
    canvas: Canvas,
    foot: tuple[float, float],
    lean: float,
    tall: float,
    width: float,
    colour: Pigment,
    a: float,
) -> None:
    """One wisp that rises and rolls over at its end, like a fern."""
    x, y = foot
    turn_way = 1.0 if lean >= 0 else -1.0
    stem = smooth(
        [(x, y), (x - lean * 0.25, y - tall * 0.4), (x + lean * 0.35, y - tall * 0.8)], closed=False, n=8
    )
    roll = spiral(0, 0, tall * 0.2, 1.25, start=180, steps=26)[:23] * (turn_way, 1)
    path = np.vstack([stem, moved(roll, x + lean * 0.35 + turn_way * tall * 0.2, y - tall * 0.84)])
    stroke = ribbon(
        path[::2], width, lambda t: 0.25 + np.sin(np.pi * np.clip(t * 0.9 + 0.05, 0, 1)) ** 0.8, n=4
    )
    canvas.body(stroke, colour, a, soft=0.9, edge=0.3, rough=0.2, tex=0.4)


def sings(canvas: Canvas, hour: Palette, k: int, at: Anchor) -> None:
    """Ribbons of sound: three colours that braid upward, small round voices riding on them."""
    x, y, r = at
    r = max(r, 34.0)  # narrower, the three ribbons run together
    side = 1.0 if x < canvas.w / 2 else -1.0
    long = r * 3.1
    t = np.linspace(0, 1, 34)
    strength = 0.62 if hour.is_dark else 0.78
    for j in range(3):
        tone = shown(PASTELS[(k + j) % 5], hour)
        sway = np.sin(t * 5.2 + j * 1.1 + k) * r * 0.24 * (0.4 + t)
        path = np.c_[
            x + side * (t * long * 0.8 + r * 0.2),
            y - r * 0.5 - t**1.3 * long * 0.42 + sway + (j - 1) * r * 0.17 * (1 - 0.5 * t),
        ]
        canvas.body(
            ribbon(path[::3], 4.2 - 0.5 * j, n=5), tone, strength, soft=0.6, edge=0.5, rough=0.2, tex=0.5
        )
        for u in (0.3 + 0.13 * j, 0.72 + 0.1 * j):
            px, py = path[int(u * 33)]
            _voice(
                canvas,
                float(px),
                float(py) - 5,
                r * 0.125 * (1.15 - 0.4 * u),
                mix(tone, "#ffffff", 0.35),
                side,
            )
    canvas.glow(x, y, r * 1.6, PASTELS[k % 5], 0.26)
    motes(canvas, (x + side * r, y - r, r), shown(GOLD, hour), 4, rise=r)


def _voice(canvas: Canvas, x: float, y: float, size: float, colour: Pigment, side: float) -> None:
    """A round bead with a curled tail: a sound, not a note anybody could read."""
    canvas.glow(x, y, size * 4.5, colour, 0.35)
    canvas.body(
        ellipse(x, y, size, size * 0.86, -18 * side, n=20), colour, 0.95, edge=0.8, ew=2, vol=0.3, rough=0.1
    )
    tail = moved(
        spiral(0, 0, size * 1.3, 0.8, start=200, steps=18)[:15] * (side, 1),
        x + side * size * 1.5,
        y - size * 1.5,
    )
    canvas.body(ribbon(tail[::2], size * 0.5, lambda t: 1 - 0.8 * t, n=4), colour, 0.9, edge=0.4, rough=0)


def floats(canvas: Canvas, hour: Palette, k: int, at: Anchor) -> None:
    """Things that have let go of the ground: drops, petals, pebbles, each over its own small shadow."""
    x, y, r = at
    rng = canvas.rng
    canvas.glow(x, y - r * 0.8, r * 1.5, mix(SKY, GOLD, 0.4), 0.22)
    for j in range(6):
        px, up = x + rng.uniform(-1.1, 1.1) * r, r * (0.5 + 0.42 * j + rng.uniform(0, 0.25))
        size = float(np.clip(r * rng.uniform(0.17, 0.28), 6.5, 14)) * (1 - 0.05 * j)
        canvas.dark(px, y + r * 0.45, size * 1.6, size * 0.45, hour.shade, 0.55 / (1 + 0.3 * j))
        py = y + r * 0.3 - up
        if j % 3 == 0:
            bubble(canvas, px, py, size, shown(SKY, hour))
        elif j % 3 == 1:
            blade = leaf(px - size, py, size * 2.4, size * 1.3, rng.uniform(-60, 10))
            tone = lit(hour, ("#f2b6b4", "#b4d494", "#f4d58a")[(j + k) % 3])
            canvas.body(blade, tone, 0.95, edge=0.9, ew=2, vol=0.3, rim=0.3, rough=0.2)
            canvas.line([(px - size, py), blade[len(blade) // 2]], mix(tone, "#5a4048", 0.4), 0.9, 0.45)
        else:
            stone = ellipse(px, py, size, size * 0.76, rng.uniform(-30, 30), n=22)
            canvas.body(stone, lit(hour, "#cfcbd8"), 0.96, edge=0.8, ew=2, vol=0.5, rim=0.4, rough=0.3)
        canvas.body(twinkle(px + size * 0.9, py + size * 1.6, 2.6), "#fffbe6", 0.7, rough=0, edge=0)
