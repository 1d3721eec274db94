"""Hair: what lies behind the head, what falls over the brow, and the head seen from behind."""

import numpy as np

from sandman.providers.illustration.painter.brush import (
    Part,
    Shape,
    mirror,
    mix,
    points,
    ribbon,
    smooth,
    tuft,
)
from sandman.providers.illustration.painter.cast.marks import puffs
from sandman.providers.illustration.painter.cast.rig import INK, Rig, curve, oval

from .headwear import HALF_SHORT, WRAPPED_BEHIND, WRAPS
from .looks import Looks

_HALF_CAP = ((0, -1.06), (0.58, -0.98), (0.98, -0.50), (1.04, 0.12), (0.92, 0.55), (0.5, 0.86), (0, 0.90))
_HALF_BOB = (
    (0, -1.08),
    (0.64, -0.98),
    (1.06, -0.45),
    (1.15, 0.25),
    (1.17, 0.74),
    (0.82, 0.98),
    (0.3, 0.94),
    (0, 0.94),
)
_HALF_LONG = (
    (0, -1.08),
    (0.62, -0.98),
    (1.06, -0.45),
    (1.13, 0.3),
    (1.16, 1.0),
    (1.06, 1.55),
    (0.6, 1.70),
    (0, 1.66),
)
_FRINGES = {
    "soft": (
        -0.94, 0.24, -1.02, -0.3, -0.74, -0.90, 0, -1.12, 0.74, -0.90, 1.02, -0.3, 0.94, 0.24,
        0.84, -0.10, 0.66, -0.42, 0.36, -0.34, 0.22, -0.52, -0.1, -0.34, -0.28, -0.48, -0.62, -0.24,
        -0.82, 0.02,
    ),
    "swept": (
        -0.94, 0.20, -1.0, -0.35, -0.72, -0.92, 0, -1.12, 0.74, -0.90, 1.0, -0.32, 0.94, 0.20,
        0.86, -0.12, 0.70, -0.45, 0.42, -0.72, 0.05, -0.52, -0.40, -0.40, -0.74, -0.18, -0.86, 0.04,
    ),
    "bangs": (
        -0.95, 0.22, -1.02, -0.3, -0.74, -0.9, 0, -1.12, 0.74, -0.9, 1.02, -0.3, 0.95, 0.22,
        0.84, -0.02, 0.80, -0.26, 0.4, -0.22, 0, -0.20, -0.4, -0.22, -0.80, -0.26, -0.84, -0.02,
    ),
    "back": (
        -0.92, 0.0, -0.98, -0.4, -0.7, -0.92, 0, -1.1, 0.7, -0.92, 0.98, -0.4, 0.92, 0.0,
        0.82, -0.36, 0.45, -0.62, 0, -0.68, -0.45, -0.62, -0.82, -0.36,
    ),
    "short": (
        -0.92, -0.04, -1.0, -0.45, -0.7, -0.96, 0, -1.14, 0.7, -0.96, 1.0, -0.45, 0.92, -0.04,
        0.86, -0.30, 0.6, -0.50, 0.3, -0.60, -0.1, -0.50, -0.5, -0.54, -0.84, -0.30,
    ),
}  # fmt: skip
_FRINGE_OF = {
    "plaits": "soft", "bob": "bangs", "long": "swept", "bun": "back", "ponytail": "soft", "crop": "short",
    "tousled": "soft", "parted": "swept", "bowl": "bangs", "afro_puffs": "back",
}  # fmt: skip
_BACK_OF = {"bob": _HALF_BOB, "long": _HALF_LONG, "bowl": _HALF_CAP}
_SHORT = ("crop", "tousled", "parted")


