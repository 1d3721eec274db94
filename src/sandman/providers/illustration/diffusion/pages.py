"""From what a model painted to a page of a book; or to BadWork, where it shows nothing."""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from sandman.ports.errors import BadWork
from sandman.ports.illustration import PictureBrief

FLATTEST = 3.0
"""A page whose grey values (0 to 255) stray less than this from their mean shows nothing."""
DARKEST = 6.0
"""Nor does one whose mean grey is under this, however dark the night."""


def page_of(painted: NDArray[np.float32], brief: PictureBrief) -> bytes:
    """The picture [h, w, 3] in [0, 1] in the brief's size and format, cut where its shape differs.

    Raises BadWork for one that is no numbers, black, or the same all over.
    """
    if not np.isfinite(painted).all():
        raise _bad("the picture came out as no numbers")
    pixels = (painted.clip(0, 1) * 255).round().astype(np.uint8)
    grey = pixels.mean(axis=2)
    if grey.std() < FLATTEST or grey.mean() < DARKEST:
        raise _bad("the picture came out empty")
    size = (brief.width, brief.height)
    # Cut from the sky rather than from the ground that everybody stands on.
    page = ImageOps.fit(Image.fromarray(pixels), size, Image.Resampling.BICUBIC, centering=(0.5, 0.75))
    out = io.BytesIO()
    if brief.format == "webp":
        page.save(out, "WEBP", quality=90, method=4)
    else:
        page.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _bad(message: str) -> BadWork:
    return BadWork(message, port="illustration", provider="diffusion")
