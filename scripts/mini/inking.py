"""The end of a flat page: few, loud colours, and a line of ink wherever one of them meets another.

Without it flat pages and watercolours were, at 96 pixels, the same pictures a little smoother.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from sandman.providers.illustration.painter.brush import Field

Page = NDArray[np.uint8]

INK = (46, 36, 66)
LOUDER, LIGHTER = 1.5, 1.03
"""What the colours' saturation and value are multiplied by."""
LEVELS = 32
"""Between two tones of scenery, of 255."""
MEETS = 55
"""Two neighbours this far apart, of 255, are two things."""
CRUMBS = 9
"""Pixels across, on a page 512 wide: smaller things of the scenery are swept away."""
LINE, OUTLINE = 5, 9
"""Pixels that ink is wide in the scenery, and about twice what it is around somebody."""


def inked(page: Page, somebody: Field) -> Page:
    """The page [h, w, 3] in ink and plain colours; `somebody` covers the figures, which keep their faces."""
    loud = _louder(page)
    plain = _plain(loud)
    scenery = _laid(INK, _edges(plain), on=plain)
    figures = (somebody > 0.5).astype(np.uint8)
    outline = np.asarray(cv2.dilate(figures, _disc(OUTLINE)), np.uint8)
    drawn = _laid(np.asarray(cv2.medianBlur(loud, 3), np.uint8), figures, on=_laid(INK, outline, on=scenery))
    return np.asarray(drawn.clip(0, 255), np.uint8)


def _louder(page: Page) -> Page:
    hue, saturation, value = cv2.split(cv2.cvtColor(page, cv2.COLOR_RGB2HSV))
    loud = [hue, cv2.convertScaleAbs(saturation, alpha=LOUDER), cv2.convertScaleAbs(value, alpha=LIGHTER)]
    return np.asarray(cv2.cvtColor(cv2.merge(loud), cv2.COLOR_HSV2RGB))


def _plain(page: Page) -> Page:
    """Without crumbs, in few tones."""
    for _ in range(3):
        page = np.asarray(cv2.medianBlur(page, CRUMBS))
    few = page // LEVELS * LEVELS + LEVELS // 2
    return np.asarray(cv2.medianBlur(few.astype(np.uint8), CRUMBS))


def _edges(page: Page) -> Page:
    steps = cv2.morphologyEx(page, cv2.MORPH_GRADIENT, _disc(LINE)).max(-1)
    return np.asarray(steps > MEETS, np.uint8)


def _laid(colour: Page | tuple[int, int, int] | Field, where: Page, *, on: Page | Field) -> Field:
    share = cv2.GaussianBlur(where.astype(np.float32), (3, 3), 0)[..., None]
    return np.asarray(on * (1 - share) + np.asarray(colour, np.float32) * share, np.float32)


def _disc(size: int) -> Page:
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)), np.uint8)
