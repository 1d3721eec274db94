"""Laying paint down: transparent glazes, opaque body colour, hairs and pencil lines.

A glaze follows the Beer-Lambert law (light passes the pigment on its way in and out), so overlaps
deepen; body colour hides what is under it, for whatever is lighter than its background.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from .colour import Colour, rgb
from .geometry import Shape, Shapes, smooth
from .masks import Part, PartLike, Where, shift, within
from .noise import Field, blur
from .sheet import Sheet

_NO_SHAPE: Sequence[Shape] = ()


class Pigments(Sheet):
    """A sheet and the two ways of putting paint on it."""

    def glaze(
        self,
        polys: Shapes | None,
        colour: Colour,
        a: float = 1.0,
        *,
        tex: float = 0.5,
        edge: float = 0.5,
        grain: float = 0.35,
        soft: float = 0.0,
        rough: float = 1.0,
        ew: float = 4.0,
        fade: tuple[float, float] | None = None,
        clip: PartLike | None = None,
        mask: PartLike | None = None,
    ) -> Part:
        """Transparent wash, for shadows, blush and markings.

        `a` is strength, `tex` mottle, `edge` the dried rim of width `ew`, `grain` the paper's tooth;
        `fade` is opaque at the first y and gone at the second; `clip` keeps it on a painted part;
        `mask` takes the place of `polys`.
        """
        part = self._part(polys, rough, soft, fade, clip, mask)
        where, cover = part
        if cover.size:
            density = self._density(where, cover, tex, edge, grain, ew)
            strength: Field = (
                cover * np.float32(a) if density is None else cover * (1 + density) * np.float32(a)
            )
            for plane, log in zip(self._planes, np.log(np.maximum(rgb(colour), 0.02)), strict=True):
                plane[where] *= np.exp(strength * log)
        return part

    def body(
        self,
        polys: Shapes | None,
        colour: Colour,
        a: float = 1.0,
        *,
        tex: float = 0.4,
        edge: float = 0.45,
        grain: float = 0.18,
        soft: float = 0.0,
        rough: float = 1.0,
        ew: float = 4.0,
        fade: tuple[float, float] | None = None,
        clip: PartLike | None = None,
        vol: float = 0.0,
        volk: float = 0.22,
        shade: Colour | None = None,
        rim: float = 0.0,
        mask: PartLike | None = None,
    ) -> Part:
        """Opaque paint with the same texture inside, for the arguments shared with `glaze`.

        `vol` models form: the side away from the light turns toward `shade`, over `volk` of the part's
        smaller side; `rim` lights the edge that faces the light.
        """
        part = self._part(polys, rough, soft, fade, clip, mask)
        where, cover = part
        if not cover.size:
            return part
        pigment = rgb(colour)
        density = self._density(where, cover, tex, edge, grain, ew)
        if density is not None:
            np.maximum(density, -0.6, out=density)
        shadow = self._form_shadow(where, cover, volk) * np.float32(vol) if vol else None
        glint = self._rim_light(where, cover, 4.0, 2.2) * np.float32(rim) if rim else None
        dark = 1 - rgb(self.shade_colour if shade is None else shade)
        bright = rgb(self.light_colour)
        alpha: Field = cover * np.float32(a)
        # Denser where pigment gathers, nearer to paper where thin; .9, or white fur turns dingy.
        logs = np.log(np.clip(pigment * 0.90, 0.05, 0.92)) * np.float32(0.8)
        for channel, plane in enumerate(self._planes):
            tone: Field | np.float32 = pigment[channel]
            if density is not None:
                tone = np.exp(density * logs[channel]) * tone
            if shadow is not None:
                tone = tone * (1 - shadow * dark[channel])
            if glint is not None:
                tone = tone + (bright[channel] - tone) * glint
            window = plane[where]
            window += (np.clip(tone, 0, 1) - window) * alpha
        for group in self._groups:
            np.maximum(group[where], alpha, out=group[where])
        return part

    def fur(
        self,
        part: PartLike,
        colour: Colour,
        n: int = 120,
        ln: float = 14,
        wd: float = 2.2,
        a: float = 0.3,
        origin: ArrayLike | None = None,
        down: float = 0.6,
        opaque: bool = True,
    ) -> None:
        """Short tapered hairs on a painted part, flowing out from `origin` and, by `down`, downwards."""
        where, cover = part
        rows, columns = cover.shape
        r = self.rng
        # Always the same draws, whatever lands on the part: a larger sheet gets the same hairs.
        u, v = r.random(n * 2), r.random(n * 2)
        swerve, length, curl = r.normal(0, 0.22, n * 2), r.uniform(0.6, 1.3, n * 2), r.normal(0, 0.12, n * 2)
        if not cover.size:
            return
        on = np.flatnonzero(cover[(v * rows).astype(int), (u * columns).astype(int)] > 0.6)[:n]
        if not len(on):
            return
        x = (u[on] * columns + where[1].start) / self.scale
        y = (v[on] * rows + where[0].start) / self.scale
        if origin is None:
            ox, oy = (where[1].start + where[1].stop) / 2 / self.scale, where[0].start / self.scale
        else:
            ox, oy = np.asarray(origin, np.float64)
        fall = (y - oy) * (1 - down) + down * rows / self.scale * 0.5
        angle = np.arctan2(fall, x - ox) + swerve[on]
        reach = ln * length[on]
        dx, dy = np.cos(angle) * reach, np.sin(angle) * reach
        bx, by = -np.sin(angle) * wd / 2, np.cos(angle) * wd / 2
        mx, my = x + dx * 0.55 - dy * curl[on], y + dy * 0.55 + dx * curl[on]
        hairs = np.stack(
            [
                np.c_[x - bx * 0.4, y - by * 0.4],
                np.c_[mx - bx, my - by],
                np.c_[x + dx, y + dy],
                np.c_[mx + bx, my + by],
                np.c_[x + bx * 0.4, y + by * 0.4],
            ],
            1,
        )
        lay = self.body if opaque else self.glaze
        lay(list(hairs), colour, a, tex=0.3, edge=0, rough=0, clip=part)

    def line(
        self,
        pts: ArrayLike,
        colour: Colour = "#4b3a3f",
        w: float = 1.6,
        a: float = 0.6,
        *,
        closed: bool = False,
        broken: float = 0.5,
        sm: bool = True,
        clip: PartLike | None = None,
    ) -> None:
        """Pencil or nib: the width swells along the way, the pressure breaks up with the paper.

        `broken` 0 is an even line; `sm` curves through the points, otherwise they are joined straight.
        """
        path = smooth(pts, closed) if sm else np.asarray(pts, np.float64)
        if closed:
            path = np.vstack([path, path[:1]])
        t = np.linspace(0, 1, len(path))
        pressure = 0.72 + 0.38 * np.sin(t * 9 + self.rng.uniform(0, 6))
        if not closed:
            pressure = pressure * np.minimum(1, np.minimum(t, 1 - t) * 9 + 0.25)
        along = np.gradient(path, axis=0)
        along /= np.linalg.norm(along, axis=1, keepdims=True) + 1e-9
        across = np.c_[along[:, 1], -along[:, 0]] * (pressure * w / 2)[:, None]
        where, cover = self.mask(np.vstack([path + across, (path - across)[::-1]]), 0, pad=2)
        if not cover.size:
            return
        if broken:
            skips = 1.6 * self.paper[where] + 1.2 * self.n2[where] - 0.9
            cover = cover * np.clip(1 - np.float32(broken) * skips, 0, 1)
        if clip is not None:
            cover = within(where, cover, clip)
        alpha = cover * np.float32(a)
        for plane, tone in zip(self._planes, rgb(colour), strict=True):
            window = plane[where]
            window += (tone - window) * alpha

    # ---- how paint dries

    def _part(
        self,
        polys: Shapes | None,
        rough: float,
        soft: float,
        fade: tuple[float, float] | None,
        clip: PartLike | None,
        mask: PartLike | None,
    ) -> Part:
        where, cover = self.mask(_NO_SHAPE if polys is None else polys, rough, soft) if mask is None else mask
        if cover.size and clip is not None:
            cover = within(where, cover, clip)
        if cover.size and fade is not None and fade[0] != fade[1]:
            y = np.arange(where[0].start, where[0].stop, dtype=np.float32)[:, None] / self.scale
            cover = cover * np.clip((fade[1] - y) / (fade[1] - fade[0]), 0, 1).astype(np.float32)
        return Part(where, cover)

    def _density(
        self, where: Where, cover: Field, tex: float, edge: float, grain: float, ew: float
    ) -> Field | None:
        """How much more (or less) pigment lies at each pixel than in an even wash; None for an even one."""
        density: Field | None = self._unevenness[where] * np.float32(tex) if tex else None
        if grain:
            tooth = (self.paper[where] - 0.5) * np.float32(grain)
            density = tooth if density is None else density + tooth
        if edge:
            rim = (
                np.maximum(cover - blur(cover, ew * self.scale), 0) * self._pooling[where] * np.float32(edge)
            )
            density = rim if density is None else density + rim
        return density

    def _form_shadow(self, where: Where, cover: Field, share: float) -> Field:
        x, y = self._toward_light(where)
        reach = share * min(cover.shape)
        shadow = np.maximum(cover - blur(shift(cover, x * reach, y * reach), reach * 0.55), 0)
        uneven: Field = np.minimum(shadow * (0.8 + 0.5 * self.n2[where]), 1)
        return uneven

    def _rim_light(self, where: Where, cover: Field, reach: float, spread: float) -> Field:
        x, y = self._toward_light(where)
        reach *= self.scale
        moved = shift(cover, -x * reach, -y * reach)
        glint: Field = np.maximum(cover - blur(moved, spread * self.scale), 0)
        return glint
