"""Free places on the page for things and small friends."""

from collections.abc import Sequence

from .view import BORDER, HEIGHT, WIDTH, Bounds, Spot, Stage


def free(pool: Sequence[Spot], size: float, taken: Sequence[Bounds]) -> Spot:
    """The first spot of the pool where nothing is in the way; else the one least in the way.

    `size` scales the spots' own; spots that would reach over the border are passed over.
    """
    best, least = pool[0], float("inf")
    for spot in pool:
        half = spot.size * size * 0.5
        box = (spot.x - half, spot.y - spot.size * size, spot.x + half, spot.y)
        if box[0] < BORDER or box[2] > WIDTH - BORDER or box[1] < BORDER or box[3] > HEIGHT - BORDER + 8:
            continue
        overlap = sum(overlap_of(box, other) for other in taken)
        if overlap <= 0.02 * half * half:
            return spot
        if overlap < least:
            best, least = spot, overlap
    return best


def beside(stage: Stage) -> tuple[Spot, ...]:
    """Spots in front and to both sides of the group, for when the layout's own are taken.

    The corners are left alone: what lies in front of the page grows there.
    """
    y = min(stage.y + 22, HEIGHT - BORDER - 4)
    near = [Spot(stage.x + dx, y, 80.0) for dx in (170, -170, 240, -240, 310, -310, 380, -380, 0)]
    aside = [Spot(x, y - 60, 66.0) for x in (190, 840, 280, 760)]
    return tuple(spot for spot in (*near, *aside) if 170 <= spot.x <= 856)


def overlap_of(a: Bounds, b: Bounds) -> float:
    """The area two boxes share."""
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    return max(0.0, width) * max(0.0, height)
