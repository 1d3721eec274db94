"""The hero must stand out: how light a figure is, how light the paper behind it, and what to do about it."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sandman.stories import Figure

from .brush import Canvas, mix, rgb
from .cast import Slot, put
from .palettes import Palette, palette

GAP = 0.14
"""Wanted difference in luminance (0..1) between the hero and what is round them."""
_GREY = "#808080"
_LUMA = np.array([0.30, 0.59, 0.11], np.float32)


def light_on(canvas: Canvas, hour: Palette) -> None:
    """Give the canvas this hour's light, shade and ambient tint."""
    canvas.light_colour = rgb(hour.light)
    canvas.shade_colour = rgb(hour.shade)
    canvas.ambient = mix("#ffffff", hour.ambient, 0.16 if hour.is_dark else 0.10)


def luminance(pixels: NDArray[np.float32]) -> float:
    """Mean luminance of RGB pixels, 0..1, shape [..., 3]."""
    return float((pixels @ _LUMA).mean())


@dataclass(frozen=True, slots=True)
class Look:
    """How a figure looks at an hour: its tone, 0..1, and its reach from the slot in slot sizes."""

    tone: float
    behind: float
    before: float
    up: float

    def reach(self, facing: float) -> tuple[float, float]:
        """How far it reaches to the left and to the right when it faces this way."""
        return (self.behind, self.before) if facing >= 0 else (self.before, self.behind)


@lru_cache(maxsize=512)
def look_of(figure: Figure, time: str, indoors: bool, floats: bool = False) -> Look:
    """Paint a thumbnail of the figure on grey and measure it."""
    canvas = Canvas(1, 224, 168)
    light_on(canvas, palette(time, indoors=indoors))
    canvas.img[...] = rgb(_GREY)
    before = canvas.img.copy()
    size, x, y = 80.0, 512.0, 600.0
    box = put(canvas, figure, Slot(x, y, size, floats=floats))
    window = _window(canvas, box.bounds)
    after = canvas.img[window]
    drawn = np.abs(after - before[window]).max(-1) > 0.02
    x0, y0, x1, _ = box.bounds
    return Look(
        tone=luminance(after[drawn]) if drawn.any() else 0.5,
        behind=(x - x0) / size,
        before=(x1 - x) / size,
        up=(y - y0) / size,
    )


def _window(canvas: Canvas, bounds: tuple[float, float, float, float]) -> tuple[slice, slice]:
    x0, y0, x1, y1 = (round(edge * canvas.scale) for edge in bounds)
    rows = slice(max(0, y0), max(1, min(canvas.height, y1)))
    return rows, slice(max(0, x0), max(1, min(canvas.width, x1)))


def round_about(canvas: Canvas, x: float, y: float, size: float) -> float:
    """How light the picture is behind a figure of head radius `size` standing at (x, y)."""
    return luminance(
        canvas.img[_window(canvas, (x - 1.7 * size, y - 3.9 * size, x + 1.7 * size, y - 0.4 * size))]
    )


def set_off(canvas: Canvas, slot: Slot, tone: float, hour: Palette) -> float:
    """Glow or darken softly behind the slot until a figure of that tone stands out; the gap reached."""
    x, y, size = slot.x, slot.y, slot.size
    behind = round_about(canvas, x, y, size)
    # A light figure wants a dark ground and a dark one a light; at midtones the hour decides.
    darker = tone > behind if abs(tone - behind) > 0.05 else tone > 0.5
    for _ in range(7):
        gap = abs(tone - round_about(canvas, x, y, size))
        if gap >= GAP:
            return gap
        if darker:
            deep = mix(hour.shade, "#2c2a4c", 0.45 if hour.is_dark else 0.15)
            canvas.dark(x, y - 1.9 * size, 4.4 * size, 3.8 * size, deep, 0.34)
        else:
            canvas.glow(x, y - 2.1 * size, 3.9 * size, hour.light, 0.26)
    return abs(tone - round_about(canvas, x, y, size))
