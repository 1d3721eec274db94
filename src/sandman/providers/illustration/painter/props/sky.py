"""Things of the air: balloon, kite, umbrella."""

import numpy as np

from sandman.providers.illustration.painter.brush import ellipse, mix, points, smooth
from sandman.providers.illustration.painter.props.motif import INK, Motif
from sandman.providers.illustration.painter.props.outlines import arc, band, moved, star, trace
from sandman.providers.illustration.painter.props.registry import prop

RED, CREAM, TEAL, MUSTARD, CORAL = "#d4635a", "#fdf3e0", "#6fa6a6", "#ecbd69", "#e58a6c"


@prop("balloon", foot=0.0, thread="#7a6660")
def balloon(m: Motif, _lit: float) -> None:
    """A red balloon, the light going through it."""
    skin = smooth(trace(
"0 -1, .26 -.94, .405 -.74, .41 -.52, .28 -.27, .09 -.1, 0 -.075, -.09 -.1, -.28 -.27, "
"-.41 -.52, -.405 -.74, -.26 -.94"
))  # fmt: skip
    whole = m.shape(skin, RED, vol=0.65, volk=0.26, edge=0.8, shade="#9a5a86", rim=0.35, tex=0.45)
    lx, ly = m.toward
    # Light enters on one side and pools, warmer, on the other: that is what makes it rubber and air.
    m.shape(
        ellipse(-lx * 0.17, -0.56 - ly * 0.17, 0.2, 0.24),
        "#ef8a62",
        a=0.5,
        soft=0.09,
        clip=whole,
        edge=0.0,
    )
    m.shape(
        ellipse(lx * 0.15, -0.6 + ly * 0.2, 0.13, 0.17),
        "#f7a08c",
        a=0.55,
        soft=0.05,
        clip=whole,
        edge=0.0,
    )
    m.shine(
        ellipse(lx * 0.17, -0.62 + ly * 0.22, 0.055, 0.1, 28 * np.sign(lx or 1)),
        a=0.85,
        soft=0.014,
        clip=whole,
    )
    m.shine(
        ellipse(lx * 0.27, -0.44 + ly * 0.1, 0.022, 0.036, 20 * np.sign(lx or 1)),
        a=0.6,
        soft=0.008,
        clip=whole,
    )
    m.shape(
        smooth(trace("0 -.1, .05 -.015, .018 -.025, 0 0, -.018 -.025, -.05 -.015"), n=5),
        "#b04a48",
        vol=0.4,
        edge=0.8,
    )
    m.line(
        band(points(-0.035, -0.078, 0, -0.07, 0.035, -0.078), 0.012),
        "#8f3c44",
        0.016,
        0.6,
        closed=True,
        sm=False,
    )
    m.contour(skin, "#8f3c44", 0.013, 0.4)


@prop("kite", foot=0.0, thread="#8a7668")
def kite(m: Motif, _lit: float) -> None:
    """A paper kite in four colours, with a tail of bows."""
    top, left, right, foot, heart = (0.0, -1.0), (-0.41, -0.66), (0.41, -0.66), (0.0, -0.16), (0.0, -0.66)
    tail = smooth(trace("0 -.17, .12 -.1, .02 -.03, -.13 .03, -.02 .12"), closed=False, n=8)
    m.line(tail, "#8a7668", 0.016, 0.85, broken=0.05, sm=False)
    for k, colour in ((0.28, RED), (0.6, MUSTARD), (0.92, TEAL)):
        x, y = tail[int(k * (len(tail) - 1))]
        wings = [points(x, y, x + s * 0.075, y - 0.034, x + s * 0.07, y + 0.034) for s in (-1, 1)]
        m.shape(wings, colour, edge=0.9, rough=0.2)
    for corner, other, colour in (
        (top, left, CREAM),
        (top, right, RED),
        (foot, left, MUSTARD),
        (foot, right, TEAL),
    ):
        sail = m.shape(points(*corner, *other, *heart), colour, vol=0.1, edge=1.0, rough=0.3, tex=0.45)
        if m.fine and colour in (CREAM, TEAL):
            cx, cy = np.mean([corner, other, heart], axis=0)
            spots = [
                ellipse(cx + dx, cy + dy, 0.017, 0.017, n=10)
                for dx, dy in ((0, 0), (0.06, -0.07), (-0.06, 0.05), (0.07, 0.06), (-0.07, -0.07), (0, 0.12))
            ]
            m.shape(spots, CORAL if colour is CREAM else CREAM, clip=sail, edge=0.2, a=0.85)
        elif m.fine and colour is RED:
            m.shape(star(0.115, -0.765, 0.055), "#fbdf9c", clip=sail, edge=0.4)
    m.line(points(*top, 0.012, -0.6, *foot), "#8a5f48", 0.022, 0.85, broken=0.1)
    m.line(points(*left, 0, -0.675, *right), "#8a5f48", 0.022, 0.85, broken=0.1)
    m.contour(points(*top, *right, *foot, *left), "#7a5046", 0.016, 0.5)


