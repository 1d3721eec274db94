"""A child standing, walking, sitting, sleeping, reading, holding, hugging, and seen from behind."""

from dataclasses import replace

from sandman.providers.illustration.painter.brush import Shape, mirror, mix, points, smooth
from sandman.providers.illustration.painter.cast.rig import INK, Rig, curve, oval
from sandman.providers.illustration.painter.cast.stage import Head, Stage, head_at
from sandman.providers.illustration.painter.cast.upright import book
from sandman.stories.staging import Pose

from .clothes import GOWNS, bare_sole, bib, garment, hand, leg, legwear, neckline, sleeve, slipper
from .face import back_of_head, face
from .hair import hair_behind
from .looks import Looks, looks

STANDING_GROUND, SEATED_GROUND = 3.04, 2.36
_SEATED = (Pose.SIT, Pose.READ, Pose.FROM_BEHIND)


def child(stage: Stage, who: str, pose: Pose, variant: int) -> Head:
    """Paint the girl or boy of `variant`."""
    this = looks(who, variant)
    if pose is Pose.SLEEP:
        return _asleep(stage, this)
    seated = pose in _SEATED
    lean = {Pose.HUG: 6.0, Pose.WALK: 3.0}.get(pose, 0.0)
    rig = stage.rig(SEATED_GROUND if seated else STANDING_GROUND, rot=lean)
    tilt = {Pose.LOOK_UP: -9.0, Pose.HUG: 11.0, Pose.FROM_BEHIND: 7.0, Pose.READ: 3.0}.get(
        pose, 4.0
    ) + stage.tilt
    crown = rig.sub(0.02, 0, 1, tilt)
    away = pose is Pose.FROM_BEHIND
    if not away:
        hair_behind(crown, this)
    if pose is Pose.WALK:
        sleeve(rig, this, points(0.36, 1.04, 0.66, 1.36, 0.86, 1.66), far=True)
        hand(rig, this, 0.92, 1.74, 50)
    if not seated:
        _legs(rig, this, pose)
    body = garment(rig, this, _body(this, seated))
    if this.outfit == "dungarees":
        bib(rig, this, body, behind=away)
    shade = mix(stage.canvas.shade_colour, "#ffffff", 0.15)
    rig.wash(oval(0.04, 0.92, 0.46, 0.20), shade, 0.55, edge=0, soft=rig.seen(0.1), clip=body)
    if seated and not away:
        _seated_legs(rig, this)
    if not away:
        neckline(rig, this)
    if pose is Pose.HUG:
        _arm(rig, this, points(-0.38, 1.06, -0.52, 1.46, -0.08, 1.58), 0)
    if away:
        for side in (-1, 1):
            sleeve(rig, this, points(side * 0.38, 1.02, side * 0.64, 1.42, side * 0.66, 1.86))
            hand(rig, this, side * 0.68, 1.98, 90)
        back_of_head(crown, this)
        return head_at(crown)
    closed = pose in (Pose.READ, Pose.HUG)
    lifted = 1.0 if pose is Pose.LOOK_UP else -0.3 if pose is Pose.READ else 0.0
    face(crown, this, stage.gaze(closed=closed, pitch=lifted))
    _arms(stage, rig, this, pose)
    return head_at(crown)


def _body(this: Looks, seated: bool) -> Shape:
    if seated:
        half = [(0, 0.78), (0.30, 0.82), (0.50, 1.08), (0.60, 1.5), (0.72, 1.95), (0.66, 2.28), (0, 2.36)]
    elif this.outfit in GOWNS:
        half = [(0, 0.78), (0.30, 0.82), (0.48, 1.06), (0.60, 1.6), (0.84, 2.42), (0.44, 2.56), (0, 2.52)]
    else:
        half = [(0, 0.78), (0.30, 0.82), (0.50, 1.06), (0.56, 1.5), (0.62, 1.98), (0.34, 2.06), (0, 2.06)]
    return smooth(mirror(half))


def _legs(rig: Rig, this: Looks, pose: Pose) -> None:
    hip = 2.2 if this.outfit in GOWNS else 1.85
    if pose is Pose.WALK:
        leg(rig, this, points(-0.18, hip, -0.36, 2.5, -0.60, 2.74), far=True)
        slipper(rig, this, -0.62, 2.84, 28)
        leg(rig, this, points(0.20, hip, 0.36, 2.5, 0.42, 2.84))
        slipper(rig, this, 0.48, 2.90, -4)
        return
    for x in (-0.26, 0.28):
        leg(rig, this, points(x, hip, x + 0.01, 2.5, x, 2.86))
        slipper(rig, this, x + 0.04, 2.90)


def _seated_legs(rig: Rig, this: Looks) -> None:
    """Legs stretched toward the reader, toes up."""
    colour = legwear(this)
    for side in (-1, 1):
        shin = curve(
            side * 0.10, 1.92, side * 0.56, 1.84, side * 0.80, 2.06, side * 0.76, 2.34,
            side * 0.40, 2.40, side * 0.12, 2.28,
        )  # fmt: skip
        if this.outfit in GOWNS:  # the gown covers the knees
            rig.fill(shin, mix(this.cloth, "#ffffff", 0.05), vol=0.45, edge=0.5, tex=0.3)
        else:
            rig.fill(shin, colour, vol=0.45, edge=0.5, tex=0.3)
        rig.contour(shin, mix(this.cloth, INK, 0.6), 0.4)
        bare_sole(rig, this, side * 0.62, 2.18, side * 16)


