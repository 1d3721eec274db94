"""The whale: it floats, wherever it is; asleep it drifts with closed eyes."""

from sandman.providers.illustration.painter.brush import Part, mirror, mix, points, smooth
from sandman.stories.staging import Pose

from .face import BLUSH, eye
from .rig import INK, Rig, curve, oval
from .species import ACCENTS
from .stage import Head, Stage
from .upright import book

_SKINS = (("#86a8d0", "#f3efe8"), ("#8f9fc9", "#f6ece6"), ("#7fb0bd", "#f1f0e2"), ("#a39bc9", "#f6eeee"))


def whale(stage: Stage, pose: Pose, variant: int) -> Head:
    """Paint a whale swimming the way it faces; it is about five head radii long."""
    skin, pale = _SKINS[variant % len(_SKINS)]
    if pose is Pose.FROM_BEHIND:
        return _swimming_away(stage, skin)
    tilt = {Pose.LOOK_UP: -15.0, Pose.SLEEP: 3.0, Pose.HUG: -9.0}.get(pose, -5.0)
    # Drawn in tenths of its length about its middle; the head takes the front third.
    rig = stage.rig(1.28).sub(-0.2, 0, 0.45, tilt)
    for fluke in (
        (-4.6, -0.35, -5.2, -1.2, -6.0, -1.6, -6.4, -1.4, -6.0, -0.95, -5.6, -0.5, -5.1, 0.0),
        (-4.8, -0.45, -5.2, -1.05, -5.05, -1.9, -4.65, -2.35, -4.4, -2.0, -4.45, -1.3, -4.35, -0.5),
    ):
        rig.fill(curve(*fluke), skin, vol=0.6, edge=0.6, ew=6, rim=0.4)
        rig.contour(curve(*fluke), mix(skin, INK, 0.4), 0.35, 0.05)
    body = curve(
        -5.0, -0.55, -3.6, -0.80, -2.0, -1.60, 0, -2.20, 2.2, -2.12, 4.0, -1.35, 4.80, 0.0, 4.65, 1.05,
        3.7, 1.85, 1.8, 2.25, -0.4, 2.05, -2.4, 1.20, -4.0, 0.25, -5.1, 0.05,
    )  # fmt: skip
    part = rig.fill(body, skin, vol=0.7, volk=0.3, edge=0.55, ew=8, tex=0.4, rim=0.35)
    belly = curve(
        5.2, 0.50, 3.6, 0.80, 2.2, 1.12, 0.6, 1.12, -1.4, 0.76, -3.2, 0.3, -3.2, 1.2, -0.5, 2.4,
        2.0, 2.6, 4.5, 2.0,
    )  # fmt: skip
    front = rig.fill(belly, pale, 0.94, vol=0.4, edge=0.35, ew=6, tex=0.5, soft=1.2, clip=part)
    for j in range(7):
        k = j / 6
        groove = points(
            4.6 - 0.2 * j, 0.92 + 0.16 * j, 2.6, 1.24 + 0.14 * j, 0.6 - 0.2 * j, 1.28 + 0.11 * j,
            -1.6 + 0.3 * k, 0.95 + 0.1 * j,
        )  # fmt: skip
        rig.stroke(groove, mix(skin, pale, 0.35), 0.07, 0.55, broken=0.45, clip=front)
    x, y, r = rig.rng.uniform(-3.5, 3.4, 40), rig.rng.uniform(-1.9, 0.3, 40), rig.rng.uniform(0.03, 0.13, 40)
    spots = [oval(float(a), float(b), float(c), float(c) * 0.8) for a, b, c in zip(x, y, r, strict=True)]
    rig.fills(spots, mix(skin, "#ffffff", 0.65), 0.5, clip=part, edge=0.3, soft=0.6)
    _face(stage, rig, skin, pose, part)
    rig.contour(body, mix(skin, INK, 0.4), 0.4, 0.05)
    if pose is Pose.HOLD:
        stage.hand_over(rig, 1.5, -2.10, 1.8)  # balanced on the brow, as whales hold things
    fin = curve(1.3, 1.15, 0.7, 2.0, -0.35, 2.75, -1.0, 2.85, -0.7, 2.15, -0.2, 1.4, 0.5, 1.0)
    if pose in (Pose.HUG, Pose.READ):
        fin = curve(0.9, 1.15, 1.9, 1.75, 3.1, 2.45, 3.5, 2.35, 2.9, 1.7, 1.9, 1.05, 1.3, 0.8)
    rig.fill(fin, mix(skin, "#6f8fb8", 0.25), vol=0.6, edge=0.6, ew=6, rim=0.4)
    rig.contour(fin, mix(skin, INK, 0.4), 0.4, 0.05)
    if pose is Pose.READ:
        book(rig.sub(2.9, -1.15, 1.45, 6), ACCENTS[variant % len(ACCENTS)])
    return Head(*rig.at(2.9, 0.1), stage.size)


