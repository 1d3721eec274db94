"""Shapes that many small things share, in motif units; each is ready to paint, shape [points, 2]."""

import numpy as np
from numpy.typing import ArrayLike

from sandman.providers.illustration.painter.brush import Shape, ribbon, smooth, turn


def trace(text: str) -> Shape:
    """Read an outline written as `"x y, x y, …"`: a drawing is easier to see in rows than in a column."""
    return np.array(text.replace(",", " ").split(), np.float64).reshape(-1, 2)


def moved(outline: ArrayLike, dx: float, dy: float) -> Shape:
    """The same outline, elsewhere."""
    return np.asarray(np.asarray(outline, np.float64) + (dx, dy))  # noqa: RUF005 - a sum, not a tuple


def arc(cx: float, cy: float, rx: float, ry: float, start: float, stop: float, steps: int = 18) -> Shape:
    """Part of an ellipse; degrees run clockwise from the right, as the page's y runs down."""
    t = np.radians(np.linspace(start, stop, steps))
    return np.column_stack([cx + rx * np.cos(t), cy + ry * np.sin(t)])


def star(cx: float, cy: float, radius: float, *, inner: float = 0.56, rounded: bool = True) -> Shape:
    """A five-pointed star, its points softened unless it is only a twinkle."""
    k = np.arange(10)
    reach = np.where(k % 2 == 0, radius, radius * inner)
    t = k * np.pi / 5 - np.pi / 2
    corners = np.column_stack([cx + np.cos(t) * reach, cy + np.sin(t) * reach])
    return smooth(corners, n=6) if rounded else corners


def twinkle(cx: float, cy: float, radius: float, *, waist: float = 0.2) -> Shape:
    """A four-pointed sparkle."""
    k = np.arange(8)
    reach = np.where(k % 2 == 0, radius, radius * waist)
    return np.column_stack([cx + np.cos(k * np.pi / 4) * reach, cy + np.sin(k * np.pi / 4) * reach])


def heart(cx: float, cy: float, width: float) -> Shape:
    """A heart whose middle is at (cx, cy)."""
    half = [(0, -0.18), (0.16, -0.42), (0.40, -0.40), (0.50, -0.14), (0.34, 0.18), (0.0, 0.50)]
    right = np.array(half, float)
    left = (right * (-1, 1))[::-1][1:-1]
    return smooth(np.vstack([right, left]) * width + (cx, cy), n=6)


def leaf(x: float, y: float, length: float, width: float, degrees: float) -> Shape:
    """A pointed leaf growing from (x, y) in the given direction."""
    half = np.array([(0, 0), (0.28, -0.42), (0.62, -0.40), (1.0, 0), (0.62, 0.40), (0.28, 0.42)], float)
    body = smooth(half * (length, width), n=6)
    body[:, 1] *= np.clip(1.15 - body[:, 0] / length, 0.0, 1.0) ** 0.35
    return moved(turn(body, degrees), x, y)


def crescent(cx: float, cy: float, radius: float, *, thin: float = 0.62) -> Shape:
    """A waxing moon: open to the right, its back to the left."""
    back = arc(cx, cy, radius, radius, 60, 300, 30)
    belly = arc(cx + radius * (1 - thin) * 1.25, cy, radius * thin * 1.12, radius * 0.87, 274, 86, 26)
    return np.vstack([back, belly])


def rounded(x0: float, y0: float, x1: float, y1: float, radius: float) -> Shape:
    """A rectangle with round corners."""
    corners = [
        (x1 - radius, y0 + radius, -90),
        (x1 - radius, y1 - radius, 0),
        (x0 + radius, y1 - radius, 90),
        (x0 + radius, y0 + radius, 180),
    ]
    return np.vstack([arc(cx, cy, radius, radius, a, a + 90, 7) for cx, cy, a in corners])


def spiral(
    cx: float, cy: float, radius: float, turns: float, *, start: float = 0.0, steps: int = 60
) -> Shape:
    """An open spiral path from the rim inwards."""
    t = np.linspace(0, 1, steps)
    angle = np.radians(start) + t * turns * 2 * np.pi
    reach = radius * (1 - t) ** 0.9
    return np.column_stack([cx + np.cos(angle) * reach, cy + np.sin(angle) * reach])


def closed_half(half: ArrayLike, *, steps: int = 10) -> Shape:
    """The right half of something symmetrical, from top to bottom, made whole and smooth."""
    right = np.asarray(half, np.float64)
    left = (right * (-1, 1))[::-1]
    keep = left[1 if right[-1, 0] == 0 else 0 : len(left) - (1 if right[0, 0] == 0 else 0)]
    return smooth(np.vstack([right, keep]), n=steps)


def band(path: ArrayLike, width: float, *, steps: int = 8) -> Shape:
    """A strip of even width along a path."""
    return ribbon(path, width, np.ones_like, steps)


def taper(path: ArrayLike, width: float, *, tip: float = 0.15, steps: int = 8) -> Shape:
    """A strip that thins from full width to `tip` of it at the far end."""
    return ribbon(path, width, lambda t: 1 - (1 - tip) * t, steps)