def hair_behind(rig: Rig, looks: Looks) -> None:
    """What of the hair lies behind the face (and, when long, behind the shoulders)."""
    style, hair = looks.style, looks.hair
    if style in ("headscarf", "patka"):
        return
    if style in _CLOUDS:
        _cloud(rig, looks, _CLOUDS[style])
        return
    if style == "afro_puffs":
        for side in (-1, 1):
            spots = [
                (side * 0.86 + dx, -0.84 + dy, 0.26)
                for dx, dy in ((0, -0.22), (-0.24, 0), (0.24, 0), (0, 0.22), (0, 0))
            ]
            puffs(rig, spots, hair, "#000000")
            rig.fill(oval(side * 0.66, -0.66, 0.11, 0.11), looks.trim, edge=0.6, rough=0.3)
    if style == "bun":
        knot = rig.fill(oval(0, -1.20, 0.36, 0.32), hair, vol=0.5, edge=0.6, rim=0.4)
        swirl = points(-0.2, -1.2, 0, -1.36, 0.2, -1.2, 0.02, -1.08, -0.1, -1.18)
        rig.stroke(swirl, mix(hair, "#ffe2b0", 0.35), 0.03, 0.45, clip=knot)
        rig.fill(oval(0, -0.98, 0.26, 0.08), looks.trim, edge=0.6, rough=0.3)
    if style == "ponytail":
        tail = ribbon(
            points(-0.62, -0.62, -1.18, -0.50, -1.36, 0.15, -1.22, 0.80),
            0.52,
            _swung,
        )
        part = rig.fill(tail, hair, vol=0.5, edge=0.6, rim=0.35)
        _strands(rig, part, hair, (-0.6, -0.6), (-1.2, 0.9), 5)
    half = HALF_SHORT if style in _SHORT else _BACK_OF.get(style, _HALF_CAP)
    outline = smooth(mirror(half))
    part = rig.fill(outline, mix(hair, "#1d1418", 0.12), vol=0.4, edge=0.6, tex=0.5, rim=0.4)
    if style in ("long", "bob"):
        for side in (-1, 1):
            _strands(rig, part, hair, (side * 0.6, -0.2), (side * 0.95, 1.6), 4)
    rig.contour(outline, mix(hair, INK, 0.5), 0.35)


def hair_in_front(rig: Rig, looks: Looks) -> None:
    """What of the hair falls over the brow and beside the face."""
    style, hair = looks.style, looks.hair
    if style in WRAPS:
        WRAPS[style](rig, looks)
        return
    if style in _CLOUDS:
        a = np.linspace(np.pi * 1.10, np.pi * 1.90, 7)
        r = 0.24 if style != "short_curls" else 0.20
        brow = [(float(np.cos(t)) * 0.80, float(np.sin(t)) * 0.70 - 0.16, r) for t in a]
        puffs(rig, brow, hair, mix(hair, "#ffe2b0", 0.5) if style == "curls" else "#000000")
        return
    outline = curve(*_FRINGES[_FRINGE_OF[style]])
    if style == "tousled":
        outline = tuft(outline, rig.rng, 0.12, 0.22, 0.9, where=lambda p: (p[:, 1] < -0.2) * 1.0)
    part = rig.fill(outline, hair, vol=0.45, edge=0.6, tex=0.5, rim=0.45)
    _combed(rig, part, hair)
    rig.contour(outline, mix(hair, INK, 0.5), 0.3)
    if style == "plaits":
        for side in (-1, 1):
            _plait(rig, looks, side, -0.02)


def hair_seen_from_behind(rig: Rig, looks: Looks) -> None:
    """The back of the head, with all its hair."""
    style, hair = looks.style, looks.hair
    if style in WRAPS:
        WRAPPED_BEHIND[style](rig, looks)
        return
    hair_behind(rig, looks)
    if style in _CLOUDS:
        _cloud(rig, looks, 0.9 * _CLOUDS[style])
        return
    half = HALF_SHORT if style in _SHORT else _BACK_OF.get(style, _HALF_CAP)
    outline = smooth(mirror(half))
    part = rig.fill(outline, hair, vol=0.5, edge=0.6, tex=0.5, rim=0.4)
    _combed(rig, part, hair, down=True)
    rig.contour(outline, mix(hair, INK, 0.5), 0.35)
    if style == "plaits":
        for side in (-1, 1):
            _plait(rig, looks, side, -0.30)
    if style == "ponytail":
        tail = ribbon(
            points(0, -0.35, 0.10, 0.3, -0.05, 0.9, 0.05, 1.45),
            0.52,
            _swung,
        )
        swung = rig.fill(tail, hair, vol=0.5, edge=0.6, rim=0.35)
        _strands(rig, swung, hair, (0, -0.3), (0, 1.5), 4)
        rig.fill(oval(0, -0.36, 0.16, 0.09), looks.trim, edge=0.6, rough=0.3)


