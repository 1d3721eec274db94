"""One small thing being painted: its own space, its brush manners, and the box it has covered.

A motif is one unit tall. Its feet stand at (0, 0) and y grows downwards as on the page, so its crown
is at y = -1. Everything small in a picture (props, companions, the boat inside a dream) is painted
through one, which is why the same lantern is right in a paw at 40 units and as a landmark at 220.
"""

from collections.abc import Sequence
from typing import TypedDict, Unpack

import numpy as np
from numpy.typing import ArrayLike

from sandman.providers.illustration.painter.brush import Canvas, Colour, Part, Shape, mix, turn

Bounds = tuple[float, float, float, float]
"""(x0, y0, x1, y1) in page units."""

INK = "#43343a"
"""The plum-sepia pencil of the whole book."""

SMALL = 72.0
"""Below this height, in page units, a fine pattern only turns to mud and is left out."""


class Wash(TypedDict, total=False):
    """How transparent paint dries; see `Canvas.glaze`. `soft` is in motif units."""

    tex: float
    edge: float
    grain: float
    soft: float
    rough: float
    ew: float
    clip: Part | None


class Brush(Wash, total=False):
    """How opaque paint is laid and modelled; see `Canvas.body`."""

    a: float
    vol: float
    volk: float
    shade: Colour | None
    rim: float
    mask: Part


