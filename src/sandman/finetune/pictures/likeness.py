"""Whether two pictures are nearly one: a perceptual hash, which sizes, formats and small edits leave alike.

Source: the DCT hash, after Zauner 2010, "Implementation and Benchmarking of Perceptual Image Hash Functions",
section 3.2.1; the constant term is left out, as brightness alone makes no other picture.
"""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SIDE, KEPT = 32, 8
NEAR = 6
"""Bits of 63 in which two hashes of one picture may differ; two pictures differ in about half of them."""
FLAT = 2.0
"""Grey levels of spread under which there is nothing in a picture to hash."""


def likeness_hash(image: Image.Image) -> int | None:
    """A hash of 63 bits of what an RGB picture shows; None for one that is a single colour all over."""
    small = image.convert("L").resize((SIDE, SIDE), Image.Resampling.BOX)
    grey = np.asarray(small, dtype=np.float64)
    if grey.std() < FLAT:
        return None
    low = (_COSINES @ grey @ _COSINES.T).ravel()[1:]  # [63]
    return int("".join("01"[int(up)] for up in low > np.median(low)), 2)


def differing(one: int, other: int) -> int:
    """In how many bits two hashes differ."""
    return (one ^ other).bit_count()


def _cosines() -> NDArray[np.float64]:
    """The lowest rows of a DCT-II, [KEPT, SIDE]."""
    place, wave = np.arange(SIDE) + 0.5, np.arange(KEPT)[:, None]
    return np.cos(np.pi / SIDE * place * wave)


_COSINES = _cosines()
