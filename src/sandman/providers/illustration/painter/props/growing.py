"""Things that grow: acorn, flower, seed, apple."""

import numpy as np

from sandman.providers.illustration.painter.brush import ellipse, mix, points, smooth, turn
from sandman.providers.illustration.painter.props.motif import INK, Motif
from sandman.providers.illustration.painter.props.outlines import arc, band, closed_half, leaf, moved, trace
from sandman.providers.illustration.painter.props.registry import prop

GREEN, STEM = "#7fa36e", "#6b8d5c"


@prop("acorn", foot=0.26)
def acorn(m: Motif, _lit: float) -> None:
    """An acorn in its knitted cap, one oak leaf still beside it."""
    lobes = smooth(
        trace(
            ".16 -.1, .24 -.22, .36 -.2, .4 -.33, .54 -.3, .58 -.42, .7 -.38, .78 -.47, .78 -.34, "
            ".7 -.28, .73 -.17, .6 -.17, .56 -.05, .44 -.09, .34 0, .24 -.04"
        ),
        n=6,
    )
    oak = m.shape(lobes, "#c99a4e", vol=0.4, edge=1.0, tex=0.8)
    m.wash(ellipse(0.6, -0.3, 0.16, 0.12), "#b8653f", 0.5, soft=0.05, clip=oak)
    m.line(points(0.16, -0.08, 0.45, -0.2, 0.75, -0.42), "#80532f", 0.016, 0.6)
    for x, y, dx, dy in (
        (0.36, -0.15, 0.02, -0.12),
        (0.52, -0.24, 0.02, -0.12),
        (0.4, -0.17, 0.12, 0.06),
        (0.55, -0.26, 0.12, 0.05),
    ):
        m.line(points(x, y, x + dx, y + dy), "#80532f", 0.011, 0.5)
    m.contour(lobes, "#7a4c30", 0.012, 0.4)
    nut_shape = closed_half(trace("0 -.62, .3 -.6, .32 -.44, .25 -.2, .1 -.05, .025 -.03, 0 .01"))
    nut = m.shape(nut_shape, "#bd8148", vol=0.7, edge=0.9, tex=0.4, rim=0.35, shade="#7d5468")
    for x in (-0.2, -0.08, 0.07, 0.19):
        m.line(points(x, -0.6, x * 1.05, -0.36, x * 0.5, -0.08), "#8f5a35", 0.014, 0.32, clip=nut)
    lx = float(np.sign(m.toward[0] or 1))
    m.shine(
        smooth(trace(".14 -.5, .19 -.4, .16 -.27, .11 -.38") * (lx, 1)),
        a=0.6,
        soft=0.02,
        clip=nut,
    )
    m.contour(nut_shape, "#6f442c", 0.014, 0.45)
    cap_shape = closed_half(trace("0 -.885, .16 -.875, .32 -.76, .385 -.6, .34 -.535, .16 -.51, 0 -.5"))
    cap = m.shape(cap_shape, "#96704c", vol=0.65, edge=0.9, tex=0.5, rim=0.3, shade="#5f4a60")
    scales = []
    for row in range(5):
        y = -0.555 - row * 0.07
        wide = 0.36 * np.sqrt(max(0.05, 1 - ((y + 0.53) / 0.37) ** 2))
        count = 9 - row
        for k in range(count):
            x = (k + 0.5 - count / 2) / count * 2 * wide
            scales.append(arc(x, y - 0.03, wide / count * 0.95, 0.045, 20, 160, 6))
    for scale in scales if m.fine else scales[::3]:
        m.line(scale, "#5c3f34", 0.016, 0.55, broken=0.2, clip=cap, sm=False)
    m.contour(cap_shape, "#523830", 0.014, 0.45)
    m.shape(
        band(smooth(points(0, -0.86, 0.015, -0.94, 0.06, -0.995), closed=False), 0.05),
        "#7a5a40",
        vol=0.3,
        edge=0.8,
    )


