"""The wonder of sleep: what a thing dreams hangs over it in a bubble."""

import numpy as np

from sandman.providers.illustration.painter.brush import (
    Canvas,
    ellipse,
    smooth,
    turn,
)
from sandman.providers.illustration.painter.palettes import Palette
from sandman.providers.illustration.painter.props import PROPS
from sandman.providers.illustration.painter.props.motif import Motif
from sandman.providers.illustration.painter.props.outlines import (
    arc,
    band,
    crescent,
    star,
)
from sandman.providers.illustration.painter.wonders.light import wet
from sandman.providers.illustration.painter.wonders.motes import (
    Anchor,
    bubble,
    shown,
)


def dreams(canvas: Canvas, hour: Palette, k: int, at: Anchor) -> None:
    """A bubble of sleep above it: a moon in one, a boat in the next, a star in the third."""
    x, y, r = at
    big = float(np.clip(r * 0.92, 34, 58))
    side = 1.0 if x < canvas.w / 2 else -1.0
    cx = float(np.clip(x + side * r * 0.55, 90, canvas.w - 90))
    cy = float(max(96.0, y - r * 0.9 - big * 0.9))
    for u, size in ((0.1, 0.09), (0.38, 0.14), (0.66, 0.2)):
        bubble(
            canvas,
            x + (cx - x) * u,
            y - r * 0.45 + (cy + big - y + r * 0.45) * u,
            big * size,
            shown("#d9d6f6", hour),
        )
    canvas.glow(cx, cy, big * 2.1, "#e6dcff", 0.4 if hour.is_dark else 0.2)
    ball = ellipse(cx, cy, big, big * 0.97, n=60)
    whole = canvas.body(ball, "#7f8fcc", 0.86, edge=0.9, ew=6, tex=0.9, rough=0.3, vol=0.25, shade="#6a62a8")
    canvas.body(
        ellipse(cx, cy + big * 0.62, big * 0.95, big * 0.5),
        "#f0c9d0",
        0.75,
        soft=big * 0.2,
        edge=0,
        clip=whole,
    )
    stars = [
        ellipse(cx + dx * big, cy + dy * big, 1.3, 1.3, n=8)
        for dx, dy in ((-0.5, -0.45), (0.15, -0.66), (0.56, -0.3), (-0.68, 0.0), (0.68, 0.12))
    ]
    canvas.body(stars, "#fff6dc", 0.95, edge=0, rough=0)
    (_dream_of_moon, _dream_of_boat, _dream_of_star)[k % 3](canvas, cx, cy, big)
    canvas.body(
        wet(canvas.rng, cx - big * 0.5, cy + big * 0.66, big * 0.34),
        "#fdf3ee",
        0.8,
        soft=2.0,
        edge=0.4,
        clip=whole,
    )
    canvas.body(
        wet(canvas.rng, cx + big * 0.42, cy + big * 0.72, big * 0.4),
        "#fdf3ee",
        0.8,
        soft=2.0,
        edge=0.4,
        clip=whole,
    )
    ring = band(arc(cx, cy, big, big * 0.97, 0, 360, 60), 2.4, steps=1)
    canvas.body(ring, "#fbf4ff", 0.6, soft=0.8, edge=0, rough=0)
    canvas.body(
        smooth(
            np.vstack(
                [
                    arc(cx, cy, big * 0.84, big * 0.82, 200, 245, 6),
                    arc(cx, cy, big * 0.74, big * 0.74, 240, 205, 6),
                ]
            ),
            n=4,
        ),
        "#ffffff",
        0.6,
        soft=1.4,
        edge=0,
        rough=0,
    )


def _dream_of_moon(canvas: Canvas, x: float, y: float, r: float) -> None:
    canvas.glow(x, y, r * 0.8, "#fff0c4", 0.45)
    canvas.body(
        turn(crescent(x, y, r * 0.42), -14, (x, y)),
        "#fff0bc",
        edge=0.8,
        ew=2.4,
        vol=0.25,
        rough=0.2,
        shade="#e0b070",
    )


def _dream_of_boat(canvas: Canvas, x: float, y: float, r: float) -> None:
    canvas.glow(x, y, r * 0.8, "#fff0d8", 0.25)
    PROPS["boat"].paint(Motif(canvas, x, y + r * 0.52, r * 1.0, held=True), 0.0)


def _dream_of_star(canvas: Canvas, x: float, y: float, r: float) -> None:
    canvas.glow(x, y, r * 0.9, "#ffe6a6", 0.5)
    canvas.body(
        turn(star(x, y, r * 0.46, inner=0.58), 8, (x, y)),
        "#ffe199",
        edge=0.9,
        ew=2.4,
        vol=0.35,
        rough=0.2,
        shade="#e0955c",
    )
