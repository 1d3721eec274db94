"""The turtle: a dome of a shell on four short legs; it sits up to read, hold or hug."""

from sandman.providers.illustration.painter.brush import Shape, mirror, mix, points, smooth
from sandman.stories.staging import Pose

from .head import head, head_from_behind
from .limbs import foot
from .rig import INK, Rig, curve, oval
from .species import Species
from .stage import Head, Stage, head_at
from .upright import Arms, Legs, upright
from .wear import scarf


def turtle(stage: Stage, kind: Species, pose: Pose) -> Head:
    """Paint a turtle."""
    match pose:
        case Pose.SIT:
            return upright(stage, kind, arms=Arms.DOWN, legs=Legs.SEATED)
        case Pose.READ | Pose.HOLD | Pose.HUG:
            return upright(stage, kind, arms=Arms[pose.name], legs=Legs.SEATED)
        case Pose.FROM_BEHIND:
            return _from_behind(stage, kind)
        case _:
            return _on_fours(stage, kind, pose)


def shell(rig: Rig, kind: Species, outline: Shape, *, middle: tuple[float, float]) -> None:
    """A shell seen from outside: a rim, and scutes about `middle`."""
    rim = rig.fill(outline, mix(kind.dark, kind.light, 0.45), vol=0.4, edge=0.6, rough=0.6)
    x, y = middle
    inner = (outline - (x, y)) * 0.90 + (x, y)
    part = rig.fill(inner, kind.dark, vol=0.55, volk=0.28, edge=0.6, ew=6, tex=0.5, rim=0.3, clip=rim)
    light, dark = mix(kind.dark, kind.light, 0.55), mix(kind.dark, INK, 0.4)
    wide, high = (outline.max(0) - outline.min(0)) / 2
    scutes = [(0.0, 0.0, 0.36)] + [
        (dx, dy, 0.30)
        for dx, dy in ((-0.62, 0.0), (0.62, 0.0), (-0.32, -0.56), (0.34, -0.56), (-0.32, 0.56), (0.34, 0.56))
    ]
    for dx, dy, r in scutes:
        scute = (
            smooth(points(1, 0, 0.5, 0.86, -0.5, 0.86, -1, 0, -0.5, -0.86, 0.5, -0.86), n=3)
            * (wide * r * 0.92, high * r)
        ) + (x + dx * wide, y + dy * high)
        rig.fill(scute, light, 0.75, vol=0.3, edge=0.9, soft=0.6, clip=part)
        rig.fill(
            (scute - scute.mean(0)) * 0.5 + scute.mean(0),
            mix(light, kind.light, 0.4),
            0.5,
            edge=0.3,
            soft=rig.seen(0.02),
            clip=part,
        )
    rig.contour(outline, dark, 0.45)


def _on_fours(stage: Stage, kind: Species, pose: Pose) -> Head:
    asleep, lifted = pose is Pose.SLEEP, 1.0 if pose is Pose.LOOK_UP else 0.0
    rig = stage.rig(1.22).sub(-0.30, 0)
    step = 0.16 if pose is Pose.WALK else 0.0
    rig.fill(curve(-1.55, 0.72, -1.95, 0.84, -2.1, 0.98, -1.8, 1.0, -1.45, 0.95), kind.fur, vol=0.3, edge=0.5)
    for x, far in ((0.85 + step, True), (-0.95 - step, True), (0.50 - step, False), (-1.10 + step, False)):
        colour = mix(kind.fur, kind.dark, 0.35) if far else kind.fur
        stump = curve(
            x - 0.34, 0.45, x + 0.28, 0.45, x + 0.30, 0.95, x + 0.36, 1.18, x - 0.26, 1.20, x - 0.32, 0.9
        )
        rig.fill(stump, colour, vol=0.4, edge=0.5)
        foot(rig, kind, x + 0.06, 1.10, 0.32, 0.12, far=far)
    neck = curve(0.55, 0.5, 0.9, -0.2, 1.5, -0.4, 1.7, 0.1, 1.25, 0.75) + ((0, 0.35) if asleep else (0, 0))
    rig.fill(neck, kind.fur, vol=0.4, edge=0.45)
    under = curve(-1.6, 0.55, 0, 0.75, 1.05, 0.55, 0.9, 0.95, 0, 1.02, -1.4, 0.95)
    rig.fill(under, kind.light, vol=0.4, edge=0.5)
    dome = curve(
        -1.78, 0.72, -1.62, 0.05, -1.1, -0.62, -0.25, -0.92, 0.55, -0.62, 1.00, 0.05, 1.16, 0.66,
        0.4, 0.86, -0.9, 0.90,
    )  # fmt: skip
    shell(rig, kind, dome, middle=(-0.32, 0.08))
    crown = rig.sub(1.26, 0.18 if asleep else -0.72, 0.98, 8 if asleep else 5 - 13 * lifted + stage.tilt)
    scarf(rig.sub(1.18, -0.02 if asleep else -0.80, 0.85, -8), kind.accent, ends=not asleep)
    head(crown, kind, stage.gaze(closed=asleep, pitch=lifted, turned=max(0.4, stage.turned)))
    return head_at(crown)


def _from_behind(stage: Stage, kind: Species) -> Head:
    rig = stage.rig(2.50)
    for side in (-1, 1):
        foot(rig, kind, side * 0.72, 2.42, 0.32, 0.14)
        rig.fill(oval(side * 0.98, 1.35, 0.24, 0.42, side * 24), kind.fur, vol=0.4, edge=0.5)
    rig.fill(curve(-0.12, 2.2, 0.12, 2.2, 0.06, 2.58, -0.02, 2.58), kind.fur, vol=0.3, edge=0.5)
    crown = rig.sub(0.06, 0, 1, 8)
    head_from_behind(crown, kind)
    scarf(rig.sub(0.04, -0.16, 0.95), kind.accent, ends=False)
    back = smooth(mirror([(0, 0.80), (0.58, 0.84), (0.98, 1.30), (1.04, 1.85), (0.72, 2.32), (0, 2.44)]))
    shell(rig, kind, back, middle=(0, 1.58))
    return head_at(crown)
