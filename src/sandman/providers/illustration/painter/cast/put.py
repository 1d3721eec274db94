"""Which rig paints which figure in which pose."""

from collections.abc import Callable
from functools import partial

from sandman.providers.illustration.painter.brush import Canvas
from sandman.stories.staging import Figure, Pose
from sandman.stories.world import Kind, world

from .behind import from_behind
from .birds import owl, penguin
from .child import child
from .curled import curled
from .fours import on_fours
from .robot import robot
from .seated import sit
from .slot import Box, Slot
from .species import Species, species
from .stage import Head, PropInHands, Stage
from .turtle import turtle
from .upright import Arms, Legs, upright
from .whale import whale

SMALLEST_HEAD = 60.0  # page units: under this a face has no expression
_SIZES = {"tiny": 0.84, "small": 0.93, "medium": 1.0, "large": 1.14}
_SHADOW = "#30305a"
CHILDREN = ("girl", "boy")
_OWN_RIGS: dict[str, Callable[[Stage, Pose, int], Head]] = {
    "owl": owl,
    "penguin": penguin,
    "robot": robot,
    "whale": whale,
}


def put(canvas: Canvas, figure: Figure, slot: Slot, *, prop_in_hands: PropInHands | None = None) -> Box:
    """Paint `figure` into `slot` and say where it came to be.

    `prop_in_hands(canvas, x, y, size)` is called in pose HOLD, when the prop should be painted: before
    the chest, under the paws, standing on (x, y) and `size` high. Raises KeyError for a figure that is
    not of the cast.
    """
    paint, size, wide = _part_for(figure)
    radius = max(min(SMALLEST_HEAD, slot.size), slot.size * size)
    stage = Stage(
        canvas,
        slot.x,
        slot.y,
        radius,
        slot.facing,
        slot.look,
        rot=-5 if slot.floats else 0,
        floats=slot.floats,
        prop=prop_in_hands if figure.pose is Pose.HOLD else None,
        tilt=float(canvas.rng.uniform(-3.5, 3.5)),
    )
    if not slot.floats:
        canvas.dark(slot.x, slot.y + 0.01 * radius, wide * radius, 0.36 * radius, _SHADOW, 0.60)
    canvas.begin()
    head = paint(stage)
    part = canvas.end(shade=0.46)
    return Box((head.x, head.y, head.radius), canvas.bounds(part))


_Painter = Callable[[Stage], Head]


def _part_for(figure: Figure) -> tuple[_Painter, float, float]:
    """The painter of a figure, its size by its kind, and how wide its shadow falls, in head radii."""
    pose, variant = figure.pose, figure.variant
    size = _SIZES[world().get(Kind.HERO, figure.id).size]
    if figure.id in CHILDREN:
        return (
            (lambda stage: child(stage, figure.id, pose, variant)),
            0.95,
            2.4 if pose is Pose.SLEEP else 1.3,
        )
    if figure.id in _OWN_RIGS:
        paint = _OWN_RIGS[figure.id]
        return (lambda stage: paint(stage, pose, variant)), size, 3.0 if figure.id == "whale" else 1.5
    kind = species(figure.id, variant)
    if "shell" in kind.marks:
        return (lambda stage: turtle(stage, kind, pose)), size, 2.1
    wide = {Pose.WALK: 1.4 if kind.on_twos else 2.2, Pose.SLEEP: 2.4}.get(pose, 1.7) * kind.girth
    return (lambda stage: _animal(stage, kind, pose)), size, wide


def _animal(stage: Stage, kind: Species, pose: Pose) -> Head:
    walks = _ON_TWOS if kind.on_twos else _ON_FOURS
    seats = {**_SEATED, **_SITTING_UP} if kind.sits_up else _SEATED
    return (walks.get(pose) or seats[pose])(stage, kind)


_AnimalPainter = Callable[[Stage, Species], Head]
_SEATED: dict[Pose, _AnimalPainter] = {
    Pose.SIT: sit,
    Pose.LOOK_UP: partial(sit, lifted=1.0),
    Pose.SLEEP: curled,
    Pose.FROM_BEHIND: from_behind,
    Pose.READ: partial(upright, arms=Arms.READ, legs=Legs.SEATED),
    Pose.HOLD: partial(upright, arms=Arms.HOLD, legs=Legs.SEATED),
    Pose.HUG: partial(upright, arms=Arms.HUG, legs=Legs.SEATED),
}
_SITTING_UP: dict[Pose, _AnimalPainter] = {
    Pose.SIT: partial(upright, arms=Arms.DOWN, legs=Legs.SEATED),
    Pose.LOOK_UP: partial(upright, arms=Arms.DOWN, legs=Legs.SEATED, lifted=1.0),
}
_ON_TWOS: dict[Pose, _AnimalPainter] = {
    Pose.STAND: partial(upright, arms=Arms.DOWN, legs=Legs.STANDING),
    Pose.WALK: partial(upright, arms=Arms.SWING, legs=Legs.STRIDING),
}
_ON_FOURS: dict[Pose, _AnimalPainter] = {
    Pose.STAND: partial(on_fours, trotting=False),
    Pose.WALK: partial(on_fours, trotting=True),
}
