"""One figure on paper: how a parent recognises a hero before there is a book."""

import io
from hashlib import blake2b

from PIL import Image

from sandman.stories.staging import Figure, Pose

from .brush import Canvas, mix, rgb
from .cast import Slot, put

PIXELS = 256
_PAGE_WIDTH = 1024
_ROOM = 1.16
"""The square is this much larger than the figure in it."""


def portrait(hero: str) -> bytes:
    """`hero` sitting on a dusk wash, 256 pixels square, as webp; the same bytes each time.

    Raises KeyError for one who is not of the cast.
    """
    seed = int.from_bytes(blake2b(hero.encode(), digest_size=4).digest(), "big")
    canvas = Canvas(seed, _PAGE_WIDTH, _PAGE_WIDTH * 3 // 4)
    canvas.light = (760, -160)
    canvas.light_colour, canvas.shade_colour = rgb("#ffd9a0"), rgb("#9a85b8")
    canvas.ambient = mix("#ffffff", "#f0cfd0", 0.1)
    canvas.sky(["#8f96c4", "#b9b0cc", "#e6cfc4", "#f6e3c8"])
    figure = put(canvas, Figure(id=hero, pose=Pose.SIT), Slot(512, 640, 95, 0.4, (0.4, -0.35)))
    image = Image.fromarray(canvas.finish(border=False, warm="#fff6ea").to_uint8())

    scale = image.width / canvas.w
    left, top, right, bottom = (edge * scale for edge in figure.bounds)
    side = min(max(right - left, bottom - top) * _ROOM, image.height)
    x = min(max((left + right - side) / 2, 0), image.width - side)
    y = min(max((top + bottom - side) / 2, 0), image.height - side)
    square = image.resize((PIXELS, PIXELS), Image.Resampling.LANCZOS, box=(x, y, x + side, y + side))
    kept = io.BytesIO()
    square.save(kept, "WEBP", quality=85, method=6)
    return kept.getvalue()
