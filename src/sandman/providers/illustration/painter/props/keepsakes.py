"""Things of the house: teacup, key, basket, telescope."""

import numpy as np

from sandman.providers.illustration.painter.brush import Part, Shape, ellipse, mix, points, smooth, turn
from sandman.providers.illustration.painter.props.motif import INK, Motif
from sandman.providers.illustration.painter.props.outlines import arc, band, heart, leaf, moved, trace
from sandman.providers.illustration.painter.props.registry import prop

CHINA, GILT, GOLD, BRASS = "#fbf4e8", "#dcae5c", "#e0b457", "#cf9d52"


@prop("teacup", foot=0.44)
def teacup(m: Motif, _lit: float) -> None:
    """A china cup on its saucer, roses round it, steam rising."""
    saucer = m.shape(ellipse(0, -0.075, 0.58, 0.095), CHINA, vol=0.4, edge=0.9, tex=0.3, rim=0.3)
    m.line(arc(0, -0.075, 0.55, 0.08, 0, 360, 40), GILT, 0.02, 0.8, broken=0.2, sm=False, clip=saucer)
    m.wash(ellipse(0.03, -0.085, 0.27, 0.045), m.canvas.shade_colour, 0.55, soft=0.02, edge=0.0, clip=saucer)
    grip = smooth(trace(".34 -.6, .52 -.63, .6 -.5, .52 -.34, .33 -.27"), closed=False)
    m.shape(band(grip[::4], 0.062), CHINA, vol=0.4, edge=0.9, rough=0.2)
    m.line(moved(grip, 0.0, 0.012), "#a594ae", 0.012, 0.4, sm=False)
    cup_shape = np.vstack(
        [
            arc(0, -0.665, 0.42, 0.06, 180, 0, 18)[::1],
            smooth(
                trace(
                    ".42 -.665, .4 -.42, .27 -.19, .16 -.1, 0 -.085, -.16 -.1, -.27 -.19, -.4 -.42, "
                    "-.42 -.665"
                ),
                closed=False,
            ),
        ]
    )
    cup = m.shape(cup_shape, CHINA, vol=0.45, volk=0.3, edge=0.8, tex=0.3, rim=0.2, shade="#b4b0d6")
    for x, y, r in ((0.0, -0.4, 0.085), (-0.25, -0.45, 0.06), (0.25, -0.45, 0.06)):
        m.shape([leaf(x, y, r * 2.1, r * 0.9, a) for a in (-20, 200)], "#8fb08a", clip=cup, edge=0.7)
        m.shape(
            [
                ellipse(x + np.cos(a) * r * 0.5, y + np.sin(a) * r * 0.5, r * 0.55, r * 0.5, n=14)
                for a in np.arange(5) * 1.257
            ],
            "#e59a94",
            clip=cup,
            edge=0.9,
        )
        m.shape(ellipse(x, y, r * 0.42, r * 0.4, n=14), "#cf6a70", clip=cup, edge=0.6)
    m.line(points(-0.42, -0.62, 0, -0.55, 0.42, -0.62), "#8fb0cf", 0.026, 0.7, broken=0.15, clip=cup)
    m.shape(ellipse(0, -0.665, 0.42, 0.068), "#fdf8ee", edge=0.7, vol=0.2)
    tea = m.shape(ellipse(0, -0.655, 0.36, 0.05), "#b97a4c", edge=0.9, vol=0.2, tex=0.5)
    m.shine(ellipse(-0.14, -0.665, 0.1, 0.012), a=0.55, clip=tea)
    m.line(arc(0, -0.665, 0.415, 0.066, 0, 360, 40), GILT, 0.018, 0.85, broken=0.15, sm=False)
    foot = m.shape(
        smooth(trace("-.15 -.11, .15 -.11, .18 -.065, 0 -.05, -.18 -.065"), n=5),
        CHINA,
        vol=0.4,
        edge=0.9,
    )
    m.line(points(-0.17, -0.07, 0, -0.055, 0.17, -0.07), GILT, 0.016, 0.8, clip=foot)
    for dx, sway, a in ((-0.08, 1, 0.5), (0.09, -1, 0.42)):
        wisp = smooth(
            points(dx, -0.7, dx + 0.05 * sway, -0.79, dx - 0.04 * sway, -0.88, dx + 0.03 * sway, -0.99),
            closed=False,
        )
        m.shape(band(wisp[::4], 0.05), "#fffaf0", a=a, soft=0.018, edge=0.0, vol=0.0, rim=0.0, tex=0.2)
    m.contour(cup_shape, "#8a7a94", 0.013, 0.4)


