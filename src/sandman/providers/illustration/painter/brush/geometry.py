"""Outlines, in page units: a shape is an array of points, [n, 2], x to the right and y down."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Shape = NDArray[np.float64]
"""An outline or a path, [n, 2]."""
Shapes = NDArray[np.float64] | Sequence[NDArray[np.float64]]
"""One outline, or several painted in one go."""


def points(*numbers: float) -> Shape:
    """Pair up x, y, x, y …; also takes one nested list of pairs."""
    return np.array(numbers, np.float64).reshape(-1, 2)


def smooth(through: ArrayLike, closed: bool = True, n: int = 12) -> Shape:
    """Catmull-Rom curve through the points, `n` steps from each to the next."""
    p = np.asarray(through, np.float64)
    if closed:
        a, b, c, d = np.roll(p, 1, 0), p, np.roll(p, -1, 0), np.roll(p, -2, 0)
    else:
        q = np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
        a, b, c, d = q[:-3], q[1:-2], q[2:-1], q[3:]
    t = np.linspace(0, 1, n, endpoint=False)[None, :, None]
    a, b, c, d = (v[:, None] for v in (a, b, c, d))
    cubic = 2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    curve: Shape = (0.5 * cubic).reshape(-1, 2)
    return curve if closed else np.vstack([curve, p[-1:]])


def ellipse(cx: float, cy: float, rx: float, ry: float, rot: float = 0, n: int = 44) -> Shape:
    """Ellipse about (cx, cy), turned `rot` degrees about its own middle."""
    t = np.linspace(0, 2 * np.pi, n, endpoint=False)
    about_middle = turn(np.c_[rx * np.cos(t), ry * np.sin(t)], rot)
    placed: Shape = np.add(about_middle, (cx, cy))
    return placed


def turn(shape: ArrayLike, degrees: float, about: tuple[float, float] = (0, 0)) -> Shape:
    """Turn clockwise as the page is seen (y points down)."""
    a = np.deg2rad(degrees)
    rotation = np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]])
    turned: Shape = (np.asarray(shape, np.float64) - about) @ rotation + about
    return turned


def mirror(half: ArrayLike) -> Shape:
    """Close a right half, given top to bottom, into a symmetric outline about x = 0."""
    h = np.asarray(half, np.float64)
    left = (h * (-1, 1))[::-1]
    first = 1 if h[-1, 0] == 0 else 0  # points on the axis are not repeated
    last = -1 if h[0, 0] == 0 else None
    return np.vstack([h, left[first:last]])


def ribbon(
    path: ArrayLike, w: float, profile: Callable[[Shape], ArrayLike] | None = None, n: int = 10
) -> Shape:
    """Brush stroke of width `w` along an open path; `profile` maps t in 0..1 to a factor of the width."""
    centre = smooth(path, closed=False, n=n)
    along = np.gradient(centre, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True) + 1e-9
    across = np.c_[along[:, 1], -along[:, 0]]
    t = np.linspace(0, 1, len(centre))
    factor = profile(t) if profile else np.sin(np.pi * np.clip(t * 0.92 + 0.06, 0, 1)) ** 0.6
    k = np.broadcast_to(np.asarray(factor, np.float64), t.shape)[:, None] * w / 2
    return np.vstack([centre + across * k, (centre - across * k)[::-1]])


def tuft(
    outline: ArrayLike,
    rng: np.random.Generator,
    amp: float,
    step: float,
    lean: float = 0.8,
    where: Callable[[Shape], ArrayLike] | None = None,
) -> Shape:
    """Turn an outline into a furry one: teeth of height `amp`, about `step` apart, leaning downwards.

    `where` maps the outline's points, [n, 2], to 0..1 and limits the teeth to a stretch of it.
    """
    p = np.asarray(outline, np.float64)
    x, y = p.T
    if np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)) < 0:
        p = p[::-1]
    length = np.linalg.norm(np.roll(p, -1, 0) - p, axis=1)
    run = np.r_[0, np.cumsum(length)]
    n = max(8, int(run[-1] / step)) * 2
    s = np.linspace(0, run[-1], n, endpoint=False) + rng.normal(0, step * 0.12, n)
    ring = np.vstack([p, p[:1]])
    r = np.c_[np.interp(s, run, ring[:, 0]), np.interp(s, run, ring[:, 1])]
    along = np.roll(r, -1, 0) - np.roll(r, 1, 0)
    along /= np.linalg.norm(along, axis=1, keepdims=True) + 1e-9
    outward = np.c_[along[:, 1], -along[:, 0]]
    weight = np.ones(n) if where is None else np.asarray(where(r), np.float64)
    downwards = np.where(along[:, 1] < 0, -1.0, 1.0)
    k = (np.arange(n) % 2) * amp * rng.uniform(0.5, 1.25, n) * weight
    tufted: Shape = r + outward * k[:, None] + along * (k * lean * downwards)[:, None]
    return tufted


def closed_line(outline: ArrayLike, *, skip: float = 0.0) -> Shape:
    """The outline as a path that returns to its start (for a pencil line round it)."""
    p = np.asarray(outline, np.float64)
    first = int(len(p) * skip)
    return np.vstack([p[first:], p[: first + 1]])


def thickness(outline: Shape) -> float:
    """Area over perimeter: how stout a shape is; a thin stem is about 1."""
    ahead = np.roll(outline, -1, 0)
    twice_area = abs(np.sum(outline[:, 0] * ahead[:, 1] - outline[:, 1] * ahead[:, 0]))
    return float(twice_area / (np.linalg.norm(ahead - outline, axis=1).sum() + 1e-6))
