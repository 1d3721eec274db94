"""Things that sound: music box, bell, flute."""

import numpy as np

from sandman.providers.illustration.painter.brush import ellipse, mix, points, smooth
from sandman.providers.illustration.painter.props.motif import INK, Motif
from sandman.providers.illustration.painter.props.outlines import (
    arc,
    band,
    closed_half,
    heart,
    rounded,
    star,
    taper,
    trace,
)
from sandman.providers.illustration.painter.props.registry import prop

GOLD, BRASS_SHADE, ROSE, TEAL = "#e3b352", "#9a6250", "#efb3ac", "#5d9294"


@prop("music_box", foot=0.46)
def music_box(m: Motif, _lit: float) -> None:
    """An open music box: a dancer before a little looking-glass, a crank at the side."""
    lid = smooth(trace("-.44 -.4, -.46 -.72, -.4 -.93, 0 -1, .4 -.93, .46 -.72, .44 -.4"), n=6)
    m.shape(lid, TEAL, vol=0.4, edge=0.9, rim=0.35)
    lining = smooth(trace("-.38 -.4, -.4 -.7, -.34 -.87, 0 -.935, .34 -.87, .4 -.7, .38 -.4"), n=6)
    silk = m.shape(lining, "#f2c6bb", vol=0.3, edge=0.8, tex=0.5)
    for x in np.linspace(-0.32, 0.32, 7):
        m.line(points(x, -0.95, x * 0.95, -0.65, x * 0.9, -0.4), "#cf9390", 0.014, 0.35, clip=silk)
    glass = m.shape(ellipse(0, -0.66, 0.22, 0.235), "#cfdff0", clip=silk, edge=0.9, vol=0.3)
    m.shine(smooth(trace("-.16 -.72, -.04 -.86, .02 -.86, -.14 -.6")), a=0.55, soft=0.012, clip=glass)
    m.line(ellipse(0, -0.66, 0.22, 0.235), GOLD, 0.026, 0.9, closed=True, broken=0.1, sm=False)
    m.shape(ellipse(0, -0.385, 0.44, 0.07), "#7a4f58", vol=0.2, edge=0.6)
    m.shape(ellipse(0, -0.395, 0.2, 0.04), GOLD, vol=0.4, edge=0.9, rim=0.3)
    _dancer(m.within(0.0, -0.395, 0.47))
    box = rounded(-0.46, -0.37, 0.46, 0.0, 0.05)
    front = m.shape(box, TEAL, vol=0.5, volk=0.25, edge=0.9, tex=0.5, rim=0.25)
    for y in (-0.335, -0.035):
        m.line(points(-0.45, y, 0, y + 0.006, 0.45, y), GOLD, 0.03, 0.9, broken=0.1, clip=front)
    m.shape(heart(0, -0.185, 0.15), "#e7a09a", clip=front, edge=0.9)
    for side in (-1, 1):
        scroll = smooth(
            trace(".12 -.15, .22 -.12, .31 -.2, .27 -.25, .22 -.21") * (side, 1),
            closed=False,
        )
        m.line(scroll, "#f3dca0", 0.02, 0.85, broken=0.1, sm=False, clip=front)
        m.shape(star(side * 0.38, -0.18, 0.04), "#f3dca0", clip=front, edge=0.3)
    m.contour(box, "#33585c", 0.014, 0.45)
    m.line(points(0.46, -0.2, 0.56, -0.2, 0.575, -0.2), "#b98a44", 0.035, 0.95, broken=0.0)
    m.line(points(0.57, -0.2, 0.585, -0.1), "#b98a44", 0.035, 0.95, broken=0.0)
    m.shape(ellipse(0.59, -0.08, 0.042, 0.046, n=20), "#c4584e", vol=0.5, edge=0.9, rim=0.3)


