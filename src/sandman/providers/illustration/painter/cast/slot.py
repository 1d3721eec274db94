"""Where a setting offers an actor a place, and where the actor ended up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the picture for one figure; page units throughout."""

    x: float  # where the feet, or the middle of the seat, touch the ground
    y: float
    size: float  # head radius of a `medium` figure, 60..115
    facing: float = 0.4  # -1 looks left … 1 looks right
    look: tuple[float, float] = (0, -0.3)  # where the eyes go, each -1..1
    floats: bool = False  # no ground under it (sky, water): no contact shadow, drawn buoyant


@dataclass(frozen=True, slots=True)
class Box:
    """Where a figure was painted; page units."""

    head: tuple[float, float, float]  # x, y, radius
    bounds: tuple[float, float, float, float]  # left, top, right, bottom of every part
