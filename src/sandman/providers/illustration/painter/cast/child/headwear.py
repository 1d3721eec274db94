"""Cloth worn on the head in place of showing hair: a scarf, a patka."""

from collections.abc import Callable

from sandman.providers.illustration.painter.brush import Pigment, Shape, mirror, mix, points, smooth
from sandman.providers.illustration.painter.cast.rig import INK, Rig, curve, moved, oval

from .looks import Looks

HALF_SHORT = ((0, -1.08), (0.58, -1.0), (0.96, -0.56), (1.0, 0.0), (0.90, 0.36), (0.4, 0.5), (0, 0.5))


def _headscarf(rig: Rig, looks: Looks) -> None:
    """A soft scarf close round the face, falling in folds to the shoulders."""
    outer = smooth(
        mirror(
            [
                (0, -1.06),
                (0.58, -0.97),
                (0.98, -0.46),
                (1.00, 0.2),
                (0.86, 0.72),
                (0.88, 1.10),
                (0.52, 1.38),
                (0, 1.46),
            ]
        )
    )
    inner = smooth(
        mirror([(0, -0.70), (0.46, -0.62), (0.76, -0.22), (0.79, 0.2), (0.63, 0.60), (0.32, 0.85), (0, 0.91)])
    )
    cloth = _scarf_cloth(looks)
    where, cover = rig.canvas.mask(rig(outer), rough=0.5)
    ring = (where, rig.canvas.without(where, cover, rig.canvas.mask(rig(inner), rough=0.5)))
    part = rig.canvas.body(None, cloth, mask=ring, vol=0.5, edge=0.6, tex=0.3, rim=0.35)
    dark, light = mix(cloth, INK, 0.4), mix(cloth, "#ffffff", 0.4)
    for side in (-1, 1):
        for k in (0.0, 0.10):
            fold = points(
                side * 0.2, -0.98 + k, side * (0.84 - k), -0.42, side * (0.90 - k), 0.2,
                side * (0.62 - k), 0.86,
            )  # fmt: skip
            rig.stroke(fold, dark, 0.026, 0.32, broken=0.4, clip=part)
    for k in (0.0, 0.13, 0.26):  # one end is drawn across, under the chin
        drape = points(-0.78 + k * 0.5, 0.62 + k, -0.3, 0.98 + k, 0.3, 1.02 + k, 0.84, 0.86 + k)
        rig.stroke(drape, dark, 0.03, 0.4, broken=0.2, clip=part)
        rig.stroke(moved(drape, 0, 0.035), light, 0.024, 0.35, broken=0.3, clip=part)
    rig.contour(outer, dark, 0.4)
    rig.contour(inner, dark, 0.4)


def _headscarf_behind(rig: Rig, looks: Looks) -> None:
    cloth = _scarf_cloth(looks)
    half = [
        (0, -1.06),
        (0.58, -0.97),
        (0.98, -0.46),
        (1.0, 0.2),
        (0.84, 0.72),
        (0.92, 1.12),
        (0.5, 1.36),
        (0, 1.42),
    ]
    outline = smooth(mirror(half))
    part = rig.fill(outline, cloth, vol=0.5, edge=0.6, tex=0.3, rim=0.35, rough=0.5)
    for x in (-0.7, -0.3, 0.3, 0.7):
        fold = points(x * 0.8, -0.7, x * 1.15, 0.1, x * 0.8, 0.7, x * 1.1, 1.3)
        rig.stroke(fold, mix(cloth, INK, 0.4), 0.03, 0.35, clip=part)
    gathered = points(-0.80, 0.74, 0, 0.92, 0.80, 0.74)
    rig.stroke(gathered, mix(cloth, INK, 0.4), 0.034, 0.4, broken=0.2, clip=part)
    rig.contour(outline, mix(cloth, INK, 0.4), 0.4)


def _scarf_cloth(looks: Looks) -> Pigment:
    return mix(looks.trim if _is_deep(looks.trim) else looks.cloth, "#b86f7c", 0.45)


def _is_deep(colour: str) -> bool:
    return colour < "#f"  # the pale trims all begin with f


def _patka(rig: Rig, looks: Looks) -> None:
    """A Sikh boy's patka: a close cloth with its knot on top."""
    cloth = mix(looks.cloth, "#4a5f96", 0.55)
    _patka_cloth(
        rig,
        curve(
            -0.95, -0.06, -1.0, -0.42, -0.70, -0.95, 0, -1.13, 0.70, -0.95, 1.0, -0.42, 0.95, -0.06,
            0.6, -0.38, 0, -0.50, -0.6, -0.38,
        ),
        cloth,
    )  # fmt: skip


def _patka_behind(rig: Rig, looks: Looks) -> None:
    cloth = mix(looks.cloth, "#4a5f96", 0.55)
    _patka_cloth(rig, smooth(mirror(HALF_SHORT)), cloth)


def _patka_cloth(rig: Rig, outline: Shape, colour: Pigment) -> None:
    rig.fill(oval(0, -1.12, 0.20, 0.15), colour, vol=0.5, edge=0.6, rim=0.3)
    part = rig.fill(outline, colour, vol=0.5, edge=0.5, tex=0.4, rim=0.35)
    for x in (-0.6, -0.3, 0.3, 0.6):
        fold = points(x * 0.2, -1.06, x * 0.9, -0.8, x * 1.3, -0.3)
        rig.stroke(fold, mix(colour, INK, 0.4), 0.028, 0.4, broken=0.3, clip=part)
    rig.contour(outline, mix(colour, INK, 0.4), 0.4)


WRAPS: dict[str, Callable[[Rig, Looks], None]] = {"headscarf": _headscarf, "patka": _patka}
WRAPPED_BEHIND: dict[str, Callable[[Rig, Looks], None]] = {
    "headscarf": _headscarf_behind,
    "patka": _patka_behind,
}
