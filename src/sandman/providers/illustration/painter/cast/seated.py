"""Sitting as animals do, on the haunches, in three-quarter view; also looking up."""

from sandman.providers.illustration.painter.brush import mix, points, tuft

from .head import head
from .limbs import foot, leg
from .marks import locks
from .rig import INK, Rig, curve, oval
from .species import Species
from .stage import Head, Stage, head_at
from .tails import tail
from .torso import back_plates, belly, dapples, saddle, torso, wing
from .wear import dress

GROUND = 2.52  # head radii from the head's centre to the ground


def sit(stage: Stage, kind: Species, *, lifted: float = 0.0) -> Head:
    """Paint `kind` sitting; `lifted` 1 raises the face to the sky."""
    rig = stage.rig(GROUND, girth=kind.girth)
    tail(rig.sub(-0.82, 2.22, 1.0), kind)
    if kind.wings:
        wing(rig.sub(0.15, 0.95, 0.95, 58), kind, far=True)
    body = curve(
        0.06, 0.40, 0.44, 0.60, 0.68, 1.00, 0.72, 1.42, 0.62, 1.95, 0.46, 2.42, -0.30, 2.50, -0.90, 2.46,
        -1.12, 2.10, -1.06, 1.60, -0.82, 1.10, -0.52, 0.64, -0.22, 0.42,
    )  # fmt: skip
    back_plates(rig, kind, points(-0.28, 0.45, -0.60, 0.72, -0.90, 1.15, -1.12, 1.7, -1.12, 2.15))
    part = torso(rig, kind, body)
    if "spines" in kind.marks:
        back = curve(
            -0.05, 0.42, -0.10, 1.0, -0.28, 1.6, -0.55, 2.1, -0.95, 2.45, -1.25, 2.1, -1.16, 1.5,
            -0.90, 0.95, -0.5, 0.5,
        )  # fmt: skip
        saddle(rig, kind, back)
    front = curve(-0.02, 0.6, 0.34, 0.62, 0.64, 1, 0.66, 1.46, 0.5, 2, 0.26, 1.75, 0.06, 1.3, -0.06, 0.9)
    belly(rig, kind, front, part)
    far_leg = points(0.46, 1.35, 0.56, 1.85, 0.56, 2.32)
    leg(rig, kind, far_leg, 0.36, far=True)
    foot(rig, kind, 0.62, 2.38, 0.24, 0.14, far=True)
    if kind.limbs == "dark":  # a panda's dark shoulders
        rig.fill(oval(0.28, 1.05, 0.75, 0.42, 10), kind.dark, 0.92, soft=rig.seen(0.05), clip=part)
    _haunch(rig, kind)
    near_leg = points(0.14, 1.30, 0.24, 1.85, 0.20, 2.36)
    leg(rig, kind, near_leg, 0.40)
    foot(rig, kind, 0.26, 2.43, 0.27, 0.15)
    dapples(rig, kind, points(-0.75, 1.35, -0.92, 1.7, -0.62, 1.62, -0.55, 2.0, -0.85, 2.1, -0.4, 1.85), part)
    if kind.shag and kind.tail != "wool" and kind.limbs != "dark" and "mane" not in kind.marks:
        bib = curve(0.0, 0.70, 0.06, 1.2, 0.30, 1.72, 0.56, 1.25, 0.60, 0.78, 0.3, 0.66)
        tufted = tuft(bib, rig.rng, 0.13, 0.14, 1.0)
        rig.fill(tufted, kind.light, 0.95, edge=0.2, tex=0.25, soft=0.8, clip=part)
    if kind.wings:
        wing(rig.sub(-0.42, 1.05, 1.05, -14), kind)
    crown = rig.sub(0.10, -kind.neck, 1.05, 4 - 13 * lifted + stage.tilt)
    _shade_under_the_chin(rig, stage)
    if "forelock" in kind.marks:  # and the mane behind it
        mane = points(-0.30, -0.7, -0.62, -0.1, -0.60, 0.55, -0.86, 1.2)
        locks(rig.sub(0.10, -kind.neck), mane, 0.50, first=2)
    dress(rig.sub(0.10, -kind.neck * 0.3), kind)
    head(crown, kind, stage.gaze(pitch=lifted))
    return head_at(crown)


def _haunch(rig: Rig, kind: Species) -> None:
    outline = oval(-0.52, 1.94, 0.50, 0.54, -12)
    part = rig.fill(outline, kind.limb, 0.92, vol=0.45, volk=0.14, edge=0.4, soft=0.8)
    if kind.shag and kind.tail != "wool":
        rig.hairs(part, mix(kind.limb, "#ffffff", 0.45), 40, 0.18, 0.036, 0.26, origin=(-0.5, 1.2))
    fold = points(-0.98, 1.72, -0.62, 1.40, -0.20, 1.58, -0.02, 1.98, -0.12, 2.26)
    rig.stroke(fold, mix(kind.dark, INK, 0.4), 0.03, 0.38, broken=0.6)
    foot(rig, kind, -0.24, 2.42, 0.38, 0.15)


def _shade_under_the_chin(rig: Rig, stage: Stage) -> None:
    shade = mix(stage.canvas.shade_colour, "#ffffff", 0.15)
    rig.wash(oval(0.16, 0.92, 0.62, 0.28), shade, 0.6, edge=0, tex=0.2, soft=rig.seen(0.12))
