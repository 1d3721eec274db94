"""Beds: a frame and pillow to lie on, and a patchwork quilt painted over whoever lies there."""

# Rows of page coordinates read better filled than one number a line.
# fmt: off

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .brush import ellipse, mix, points, ribbon, smooth
from .rooms import QUILTS
from .view import Spot, View

Points = NDArray[np.float64]


def patchwork(view: View, outline: Points, corners: Points, *, across: int, down: int) -> None:
    """A quilt of `across` by `down` patches inside `outline`.

    `corners`, of the whole cloth, run far left, far right, near right, near left.
    """
    p, rng = view.canvas, view.rng
    ground, pale, accent, second = (view.pale(c) for c in QUILTS[view.variant % len(QUILTS)])
    part = p.body(outline, ground, vol=0.6, volk=0.16, edge=0.8, ew=8, tex=0.5, rim=0.35)

    def at(u: float, v: float) -> Points:
        far, near = corners[0] * (1 - u) + corners[1] * u, corners[3] * (1 - u) + corners[2] * u
        where: Points = far * (1 - v) + near * v + np.array([0, 5 * np.sin(u * 9 + v * 4)])
        return where

    fills: dict[int, list[Points]] = {0: [], 1: [], 2: []}
    prints: list[Points] = []
    for i in range(across):
        for j in range(down):
            kind = (i * 2 + j * 3) % 4
            cell = np.array([at((i + a) / across, (j + b) / down) for a,
                b in ((0.03, 0.03), (0.97, 0.03), (0.97, 0.97), (0.03, 0.97))])
            if kind < 3:
                fills[kind].append(cell)
            else:
                middle, size = cell.mean(0), float(np.ptp(cell[:, 0])) * 0.09
                prints += [ellipse(middle[0] + dx * size * 2.6, middle[1] + dy * size * 2, size, size * 0.8,
                    n=10) for dx, dy in ((0, 0), (-1, -1), (1, -1), (-1, 1), (1, 1))]
    for kind, colour in ((0, pale), (1, accent), (2, second)):
        p.body(fills[kind], colour, a=0.78, edge=0.9, ew=3, tex=0.6, rough=0.5, clip=part)
    p.body(prints, pale, a=0.85, rough=0.3, edge=0.5, clip=part)
    seams = [ribbon(np.array([at(i / across, v) for v in (0, 0.5, 1)]), 2.4, lambda t: 1 + 0 * t,
        n=5) for i in range(1, across)]
    seams += [ribbon(np.array([at(u, j / down) for u in (0, 0.5, 1)]), 2.4, lambda t: 1 + 0 * t,
        n=5) for j in range(1, down)]
    p.glaze(seams, view.palette.shade, 0.55, rough=0.3, edge=0.3, clip=part)
    # The hollows between the stuffing are what make it soft.
    for _ in range(7):
        u, v = rng.uniform(0.1, 0.9), rng.uniform(0.1, 0.9)
        x, y = at(u, v)
        p.glaze(ribbon(points(x - 26, y - 30, x, y, x + 12, y + 40), 22), view.palette.shade, 0.28, soft=7,
            edge=0.2, clip=part)


