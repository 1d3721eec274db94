"""A square cut out of a painted page: somebody whole, a face, a small thing, or the land with nobody in it.

Pages are painted for books; a set of pictures to learn from wants every distance, and no paper's edge.
"""

import io
from dataclasses import dataclass
from enum import StrEnum

from PIL import Image

from sandman.ports.errors import BadWork
from sandman.stories import Staging

from .brush import Canvas
from .composition import Placed, compose
from .places import LAYOUTS
from .view import HEIGHT, WIDTH, Bounds

EDGE = 40.0
"""Page units inside which there is no deckled border."""
DRAFT_WIDE, WIDEST = 256, 2048
"""Pixels across of a page that is only measured, and of the largest that is painted."""


class Frame(StrEnum):
    """What of a page is cut out."""

    SCENE = "scene"
    """The actors whole, and as much around them as fits."""
    FACE = "face"
    THING = "thing"
    """The staging's first prop."""
    LAND = "land"
    """As much as there is with nobody in it."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A square out of a page."""

    png: bytes
    props: tuple[str, ...]
    """Those of the staging's props that are seen in it."""


def paint_excerpt(staging: Staging, frame: Frame, *, seed: int, side: int) -> Excerpt:
    """A square of `side` pixels, as PNG; the same bytes for the same staging, frame, seed and side.

    Land is taken from whichever of the place's layouts leaves most of it free. Raises BadWork for a thing
    that is not in the picture, and for unknown ids.
    """
    # 1. Which layout? A small draft of each says how much it leaves free.
    if frame is Frame.LAND:
        staging = max(_laid_out(staging), key=lambda laid: square_of(_draft(laid, seed), frame)[2])
    # 2. The page is painted, and once more where the square would be too coarse.
    across = _wide_enough(side, HEIGHT - 2 * EDGE)
    canvas, placed = _page(staging, seed, across)
    left, top, wide = square_of(placed, frame)
    if wide * across / WIDTH < side:
        across = _wide_enough(side, wide)
        canvas, placed = _page(staging, seed, across)
        left, top, wide = square_of(placed, frame)
    # 3. And the square is cut out.
    scale = across / WIDTH
    box = (left * scale, top * scale, (left + wide) * scale, (top + wide) * scale)
    page = Image.fromarray(canvas.to_uint8())
    kept = io.BytesIO()
    page.resize((side, side), Image.Resampling.LANCZOS, box=box).save(kept, "PNG", compress_level=6)
    whole = (left, top, left + wide, top + wide)
    return Excerpt(kept.getvalue(), tuple(p for p, bounds in placed.props.items() if _lies(bounds, whole)))


def _wide_enough(side: int, wide: float) -> int:
    """Pixels across of a page on which a square of `wide` page units has `side` pixels."""
    return min(WIDEST, max(DRAFT_WIDE, -(-round(side * WIDTH / wide) // 4) * 4))


def _laid_out(staging: Staging) -> list[Staging]:
    """The staging in each of its place's layouts."""
    return [staging.model_copy(update={"layout": n}) for n in range(len(LAYOUTS[staging.place]))]


def _draft(staging: Staging, seed: int) -> Placed:
    return _page(staging, seed, DRAFT_WIDE)[1]


def _page(staging: Staging, seed: int, across: int) -> tuple[Canvas, Placed]:
    return compose(staging, seed=seed, width=across, height=across * 3 // 4)


def square_of(placed: Placed, frame: Frame) -> tuple[float, float, float]:
    """Left, top and side of the square, in page units."""
    people = [box.bounds for box in (placed.hero, placed.child) if box is not None]
    people += [placed.companion] if placed.companion is not None else []
    match frame:
        case Frame.SCENE:
            return _around(people, [box for prop, box in placed.props.items() if prop != "boat"])
        case Frame.FACE if placed.hero is not None:
            x, y, radius = placed.hero.head
            return _inside(x, y + 0.1 * radius, 3.4 * radius)
        case Frame.THING if placed.props:
            left, top, right, bottom = next(iter(placed.props.values()))
            side = max(150.0, 1.7 * max(right - left, bottom - top))
            return _inside((left + right) / 2, (top + bottom) / 2, side)
        case Frame.LAND:
            return _beside([*people, *placed.props.values()])
    raise BadWork(f"there is no {frame.value} in the picture", port="illustration", provider="painter")


def _around(people: list[Bounds], things: list[Bounds]) -> tuple[float, float, float]:
    """The tallest square there is, moved to hold people and things; people alone where it is too narrow."""
    side = HEIGHT - 2 * EDGE
    for bounds in ([*people, *things], people):
        left, right = min(b[0] for b in bounds), max(b[2] for b in bounds)
        if right - left <= side:
            break
    return _inside((left + right) / 2, HEIGHT / 2, side)


def _beside(bodies: list[Bounds]) -> tuple[float, float, float]:
    """The largest square without any of `bodies`: left or right of them all, or above them."""
    left = min(b[0] for b in bodies) - EDGE
    right = WIDTH - EDGE - max(b[2] for b in bodies)
    above = min(b[1] for b in bodies) - EDGE
    tallest = HEIGHT - 2 * EDGE
    if above > 1.2 * max(left, right):  # above is mostly sky: only where there is far more of it
        return _inside(WIDTH / 2, EDGE + above / 2, above)
    side = min(tallest, max(left, right))
    middle = EDGE + side / 2 if left > right else WIDTH - EDGE - side / 2
    # The horizon is worth more than the sky over it or the ground before it.
    return _inside(middle, 0.56 * HEIGHT, side)


def _inside(x: float, y: float, side: float) -> tuple[float, float, float]:
    """The square with its middle at (x, y), moved inside the border."""
    return (
        min(max(EDGE, x - side / 2), WIDTH - EDGE - side),
        min(max(EDGE, y - side / 2), HEIGHT - EDGE - side),
        side,
    )


def _lies(thing: Bounds, square: Bounds) -> bool:
    """Whether nearly all of a thing is inside, and not hidden under the edge."""
    left, top, right, bottom = thing
    inside = max(0.0, min(right, square[2]) - max(left, square[0])) * max(
        0.0, min(bottom, square[3]) - max(top, square[1])
    )
    return inside >= 0.8 * (right - left) * (bottom - top)
