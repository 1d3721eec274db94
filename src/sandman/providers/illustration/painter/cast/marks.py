"""What tells one head from another: masks, stripes, manes, horns. Named in `species.toml`.

BEHIND goes under the skull (and round it when the head is seen from behind), SKIN onto it before the
face, FRONT over the face.
"""

from collections.abc import Callable

import numpy as np

from sandman.providers.illustration.painter.brush import (
    Colour,
    Part,
    Shape,
    mirror,
    mix,
    points,
    ribbon,
    smooth,
    tuft,
)

from .face import Gaze
from .rig import INK, Rig, curve, moved, oval
from .species import Species

RAINBOW = ("#f0aebb", "#f6d59a", "#a9d3b8", "#9dbbe6", "#c3abe0")


def puffs(rig: Rig, spots: list[tuple[float, float, float]], colour: Colour, shade: Colour) -> Part:
    """A heap of wool: round curls melting into one another."""
    wool = rig.fills(
        [oval(x, y, r, r * 0.94) for x, y, r in spots], colour, vol=0.4, volk=0.14, edge=0.5, rim=0.2
    )
    for x, y, r in spots[::2]:
        a = np.linspace(0.4, 4.6, 12)
        curl = np.c_[x + np.cos(a) * r * (0.75 - a * 0.11), y + np.sin(a) * r * (0.75 - a * 0.11)]
        rig.stroke(curl, mix(shade, INK, 0.15), 0.028, 0.28, broken=0.4, sm=False)
    return wool


# ---- under the skull


def _mane(rig: Rig, kind: Species, gaze: Gaze) -> None:
    ring = tuft(oval(0, 0.06, 1.42, 1.34), rig.rng, 0.22, 0.20, 0.7)
    part = rig.fill(ring, kind.dark, vol=0.5, volk=0.12, edge=0.6, ew=6, rim=0.3)
    rig.hairs(part, mix(kind.dark, kind.fur, 0.7), 130, 0.34, 0.06, 0.45, origin=(0, 0), down=0.05)
    rig.hairs(part, mix(kind.dark, INK, 0.5), 80, 0.30, 0.05, 0.25, origin=(0, 0), down=0.05)


def _spines(rig: Rig, kind: Species, gaze: Gaze) -> None:
    half = [
        (0, -1.08),
        (0.60, -1.03),
        (1.08, -0.70),
        (1.26, -0.1),
        (1.18, 0.46),
        (0.88, 0.80),
        (0.3, 0.7),
        (0, 0.6),
    ]
    quills(rig, smooth(mirror(half)), kind, origin=(0, 0.1))


def quills(rig: Rig, outline: Shape, kind: Species, *, origin: tuple[float, float]) -> None:
    """A hedgehog's coat: a dark ragged mass with pale-tipped quills running out from `origin`."""
    part = rig.fill(tuft(outline, rig.rng, 0.17, 0.11, 0.3), kind.dark, vol=0.45, edge=0.6, rim=0.35)
    rig.hairs(part, mix(kind.dark, kind.light, 0.62), 120, 0.24, 0.045, 0.62, origin=origin, down=0.05)
    rig.hairs(part, mix(kind.dark, INK, 0.6), 80, 0.22, 0.04, 0.4, origin=origin, down=0.05)


def _wool_ruff(rig: Rig, kind: Species, gaze: Gaze) -> None:
    a = np.linspace(0, 2 * np.pi, 13)[:-1]
    puffs(
        rig, [(float(np.cos(t)) * 0.76, float(np.sin(t)) * 0.52 - 0.36, 0.34) for t in a], kind.fur, kind.dark
    )


# ---- on the skull


def _fox_cheeks(rig: Rig, kind: Species, gaze: Gaze, skin: Part) -> None:
    for side in (-1, 1):
        cheek = points(
            0.09, 0.32, 0.28, 0.14, 0.60, 0.26, 1.00, 0.20, 1.24, 0.44, 0.8, 0.72, 0.4, 0.92,
            0.12, 1.06, 0.0, 0.9,
        )  # fmt: skip
        rig.fill(
            gaze.lay(smooth(cheek * (side, 1))), kind.light, 0.95, soft=rig.seen(0.035), edge=0.25, clip=skin
        )


