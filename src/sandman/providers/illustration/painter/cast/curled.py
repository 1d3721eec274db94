"""Asleep: a comma of body, the tail round the nose."""

from sandman.providers.illustration.painter.brush import mix, points

from .head import head
from .limbs import foot
from .marks import quills
from .rig import INK, curve, oval
from .species import Species
from .stage import Head, Stage, head_at
from .tails import tail
from .torso import torso, wing

_WRAPPED = ("brush", "ringed", "plume")


def curled(stage: Stage, kind: Species) -> Head:
    """Paint `kind` curled up asleep, its head toward the way it faces."""
    # Drawn with the head to the left; figures face right, so the whole is mirrored once more.
    # A tail wrapped in front lies lower than the paws.
    rig = stage.rig(1.62 if kind.tail in _WRAPPED else 1.36).sub(0, 0, flip=True)
    if kind.tail not in _WRAPPED:
        tail(rig.sub(1.55, 0.75, 0.95, 0, flip=True), kind)
    body = curve(
        -1.5, 0.9, -1.62, 0.1, -1.05, -0.70, 0, -1.00, 1.10, -0.72, 1.78, 0.05,
        1.80, 0.80, 1.28, 1.28, 0, 1.36, -1.1, 1.28
    ) * (1, 0.7 + 0.3 * kind.girth)  # fmt: skip
    part = torso(rig, kind, body, flow=(0.2, -1.6), hairs=1.6)
    if "spines" in kind.marks:
        back = curve(
            -0.9, -0.55, 0, -1.02, 1.12, -0.74, 1.80, 0.05, 1.82, 0.85, 1.2, 1.20, 0.5, 0.9, 0.1, 0.2,
            -0.6, -0.2,
        )  # fmt: skip
        quills(rig, back, kind, origin=(0.2, 0.6))
    if kind.limbs == "dark":
        rig.fill(oval(-0.5, 0.3, 0.7, 1.3), kind.dark, 0.9, soft=rig.seen(0.06), clip=part)
    thigh = points(0.50, 0.30, 0.92, -0.06, 1.38, 0.18, 1.50, 0.72, 1.16, 1.16)
    rig.stroke(thigh, mix(kind.dark, INK, 0.3), 0.034, 0.42, clip=part)
    if kind.wings:
        wing(rig.sub(0.62, -0.30, 0.95, 20, flip=True), kind)
    foot(rig.sub(0.78, 1.26, 1, flip=True), kind, 0, 0, 0.36, 0.15)
    if kind.wears != "nothing":
        band = curve(-0.36, -0.40, -0.04, -0.16, 0.04, 0.40, -0.12, 0.95, -0.42, 0.9, -0.26, 0.3, -0.5, -0.2)
        scarf = rig.fill(band, kind.accent, vol=0.4, edge=0.6, tex=0.5, clip=part)
        for y in (-0.2, 0.0, 0.2, 0.4, 0.6):
            rib = points(-0.4, y + 0.06, -0.14, y, 0.12, y - 0.04)
            rig.stroke(rib, mix(kind.accent, "#fff3e0", 0.55), 0.04, 0.5, broken=0.4, clip=scarf)
        rig.contour(band, mix(kind.accent, INK, 0.5), 0.3)
    crown = rig.sub(-0.84, 0.36, 0.88, -14)
    shade = mix(stage.canvas.shade_colour, "#ffffff", 0.15)
    rig.wash(oval(-0.3, 0.62, 0.8, 0.8), shade, 0.45, edge=0, soft=rig.seen(0.14), clip=part)
    head(crown, kind, stage.gaze(closed=True, turned=-0.25, pitch=-0.2))
    if kind.tail in _WRAPPED:
        wrap = points(1.75, 0.60, 1.45, 1.12, 0.60, 1.30, -0.30, 1.32, -1.02, 1.20)
        tail(rig, kind, wrap)
    else:
        foot(rig, kind, -0.36, 1.26, 0.28, 0.16)
    return head_at(crown)