@prop("key", foot=0.0)
def key(m: Motif, _lit: float) -> None:
    """An old gold key with a heart in its bow and a ribbon for remembering it by."""
    if not m.held:
        m.stand(0.3, a=0.4)
    m = m.within(-0.27, -0.02, 1.04, tilt_degrees=27)
    gold, dark = "#e0b050", "#7f5a34"
    bits = trace(".03 -.06, .23 -.06, .23 -.13, .155 -.135, .155 -.175, .23 -.18, .23 -.25, .03 -.25")
    shaft = np.vstack(
        [points(-0.04, -0.6, -0.036, -0.05), arc(0, -0.04, 0.036, 0.04, 180, 0, 6), points(0.04, -0.6)]
    )
    m.shape([shaft, bits], gold, vol=0.45, volk=0.4, edge=1.0, rough=0.15, rim=0.4, shade="#9a6a58")
    m.line(points(-0.012, -0.58, -0.012, -0.06), "#fff3c8", 0.02, 0.8, broken=0.15)
    m.contour(bits, dark, 0.012, 0.5)
    m.line(points(-0.04, -0.58, -0.037, -0.03), dark, 0.012, 0.5)
    m.shape(
        [band(points(-0.07, y, 0, y + 0.01, 0.07, y), 0.042) for y in (-0.585, -0.52, -0.3)],
        "#c99543",
        vol=0.4,
        edge=0.9,
        rough=0.1,
        rim=0.4,
    )
    outer, inner = heart(0, -0.78, 0.48), heart(0, -0.79, 0.25)
    whole, hole = m.canvas.mask(m(outer), 0.3), m.canvas.mask(m(inner), 0.2)
    bow = Part(whole.where, m.canvas.without(whole.where, whole.cover, hole))
    m.shape(outer, gold, mask=bow, vol=0.45, volk=0.12, edge=1.0, rim=0.4, shade="#9a6a58")
    m.contour(outer, dark, 0.014, 0.5)
    m.contour(inner, dark, 0.013, 0.5)
    m.shine(ellipse(-0.165, -0.87, 0.018, 0.05, 35, n=16), a=0.8, soft=0.006)
    for tail in (
        trace(".16 -.7, .25 -.6, .22 -.47, .3 -.36"),
        trace(".16 -.7, .33 -.65, .38 -.53, .48 -.48"),
    ):
        m.shape(band(tail, 0.045), "#c4584e", vol=0.3, edge=0.9, rough=0.2)
    m.shape(band(trace(".1 -.66, .17 -.715, .23 -.78"), 0.06), "#d66a60", vol=0.4, edge=0.9, rough=0.2)


@prop("basket", foot=0.46)
def basket(m: Motif, _lit: float) -> None:
    """A willow basket with a checked cloth tucked over its edge."""
    hoop = arc(0, -0.48, 0.44, 0.48, 180, 360, 31)
    m.shape(band(hoop[::3], 0.075), "#a9744a", vol=0.4, edge=0.9, rough=0.2)
    for k in range(2, 28, 2):
        m.line(
            np.vstack([moved(hoop[k] * (0.95, 1), 0, 0.0), hoop[k + 1] * (1.05, 1.0)]),
            "#744a35",
            0.014,
            0.5,
            broken=0.1,
        )
    m.shape(ellipse(0, -0.5, 0.5, 0.085), "#7d5340", vol=0.2, edge=0.7)
    bowl_shape = smooth(
        trace(
            "-.51 -.5, -.25 -.455, 0 -.44, .25 -.455, .51 -.5, .47 -.25, .4 -.04, .2 .01, -.2 .01, "
            "-.4 -.04, -.47 -.25"
        ),
        n=7,
    )
    bowl = m.shape(bowl_shape, "#b5804f", vol=0.6, volk=0.3, edge=0.8, tex=0.5, rim=0.2)
    columns, rows = (12, 7) if m.fine else (8, 4)
    stakes, strands = [], []
    for j in range(rows):
        v = (j + 0.5) / rows
        half = 0.51 - 0.11 * v
        for i in range(columns + 1):
            u = i / columns * 2 - 1
            cx, cy = u * half, -0.46 + 0.48 * v + 0.05 * (1 - u * u)
            if (i + j) % 2:  # over one stake, under the next: that is all there is to wickerwork
                strands.append(ellipse(cx, cy, half / columns * 1.75, 0.46 / rows * 0.47, n=14))
            else:
                stakes.append(ellipse(cx, cy, half / columns * 0.42, 0.46 / rows * 0.55, n=12))
    m.shape(strands, "#c99860", clip=bowl, edge=1.1, vol=0.0)
    m.shape(stakes, "#a5744a", clip=bowl, edge=1.0, vol=0.0)
    m.contour(bowl_shape, "#6a4432", 0.014, 0.4)
    cloth_shape = smooth(
        trace(
            "-.5 -.53, -.3 -.6, 0 -.575, .3 -.61, .5 -.53, .51 -.42, .36 -.3, .24 -.38, .08 -.24, "
            "-.1 -.36, -.26 -.27, -.42 -.38, -.52 -.42"
        ),
        n=7,
    )
    cloth = m.shape(cloth_shape, "#fbf0e0", vol=0.4, edge=0.8, tex=0.4, rim=0.2)
    for k in np.linspace(-0.46, 0.46, 8):
        m.wash(
            band(points(k * 0.96, -0.66, k, -0.45, k * 1.06, -0.2), 0.055),
            "#d0605a",
            0.55,
            clip=cloth,
            edge=0.3,
            rough=0.1,
        )
    for y in (-0.56, -0.46, -0.36, -0.27):
        m.wash(
            band(points(-0.55, y - 0.015, 0, y + 0.02, 0.55, y - 0.015), 0.045),
            "#d0605a",
            0.55,
            clip=cloth,
            edge=0.3,
            rough=0.1,
        )
    m.contour(cloth_shape, "#96504c", 0.013, 0.45)
    for side in (-1, 1):
        m.shape(ellipse(side * 0.43, -0.5, 0.05, 0.05, n=20), "#b5804f", vol=0.4, edge=0.9)