def _brow_stripe(rig: Rig, kind: Species, gaze: Gaze, skin: Part) -> None:
    stripe = curve(-0.16, -0.7, 0.16, -0.7, 0.16, 0.1, 0.10, 0.42, -0.10, 0.42, -0.16, 0.1)
    rig.wash(gaze.lay(stripe), mix(kind.fur, kind.dark, 0.18), 0.35, soft=rig.seen(0.08), clip=skin)


def _brow_dots(rig: Rig, kind: Species, gaze: Gaze, skin: Part) -> None:
    for side in (-1, 1):
        rig.fill(
            gaze.lay(oval(side * 0.40, -0.26, 0.15, 0.09, side * 14)),
            kind.light,
            0.8,
            soft=rig.seen(0.03),
            clip=skin,
        )


def _dark_crown(rig: Rig, kind: Species, gaze: Gaze, skin: Part) -> None:
    crown = curve(
        -0.7, -1.0, 0.7, -1.0, 0.5, -0.5, 0.14, -0.24, 0.07, 0.40, -0.07, 0.40, -0.14, -0.24, -0.5, -0.5
    )
    rig.wash(gaze.lay(crown), mix(kind.fur, kind.dark, 0.55), 0.5, soft=rig.seen(0.07), clip=skin)


def _crown_dots(rig: Rig, kind: Species, gaze: Gaze, skin: Part) -> None:
    spots = ((-0.22, -0.52), (0.04, -0.64), (0.26, -0.50), (-0.06, -0.38), (0.13, -0.30))
    rig.fills([gaze.lay(oval(x, y, 0.055, 0.045)) for x, y in spots], kind.light, 0.8, soft=0.8, clip=skin)


def _tabby(rig: Rig, kind: Species, gaze: Gaze, skin: Part) -> None:
    stripes = [points(x, -0.92, x * 0.9, -0.66, x * 0.75, -0.46) for x in (-0.24, 0, 0.24)]
    stripes += [
        points(s * 1.1, y, s * 0.86, y + 0.03, s * 0.70, y + 0.09) for s in (-1, 1) for y in (0.14, 0.34)
    ]
    for stripe in stripes:
        band = gaze.lay(ribbon(stripe, 0.11))
        rig.wash(band, mix(kind.fur, kind.dark, 0.75), 0.55, soft=rig.seen(0.02), clip=skin)


def _blaze(rig: Rig, kind: Species, gaze: Gaze, skin: Part) -> None:
    blaze = curve(-0.07, -0.96, 0.07, -0.96, 0.10, -0.3, 0.30, 0.26, 0, 0.5, -0.30, 0.26, -0.10, -0.3)
    rig.fill(gaze.lay(blaze), kind.light, 0.9, soft=rig.seen(0.05), edge=0.15, clip=skin)


def _eye_patch(rig: Rig, kind: Species, gaze: Gaze, skin: Part) -> None:
    patch = oval(0.42, 0.02, 0.34, 0.42, -12)
    rig.wash(gaze.lay(patch), mix(kind.fur, kind.dark, 0.75), 0.7, soft=rig.seen(0.05), clip=skin)


def _badger_stripes(rig: Rig, kind: Species, gaze: Gaze, skin: Part) -> None:
    rig.fill(gaze.lay(oval(0, 0.2, 1.3, 1.3)), kind.light, 0.96, edge=0, clip=skin)
    for side in (-1, 1):
        stripe = curve(
            0.20, -1.05, 0.62, -0.98, 0.66, -0.3, 0.62, 0.24, 0.36, 0.58, 0.20, 0.52, 0.24, 0.1, 0.20, -0.5
        )
        rig.fill(gaze.lay(stripe * (side, 1)), kind.dark, 0.92, soft=rig.seen(0.03), vol=0.2, clip=skin)


def _panda_eyes(rig: Rig, kind: Species, gaze: Gaze, skin: Part) -> None:
    for side in (-1, 1):
        patch = oval(side * 0.42, 0.14, 0.25, 0.33, side * 24)
        rig.fill(gaze.lay(patch), kind.dark, 0.92, soft=rig.seen(0.03), edge=0.5, clip=skin)


