"""Things that glow: lantern, star, snow globe, and a jar of fireflies."""

import numpy as np

from sandman.providers.illustration.painter.brush import ellipse, mix, points, smooth
from sandman.providers.illustration.painter.props.faces import blush, eye, smile
from sandman.providers.illustration.painter.props.motif import INK, Motif
from sandman.providers.illustration.painter.props.outlines import (
    arc,
    band,
    closed_half,
    rounded,
    star,
    taper,
    trace,
)
from sandman.providers.illustration.painter.props.registry import Shine, prop

BRONZE, BRASS, GILT = "#6a4c4c", "#d29a48", "#f3d48a"


@prop("lantern", foot=0.34, shine=Shine(y=-0.42, radius=3.4, pool="#ffbe62"))
def lantern(m: Motif, lit: float) -> None:
    """A bronze storm lantern with a candle in it, gilt at the edges."""
    m.shape(band(arc(0, -0.83, 0.16, 0.15, 172, 368)[::2], 0.036), BRONZE, vol=0.3, rough=0.1, rim=0.3)
    pane = closed_half(trace("0 -.66, .19 -.66, .25 -.46, .235 -.26, .19 -.13, 0 -.13"))
    glass = m.shape(
        pane,
        mix("#9db0bd", "#ffc35a", lit),
        tex=0.1,
        edge=0.25,
        grain=0.0,
        vol=0.2 * (1 - lit),
        shade="#7a86a8",
    )
    if lit > 0:
        m.shape(ellipse(0, -0.36, 0.16, 0.2), "#ffeb9e", a=lit, soft=0.05, edge=0.0, tex=0.0, clip=glass)
    m.shape(rounded(-0.055, -0.28, 0.055, -0.12, 0.02), mix("#e9dfd0", "#fff3d0", lit), vol=0.3, edge=0.5)
    if lit > 0:
        m.shine(smooth(trace("0 -.52, .055 -.36, 0 -.27, -.055 -.36")), a=lit, colour="#fffbe4")
    else:
        m.line(points(0, -0.27, 0.004, -0.32), INK, 0.016, 0.8, broken=0.0)
    m.shine(
        smooth(trace("-.15 -.58, -.185 -.44, -.16 -.26, -.14 -.42")),
        a=0.4 - 0.15 * lit,
        clip=glass,
    )
    for side in (-1, 1):
        bar = trace(".2 -.13, .262 -.3, .262 -.48, .2 -.66") * (side, 1)
        m.shape(band(bar, 0.035), BRONZE, rough=0.2, vol=0.3)
    m.shape(band(points(-0.26, -0.4, 0, -0.375, 0.26, -0.4), 0.02), BRONZE, rough=0.1, a=0.85)
    roof = closed_half(trace("0 -.87, .075 -.865, .085 -.79, .2 -.735, .285 -.665, .27 -.63, 0 -.625"))
    top = m.shape(roof, BRONZE, vol=0.6, rim=0.4)
    m.line(points(-0.275, -0.645, 0, -0.635, 0.275, -0.645), BRASS, 0.026, 0.85, broken=0.15, clip=top)
    if m.fine:
        m.shape(
            [star(x, -0.71, 0.026, rounded=False) for x in (-0.11, 0, 0.11)],
            mix(BRASS, "#ffe9a8", lit),
            clip=top,
            edge=0.0,
        )
    base = m.shape(
        closed_half(trace("0 -.155, .235 -.15, .25 -.1, .31 -.05, .315 -.005, 0 .012")),
        BRONZE,
        vol=0.55,
        rim=0.4,
    )
    m.line(points(-0.245, -0.115, 0, -0.105, 0.245, -0.115), BRASS, 0.026, 0.85, broken=0.15, clip=base)
    m.line(arc(0, -0.83, 0.16, 0.15, 200, 260), GILT, 0.012, 0.6, broken=0.0, sm=False)


