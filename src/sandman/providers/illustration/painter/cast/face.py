"""Faces: kind, low and wide; big dark eyes with a catchlight, a small mouth, blush on every cheek."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from sandman.providers.illustration.painter.brush import Colour, Part, Shape, mix, points, rgb, smooth

from .rig import INK, Rig, oval
from .species import Species

BLUSH = "#f08e84"
# Round these eyes the fur is dark: closed, they are drawn light.
_MASKED = {"panda_eyes", "raccoon_mask", "badger_stripes"}


@dataclass(frozen=True, slots=True)
class Gaze:
    """How a head is held and where it looks."""

    turned: float = 0.0  # -1..1 slides the features across the skull: a three-quarter view
    pitch: float = 0.0  # 0 level, 1 lifted to the sky
    look: tuple[float, float] = (0, -0.3)
    closed: bool = False

    def lay(self, shape: ArrayLike) -> Shape:
        """Features drawn on a level, frontal face, moved to where this head shows them."""
        p = np.asarray(shape, np.float64).copy()
        t = self.turned
        p[:, 0] = p[:, 0] * (1 - 0.10 * abs(t)) + t * 0.26 * (1 - 0.35 * p[:, 0] ** 2)
        p[:, 1] = p[:, 1] - self.pitch * (0.26 - 0.10 * np.abs(p[:, 1]))
        return p


def eye(
    rig: Rig,
    x: float,
    y: float,
    rx: float,
    ry: float,
    *,
    look: tuple[float, float] = (0, 0),
    iris: Colour = "#5a3a2a",
    closed: bool = False,
    lash: bool = False,
    lid: Colour = INK,
) -> None:
    """One eye; closed it is a downward arc with lashes, since half-closed lids look cross."""
    if closed:
        arc = points(
            x - rx * 1.2, y, x - rx * 0.55, y + ry * 0.38, x + rx * 0.55, y + ry * 0.38, x + rx * 1.2, y
        )
        rig.stroke(arc, lid, 0.030 + 0.10 * rx, 0.9, broken=0)
        for k in (-1, -0.35, 0.35, 1) if lash else ():
            root = y + ry * (0.40 - 0.30 * k * k)
            lash_line = points(x + k * rx * 0.9, root, x + k * rx * 1.32, root + ry * 0.40)
            rig.stroke(lash_line, lid, 0.012 + 0.11 * rx, 0.7, broken=0)
        return
    lx, ly = x + look[0] * rx * 0.22, y + look[1] * ry * 0.18
    rig.fill(oval(x, y, rx * 1.06, ry * 1.05), "#33242a", tex=0, edge=0, grain=0.1, rough=0, soft=0.5)
    ball = rig.fill(
        oval(x, y, rx * 0.93, ry * 0.94), mix(iris, "#2a1c20", 0.30), tex=0.2, edge=0.4, grain=0.1, rough=0
    )
    rig.wash(
        oval(x, y - ry * 0.55, rx * 1.1, ry * 0.8),
        "#3a2430",
        0.8,
        edge=0,
        tex=0,
        soft=rig.seen(0.035),
        clip=ball,
    )
    pupil = oval(lx, ly, rx * 0.62, ry * 0.68)
    rig.fill(pupil, "#1d1418", tex=0, edge=0, grain=0, rough=0, soft=rig.seen(0.014), clip=ball)
    crescent = oval(lx, y + ry * 0.60, rx * 0.55, ry * 0.24)
    warm = mix(iris, "#ffe6c0", 0.55)
    rig.fill(crescent, warm, 0.6, tex=0, edge=0, grain=0, soft=rig.seen(0.025), rough=0, clip=ball)
    # Catchlights sit toward the light, in both eyes alike, whichever way each is mirrored.
    lit = 1 if (rig.canvas.light[0] > rig.at(x, y)[0]) != rig.flip else -1
    rig.fill(
        oval(lx + lit * rx * 0.24, ly - ry * 0.34, rx * 0.33, ry * 0.30),
        "#fffdf6",
        tex=0,
        edge=0,
        grain=0,
        rough=0,
    )
    rig.fill(
        oval(lx - lit * rx * 0.34, ly + ry * 0.38, rx * 0.15, ry * 0.14),
        "#fff6e4",
        0.85,
        tex=0,
        edge=0,
        rough=0,
    )
    crease = points(
        x - rx * 1.2, y - ry * 0.34, x - rx * 0.62, y - ry * 0.99, x + rx * 0.5, y - ry * 1.05,
        x + rx * 1.2, y - ry * 0.44,
    )  # fmt: skip
    rig.stroke(crease, INK, 0.045, 0.75, broken=0)
    if lash:
        rig.stroke(
            points(x + rx * 1.05, y - ry * 0.62, x + rx * 1.5, y - ry * 0.98), INK, 0.036, 0.7, broken=0
        )


def eyes(rig: Rig, kind: Species, gaze: Gaze, skin: Part) -> None:
    """Both eyes, the blush under them and the faint brows over them."""
    ex, ey, er = kind.eyes
    for side in (-1, 1):
        blush = gaze.lay(points(side * (ex + 0.20), ey + 0.36))[0]
        cheek = oval(blush[0], blush[1], 0.20, 0.13)
        # Body colour, not a glaze: pink over green or blue would only be mud.
        rig.fill(cheek, BLUSH, 0.50, edge=0, tex=0.5, grain=0.1, soft=rig.seen(0.08), clip=skin)
        x, y = gaze.lay(points(side * ex, ey))[0]
        narrowed = er * (1 - 0.12 * abs(gaze.turned)) if side * gaze.turned > 0 else er
        if kind.button_eyes and not gaze.closed:
            _button(rig, float(x), float(y), er)
        else:
            # The outer lash belongs to the outer corner: the left eye is the right one mirrored.
            there = rig.sub(float(x), float(y), flip=side < 0)
            look = (-gaze.look[0] if there.flip else gaze.look[0], gaze.look[1])
            eye(
                there,
                0,
                0,
                narrowed,
                er * 1.18,
                look=look,
                iris=kind.iris,
                closed=gaze.closed,
                lash=kind.lashes,
                lid=_pencil(kind),
            )
        brow = points(
            side * (ex - 0.10), ey - 0.40, side * (ex + 0.04), ey - 0.43, side * (ex + 0.15), ey - 0.36
        )
        if not kind.button_eyes:
            rig.stroke(gaze.lay(brow), mix(kind.dark, INK, 0.3), 0.045, 0.28, broken=0.4)


def _button(rig: Rig, x: float, y: float, r: float) -> None:
    """A teddy's glass eye."""
    rig.fill(oval(x, y, r * 1.12, r * 1.18), "#2c2024", edge=0.2, tex=0.1, grain=0, rough=0, vol=0.2)
    rig.fill(
        oval(x, y + r * 0.5, r * 0.6, r * 0.3),
        "#8a5f48",
        0.6,
        edge=0,
        tex=0,
        grain=0,
        rough=0,
        soft=rig.seen(0.02),
    )
    rig.fill(oval(x - r * 0.3, y - r * 0.42, r * 0.36, r * 0.34), "#fffdf6", edge=0, tex=0, grain=0, rough=0)


