"""The drying table: what happens to a whole page after the last stroke.

Pigment density over the sheet (granulation, turbulence, edges where tones meet) follows Bousseau,
Kaplan, Thollot and Sillion, "Interactive watercolor rendering with temporal coherence and
abstraction", NPAR 2006, section 4: C' = C - (C - C^2)(d - 1).
"""

import cv2
import numpy as np

from .colour import Colour, rgb
from .noise import Field, blur
from .sheet import PAPER, Sheet


def dried(
    sheet: Sheet, *, bloom: float, warm: Colour | None, vignette: Colour | None, border: bool, wobble: float
) -> None:
    """Finish `sheet` in place; see `Canvas.finish`."""
    planes = sheet._planes
    if wobble:
        _tremble(sheet, planes, wobble)
    if vignette is not None:
        _darken_rim(sheet, planes, vignette)
    if bloom:
        _bloom(sheet, planes, bloom)
    density = 0.26 * (sheet.n1 - 0.5) + 0.10 * (sheet.n2 - 0.5) + 0.16 * (sheet.paper - 0.5)
    for plane in planes:
        plane[...] -= (plane - plane * plane) * density
    grey = planes[0] * np.float32(0.3) + planes[1] * np.float32(0.59) + planes[2] * np.float32(0.11)
    gather = 1 - np.clip(blur(grey, 3.2 * sheet.scale) - grey, 0, 0.22) * np.float32(0.55)
    planes *= gather
    if warm is not None:
        planes *= rgb(warm)[:, None, None]
    if border:
        _deckle(sheet, planes)
    planes *= 1 + (np.roll(sheet.paper, 1, 0) - np.roll(sheet.paper, -1, 1)) * np.float32(0.06)
    np.clip(planes, 0, 1, out=planes)


def _tremble(sheet: Sheet, planes: Field, wobble: float) -> None:
    """Shift everything a pixel or so, unevenly: no drawn line stays ruled."""
    reach = np.float32(wobble * sheet.scale)
    fine = (sheet.n3 - 0.5) * np.float32(1.6)
    x = np.arange(sheet.width, dtype=np.float32)[None, :] + ((sheet.n2 - 0.5) * 3 + fine) * reach
    y = np.arange(sheet.height, dtype=np.float32)[:, None] + ((sheet.n1 - 0.5) * 3 - fine[::-1]) * reach
    for plane in planes:
        plane[:] = cv2.remap(plane, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def _darken_rim(sheet: Sheet, planes: Field, vignette: Colour) -> None:
    across = ((np.arange(sheet.width, dtype=np.float32) / sheet.width - 0.5) * np.float32(1.15)) ** 2
    down = ((np.arange(sheet.height, dtype=np.float32) / sheet.height - 0.5) * np.float32(1.05)) ** 2
    distance = np.sqrt(down[:, None] + across[None, :])
    spared = 1 - 0.8 * planes.min(0) - 0.2 * planes[0]  # lamps stay warm
    depth = np.clip(np.clip((distance - 0.38) / 0.42, 0, 1) * (0.7 + 0.6 * sheet.n1) * spared, 0, 1)
    for plane, dark in zip(planes, 1 - rgb(vignette), strict=True):
        plane[...] *= 1 - depth * dark


def _bloom(sheet: Sheet, planes: Field, bloom: float) -> None:
    for plane in planes:
        bright = blur(np.clip(plane - np.float32(0.62), 0, 1) * np.float32(1.6), 22 * sheet.scale)
        plane[...] += (1 - plane) * np.clip(bright * np.float32(bloom), 0, 1)


def _deckle(sheet: Sheet, planes: Field) -> None:
    """Leave a bare border with a soft, wandering edge and the dried rim of the wash along it."""
    x, y = (np.arange(n, dtype=np.float32) / sheet.scale for n in (sheet.width, sheet.height))
    to_side = np.minimum(x, (sheet.width - 1) / sheet.scale - x)[None, :]
    to_end = np.minimum(y, (sheet.height - 1) / sheet.scale - y)[:, None]
    wander = (sheet.n2 - 0.5) * 5 + (sheet.n1 - 0.5) * 16 + (sheet.n3 - 0.5) * 3
    inside = np.minimum(to_side, to_end) - 24 - wander  # page units from the edge of the paint
    cover = np.clip(inside / 3 + 0.5, 0, 1)
    rim = np.exp(-np.maximum(inside, 0) / np.float32(4.5)) * cover * (0.4 + sheet.n2) * np.float32(0.28)
    cover *= np.float32(0.985)
    for plane, paper in zip(planes, PAPER, strict=True):
        plane[...] *= 1 - rim * (1 - plane * np.float32(0.7))
        plane[:] = paper + (plane - paper) * cover
