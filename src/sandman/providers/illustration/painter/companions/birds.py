"""Duckling and robin."""

import numpy as np

from sandman.providers.illustration.painter.brush import (
    Colour,
    Part,
    Shape,
    ellipse,
    mix,
    points,
    smooth,
    tuft,
)
from sandman.providers.illustration.painter.companions.furry import coat
from sandman.providers.illustration.painter.companions.registry import companion
from sandman.providers.illustration.painter.props.faces import blush, eye
from sandman.providers.illustration.painter.props.motif import Motif
from sandman.providers.illustration.painter.props.outlines import moved, trace


@companion("duckling", foot=0.34)
def duckling(m: Motif, asleep: bool) -> None:
    """Mostly down."""
    down, shade, orange = "#f6da84", "#d19a52", "#eb9a4e"
    if not asleep:
        for x in (-0.08, 0.14):
            m.line(points(x, -0.12, x + 0.01, -0.03), orange, 0.05, 0.95, broken=0.0)
            m.shape(
                smooth(trace("-.05 -.02, .02 -.06, .14 -.03, .15 .01, .06 .0, -.05 .01"), n=5)
                + np.array([x, 0.0]),
                orange,
                vol=0.3,
                edge=0.9,
            )
    body_shape = tuft(
        smooth(
            trace(
                "-.56 -.46, -.4 -.36, -.16 -.46, .16 -.46, .34 -.28, .24 -.08, -.02 -.03, "
                "-.32 -.08, -.48 -.24"
            )
        ),
        m.rng,
        0.025,
        0.05,
    )
    body = m.shape(body_shape, down, vol=0.5, edge=0.7, rim=0.25, shade=shade)
    m.shape(ellipse(0.1, -0.17, 0.2, 0.12), "#fff3c8", a=0.7, soft=0.04, clip=body, edge=0.0)
    coat(m, body, down, "#c78a3e", (0.2, -0.4), n=50)
    wing = tuft(
        smooth(trace(".06 -.36, -.1 -.41, -.3 -.36, -.4 -.26, -.24 -.19, -.02 -.2")), m.rng, 0.02, 0.05
    )
    m.shape(wing, mix(down, "#e5b25c", 0.35), vol=0.4, edge=0.9)
    hx, hy = (0.06, -0.56) if asleep else (0.14, -0.67)
    for lean in (-0.05, 0.0, 0.05):
        m.line(
            points(hx - 0.02, hy - 0.27, hx - 0.03 + lean * 0.6, hy - 0.33, hx - 0.05 + lean, hy - 0.37),
            "#e8bf62",
            0.024,
            0.9,
            broken=0.0,
        )
    head_shape = tuft(ellipse(hx, hy, 0.295, 0.28), m.rng, 0.022, 0.05)
    head = m.shape(head_shape, down, vol=0.5, volk=0.18, edge=0.65, rim=0.25, shade=shade)
    coat(m, head, down, "#c78a3e", (hx, hy - 0.1), n=44)
    bill = smooth(trace(".13 -.05, .26 -.07, .4 -.02, .42 .03, .3 .075, .15 .07"), n=6) + np.array([hx, hy])
    m.shape(bill, orange, vol=0.4, edge=0.9, rim=0.2)
    m.line(
        points(hx + 0.16, hy + 0.02, hx + 0.28, hy + 0.028, hx + 0.41, hy + 0.01),
        "#a55f34",
        0.016,
        0.65,
        broken=0.1,
    )
    eye(m, hx + 0.09, hy - 0.075, 0.082, closed=asleep)
    blush(m, hx + 0.03, hy + 0.06, 0.07, "#f0957a", clip=head)


