"""Arms, legs, hands and feet, in head units."""

from collections.abc import Callable

import numpy as np

from sandman.providers.illustration.painter.brush import Colour, Shape, mix, points, ribbon

from .rig import INK, Rig, curve, oval
from .species import Species


def foot(
    rig: Rig, kind: Species, x: float, y: float, rx: float = 0.26, ry: float = 0.15, *, far: bool = False
) -> None:
    """A foot or hand resting on the ground, (x, y) its middle: paw, hoof or round."""
    colour = mix(kind.dark if kind.feet == "hoof" else kind.sock, kind.dark, 0.3 if far else 0)
    if kind.feet == "hoof":
        outline = curve(
            x - rx * 0.8, y + ry, x - rx * 0.72, y - ry * 1.1, x + rx * 0.62, y - ry * 1.1,
            x + rx * 0.9, y + ry,
        )  # fmt: skip
    else:
        outline = curve(
            x - rx, y + ry * 0.4, x - rx * 0.8, y - ry * 0.7, x, y - ry * 1.1,
            x + rx * 0.8, y - ry * 0.7, x + rx, y + ry * 0.4, x + rx * 0.5, y + ry, x - rx * 0.5, y + ry,
        )  # fmt: skip
    rig.fill(outline, colour, vol=0.45, edge=0.5, rim=0.12)
    if kind.feet == "paw":
        for k in (-0.30, 0.34):
            toe = points(x + k * rx, y + ry * 0.15, x + k * rx * 1.05, y + ry * 0.85)
            rig.stroke(toe, _crease(kind), 0.028, 0.6, broken=0.2)
    elif kind.feet == "round":
        for k in (-0.5, 0.05, 0.6):
            rig.fill(
                oval(x + k * rx, y + ry * 0.72, rx * 0.22, ry * 0.30), kind.light, 0.85, edge=0.4, rough=0.2
            )
    rig.contour(outline, kind.dark, 0.35, 0.026)


def sole(rig: Rig, kind: Species, x: float, y: float, rot: float = 0, r: float = 0.27) -> None:
    """A foot seen from below, toes up, as a seated toy shows it."""
    there = rig.sub(x, y, 1, rot)
    outline = oval(0, 0, r, r * 1.12)
    there.fill(outline, kind.sock, vol=0.45, edge=0.5, rim=0.15)
    pad = mix(mix(kind.light, "#eb9f96", 0.35), kind.dark, 0.55 if kind.sock == kind.dark else 0.05)
    if kind.feet == "paw":
        there.fill(oval(0, r * 0.30, r * 0.52, r * 0.44), pad, 0.9, edge=0.4, soft=there.seen(0.012))
        for k in (-0.5, 0, 0.5):
            toe = oval(k * r, -r * (0.56 - abs(k) * 0.3), r * 0.19, r * 0.22)
            there.fill(toe, pad, 0.9, edge=0.4, rough=0.3)
    elif kind.feet == "hoof":
        there.fill(oval(0, -r * 0.1, r * 0.8, r * 0.86), kind.dark, vol=0.4, edge=0.5)
    else:
        there.fill(oval(0, r * 0.2, r * 0.62, r * 0.6), mix(kind.light, kind.fur, 0.4), 0.85, edge=0.3)
        for k in (-0.5, 0, 0.5):
            there.fill(oval(k * r, -r * (0.82 - abs(k) * 0.3), r * 0.2, r * 0.16), kind.light, 0.9, rough=0.3)
    there.contour(outline, kind.dark, 0.38, 0.026)


def leg(rig: Rig, kind: Species, path: Shape, width: float, *, far: bool = False) -> Shape:
    """A leg along a path from hip to ankle, stout above and slim below; returns the path's end."""
    colour = mix(kind.limb, kind.dark, 0.32) if far else kind.limb
    slim = 0.30 if kind.feet == "round" else 0.52

    def profile(t: Shape) -> Shape:
        stout: Shape = (1.16 - slim * t) * np.clip(t * 4 + 0.15, 0, 1) ** 0.5
        return stout

    outline = ribbon(path, width, profile)
    part = rig.fill(outline, colour, vol=0.45, edge=0.45)
    if kind.socks:
        x, y = path[-1]
        rig.wash(oval(float(x), float(y), 0.42, 0.52), kind.dark, 0.8, soft=rig.seen(0.12), edge=0, clip=part)
    rig.contour(outline, kind.dark, kind.pencil * 0.7)
    end: Shape = path[-1]
    return end


def arm(
    rig: Rig,
    path: Shape,
    colour: Colour,
    ink: Colour,
    width: float = 0.36,
    profile: Callable[[Shape], Shape] | None = None,
) -> None:
    """A sleeve or a bare arm from shoulder to wrist."""

    def limb(t: Shape) -> Shape:
        shape: Shape = (1.08 - 0.36 * t) * np.clip(t * 6 + 0.45, 0, 1) ** 0.6
        return shape

    outline = ribbon(path, width, profile or limb)
    rig.fill(outline, colour, vol=0.5, edge=0.5, rim=0.12)
    rig.contour(outline, ink, 0.38)


def hand(rig: Rig, kind: Species, x: float, y: float, rot: float = 0, r: float = 0.19) -> None:
    """A paw that holds: rounded, with the lines of its fingers; `rot` turns the fingers."""
    there = rig.sub(x, y, 1, rot)
    outline = oval(0, 0, r * 1.08, r)
    there.fill(outline, kind.dark if kind.feet == "hoof" else kind.sock, vol=0.4, edge=0.5, rim=0.15)
    if kind.feet != "hoof":
        for k in (-0.34, 0.06, 0.46):
            finger = points(r * 0.42, k * r, r * 0.95, k * r * 1.1)
            there.stroke(finger, _crease(kind), 0.026, 0.6, broken=0.1)
    there.contour(outline, kind.dark, 0.42, 0.026)


def _crease(kind: Species) -> Colour:
    """The line between toes: dark on pale feet, pale on dark ones."""
    return mix(kind.sock, "#fff1dd", 0.35) if kind.sock == kind.dark else mix(kind.dark, INK, 0.4)
