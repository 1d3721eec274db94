"""Ears (and what stands for them), for heads seen from before or behind."""

from collections.abc import Callable

import numpy as np

from sandman.providers.illustration.painter.brush import Shape, mix, points, ribbon, smooth, tuft, turn

from .rig import INK, Rig, oval
from .species import Species

_Pair = tuple[Shape, Shape]  # the right ear and its inside


def _pointed(tip: tuple[float, float]) -> _Pair:
    x, y = tip
    ear = smooth(points(0.20, -0.62, 0.48, -1.12, x, y, 1.02, -0.90, 0.94, -0.30))
    inside = smooth(points(0.42, -0.66, 0.60, -1.05, x - 0.06, y + 0.22, 0.91, -0.86, 0.82, -0.44))
    return ear, inside


def _round(x: float, y: float, r: float, inner: float) -> _Pair:
    return oval(x, y, r, r), oval(x, y + r * 0.10, r * inner, r * inner)


def _long() -> _Pair:
    ear = points(0.14, -0.72, 0.12, -1.3, 0.22, -1.9, 0.42, -2.2, 0.58, -1.9, 0.58, -1.3, 0.48, -0.70)
    inside = points(0.25, -0.9, 0.24, -1.3, 0.32, -1.8, 0.41, -1.96, 0.48, -1.75, 0.47, -1.3, 0.40, -0.9)
    return smooth(turn(ear, 9, (0.3, -0.7))), smooth(turn(inside, 9, (0.3, -0.7)))


def _leaf(drop: float = 0.0) -> _Pair:
    ear = points(0.50, -0.66, 0.92, -1.04, 1.44, -1.08, 1.38, -0.68, 0.98, -0.42, 0.60, -0.36)
    inside = points(0.74, -0.64, 1.02, -0.89, 1.30, -0.93, 1.22, -0.72, 0.94, -0.54, 0.76, -0.5)
    return smooth(turn(ear, drop, (0.6, -0.5))), smooth(turn(inside, drop, (0.6, -0.5)))


def _floppy() -> _Pair:
    ear = points(
        0.40, -0.86, 0.82, -0.92, 1.12, -0.52, 1.22, 0.06, 1.10, 0.50, 0.88, 0.46, 0.80, 0.02, 0.70, -0.42
    )
    return smooth(ear), smooth(points(0.80, -0.5, 1.0, -0.4, 1.1, 0.1, 1.0, 0.36, 0.92, 0.1))


def _horse() -> _Pair:
    ear = points(0.26, -0.72, 0.34, -1.16, 0.60, -1.46, 0.72, -1.08, 0.66, -0.62)
    inside = points(0.38, -0.78, 0.44, -1.10, 0.58, -1.28, 0.62, -1.02, 0.58, -0.72)
    return smooth(turn(ear, 8, (0.4, -0.7))), smooth(turn(inside, 8, (0.4, -0.7)))


def _fans() -> _Pair:
    ear = points(
        0.60, -0.66, 1.10, -0.96, 1.72, -0.86, 1.98, -0.30, 1.82, 0.36, 1.42, 0.74, 1.06, 0.52, 0.78, 0.30
    )
    inside = points(
        0.84, -0.50, 1.16, -0.74, 1.58, -0.64, 1.76, -0.22, 1.62, 0.28, 1.36, 0.52, 1.08, 0.34, 0.86, 0.16
    )
    return smooth(ear), smooth(inside)


def _fins() -> _Pair:
    ear = points(
        0.70, -0.34, 1.06, -0.66, 1.42, -0.70, 1.28, -0.44, 1.46, -0.24, 1.22, -0.12, 1.26, 0.10, 0.90, 0.06
    )
    inside = points(0.86, -0.30, 1.10, -0.50, 1.26, -0.52, 1.16, -0.32, 1.24, -0.22, 1.06, -0.12, 0.94, -0.06)
    return smooth(ear, n=6), smooth(inside, n=6)


