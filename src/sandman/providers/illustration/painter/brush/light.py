"""Light and shadow over what is painted, and the light that makes several strokes one figure."""

import numpy as np

from .colour import Colour, rgb
from .masks import NOWHERE, Part, Where, shift
from .noise import Field, blur
from .pigment import Pigments


class Lights(Pigments):
    """A sheet on which light falls."""

    def glow(self, x: float, y: float, r: float, colour: Colour, s: float = 0.7, core: float = 0.0) -> None:
        """Screen a round light of radius `r` and strength `s` over the picture; `core` is a solid heart."""
        where = self._box(x, y, r, r)
        distance = self._distance(where, x, y, r, r)
        if not distance.size:
            return
        shine = np.clip(1 - distance, 0, 1) ** 2 * np.float32(s) * (0.85 + 0.3 * self.n2[where])
        if core:
            shine = np.maximum(shine, np.clip((core - distance) / core * 3, 0, 1))
        np.clip(shine, 0, 1, out=shine)
        for plane, tone in zip(self._planes, rgb(colour), strict=True):
            window = plane[where]
            window += (1 - window) * (shine * tone)

    def lamp(
        self, x: float, y: float, r: float, colour: Colour, s: float = 0.6, ry: float | None = None
    ) -> None:
        """Coloured pool that also warms what is bright already (snow, paper), where a glow cannot."""
        where = self._box(x, y, r, ry or r)
        distance = self._distance(where, x, y, r, ry or r)
        if not distance.size:
            return
        share = np.clip(1 - distance, 0, 1) ** np.float32(1.7) * np.float32(s) * (0.85 + 0.3 * self.n2[where])
        for plane, tone in zip(self._planes, rgb(colour), strict=True):
            window = plane[where]
            lit = np.clip(window * (0.55 + 0.75 * tone) + 0.16 * tone, 0, 1) * (0.35 + 0.65 * tone)
            window += (lit - window) * share

    def dark(self, x: float, y: float, rx: float, ry: float, colour: Colour, a: float = 0.5) -> None:
        """Soft multiplied pool: contact shadows, dim corners."""
        where = self._box(x, y, rx, ry)
        distance = self._distance(where, x, y, rx, ry)
        if not distance.size:
            return
        depth = np.clip(1 - distance, 0, 1)
        depth = depth * depth * (3 - 2 * depth) * np.float32(a) * (0.8 + 0.4 * self.n2[where])
        self._tint(where, depth, colour)

    def begin(self) -> None:
        """From here to `end`, everything laid with `body` belongs to one figure."""
        self._groups.append(np.zeros((self.height, self.width), np.float32))

    def end(
        self, tint: Colour | None = None, shade: float = 0.45, rim: float | None = None, k: float = 38
    ) -> Part:
        """Light the figure as one silhouette: shade over `k` page units, the hour's tint, a lit rim.

        Returns the figure's cover. Without `tint` the canvas' `ambient` colours it.
        """
        group = self._groups.pop()
        rows, columns = np.flatnonzero(group.max(1) > 0.02), np.flatnonzero(group.max(0) > 0.02)
        if not len(rows):
            return NOWHERE
        pad = int(20 * self.scale)
        where: Where = (
            slice(max(0, int(rows[0]) - pad), min(self.height, int(rows[-1]) + pad)),
            slice(max(0, int(columns[0]) - pad), min(self.width, int(columns[-1]) + pad)),
        )
        cover: Field = group[where].copy()
        x, y = self._toward_light(where)
        reach = k * self.scale
        shadow = np.maximum(cover - blur(shift(cover, x * reach, y * reach), reach * 0.7), 0)
        self._tint(where, shadow * np.float32(shade) * (0.75 + 0.5 * self.n2[where]), self.shade_colour)
        hour = self.ambient if tint is None else tint
        if hour is not None:
            self._tint(where, cover, hour)
        glint = self._rim_light(where, cover, 5.0, 2.6) * np.float32(self.rim if rim is None else rim)
        for plane, tone in zip(self._planes, rgb(self.light_colour), strict=True):
            window = plane[where]
            window += (tone - window) * glint
        return Part(where, cover)

    def _tint(self, where: Where, share: Field, colour: Colour) -> None:
        """Multiply the window toward `colour` by `share`."""
        for plane, dark in zip(self._planes, 1 - rgb(colour), strict=True):
            plane[where] *= 1 - share * dark
