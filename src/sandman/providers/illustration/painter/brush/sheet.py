"""A sheet of paper: its pixels, its accidents, and the masks through which paint reaches it.

Pixels are held as three planes, [3, height, width]: a plane is a plain array, so each wash is a few
contiguous operations, where an interleaved picture would make numpy step three numbers at a time.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .colour import Colour, rgb
from .geometry import Shape, Shapes, thickness
from .masks import NOWHERE, Part, PartLike, Where, fill, within, without
from .noise import Accidents, Field, blur

PAPER = rgb("#fbf4e4")
WIDTH, HEIGHT = 1024, 768  # page units, whatever the pixels


class Sheet:
    """Blank paper of `width` by `height` pixels; every coordinate it is given is in page units."""

    w, h = WIDTH, HEIGHT

    def __init__(self, seed: int, width: int = WIDTH, height: int = HEIGHT) -> None:
        self.scale = width / WIDTH
        self.width, self.height = width, height
        paper, hand = np.random.SeedSequence(seed).spawn(2)
        self.rng = np.random.default_rng(hand)
        accidents = Accidents.of(paper, height, width)
        self.n1, self.n2, self.n3 = accidents.blooms, accidents.mottle, accidents.roughness
        self.paper = accidents.tooth
        self._unevenness: Field = 0.9 * (self.n1 - 0.5) + 1.1 * (self.n2 - 0.5)
        self._pooling: Field = 1.1 + 1.8 * self.n2
        self._planes: Field = np.empty((3, height, width), np.float32)
        self._planes[:] = PAPER[:, None, None]
        self._groups: list[Field] = []
        self.light: tuple[float, float] = (self.w * 0.75, self.h * 0.15)
        self.light_colour: Colour = rgb("#fff3cf")
        self.shade_colour: Colour = rgb("#8f93c4")
        self.ambient: Colour | None = None
        self.rim = 0.5

    @property
    def img(self) -> Field:
        """The picture so far, [height, width, 3] in 0..1: a view, writing to it paints."""
        return self._planes.transpose(1, 2, 0)

    @property
    def xx(self) -> Field:
        """Each pixel's x in page units, [height, width]."""
        return np.broadcast_to(np.arange(self.width, dtype=np.float32) / self.scale, self.paper.shape)

    @property
    def yy(self) -> Field:
        """Each pixel's y in page units, [height, width]."""
        column = np.arange(self.height, dtype=np.float32)[:, None] / self.scale
        return np.broadcast_to(column, self.paper.shape)

    # ---- where paint goes

    def mask(self, polys: Shapes, rough: float = 1.0, soft: float = 0.0, pad: float | None = None) -> Part:
        """Cover of one outline, or the union of several, with a hand-torn edge; empty when off the sheet.

        `rough` 0 is a knife-cut edge, 1 a brushed one; `soft` blurs by that many page units.
        """
        outlines = [polys] if isinstance(polys, np.ndarray) else list(polys)
        outlines = [p for p in outlines if len(p) > 2]
        if not outlines:
            return NOWHERE
        steadied = rough
        if rough > 0 and len(outlines) == 1:  # thin shapes get a steady hand, or stems turn into beads
            steadied *= min(1.0, max(0.08, (thickness(outlines[0]) - 3) / 14))
        outlines = [p * self.scale for p in outlines]
        margin = int((pad if pad is not None else 14 + soft * 3) * self.scale) + 1
        where = self._window(outlines, margin)
        rows, columns = where
        if rows.stop - rows.start < 2 or columns.stop - columns.start < 2:
            return NOWHERE
        corner = (columns.start, rows.start)
        cover = fill(rows.stop - rows.start, columns.stop - columns.start, [p - corner for p in outlines])
        if steadied > 0:
            cover = self._torn(where, cover, steadied)
        if soft:
            cover = blur(cover, soft * self.scale)
        return Part(where, cover)

    def within(self, where: Where, cover: Field, part: PartLike) -> Field:
        """The share of `cover` (lying at `where`) that falls on `part`."""
        return within(where, cover, part)

    def without(self, where: Where, cover: Field, part: PartLike) -> Field:
        """The share of `cover` (lying at `where`) that `part` leaves free."""
        return without(where, cover, part)

    def bounds(self, part: PartLike) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of what `part` covers, in page units; zeros when it is empty."""
        where, cover = part
        if not cover.size:
            return (0.0, 0.0, 0.0, 0.0)
        rows = np.flatnonzero(cover.max(1) > 0.05)
        columns = np.flatnonzero(cover.max(0) > 0.05)
        if not len(rows):
            return (0.0, 0.0, 0.0, 0.0)
        edges = (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)
        start = (where[1].start, where[0].start) * 2
        left, top, right, bottom = (float((e + s) / self.scale) for e, s in zip(edges, start, strict=True))
        return (left, top, right, bottom)

    def _window(self, outlines: Sequence[Shape], margin: int) -> Where:
        every = np.vstack(outlines)
        x0, y0 = np.maximum(np.floor(every.min(0)).astype(int) - margin, 0)
        x1, y1 = np.minimum(np.ceil(every.max(0)).astype(int) + margin, (self.width, self.height))
        return (slice(int(y0), max(int(y0), int(y1))), slice(int(x0), max(int(x0), int(x1))))

    def _box(self, x: float, y: float, rx: float, ry: float) -> Where:
        x0, x1 = (int(min(max(0, edge * self.scale), self.width)) for edge in (x - rx, x + rx))
        y0, y1 = (int(min(max(0, edge * self.scale), self.height)) for edge in (y - ry, y + ry))
        return (slice(y0, y1), slice(x0, x1))

    def _torn(self, where: Where, cover: Field, rough: float) -> Field:
        spread = blur(cover, 1.1 * rough * self.scale + 0.3)
        # Noise only where there is paint already, or it leaks faint specks all round the shape.
        gate = np.clip(spread * 5, 0, 1)
        wander = (self.n3[where] - 0.5) * np.float32(0.55 * min(1.0, rough)) * gate
        # 2.25 is just steep enough that the wander never thins the middle of a shape.
        edge: Field = np.clip((spread + wander - 0.5) * 2.25 + 0.5, 0, 1)
        torn: Field = edge * np.clip(spread * 9, 0, 1)
        return torn

    def _distance(self, where: Where, x: float, y: float, rx: float, ry: float) -> Field:
        """Distance from (x, y), 1 at the radii; page units in, [rows, columns] out."""
        rows, columns = where
        down = (np.arange(rows.start, rows.stop, dtype=np.float32) / self.scale - y) / ry
        across = (np.arange(columns.start, columns.stop, dtype=np.float32) / self.scale - x) / rx
        distance: NDArray[np.float32] = np.sqrt(down[:, None] ** 2 + across[None, :] ** 2, dtype=np.float32)
        return distance

    def _toward_light(self, where: Where) -> tuple[float, float]:
        """Unit vector from the middle of a window to the light."""
        rows, columns = where
        x = self.light[0] - (columns.start + columns.stop) / 2 / self.scale
        y = self.light[1] - (rows.start + rows.stop) / 2 / self.scale
        length = float(np.hypot(x, y)) + 1e-6
        return (x / length, y / length)