@prop("umbrella", foot=0.16)
def umbrella(m: Motif, _lit: float) -> None:
    """An open umbrella, scalloped and two-coloured, with a crook of cane."""
    m.shape(band(points(0, -0.6, 0.0, -0.1), 0.028), "#8a6148", vol=0.3, rough=0.1)
    m.shape(
        band(trace("0 -.16, .005 -.06, .055 -.012, .11 -.04, .12 -.1"), 0.05), "#b07a52", vol=0.3, rough=0.1
    )
    # Five gores, seen a little from below: outer seams lean in to the tip.
    rim_x = (-0.56, -0.37, -0.13, 0.13, 0.37, 0.56)
    rim_y = (-0.40, -0.435, -0.45, -0.45, -0.435, -0.40)
    under = np.vstack([arc(0, -0.42, 0.55, 0.1, 180, 360, 20), arc(0, -0.42, 0.55, 0.05, 0, 180, 20)])
    m.shape(under, "#8d5a68", vol=0.2, edge=0.6, a=0.96)
    for rib in (-0.34, -0.12, 0.12, 0.34):
        m.line(points(0, -0.5, rib, -0.43), "#6a4a52", 0.012, 0.5)
    for k in range(5):
        x0, y0, x1, y1 = rim_x[k], rim_y[k], rim_x[k + 1], rim_y[k + 1]
        left = smooth(points(0, -0.93, x0 * 0.62, -0.82 + 0.045 * abs(x0), x0, y0), closed=False, n=8)
        right = smooth(points(0, -0.93, x1 * 0.62, -0.82 + 0.045 * abs(x1), x1, y1), closed=False, n=8)
        dip = smooth(points(x0, y0, (x0 + x1) / 2, (y0 + y1) / 2 - 0.052, x1, y1), closed=False, n=6)
        gore = m.shape(
            np.vstack([left, dip, right[::-1]]), (CORAL, CREAM)[k % 2], vol=0.35, edge=0.9, rough=0.3, tex=0.5
        )
        if m.fine:
            hem = moved(dip, 0, -0.035)
            m.line(hem, (CREAM, CORAL)[k % 2], 0.018, 0.8, broken=0.1, sm=False, clip=gore)
        m.line(right, "#9a5a58", 0.012, 0.4, sm=False)
    outline = smooth(trace("-.56 -.4, -.35 -.8, 0 -.93, .35 -.8, .56 -.4"), closed=False)
    canopy = m.canvas.mask(m(outline), 0.3)
    away = -float(np.sign(m.toward[0] or 1))
    m.wash(
        smooth(trace("-.6 -.38, -.5 -.74, -.2 -.66, 0 -.44")) * (-away, 1),
        mix(m.canvas.shade_colour, "#ffffff", 0.2),
        0.45,
        soft=0.06,
        edge=0.0,
        clip=canopy,
    )
    m.line(points(0, -0.92, 0, -1.0), "#8a6148", 0.035, 0.95, broken=0.0)
    m.line(outline, INK, 0.014, 0.35, broken=0.6, sm=False)
