"""Where one figure stands while it is painted."""

from collections.abc import Callable
from dataclasses import dataclass

from sandman.providers.illustration.painter.brush import Canvas

from .face import Gaze
from .rig import Rig

PropInHands = Callable[[Canvas, float, float, float], None]
"""Paints the story's prop: (x, y) is the middle of its base, `size` its height, in page units."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A figure's place on the page; rigs drawn for it face right and are mirrored to face left."""

    canvas: Canvas
    x: float
    y: float
    size: float
    facing: float
    look: tuple[float, float]
    rot: float = 0
    floats: bool = False
    prop: PropInHands | None = None
    tilt: float = 0  # degrees this page leans the head, so that no two pages hold it alike

    @property
    def flip(self) -> bool:
        """Whether the figure faces left."""
        return self.facing < 0

    @property
    def turned(self) -> float:
        """How far the face is turned aside: never quite frontal, never in profile."""
        return min(0.75, max(0.22, abs(self.facing)))

    def rig(self, height: float, *, rot: float = 0, girth: float = 1) -> Rig:
        """A rig whose origin hangs `height` head radii over the ground, turning about the ground point."""
        ground = Rig(self.canvas, self.x, self.y, self.size, rot=self.rot + rot, flip=self.flip)
        x, y = ground.at(0, -height)
        return Rig(self.canvas, x, y, self.size, rot=self.rot + rot, flip=self.flip, squash=(girth, 1))

    def gaze(self, *, closed: bool = False, pitch: float = 0, turned: float | None = None) -> Gaze:
        """How the head is held, looking where the slot says."""
        return Gaze(self.turned if turned is None else turned, pitch, self.look, closed)

    def hand_over(self, rig: Rig, x: float, y: float, size: float) -> None:
        """Let the story's prop be painted, its base at a local point, `size` head radii high."""
        if self.prop is not None:
            page_x, page_y = rig.at(x, y)
            self.prop(self.canvas, page_x, page_y, rig.size * size)


@dataclass(frozen=True, slots=True)
class Head:
    """Where the head came to be; page units."""

    x: float
    y: float
    radius: float


def head_at(rig: Rig, radius: float = 1.0) -> Head:
    """The head whose centre is the rig's origin."""
    return Head(rig.x, rig.y, rig.size * radius)