def _arm(rig: Rig, this: Looks, path: Shape, rot: float, *, thumb: int = 1) -> None:
    sleeve(rig, this, path)
    end, before = path[-1], path[-2]
    reach = (end - before) * 0.12 / (((end - before) ** 2).sum() ** 0.5 + 1e-9)
    hand(rig, this, float(end[0] + reach[0]), float(end[1] + reach[1]), rot, thumb=thumb)


def _arms(stage: Stage, rig: Rig, this: Looks, pose: Pose) -> None:
    if pose is Pose.HOLD:
        for side in (-1, 1):
            sleeve(rig, this, points(side * 0.40, 1.06, side * 0.72, 1.46, side * 0.44, 1.70))
        stage.hand_over(rig, 0.02, 1.86, 0.84)
        for side in (-1, 1):
            hand(rig, this, side * 0.34, 1.70, 206 if side > 0 else -26, thumb=side)
    elif pose is Pose.READ:
        for side in (-1, 1):
            sleeve(rig, this, points(side * 0.40, 1.06, side * 0.78, 1.44, side * 0.72, 1.74))
        book(rig.sub(0.02, 0.12, 0.86), "#a8564a" if this.trim != "#c9675c" else "#5f8596")
        for side in (-1, 1):
            hand(rig, this, side * 0.68, 1.84, 90 + side * 60, thumb=side)
    else:
        for path, turn, thumb in _ARMS.get(pose, _ARMS[Pose.STAND]):
            _arm(rig, this, points(*path), turn, thumb=thumb)


# Shoulder, elbow and wrist; which way the fingers point; which side the thumb is on.
_ARMS: dict[Pose, tuple[tuple[tuple[float, ...], float, int], ...]] = {
    Pose.STAND: (
        ((-0.38, 1.06, -0.62, 1.48, -0.66, 1.92), 90, 1),
        ((0.38, 1.06, 0.62, 1.48, 0.66, 1.92), 90, -1),
    ),
    Pose.SIT: (
        ((-0.40, 1.06, -0.70, 1.50, -0.36, 1.84), 50, -1),
        ((0.40, 1.06, 0.70, 1.50, 0.36, 1.84), 130, 1),
    ),
    Pose.LOOK_UP: (
        ((-0.38, 1.06, -0.62, 1.50, -0.60, 1.92), 92, 1),
        ((0.38, 1.06, 0.60, 1.52, 0.16, 1.62), 190, -1),
    ),
    Pose.WALK: (((-0.38, 1.06, -0.66, 1.40, -0.78, 1.76), 110, 1),),
    Pose.HUG: (((0.38, 1.06, 0.80, 1.34, 1.16, 1.40), 4, 1),),
}


def _asleep(stage: Stage, this: Looks) -> Head:
    """On a pillow under a patchwork blanket, one hand by the cheek."""
    rig = stage.rig(1.02).sub(0, 0, flip=True)  # drawn with the head to the left
    pillow = curve(
        -2.15, 0.55, -2.0, 0.18, -1.2, 0.12, -0.35, 0.22, -0.22, 0.62, -0.4, 0.92, -1.2, 0.98, -2.0, 0.92
    )
    rig.fill(pillow, "#f8efe2", vol=0.45, edge=0.5, tex=0.25, rim=0.25)
    rig.contour(pillow, mix("#d9c6b4", INK, 0.3), 0.4)
    crown = rig.sub(-1.12, -0.24, 0.94, -52)
    # Long hair lies gathered under the head: loose, it stuck out from the pillow like a board.
    hair_behind(crown, replace(this, style="bob") if this.style == "long" else this)
    body = curve(
        -0.7, 0.2, -0.2, -0.42, 0.6, -0.52, 1.5, -0.36, 2.2, 0.2, 2.4, 0.80, 1.8, 1.02, 0, 1.04, -0.6, 0.95
    )
    rig.fill(body, this.cloth, vol=0.4, edge=0.4)
    face(crown, this, stage.gaze(closed=True, turned=-0.2, pitch=-0.1))
    blanket = curve(
        -0.42, 0.50, -0.10, -0.22, 0.6, -0.56, 1.5, -0.42, 2.24, 0.14, 2.50, 0.80, 2.2, 1.04,
        1.0, 1.06, -0.2, 1.06, -0.5, 0.95,
    )  # fmt: skip
    cloth = mix(this.trim, "#8fa6c9", 0.5)
    part = rig.fill(blanket, cloth, vol=0.55, volk=0.25, edge=0.6, ew=6, tex=0.4, rim=0.3)
    tones = (this.cloth, "#e9c9a0", "#d98a86", "#a9c6b0")
    for i in range(6):
        for j in range(3):
            if (i + j) % 2 == 0:
                x, y = -0.3 + i * 0.5, -0.45 + j * 0.52
                patch = smooth(
                    points(x, y + 0.04, x + 0.48, y - 0.04, x + 0.52, y + 0.46, x + 0.04, y + 0.52), n=3
                )
                rig.fill(patch, tones[(i + 2 * j) % 4], 0.75, edge=0.5, clip=part)
    for x in (0.5, 1.2, 1.8):
        rig.stroke(points(x, -0.4, x + 0.12, 0.2, x - 0.05, 0.9), mix(cloth, INK, 0.4), 0.03, 0.3, clip=part)
    rig.contour(blanket, mix(cloth, INK, 0.5), 0.42)
    hem = points(-0.46, 0.62, -0.18, -0.06, 0.02, -0.26)
    rig.stroke(hem, this.trim, 0.11, 0.8, broken=0.1)
    hand(rig, this, -0.52, 0.50, 195)
    return Head(*rig.at(-1.12, -0.22), rig.size)