def _dancer(m: Motif) -> None:
    """One unit of dancer, on the tip of one toe."""
    skin, dress = "#f6d5bb", "#e98f96"
    m.shape(taper(points(0.0, -0.4, 0.01, -0.2, 0.0, -0.01), 0.075, tip=0.4), skin, edge=0.6, rough=0.1)
    m.shape(taper(points(0.0, -0.42, 0.12, -0.26, 0.02, -0.18), 0.07, tip=0.5), skin, edge=0.6, rough=0.1)
    m.shape(
        smooth(
            trace(
                "-.34 -.4, -.2 -.47, 0 -.5, .2 -.47, .34 -.4, .24 -.34, .1 -.37, 0 -.33, -.1 -.37, -.24 -.34"
            ),
            n=5,
        ),
        dress,
        vol=0.4,
        edge=0.9,
        rough=0.2,
    )
    m.shape(
        smooth(trace("-.08 -.7, .08 -.7, .065 -.48, -.065 -.48"), n=5),
        mix(dress, "#c4584e", 0.3),
        vol=0.3,
        edge=0.8,
        rough=0.2,
    )
    for side in (-1, 1):
        arm = smooth(
            trace(".07 -.69, .24 -.78, .22 -.93, .05 -1.03") * (side, 1),
            closed=False,
        )
        m.shape(taper(arm[::4], 0.05, tip=0.6), skin, edge=0.6, rough=0.1)
    m.shape(ellipse(0, -0.8, 0.1, 0.11, n=24), skin, vol=0.3, edge=0.6, rough=0.1)
    m.shape(np.vstack([arc(0, -0.815, 0.108, 0.11, 170, 370, 16)]), "#6a4438", edge=0.6, rough=0.1)
    m.shape(ellipse(0, -0.94, 0.05, 0.045, n=16), "#6a4438", edge=0.6, rough=0.1)
    if m.size > 40:
        m.line(points(-0.055, -0.785, -0.035, -0.775, -0.018, -0.785), INK, 0.02, 0.8, broken=0.0)
        m.line(points(0.018, -0.785, 0.035, -0.775, 0.055, -0.785), INK, 0.02, 0.8, broken=0.0)


@prop("bell", foot=0.36)
def bell(m: Motif, _lit: float) -> None:
    """A golden bell with a red bow, its voice just showing under the rim."""
    m.shape(ellipse(0, -0.085, 0.085, 0.085, n=24), "#a87838", vol=0.5, edge=0.9, rim=0.3)
    m.shape(ellipse(0, -0.155, 0.4, 0.07), "#7d5040", vol=0.2, edge=0.7)
    m.shape(ellipse(0, -0.085, 0.08, 0.08, n=24), "#b5843e", vol=0.5, edge=0.9, rim=0.3)
    body_shape = closed_half(
        trace("0 -.79, .13 -.78, .24 -.66, .28 -.46, .33 -.29, .45 -.165, .42 -.125, .2 -.11, 0 -.105")
    )
    cast = m.shape(body_shape, GOLD, vol=0.65, volk=0.3, edge=0.9, tex=0.4, rim=0.4, shade=BRASS_SHADE)
    side = float(np.sign(m.toward[0] or 1))
    m.shape(
        smooth(trace(".1 -.7, .17 -.56, .2 -.36, .27 -.22, .17 -.26, .1 -.5") * (side, 1)),
        "#fff0b8",
        a=0.75,
        soft=0.025,
        clip=cast,
        edge=0.0,
    )
    m.shape(
        smooth(
            points(
                -side * 0.2,
                -0.6,
                -side * 0.24,
                -0.4,
                -side * 0.31,
                -0.26,
                -side * 0.26,
                -0.26,
                -side * 0.19,
                -0.44,
            )
        ),
        "#f0b878",
        a=0.5,
        soft=0.02,
        clip=cast,
        edge=0.0,
    )
    for y, bow in ((-0.23, 0.03), (-0.27, 0.03), (-0.66, 0.02)):
        m.line(
            points(-0.42, y - 0.012, 0, y + bow, 0.42, y - 0.012),
            "#a06e38",
            0.018,
            0.65,
            broken=0.15,
            clip=cast,
        )
    m.shape(
        [star(x, -0.42 + 0.015 * (1 - abs(x) * 4), 0.045) for x in (-0.19, 0.0, 0.19)],
        "#fbe7a8",
        clip=cast,
        edge=0.7,
    )
    m.contour(body_shape, "#7a5030", 0.014, 0.45)
    m.line(arc(0, -0.86, 0.07, 0.07, 0, 360), "#b5843e", 0.034, 0.95, broken=0.0, sm=False)
    for s in (-1, 1):
        tail = smooth(trace(".02 -.78, .12 -.7, .13 -.62, .2 -.55") * (s, 1), closed=False)
        m.shape(band(tail[::4], 0.07), "#bf4f4a", vol=0.3, edge=0.9, rough=0.2)
        loop = smooth(
            trace("0 -.8, .12 -.9, .27 -.9, .29 -.79, .2 -.73, .08 -.76") * (s, 1),
            n=6,
        )
        red = m.shape(loop, "#cf5f55", vol=0.5, edge=0.9, rough=0.2, rim=0.2)
        m.wash(ellipse(s * 0.12, -0.8, 0.07, 0.03, s * -20), "#8a2f3c", 0.45, soft=0.014, clip=red, edge=0.0)
        m.contour(loop, "#7d3340", 0.012, 0.45)
    m.shape(ellipse(0, -0.79, 0.055, 0.06, n=20), "#bf4f4a", vol=0.5, edge=0.9)


