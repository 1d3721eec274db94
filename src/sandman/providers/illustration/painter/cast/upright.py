"""On two legs, with the arms free: standing, striding, or sitting like a toy to read, hold or hug."""

from enum import Enum

import numpy as np

from sandman.providers.illustration.painter.brush import Shape, mirror, mix, points, ribbon, smooth

from .head import head
from .limbs import arm, foot, hand, leg, sole
from .marks import locks
from .rig import INK, Rig, curve, oval
from .species import Species
from .stage import Head, Stage, head_at
from .tails import tail
from .torso import back_plates, belly, saddle, torso, wing
from .wear import dress

SEATED_GROUND, STANDING_GROUND = 2.50, 2.74


class Arms(Enum):
    """What the arms do."""

    DOWN = "down"
    SWING = "swing"
    HOLD = "hold"
    READ = "read"
    HUG = "hug"


class Legs(Enum):
    """What the legs do."""

    SEATED = "seated"
    STANDING = "standing"
    STRIDING = "striding"


def upright(stage: Stage, kind: Species, *, arms: Arms, legs: Legs, lifted: float = 0.0) -> Head:
    """Paint `kind` upright; reading and hugging close the eyes."""
    lean = {Arms.HUG: 7.0, Arms.SWING: 3.0}.get(arms, 0.0)
    ground = SEATED_GROUND if legs is Legs.SEATED else STANDING_GROUND
    rig = stage.rig(ground, rot=lean, girth=kind.girth)
    tail(rig.sub(-0.62, 2.15 if legs is Legs.SEATED else 1.95, 0.95), kind)
    if kind.wings:
        wing(rig.sub(0.30, 0.95, 0.9, 66), kind, far=True)
        wing(rig.sub(-0.36, 0.95, 0.9, -8), kind)
    if arms is Arms.SWING:  # the far arm swings forward behind the body
        _arm(rig, kind, points(0.46, 0.95, 0.86, 1.25, 0.98, 1.62), far=True)
    if legs is not Legs.SEATED:
        _legs(rig, kind, legs)
    body, front = _trunk(legs)
    if "spines" in kind.marks or "shell" in kind.marks:
        saddle(
            rig, kind, smooth(mirror([(0, 0.4), (0.6, 0.6), (1.0, 1.2), (1.12, 1.8), (0.9, 2.3), (0, 2.4)]))
        )
    back_plates(rig, kind, points(-0.40, 0.55, -0.70, 1.0, -0.86, 1.5, -0.86, 2.0))
    part = torso(rig, kind, body)
    belly(rig, kind, front, part)
    if kind.limbs == "dark":  # a panda's dark shoulders
        rig.fill(
            curve(-0.9, 0.3, 0.9, 0.3, 0.95, 1.0, 0, 1.18, -0.95, 1.0),
            kind.dark,
            0.92,
            soft=rig.seen(0.04),
            clip=part,
        )
    if legs is Legs.SEATED:
        _seated_legs(rig, kind)
    crown = rig.sub(
        0.04, -kind.neck * 0.6, 1.05, 3 - 11 * lifted + (6 if arms is Arms.HUG else 0) + stage.tilt
    )
    shade = mix(stage.canvas.shade_colour, "#ffffff", 0.15)
    rig.wash(oval(0.08, 0.92, 0.62, 0.26), shade, 0.6, edge=0, tex=0.2, soft=rig.seen(0.12), clip=part)
    dress(rig.sub(0.04, -kind.neck * 0.2), kind)
    if "forelock" in kind.marks:  # and the mane behind it
        mane = points(-0.30, -0.7, -0.62, -0.1, -0.60, 0.55, -0.82, 1.0)
        locks(rig.sub(0.04, -kind.neck * 0.6), mane, 0.50, first=2)
    hugging = arms is Arms.HUG
    if hugging:
        _arm(rig, kind, points(-0.52, 1.00, -0.60, 1.45, -0.10, 1.66), turn=10)
    head(
        crown,
        kind,
        stage.gaze(closed=hugging or arms is Arms.READ, pitch=lifted or (-0.35 if arms is Arms.READ else 0)),
    )
    _busy_arms(stage, rig, kind, arms)
    return head_at(crown)


def _trunk(legs: Legs) -> tuple[Shape, Shape]:
    if legs is Legs.SEATED:
        half = [(0, 0.42), (0.44, 0.60), (0.66, 1.05), (0.84, 1.6), (0.88, 2.08), (0.64, 2.44), (0, 2.52)]
        return smooth(mirror(half)), oval(0.05, 1.62, 0.52, 0.68)
    half = [(0, 0.42), (0.42, 0.60), (0.60, 1.0), (0.76, 1.5), (0.76, 1.95), (0.50, 2.28), (0, 2.34)]
    return smooth(mirror(half)), oval(0.06, 1.52, 0.48, 0.62)


