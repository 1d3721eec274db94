"""Things of paper: book, letter, map, and the boat one folds from it; and the boat it dreams of being."""

import numpy as np

from sandman.providers.illustration.painter.brush import ellipse, mix, points, smooth, turn
from sandman.providers.illustration.painter.props.motif import INK, Motif
from sandman.providers.illustration.painter.props.outlines import (
    arc,
    band,
    crescent,
    heart,
    moved,
    rounded,
    star,
    trace,
)
from sandman.providers.illustration.painter.props.registry import prop

PAPER, AGED, RED, NAVY = "#fdf4e0", "#f3dfb8", "#c4625a", "#54699a"


@prop("book", foot=0.62)
def book(m: Motif, _lit: float) -> None:
    """An open picture book, a moon on one page and a hill on the other."""
    cover = smooth(
        trace("-.78 -.83, -.4 -.9, 0 -.8, .4 -.9, .78 -.83, .8 -.09, .4 -.15, 0 -0, -.4 -.15, -.8 -.09"),
        n=4,
    )
    m.shape(cover, RED, vol=0.45, edge=0.9, rim=0.2)
    for side in (-1, 1):
        for drop in (0.05, 0.025, 0.0):  # the block of leaves under the open pair
            sheet = points(
                0,
                -0.8 + drop,
                0.2,
                -0.92 + drop,
                0.45,
                -0.94 + drop,
                0.72,
                -0.87 + drop,
                0.74,
                -0.16 + drop,
                0.45,
                -0.22 + drop,
                0.18,
                -0.19 + drop,
                0,
                -0.08 + drop,
            )
            leaf_shape = smooth(sheet, n=5) * (side, 1)
            page = m.shape(
                leaf_shape, mix("#fff8e8", "#cdb48f", drop * 7), vol=0.1, edge=0.5, tex=0.25, rough=0.2
            )
        m.wash(
            trace("0 -1, .14 -1, .13 0, 0 0") * (side, 1),
            "#b8956a",
            0.6,
            soft=0.05,
            clip=page,
            edge=0.0,
        )
        picture = smooth(
            trace(".15 -.82, .42 -.85, .64 -.79, .65 -.34, .42 -.38, .16 -.33") * (side, 1),
            n=4,
        )
        if side < 0:
            sky = m.shape(picture, "#6f86bb", a=0.9, clip=page, edge=1.2, tex=0.7)
            m.shape(crescent(-0.4, -0.64, 0.12), "#ffefb8", clip=sky, edge=0.2)
            m.shape(
                [
                    ellipse(x, y, 0.014, 0.014, n=8)
                    for x, y in ((-0.56, -0.72), (-0.24, -0.7), (-0.55, -0.5), (-0.24, -0.5))
                ],
                "#fff3cf",
                clip=sky,
                edge=0.0,
            )
        else:
            day = m.shape(picture, "#f4d7a4", a=0.85, clip=page, edge=1.2, tex=0.7)
            m.shape(
                smooth(trace(".05 -.5, .3 -.6, .5 -.48, .8 -.56, .8 -.2, .05 -.2")),
                "#8fae82",
                a=0.9,
                clip=day,
            )
            m.shape(ellipse(0.5, -0.7, 0.06, 0.06, n=16), "#ea9a6a", clip=day)
        m.contour(leaf_shape, "#8a6a50", 0.012, 0.4)
    m.line(points(0, -0.8, 0.005, -0.4, 0, -0.05), "#8d6748", 0.018, 0.6, broken=0.2)
    mark = smooth(trace(".02 -.09, .06 -.03, .045 .03, .085 .1"), closed=False)
    m.shape(band(mark, 0.05), NAVY, edge=0.7, vol=0.2)


