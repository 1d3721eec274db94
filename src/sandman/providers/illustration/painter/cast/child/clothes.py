"""Night clothes and jumpers, hands in their cuffs and feet in their slippers."""

import numpy as np

from sandman.providers.illustration.painter.brush import Colour, Part, Shape, mix, points, ribbon, smooth
from sandman.providers.illustration.painter.cast.rig import INK, Rig, curve, oval

from .looks import Looks

GOWNS = ("nightgown", "nightshirt")


def garment(rig: Rig, looks: Looks, outline: Shape) -> Part:
    """A gown or a top, with folds and its pattern."""
    part = rig.fill(outline, looks.cloth, vol=0.5, volk=0.16, edge=0.5, ew=6, tex=0.3, rim=0.3)
    low, high = float(outline[:, 1].min()), float(outline[:, 1].max())
    left, right = float(outline[:, 0].min()), float(outline[:, 0].max())
    if looks.outfit == "jumper":
        _knit(rig, looks, part, (left, right), (low, high))
    else:
        _print(rig, looks, part, (left, right), (low, high))
    for k in (-0.5, -0.1, 0.3, 0.6):
        fold = points(k * 0.5, low + 0.5, k * 0.8, (low + high) / 2 + 0.2, k * 1.15, high - 0.06)
        rig.stroke(fold, mix(looks.cloth, "#6a5a7a", 0.5), 0.04, 0.35, broken=0.5, clip=part)
    rig.contour(outline, mix(looks.cloth, INK, 0.6), 0.42)
    return part


def _print(
    rig: Rig, looks: Looks, part: Part, across: tuple[float, float], down: tuple[float, float]
) -> None:
    if looks.pattern == "stripes":
        for x in np.arange(across[0], across[1], 0.22):
            stripe = points(x, down[0], x * 1.06, (down[0] + down[1]) / 2, x * 1.12, down[1])
            rig.stroke(stripe, looks.trim, 0.055, 0.6, broken=0.25, clip=part)
    elif looks.pattern in ("dots", "stars"):
        rows = np.arange(down[0] + 0.12, down[1], 0.26)
        spots = [
            (x + (0.14 if i % 2 else 0), y)
            for i, y in enumerate(rows)
            for x in np.arange(across[0], across[1], 0.28)
        ]
        tone = mix(looks.trim, "#c9675c", 0.25) if looks.pattern == "dots" else looks.trim
        shapes = [
            oval(x, float(y), 0.042, 0.042) if looks.pattern == "dots" else _star(x, float(y), 0.085)
            for x, y in spots
        ]
        rig.fills(shapes, tone, 0.85, rough=0, edge=0.3, clip=part)


def _knit(rig: Rig, looks: Looks, part: Part, across: tuple[float, float], down: tuple[float, float]) -> None:
    for y in np.arange(down[0] + 0.42, down[0] + 0.75, 0.13):
        row = np.array(
            [(x, y + (0.05 if i % 2 else -0.02)) for i, x in enumerate(np.arange(across[0], across[1], 0.10))]
        )
        rig.stroke(row, looks.trim, 0.05, 0.7, broken=0.15, clip=part, sm=False)


def _star(x: float, y: float, r: float) -> Shape:
    a = np.arange(10) * np.pi / 5 - np.pi / 2
    k = np.where(np.arange(10) % 2 == 0, r, r * 0.45)
    star: Shape = np.c_[x + np.cos(a) * k, y + np.sin(a) * k]
    return star


def neckline(rig: Rig, looks: Looks) -> None:
    """A round collar, or a jumper's roll neck."""
    if looks.outfit == "jumper":
        roll = curve(-0.36, 0.78, 0, 0.92, 0.36, 0.78, 0.40, 0.96, 0, 1.10, -0.40, 0.96)
        rig.fill(roll, mix(looks.cloth, looks.trim, 0.25), vol=0.4, edge=0.6)
        rig.contour(roll, mix(looks.cloth, INK, 0.5), 0.35)
        return
    for side in (-1, 1):
        flap = curve(0, 0.86, side * 0.26, 0.78, side * 0.42, 0.92, side * 0.32, 1.12, side * 0.08, 1.08)
        rig.fill(flap, mix(looks.trim, "#ffffff", 0.35), vol=0.3, edge=0.5)
        rig.contour(flap, mix(looks.cloth, INK, 0.5), 0.38)
    if looks.outfit in ("pyjamas", "nightshirt"):
        for y in (1.24, 1.46, 1.68):
            rig.fill(oval(0.02, y, 0.045, 0.045), mix(looks.trim, "#ffffff", 0.3), rough=0, edge=0.7)


def bib(rig: Rig, looks: Looks, part: Part, *, behind: bool = False) -> None:
    """A dungarees' bib and straps over the shirt; behind, the straps cross."""
    cloth = mix(looks.cloth, "#4f6f96", 0.62)
    top = 1.62 if behind else 1.20
    front = curve(
        -0.34, top, 0.34, top, 0.46, 1.66, 0.68, 1.84, 0.78, 2.40, -0.78, 2.40, -0.68, 1.84, -0.46, 1.66
    )
    rig.fill(front, cloth, vol=0.4, edge=0.6, clip=part)
    for side in (-1, 1):
        low = points(side * -0.22, 1.66) if behind else points(side * 0.30, 1.26)
        strap = np.vstack([low, points(side * 0.10 if behind else side * 0.32, 1.12, side * 0.28, 0.84)])
        rig.fill(ribbon(strap, 0.12, lambda t: 1 + 0 * t), cloth, edge=0.6, clip=part)
        rig.fill(oval(float(low[0, 0]), float(low[0, 1]) + 0.02, 0.05, 0.05), "#efc35f", rough=0, edge=0.6)
    if not behind:
        pocket = points(-0.18, 1.42, 0, 1.44, 0.18, 1.42, 0.16, 1.64, 0, 1.70, -0.16, 1.64, -0.18, 1.42)
        rig.stroke(pocket, mix(cloth, INK, 0.4), 0.026, 0.5, broken=0.3, sm=False)