@prop("telescope", foot=0.34)
def telescope(m: Motif, _lit: float) -> None:
    """A brass telescope looking up; on its tripod, unless somebody holds it."""
    if not m.held:
        for x, dark in ((0.02, 0.25), (-0.26, 0.0), (0.28, 0.0)):
            m.shape(
                band(points(0, -0.5, x * 0.5, -0.25, x, 0.0), 0.05),
                mix("#9a6a48", "#4a3440", dark),
                vol=0.3,
                edge=0.8,
                rough=0.2,
                rim=0.2,
            )
        m.line(points(-0.15, -0.22, 0.0, -0.2, 0.16, -0.22), BRASS, 0.018, 0.8, broken=0.1)
        m.shape(ellipse(0, -0.5, 0.07, 0.055, n=20), "#7d5644", vol=0.4, edge=0.9)
    tube = m.within(0, -0.58, 1.0, tilt_degrees=-32)
    barrels = ((-0.6, -0.3, 0.062, "#c08f4a"), (-0.32, 0.06, 0.085, "#7a4a48"), (0.04, 0.5, 0.112, "#a9564c"))
    for x0, x1, half, colour in barrels:
        part = tube.shape(
            np.vstack([arc(x0, 0, half * 0.3, half, 90, 270, 12), arc(x1, 0, half * 0.3, half, -90, 90, 12)]),
            colour,
            vol=0.6,
            volk=0.3,
            edge=0.9,
            rough=0.2,
            rim=0.4,
        )
        tube.shine(
            points(x0, -half * 0.62, x1, -half * 0.62, x1, -half * 0.35, x0, -half * 0.35),
            a=0.42,
            soft=0.012,
            clip=part,
        )
    for x, half in ((-0.6, 0.078), (-0.31, 0.095), (0.04, 0.122), (0.12, 0.118), (0.48, 0.128)):
        tube.shape(
            band(arc(x, 0, half * 0.3, half, -90, 90, 12), 0.045), GOLD, vol=0.4, edge=0.9, rough=0.1, rim=0.4
        )
    lens = tube.shape(ellipse(0.5, 0, 0.042, 0.118, n=30), "#6f8fc0", vol=0.3, edge=0.9)
    tube.shine(ellipse(0.492, -0.045, 0.012, 0.035, 0, n=14), a=0.8, soft=0.004, clip=lens)
    tube.line(ellipse(0.5, 0, 0.045, 0.124, n=30), "#8a6434", 0.016, 0.8, closed=True, broken=0.1, sm=False)
    if m.fine:
        tube.shape(
            [_diamond(x, 0.0) for x in (0.22, 0.3, 0.38)], "#ecc878", edge=0.3, rough=0.0, vol=0.0, rim=0.0
        )
    tube.line(
        trace("-.6 .066, -.3 .066, -.3 .088, .04 .088, .04 .114, .5 .116"),
        INK,
        0.012,
        0.35,
        sm=False,
    )


def _diamond(x: float, y: float) -> Shape:
    return moved(turn(trace("-.02 -.02, .02 -.02, .02 .02, -.02 .02"), 45), x, y)
