"""Pictures as the four are shown them: small, and nothing of the file but its pixels."""

import io
from typing import Annotated

from PIL import Image, ImageOps, UnidentifiedImageError
from pydantic import AfterValidator

from sandman.ports.errors import BadWork

LONGEST_SIDE = 512
"""Pixels: enough to see a face, a letter or a sixth finger, and a vendor's lowest price."""
QUALITY = 80


def small(picture: bytes) -> bytes:
    """A picture (webp, png or jpeg) as a small JPEG without metadata; a few milliseconds, nothing of nothing.

    Raises BadWork for what is no picture.
    """
    if not picture:
        return b""
    try:
        with Image.open(io.BytesIO(picture)) as found:
            found.draft("RGB", (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))
            upright = ImageOps.exif_transpose(found).convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        raise BadWork("what was to be looked at is no picture", port="chat") from fault
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    paper, out = Image.new("RGB", upright.size, "white"), io.BytesIO()
    paper.paste(upright, mask=upright.getchannel("A"))
    paper.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


SmallPicture = Annotated[bytes, AfterValidator(small)]
"""A picture that may leave the house: whatever size it is given in, it is small."""
