"""Pigments: `#rrggbb` or three numbers in 0..1, mixed as light."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Pigment = NDArray[np.float32]
"""Red, green, blue in 0..1, [3]."""
Colour = str | Sequence[float] | Pigment


def rgb(colour: Colour) -> Pigment:
    """Read a colour; always float32, so that no wash is computed in double precision by accident."""
    if not isinstance(colour, str):
        return np.asarray(colour, np.float32)
    digits = colour.lstrip("#")
    return np.array([int(digits[i : i + 2], 16) for i in (0, 2, 4)], np.float32) / np.float32(255)


def mix(a: Colour, b: Colour, t: float) -> Pigment:
    """`t` of `b` stirred into `a`."""
    share = float(t)
    return rgb(a) * (1 - share) + rgb(b) * share
