"""Firefly, ladybird, butterfly, bee."""

import numpy as np

from sandman.providers.illustration.painter.brush import Colour, Shape, ellipse, points, smooth
from sandman.providers.illustration.painter.companions.registry import companion
from sandman.providers.illustration.painter.props.faces import blush, eye, smile
from sandman.providers.illustration.painter.props.motif import Motif
from sandman.providers.illustration.painter.props.outlines import arc, band, leaf, moved, trace

FEELER = "#5a4048"


def feelers(m: Motif, x: float, y: float, reach: float, *, droop: float = 0.0) -> None:
    """Two feelers with a bead at each end."""
    for side in (-1, 1):
        tip = (x + side * reach * 0.62, y - reach * (1 - droop))
        m.line(
            [(x + side * 0.03, y), (x + side * reach * 0.2, y - reach * 0.7), tip],
            FEELER,
            0.026,
            0.85,
            broken=0.0,
        )
        m.shape(ellipse(*tip, 0.034, 0.034, n=14), FEELER, rough=0.0, edge=0.3)


def gauze(m: Motif, outline: Shape, colour: Colour, *, a: float = 0.62) -> None:
    """One see-through wing with a vein or two."""
    m.shape(outline, colour, a=a, vol=0.1, edge=1.2, tex=0.4, rough=0.2, rim=0.3)
    root, tip = outline[0], outline[len(outline) // 2]
    for lean in (-0.06, 0.05):
        vein = [root, moved((root + tip) / 2, lean, 0), moved(root + (tip - root) * 0.86, lean, 0)]
        m.line(np.vstack(vein), "#8a90b4", 0.012, 0.4)
    m.contour(outline, "#7d86ac", 0.012, 0.4)


@companion("firefly", foot=0.3, hovers=True, glow="#ffe67a")
def firefly(m: Motif, asleep: bool) -> None:
    """A round little lamp with a shy face."""
    wings = ((-150, 0.44, 0.22), (-172, 0.4, 0.18)) if asleep else ((-122, 0.6, 0.3), (-92, 0.54, 0.28))
    for degrees, length, wide in wings:
        gauze(m, leaf(0.0, -0.58, length, wide, degrees), "#f4f1e4")
    lamp = ellipse(-0.16, -0.29, 0.3, 0.255, -22)
    part = m.shape(lamp, "#f0cf62", vol=0.3, edge=0.8, shade="#d59a4e", tex=0.3)
    m.shape(
        ellipse(-0.17, -0.28, 0.18, 0.15, -22),
        "#fff6b4",
        a=0.55 if asleep else 0.95,
        soft=0.05,
        clip=part,
        edge=0.0,
    )
    for x in (-0.2, -0.07):
        m.line(points(x - 0.05, -0.54, x + 0.03, -0.3, x + 0.02, -0.02), "#b98a3e", 0.016, 0.4, clip=part)
    m.shape(smooth(trace("-.08 -.5, .1 -.62, .26 -.48, .18 -.26, .04 -.2")), "#7d5a4c", vol=0.4, edge=0.8)
    feelers(m, 0.2, -0.84, 0.18, droop=0.3 if asleep else 0.0)
    m.shape(ellipse(0.18, -0.62, 0.27, 0.255), "#8f6a58", vol=0.45, edge=0.8, rim=0.25)
    m.shape(ellipse(0.215, -0.59, 0.2, 0.185), "#f7dfc2", a=0.97, vol=0.2, soft=0.008, edge=0.3)
    for x in (0.135, 0.305):
        eye(m, x, -0.61, 0.058, closed=asleep)
        blush(m, x + (-0.035 if x < 0.2 else 0.045), -0.52, 0.045)
    smile(m, 0.225, -0.515, 0.08)
    m.line(points(0.17, -0.26, 0.24, -0.19, 0.21, -0.14), FEELER, 0.024, 0.8, broken=0.0)
    m.line(points(0.06, -0.21, 0.09, -0.12, 0.05, -0.08), FEELER, 0.024, 0.8, broken=0.0)


@companion("ladybird", foot=0.42, hovers=True)
def ladybird(m: Motif, asleep: bool) -> None:
    """A polished red dome on six short legs."""
    if not asleep:
        for degrees, length in ((-142, 0.66), (-112, 0.56)):
            gauze(m, leaf(-0.02, -0.55, length, 0.3, degrees), "#efeef2")
    for x in (-0.3, -0.06, 0.17):
        m.line(points(x, -0.16, x + 0.03, -0.07, x + 0.08, -0.01), FEELER, 0.034, 0.9, broken=0.0)
    feelers(m, 0.4, -0.6, 0.17, droop=0.35 if asleep else 0.0)
    m.shape(ellipse(0.36, -0.38, 0.235, 0.235), "#54424a", vol=0.35, edge=0.7, rim=0.3)
    dome = np.vstack(
        [arc(-0.1, -0.2, 0.48, 0.56, 180, 352, 26), trace(".33 -.14, .1 -.09, -.2 -.08, -.48 -.12")]
    )
    shell = m.shape(dome, "#d4574a", vol=0.55, volk=0.3, edge=0.85, rim=0.3, shade="#93406a")
    m.line(points(-0.06, -0.8, -0.14, -0.4, -0.1, -0.06), "#6a2f3c", 0.02, 0.6, clip=shell)
    for x, y, r in (
        (-0.32, -0.44, 0.082),
        (-0.26, -0.19, 0.07),
        (0.06, -0.56, 0.072),
        (0.13, -0.3, 0.085),
        (-0.13, -0.7, 0.05),
    ):
        m.shape(ellipse(x, y, r, r * 1.05, n=22), "#4a343e", clip=shell, edge=0.5)
    m.shine(ellipse(-0.02, -0.66, 0.09, 0.035, 18), a=0.6, soft=0.018, clip=shell)
    m.contour(dome, "#7d2f3c", 0.014, 0.4)
    m.shape(ellipse(0.4, -0.35, 0.18, 0.165), "#f8e2c8", vol=0.2, edge=0.3, soft=0.008)
    for x in (0.325, 0.485):
        eye(m, x, -0.37, 0.056, closed=asleep)
        blush(m, x + (-0.03 if x < 0.4 else 0.03), -0.285, 0.042)
    smile(m, 0.405, -0.285, 0.075)


@companion("butterfly", foot=0.2, hovers=True)
def butterfly(m: Motif, asleep: bool) -> None:
    """Blue at the heart of the wing, rose at the hem."""
    if asleep:
        _butterfly_at_rest(m)
        return
    upper = smooth(trace("0 -.52, .14 -.8, .4 -.98, .62 -.94, .68 -.74, .58 -.54, .34 -.44, .08 -.44"), n=8)
    lower = smooth(trace("0 -.46, .26 -.46, .46 -.36, .5 -.18, .36 -.04, .2 -.1, .07 -.3"), n=8)
    for side in (-0.92, 1.0):
        for wing in (lower, upper):
            _wing(m, wing * (side, 1), "#a3b4e2")
    feelers(m, 0.0, -0.76, 0.2)
    m.shape(
        smooth(trace("0 -.56, .07 -.48, .06 -.2, 0 -.02, -.06 -.2, -.07 -.48")), "#8a6a5c", vol=0.45, edge=0.8
    )
    for y in (-0.34, -0.24, -0.15):
        m.line(points(-0.055, y, 0, y + 0.015, 0.055, y), "#f3dcc0", 0.018, 0.6)
    m.shape(ellipse(0, -0.64, 0.175, 0.16), "#f4dcc0", vol=0.35, edge=0.7, rim=0.2)
    for x in (-0.07, 0.078):
        eye(m, x, -0.645, 0.05)
        blush(m, x * 1.6, -0.575, 0.038)
    smile(m, 0.004, -0.572, 0.066)


def _butterfly_at_rest(m: Motif) -> None:
    """From the side: wings shut like a book, chin on the ground."""
    upper = smooth(trace("-.02 -.16, -.16 -.5, -.16 -.84, .02 -1.0, .22 -.92, .26 -.64, .14 -.32"), n=8)
    lower = smooth(trace("-.04 -.14, -.28 -.4, -.5 -.5, -.62 -.36, -.52 -.18, -.26 -.1"), n=8)
    for wing, colour in (
        (moved(upper * (0.96, 0.96), -0.06, -0.01), "#8b9ccc"),
        (lower, "#a3b4e2"),
        (upper, "#a3b4e2"),
    ):
        _wing(m, wing, colour)
    m.shape(
        smooth(trace("-.46 -.06, -.2 -.15, .1 -.22, .2 -.14, .1 -.03, -.2 -.01")),
        "#8a6a5c",
        vol=0.45,
        edge=0.8,
    )
    feelers(m, 0.32, -0.36, 0.17, droop=0.35)
    m.shape(ellipse(0.29, -0.21, 0.205, 0.19), "#f4dcc0", vol=0.35, edge=0.7, rim=0.2)
    for x in (0.22, 0.38):
        eye(m, x, -0.22, 0.052, closed=True)
        blush(m, x + (-0.045 if x < 0.3 else 0.04), -0.145, 0.042)
    smile(m, 0.3, -0.135, 0.07)


def _wing(m: Motif, wing: Shape, colour: str) -> None:
    middle = wing.mean(0)
    cx, cy = float(middle[0]), float(middle[1])
    part = m.shape(wing, colour, vol=0.25, edge=1.2, tex=0.55, rough=0.25, rim=0.25)
    hem = wing + (wing - middle) * 0.02
    m.line(np.vstack([hem, hem[:1]]), "#e59ab0", 0.13, 0.55, broken=0.1, sm=False, clip=part)
    m.line(np.vstack([hem, hem[:1]]), "#6f5a86", 0.035, 0.65, broken=0.2, sm=False, clip=part)
    m.shape(ellipse(cx, cy, 0.12, 0.1), "#dfe6fa", a=0.6, soft=0.03, clip=part, edge=0.0)
    for k in (0.3, 0.43, 0.56):
        x, y = middle + (wing[int(k * len(wing))] - middle) * 0.7
        m.shape(ellipse(float(x), float(y), 0.035, 0.035, n=14), "#fff2d2", clip=part, edge=0.4)
    for k in (0.28, 0.45, 0.6):
        m.line(
            np.vstack([wing[0], (wing[0] + wing[int(k * len(wing))]) / 2, wing[int(k * len(wing))]]),
            "#7d86b8",
            0.012,
            0.4,
            clip=part,
        )


@companion("bee", foot=0.32, hovers=True)
def bee(m: Motif, asleep: bool) -> None:
    """Plump, soft and in no hurry."""
    wings = ((-168, 0.5, 0.2), (-158, 0.42, 0.18)) if asleep else ((-124, 0.58, 0.3), (-88, 0.54, 0.28))
    body_shape = smooth(
        trace("-.56 -.36, -.42 -.6, -.12 -.72, .2 -.68, .38 -.44, .28 -.18, 0 -.06, -.32 -.12, -.5 -.24"), n=8
    )
    if not asleep:
        gauze(m, leaf(-0.02, -0.62, *wings[1][1:], wings[1][0]), "#eef1f6")
    body = m.shape(body_shape, "#efc058", vol=0.5, volk=0.28, edge=0.8, rim=0.25, shade="#b0704e")
    for x, wide in ((-0.38, 0.1), (-0.16, 0.13), (0.07, 0.12)):
        m.shape(
            band(points(x + 0.02, -0.8, x - 0.05, -0.4, x + 0.03, 0.0), wide),
            "#6a4a44",
            clip=body,
            edge=0.5,
            a=0.92,
        )
    m.canvas.fur(body, "#ffe9b0", 40, 0.07 * m.size, 0.012 * m.size, 0.2, m(points(0.3, -0.4))[0], 0.2)
    gauze(m, leaf(-0.06, -0.6, *wings[0][1:], wings[0][0]), "#f3f4f6", a=0.75)
    feelers(m, 0.32, -0.7, 0.2, droop=0.3 if asleep else 0.0)
    m.shape(ellipse(0.3, -0.44, 0.265, 0.26), "#f6d488", vol=0.4, edge=0.8, rim=0.25)
    for x in (0.22, 0.42):
        eye(m, x, -0.46, 0.064, closed=asleep)
        blush(m, x + (-0.045 if x < 0.3 else 0.035), -0.36, 0.052)
    smile(m, 0.325, -0.35, 0.09)
    for x in (-0.1, 0.1):
        m.line(points(x, -0.1, x + 0.03, -0.04, x + 0.01, 0.0), FEELER, 0.026, 0.85, broken=0.0)
    m.contour(body_shape, "#8a5a3c", 0.014, 0.4)
