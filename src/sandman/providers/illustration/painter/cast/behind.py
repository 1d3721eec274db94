"""Seen from behind, the head lifted to the sky: the quietest pose of all."""

from sandman.providers.illustration.painter.brush import mirror, mix, points, smooth

from .head import head_from_behind
from .limbs import foot
from .marks import quills
from .rig import INK, curve
from .species import Species
from .stage import Head, Stage, head_at
from .tails import tail
from .torso import torso, wing
from .wear import collar, scarf

GROUND = 2.52


def from_behind(stage: Stage, kind: Species) -> Head:
    """Paint `kind` sitting with its back to the reader, its head inclined the way it faces."""
    rig = stage.rig(GROUND, girth=kind.girth)
    half = [(0, 0.34), (0.50, 0.68), (0.78, 1.2), (1.00, 1.9), (1.04, 2.3), (0.74, 2.50), (0, 2.54)]
    for side in (-1, 1):
        foot(rig, kind, side * 0.72, 2.46, 0.30, 0.13)
    part = torso(rig, kind, smooth(mirror(half)), hairs=1.4)
    if kind.limbs == "dark":
        rig.fill(
            curve(-1.1, 0.2, 1.1, 0.2, 1.1, 1.1, 0, 1.35, -1.1, 1.1),
            kind.dark,
            0.92,
            soft=rig.seen(0.05),
            clip=part,
        )
    for side in (-1, 1):
        fold = points(side * 0.40, 2.50, side * 0.44, 2.05, side * 0.72, 1.75, side * 0.96, 1.9)
        rig.stroke(fold, mix(kind.dark, INK, 0.4), 0.03, 0.35, broken=0.6, clip=part)
    if kind.plates:
        for y in (1.0, 1.35, 1.7, 2.05):
            rig.fill(
                curve(-0.15, y + 0.12, 0, y - 0.16, 0.15, y + 0.12),
                mix(kind.light, kind.dark, 0.25),
                vol=0.3,
                edge=0.6,
            )
    if "spines" in kind.marks:
        quills(
            rig,
            smooth(mirror([(0, 0.3), (0.6, 0.6), (1.0, 1.3), (1.14, 2.0), (0.8, 2.42), (0, 2.48)])),
            kind,
            origin=(0, 0.9),
        )
    if kind.wings:
        wing(rig.sub(-0.20, 1.05, 1.05, 0), kind)
        wing(rig.sub(0.20, 1.05, 1.05, 0, flip=True), kind)
    tail(rig.sub(-0.10 if kind.tail in ("puff", "stub", "wool") else -0.25, 2.26, 1.0), kind)
    crown = rig.sub(0.06, -kind.neck, 1.02, 8 + stage.tilt)
    head_from_behind(crown, kind)
    if kind.wears in ("scarf", "bow"):
        scarf(rig.sub(0.04, 0.06 - kind.neck, 1), kind.accent, ends=False)
    elif kind.wears in ("collar", "bell"):
        collar(rig.sub(0.04, 0.02 - kind.neck, 1), kind.accent, bell=False)
    return head_at(crown)
