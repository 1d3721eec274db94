"""The same scenes by three hands, so that style and content can be told apart on purpose."""

import random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

HANDS = ("flat", "wash", "ink")


def drawn(number: int, hand: str, *, night: bool = False, side: int = 64) -> Image.Image:
    """Scene `number` by a hand; by night its colours are others."""
    chance = random.Random(number)
    low, high = (10, 110) if night else (110, 250)
    colour = lambda: tuple(chance.randrange(low, high) for _ in range(3))  # noqa: E731
    picture = Image.new("RGB", (side, side), colour())
    pen = ImageDraw.Draw(picture)
    for _ in range(7):
        x, y, r = chance.randrange(side), chance.randrange(side), chance.randrange(6, 20)
        outline = (25, 20, 30) if hand == "ink" else None
        pen.ellipse([x - r, y - r, x + r, y + r], fill=colour(), outline=outline, width=2)
    if hand == "wash":
        soft = np.asarray(picture.filter(ImageFilter.GaussianBlur(1.6)), dtype=np.float32)
        grain = np.random.default_rng(number).normal(0, 7, (side, side, 1))
        picture = Image.fromarray((soft + grain).clip(0, 255).astype(np.uint8))
    return picture
