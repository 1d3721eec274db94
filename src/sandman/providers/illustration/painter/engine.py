"""The built-in painter as an engine: a brief in, an encoded picture out."""

import io
from hashlib import blake2b

import numpy as np
from PIL import Image

from sandman.ports.errors import BadWork
from sandman.ports.illustration import Picture, PictureBrief

from .composition import compose, layout_index

NARROWEST, WIDEST = 256, 2048
"""Pixels across that the painter will paint."""


class WatercolourPainter:
    """Paints pages by hand-written strokes: no model, no network, the same bytes for the same brief.

    Holds no state, so pages of one book may be painted in parallel threads.
    """

    name = "painter"
    model = "watercolour-1"

    def paint(self, brief: PictureBrief) -> Picture:
        """Paint the brief's staging. Raises BadWork where there is none, or it names what is unknown."""
        staging = brief.staging
        if staging is None:
            raise BadWork(
                "the painter was given a prompt, and it paints from a staging",
                port="illustration",
                provider=self.name,
                hint="hand it the scene's staging, or choose an illustrator that reads prompts",
            )
        if brief.width * 3 != brief.height * 4 or not NARROWEST <= brief.width <= WIDEST:
            raise BadWork(
                f"the brief asks for {brief.width}x{brief.height} pixels, and the painter paints 4:3 pages "
                f"from {NARROWEST} to {WIDEST} pixels wide",
                port="illustration",
                provider=self.name,
                hint="ask for 1024x768 or 2048x1536",
            )
        canvas, _ = compose(staging, seed=page_seed(brief), width=brief.width, height=brief.height)
        pixels = canvas.to_uint8()
        if layout_index(staging)[1]:
            pixels = np.ascontiguousarray(pixels[:, ::-1])
        buffer = io.BytesIO()
        image = Image.fromarray(pixels)
        if brief.format == "webp":
            image.save(buffer, "WEBP", quality=88, method=4)
        else:
            image.save(buffer, "PNG", compress_level=6)
        return Picture(buffer.getvalue(), brief.format, brief.width, brief.height)


def page_seed(brief: PictureBrief) -> int:
    """The seed of one page: of the book, the page and the attempt, and of nothing else."""
    spelled = f"{brief.book_seed}/{brief.page}/{brief.attempt}".encode()
    return int.from_bytes(blake2b(spelled, digest_size=8).digest(), "big")