@prop("letter", foot=0.6)
def letter(m: Motif, _lit: float) -> None:
    """An envelope sealed with a wax heart, a sprig of lavender under its flap."""
    m = m.within(0, -0.02, 0.98, tilt_degrees=-6)
    back = rounded(-0.68, -0.92, 0.68, -0.02, 0.03)
    whole = m.shape(back, "#fbeed6", vol=0.3, edge=0.9, tex=0.4, rim=0.2)
    m.wash(points(-0.68, -0.02, -0.68, -0.92, -0.06, -0.44), "#dcbf94", 0.35, clip=whole, soft=0.01)
    m.wash(points(0.68, -0.02, 0.68, -0.92, 0.06, -0.44), "#dcbf94", 0.35, clip=whole, soft=0.01)
    m.shape(
        smooth(trace("-.68 -.02, -.3 -.29, 0 -.46, .3 -.29, .68 -.02"), n=4),
        "#fdf3e0",
        clip=whole,
        edge=1.0,
        vol=0.2,
    )
    stem = trace("-.2 -.5, .05 -.62, .3 -.75, .42 -.81")
    flap = smooth(trace("-.68 -.91, -.36 -.66, -.06 -.4, 0 -.375, .06 -.4, .36 -.66, .68 -.91"), n=4)
    m.wash(moved(flap, 0, 0.03), "#b98f68", 0.45, clip=whole, soft=0.018, edge=0.0)
    m.shape(flap, "#fdf1dc", clip=whole, edge=1.1, vol=0.25)
    m.line(trace("-.66 -.9, -.06 -.4, .06 -.4, .66 -.9"), "#a07a58", 0.014, 0.5, sm=False, broken=0.3)
    if m.fine:
        edge = [
            moved(turn(trace("-.02 -.028, .03 -.028, .02 .028, -.03 .028"), 0), x, -0.045)
            for x in np.linspace(-0.6, 0.6, 9)
        ]
        m.shape(edge[::2], "#d98678", clip=whole, edge=0.2, a=0.8)
        m.shape(edge[1::2], "#87a3c6", clip=whole, edge=0.2, a=0.8)
    m.line(stem, "#7f9a78", 0.016, 0.9, broken=0.1)
    florets = []
    for k in np.linspace(0.4, 1.0, 8):
        x, y = stem[0] + (stem[-1] - stem[0]) * k
        puff = 0.034 * (1.25 - 0.55 * k)
        florets += [
            ellipse(float(x) + dx, float(y) + dy, puff, puff * 0.8, -28, n=12)
            for dx, dy in ((-0.02, -0.035), (0.02, 0.03))
        ]
    m.shape(florets, "#ab93cb", edge=1.2, rough=0.1)
    seal = smooth(
        ellipse(0, -0.4, 0.125, 0.125, n=14) * (1, 1)
        + 0.012 * np.column_stack([np.cos(np.arange(14) * 2.4), np.sin(np.arange(14) * 1.7)]),
        n=4,
    )
    m.shape(seal, "#bb4a48", vol=0.6, edge=0.9, rim=0.4)
    m.shape(heart(0, -0.4, 0.12), "#f0a99c", vol=0.3, edge=0.9)
    m.shine(ellipse(-0.045, -0.45, 0.022, 0.012, -30, n=12), a=0.7)
    m.contour(back, "#a07a58", 0.013, 0.4)


