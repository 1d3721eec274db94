"""Parts: where on the sheet a shape lies, and how much of each pixel it covers."""

from typing import NamedTuple

import cv2
import numpy as np

from .geometry import Shape
from .noise import Field

Where = tuple[slice, slice]
"""Rows and columns of the sheet, in pixels."""


class Part(NamedTuple):
    """A painted shape: its window of the sheet and its cover in 0..1, [rows, columns]. May be empty."""

    where: Where
    cover: Field


PartLike = tuple[Where, Field]

NOWHERE = Part((slice(0, 0), slice(0, 0)), np.zeros((0, 0), np.float32))


def fill(height: int, width: int, outlines: list[Shape]) -> Field:
    """Union of polygons, in pixels of this window, anti-aliased to sixteenths of a pixel."""
    grey = np.zeros((height, width), np.uint8)
    for outline in outlines:
        cv2.fillPoly(grey, [np.round(outline * 16).astype(np.int32)], (255,), cv2.LINE_AA, 4)
    return grey.astype(np.float32) * np.float32(1 / 255)


def shift(cover: Field, dx: float, dy: float) -> Field:
    """Move a cover by whole pixels; what enters from outside is bare."""
    out = np.zeros_like(cover)
    h, w = cover.shape
    x, y = round(dx), round(dy)
    if abs(x) < w and abs(y) < h:
        out[max(0, y) : h + min(0, y), max(0, x) : w + min(0, x)] = cover[
            max(0, -y) : h + min(0, -y), max(0, -x) : w + min(0, -x)
        ]
    return out


def within(where: Where, cover: Field, part: PartLike) -> Field:
    """The share of `cover` (lying at `where`) that falls on `part`."""
    (rows, columns), (part_rows, part_columns) = where, part[0]
    inside = np.zeros_like(cover)
    top, left = max(rows.start, part_rows.start), max(columns.start, part_columns.start)
    bottom, right = min(rows.stop, part_rows.stop), min(columns.stop, part_columns.stop)
    if bottom > top and right > left:
        here = np.s_[top - rows.start : bottom - rows.start, left - columns.start : right - columns.start]
        there = np.s_[
            top - part_rows.start : bottom - part_rows.start,
            left - part_columns.start : right - part_columns.start,
        ]
        inside[here] = cover[here] * part[1][there]
    return inside


def without(where: Where, cover: Field, part: PartLike) -> Field:
    """The share of `cover` (lying at `where`) that `part` leaves free."""
    return cover - within(where, cover, part)
