"""The painter's canvas: paper, pigment and light, with the washes that cover it and the final drying."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .colour import Colour, rgb
from .drying import dried
from .geometry import ellipse
from .light import Lights


class Canvas(Lights):
    """A watercolour page of 1024 by 768 page units, painted at `width` by `height` pixels.

    The same calls with the same seed give the same bytes (on the same library versions); at another
    size they give the same picture with finer or coarser grain.
    """

    def sky(
        self, stops: Sequence[Colour], y0: float = 0, y1: float | None = None, warp: float = 0.22
    ) -> None:
        """Cover the sheet with a graded wash, `stops` from `y0` down to `y1`, whose bands bleed."""
        span = (self.h if y1 is None else y1) - y0
        fall = (self.yy - y0) / span + (self.n1 - 0.5) * warp + (self.n2 - 0.5) * 0.05
        steps = np.clip(fall * 511, 0, 511).astype(np.int32)
        pool = 0.55 * (self.n1 - 0.5) + 0.12 * (self.n2 - 0.5) + 0.10 * (self.paper - 0.5)
        at, ramp = np.linspace(0, 1, len(stops)), np.array([rgb(stop) for stop in stops])
        for channel, plane in enumerate(self._planes):
            table = np.interp(np.linspace(0, 1, 512), at, ramp[:, channel]).astype(np.float32)
            tone = table[steps]
            plane[:] = tone - (tone - tone * tone) * pool

    def backruns(self, n: int, colour: Colour, a: float = 0.25, ymax: float | None = None) -> None:
        """Cauliflower blooms: thin washes with a strong dried edge, down to `ymax`."""
        t = np.linspace(0, 2 * np.pi, 60, endpoint=False)
        for _ in range(n):
            x, y = self.rng.uniform(0, self.w), self.rng.uniform(0, self.h if ymax is None else ymax)
            r = self.rng.uniform(40, 130)
            k = np.ones_like(t)
            for j in range(2, 9):
                k += self.rng.normal(0, 0.16 / j) * np.cos(j * t + self.rng.uniform(0, 6))
            blob = np.c_[x + np.cos(t) * r * k * 1.5, y + np.sin(t) * r * k * 0.8]
            self.glaze(blob, colour, a=a, edge=2.0, ew=7, soft=2.5)

    def spatter(
        self,
        n: int,
        colour: Colour,
        r: tuple[float, float] = (0.6, 2.0),
        a: float = 0.8,
        y: tuple[float, float] = (0, 1),
    ) -> None:
        """Flick `n` drops of radius `r` over the band `y` (shares of the page's height)."""
        drops = [
            ellipse(self.rng.uniform(0, self.w), self.rng.uniform(*y) * self.h, q, q, n=10)
            for q in self.rng.uniform(*r, n)
        ]
        self.body(drops, colour, a=a, rough=0, edge=0)

    def reflect(self, y: float, depth: float, tint: Colour, a: float = 0.82) -> None:
        """Still water from `y` down: the picture above, turned over, dragged sideways and tinted."""
        top, rows = int(y * self.scale), int(depth * self.scale)
        rows = min(rows, self.height - top)
        above = self._planes[:, max(0, top - int(rows * 1.25)) : top][:, ::-1]
        steps = int(np.ceil(rows / self.scale)) + 1  # drawn per page unit, so that every size drifts alike
        drift = np.interp(np.arange(rows) / self.scale, np.arange(steps), self.rng.normal(0, 1.6, steps))
        source = np.linspace(0, above.shape[1] - 1, rows) + drift * self.scale
        water = above[:, np.clip(source, 0, above.shape[1] - 1).astype(int)]
        u = np.arange(rows) / self.scale
        sway = np.sin(u * 0.42 + np.sin(u * 0.09) * 3) * np.linspace(1, 7, rows) * self.scale
        columns = (np.arange(self.width)[None, :] - sway.astype(int)[:, None]) % self.width
        water = np.take_along_axis(water, np.broadcast_to(columns, water.shape), 2)
        reach = [round(step * self.scale) for step in range(-9, 10, 3)]
        smeared = np.mean([np.roll(water, step, 2) for step in reach], axis=0, dtype=np.float32)
        fade = np.linspace(0.08, 0.55, rows, dtype=np.float32)[None, :, None]
        tinted = smeared * (1 - fade * (1 - rgb(tint)[:, None, None]))
        window = self._planes[:, top : top + rows]
        window += (tinted - window) * np.float32(a)

    def finish(
        self,
        bloom: float = 0.35,
        warm: Colour | None = None,
        vignette: Colour | None = None,
        border: bool = True,
        wobble: float = 1.0,
    ) -> "Canvas":
        """Dry the page: hand tremor, vignette, bloom, granulation, the sheet's warmth, deckled edge."""
        dried(self, bloom=bloom, warm=warm, vignette=vignette, border=border, wobble=wobble)
        return self

    def to_uint8(self) -> NDArray[np.uint8]:
        """The picture, [height, width, 3], red green blue in 0..255."""
        return np.ascontiguousarray((np.clip(self.img, 0, 1) * 255 + 0.5).astype(np.uint8))
