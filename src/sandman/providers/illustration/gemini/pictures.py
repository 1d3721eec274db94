"""From what came over the wire to a page as the house keeps it."""

import io

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from sandman.ports.errors import BadWork
from sandman.ports.illustration import PictureBrief

MOST_PIXELS = 40_000_000
"""A 4K page has 16 million."""
FLATTEST = 3.0
"""A page whose grey values (0 to 255) stray less than this from their mean shows nothing."""
DARKEST = 6.0
"""Nor does one whose mean grey is under this, however dark the night."""


def page_of(data: bytes, brief: PictureBrief) -> bytes:
    """The picture in the brief's size and format, cut at its edges where its shape differs, without metadata.

    Pixels are kept at high quality: SynthID, the maker's watermark, lives in them. What the file says of its
    origin (EXIF, C2PA) is left behind with the file; the book's `made_by` says it.
    Raises BadWork for what is no picture, and for one that shows nothing.
    """
    try:
        with Image.open(io.BytesIO(data)) as found:
            if found.width * found.height > MOST_PIXELS:
                raise _bad(f"a picture of {found.width}x{found.height} pixels came")
            upright = ImageOps.exif_transpose(found).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        raise _bad("what came back is no picture") from fault
    fitted = ImageOps.fit(upright, (brief.width, brief.height), Image.Resampling.LANCZOS)
    pixels = np.asarray(fitted)
    grey = pixels.mean(axis=2)
    if grey.std() < FLATTEST or grey.mean() < DARKEST:
        raise _bad("the picture came back empty")
    # From the pixels alone, so that nothing the file carried along is written again.
    page, out = Image.fromarray(pixels), io.BytesIO()
    if brief.format == "webp":
        page.save(out, "WEBP", quality=90, method=4)
    else:
        page.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _bad(message: str) -> BadWork:
    return BadWork(f"Gemini: {message}", port="illustration", provider="gemini")