@prop("flower", foot=0.16)
def flower(m: Motif, _lit: float) -> None:
    """One cosmos on its stem, turned a little to the light."""
    m.shape(
        band(trace(".02 0, -.04 -.22, .03 -.48, 0 -.68"), 0.038),
        STEM,
        vol=0.3,
        edge=0.8,
        rough=0.1,
    )
    for x, y, length, wide, angle, colour in (
        (-0.02, -0.14, 0.38, 0.17, -148, GREEN),
        (0.0, -0.26, 0.34, 0.15, -28, mix(GREEN, "#bcd39a", 0.4)),
    ):
        blade = leaf(x, y, length, wide, angle)
        m.shape(blade, colour, vol=0.4, edge=1.0, tex=0.6)
        tip = points(
            x + np.cos(np.radians(angle)) * length * 0.85, y + np.sin(np.radians(angle)) * length * 0.85
        )
        m.line(np.vstack([points(x, y), tip]), "#57784c", 0.012, 0.6)
    cx, cy = 0.0, -0.69
    order = (0, 2, 4, 6, 1, 3, 5, 7)
    base = smooth(
        trace("0 -.02, .12 -.1, .27 -.11, .335 -.045, .315 0, .335 .045, .27 .11, .12 .1, 0 .02"),
        n=6,
    )
    for k in order:
        angle = k * 45 + 12
        petal_shape = moved(turn(base * (1, 1 + 0.08 * np.sin(k * 2.2)), angle) * (1, 0.93), cx, cy)
        tone = mix("#ee9fae", "#fbd9d8", 0.25 + 0.3 * (k % 2) + 0.12 * np.sin(k))
        petal = m.shape(petal_shape, tone, vol=0.3, edge=1.15, tex=0.5, rough=0.3, shade="#c07aa8")
        m.wash(
            moved(turn(trace(".03 -.06, .2 -.03, .2 .03, .03 .06"), angle) * (1, 0.93), cx, cy),
            "#cf6a8c",
            0.5,
            soft=0.02,
            clip=petal,
            edge=0.0,
        )
        if m.fine:
            for spread in (-0.05, 0.0, 0.05):
                m.line(
                    moved(
                        turn(points(0.1, spread * 0.6, 0.2, spread, 0.29, spread * 1.2), angle) * (1, 0.93),
                        cx,
                        cy,
                    ),
                    "#cf7f98",
                    0.008,
                    0.4,
                    clip=petal,
                )
    heart_part = m.shape(ellipse(cx, cy, 0.095, 0.088), "#edbb52", vol=0.5, edge=0.9, tex=0.5)
    t = m.rng.uniform(0, 2 * np.pi, 18)
    r = 0.085 * np.sqrt(m.rng.random(18))
    m.shape(
        [
            ellipse(cx + np.cos(a) * b, cy + np.sin(a) * b, 0.012, 0.012, n=8)
            for a, b in zip(t[:10], r[:10], strict=True)
        ],
        "#fbe08a",
        edge=0.2,
        rough=0,
    )
    m.wash(
        [
            ellipse(cx + np.cos(a) * b, cy + np.sin(a) * b, 0.01, 0.01, n=8)
            for a, b in zip(t[10:], r[10:], strict=True)
        ],
        "#b5763c",
        0.5,
        clip=heart_part,
        edge=0.0,
    )


