"""Buckets: the few sizes that pictures are brought to, so that none is squashed and little is cut away."""

from functools import cache
from math import log

STEPS = 8
"""A side may be longer or shorter than the square's in this many parts of it."""
WIDEST = 2.0
"""Twice as wide as high, or high as wide; what is longer loses its ends."""


def bucket_of(width: int, height: int, *, resolution: int, multiple: int) -> tuple[int, int]:
    """The size (w, h) that a picture of `width` x `height` pixels is learnt at.

    Sides are multiples of `multiple` pixels, and the area is never more than `resolution` squared: the square
    is what a memory plan counts. The nearest shape is taken, and of equal ones the larger.
    """
    asked = log(width / height)
    return min(
        _sizes(resolution, multiple),
        key=lambda size: (round(abs(log(size[0] / size[1]) - asked), 9), -size[0] * size[1], size),
    )


@cache
def _sizes(resolution: int, multiple: int) -> tuple[tuple[int, int], ...]:
    square = max(multiple, resolution // multiple * multiple)
    step = multiple * max(1, round(square / STEPS / multiple))
    sizes = {(square, square)}
    for longer in range(square + step, int(square * WIDEST**0.5) + step + 1, step):
        shorter = square * square // longer // multiple * multiple
        if shorter >= multiple and longer / shorter <= WIDEST * 1.1:
            sizes |= {(longer, shorter), (shorter, longer)}
    return tuple(sorted(sizes))