def _face(stage: Stage, rig: Rig, skin: str, pose: Pose, body: Part) -> None:
    closed = pose in (Pose.SLEEP, Pose.READ, Pose.HUG)
    mouth = points(4.80, 0.34, 4.2, 0.64, 3.5, 0.66, 2.95, 0.42, 2.72, 0.10)
    rig.stroke(mouth, mix(skin, INK, 0.75), 0.085, 0.8, broken=0.15)
    look = (stage.look[0] * (-1 if rig.flip else 1), stage.look[1])
    eye(rig.sub(3.10, -0.34, 1.9), 0, 0, 0.165, 0.19, look=look, iris="#4a5a86", closed=closed, lash=closed)
    rig.stroke(points(2.65, -0.86, 3.02, -1.04, 3.40, -0.92), mix(skin, INK, 0.5), 0.06, 0.4)
    rig.fill(oval(2.50, 0.22, 0.44, 0.28), BLUSH, 0.5, edge=0, soft=rig.seen(0.14), clip=body)
    if pose is not Pose.SLEEP:  # a little fountain of light
        for dx, h in ((-0.25, 0.9), (0.05, 1.15), (0.35, 0.85)):
            jet = points(1.55, -2.12, 1.55 + dx * 0.8, -2.12 - h, 1.55 + dx * 2.2, -2.2 - h * 0.72)
            if pose is not Pose.HOLD:
                rig.stroke(jet, "#eef6fb", 0.10, 0.6, broken=0.35)


def _swimming_away(stage: Stage, skin: str) -> Head:
    rig = stage.rig(1.30).sub(0, 0, 0.9, 4)
    half = [(0, -1.35), (0.85, -1.22), (1.45, -0.65), (1.58, 0.05), (1.30, 0.72), (0.70, 1.12), (0, 1.22)]
    for side in (-1, 1):
        rig.fill(
            curve(side * 1.3, 0.05, side * 2.0, 0.35, side * 2.5, 0.95, side * 1.8, 0.85, side * 1.2, 0.55),
            skin,
            vol=0.5,
            edge=0.6,
        )
    body = smooth(mirror(half))
    part = rig.fill(body, skin, vol=0.65, volk=0.3, edge=0.55, ew=8, tex=0.4, rim=0.35)
    x, y = rig.rng.uniform(-1.2, 1.2, 30), rig.rng.uniform(-1.1, 0.5, 30)
    rig.fills(
        [oval(float(a), float(b), 0.05, 0.04) for a, b in zip(x, y, strict=True)],
        mix(skin, "#ffffff", 0.65),
        0.5,
        clip=part,
    )
    rig.contour(body, mix(skin, INK, 0.4), 0.38)
    stock = curve(-0.50, 0.15, 0, -0.05, 0.50, 0.15, 0.30, 0.80, 0.16, 1.22, -0.16, 1.22, -0.30, 0.80)
    rig.fill(stock, mix(skin, "#ffffff", 0.06), vol=0.5, edge=0.5, soft=0.8, rim=0.2)
    for side in (-1, 1):
        fluke = points(
            0, 1.12, 0.36, 0.86, 0.92, 0.62, 1.52, 0.60, 1.74, 0.84, 1.30, 1.00, 0.80, 1.22,
            0.30, 1.46, 0, 1.34,
        )  # fmt: skip
        shape = smooth(fluke * (side, 1))
        rig.fill(shape, mix(skin, "#ffffff", 0.12), vol=0.5, edge=0.7, rim=0.35)
        rig.contour(shape, mix(skin, INK, 0.4), 0.42)
    return Head(*rig.at(0, -0.2), stage.size)
