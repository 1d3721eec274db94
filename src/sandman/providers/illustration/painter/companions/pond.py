"""Snail, frog, crab, fish: friends of the damp."""

import numpy as np

from sandman.providers.illustration.painter.brush import ellipse, mix, points, smooth
from sandman.providers.illustration.painter.companions.registry import companion
from sandman.providers.illustration.painter.props.faces import blush, eye, smile
from sandman.providers.illustration.painter.props.motif import INK, Motif
from sandman.providers.illustration.painter.props.outlines import arc, band, moved, spiral, trace


@companion("snail", foot=0.56)
def snail(m: Motif, asleep: bool) -> None:
    """A honey-coloured house, and somebody polite looking out of it."""
    skin, shade = "#f0d3aa", "#c4946e"
    hx, hy = (0.42, -0.24) if asleep else (0.45, -0.5)
    for k, side in enumerate((-1, 1)):
        tip = (hx + side * 0.11 + 0.03, hy - (0.22 if asleep else 0.36) - 0.02 * k)
        m.line(
            [(hx + side * 0.05, hy - 0.08), (hx + side * 0.09, hy - 0.2), tip], shade, 0.036, 0.95, broken=0.0
        )
        m.shape(ellipse(*tip, 0.045, 0.045, n=16), mix(skin, shade, 0.5), vol=0.4, edge=0.7)
    if asleep:
        foot = trace(
            "-.68 -.01, -.5 -.11, -.1 -.16, .18 -.2, .26 -.38, .42 -.44, .6 -.37, .66 -.18, .54 -.02, 0 .01"
        )
    else:
        foot = trace(
            "-.68 -.01, -.5 -.11, -.1 -.16, .18 -.2, .24 -.4, .26 -.6, .4 -.71, .58 -.66, .65 -.5, "
            ".58 -.3, .58 -.06, .46 .0, 0 .01"
        )
    body_shape = smooth(foot, n=8)
    body = m.shape(body_shape, skin, vol=0.45, edge=0.8, shade=shade, rim=0.2)
    for x in (-0.36, -0.2, -0.04, 0.12, 0.28):
        m.line(points(x, -0.01, x + 0.03, -0.06, x + 0.02, -0.1), shade, 0.016, 0.45, clip=body)
    m.contour(body_shape, "#8f6448", 0.014, 0.4)
    shell_shape = smooth(
        ellipse(-0.15, -0.44, 0.405, 0.4, n=16) + np.outer(np.linspace(0, 0.02, 16), (1, 0.5)), n=4
    )
    shell = m.shape(shell_shape, "#dd9d62", vol=0.55, volk=0.24, edge=0.9, tex=0.5, rim=0.3, shade="#93607a")
    whorl = spiral(-0.15, -0.43, 0.36, 2.1, start=60)
    m.line(whorl, "#fbe3b8", 0.1, 0.5, broken=0.2, sm=False, clip=shell)
    m.line(whorl, "#8f5a44", 0.03, 0.75, broken=0.1, sm=False, clip=shell)
    for k in range(0, 44, 5):
        x, y = whorl[k] + (whorl[k] - (-0.15, -0.43)) * 0.14
        m.shape(ellipse(float(x), float(y), 0.024, 0.024, n=10), "#c4685a", clip=shell, edge=0.3, a=0.8)
    m.shine(ellipse(-0.28, -0.68, 0.09, 0.035, -30), a=0.45, soft=0.02, clip=shell)
    m.contour(shell_shape, "#7d4f40", 0.014, 0.45)
    for dx in (-0.085, 0.09):
        eye(m, hx + dx, hy - 0.02, 0.056, closed=asleep, lashes=False)
    blush(m, hx - 0.13, hy + 0.075, 0.05, clip=body)
    blush(m, hx + 0.145, hy + 0.075, 0.045, clip=body)
    smile(m, hx + 0.01, hy + 0.07, 0.08)


