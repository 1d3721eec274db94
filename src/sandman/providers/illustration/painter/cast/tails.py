"""Tails: drawn from their root at (0, 0), sweeping left and up, in head units."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sandman.providers.illustration.painter.brush import Shape, mix, points, ribbon, smooth, tuft, turn

from .marks import locks, puffs
from .rig import INK, Rig, curve, moved, oval
from .species import Species


def _bushy(t: Shape) -> Shape:
    profile: Shape = 0.30 + 0.95 * np.sin(np.pi * t**0.8) ** 0.9 * (t < 1)
    return profile


def _tapering(t: Shape) -> Shape:
    profile: Shape = (1 - 0.45 * t) * np.clip((1 - t) * 9, 0, 1) ** 0.5
    return profile


def _pointed(t: Shape) -> Shape:
    return 1 - 0.88 * t


@dataclass(frozen=True, slots=True)
class _Tail:
    path: Shape
    width: float
    profile: Callable[[Shape], Shape]
    shag: float


_SWEEP = points(0.1, -0.05, -0.55, 0.02, -1.05, -0.36, -1.18, -1.02, -0.92, -1.62)
_CURL = points(0, 0.05, -0.62, 0.24, -1.12, -0.04, -1.04, -0.62, -1.26, -1.04)
_TAILS = {
    "brush": _Tail(_SWEEP, 0.82, _bushy, 0.10),
    "ringed": _Tail(_SWEEP, 0.70, _bushy, 0.08),
    "plume": _Tail(
        points(0, 0.1, -0.70, 0.02, -0.92, -0.75, -0.66, -1.55, -1.02, -2.15, -1.48, -1.80),
        0.95,
        _bushy,
        0.11,
    ),
    "cat": _Tail(_CURL, 0.30, _tapering, 0.03),
    "string": _Tail(points(0, 0.05, -0.7, 0.25, -1.3, 0.0, -1.2, -0.6, -1.5, -0.95), 0.13, _tapering, 0),
    "up": _Tail(points(0, 0.05, -0.48, -0.02, -0.74, -0.45, -0.60, -0.92), 0.38, _tapering, 0.05),
    "tassel": _Tail(_CURL, 0.17, _tapering, 0.02),
    "tassel_thin": _Tail(points(0.1, 0.05, -0.36, 0.16, -0.74, 0.10, -0.98, -0.16), 0.13, _tapering, 0),
    "rudder": _Tail(points(0, 0.05, -0.70, 0.24, -1.30, 0.18, -1.75, -0.10), 0.52, _pointed, 0.03),
    "spade": _Tail(points(0, 0.05, -0.75, 0.26, -1.40, 0.06, -1.62, -0.50, -1.38, -0.92), 0.62, _pointed, 0),
}
_LYING = points(0.1, -0.25, -0.45, -0.20, -0.90, 0.06, -1.30, -0.02, -1.62, -0.32)
_HANGING = {
    "flowing": points(0.1, 0, -0.40, -0.06, -0.66, 0.42, -0.62, 0.90, -0.88, 1.25),
    "tassel_thin": points(0.1, 0, -0.26, 0.05, -0.46, 0.40, -0.54, 0.75),
}
_ROUND = {"puff": 0.30, "stub": 0.22, "wool": 0.30}


def tail(rig: Rig, kind: Species, path: Shape | None = None, *, hangs: bool = False) -> None:
    """Paint the species' tail; `path` replaces its own sweep (a sleeper's lies round the nose).

    A standing animal's tail `hangs`; a sitting one's lies along the ground.
    """
    if path is None and hangs:
        path = _HANGING.get(kind.tail)
    if kind.tail in _ROUND:
        _puff(rig, kind, _ROUND[kind.tail])
    elif kind.tail == "flowing":
        locks(rig, _LYING if path is None else path, 0.62)
    elif kind.tail in _TAILS:
        _long(rig, kind, _TAILS[kind.tail], path)


def _puff(rig: Rig, kind: Species, r: float) -> None:
    if kind.tail == "wool":
        puffs(rig, [(-0.12, -0.06, r), (-0.30, 0.08, r * 0.8)], kind.fur, kind.dark)
        return
    colour = {"puff": kind.light, "stub": kind.fur}[kind.tail]
    outline = tuft(oval(-0.12, -0.05, r, r * 0.94), rig.rng, 0.08, 0.12, 0.3)
    rig.fill(outline, colour, vol=0.5, edge=0.5, rim=0.3)


def _long(rig: Rig, kind: Species, form: _Tail, path: Shape | None) -> None:
    along = form.path if path is None else path
    outline = ribbon(along, form.width, form.profile)
    if form.shag:
        outline = tuft(outline, rig.rng, form.shag, 0.14, 1.0)
    part = rig.fill(outline, kind.fur, vol=0.55, edge=0.55, ew=5, rim=0.3)
    spine = smooth(along, closed=False)
    if kind.tail == "brush":
        tip = spine[int(len(spine) * 0.74) :]
        brush = tuft(
            ribbon(tip[:: max(1, len(tip) // 4)], form.width * 1.7, lambda t: 0.55 + 0.5 * t),
            rig.rng,
            0.12,
            0.14,
        )
        rig.fill(brush, kind.light, 0.95, soft=1, clip=part)
    if kind.tail == "ringed":
        for at in (0.30, 0.48, 0.66, 0.84):
            i = int(len(spine) * at)
            a, b = spine[i], spine[min(i + 5, len(spine) - 1)]
            across = np.array([b[1] - a[1], a[0] - b[0]])
            across = across / (np.linalg.norm(across) + 1e-9) * form.width
            ring = ribbon(np.vstack([a - across, a, a + across]), 0.20, lambda t: 1 + 0 * t)
            rig.fill(ring, kind.dark, 0.85, soft=rig.seen(0.03), clip=part)
    if kind.tail in ("tassel", "tassel_thin"):
        end = spine[-1]
        tassel = tuft(oval(float(end[0]), float(end[1]) - 0.02, 0.17, 0.22, 20), rig.rng, 0.045, 0.07, 0.4)
        rig.fill(tassel, kind.dark, vol=0.4, edge=0.6)
    if kind.tail == "spade":
        step = spine[-1] - spine[-6]
        degrees = float(np.degrees(np.arctan2(step[1], step[0])))
        x, y = spine[-1]
        rig.fill(moved(_spade(degrees), float(x), float(y)), mix(kind.fur, kind.dark, 0.5), vol=0.4, edge=0.6)
    if form.shag > 0.05:
        origin = (float(along[0, 0]) + 0.6, float(along[0, 1]) + 0.7)
        rig.hairs(part, mix(kind.fur, "#ffffff", 0.5), 80, 0.28, 0.045, 0.32, origin=origin, down=-0.2)
        rig.hairs(part, mix(kind.fur, kind.dark, 0.6), 50, 0.24, 0.04, 0.2, origin=origin, down=-0.2)
    rig.contour(outline, mix(kind.dark, INK, 0.1), 0.38)


def _spade(degrees: float) -> Shape:
    return turn(curve(-0.08, 0, 0.02, -0.22, 0.40, 0, 0.02, 0.22), degrees)
