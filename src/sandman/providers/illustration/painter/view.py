"""What passes between a setting and the composition: the view it paints, the stage it offers."""

from collections.abc import Callable, Generator
from dataclasses import dataclass, field

import numpy as np

from .brush import HEIGHT, WIDTH, Canvas, Colour, Pigment, mix
from .palettes import Palette

__all__ = ["BORDER", "HEIGHT", "WIDTH", "Bounds", "Layout", "Spot", "Stage", "Standing", "View", "Visitor"]

BORDER = 44.0
"""Nothing that must be seen comes nearer to the edge: the deckled border lies there."""

Bounds = tuple[float, float, float, float]
"""Left, top, right, bottom, in page units."""
Visitor = Callable[[float, float, float, float], None]
"""Paints somebody who looks in at a window; told the pane's middle, width and height."""


@dataclass(slots=True)
class View:
    """Everything a setting needs: where it paints, in what light, and who is coming."""

    canvas: Canvas
    palette: Palette
    rng: np.random.Generator
    weather: str = "clear"
    aboard: int = 1
    """How many actors need something under their feet: a boat at sea, a cloud in the sky."""
    asleep: bool = False
    """The child is put to bed here."""
    variant: int = 0
    """The book's own choice among quilts, curtains and the like."""
    visitor: Visitor | None = None
    """Whoever is too large for the room and looks in at its first window."""

    def tint(self, colour: Colour, far: float = 0.0) -> Pigment:
        """A day colour at this hour; `far` (0..1) is the mist before it."""
        return self.palette.local(colour, far)

    def pale(self, colour: Colour, far: float = 0.0) -> Pigment:
        """A day colour of what holds the light (snow, blossom, linen): it never goes as dark as the rest."""
        return mix(self.tint(colour, far), colour, 0.42 if self.palette.is_dark else 0.34)

    @property
    def is_overcast(self) -> bool:
        """Rain, mist or snow: the moon is veiled and the stars are few."""
        return self.weather in {"rain", "mist", "snowfall"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for a thing: the middle of its base, and its height."""

    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a layout wants its actors and things.

    (x, y) is where the middle of the group touches the ground, `size` the head radius of one actor alone.
    `look` points to what is worth looking at. Props are taken in order: `ground` beside the feet, `air` for
    what flies. `anchors` are (x, y, radius) of what a wonder may bewitch.
    """

    x: float
    y: float
    size: float = 86.0
    look: tuple[float, float] = (0.4, -0.5)
    spread: float = 2.6
    """Distance between two actors, in head radii."""
    room: float = 1.0
    """How far the group may be scaled up for a large hero, at most."""
    companion: Spot = Spot(300.0, 690.0, 70.0)
    ground: tuple[Spot, ...] = ()
    air: tuple[Spot, ...] = ()
    afloat: Spot | None = None
    """Where a swimmer lies, its size a head radius; None where swimmers float in the air above the ground."""
    anchors: tuple[tuple[float, float, float], ...] = ()
    bed: Spot | None = None
    """The pillow, for a child who sleeps here; its size a head radius."""
    hollow: Spot | None = None
    """Where a small hero curls up on the quilt."""
    footing: bool = True
    """Things may also stand beside the group; not where there is water, and `ground` is in the boat."""
    boat: Bounds | None = None
    """Where the setting has painted a boat, if it has."""
    cover: Callable[[], None] | None = None
    """Paints the quilt: after the sleeping child, before the hero on it."""


@dataclass(slots=True)
class Standing:
    """Where the actors came to stand: boxes (x0, y0, x1, y1), the hero's first."""

    boxes: list[Bounds] = field(default_factory=list)
    swimmer: Bounds | None = None
    """The hero, where they lie in the layout's water."""


Layout = Callable[[View], Generator[Stage, Standing, None]]
"""Paints the back, yields its stage once, is sent the `Standing`, paints what lies in front."""
