"""One parametric head for every furry animal, from before and from behind."""

import numpy as np

from sandman.providers.illustration.painter.brush import Part, Shape, mix, points, tuft

from . import marks
from .ears import OVER_THE_SKULL, ears
from .face import Gaze, eyes, muzzle
from .rig import Rig, curve, oval
from .species import Species, skull


def head(rig: Rig, kind: Species, gaze: Gaze) -> Part:
    """Paint a head, seen from before, its centre at the rig's origin; returns the skull."""
    if kind.ears not in OVER_THE_SKULL:
        ears(rig, kind, turned=gaze.turned, pitch=gaze.pitch)
    _marks_behind(rig, kind, gaze)
    if "mane" in kind.marks:  # a lion's ears stand in front of his mane
        ears(rig, kind, turned=gaze.turned, pitch=gaze.pitch)
    outline = _furry(rig, kind)
    fur = kind.light if "wool" in kind.marks else kind.fur
    skin = rig.fill(outline, fur, vol=0.5, volk=0.16, edge=0.5, ew=5, rim=0.15)
    if kind.muzzle is not None:
        y, half, tall = kind.muzzle
        patch = gaze.lay(oval(0, y, half, tall))
        rig.fill(patch, kind.light, 0.9, tex=0.2, soft=rig.seen(0.07), edge=0, clip=skin)
    for name in kind.marks:
        if name in marks.SKIN:
            marks.SKIN[name](rig, kind, gaze, skin)
    if kind.shag and "wool" not in kind.marks:
        origin = (gaze.turned * 0.2, 0.1)
        rig.hairs(skin, mix(fur, "#ffffff", 0.5), 80, 0.16, 0.032, 0.26, origin=origin, down=0.25)
        rig.hairs(skin, mix(fur, kind.dark, 0.45), 50, 0.14, 0.028, 0.17, origin=origin, down=0.25)
    rig.contour(outline, kind.dark, kind.pencil)
    if kind.ears in OVER_THE_SKULL:
        ears(rig, kind, turned=gaze.turned, pitch=gaze.pitch)
    eyes(rig, kind, gaze, skin)
    muzzle(rig, kind, gaze, skin)
    if "wool" in kind.marks:
        cap = [
            (x, -0.74 - 0.16 * (1 - x * x * 2) - 0.06 * gaze.pitch, 0.27)
            for x in (-0.52, -0.28, 0.0, 0.28, 0.52)
        ]
        marks.puffs(rig, cap, kind.fur, kind.dark)
    for name in kind.marks:
        if name in marks.FRONT:
            marks.FRONT[name](rig, kind, gaze)
    return skin


def head_from_behind(rig: Rig, kind: Species) -> Part:
    """The back of the head: ears, crown and whatever grows on it."""
    away = Gaze()
    ears(rig, kind, behind=True)
    if "horn" in kind.marks:
        marks.FRONT["horn"](rig, kind, away)
    outline = _furry(rig, kind, round_chin=True)
    fur = mix(kind.fur, kind.light, 0.5) if "badger_stripes" in kind.marks else kind.fur
    back = rig.fill(outline, fur, vol=0.5, volk=0.18, edge=0.5, ew=5, rim=0.3)
    _marks_behind(rig, kind, away)
    if "forelock" in kind.marks:
        marks.locks(rig, points(0, -0.92, 0.10, -0.3, -0.04, 0.4, 0.06, 1.1), 0.62, first=1)
    if "badger_stripes" in kind.marks:
        for side in (-1, 1):
            stripe = curve(0.16, -1.05, 0.56, -1.0, 0.62, -0.3, 0.50, 0.35, 0.34, 0.75, 0.26, 0.3, 0.20, -0.4)
            rig.fill(stripe * (side, 1), kind.dark, 0.9, soft=rig.seen(0.04), clip=back)
    if "horns" in kind.marks:
        marks.FRONT["horns"](rig, kind, away)
    if "wool" in kind.marks:
        wool = [(x, y, 0.34) for y in (-0.6, -0.15, 0.3) for x in (-0.5, -0.05, 0.42)]
        marks.puffs(rig, wool, kind.fur, kind.dark)
    elif kind.shag:
        rig.hairs(back, mix(fur, "#ffffff", 0.45), 100, 0.18, 0.036, 0.26, origin=(0, -0.9))
        rig.hairs(back, mix(fur, kind.dark, 0.5), 70, 0.16, 0.03, 0.18, origin=(0, -0.9))
    rig.contour(outline, kind.dark, 0.35)
    return back


def _marks_behind(rig: Rig, kind: Species, gaze: Gaze) -> None:
    for name in kind.marks:
        if name in marks.BEHIND:
            marks.BEHIND[name](rig, kind, gaze)


def _furry(rig: Rig, kind: Species, *, round_chin: bool = False) -> Shape:
    outline = skull(kind.outline)
    if round_chin:
        outline = np.c_[outline[:, 0], np.where(outline[:, 1] > 0, outline[:, 1] * 0.86, outline[:, 1])]

    def at_the_cheeks(shape: Shape) -> Shape:
        low = np.clip(1 - np.abs(shape[:, 1] - 0.38) / 0.42, 0, 1) * (np.abs(shape[:, 0]) > 0.45)
        weight: Shape = 0.22 + 0.78 * low
        return weight

    if not kind.shag or "wool" in kind.marks:
        return outline
    return tuft(outline, rig.rng, kind.cheek + 0.025, 0.13, 0.9, where=at_the_cheeks)