@companion("robin", foot=0.26, hovers=True)
def robin(m: Motif, asleep: bool) -> None:
    """Brown above, sunset in front."""
    brown, dark, red, cream = "#a5805f", "#6a4c40", "#e07a4c", "#fbefdc"
    tail = smooth(trace("-.26 -.32, -.52 -.24, -.74 -.1, -.7 -.02, -.5 -.08, -.24 -.2"), n=6)
    m.shape(tail, mix(brown, dark, 0.4), vol=0.3, edge=0.9)
    if asleep:
        for x in (-0.03, 0.1):
            m.line(points(x, -0.1, x + 0.005, 0.0), "#9a6a50", 0.028, 0.9, broken=0.0)
            m.line(points(x - 0.05, 0.0, x + 0.01, -0.015, x + 0.08, 0.0), "#9a6a50", 0.026, 0.9, broken=0.0)
    else:
        far = _quills(
            m, trace("-.02 -.5, .02 -.78, .12 -.98, .22 -.96, .2 -.72, .16 -.5"), mix(brown, dark, 0.35), dark
        )
        m.wash(trace("-.1 -.6, .3 -.6, .3 -.4, -.1 -.4"), dark, 0.3, soft=0.03, clip=far)
        for x in (-0.06, 0.04):
            m.line(points(x, -0.1, x - 0.05, -0.05, x - 0.09, -0.03), "#9a6a50", 0.026, 0.9, broken=0.0)
    shape = smooth(
        trace(
            "-.34 -.3, -.3 -.52, -.12 -.72, .1 -.8, .3 -.72, .37 -.54, .35 -.32, .2 -.1, -.04 -.06, -.24 -.14"
        ),
        n=8,
    )
    body = m.shape(tuft(shape, m.rng, 0.016, 0.05), brown, vol=0.45, edge=0.7, rim=0.25)
    breast = tuft(
        smooth(trace(".1 -.7, .28 -.74, .42 -.6, .42 -.36, .24 -.2, .06 -.28, .0 -.44, .04 -.56")),
        m.rng,
        0.022,
        0.05,
    )
    m.shape(
        tuft(smooth(trace("-.06 -.3, .1 -.34, .34 -.34, .3 -.02, -.1 -.02, -.2 -.12")), m.rng, 0.02, 0.05),
        cream,
        clip=body,
        edge=0.2,
        soft=0.01,
    )
    m.shape(breast, red, clip=body, edge=0.5, vol=0.25)
    coat(m, body, brown, dark, (0.2, -0.66), n=50)
    beak = smooth(trace(".33 -.62, .4 -.62, .47 -.575, .39 -.56, .33 -.565"), n=4)
    m.shape(beak, "#7d5f4c", vol=0.3, edge=0.7, rough=0.1)
    eye(m, 0.19, -0.62, 0.074, closed=asleep)
    blush(m, 0.1, -0.52, 0.055, "#f0a585", clip=body)
    if asleep:
        _quills(
            m,
            trace(".04 -.48, -.14 -.46, -.34 -.3, -.48 -.14, -.26 -.16, -.02 -.26"),
            mix(brown, dark, 0.15),
            dark,
        )
    else:
        _quills(
            m,
            trace(".0 -.42, -.2 -.62, -.46 -.84, -.56 -.82, -.52 -.64, -.4 -.44, -.2 -.3, -.04 -.3"),
            mix(brown, dark, 0.1),
            dark,
        )


def _quills(m: Motif, outline: Shape, colour: Colour, dark: str) -> Part:
    """A wing with its feathers drawn in, from the shoulder at the outline's first point."""
    wing = smooth(outline, n=7)
    part = m.shape(wing, colour, vol=0.35, edge=0.95, rim=0.25, rough=0.3)
    for k in np.linspace(0.35, 0.75, 5):
        tip = wing[int(k * len(wing))]
        m.line(
            np.vstack([wing[0] * 0.7 + tip * 0.3, moved(wing[0] * 0.3 + tip * 0.7, 0.01, 0.01), tip]),
            dark,
            0.014,
            0.5,
            clip=part,
        )
    m.contour(wing, dark, 0.013, 0.4)
    return part