def legwear(looks: Looks) -> Colour:
    """The colour of the trousers; bare legs under a gown."""
    if looks.outfit in GOWNS:
        return mix(looks.skin, looks.skin, 0)
    if looks.outfit == "dungarees":
        return mix(looks.cloth, "#4f6f96", 0.62)
    return (
        mix(looks.cloth, "#6b6f8f", 0.45) if looks.outfit == "jumper" else mix(looks.cloth, "#ffffff", 0.04)
    )


def leg(rig: Rig, looks: Looks, path: Shape, *, far: bool = False) -> None:
    """A leg from the hip to the ankle."""
    colour = mix(legwear(looks), "#6a5a7a", 0.25 if far else 0)
    bare = looks.outfit in GOWNS
    outline = ribbon(path, 0.30 if bare else 0.46, lambda t: (1.05 - 0.28 * t) * np.clip(t * 6 + 0.5, 0, 1))
    rig.fill(outline, colour, vol=0.45, edge=0.45, tex=0.3)
    rig.contour(outline, looks.line if bare else mix(colour, INK, 0.5), 0.4)


def slipper(rig: Rig, looks: Looks, x: float, y: float, rot: float = 0) -> None:
    """A soft shoe seen from the side, its toe to the right."""
    there = rig.sub(x, y, 1, rot)
    shoe = curve(-0.20, -0.14, 0.02, -0.15, 0.24, -0.06, 0.38, 0.06, 0.30, 0.15, -0.18, 0.15, -0.25, 0.02)
    colour = mix("#b5564c", looks.trim, 0.15)
    there.fill(shoe, colour, vol=0.45, edge=0.6, rim=0.15)
    there.fill(oval(-0.08, -0.13, 0.13, 0.06), mix(colour, "#fff3e0", 0.6), edge=0.5, rough=0.4)
    there.contour(shoe, mix(colour, INK, 0.5), 0.4)


def bare_sole(rig: Rig, looks: Looks, x: float, y: float, rot: float = 0) -> None:
    """A bare foot seen from below: the heel down, five toes up."""
    there = rig.sub(x, y, 1, rot)
    sole = curve(
        -0.12, 0.22, -0.16, 0.0, -0.20, -0.16, 0.0, -0.24, 0.20, -0.16, 0.15, 0.02, 0.12, 0.22, 0, 0.27
    )
    there.fill(sole, mix(looks.skin, "#fbd9c4", 0.30), vol=0.35, edge=0.45)
    for k in range(5):
        toe = oval(-0.17 + 0.085 * k, -0.235 - 0.03 * np.sin(k * 0.9), 0.05 - 0.003 * k, 0.055)
        there.fill(toe, mix(looks.skin, "#fbd9c4", 0.30), vol=0.3, edge=0.5, rough=0.2)
    there.wash(oval(0, 0.14, 0.10, 0.09), looks.blush, 0.35, edge=0, soft=rig.seen(0.04))
    there.contour(sole, looks.line, 0.4, 0.024)


def sleeve(rig: Rig, looks: Looks, path: Shape, *, far: bool = False) -> None:
    """An arm in its sleeve, from the shoulder to the wrist, with a cuff."""
    colour = mix(mix(looks.cloth, "#ffffff", 0.10), "#6a5a7a", 0.2 if far else 0)
    outline = ribbon(path, 0.36, lambda t: (1.05 - 0.22 * t) * np.clip(t * 6 + 0.45, 0, 1) ** 0.6)
    part = rig.fill(outline, colour, vol=0.5, edge=0.5, tex=0.3, rim=0.25)
    if looks.pattern == "stripes" and looks.outfit != "jumper":
        for t in (0.3, 0.5, 0.7):
            i = int(len(outline) / 2 * t)
            rig.stroke(
                np.vstack([outline[i], outline[len(outline) - 1 - i]]),
                looks.trim,
                0.05,
                0.55,
                clip=part,
                sm=False,
            )
    rig.contour(outline, mix(looks.cloth, INK, 0.6), 0.42)
    end, before = path[-1], smooth(path, closed=False)[-4]
    along = (end - before) / (np.linalg.norm(end - before) + 1e-9)
    across = np.array([-along[1], along[0]]) * 0.15
    cuff = ribbon(np.vstack([end - across, end + along * 0.02, end + across]), 0.10, lambda t: 1 + 0 * t)
    rig.fill(cuff, looks.trim, vol=0.3, edge=0.6, rough=0.3)


def hand(rig: Rig, looks: Looks, x: float, y: float, rot: float, *, thumb: int = 1) -> None:
    """A small hand, fingers together along `rot` degrees, its thumb on the `thumb` side."""
    there = rig.sub(x, y, 1, rot)
    there.fill(oval(0.03, thumb * -0.13, 0.10, 0.055, thumb * -38), looks.skin, vol=0.3, edge=0.5, rough=0.3)
    palm = curve(-0.12, -0.10, 0.06, -0.14, 0.20, -0.10, 0.235, 0.0, 0.20, 0.10, 0.06, 0.14, -0.12, 0.10)
    there.fill(palm, looks.skin, vol=0.35, edge=0.45, rough=0.3)
    for k in (-0.045, 0.04):
        there.stroke(points(0.10, k, 0.16, k * 1.1, 0.22, k * 1.2), looks.line, 0.022, 0.55, broken=0.1)
    there.contour(palm, looks.line, 0.45, 0.022)