@prop("seed", foot=0.3)
def seed(m: Motif, _lit: float) -> None:
    """A striped seed that has just woken: a curl of shoot, two leaves."""
    m.shape(
        band(trace(".06 -.42, 0 -.56, .07 -.68, .04 -.78"), 0.05),
        "#9dbd78",
        vol=0.3,
        edge=0.8,
        rough=0.1,
    )
    for angle, length in ((-158, 0.33), (-38, 0.38)):
        blade = leaf(0.045, -0.755, length, 0.2, angle)
        m.shape(
            blade, mix("#86b068", "#c5dc92", 0.3 if angle < -90 else 0.5), vol=0.4, edge=1.0, tex=0.5, rim=0.2
        )
        m.line(
            points(
                0.045,
                -0.755,
                0.045 + np.cos(np.radians(angle)) * length * 0.8,
                -0.755 + np.sin(np.radians(angle)) * length * 0.8,
            ),
            "#5f8a50",
            0.014,
            0.55,
        )
        m.contour(blade, "#4f7848", 0.012, 0.35)
    coat = moved(
        turn(closed_half(trace("0 -.34, .09 -.26, .225 -.02, .24 .14, .14 .28, 0 .31")), 24), -0.02, -0.28
    )
    whole = m.shape(coat, "#8f6248", vol=0.7, edge=0.9, tex=0.5, rim=0.4, shade="#5a425e")
    for x, wide in ((-0.15, 0.035), (-0.05, 0.045), (0.06, 0.045), (0.16, 0.032)):
        stripe = moved(turn(trace(".15 -.32, .9 -.08, 1.15 .1, .4 .3") * (x, 1), 24), -0.02, -0.28)
        m.shape(band(stripe, wide), "#f0dcb8", a=0.85, clip=whole, edge=0.6)
    lx = float(np.sign(m.toward[0] or 1))
    m.shine(moved(turn(ellipse(lx * 0.1, 0.02, 0.03, 0.08), 24), -0.02, -0.28), a=0.45, soft=0.02, clip=whole)
    m.contour(coat, "#4f3430", 0.014, 0.45)
    m.line(moved(turn(points(0.0, -0.34, 0.02, -0.22, -0.02, -0.12), 24), -0.02, -0.28), INK, 0.014, 0.5)


@prop("apple", foot=0.34)
def apple(m: Motif, _lit: float) -> None:
    """A red apple, one cheek still yellow, with its leaf."""
    skin_shape = smooth(
        trace(
            "0 -.75, .14 -.82, .34 -.79, .455 -.58, .43 -.3, .29 -.06, .13 0, 0 -.035, -.13 0, "
            "-.29 -.06, -.43 -.3, -.455 -.58, -.34 -.79, -.14 -.82"
        ),
        n=8,
    )
    skin = m.shape(skin_shape, "#d0503f", vol=0.65, volk=0.27, edge=0.85, tex=0.5, rim=0.3, shade="#93406a")
    lx, _ = m.toward
    side = float(np.sign(lx or 1))
    m.shape(
        smooth(trace(".1 -.72, .32 -.7, .4 -.46, .28 -.16, .14 -.26, .12 -.5") * (side, 1)),
        "#f3bf62",
        a=0.75,
        soft=0.05,
        clip=skin,
        edge=0.0,
    )
    if m.fine:
        for x in np.linspace(-0.38, 0.38, 15):
            m.line(
                points(x * 0.35, -0.76, x * 0.95, -0.52, x * 0.95, -0.25),
                "#a83238" if x * side < 0 else "#d9603f",
                0.011,
                0.3,
                broken=0.6,
                clip=skin,
            )
    m.wash(ellipse(0, -0.755, 0.15, 0.05), "#5f6a35", 0.55, soft=0.02, clip=skin, edge=0.0)
    m.shape(
        band(smooth(points(0, -0.73, 0.0, -0.85, 0.05, -0.975), closed=False), 0.045),
        "#75523c",
        vol=0.3,
        edge=0.8,
    )
    blade = leaf(0.02, -0.84, 0.36, 0.17, -22)
    m.shape(blade, GREEN, vol=0.45, edge=1.0, tex=0.6, rim=0.2)
    m.line(points(0.02, -0.84, 0.33, -0.965), "#57784c", 0.013, 0.6)
    m.shine(ellipse(side * 0.25, -0.62, 0.05, 0.09, side * 24), a=0.8, soft=0.016, clip=skin)
    m.shine(ellipse(side * 0.31, -0.44, 0.02, 0.03, side * 20), a=0.55, soft=0.008, clip=skin)
    m.contour(skin_shape, "#7f2f3a", 0.014, 0.4)
