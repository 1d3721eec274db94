"""Wonders of light: what glows, what changes its colours."""

import numpy as np

from sandman.providers.illustration.painter.brush import (
    Canvas,
    Shape,
    ellipse,
    mix,
)
from sandman.providers.illustration.painter.palettes import Palette
from sandman.providers.illustration.painter.props.outlines import (
    arc,
    band,
)
from sandman.providers.illustration.painter.wonders.motes import (
    PASTELS,
    Anchor,
    motes,
    shown,
    spark,
)


def glows(canvas: Canvas, hour: Palette, k: int, at: Anchor) -> None:
    """Light from within: a pool, a halo, sparks going up."""
    x, y, r = at
    tone, amber = (("#ffd780", "#ffb84e"), ("#ffc9a4", "#ff9d62"), ("#ffe9a6", "#ffca5c"))[k % 3]
    strength = 1.0 if hour.is_dark else 0.7
    canvas.lamp(x, y, r * 2.6, amber, 0.62)
    canvas.lamp(x, y, r * 1.5, tone, 0.6)
    canvas.glow(x, y, r * 3.0, amber, 0.5 * strength)
    canvas.glow(x, y, r * 1.4, "#ffe9a8", 0.66 * strength)
    halo = band(arc(x, y, r * 1.3, r * 1.25, 0, 360, 60), 6.0, steps=1)
    canvas.body(halo, mix(tone, "#ffffff", 0.55), 0.2, soft=3.2, edge=0, rough=0)
    motes(canvas, (x, y - r * 0.4, r * 1.3), mix(tone, "#ffffff", 0.5), 6, rise=r * 1.2)
    for _ in range(3):
        angle = canvas.rng.uniform(-2.9, -0.2)
        sx, sy = x + np.cos(angle) * r * 1.3, y + np.sin(angle) * r * 1.3
        spark(canvas, float(sx), float(sy), canvas.rng.uniform(4, 8), tone)


def colours(canvas: Canvas, hour: Palette, k: int, at: Anchor) -> None:
    """Five wet washes run into each other over the thing, with the dried rim of a bloom."""
    x, y, r = at
    rng = canvas.rng
    for j in range(5):
        tone = PASTELS[(j + k) % 5]
        angle = (j / 5 + 0.07 * k) * 2 * np.pi
        cx, cy = x + np.cos(angle) * r * 0.62, y + np.sin(angle) * r * 0.5
        blob = wet(rng, float(cx), float(cy), r * 0.85)
        canvas.body(blob, shown(tone, hour), 0.46, soft=r * 0.1, edge=1.4, ew=5, tex=0.9, rough=0.9)
        if hour.is_dark:
            canvas.glow(float(cx), float(cy), r * 1.3, tone, 0.1)
    for j in range(9):
        angle, reach = rng.uniform(0, 2 * np.pi), r * rng.uniform(1.0, 1.6)
        size = rng.uniform(2.0, 4.6)
        drop = ellipse(x + np.cos(angle) * reach, y + np.sin(angle) * reach * 0.8, size, size, n=14)
        canvas.body(drop, shown(PASTELS[j % 5], hour), 0.85, edge=1.0, ew=2, rough=0.1)
    spark(canvas, x - r * 0.3, y - r * 0.6, 6, "#ffffff")


def wet(rng: np.random.Generator, x: float, y: float, r: float) -> Shape:
    """The outline of a puddle of wash."""
    t = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    reach = np.full_like(t, r)
    for n in range(2, 6):
        reach += r * rng.normal(0, 0.13 / n) * np.cos(n * t + rng.uniform(0, 6))
    return np.column_stack([x + np.cos(t) * reach, y + np.sin(t) * reach])