def muzzle(rig: Rig, kind: Species, gaze: Gaze, skin: Part) -> None:
    """Nose, mouth and whiskers."""
    if kind.nose is not None:
        y, half, colour = kind.nose
        nose = smooth(
            points(
                -half, y - half * 0.5, 0, y - half * 0.72, half, y - half * 0.5,
                half * 0.45, y + half * 0.5, 0, y + half * 0.78, -half * 0.45, y + half * 0.5,
            )
        )  # fmt: skip
        rig.fill(gaze.lay(nose), colour, tex=0.2, edge=0.5, rough=0.2)
        shine = oval(-half * 0.25, y - half * 0.32, half * 0.32, half * 0.17)
        rig.fill(gaze.lay(shine), "#fff8ee", 0.7, rough=0, edge=0, tex=0)
        mouth = y + half * 0.8
        if kind.tongue and not gaze.closed:
            tip = smooth(
                points(
                    -0.085, mouth + 0.11, 0.085, mouth + 0.11, 0.075, mouth + 0.25, 0, mouth + 0.30,
                    -0.075, mouth + 0.25,
                )
            )  # fmt: skip
            rig.fill(gaze.lay(tip), "#e58a86", edge=0.5, tex=0.2, rough=0.2)
        pencil = _pencil(kind) if "wool" in kind.marks else INK
        rig.stroke(gaze.lay(points(0, mouth, 0, mouth + 0.08)), pencil, 0.032, 0.75, broken=0)
        for side in (-1, 1):
            smile = points(0, mouth + 0.07, side * 0.075, mouth + 0.13, side * 0.16, mouth + 0.06)
            rig.stroke(gaze.lay(smile), pencil, 0.034, 0.75, broken=0)
    elif kind.smile is not None:
        mouth = kind.smile
        smile = points(-0.26, mouth - 0.05, -0.12, mouth + 0.035, 0.12, mouth + 0.035, 0.26, mouth - 0.05)
        rig.stroke(gaze.lay(smile), mix(kind.dark, INK, 0.5), 0.036, 0.8, broken=0)
    else:
        return
    if kind.whiskers:
        ink = mix(kind.light, INK, 0.35)
        for side in (-1, 1):
            for j in (-1, 0, 1):
                y = mouth - 0.02 + j * 0.09
                hair = points(
                    side * 0.34, y, side * 0.78, y + j * 0.08 - 0.03, side * 1.16, y + j * 0.15 + 0.02
                )
                rig.stroke(gaze.lay(hair), ink, 0.02, 0.45, broken=0.3)


def _pencil(kind: Species) -> Colour:
    """What closed eyes are drawn with: ink, or something pale where ink would be lost."""
    if _MASKED & set(kind.marks):
        return mix(kind.light, kind.dark, 0.12)
    black_faced = "wool" in kind.marks and float(rgb(kind.light).mean()) < 0.55
    return mix(kind.light, "#fff1dd", 0.55) if black_faced else INK
