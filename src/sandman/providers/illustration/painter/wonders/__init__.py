"""The one impossible thing about tonight's place, painted over the things it has come upon.

A wonder is told where those things are (x, y and radius, in page units) and leaves the rest of the page
alone. All eight keep to light, small motes and slow curves: strange enough to notice, too gentle to wake.
"""

from collections.abc import Callable, Sequence

import numpy as np

from sandman.providers.illustration.painter.brush import Canvas
from sandman.providers.illustration.painter.palettes import Palette, palette
from sandman.providers.illustration.painter.sparing import Bounds, sparing
from sandman.providers.illustration.painter.wonders.air import floats, sings, whispers
from sandman.providers.illustration.painter.wonders.leaf import dances, grows
from sandman.providers.illustration.painter.wonders.light import colours, glows
from sandman.providers.illustration.painter.wonders.motes import Anchor
from sandman.providers.illustration.painter.wonders.sleep import dreams

MOST = 7
"""More enchanted things than this on one page, and none of them is special."""

WONDERS: dict[str, Callable[[Canvas, Palette, int, Anchor], None]] = {
    "glows": glows,
    "whispers": whispers,
    "sings": sings,
    "floats": floats,
    "dances": dances,
    "colours": colours,
    "grows": grows,
    "dreams": dreams,
}
"""Every wonder of the story world: paints one thing, the k-th of its page."""


def bewitch(
    canvas: Canvas, wonder: str, anchors: Sequence[Anchor], *, time: str, spare: Sequence[Bounds] = ()
) -> None:
    """Let `wonder` come over the given things of the place, in the light of the hour.

    Things hidden behind somebody are passed over, and nothing is painted on anybody: `spare` are the
    boxes (x0, y0, x1, y1), in page units, of everyone in the picture. Does nothing without anchors.
    KeyError for a wonder or a time the story world does not hold.
    """
    enchant, hour = WONDERS[wonder], palette(time)
    seen = [at for at in anchors if not any(_hidden(at, box) for box in spare)]
    with sparing(canvas, spare):
        for k, (x, y, radius) in enumerate(seen[:MOST]):
            enchant(canvas, hour, k, (x, y, float(np.clip(radius, 22, 80))))


def _hidden(at: Anchor, box: Bounds) -> bool:
    x, y, _ = at
    x0, y0, x1, y1 = box
    return x0 < x < x1 and y0 < y < y1


__all__ = ["MOST", "WONDERS", "Anchor", "bewitch"]
