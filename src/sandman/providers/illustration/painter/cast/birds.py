"""The owl and the penguin: upright, all body, with wings for hands."""

from dataclasses import dataclass

import numpy as np

from sandman.providers.illustration.painter.brush import (
    Colour,
    Part,
    Shape,
    mirror,
    mix,
    points,
    smooth,
    tuft,
)
from sandman.stories.staging import Pose

from .face import BLUSH, eye
from .rig import INK, Rig, curve, moved, oval
from .species import ACCENTS
from .stage import Head, Stage
from .upright import book
from .wear import scarf

_GROUND = 2.40
_FOLDED = (0.72, 0.35, 1.12, 0.65, 1.20, 1.30, 0.96, 1.95, 0.74, 1.52, 0.66, 0.85)
_HOLDING = (0.72, 0.50, 1.16, 0.90, 1.08, 1.50, 0.52, 1.86, 0.26, 1.74, 0.52, 1.48, 0.70, 1.05)
_REACHING = (0.66, 0.52, 1.10, 0.62, 1.66, 0.60, 1.84, 0.78, 1.58, 1.02, 1.10, 1.18, 0.74, 1.05)


@dataclass(frozen=True, slots=True)
class Plumage:
    """A bird's colours: back, front, wing and lines, beak and feet, eyes."""

    back: str
    front: str
    dark: str
    beak: str
    iris: str


_OWLS = (
    Plumage("#a58668", "#f6e6cb", "#65503f", "#e0a04c", "#d69a34"),
    Plumage("#cdbba4", "#fdf6e8", "#8b7662", "#d9974a", "#8a5a2c"),
    Plumage("#8f8390", "#f1e6e4", "#544a5c", "#e0a858", "#e0a63c"),
)
_PENGUINS = (
    Plumage("#46536f", "#fdf8ec", "#2c3448", "#e9a54c", "#4a3a34"),
    Plumage("#5b5a70", "#fbf3ea", "#3a384c", "#e88f5a", "#4a3a34"),
    Plumage("#7d8aa3", "#fbf8f2", "#4d586f", "#5c5660", "#4a3a34"),  # a chick's grey down
)


