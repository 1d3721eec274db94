"""A figure's own space: head radius 1, head centre at (0, 0), y down; painted onto the page."""

from collections.abc import Sequence
from typing import TypedDict, Unpack

import numpy as np
from numpy.typing import ArrayLike

from sandman.providers.illustration.painter.brush import (
    Canvas,
    Colour,
    Part,
    PartLike,
    Shape,
    closed_line,
    ellipse,
    mix,
    smooth,
    turn,
)

INK = "#43343a"  # sepia-plum: softer than black at any hour


class Paint(TypedDict, total=False):
    """What a stroke may be told; see `Canvas.body`. Lengths are in page units."""

    tex: float
    edge: float
    grain: float
    soft: float
    rough: float
    ew: float
    clip: PartLike | None
    vol: float
    volk: float
    shade: Colour | None
    rim: float


class Wash(TypedDict, total=False):
    """What a glaze may be told; see `Canvas.glaze`."""

    tex: float
    edge: float
    grain: float
    soft: float
    rough: float
    ew: float
    clip: PartLike | None


class Rig:
    """Places shapes drawn in head units: squash, turn (degrees, clockwise), mirror, then move."""

    def __init__(
        self,
        canvas: Canvas,
        x: float,
        y: float,
        size: float,
        *,
        rot: float = 0,
        flip: bool = False,
        squash: tuple[float, float] = (1, 1),
    ) -> None:
        self.canvas, self.x, self.y, self.size = canvas, float(x), float(y), float(size)
        self.rot, self.flip, self.squash = rot, flip, squash

    @property
    def rng(self) -> np.random.Generator:
        """The hand that paints this page."""
        return self.canvas.rng

    def __call__(self, shape: ArrayLike) -> Shape:
        """A local shape, on the page."""
        placed = turn(np.asarray(shape, np.float64) * self.squash, self.rot) * self.size
        if self.flip:
            placed = placed * (-1, 1)
        page: Shape = np.add(placed, (self.x, self.y))
        return page

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A local point, on the page."""
        page = self([(x, y)])[0]
        return float(page[0]), float(page[1])

    def sub(
        self, x: float, y: float, size: float = 1, rot: float = 0, *, flip: bool = False, squash: float = 1
    ) -> "Rig":
        """A rig within this one: its origin at (x, y), scaled and turned, perhaps mirrored."""
        page_x, page_y = self.at(x, y)
        turned = self.rot * (-1 if flip else 1) + rot
        return Rig(
            self.canvas,
            page_x,
            page_y,
            self.size * size,
            rot=turned,
            flip=self.flip != flip,
            squash=(squash, 1),
        )

    def fill(self, shape: ArrayLike, colour: Colour, a: float = 1, **how: Unpack[Paint]) -> Part:
        """Opaque paint."""
        return self.canvas.body(self(shape), colour, a, **how)

    def fills(self, shapes: Sequence[Shape], colour: Colour, a: float = 1, **how: Unpack[Paint]) -> Part:
        """Opaque paint, several shapes as one."""
        return self.canvas.body([self(shape) for shape in shapes], colour, a, **how)

    def wash(self, shape: ArrayLike, colour: Colour, a: float = 1, **how: Unpack[Wash]) -> Part:
        """Transparent paint."""
        return self.canvas.glaze(self(shape), colour, a, **how)

    def stroke(
        self,
        path: ArrayLike,
        colour: Colour = INK,
        w: float = 0.034,
        a: float = 0.6,
        *,
        broken: float = 0.3,
        clip: PartLike | None = None,
        sm: bool = True,
    ) -> None:
        """A line along a path, `w` in head units."""
        self.canvas.line(self(path), colour, self.size * w, a, broken=broken, clip=clip, sm=sm)

    def contour(self, outline: ArrayLike, colour: Colour, a: float = 0.42, w: float = 0.03) -> None:
        """The pencil line that comes and goes round a painted part."""
        path = self(closed_line(outline))
        self.canvas.line(path, mix(colour, INK, 0.35), self.size * w, a, broken=0.8, sm=False)

    def hairs(
        self,
        part: PartLike,
        colour: Colour,
        n: int,
        length: float,
        width: float,
        a: float,
        *,
        origin: tuple[float, float] | None = None,
        down: float = 0.5,
    ) -> None:
        """Fur on a painted part; lengths in head units, flowing out from `origin`."""
        self.canvas.fur(
            part,
            colour,
            n,
            self.size * length,
            self.size * width,
            a,
            None if origin is None else self.at(*origin),
            down,
        )

    def seen(self, about: float) -> float:
        """`about` head units, in page units (for softness)."""
        return self.size * about


def oval(cx: float, cy: float, rx: float, ry: float, rot: float = 0) -> Shape:
    """An ellipse with just enough points for a part of a figure."""
    return ellipse(cx, cy, rx, ry, rot, 28)


def curve(*numbers: float) -> Shape:
    """Smooth closed outline through the points, given as x, y, x, y and so on."""
    return smooth(np.array(numbers, np.float64).reshape(-1, 2))


def moved(shape: Shape, x: float, y: float) -> Shape:
    """The shape, shifted."""
    there: Shape = np.add(shape, (x, y))
    return there
