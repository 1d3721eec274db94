"""A child's head: round, features low and wide."""

from sandman.providers.illustration.painter.brush import mirror, mix, points, smooth
from sandman.providers.illustration.painter.cast.face import Gaze, eye
from sandman.providers.illustration.painter.cast.rig import INK, Rig, oval

from .hair import hair_in_front, hair_seen_from_behind
from .headwear import WRAPS
from .looks import Looks

_FACE = smooth(
    mirror([(0, -0.86), (0.50, -0.80), (0.84, -0.40), (0.90, 0.10), (0.78, 0.52), (0.42, 0.82), (0, 0.92)])
)


def face(rig: Rig, looks: Looks, gaze: Gaze) -> None:
    """Paint the head from before; what lies behind it (`hair_behind`) comes first."""
    for side in (-1, 1):
        ear = oval(side * 0.88 + gaze.turned * 0.05, 0.18, 0.15, 0.19)
        if looks.style not in ("headscarf", "long", "bob"):
            rig.fill(ear, looks.skin, vol=0.4, edge=0.5)
            rig.wash(
                oval(side * 0.89 + gaze.turned * 0.05, 0.19, 0.07, 0.10), looks.blush, 0.5, edge=0, soft=1
            )
            rig.contour(ear, looks.line, 0.4, 0.026)
    skin = rig.fill(_FACE, looks.skin, vol=0.42, volk=0.14, edge=0.4, tex=0.12, grain=0.14, rim=0.2)
    slide, up = gaze.turned * 0.20, gaze.pitch * 0.16
    for side in (-1, 1):
        cheek = oval(side * 0.50 + slide, 0.42 - up, 0.20, 0.14)
        rig.fill(cheek, looks.blush, 0.48, edge=0, tex=0.3, soft=rig.seen(0.08), clip=skin)
        x, y = side * 0.36 + slide, 0.14 - up
        near = 0.9 if side * gaze.turned > 0 else 1.0
        there = rig.sub(x, y, flip=side < 0)
        look = (-gaze.look[0] if there.flip else gaze.look[0], gaze.look[1])
        iris = "#4d3428" if looks.hair < "#9" else "#5f7f94"
        eye(there, 0, 0, 0.125 * near, 0.168, look=look, iris=iris, closed=gaze.closed, lash=looks.lashes)
        # Inner ends high: a brow that slopes to the nose looks cross.
        brow = points(
            side * 0.24 + slide, -0.21 - up, side * 0.37 + slide, -0.25 - up, side * 0.51 + slide, -0.17 - up
        )
        rig.stroke(brow, mix(looks.hair, INK, 0.3), 0.044, 0.55, broken=0.25)
    tip = slide * 1.15
    rig.stroke(
        points(tip - 0.05, 0.36 - up, tip + 0.02, 0.41 - up, tip + 0.07, 0.37 - up),
        looks.line,
        0.036,
        0.6,
        broken=0.1,
    )
    mouth = points(
        slide - 0.17, 0.56 - up, slide - 0.07, 0.64 - up, slide + 0.07, 0.64 - up, slide + 0.17, 0.56 - up
    )
    rig.stroke(mouth, looks.mouth, 0.046, 0.85, broken=0.05)
    rig.contour(_FACE, looks.line, 0.4, 0.026)
    hair_in_front(rig, looks)


def back_of_head(rig: Rig, looks: Looks) -> None:
    """Paint the head from behind."""
    for side in (-1, 1) if looks.style not in WRAPS else ():
        rig.fill(oval(side * 0.92, 0.20, 0.14, 0.18), looks.skin, vol=0.4, edge=0.5)
    rig.fill(_FACE * (0.96, 0.96), looks.skin, vol=0.4, edge=0.4)
    hair_seen_from_behind(rig, looks)
