"""What the wonders share: their pastels, specks of light, bubbles, and colours that show at any hour."""

from sandman.providers.illustration.painter.brush import Canvas, Pigment, ellipse, mix
from sandman.providers.illustration.painter.palettes import Palette
from sandman.providers.illustration.painter.props.outlines import twinkle

Anchor = tuple[float, float, float]
"""(x, y, radius) of a thing of the place, in page units."""

GOLD, ROSE, SKY, MINT, LILAC = "#ffdf94", "#f9bfc4", "#b5d6f6", "#c4ecd2", "#d3c2f4"
PASTELS = (GOLD, ROSE, SKY, LILAC, MINT)


def motes(canvas: Canvas, around: Anchor, colour: Pigment | str, count: int, *, rise: float) -> None:
    """Specks of light, smaller and paler the higher they have drifted."""
    x, y, r = around
    rng = canvas.rng
    for _ in range(count):
        up = rng.random()
        px, py = x + rng.normal(0, r * 0.55), y - up * rise + rng.normal(0, r * 0.25)
        size = rng.uniform(1.2, 2.6) * (1.15 - 0.5 * up)
        canvas.glow(px, py, size * 5.5, colour, 0.6)
        canvas.body(ellipse(px, py, size, size, n=10), mix(colour, "#ffffff", 0.6), 0.9, rough=0, edge=0)


def spark(canvas: Canvas, x: float, y: float, size: float, colour: Pigment | str) -> None:
    """A four-pointed glint."""
    canvas.glow(x, y, size * 3.0, colour, 0.5)
    canvas.body(twinkle(x, y, size), mix(colour, "#fffdf2", 0.75), 0.95, rough=0, edge=0)


def bubble(canvas: Canvas, x: float, y: float, size: float, colour: Pigment) -> None:
    """A see-through ball with its rim dried dark and one catchlight."""
    canvas.body(ellipse(x, y, size, size, n=26), colour, 0.5, edge=1.6, ew=2.4, rough=0, vol=0.2)
    canvas.body(
        ellipse(x - size * 0.35, y - size * 0.38, size * 0.24, size * 0.16, -35, n=12),
        "#fffef8",
        0.9,
        edge=0,
        rough=0,
        soft=0.4,
    )


def lit(hour: Palette, colour: str) -> Pigment:
    """A day colour with its own little light: what is enchanted never goes as dark as the rest."""
    return mix(hour.local(colour), mix(colour, hour.light, 0.25), 0.62 if hour.is_dark else 0.3)


def shown(colour: str, hour: Palette) -> Pigment:
    """A pastel that shows: nearly as it is in the dark, with more pigment on a bright page."""
    deep = {GOLD: "#e9b24c", ROSE: "#ea8f98", SKY: "#7fb0e2", MINT: "#86c9a0", LILAC: "#ab92dc"}
    return mix(colour, deep.get(colour, colour), 0.2 if hour.is_dark else 0.7)