@dataclass(frozen=True, slots=True)
class BedFromTheFoot:
    """A bed with its foot toward the reader: (x, y) the middle of its near edge, `w` its width there."""

    x: float
    y: float
    w: float

    @property
    def pillow(self) -> Spot:
        """Where a sleeping head rests."""
        return Spot(self.x - self.w * 0.14, self.y - self.w * 0.585, min(72.0, self.w * 0.13))

    @property
    def hollow(self) -> Spot:
        """Where a small hero curls up, at the child's feet."""
        return Spot(self.x + self.w * 0.24, self.y - self.w * 0.2, 66.0)

    def frame(self, view: View) -> None:
        """Headboard, sheet and pillow."""
        p = view.canvas
        x, y, w = self.x, self.y, self.w
        wood = view.tint("#b5825e")
        p.dark(x, y + 6, w * 0.72, w * 0.1, view.palette.shade, 0.5)
        head = points(x - w * 0.42, y - w * 0.4, x - w * 0.43, y - w * 0.74, x - w * 0.34, y - w * 0.86, x,
            y - w * 0.93, x + w * 0.34, y - w * 0.86, x + w * 0.43, y - w * 0.74, x + w * 0.42, y - w * 0.4)
        board = p.body(smooth(head), wood, vol=0.5, volk=0.12, edge=0.8, tex=0.35, rim=0.35)
        t = np.arange(10) * np.pi / 5 - np.pi / 2
        r = np.where(np.arange(10) % 2 == 0, w * 0.05, w * 0.027)
        p.glaze(smooth(np.c_[x + np.cos(t) * r, y - w * 0.82 + np.sin(t) * r], n=5), view.palette.shade, 0.7,
            rough=0.3, clip=board)
        for side in (-1, 1):
            post = points(x + side * w * 0.43, y - w * 0.3, x + side * w * 0.435, y - w * 0.82)
            p.body(ribbon(post, w * 0.055, lambda t: 1 + 0 * t), mix(wood, view.palette.light, 0.15),
                vol=0.5, edge=0.8)
            p.body(ellipse(x + side * w * 0.435, y - w * 0.84, w * 0.04, w * 0.04),
                mix(wood, view.palette.light, 0.2), vol=0.6, edge=0.8)
        sheet = points(x - w * 0.42, y - w * 0.5, x + w * 0.42, y - w * 0.5, x + w * 0.5, y - w * 0.05,
            x - w * 0.5, y - w * 0.05)
        p.body(smooth(sheet, n=4), view.pale("#f7ecdc"), vol=0.3, edge=0.6)
        pillow = points(x - w * 0.36, y - w * 0.53, x - w * 0.33, y - w * 0.64, x - w * 0.14, y - w * 0.68,
            x + w * 0.08, y - w * 0.67, x + w * 0.3, y - w * 0.65, x + w * 0.34, y - w * 0.55, x + w * 0.3,
            y - w * 0.46, x, y - w * 0.44, x - w * 0.31, y - w * 0.45)
        part = p.body(smooth(pillow), view.pale("#fdf5e8"), vol=0.5, volk=0.2, edge=0.7, tex=0.3, rim=0.3)
        for dx, dy in ((-0.3, -0.5), (0.28, -0.5), (-0.05, -0.47)):
            p.glaze(ribbon(points(x + dx * w, y + dy * w, x + dx * w * 0.8, y + (dy - 0.04) * w,
                x + dx * w * 0.6, y + (dy - 0.05) * w), 7), view.palette.shade, 0.35, soft=2, clip=part)

    def quilt(self, view: View, *, sleeper: bool) -> None:
        """The quilt, with the fold of the sheet above it; heaped where somebody lies."""
        p = view.canvas
        x, y, w = self.x, self.y, self.w
        heap = w * (0.035 if sleeper else 0.01)
        hem = [(x + u * w * 0.6, y + w * 0.02 + w * 0.014 * np.sin(u * 11)) for u in np.linspace(1, -1, 9)]
        top = points(x - w * 0.44, y - w * 0.41, x - w * 0.3, y - w * 0.43 - heap, x - w * 0.12,
            y - w * 0.43 - heap, x + w * 0.06, y - w * 0.43 - heap * 0.7, x + w * 0.44, y - w * 0.43)
        outline = smooth(np.vstack([top, [(x + w * 0.54, y - w * 0.2)], hem, [(x - w * 0.54, y - w * 0.2)]]),
            n=6)
        corners = points(x - w * 0.44, y - w * 0.46, x + w * 0.44, y - w * 0.46, x + w * 0.62, y + w * 0.04,
            x - w * 0.62, y + w * 0.04)
        patchwork(view, outline, corners, across=7, down=4)
        if sleeper:
            p.glow(x - w * 0.13, y - w * 0.3, w * 0.22, view.palette.light, 0.2)
            for side in (-1, 1):
                p.dark(x - w * 0.13 + side * w * 0.2, y - w * 0.26, w * 0.12, w * 0.26, view.palette.shade,
                    0.3)
        fold = np.vstack([top, top[::-1] + np.array([0, w * 0.062])])
        p.body(smooth(fold, n=5), view.pale("#fdf6ea"), vol=0.4, volk=0.3, edge=0.8, tex=0.3, rim=0.3)


