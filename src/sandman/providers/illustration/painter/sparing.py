"""Paint over a page but not over somebody: the masking fluid of this painter.

Weather and wonders come last, over everything; a raindrop on an eye or a vine across a smile is the one
thing they must not do. As with masking fluid, what was kept is laid bare again when the wash is dry.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from sandman.providers.illustration.painter.brush import Canvas

Bounds = tuple[float, float, float, float]
"""(x0, y0, x1, y1) in page units."""


@contextmanager
def sparing(canvas: Canvas, boxes: Sequence[Bounds], *, strength: float = 1.0) -> Iterator[None]:
    """Whatever is painted inside the `with` leaves the ellipses within `boxes` as they were.

    The edge is soft, so that mist still closes around a figure; `strength` 0..1 is how much is kept.
    """
    kept = []
    for x0, y0, x1, y1 in boxes:
        rows = slice(max(0, int(y0 * canvas.scale)), max(0, int(y1 * canvas.scale)))
        columns = slice(max(0, int(x0 * canvas.scale)), max(0, int(x1 * canvas.scale)))
        across = (canvas.xx[rows, columns] - (x0 + x1) / 2) / max(1.0, (x1 - x0) / 2)
        down = (canvas.yy[rows, columns] - (y0 + y1) / 2) / max(1.0, (y1 - y0) / 2)
        inside = np.clip((1.0 - np.hypot(across, down)) / 0.22, 0, 1) * np.float32(strength)
        kept.append((rows, columns, inside[..., None], canvas.img[rows, columns].copy()))
    yield
    for rows, columns, inside, before in kept:
        window = canvas.img[rows, columns]
        window += (before - window) * inside
