"""The flat hand: our painter's shapes in plain fills and ink, with no paper, water, grain or soft light.

The painter's files are left as they are. A flat canvas takes the place of its watercolour one for the
length of a page, so a flat page and a watercolour page differ in the hand alone.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import ArrayLike

from sandman.providers.illustration.painter import composition
from sandman.providers.illustration.painter.brush import (
    Canvas,
    Colour,
    Field,
    Part,
    PartLike,
    Shapes,
    mix,
    rgb,
)
from sandman.providers.illustration.painter.brush.geometry import ellipse
from sandman.providers.illustration.painter.brush.masks import NOWHERE

from .inking import inked

HAZE = 5.0
"""A stroke softer than this many page units is light, not a thing: the flat hand leaves it out."""
FAINT = 0.42
"""A stroke weaker than this is left out as well; a stronger one is laid on whole."""


class FlatCanvas(Canvas):
    """A page of a colouring book: each stroke one colour with a clean edge, and ink around it in the end."""

    def __init__(self, seed: int, width: int = Canvas.w, height: int = Canvas.h) -> None:
        super().__init__(seed, width, height)
        even = np.full((height, width), 0.5, np.float32)
        self.n1 = self.n2 = self.n3 = self.paper = even
        self._unevenness = np.zeros_like(even)
        self._somebody = np.zeros_like(even)

    def sky(
        self, stops: Sequence[Colour], y0: float = 0, y1: float | None = None, warp: float = 0.22
    ) -> None:
        """Two bands of plain colour in place of a graded wash."""
        bottom = self.h if y1 is None else y1
        half = len(stops) // 2
        upper, lower = mix(stops[0], stops[half - 1], 0.6), mix(stops[half], stops[-1], 0.5)
        seam = round((y0 + 0.62 * (bottom - y0)) * self.scale)
        self._planes[:, :seam] = rgb(upper)[:, None, None]
        self._planes[:, seam:] = rgb(lower)[:, None, None]

    def glaze(self, polys: Shapes | None, colour: Colour, a: float = 1.0, **how: Any) -> Part:  # noqa: ANN401
        """A plain, darker shape; nothing where the wash was only a shade."""
        if _is_light(a, how):
            return NOWHERE
        return super().glaze(polys, colour, a, **_plain(how))

    def body(self, polys: Shapes | None, colour: Colour, a: float = 1.0, **how: Any) -> Part:  # noqa: ANN401
        """One fill."""
        if _is_light(a, how):
            return super().body(polys, colour, 0.0, **_plain(how))
        return super().body(polys, colour, 1.0, **_plain(how))

    def fur(self, part: PartLike, colour: Colour, *_: object, **__: object) -> None:
        """No hairs."""

    def line(
        self,
        pts: ArrayLike,
        colour: Colour = "#4b3a3f",
        w: float = 1.6,
        a: float = 0.6,
        **how: Any,  # noqa: ANN401 - the brush's own options, here as above
    ) -> None:
        """An even line of a figure's; no blades of grass."""
        if self._groups:
            super().line(pts, colour, w, min(1.0, 1.5 * a), **how | {"broken": 0.0})

    def backruns(self, *_: object, **__: object) -> None:
        """No blooms."""

    def spatter(self, *_: object, **__: object) -> None:
        """No drops."""

    def glow(self, x: float, y: float, r: float, colour: Colour, s: float = 0.7, core: float = 0.0) -> None:
        """The solid heart of a light, if it has one."""
        if core:
            self.body(ellipse(x, y, core * r, core * r), colour)

    def lamp(self, *_: object, **__: object) -> None:
        """No pool of light."""

    def dark(self, *_: object, **__: object) -> None:
        """No pool of shadow."""

    def end(self, tint: Colour | None = None, *_: object, **__: object) -> Part:
        """The figure takes the hour's tint and no more."""
        part = super().end(tint, shade=0.0, rim=0.0)
        if part is not NOWHERE:
            where, cover = part
            self._somebody[where] = np.maximum(self._somebody[where], cover)
        return part

    def reflect(self, y: float, depth: float, tint: Colour, a: float = 0.82) -> None:
        """Water of one colour: the sky's, tinted."""
        top, rows = round(y * self.scale), round(depth * self.scale)
        above = self._planes[:, max(0, top - rows) : max(1, top)].mean((1, 2)) * rgb(tint)
        self._planes[:, top : top + rows] = (0.75 * above)[:, None, None]

    def finish(self, *_: object, **__: object) -> "Canvas":
        """Nothing dries; the ink is drawn."""
        page = inked(self.to_uint8(), self._somebody)
        self._planes[:] = page.transpose(2, 0, 1).astype(np.float32) / 255
        return self

    def _form_shadow(self, where: object, cover: Field, share: float) -> Field:
        return np.zeros_like(cover)


@contextmanager
def flat_hand() -> Iterator[None]:
    """While this lasts, the painter's pages are flat."""
    with patch.object(composition, "Canvas", FlatCanvas):
        yield


def _is_light(a: float, how: dict[str, Any]) -> bool:
    return how.get("soft", 0) > HAZE or a < FAINT


def _plain(how: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in how.items() if name not in ("vol", "rim")}
    return kept | dict.fromkeys(("tex", "edge", "grain", "rough", "soft"), 0.0)