class Motif:
    """A thing one unit tall with its feet at (0, 0), placed on a page; `facing` -1 mirrors it."""

    def __init__(
        self,
        canvas: Canvas,
        x: float,
        y: float,
        size: float,
        *,
        facing: float = 1.0,
        tilt_degrees: float = 0.0,
        held: bool = False,
    ) -> None:
        self.canvas, self.x, self.y, self.size, self.held = canvas, x, y, size, held
        self._mirror = -1.0 if facing < 0 else 1.0
        self._tilt = tilt_degrees
        self._covered: list[Shape] = []
        self._parent: Motif | None = None

    @property
    def rng(self) -> np.random.Generator:
        """The page's own chance: the same seed paints the same picture."""
        return self.canvas.rng

    @property
    def fine(self) -> bool:
        """Whether the thing is large enough for stitches, speckles and the thinnest lines."""
        return self.size >= SMALL

    @property
    def toward(self) -> Shape:
        """Unit vector to the light, in the motif's own axes, shape [2]."""
        middle = self(np.array([[0.0, -0.5]]))[0]
        away = np.asarray(self.canvas.light, float) - middle
        away = away / (float(np.linalg.norm(away)) + 1e-6)
        away = away * (self._mirror, 1.0)
        local: Shape = turn(away[None], -self._tilt)[0]
        return local

    def __call__(self, outline: ArrayLike) -> Shape:
        """The outline in page units."""
        local = turn(np.asarray(outline, float).reshape(-1, 2), self._tilt)
        page: Shape = local * (self.size * self._mirror, self.size) + (self.x, self.y)
        return page

    def within(self, x: float, y: float, size: float, *, tilt_degrees: float = 0.0) -> "Motif":
        """A smaller motif standing at (x, y) of this one; what it covers counts for both."""
        at = self(np.array([[x, y]]))[0]
        child = Motif(
            self.canvas,
            float(at[0]),
            float(at[1]),
            self.size * size,
            facing=self._mirror,
            tilt_degrees=self._tilt + tilt_degrees,
            held=self.held,
        )
        child._parent = self
        return child

    # -- paint -------------------------------------------------------------------------------------

    def shape(self, outline: ArrayLike | Sequence[ArrayLike], colour: Colour, **brush: Unpack[Brush]) -> Part:
        """Opaque paint with form, a dried edge and a breath of rim light; returns the painted part."""
        clipped = brush.get("clip") is not None
        hand: Brush = {"edge": 0.65, "tex": 0.35, "rough": 0.45, "grain": 0.14, "ew": self._edge_width}
        if clipped:  # a pattern lies flat in a form that already has its shade
            hand.update({"edge": 0.4, "rough": 0.25})
        else:
            hand.update({"vol": 0.42, "rim": 0.06})
        hand.update(brush)
        hand["soft"] = hand.get("soft", 0.0) * self.size
        return self.canvas.body(self._place(outline, clipped=clipped), colour, **hand)

    def wash(
        self,
        outline: ArrayLike | Sequence[ArrayLike],
        colour: Colour,
        a: float = 0.5,
        **brush: Unpack[Wash],
    ) -> Part:
        """Transparent paint: shadow, blush, a stain."""
        hand: Wash = {"edge": 0.25, "tex": 0.4, "rough": 0.3, "grain": 0.2, "ew": self._edge_width}
        hand.update(brush)
        hand["soft"] = hand.get("soft", 0.0) * self.size
        return self.canvas.glaze(
            self._place(outline, clipped=hand.get("clip") is not None), colour, a, **hand
        )

    def shine(
        self,
        outline: ArrayLike,
        *,
        a: float = 0.8,
        colour: Colour = "#fffaf0",
        soft: float = 0.012,
        clip: Part | None = None,
    ) -> None:
        """A soft-edged catchlight on a glossy thing."""
        still = Brush(a=a, soft=soft, clip=clip, rough=0, edge=0, tex=0.1, grain=0.06, vol=0, rim=0)
        self.shape(outline, colour, **still)

    def line(
        self,
        path: ArrayLike,
        colour: Colour = INK,
        width: float = 0.022,
        a: float = 0.6,
        *,
        closed: bool = False,
        broken: float = 0.35,
        sm: bool = True,
        clip: Part | None = None,
    ) -> None:
        """A pencil or thread along a path; width in motif units, never thinner than the page can hold."""
        placed = self._place(path, clipped=clip is not None)[0]
        wide = max(0.9, width * self.size)
        self.canvas.line(placed, colour, wide, a, closed=closed, broken=broken, sm=sm, clip=clip)

    def contour(
        self, outline: ArrayLike, colour: Colour = INK, width: float = 0.018, a: float = 0.42
    ) -> None:
        """The pencil that comes and goes around a finished outline."""
        self.line(outline, mix(colour, INK, 0.35), width, a, closed=True, broken=0.7, sm=False)

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float) -> None:
        """Light in the air; it does not count as ground covered."""
        at = self(np.array([[x, y]]))[0]
        self.canvas.glow(float(at[0]), float(at[1]), radius * self.size, colour, strength)

    def pool(self, x: float, y: float, radius: float, colour: Colour, strength: float) -> None:
        """Light on whatever lies around; warms snow and paper, which a glow cannot."""
        at = self(np.array([[x, y]]))[0]
        self.canvas.lamp(float(at[0]), float(at[1]), radius * self.size, colour, strength)

    def stand(self, half_width: float, *, at: float = 0.0, a: float = 0.5) -> None:
        """The contact shadow that seats a thing on its ground."""
        foot = self(np.array([[at, 0.0]]))[0]
        tint = mix(self.canvas.shade_colour, "#2c2440", 0.62)
        wide = half_width * self.size
        self.canvas.dark(float(foot[0]), float(foot[1]), wide * 1.3, max(3.0, wide * 0.3), tint, a)

    # -- the box -----------------------------------------------------------------------------------

    def bounds(self) -> Bounds:
        """Everything covered so far; the bare square the motif was given, where nothing was."""
        covered = self._covered or [self(np.array([[-0.5, -1.0], [0.5, 0.0]]))]
        low, high = np.vstack(covered).min(0), np.vstack(covered).max(0)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])

    @property
    def _edge_width(self) -> float:
        return float(np.clip(self.size * 0.03, 1.6, 6.0))

    def _place(self, outline: ArrayLike | Sequence[ArrayLike], *, clipped: bool) -> list[Shape]:
        many = isinstance(outline, list | tuple) and len(outline) > 0 and np.ndim(outline[0]) == 2
        page = [self(one) for one in (outline if many else [outline])]  # type: ignore[arg-type, union-attr]
        if not clipped:  # a clipped pattern cannot leave the part that was covered before it
            root = self
            while root._parent is not None:
                root = root._parent
            root._covered.extend(page)
            if root is not self:
                self._covered.extend(page)
        return page