@prop("flute", foot=0.0)
def flute(m: Motif, _lit: float) -> None:
    """A shepherd's flute of pale wood, bound with red thread, a tassel at its end."""
    if not m.held:
        m.stand(0.42, at=-0.1, a=0.4)
    pipe = m.within(0, -0.5, 1.0, tilt_degrees=-47)
    half = 0.092
    outline = np.vstack(
        [
            points(-0.62, -half, 0.4, -half * 0.95, 0.52, -half * 0.9),
            arc(0.6, 0, 0.03, half * 0.75, -90, 90, 8),
            points(0.5, half, -0.62, half),
            arc(-0.62, 0, half * 0.35, half, 90, 270, 10),
        ]
    )
    wood = pipe.shape(
        outline, "#e9bf86", vol=0.32, volk=0.35, edge=0.9, rough=0.2, rim=0.35, tex=0.5, shade="#7d5468"
    )
    pipe.shine(
        points(-0.6, -half * 0.6, 0.5, -half * 0.6, 0.5, -half * 0.3, -0.6, -half * 0.3),
        a=0.5,
        soft=0.012,
        clip=wood,
    )
    for k in np.linspace(-0.5, 0.5, 5):
        pipe.line(points(k - 0.1, 0.03, k, 0.035, k + 0.12, 0.028), "#9a6a42", 0.009, 0.45, clip=wood)
    pipe.shape(ellipse(-0.62, 0, half * 0.33, half * 0.95, n=20), "#6a4234", edge=0.7, vol=0.0)
    pipe.shape(ellipse(-0.62, 0, half * 0.18, half * 0.6, n=16), "#472c2c", edge=0.4, vol=0.0)
    for x in (-0.42, -0.29, -0.16, -0.03, 0.1):
        pipe.shape(ellipse(x, -0.012, 0.03, 0.024, n=18), "#54342c", edge=0.5, vol=0.0, rim=0.0, rough=0.1)
        pipe.line(arc(x, -0.012, 0.032, 0.026, 10, 170, 8), "#f3d3a0", 0.01, 0.7, sm=False, broken=0.1)
    pipe.shape(trace(".33 -.05, .42 -.05, .4 .012, .33 .012"), "#54342c", edge=0.6, rough=0.1, vol=0.0)
    pipe.shape(points(0.40, -0.052, 0.47, -0.052, 0.42, 0.0), "#f0c890", edge=0.6, rough=0.1, vol=0.0)
    for x in (-0.53, 0.2, 0.53):
        for k in (-0.018, 0.0, 0.018):
            pipe.line(
                arc(x + k, 0, half * 0.3, half * 1.02, -90, 90, 8),
                ("#c4584e", "#8e3b42", "#c4584e")[round(k / 0.018) + 1],
                0.02,
                0.95,
                sm=False,
                broken=0.0,
            )
    knot = pipe(points(-0.53, half))[0]
    x, y = (knot[0] - m.x) / m.size, (knot[1] - m.y) / m.size
    m.line(points(x, y, x + 0.03, y + 0.05, x + 0.01, y + 0.1), "#c4584e", 0.018, 0.95, broken=0.0)
    strands = [
        taper(
            points(x + 0.01, y + 0.09, x + 0.01 + dx * 0.6, y + 0.15, x + 0.01 + dx, y + 0.22), 0.022, tip=0.6
        )
        for dx in (-0.035, -0.012, 0.012, 0.035)
    ]
    m.shape(strands, "#cf645a", edge=0.7, rough=0.1)
    m.shape(ellipse(x + 0.01, y + 0.09, 0.024, 0.024, n=14), "#e3b352", vol=0.4, edge=0.8)
    pipe.contour(outline, "#6a4434", 0.013, 0.4)