@companion("frog", foot=0.46)
def frog(m: Motif, asleep: bool) -> None:
    """Sits well, smiles wide."""
    green, dark, pale = "#93bd74", "#55804e", "#f2efc4"
    for side in (-1, 1):
        thigh = smooth(trace(".2 -.3, .42 -.36, .54 -.2, .5 -.04, .3 -.02, .18 -.1"), n=7) * (side, 1)
        m.shape(thigh, mix(green, dark, 0.2), vol=0.5, edge=0.8, rim=0.2)
        toes = smooth(
            trace(".3 -.02, .42 -.07, .52 -.06, .62 -.05, .6 -.01, .64 .015, .54 .015, .5 .03, .42 .01"), n=4
        ) * (side, 1)
        m.shape(toes, green, vol=0.3, edge=0.9)
    body_shape = smooth(
        trace("0 -.52, .26 -.46, .32 -.24, .26 -.04, 0 0, -.26 -.04, -.32 -.24, -.26 -.46"), n=8
    )
    body = m.shape(body_shape, green, vol=0.45, edge=0.7)
    m.shape(ellipse(0, -0.2, 0.2, 0.2), pale, clip=body, edge=0.3, soft=0.02, a=0.95)
    for side in (-1, 1):
        arm = band(trace(".2 -.36, .27 -.2, .19 -.04") * (side, 1), 0.1)
        m.shape(arm, green, vol=0.4, edge=0.9)
        m.shape(
            smooth(trace(".12 -.03, .17 -.06, .23 -.06, .28 -.02, .24 .01, .2 0, .16 .015"), n=4) * (side, 1),
            green,
            vol=0.3,
            edge=0.9,
        )
    for side in (-1, 1):
        m.shape(ellipse(side * 0.25, -0.86, 0.155, 0.15), green, vol=0.4, edge=0.8, rim=0.25)
    head_shape = smooth(
        trace(
            "0 -.82, .26 -.84, .44 -.7, .47 -.54, .36 -.4, .16 -.35, 0 -.34, -.16 -.35, -.36 -.4, "
            "-.47 -.54, -.44 -.7, -.26 -.84"
        ),
        n=8,
    )
    head = m.shape(head_shape, green, vol=0.5, volk=0.2, edge=0.65, rim=0.25)
    m.shape(
        smooth(trace("-.4 -.52, 0 -.46, .4 -.52, .32 -.38, 0 -.33, -.32 -.38"), n=7),
        pale,
        a=0.85,
        clip=head,
        soft=0.02,
        edge=0.0,
    )
    m.wash(
        [
            ellipse(x, y, r, r * 0.8, n=16)
            for x, y, r in (
                (-0.02, -0.76, 0.05),
                (0.09, -0.72, 0.03),
                (-0.36, -0.66, 0.04),
                (0.37, -0.67, 0.035),
            )
        ],
        dark,
        0.35,
        clip=head,
    )
    m.line(trace("-.3 -.54, -.16 -.475, 0 -.46, .16 -.475, .3 -.54"), INK, 0.02, 0.75, broken=0.05)
    m.line(points(-0.33, -0.555, -0.3, -0.54, -0.29, -0.52), INK, 0.016, 0.6, broken=0.1)
    m.line(points(0.33, -0.555, 0.3, -0.54, 0.29, -0.52), INK, 0.016, 0.6, broken=0.1)
    for side in (-1, 1):
        if not asleep:
            m.shape(ellipse(side * 0.25, -0.855, 0.118, 0.118), "#fbf3d8", edge=0.4, vol=0.2)
        eye(m, side * 0.25, -0.845, 0.096, closed=asleep, iris="#a5783c")
        blush(m, side * 0.36, -0.53, 0.06, clip=head)
        m.shape(ellipse(side * 0.035, -0.62, 0.012, 0.009, n=8), dark, edge=0.0, rough=0.0)


@companion("crab", foot=0.56)
def crab(m: Motif, asleep: bool) -> None:
    """Waves with one claw; asleep it holds both close."""
    red, dark, pale = "#e58560", "#a84f48", "#fbe0c4"
    for side in (-1, 1):
        for k, reach in enumerate((0.72, 0.66, 0.54)):
            y = -0.3 + 0.08 * k
            m.shape(
                band(
                    [(side * 0.34, y), (side * (reach - 0.06), y - 0.08 + 0.05 * k), (side * reach, -0.01)],
                    0.058,
                ),
                mix(red, dark, 0.25),
                vol=0.3,
                edge=0.9,
                rough=0.2,
            )
    for side in (-1, 1):
        lift = 0.0 if not asleep else 0.34
        raise_ = 0.08 if side > 0 and not asleep else 0.0
        cx, cy = side * (0.62 - 0.14 * (lift > 0)), -0.74 + lift - raise_
        m.shape(
            band([(side * 0.4, -0.36), (side * 0.62, -0.44 + lift * 0.4), (cx, cy + 0.1)], 0.1),
            red,
            vol=0.4,
            edge=0.9,
            rough=0.2,
        )
        claw = smooth(
            trace(
                "-.04 .15, -.17 .06, -.18 -.1, -.08 -.22, -.02 -.2, -.03 -.08, .03 -.09, .08 -.2, "
                ".17 -.12, .17 .06, .08 .15"
            ),
            n=6,
        )
        m.shape(moved(claw * (side, 1), cx, cy), red, vol=0.5, edge=0.85, rim=0.3)
        m.contour(moved(claw * (side, 1), cx, cy), dark, 0.014, 0.45)
    for side in (-1, 1):
        m.line(points(side * 0.14, -0.5, side * 0.16, -0.66), red, 0.075, 0.95, broken=0.0)
        m.shape(ellipse(side * 0.165, -0.74, 0.125, 0.125), red, vol=0.4, edge=0.8, rim=0.2)
    shell_shape = smooth(
        trace("-.5 -.38, -.36 -.56, 0 -.62, .36 -.56, .5 -.38, .4 -.14, .16 -.04, -.16 -.04, -.4 -.14"), n=9
    )
    shell = m.shape(shell_shape, red, vol=0.55, volk=0.22, edge=0.8, tex=0.5, rim=0.3)
    m.shape(
        smooth(trace("-.38 -.2, 0 -.14, .38 -.2, .2 -.04, -.2 -.04"), n=7),
        pale,
        a=0.75,
        clip=shell,
        soft=0.03,
        edge=0.0,
    )
    m.shape(
        [
            ellipse(x, y, r, r * 0.8, n=16)
            for x, y, r in (
                (-0.26, -0.5, 0.04),
                (-0.12, -0.55, 0.03),
                (0.05, -0.56, 0.045),
                (0.22, -0.52, 0.03),
                (0.33, -0.47, 0.035),
            )
        ],
        pale,
        a=0.6,
        clip=shell,
        edge=0.3,
    )
    m.contour(shell_shape, dark, 0.015, 0.45)
    for side in (-1, 1):
        if not asleep:
            m.shape(ellipse(side * 0.165, -0.74, 0.095, 0.095), "#fff6e6", edge=0.3, vol=0.15)
        eye(m, side * 0.165, -0.735, 0.08, closed=asleep)
        blush(m, side * 0.25, -0.3, 0.07, "#d9604f", a=0.5, clip=shell)
    smile(m, 0, -0.32, 0.15, line_width=0.022)