def _raccoon_mask(rig: Rig, kind: Species, gaze: Gaze, skin: Part) -> None:
    rig.fill(gaze.lay(oval(0, 0.66, 0.62, 0.42)), kind.light, 0.95, soft=rig.seen(0.05), edge=0, clip=skin)
    for side in (-1, 1):
        brow = curve(0.06, -0.34, 0.5, -0.42, 1.05, -0.14, 1.2, 0.2, 0.7, -0.1, 0.3, -0.1)
        rig.fill(gaze.lay(brow * (side, 1)), kind.light, 0.9, soft=rig.seen(0.03), clip=skin)
        mask = curve(
            0.08, 0.02, 0.36, -0.16, 0.72, -0.06, 1.16, 0.30, 1.06, 0.52, 0.66, 0.44, 0.34, 0.38, 0.12, 0.30
        )
        rig.fill(gaze.lay(mask * (side, 1)), kind.dark, 0.9, soft=rig.seen(0.03), clip=skin)
    stripe = curve(-0.08, -0.8, 0.08, -0.8, 0.09, 0, 0.06, 0.46, -0.06, 0.46, -0.09, 0)
    rig.wash(gaze.lay(stripe), mix(kind.fur, kind.dark, 0.6), 0.6, soft=rig.seen(0.04), clip=skin)


def _cheek_scales(rig: Rig, kind: Species, gaze: Gaze, skin: Part) -> None:
    for x, y in (
        (-0.12, -0.62),
        (0.12, -0.62),
        (0, -0.48),
        (-0.24, -0.48),
        (0.24, -0.48),
        (-0.10, -0.34),
        (0.12, -0.34),
    ):
        arc = points(x - 0.07, y - 0.02, x, y + 0.05, x + 0.07, y - 0.02)
        rig.stroke(gaze.lay(arc), kind.dark, 0.03, 0.35, broken=0.3, clip=skin)


def _seam(rig: Rig, kind: Species, gaze: Gaze, skin: Part) -> None:
    for y in np.linspace(-0.86, -0.1, 7):
        rig.stroke(
            gaze.lay(points(-0.045, y, 0, y + 0.01, 0.045, y)),
            mix(kind.dark, INK, 0.2),
            0.03,
            0.5,
            broken=0,
            clip=skin,
        )
    rig.stroke(
        gaze.lay(points(0, -0.94, 0.01, -0.5, 0, -0.04)),
        mix(kind.dark, INK, 0.2),
        0.022,
        0.4,
        broken=0.2,
        clip=skin,
    )


def _patch(rig: Rig, kind: Species, gaze: Gaze, skin: Part) -> None:
    corners = points(-0.72, -0.62, -0.40, -0.70, -0.34, -0.38, -0.66, -0.30)
    rig.fill(gaze.lay(corners), mix(kind.accent, kind.light, 0.35), 0.9, edge=0.6, rough=0.3, clip=skin)
    for a, b in zip(corners, np.roll(corners, -1, 0), strict=True):
        for t in (0.2, 0.5, 0.8):
            middle = a + (b - a) * t
            across = np.array([b[1] - a[1], a[0] - b[0]]) * 0.14
            stitch = np.vstack([middle - across, middle, middle + across])
            rig.stroke(gaze.lay(stitch), mix(kind.dark, INK, 0.3), 0.02, 0.6, broken=0, clip=skin)


# ---- over the face


def _trunk(rig: Rig, kind: Species, gaze: Gaze) -> None:
    path = gaze.lay(points(0, 0.10, 0.02, 0.62, 0.10, 1.06, 0.38, 1.34, 0.70, 1.22, 0.74, 0.98))
    trunk = ribbon(path, 0.50, lambda t: (1.12 - 0.62 * t) * np.clip(t * 5 + 0.35, 0, 1) ** 0.5)
    part = rig.fill(trunk, kind.fur, vol=0.45, volk=0.12, edge=0.45, rim=0.2)
    for i in range(4, len(path) * 10 - 14, 5):
        a, b = trunk[i], trunk[len(trunk) - 1 - i]
        rig.stroke(
            np.vstack([a, (a + b) / 2 + (0, 0.03), b]), mix(kind.fur, kind.dark, 0.6), 0.024, 0.38, clip=part
        )
    rig.contour(trunk[8:-8], kind.dark, 0.4)
    smile = gaze.lay(points(-0.40, 0.56, -0.32, 0.66, -0.20, 0.68))
    rig.stroke(smile, mix(kind.dark, INK, 0.5), 0.036, 0.7, broken=0)