@prop("map", foot=0.62)
def treasure_map(m: Motif, _lit: float) -> None:
    """A parchment with curling ends: an island, a dotted way across it, a golden star at its end."""
    m = m.within(0, 0.07, 1.04)
    sheet = trace(
        "-.6 -.86, -.2 -.8, .2 -.87, .6 -.8, .62 -.45, .6 -.12, .2 -.2, -.2 -.12, -.6 -.18, -.62 -.5"
    )
    outline = smooth(sheet, n=6)
    page = m.shape(outline, AGED, vol=0.3, edge=1.0, tex=0.7, rim=0.2)
    sea = m.shape(
        smooth(moved(sheet * (0.9, 0.86), 0, -0.07), n=6), "#a9c8c6", a=0.7, clip=page, edge=1.1, tex=0.8
    )
    island = smooth(
        trace(
            "-.42 -.5, -.3 -.68, -.08 -.64, .12 -.73, .36 -.64, .44 -.46, .26 -.32, .05 -.36, "
            "-.16 -.27, -.36 -.34"
        ),
        n=6,
    )
    land = m.shape(island, "#bccb93", clip=sea, edge=1.4, tex=0.6)
    m.contour(island, "#7d7a55", 0.012, 0.5)
    for x, y, h in ((-0.24, -0.5, 0.13), (-0.15, -0.49, 0.1)):
        m.shape(points(x - h * 0.6, y, x, y - h, x + h * 0.6, y), "#a58f84", clip=land, edge=0.9, vol=0.3)
        m.shape(
            points(x - h * 0.22, y - h * 0.62, x, y - h, x + h * 0.22, y - h * 0.62),
            "#fdf6ea",
            clip=land,
            edge=0.1,
        )
    m.shape(
        [ellipse(x, y, 0.035, 0.03, n=14) for x, y in ((0.08, -0.6), (0.14, -0.63), (0.19, -0.59))],
        "#6f9a72",
        clip=land,
        edge=0.9,
    )
    way = smooth(trace("-.3 -.38, -.12 -.36, 0 -.47, .15 -.49, .27 -.44"), closed=False, n=8)
    m.shape(
        [band(way[k : k + 2], 0.022, steps=2) for k in range(0, len(way) - 2, 3)],
        "#bb4a48",
        edge=0.3,
        rough=0.0,
    )
    m.shape(star(0.32, -0.45, 0.075), "#efc25a", vol=0.3, edge=0.9)
    m.contour(star(0.32, -0.45, 0.075), "#96633a", 0.012, 0.6)
    m.shape(star(-0.46, -0.74, 0.05, inner=0.3, rounded=False), "#a8625a", clip=page, edge=0.3)
    m.line(trace("-.52 -.26, -.45 -.29, -.38 -.26, -.31 -.29"), "#6f9fae", 0.014, 0.7)
    m.line(trace(".3 -.72, .37 -.75, .44 -.72, .51 -.75"), "#6f9fae", 0.014, 0.7)
    for side in (-1, 1):
        tube = smooth(
            trace(".55 -.88, .66 -.9, .69 -.5, .68 -.08, .57 -.1, .59 -.5") * (side, 1),
            n=6,
        )
        m.shape(tube, mix(AGED, "#d9b882", 0.35), vol=0.6, volk=0.4, edge=0.9, rim=0.25)
        m.line(arc(side * 0.615, -0.885, 0.05, 0.022, 0, 360), "#8d6a44", 0.014, 0.7, sm=False, broken=0.1)
        m.line(arc(side * 0.615, -0.885, 0.026, 0.011, 0, 360), "#8d6a44", 0.011, 0.6, sm=False, broken=0.1)
        m.contour(tube, "#8d6a44", 0.013, 0.4)


@prop("paper_boat", foot=0.5)
def paper_boat(m: Motif, _lit: float) -> None:
    """A boat folded from a drawing sheet, its creases still crisp."""
    away = -float(np.sign(m.toward[0] or 1))  # the facets on this side are in shade
    sail = points(0, -0.96, 0.33, -0.36, -0.33, -0.36)
    m.shape(sail, "#fffaf0", vol=0.0, edge=0.7, rough=0.2, tex=0.2)
    m.wash(points(0, -0.96, 0.33, -0.36, 0.0, -0.3) * (away, 1), "#c3c8e2", 0.5, edge=0.8)
    m.shape(
        trace("-.72 -.58, -.3 -.36, .3 -.36, .72 -.58, .36 -.2, -.36 -.2"), "#c4c6da", edge=0.8, rough=0.2
    )
    hull = trace("-.72 -.585, -.25 -.34, 0 -.4, .25 -.34, .72 -.585, .44 -.01, -.44 -.01")
    side = m.shape(hull, "#fffcf4", vol=0.0, edge=0.8, rough=0.2, tex=0.2)
    m.wash(trace(".25 -.34, .72 -.585, .44 -.01") * (away, 1), "#b9c0de", 0.5, clip=side, edge=0.8)
    m.wash(trace("0 -.4, .25 -.34, .44 -.01, 0 -.01") * (away, 1), "#d3d8ea", 0.45, clip=side, edge=0.6)
    for y, colour in ((-0.13, "#d97f70"), (-0.085, "#8fb0cc")):
        m.line(points(-0.5, y - 0.012, 0, y, 0.5, y - 0.012), colour, 0.03, 0.75, broken=0.3, clip=side)
    m.line(points(0, -0.95, 0.0, -0.4, 0.0, -0.02), "#8d88a8", 0.012, 0.5)
    m.line(points(-0.25, -0.345, -0.36, -0.18, -0.44, -0.01), "#8d88a8", 0.011, 0.45)
    m.line(points(0.25, -0.345, 0.36, -0.18, 0.44, -0.01), "#8d88a8", 0.011, 0.45)
    m.contour(hull, "#7d7894", 0.014, 0.5)
    m.contour(sail, "#7d7894", 0.014, 0.4)