@dataclass(frozen=True, slots=True)
class BedFromTheSide:
    """A bed along the wall, its head at the right: (x, y) the middle of its foot, `w` its length."""

    x: float
    y: float
    w: float

    @property
    def pillow(self) -> Spot:
        """Where a sleeping head rests."""
        return Spot(self.x + self.w * 0.325, self.y - self.w * 0.345, min(70.0, self.w * 0.11))

    @property
    def hollow(self) -> Spot:
        """Where a small hero curls up, at the child's feet."""
        return Spot(self.x - self.w * 0.2, self.y - self.w * 0.27, 64.0)

    def frame(self, view: View) -> None:
        """Boards, mattress and pillow."""
        p = view.canvas
        x, y, w = self.x, self.y, self.w
        wood = view.tint("#b5825e")
        p.dark(x, y + 4, w * 0.6, w * 0.07, view.palette.shade, 0.55)
        for end, h in ((1, 0.52), (-1, 0.34)):
            ex = x + end * w * 0.49
            board = points(ex - w * 0.03, y, ex - w * 0.03, y - w * h, ex, y - w * (h + 0.05), ex + w * 0.03,
                y - w * h, ex + w * 0.03, y)
            p.body(smooth(board, n=5), wood, vol=0.5, edge=0.8, tex=0.6, rim=0.35)
            p.body(ellipse(ex, y - w * (h + 0.06), w * 0.032, w * 0.032), mix(wood, view.palette.light, 0.2),
                vol=0.6, edge=0.8)
        bed = points(x - w * 0.47, y - w * 0.1, x - w * 0.46, y - w * 0.29, x + w * 0.46, y - w * 0.29,
            x + w * 0.47, y - w * 0.1)
        p.body(bed, view.pale("#f7ecdc"), vol=0.4, edge=0.7, rough=0.5)
        p.body(points(x - w * 0.48, y - w * 0.05, x - w * 0.48, y - w * 0.15, x + w * 0.48, y - w * 0.15,
            x + w * 0.48, y - w * 0.05), wood, vol=0.4, edge=0.8, rough=0.5)
        pillow = points(x + w * 0.13, y - w * 0.29, x + w * 0.15, y - w * 0.36, x + w * 0.3, y - w * 0.4,
            x + w * 0.43, y - w * 0.4, x + w * 0.45, y - w * 0.31, x + w * 0.42, y - w * 0.24, x + w * 0.26,
            y - w * 0.23, x + w * 0.15, y - w * 0.25)
        part = p.body(smooth(pillow), view.pale("#fdf5e8"), vol=0.5, volk=0.2, edge=0.7, tex=0.3, rim=0.3)
        p.glaze(ribbon(points(x + w * 0.4, y - w * 0.36, x + w * 0.36, y - w * 0.32, x + w * 0.34,
            y - w * 0.27), 8), view.palette.shade, 0.35, soft=2, clip=part)

    def quilt(self, view: View, *, sleeper: bool) -> None:
        """The quilt, hanging over the bed's side; heaped where somebody lies."""
        p = view.canvas
        x, y, w = self.x, self.y, self.w
        heap = w * (0.075 if sleeper else 0.012)
        top = points(x - w * 0.47, y - w * 0.3, x - w * 0.4, y - w * 0.3 - heap * 0.9, x - w * 0.3,
            y - w * 0.3 - heap * 0.6, x - w * 0.1, y - w * 0.31 - heap * 0.8, x + w * 0.1,
            y - w * 0.31 - heap * 0.95, x + w * 0.19, y - w * 0.3 - heap * 0.8)
        hem = [(x + u * w, y - w * 0.055 + w * 0.012 * np.sin(u * 25)) for u in np.linspace(0.2, -0.5, 10)]
        outline = smooth(np.vstack([top, [(x + w * 0.215, y - w * 0.18)], hem]), n=6)
        corners = points(x - w * 0.48, y - w * 0.36, x + w * 0.2, y - w * 0.36, x + w * 0.23, y - w * 0.03,
            x - w * 0.52, y - w * 0.03)
        patchwork(view, outline, corners, across=8, down=4)
        fold = points(x + w * 0.175, y - w * 0.3 - heap * 0.85, x + w * 0.225, y - w * 0.29 - heap * 0.5,
            x + w * 0.25, y - w * 0.18, x + w * 0.235, y - w * 0.055, x + w * 0.185, y - w * 0.05,
            x + w * 0.195, y - w * 0.18)
        p.body(smooth(fold), view.pale("#fdf6ea"), vol=0.4, volk=0.3, edge=0.8, tex=0.3, rim=0.3)
