"""What animals wear: the accent by which the same hero is known on every page."""

import numpy as np

from sandman.providers.illustration.painter.brush import mix, points

from .rig import INK, Rig, curve, oval
from .species import Species


def scarf(rig: Rig, colour: str, *, ends: bool = True) -> None:
    """A knitted scarf round the neck, its end hanging in front."""
    light, dark = mix(colour, "#fff3e0", 0.55), mix(colour, INK, 0.5)
    if ends:
        end = curve(0.14, 1.15, 0.46, 1.12, 0.58, 1.55, 0.62, 1.86, 0.30, 1.92, 0.22, 1.5)
        part = rig.fill(end, colour, vol=0.5, edge=0.7, tex=0.5)
        for y in (1.42, 1.60, 1.76):
            stripe = points(0.1, y, 0.4, y + 0.02, 0.75, y - 0.02)
            rig.stroke(stripe, light, 0.045, 0.5, broken=0.4, clip=part)
        for k in range(4):
            x = 0.32 + 0.085 * k
            rig.stroke(points(x, 1.88, x + 0.02, 2.0), mix(colour, INK, 0.15), 0.035, 0.8, broken=0.1)
        rig.contour(end, dark, 0.35)
    band = curve(
        -0.70, 0.66, -0.36, 0.88, 0, 0.95, 0.36, 0.88, 0.70, 0.66, 0.78, 0.92, 0.42, 1.20, 0, 1.27,
        -0.42, 1.20, -0.78, 0.92,
    )  # fmt: skip
    part = rig.fill(band, colour, vol=0.5, edge=0.6, tex=0.5, rim=0.15)
    for t in np.linspace(-0.64, 0.64, 8):
        rib = points(t, 0.76 + 0.18 * (1 - t * t), t * 0.98, 1.22 - 0.18 * t * t)
        rig.stroke(rib, light, 0.045, 0.5, broken=0.4, clip=part)
    rig.contour(band, dark, 0.35)


def collar(rig: Rig, colour: str, *, bell: bool = True) -> None:
    """A narrow collar with a small bell."""
    band = curve(-0.50, 0.74, 0, 0.98, 0.50, 0.74, 0.53, 0.88, 0, 1.14, -0.53, 0.88)
    rig.fill(band, colour, vol=0.4, edge=0.6, rough=0.4)
    if bell:
        rig.fill(oval(0.02, 1.15, 0.125, 0.125), "#efc35f", vol=0.45, edge=0.7, rough=0.3)
        rig.fill(oval(-0.02, 1.10, 0.035, 0.03), "#fff6d8", edge=0, rough=0, tex=0)
        rig.stroke(points(-0.06, 1.18, 0.02, 1.20, 0.10, 1.18), INK, 0.024, 0.6, broken=0)


def bow(rig: Rig, colour: str) -> None:
    """A ribbon bow under the chin."""
    collar(rig, colour, bell=False)
    for side in (-1, 1):
        loop = curve(0.03, 1.02, 0.24, 0.84, 0.46, 0.86, 0.50, 1.06, 0.44, 1.22, 0.22, 1.18) * (side, 1)
        part = rig.fill(loop, colour, vol=0.45, edge=0.7, tex=0.5, rim=0.15)
        fold = points(0, 1.03, side * 0.16, 1.02, side * 0.30, 1.03)
        rig.stroke(fold, mix(colour, INK, 0.5), 0.03, 0.45, clip=part)
        rig.contour(loop, mix(colour, INK, 0.5), 0.4)
    rig.fill(oval(0, 1.03, 0.09, 0.10), mix(colour, INK, 0.1), vol=0.3, edge=0.6, rough=0.3)


def dress(rig: Rig, kind: Species) -> None:
    """Put on what this species wears, at its neck."""
    if kind.wears == "scarf":
        scarf(rig, kind.accent)
    elif kind.wears in ("collar", "bell"):
        collar(rig, kind.accent)
    elif kind.wears == "bow":
        bow(rig, kind.accent)