def owl(stage: Stage, pose: Pose, variant: int) -> Head:
    """Paint an owl."""
    coat = _OWLS[variant % len(_OWLS)]
    rig = _perch(stage, pose)
    for k in (-0.46, -0.32, -0.18, 0.18, 0.32, 0.46):
        rig.fill(oval(k, 2.30, 0.08, 0.13), coat.beak, vol=0.3, edge=0.6, rough=0.3)
    half = [
        (0, -0.88),
        (0.50, -0.92),
        (1.00, -1.14),
        (1.02, -0.5),
        (1.10, 0.3),
        (1.10, 1.25),
        (0.80, 1.98),
        (0, 2.26),
    ]
    body = tuft(smooth(mirror(half)), rig.rng, 0.05, 0.12)
    part = rig.fill(body, coat.back, vol=0.6, edge=0.55, ew=6, rim=0.3)
    rig.hairs(part, mix(coat.back, coat.dark, 0.6), 90, 0.18, 0.045, 0.28, origin=(0, -1.2))
    rig.hairs(part, mix(coat.back, "#ffffff", 0.4), 60, 0.18, 0.045, 0.25, origin=(0, -1.2))
    if pose is not Pose.FROM_BEHIND:
        breast = rig.fill(
            smooth(mirror([(0, 0.3), (0.6, 0.55), (0.74, 1.3), (0.42, 1.95), (0, 2.08)])),
            coat.front, 0.95, soft=rig.seen(0.04), clip=part,
        )  # fmt: skip
        for row in range(5):
            for column in range(-3 + row // 2, 4 - row // 2):
                x, y = column * 0.2 + (row % 2) * 0.1, 0.76 + row * 0.25
                scallop = points(x - 0.09, y, x, y + 0.09, x + 0.09, y)
                rig.stroke(scallop, mix(coat.back, coat.dark, 0.2), 0.042, 0.6, clip=breast)
    rig.contour(body, coat.dark, 0.38)
    _scarf(rig, variant + 1, pose)
    if pose is not Pose.FROM_BEHIND:
        _owl_face(stage, rig, coat, pose)
    _wings(
        stage,
        rig,
        pose,
        mix(coat.back, coat.dark, 0.35),
        coat.dark,
        ACCENTS[(variant + 1) % len(ACCENTS)],
        feathers=True,
    )
    return Head(*rig.at(0, -0.1), rig.size)


def _owl_face(stage: Stage, rig: Rig, coat: Plumage, pose: Pose) -> None:
    slide, up = stage.turned * 0.14, 0.12 if pose is Pose.LOOK_UP else 0.0
    for side in (-1, 1):
        x = side * 0.43 + slide
        disc = tuft(oval(x, -0.18 - up, 0.49, 0.51), rig.rng, 0.05, 0.1, 0.2)
        rig.fill(disc, coat.front, 0.96, vol=0.3, edge=0.5)
        rig.wash(oval(side * 0.62 + slide, 0.22 - up, 0.2, 0.13), BLUSH, 0.45, edge=0, soft=rig.seen(0.08))
        _bird_eye(stage, rig, x, -0.18 - up, 0.23, coat.iris, pose, left=side < 0)
        tufted = curve(
            side * 0.30, -0.66 - up, side * 0.66, -0.98, side * 1.0, -1.16, side * 0.84, -0.72,
            side * 0.55, -0.55,
        )  # fmt: skip
        rig.fill(tufted, mix(coat.back, coat.dark, 0.3), vol=0.3, edge=0.6)
    beak = curve(-0.11 + slide, 0.02 - up, slide, -0.06 - up, 0.11 + slide, 0.02 - up, slide, 0.32 - up)
    rig.fill(beak, coat.beak, vol=0.5, edge=0.7, rough=0.3)


def penguin(stage: Stage, pose: Pose, variant: int) -> Head:
    """Paint a penguin."""
    coat = _PENGUINS[variant % len(_PENGUINS)]
    rig = _perch(stage, pose)
    for side in (-1, 1):
        web = curve(
            side * 0.16, 2.20, side * 0.50, 2.14, side * 0.80, 2.34, side * 0.52, 2.44, side * 0.20, 2.42
        )
        rig.fill(web, coat.beak, vol=0.3, edge=0.6, rough=0.4)
        rig.contour(web, coat.dark, 0.3)
    half = [
        (0, -0.94),
        (0.46, -0.88),
        (0.84, -0.54),
        (0.98, 0),
        (0.96, 0.5),
        (1.06, 1.1),
        (1.06, 1.7),
        (0.74, 2.2),
        (0, 2.32),
    ]
    body = smooth(mirror(half))
    part = rig.fill(tuft(body, rig.rng, 0.025, 0.1), coat.back, vol=0.55, edge=0.5, ew=6, rim=0.35)
    rig.hairs(part, mix(coat.back, "#ffffff", 0.4), 70, 0.14, 0.035, 0.25, origin=(0, -1.2))
    if pose is Pose.FROM_BEHIND:
        rig.fill(curve(-0.16, 2.12, 0, 2.04, 0.16, 2.12, 0, 2.42), coat.dark, vol=0.3, edge=0.5)
    else:
        half = [(0, 0.62), (0.52, 0.66), (0.78, 1.2), (0.74, 1.75), (0.42, 2.14), (0, 2.22)]
        front = moved(smooth(mirror(half)), 0.05, 0)
        rig.fill(front, coat.front, 0.97, vol=0.3, edge=0.35, tex=0.2, soft=rig.seen(0.02), clip=part)
    rig.contour(body, coat.dark, 0.38)
    if pose is not Pose.FROM_BEHIND:
        _penguin_face(stage, rig, coat, pose, part)
    _scarf(rig, variant, pose)
    _wings(
        stage, rig, pose, mix(coat.back, coat.dark, 0.25), coat.dark, ACCENTS[(variant + 1) % len(ACCENTS)]
    )
    return Head(*rig.at(0, 0), rig.size)


def _penguin_face(stage: Stage, rig: Rig, coat: Plumage, pose: Pose, body: Part) -> None:
    slide, up = stage.turned * 0.20, 0.14 if pose is Pose.LOOK_UP else 0.0
    half = [(0, -0.30), (0.26, -0.52), (0.62, -0.44), (0.78, -0.02), (0.66, 0.44), (0.36, 0.70), (0, 0.76)]
    mask = moved(smooth(mirror(half)), slide, -up)
    rig.fill(mask, coat.front, 0.97, edge=0.35, tex=0.2, soft=rig.seen(0.02), clip=body)
    for side in (-1, 1):
        rig.fill(
            oval(side * 0.52 + slide, 0.34 - up, 0.18, 0.12),
            "#ee9a8e",
            0.6,
            edge=0,
            soft=rig.seen(0.07),
            clip=body,
        )
        _bird_eye(stage, rig, side * 0.36 + slide, 0.0 - up, 0.145, coat.iris, pose, left=side < 0)
    beak = curve(-0.15 + slide, 0.25 - up, slide, 0.16 - up, 0.15 + slide, 0.25 - up, slide, 0.44 - up)
    rig.fill(beak, coat.beak, vol=0.4, edge=0.6, rough=0.3)
    rig.stroke(
        points(-0.12 + slide, 0.27 - up, slide, 0.31 - up, 0.12 + slide, 0.27 - up), INK, 0.024, 0.5, broken=0
    )


def _bird_eye(
    stage: Stage, rig: Rig, x: float, y: float, r: float, iris: str, pose: Pose, *, left: bool
) -> None:
    there = rig.sub(x, y, flip=left)
    look = (-stage.look[0] if there.flip else stage.look[0], stage.look[1])
    closed = pose in (Pose.SLEEP, Pose.READ, Pose.HUG)
    eye(there, 0, 0, r, r * 1.1, look=look, iris=iris, closed=closed, lash=closed)


def _perch(stage: Stage, pose: Pose) -> Rig:
    lean = {Pose.WALK: 6.0, Pose.HUG: 7.0, Pose.SLEEP: 3.0, Pose.LOOK_UP: -5.0}.get(
        pose, 1.5
    ) + stage.tilt * 0.5
    return stage.rig(_GROUND, rot=lean)


def _scarf(rig: Rig, variant: int, pose: Pose) -> None:
    colour = ACCENTS[(variant + variant // 3) % len(ACCENTS)]
    scarf(rig.sub(0.05, -0.08, 1.12), colour, ends=pose is not Pose.FROM_BEHIND)


def _wings(
    stage: Stage, rig: Rig, pose: Pose, colour: Colour, dark: Colour, cover: str, *, feathers: bool = False
) -> None:
    if pose is Pose.HOLD:
        stage.hand_over(rig, 0.05, 1.84, 0.86)
    elif pose is Pose.READ:
        book(rig.sub(0.05, -0.02, 0.92), cover)
    for side in (-1, 1):
        if pose in (Pose.HOLD, Pose.READ):
            outline = curve(*_HOLDING)
        elif pose is Pose.HUG:
            outline = curve(*_REACHING) if side > 0 else curve(*_HOLDING)
        else:
            outline = curve(*_FOLDED)
        _wing(rig, outline * (side, 1), colour, dark, feathers=feathers)


def _wing(rig: Rig, outline: Shape, colour: Colour, dark: Colour, *, feathers: bool) -> None:
    shape = tuft(outline, rig.rng, 0.05, 0.13) if feathers else outline
    part = rig.fill(shape, colour, vol=0.5, edge=0.65, rim=0.3)
    if feathers:
        centre = outline.mean(0)
        for dx, dy in np.array([(-0.08, -0.3), (0.08, -0.1), (-0.06, 0.1), (0.06, 0.3)]):
            arc = centre + points(dx - 0.1, dy, dx, dy + 0.1, dx + 0.1, dy)
            rig.stroke(arc, mix(colour, "#fff3e0", 0.4), 0.034, 0.5, clip=part)
    rig.contour(shape, dark, 0.35)