@companion("fish", foot=0.3, hovers=True)
def fish(m: Motif, asleep: bool) -> None:
    """Coral and cream, with a fan for a tail."""
    coral, cream, blue = "#ee9a74", "#fdf0da", "#7fa5cc"
    fan = smooth(
        trace("-.36 -.5, -.56 -.78, -.8 -.88, -.86 -.7, -.74 -.5, -.86 -.3, -.8 -.12, -.56 -.22"), n=7
    )
    tail = m.shape(fan, mix(coral, "#d9604f", 0.2), vol=0.3, edge=1.1, rim=0.2)
    for y in (-0.76, -0.6, -0.5, -0.4, -0.24):
        m.line(points(-0.42, -0.5, -0.6, (y - 0.5) / 2, -0.82, y), "#a84f48", 0.014, 0.4, clip=tail)
    fin = smooth(trace("-.3 -.76, -.12 -1.0, .12 -.98, .2 -.8, -.04 -.72"), n=7)
    m.shape(fin, blue, vol=0.3, edge=1.1)
    m.shape(smooth(trace("-.2 -.2, -.16 -.02, .0 .0, .04 -.16"), n=7), blue, vol=0.3, edge=1.1)
    for x0, x1 in ((-0.12, -0.1), (-0.01, 0.0), (0.09, 0.08)):
        m.line(points(x0, -0.76, x1, -0.94), "#56749c", 0.012, 0.45)
    side_shape = smooth(
        trace(
            "-.46 -.5, -.3 -.7, -.02 -.83, .28 -.8, .48 -.64, .53 -.48, .44 -.3, .2 -.15, "
            "-.08 -.15, -.32 -.32"
        ),
        n=8,
    )
    flank = m.shape(side_shape, coral, vol=0.5, volk=0.25, edge=0.8, rim=0.3)
    m.shape(
        smooth(trace("-.4 -.36, 0 -.3, .5 -.38, .3 -.1, -.1 -.1"), n=7),
        cream,
        a=0.8,
        clip=flank,
        soft=0.03,
        edge=0.0,
    )
    for x, wide in ((-0.24, 0.09), (0.02, 0.12)):
        m.shape(
            band(points(x + 0.03, -0.9, x - 0.04, -0.5, x + 0.03, -0.08), wide),
            cream,
            clip=flank,
            edge=0.8,
            tex=0.4,
        )
    if m.fine:
        for x, y in ((-0.13, -0.58), (-0.13, -0.44), (-0.07, -0.51), (-0.33, -0.52), (-0.12, -0.31)):
            m.line(arc(x, y, 0.045, 0.05, -70, 70, 8), "#b8604f", 0.014, 0.45, sm=False, clip=flank)
    pectoral = smooth(trace(".12 -.4, -.02 -.36, -.1 -.24, .04 -.22, .16 -.3"), n=7)
    m.shape(pectoral, blue, vol=0.3, edge=1.0)
    m.contour(side_shape, "#a84f48", 0.014, 0.4)
    eye(m, 0.29, -0.56, 0.092, closed=asleep, iris="#4f6f8a")
    blush(m, 0.26, -0.39, 0.065, "#e0605a", a=0.5, clip=flank)
    smile(m, 0.44, -0.41, 0.1)
    for x, y, r in ((0.64, -0.7, 0.045), (0.7, -0.86, 0.032)):
        m.shape(ellipse(x, y, r, r, n=18), "#eaf6fa", a=0.35, edge=1.4, vol=0.0, rough=0.0)
        m.shine(ellipse(x - r * 0.3, y - r * 0.3, r * 0.28, r * 0.28, n=8), a=0.8, soft=0.004)