def _horns(rig: Rig, kind: Species, gaze: Gaze) -> None:
    for side in (-1, 1):
        horn = curve(0.26, -0.78, 0.36, -1.12, 0.62, -1.34, 0.66, -1.26, 0.58, -1.06, 0.54, -0.74) * (side, 1)
        part = rig.fill(horn, "#f3dfb6", vol=0.4, edge=0.6, rim=0.2)
        for k in (0.25, 0.5, 0.72):
            y = -0.80 - 0.5 * k
            ring = points(
                side * (0.26 + 0.2 * k), y, side * (0.46 + 0.12 * k), y + 0.04, side * 0.7, y - 0.04
            )
            rig.stroke(ring, "#a9825a", 0.025, 0.5, clip=part)
        rig.contour(horn, kind.dark, 0.35)


def _horn(rig: Rig, kind: Species, gaze: Gaze) -> None:
    tip = np.array([gaze.turned * 0.36, -1.86 + 0.2 * gaze.pitch])
    foot = np.array([gaze.turned * 0.26, -0.66])
    shaft = np.vstack([points(-0.13, -0.04), tip - foot, points(0.13, -0.04, 0.07, 0.05, -0.07, 0.05)])
    horn = moved(shaft, float(foot[0]), float(foot[1]))
    part = rig.fill(horn, "#f9dc98", vol=0.35, edge=0.7, rough=0.2, rim=0.3)
    for t in np.linspace(0.12, 0.85, 6):
        middle, half = foot + (tip - foot) * t, 0.15 * (1 - t)
        rig.stroke(
            points(middle[0] - half, middle[1] + 0.05, middle[0] + half, middle[1] - 0.05),
            "#c08a4a",
            0.024,
            0.6,
            broken=0,
            clip=part,
        )
    x, y = rig.at(float(tip[0]), float(tip[1]))
    rig.canvas.glow(x, y, rig.seen(0.6), "#fff0c4", 0.35)


def _forelock(rig: Rig, kind: Species, gaze: Gaze) -> None:
    locks(rig, points(0.12, -0.94, -0.34, -0.90, -0.74, -0.58, -0.92, -0.06), 0.32, first=1)
    locks(rig, points(0.08, -0.92, -0.16, -0.84, -0.40, -0.70, -0.56, -0.46), 0.22, first=3)


def _nostrils(rig: Rig, kind: Species, gaze: Gaze) -> None:
    y = 0.80 if kind.outline == "horse" else 0.36
    for side in (-1, 1):
        rig.fill(
            gaze.lay(oval(side * 0.15, y, 0.045, 0.035, side * 20)),
            mix(kind.dark, INK, 0.3),
            0.7,
            edge=0,
            rough=0,
        )


def locks(rig: Rig, path: Shape, width: float, *, first: int = 0) -> None:
    """Rainbow hair along a path: several tapering strands side by side."""
    ahead = np.gradient(path, axis=0)
    across = np.c_[ahead[:, 1], -ahead[:, 0]] / (np.linalg.norm(ahead, axis=1, keepdims=True) + 1e-9)
    for j in (-1, 0, 1):
        strand = path + across * j * width * 0.28
        shape = ribbon(strand, width * 0.5, lambda t: np.sin(np.pi * np.clip(0.05 + t * 0.95, 0, 1)) ** 0.7)
        colour = mix(RAINBOW[(first + j) % len(RAINBOW)], "#ffffff", 0.12)
        part = rig.fill(shape, colour, vol=0.4, edge=0.6, tex=0.5, rim=0.25)
        rig.stroke(strand, mix(colour, INK, 0.35), 0.022, 0.35, broken=0.5, clip=part)


BEHIND: dict[str, Callable[[Rig, Species, Gaze], None]] = {
    "mane": _mane,
    "spines": _spines,
    "wool": _wool_ruff,
}
SKIN: dict[str, Callable[[Rig, Species, Gaze, Part], None]] = {
    "fox_cheeks": _fox_cheeks,
    "brow_stripe": _brow_stripe,
    "brow_dots": _brow_dots,
    "dark_crown": _dark_crown,
    "crown_dots": _crown_dots,
    "tabby": _tabby,
    "blaze": _blaze,
    "eye_patch": _eye_patch,
    "badger_stripes": _badger_stripes,
    "panda_eyes": _panda_eyes,
    "raccoon_mask": _raccoon_mask,
    "cheek_scales": _cheek_scales,
    "seam": _seam,
    "patch": _patch,
}
FRONT: dict[str, Callable[[Rig, Species, Gaze], None]] = {
    "trunk": _trunk,
    "horns": _horns,
    "horn": _horn,
    "forelock": _forelock,
    "nostrils": _nostrils,
}
ELSEWHERE = ("dark_ear_tips", "back_dots", "shell")  # painted with the ears and the body