@prop("boat", foot=0.56)
def boat(m: Motif, _lit: float) -> None:
    """A small wooden sailing boat with a patched sail."""
    m.line(points(0.02, -0.99, 0.015, -0.6, 0.01, -0.2), "#7a543e", 0.032, 0.95, broken=0.0)
    sail = smooth(trace(".055 -.93, .3 -.74, .47 -.4, .5 -.33, .28 -.305, .06 -.33, .085 -.62"), n=6)
    cloth = m.shape(sail, "#fff4e0", vol=0.3, volk=0.28, edge=0.8, tex=0.5, rim=0.25)
    for y, lift in ((-0.46, 0.03), (-0.62, 0.03), (-0.77, 0.02)):
        m.line(points(0.05, y, 0.25, y + lift, 0.5, y + 0.01), "#dd9a78", 0.03, 0.55, broken=0.3, clip=cloth)
    patch = moved(turn(rounded(-0.06, -0.055, 0.06, 0.055, 0.01), 12), 0.25, -0.5)
    m.shape(patch, "#8fb0a6", clip=cloth, edge=0.8)
    if m.fine:
        stitches = smooth(moved(turn(rounded(-0.075, -0.07, 0.075, 0.07, 0.01), 12), 0.25, -0.5), n=1)
        m.shape(
            [band(stitches[k : k + 2], 0.012, steps=2) for k in range(0, len(stitches) - 1, 2)],
            "#a5846c",
            edge=0.0,
            rough=0.0,
            clip=cloth,
        )
    jib = smooth(trace("-.02 -.86, -.16 -.6, -.36 -.36, -.2 -.32, -.03 -.36, -.05 -.6"), n=6)
    m.shape(jib, "#f4d9b8", vol=0.4, edge=0.8, tex=0.5)
    m.contour(sail, "#8a6a50", 0.013, 0.45)
    m.contour(jib, "#8a6a50", 0.013, 0.45)
    pennant = smooth(trace(".03 -1, .12 -.985, .22 -.95, .13 -.935, .03 -.92"), n=5)
    m.shape(pennant, "#c4584e", edge=0.8, rough=0.2)
    inside = smooth(trace("-.62 -.29, -.3 -.255, .2 -.25, .6 -.31, .4 -.2, -.4 -.19"), n=6)
    m.shape(inside, "#7d5340", vol=0.3, edge=0.7)
    hull = smooth(
        trace(
            "-.66 -.3, -.4 -.22, 0 -.195, .4 -.22, .66 -.33, .6 -.16, .46 -.03, .28 0, -.26 0, "
            "-.44 -.04, -.58 -.15"
        ),
        n=8,
    )
    wood = m.shape(hull, "#c27c58", vol=0.5, volk=0.25, edge=0.9, tex=0.6, rim=0.35)
    m.shape(
        np.vstack(
            [
                trace(
                    "-.7 -.3, -.4 -.215, 0 -.19, .4 -.215, .7 -.33, .7 -.26, .4 -.155, 0 -.13, "
                    "-.4 -.155, "
                    "-.7 -.235"
                )
            ]
        ),
        "#f3e3c6",
        clip=wood,
        edge=0.8,
        vol=0.2,
    )
    for drop in (0.1, 0.15):
        m.line(
            points(-0.6, -0.25 + drop, -0.2, -0.19 + drop, 0.3, -0.19 + drop, 0.6, -0.26 + drop),
            "#74402f",
            0.014,
            0.5,
            clip=wood,
        )
    m.contour(hull, "#5f3a2e", 0.015, 0.45)
    m.line(points(-0.66, -0.3, -0.56, -0.27), INK, 0.012, 0.4)