def _seated_legs(rig: Rig, kind: Species) -> None:
    for side in (-1, 1):
        thigh = oval(side * 0.60, 2.16, 0.40, 0.30, side * 14)
        rig.fill(thigh, kind.limb, 0.95, vol=0.4, volk=0.14, edge=0.4, soft=0.6)
        fold = points(side * 0.28, 2.06, side * 0.52, 1.88, side * 0.86, 1.98)
        rig.stroke(fold, mix(kind.dark, INK, 0.4), 0.028, 0.38, broken=0.5)
        sole(rig, kind, side * 0.76, 2.24, side * 14)


def _legs(rig: Rig, kind: Species, legs: Legs) -> None:
    if legs is Legs.STANDING:
        for side in (-1, 1):
            leg(rig, kind, points(side * 0.36, 1.95, side * 0.38, 2.30, side * 0.38, 2.62), 0.46)
            foot(rig, kind, side * 0.40 + 0.05, 2.64, 0.30, 0.14)
        return
    leg(rig, kind, points(-0.20, 1.95, -0.46, 2.24, -0.70, 2.46), 0.44, far=True)
    heel = rig.sub(-0.70, 2.54, 1, 24)
    foot(heel, kind, 0, 0, 0.29, 0.14, far=True)
    leg(rig, kind, points(0.22, 1.95, 0.40, 2.30, 0.46, 2.60), 0.46)
    foot(rig, kind, 0.58, 2.64, 0.31, 0.14)


def _arm(rig: Rig, kind: Species, path: Shape, *, turn: float = 90, far: bool = False) -> None:
    colour = mix(kind.limb, kind.dark, 0.3) if far else kind.limb
    arm(rig, path, colour, kind.dark)
    x, y = path[-1]
    hand(rig, kind, float(x), float(y), turn)


def _busy_arms(stage: Stage, rig: Rig, kind: Species, arms: Arms) -> None:
    if arms is Arms.DOWN:
        for side in (-1, 1):
            path = points(side * 0.50, 0.98, side * 0.80, 1.35, side * 0.80, 1.78)
            _arm(rig, kind, path, turn=90)
    elif arms is Arms.SWING:
        _arm(rig, kind, points(-0.48, 0.98, -0.84, 1.32, -0.98, 1.66), turn=110)
    elif arms is Arms.HOLD:
        for side in (-1, 1):
            arm(rig, points(side * 0.54, 1.00, side * 0.88, 1.42, side * 0.50, 1.72), kind.limb, kind.dark)
        stage.hand_over(rig, 0.02, 1.90, 0.86)
        for side in (-1, 1):
            hand(rig, kind, side * 0.38, 1.70, 90 + side * 70)
    elif arms is Arms.READ:
        for side in (-1, 1):
            arm(rig, points(side * 0.54, 1.00, side * 0.92, 1.46, side * 0.80, 1.86), kind.limb, kind.dark)
        book(rig, kind.accent)
        for side in (-1, 1):
            hand(rig, kind, side * 0.80, 1.98, 90 + side * 80, 0.17)
    elif arms is Arms.HUG:
        _arm(rig, kind, points(0.50, 1.00, 0.92, 1.16, 1.26, 1.02), turn=-10)


def book(rig: Rig, cover: str) -> None:
    """An open book in the lap, its pages toward the reader of it."""
    boards = points(-0.86, 1.56, 0, 1.74, 0.86, 1.56, 0.92, 2.20, 0, 2.40, -0.92, 2.20)
    rig.fill(boards, cover, vol=0.4, edge=0.7, rough=0.4)
    for side in (-1, 1):
        page = smooth(
            points(
                0, 1.68, side * 0.4, 1.50, side * 0.80, 1.54, side * 0.84, 2.12, side * 0.42, 2.14, 0, 2.30
            ),
            n=6,
        )
        part = rig.fill(page, "#fff4dc", vol=0.25, edge=0.3, tex=0.25, rough=0.4)
        gutter = points(0, 1.5, side * 0.16, 1.5, side * 0.16, 2.4, 0, 2.4)
        rig.wash(gutter, "#cdb48f", 0.6, soft=rig.seen(0.06), edge=0, clip=part)
        for y in np.linspace(1.68, 2.02, 4):
            row = points(side * 0.20, y + 0.05, side * 0.45, y - 0.02, side * 0.70, y)
            rig.stroke(row, "#a98f74", 0.022, 0.45, broken=0.7)
        rig.contour(page, "#7a5a48", 0.4, 0.024)
    rig.fill(
        ribbon(points(0, 1.70, 0, 2.04, 0, 2.38), 0.05, lambda t: 1 + 0 * t),
        mix(cover, INK, 0.3),
        0.7,
        rough=0,
    )