@prop("star", foot=0.0, thread="#c4ac8c", shine=Shine(y=-0.5, radius=2.3, colour="#ffe6a6", pool="#ffd98a"))
def fallen_star(m: Motif, lit: float) -> None:
    """A small sleepy star, warm as a bun."""
    colour = mix("#e6c98c", "#ffdf8c", lit)
    part = m.shape(
        star(0, -0.475, 0.535, inner=0.58), colour, vol=0.55, edge=0.9, shade="#e0995a", tex=0.4, rim=0.3
    )
    m.shape(
        star(0, -0.48, 0.36, inner=0.6),
        mix(colour, "#fffbe0", 0.6),
        a=0.75,
        soft=0.06,
        clip=part,
        edge=0.0,
    )
    for side in (-1, 1):
        eye(m, side * 0.135, -0.46, 0.05, closed=True)
        blush(m, side * 0.225, -0.375, 0.065, "#f09a78", clip=part)
    smile(m, 0, -0.37, 0.085)
    for x, y in ((-0.05, -0.78), (0.08, -0.7), (-0.3, -0.58), (0.32, -0.56)):
        m.shine(ellipse(x, y, 0.016, 0.016, n=10), a=0.8, soft=0.002)
    m.contour(star(0, -0.475, 0.535, inner=0.58), "#a8683c", 0.016, 0.5)


@prop("snow_globe", foot=0.42, shine=Shine(y=-0.6, radius=1.5, colour="#dfeaff"))
def snow_globe(m: Motif, lit: float) -> None:
    """A winter night under glass: a house with one window lit, a fir, falling snow."""
    ball = ellipse(0, -0.585, 0.415, 0.415, n=60)
    glass = m.shape(ball, "#7f9fce", vol=0.35, edge=0.7, tex=0.5, shade="#54659f")
    m.shape(ellipse(0, -0.5, 0.34, 0.2), "#c9d6ec", a=0.6, soft=0.07, clip=glass, edge=0.0)
    hill = smooth(trace("-.5 -.36, -.2 -.42, .1 -.37, .5 -.43, .45 -.1, -.45 -.1"))
    for x, h in ((-0.2, 0.3), (-0.08, 0.2)):
        tiers = [
            points(x - w, -0.38 - b * h, x, -0.38 - t * h, x + w, -0.38 - b * h)
            for w, b, t in ((0.095, 0.0, 0.5), (0.075, 0.28, 0.76), (0.052, 0.54, 1.0))
        ]
        m.shape(tiers, "#3f6a66", clip=glass, edge=0.8)
        if m.fine:
            m.line(points(x - 0.05, -0.38 - 0.34 * h, x, -0.38 - 0.7 * h), "#f4f6fb", 0.02, 0.8, clip=glass)
    m.shape(trace(".06 -.34, .06 -.5, .27 -.5, .27 -.34"), "#d98a63", clip=glass, edge=0.8)
    m.shape(points(0.02, -0.485, 0.165, -0.65, 0.31, -0.485), "#f6f4f2", clip=glass, edge=0.9)
    m.shape(rounded(0.125, -0.46, 0.195, -0.385, 0.01), mix("#f3dca4", "#ffdf86", lit), clip=glass)
    m.shape(hill, "#f7f6f6", clip=glass, edge=0.5, vol=0.3)
    if lit:
        at = m(points(0.16, -0.42))[0]
        m.canvas.glow(float(at[0]), float(at[1]), m.size * 0.22, "#ffcf7a", 0.5 * lit)
    flakes = 26 if m.fine else 12
    angle, reach = m.rng.uniform(0, 2 * np.pi, flakes), 0.37 * np.sqrt(m.rng.random(flakes))
    size = m.rng.uniform(0.008, 0.017, flakes)
    m.shape(
        [
            ellipse(np.cos(a) * r, -0.6 + np.sin(a) * r, s, s, n=9)
            for a, r, s in zip(angle, reach, size, strict=True)
        ],
        "#fffdf8",
        clip=glass,
        edge=0.0,
        a=0.92,
    )
    m.shine(
        smooth(trace("-.27 -.84, -.35 -.7, -.37 -.56, -.31 -.68, -.2 -.82")),
        a=0.75,
        soft=0.008,
        clip=glass,
    )
    m.shine(arc(0, -0.585, 0.36, 0.36, 20, 70), a=0.3, soft=0.012, clip=glass)
    m.contour(ball, "#4f5f92", 0.016, 0.5)
    foot = m.shape(
        closed_half(trace("0 -.235, .3 -.235, .33 -.16, .4 -.06, .41 0, 0 .03")),
        "#8a5a45",
        vol=0.6,
        rim=0.3,
    )
    m.line(points(-0.315, -0.2, 0, -0.18, 0.315, -0.2), BRASS, 0.035, 0.9, broken=0.1, clip=foot)
    m.line(points(-0.39, -0.05, 0, -0.02, 0.39, -0.05), BRASS, 0.02, 0.7, broken=0.3, clip=foot)


