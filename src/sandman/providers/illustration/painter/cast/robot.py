"""A small round-cornered robot on a wheel: its face is a screen, its heart a lamp."""

import numpy as np

from sandman.providers.illustration.painter.brush import Shape, mix, points, ribbon
from sandman.stories.staging import Pose

from .rig import INK, Rig, curve, oval
from .species import ACCENTS
from .stage import Head, Stage
from .upright import book
from .wear import scarf

_GROUND = 2.55
_SHELLS = ("#b9c8d3", "#e3cfae", "#a9c9b4", "#d7b3ad", "#bdb4d6")
_SCREEN = "#2f3f56"
_LIT = "#bdeee6"


def robot(stage: Stage, pose: Pose, variant: int) -> Head:
    """Paint a robot; asleep, its eyes dim to soft arcs."""
    shell = _SHELLS[variant % len(_SHELLS)]
    accent = ACCENTS[(variant + 1 + variant // len(_SHELLS)) % len(ACCENTS)]
    dark = mix(shell, "#4a5266", 0.62)
    lean = {Pose.WALK: 5.0, Pose.HUG: 6.0}.get(pose, 0.0)
    rig = stage.rig(_GROUND, rot=lean)
    away = pose is Pose.FROM_BEHIND
    _wheels(rig)
    body = _rounded(0, 1.58, 0.80, 0.62, 0.30)
    part = rig.fill(body, shell, vol=0.6, edge=0.5, ew=6, tex=0.3, rim=0.35, rough=0.5)
    for x, y in ((-0.62, 1.14), (0.62, 1.14), (-0.62, 2.02), (0.62, 2.02)):
        rig.fill(oval(x, y, 0.045, 0.045), dark, 0.8, rough=0, edge=0.4)
    if away:
        for y in (1.45, 1.6, 1.75):
            rig.stroke(points(-0.34, y, 0, y, 0.34, y), dark, 0.05, 0.7, broken=0.1, clip=part)
    else:
        rig.fill(
            _rounded(0.06, 1.60, 0.44, 0.34, 0.14), mix(shell, "#fffaf0", 0.55), edge=0.5, rough=0.3, tex=0.2
        )
        rig.fill(oval(-0.12, 1.58, 0.13, 0.13), mix(accent, "#ffffff", 0.1), vol=0.4, edge=0.6, rough=0.2)
        for k, tone in enumerate(("#efc35f", "#8fbfa6", "#d98a7a")):
            rig.fill(oval(0.16 + 0.14 * k, 1.58, 0.05, 0.05), tone, rough=0, edge=0.5)
        x, y = rig.at(-0.12, 1.58)
        rig.canvas.glow(x, y, rig.seen(0.5), "#fff0c4", 0.3)
    rig.contour(body, dark, 0.45)
    rig.fill(_rounded(0.02, 0.92, 0.26, 0.14, 0.06), dark, vol=0.4, edge=0.5, rough=0.2)
    scarf(rig.sub(0.04, 0.10, 0.95), accent, ends=not away)
    _head(stage, rig, shell, pose)
    _arms(stage, rig, shell, pose, accent)
    return Head(*rig.at(0.06, 0), rig.size)


def _rounded(cx: float, cy: float, rx: float, ry: float, r: float) -> Shape:
    """A box with round corners."""
    corners = []
    for i, (sx, sy) in enumerate(((1, 1), (-1, 1), (-1, -1), (1, -1))):
        a = np.linspace(i * np.pi / 2, (i + 1) * np.pi / 2, 7)
        corners.append(np.c_[cx + sx * (rx - r) + r * np.cos(a), cy + sy * (ry - r) + r * np.sin(a)])
    return np.vstack(corners)


def _head(stage: Stage, rig: Rig, shell: str, pose: Pose) -> None:
    away, asleep = pose is Pose.FROM_BEHIND, pose is Pose.SLEEP
    tilt = {Pose.LOOK_UP: -12.0, Pose.SLEEP: 10.0, Pose.HUG: 10.0, Pose.FROM_BEHIND: 6.0}.get(
        pose, 4.0
    ) + stage.tilt
    crown = rig.sub(0.06, 0, 1, tilt)
    dark = mix(shell, "#4a5266", 0.62)
    crown.fill(
        ribbon(points(0.02, -0.72, 0.05, -1.02, 0.02, -1.22), 0.07, lambda t: 1 + 0 * t), dark, rough=0.2
    )
    ball = mix("#f2b45c", dark, 0.45) if asleep else "#f6bf62"
    crown.fill(oval(0.02, -1.30, 0.13, 0.13), ball, vol=0.4, edge=0.6, rough=0.2)
    if not asleep:
        x, y = crown.at(0.02, -1.30)
        crown.canvas.glow(x, y, crown.seen(0.7), "#ffd27a", 0.5)
    for side in (-1, 1):
        crown.fill(
            _rounded(side * 1.04, 0.02, 0.14, 0.28, 0.10), mix(shell, dark, 0.4), vol=0.4, edge=0.6, rough=0.3
        )
    box = _rounded(0, 0, 1.02, 0.80, 0.42)
    part = crown.fill(box, shell, vol=0.5, volk=0.18, edge=0.5, ew=6, tex=0.3, rim=0.35, rough=0.5)
    crown.contour(box, dark, 0.45)
    if away:
        crown.stroke(points(-0.5, -0.2, 0, -0.28, 0.5, -0.2), dark, 0.03, 0.4, clip=part)
        return
    slide, up = stage.turned * 0.12, 0.10 if pose is Pose.LOOK_UP else 0.0
    screen = _rounded(slide, 0.04 - up, 0.80, 0.56, 0.30)
    glass = crown.fill(screen, _SCREEN, edge=0.5, tex=0.3, rough=0.3, vol=0.2)
    lit = mix(_LIT, _SCREEN, 0.5) if asleep else _LIT
    closed = pose in (Pose.SLEEP, Pose.READ, Pose.HUG)
    lx, ly = stage.look[0] * 0.05 * (-1 if crown.flip else 1), stage.look[1] * 0.05
    for side in (-1, 1):
        x, y = slide + side * 0.34 + lx, -0.04 - up + ly
        if closed:
            crown.stroke(
                points(x - 0.17, y, x - 0.08, y + 0.09, x + 0.08, y + 0.09, x + 0.17, y),
                lit,
                0.07,
                0.95,
                broken=0,
            )
        else:
            crown.fill(oval(x, y, 0.15, 0.19), lit, edge=0.2, tex=0, grain=0, rough=0)
            crown.fill(oval(x + 0.04, y - 0.06, 0.05, 0.06), "#ffffff", edge=0, tex=0, grain=0, rough=0)
        crown.fill(
            oval(slide + side * 0.54, 0.24 - up, 0.13, 0.07),
            "#e58f8c",
            0.55,
            edge=0,
            soft=crown.seen(0.05),
            clip=glass,
        )
        page_x, page_y = crown.at(x, y)
        crown.canvas.glow(page_x, page_y, crown.seen(0.42), _LIT, 0.18 if asleep else 0.4)
    smile = points(
        slide - 0.14, 0.27 - up, slide - 0.06, 0.33 - up, slide + 0.06, 0.33 - up, slide + 0.14, 0.27 - up
    )
    crown.stroke(smile, lit, 0.05, 0.9, broken=0)
    shine = curve(slide - 0.66, -0.20, slide - 0.50, -0.42, slide - 0.30, -0.46, slide - 0.50, -0.16)
    crown.fill(shine, "#ffffff", 0.14, edge=0, soft=crown.seen(0.03), clip=glass)


def _wheels(rig: Rig) -> None:
    tread = mix(INK, "#6a6f80", 0.5)
    for side in (-1, 1):
        rig.fill(oval(side * 0.50, 2.30, 0.30, 0.27), tread, vol=0.4, edge=0.6, rough=0.3)
        rig.fill(oval(side * 0.50, 2.30, 0.15, 0.14), "#d8d5cf", vol=0.4, edge=0.6, rough=0.2)
    rig.fill(_rounded(0, 2.24, 0.34, 0.14, 0.08), tread, vol=0.3, edge=0.5, rough=0.2)


def _arms(stage: Stage, rig: Rig, shell: str, pose: Pose, accent: str) -> None:
    dark = mix(shell, "#4a5266", 0.5)
    if pose is Pose.HOLD:
        stage.hand_over(rig, 0.04, 1.92, 0.86)
    elif pose is Pose.READ:
        book(rig.sub(0.04, -0.10, 0.9), accent)
    for side in (-1, 1):
        if pose is Pose.HOLD:
            path = points(side * 0.80, 1.28, side * 1.10, 1.62, side * 0.48, 1.76)
        elif pose is Pose.READ:
            path = points(side * 0.80, 1.28, side * 1.12, 1.66, side * 0.82, 1.90)
        elif pose is Pose.HUG and side > 0:
            path = points(0.80, 1.28, 1.14, 1.36, 1.44, 1.14)
        elif pose is Pose.WALK:
            path = points(side * 0.80, 1.28, side * 1.06 + 0.1, 1.60, side * 0.98 + 0.22, 1.86)
        else:
            path = points(side * 0.80, 1.28, side * 1.08, 1.62, side * 1.02, 1.98)
        rig.fill(ribbon(path, 0.19, lambda t: 1 + 0 * t), dark, vol=0.4, edge=0.5, rough=0.3)
        for t in (0.3, 0.5, 0.7):
            x, y = path[0] + (path[-1] - path[0]) * t
            rig.stroke(points(x - 0.1, y, x, y + 0.03, x + 0.1, y), mix(dark, INK, 0.4), 0.02, 0.35)
        x, y = (float(v) for v in path[-1])
        rig.fill(oval(x, y, 0.19, 0.18), shell, vol=0.4, edge=0.6, rough=0.3, rim=0.2)
        rig.contour(oval(x, y, 0.19, 0.18), dark, 0.5)
