"""In which size a base paints a page, which is then made as large as the page."""

from math import sqrt
from typing import NamedTuple

from sandman.providers.illustration.diffusion.bases import HouseBase
from sandman.styles import Family, StyleCard

MOST = 1024
"""Side of the largest square that the flow-matching bases were made for."""


class Size(NamedTuple):
    """Pixels."""

    width: int
    height: int


def paint_size(base: HouseBase, card: StyleCard | None, *, width: int, height: int) -> Size:
    """The size that is nearest the page's shape among those the base can do.

    A UNet repeats itself beyond the size it was taught at: it gets as many pixels as its own square has, or
    as the style's had. A transformer is given the page itself, up to a megapixel. A base of few words has
    learned few pictures by heart, all of them square.
    """
    reduction = 2 ** (len(base.config("vae")["block_out_channels"]) - 1)
    denoiser = base.config(base.denoiser)
    if base.card.family in (Family.SD, Family.SDXL):
        multiple = reduction * 2 ** (len(denoiser["block_out_channels"]) - 1)
        side = max(denoiser["sample_size"] * reduction, card.resolution if card else 0)
        if base.of_few_words:
            return Size(side, side)
    else:
        multiple = 2 * reduction
        side = min(MOST, round(sqrt(width * height)))
    return nearest(width / height, side * side, multiple=multiple)


def nearest(shape: float, pixels: float, *, multiple: int) -> Size:
    """Multiples of `multiple` with about that many pixels whose width to height is about `shape`."""

    def off(size: Size) -> float:
        stretched = size.width / size.height / shape
        fuller = size.width * size.height / pixels
        return max(stretched, 1 / stretched) * max(fuller, 1 / fuller)

    most = int(sqrt(pixels / shape) / multiple) + 1
    rows = range(1, most + 1)
    return min((Size(max(1, round(row * shape)) * multiple, row * multiple) for row in rows), key=off)