_EARS: dict[str, Callable[[], _Pair]] = {
    "pointed": lambda: _pointed((0.93, -1.50)),
    "small_pointed": lambda: _pointed((0.98, -1.16)),
    "cat": lambda: _pointed((0.88, -1.32)),
    "tufted": lambda: _pointed((0.80, -1.30)),
    "long": _long,
    "round": lambda: _round(0.76, -0.74, 0.35, 0.58),
    "round_dark": lambda: _round(0.78, -0.74, 0.36, 0.0),
    "big_round": lambda: _round(0.92, -0.80, 0.57, 0.72),
    "small_round": lambda: _round(0.70, -0.62, 0.24, 0.58),
    "tiny_round": lambda: _round(0.84, -0.54, 0.20, 0.5),
    "leaf": _leaf,
    "drooped": lambda: _leaf(26),
    "floppy": _floppy,
    "horse": _horse,
    "fans": _fans,
    "fins": _fins,
}
OVER_THE_SKULL = ("floppy",)
_SOLID_INSIDE = ("fans", "fins")


def ears(rig: Rig, kind: Species, *, turned: float = 0.0, pitch: float = 0.0, behind: bool = False) -> None:
    """Both ears; `behind` shows their backs."""
    if kind.ears == "none":
        return
    right, inside = _EARS[kind.ears]()
    fur = kind.dark if kind.ears == "round_dark" else kind.fur
    if kind.ears == "drooped":
        fur = kind.light
    for side in (-1, 1):
        near = 1 - 0.10 * side * turned

        def place(shape: Shape, side: int = side, near: float = near) -> Shape:
            # A lifted face shows less of what stands on its crown.
            laid = shape * (side * near, 1 - 0.16 * pitch)
            moved: Shape = np.add(laid, (0, 0.10 * pitch))
            return moved

        ear = place(right)
        shaggy = kind.ears in ("pointed", "cat", "small_pointed", "tufted") and kind.shag > 0
        drawn = tuft(ear, rig.rng, 0.035, 0.10) if shaggy else ear
        part = rig.fill(
            drawn, mix(fur, kind.dark, 0.30 if kind.ears == "floppy" else 0.0), vol=0.5, edge=0.55, rim=0.3
        )
        if "dark_ear_tips" in kind.marks:
            tip = place(smooth(points(0.52, -1.14, 0.93, -1.52, 1.08, -0.98)))
            rig.wash(tip, kind.dark, 0.75, soft=rig.seen(0.06), clip=part)
        if not behind and kind.ears not in ("round_dark", "floppy"):
            tone = mix(kind.inner, kind.fur, 0.45 if kind.ears in _SOLID_INSIDE else 0.25)
            rig.fill(place(inside), tone, 0.85, tex=0.5, edge=0.45, soft=rig.seen(0.025), clip=part)
        if not behind and kind.ears in ("pointed", "cat", "leaf", "small_pointed"):
            root = np.array([0.52 * side, -0.50])
            wisps = [
                ribbon(
                    root
                    + points(
                        0, 0, side * (0.05 + 0.09 * j), -0.16, side * (0.06 + 0.13 * j), -0.34 - 0.03 * j
                    ),
                    0.07,
                )
                for j in range(4)
            ]
            rig.fills(wisps, kind.light, 0.85, rough=0.3, edge=0.2)
        if kind.ears == "tufted":
            brush = [
                ribbon(
                    points(
                        side * 0.80, -1.18, side * (0.80 + 0.05 * j), -1.42, side * (0.78 + 0.09 * j), -1.66
                    ),
                    0.09,
                )
                for j in (-1, 0, 1)
            ]
            rig.fills([place(b * (side, 1)) for b in brush], mix(kind.fur, kind.dark, 0.4), rough=0.3)
        rig.contour(ear, mix(kind.dark, INK, 0.1), kind.pencil)