@prop("jar", foot=0.34, shine=Shine(y=-0.42, radius=2.0, colour="#f6df7c", pool="#ffd678"))
def jar(m: Motif, lit: float) -> None:
    """A glass jar with a cloth lid; fireflies come and go in it."""
    side = [(0, -0.78), (0.24, -0.78), (0.25, -0.72), (0.345, -0.6), (0.35, -0.1), (0.3, 0.0), (0, 0.02)]
    glass_shape = closed_half(side)
    glass = m.shape(
        glass_shape, mix("#94b5b2", "#6b938b", lit), a=0.84, vol=0.25, edge=1.1, tex=0.3, shade="#7f9aa4"
    )
    if lit > 0:
        m.shape(ellipse(0, -0.36, 0.27, 0.28), "#dcd98c", a=0.72 * lit, soft=0.09, clip=glass, edge=0.0)
    for x, h, lean in ((-0.16, 0.13, -0.05), (-0.07, 0.2, 0.02), (0.07, 0.17, 0.08), (0.16, 0.22, -0.02)):
        m.shape(
            taper(points(x, -0.02, x + lean * 0.5, -h * 0.6, x + lean, -h), 0.03),
            "#6f9a6a",
            clip=glass,
            a=0.85,
        )
    for x, y in ((-0.18, -0.52), (0.1, -0.6), (-0.04, -0.42), (0.22, -0.44), (-0.24, -0.3)):
        m.shape(
            [ellipse(x + s * 0.022, y - 0.016, 0.022, 0.012, s * -25, n=12) for s in (-1, 1)],
            "#fdf6e0",
            a=0.75,
            clip=glass,
            edge=0.2,
        )
        m.shape(ellipse(x, y, 0.014, 0.02, n=12), "#5d4a40", clip=glass, edge=0.0)
        m.shape(
            ellipse(x, y + 0.024, 0.019, 0.022, n=12), mix("#d8c078", "#fff6b8", lit), clip=glass, edge=0.0
        )
        if lit > 0:
            at = m(points(x, y + 0.024))[0]
            m.canvas.glow(float(at[0]), float(at[1]), m.size * 0.15, "#fff09a", 0.85 * lit)
    m.shine(smooth(trace("-.27 -.6, -.3 -.45, -.295 -.14, -.265 -.3")), a=0.7, soft=0.008, clip=glass)
    m.shine(smooth(points(0.26, -0.52, 0.29, -0.4, 0.27, -0.3)), a=0.4, soft=0.008, clip=glass)
    m.contour(glass_shape, "#55717a", 0.016, 0.5)
    cloth = np.vstack(
        [
            arc(0, -0.86, 0.27, 0.125, 180, 360),
            trace(
                ".33 -.68, .25 -.655, .17 -.69, .08 -.65, 0 -.69, -.09 -.65, -.18 -.69, -.25 -.655, -.33 -.68"
            ),
        ]
    )
    lid = m.shape(smooth(cloth, n=4), "#d9786a", vol=0.55, edge=0.8, rim=0.2)
    dots = [
        ellipse(x, y, 0.02, 0.018, n=10)
        for x, y in (
            (-0.16, -0.88),
            (0, -0.92),
            (0.16, -0.88),
            (-0.08, -0.82),
            (0.09, -0.82),
            (-0.24, -0.8),
            (0.24, -0.8),
            (-0.2, -0.71),
            (0.0, -0.72),
            (0.2, -0.71),
        )
    ]
    m.shape(dots, "#fdeedd", clip=lid, edge=0.2)
    m.line(points(-0.262, -0.775, 0, -0.748, 0.262, -0.775), "#f0dcae", 0.032, 0.95, broken=0.05)
    for sway in (-0.08, 0.07):
        m.line(
            points(0.12, -0.755, 0.12 + sway * 0.4, -0.68, 0.12 + sway, -0.6),
            "#f0dcae",
            0.018,
            0.9,
            broken=0.05,
        )