# ---- kinds of hair


def _swung(t: Shape) -> Shape:
    """A ponytail's width: gathered, full, and run out to a point."""
    profile: Shape = 0.12 + 1.05 * np.sin(np.pi * np.clip(0.12 + 0.88 * t, 0, 1)) ** 0.8
    return profile


_CLOUDS = {"curls": 0.30, "afro": 0.36, "short_curls": 0.22}


def _cloud(rig: Rig, looks: Looks, r: float) -> None:
    """Curls all round the head; the larger `r`, the rounder the cloud."""
    wide = {"afro": 1.04, "short_curls": 0.84}.get(looks.style, 0.92)
    low = 0.62 if looks.style == "curls" else 0.42
    a = np.linspace(0, 2 * np.pi, 15)[:-1]
    y = np.where(np.sin(a) > 0, np.sin(a) * low, np.sin(a) * wide * 0.92)
    rig.fill(oval(0, -0.2, wide, wide * 0.9), looks.hair, edge=0.2)
    spots = [(float(np.cos(t)) * wide, float(v) - 0.10, r) for t, v in zip(a, y, strict=True)]
    spots += [(x, v, r) for x, v in ((-0.4, -0.6), (0.4, -0.6), (0, -0.8), (-0.5, 0), (0.5, 0), (0, -0.25))]
    puffs(rig, spots, looks.hair, mix(looks.hair, "#ffe2b0", 0.5) if looks.style == "curls" else "#000000")


def _plait(rig: Rig, looks: Looks, side: int, inwards: float) -> None:
    for j in range(4):
        x, y = side * (0.94 + inwards + 0.03 * j), 0.44 + 0.24 * j
        rig.fill(oval(x, y, 0.19 - 0.016 * j, 0.165, side * 24), looks.hair, vol=0.5, edge=0.7, rim=0.35)
        shine = points(x - 0.1, y - 0.05, x, y + 0.02, x + 0.1, y - 0.03)
        rig.stroke(shine, mix(looks.hair, "#ffe2b0", 0.4), 0.022, 0.4)
    end = side * (1.04 + inwards)
    rig.fill(tuft(oval(end, 1.48, 0.10, 0.16), rig.rng, 0.06, 0.06), looks.hair, edge=0.6)
    for s in (-1, 1):
        rig.fill(
            curve(end, 1.30, end + s * 0.16, 1.20, end + s * 0.18, 1.38),
            looks.trim,
            vol=0.3,
            edge=0.7,
            rough=0.3,
        )
    rig.fill(oval(end, 1.30, 0.06, 0.06), looks.trim, edge=0.6, rough=0.2)


def _combed(rig: Rig, part: Part, hair: str, *, down: bool = False) -> None:
    """Strands from the crown outwards, dark and light by turns."""
    for a in np.linspace(-0.85, 0.85, 8):
        low = 0.5 if down else -0.3
        rig.stroke(
            points(a * 0.22, -1.0, a * 0.8, -0.70, a * 1.08, low),
            mix(hair, "#2a1a1a", 0.35),
            0.028,
            0.35,
            broken=0.4,
            clip=part,
        )
        shine = points(a * 0.2 + 0.06, -0.98, a * 0.75 + 0.06, -0.74, a * 1.0, -0.42)
        rig.stroke(shine, mix(hair, "#ffe2b0", 0.45), 0.028, 0.35, broken=0.5, clip=part)


def _strands(
    rig: Rig, part: Part, hair: str, top: tuple[float, float], end: tuple[float, float], n: int
) -> None:
    for k in np.linspace(-0.18, 0.18, n):
        path = points(
            top[0] + k, top[1], (top[0] + end[0]) / 2 + k * 1.5, (top[1] + end[1]) / 2, end[0] + k, end[1]
        )
        rig.stroke(
            path,
            mix(hair, "#ffe2b0", 0.4) if k > 0 else mix(hair, INK, 0.4),
            0.026,
            0.35,
            broken=0.4,
            clip=part,
        )
