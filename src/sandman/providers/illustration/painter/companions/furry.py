"""Kitten and bat, and the hairs that everything furry or downy wears."""

import numpy as np

from sandman.providers.illustration.painter.brush import (
    Colour,
    Part,
    ellipse,
    mix,
    points,
    smooth,
    tuft,
)
from sandman.providers.illustration.painter.companions.registry import companion
from sandman.providers.illustration.painter.props.faces import blush, eye, smile
from sandman.providers.illustration.painter.props.motif import INK, Motif
from sandman.providers.illustration.painter.props.outlines import band, taper, trace


def coat(m: Motif, part: Part, colour: Colour, dark: Colour, at: tuple[float, float], *, n: int = 60) -> None:
    """Light hairs, then fewer dark ones, flowing out from a point."""
    start = m(points(*at))[0]
    hairs = n if m.fine else n // 2
    m.canvas.fur(part, mix(colour, "#ffffff", 0.5), hairs, 0.09 * m.size, 0.018 * m.size, 0.32, start, 0.3)
    m.canvas.fur(part, mix(colour, dark, 0.5), hairs // 2, 0.08 * m.size, 0.016 * m.size, 0.22, start, 0.3)


@companion("kitten", foot=0.4)
def kitten(m: Motif, asleep: bool) -> None:
    """A ginger kitten, all head; asleep, a comma."""
    fur, pale, dark = "#e8b888", "#fff3e2", "#a5704c"
    if asleep:
        loaf = tuft(
            smooth(trace("-.62 -.2, -.5 -.44, -.14 -.56, .24 -.5, .5 -.26, .46 -.04, .1 0, -.4 0, -.6 -.08")),
            m.rng,
            0.02,
            0.05,
        )
        part = m.shape(loaf, fur, vol=0.5, edge=0.7, rim=0.25)
        coat(m, part, fur, dark, (-0.1, -0.5))
        for x in (-0.38, -0.22, -0.06):
            m.line(points(x, -0.56, x - 0.05, -0.42, x - 0.03, -0.3), dark, 0.035, 0.4, clip=part)
        m.shape(
            tuft(band(trace("-.52 -.1, -.3 .0, .05 .0, .2 -.06"), 0.13), m.rng, 0.015, 0.05),
            mix(fur, pale, 0.25),
            vol=0.4,
            edge=0.8,
        )
        _kitten_head(m.within(0.3, -0.05, 0.78, tilt_degrees=10), fur, pale, dark, asleep=True)
        return
    tail = band(trace(".2 -.06, .46 -.02, .58 -.16, .5 -.32"), 0.11)
    m.shape(tuft(tail, m.rng, 0.015, 0.05), fur, vol=0.4, edge=0.8, rim=0.2)
    body = m.shape(
        tuft(smooth(trace("-.2 -.44, .2 -.44, .31 -.16, .26 0, -.26 0, -.31 -.16")), m.rng, 0.018, 0.05),
        fur,
        vol=0.5,
        edge=0.7,
    )
    m.shape(
        tuft(smooth(trace("-.12 -.42, .12 -.42, .15 -.2, 0 -.1, -.15 -.2")), m.rng, 0.03, 0.05),
        pale,
        clip=body,
        edge=0.3,
    )
    coat(m, body, fur, dark, (0, -0.5), n=40)
    for side in (-1, 1):
        m.shape(ellipse(side * 0.11, -0.045, 0.095, 0.06), pale, vol=0.35, edge=0.8)
        for toe in (-0.03, 0.03):
            m.line(points(side * 0.11 + toe, -0.05, side * 0.11 + toe, -0.005), dark, 0.014, 0.5)
    _kitten_head(m.within(0, -0.3, 1.0), fur, pale, dark, asleep=False)


def _kitten_head(m: Motif, fur: str, pale: str, dark: str, *, asleep: bool) -> None:
    """The head, its chin at the motif's feet, 0.7 tall with the ears."""
    for side in (-1, 1):
        ear = smooth(trace(".1 -.5, .2 -.66, .32 -.7, .37 -.54, .36 -.34"), n=6) * (side, 1)
        m.shape(ear, fur, vol=0.4, edge=0.8, rim=0.2)
        m.shape(
            smooth(trace(".18 -.5, .24 -.6, .3 -.63, .33 -.52, .31 -.4"), n=6) * (side, 1),
            "#eba9a0",
            a=0.85,
            edge=0.4,
            soft=0.006,
        )
    skull = smooth(
        trace(
            "0 -.565, .2 -.54, .35 -.4, .4 -.24, .36 -.1, .2 -.005, 0 .015, -.2 -.005, -.36 -.1, "
            "-.4 -.24, -.35 -.4, -.2 -.54"
        ),
        n=8,
    )
    outline = tuft(skull, m.rng, 0.03, 0.05, 0.8, where=lambda r: np.where(np.abs(r[:, 0]) > 0.25, 1.0, 0.3))
    part = m.shape(outline, fur, vol=0.5, volk=0.18, edge=0.65, rim=0.2)
    for x, y0, y1 in ((0.0, -0.6, -0.4), (-0.09, -0.58, -0.43), (0.09, -0.58, -0.43)):
        m.shape(
            taper(points(x, y0, x * 0.8, (y0 + y1) / 2, x * 0.6, y1), 0.05),
            mix(fur, dark, 0.7),
            a=0.75,
            clip=part,
            edge=0.3,
        )
    coat(m, part, fur, dark, (0, -0.3), n=50)
    m.shape(ellipse(0, -0.115, 0.17, 0.115), pale, a=0.92, soft=0.03, clip=part, edge=0.0)
    for side in (-1, 1):
        eye(m, side * 0.165, -0.25, 0.082, closed=asleep, iris="#6f8a4a")
        blush(m, side * 0.26, -0.13, 0.065, clip=part)
        for lift in (-0.03, 0.02):
            m.line(
                points(
                    side * 0.14, -0.11 + lift * 0.4, side * 0.3, -0.12 + lift, side * 0.46, -0.11 + lift * 2
                ),
                mix(pale, INK, 0.4),
                0.011,
                0.5,
            )
        smile(m, side * 0.033, -0.1, 0.068)
    m.shape(
        smooth(trace("-.034 -.155, 0 -.165, .034 -.155, .012 -.12, 0 -.115, -.012 -.12"), n=5),
        "#dd8480",
        edge=0.4,
        rough=0.1,
    )


@companion("bat", foot=0.24, hovers=True)
def bat(m: Motif, asleep: bool) -> None:
    """A velvet bat; asleep it wears its wings as a blanket."""
    fur, skin, dark = "#8d7590", "#a985a0", "#54405c"
    for side in (-1, 1):
        if not asleep:
            wing = smooth(
                trace(
                    ".14 -.48, .34 -.72, .62 -.9, .92 -.86, 1.0 -.62, .96 -.36, .85 -.5, .72 -.52, "
                    ".64 -.28, .5 -.42, .36 -.38, .26 -.2, .12 -.24"
                ),
                n=5,
            ) * (side, 1)
            membrane = m.shape(wing, skin, vol=0.3, edge=1.0, tex=0.5, rim=0.25)
            for tip in ((0.96, -0.36), (0.64, -0.3), (0.3, -0.22)):
                m.line(
                    points(
                        side * 0.6 * (1 if tip[0] > 0.5 else 0.6),
                        -0.8 if tip[0] > 0.5 else -0.62,
                        side * tip[0] * 0.9,
                        (tip[1] - 0.74) / 2,
                        side * tip[0],
                        tip[1],
                    ),
                    dark,
                    0.018,
                    0.45,
                    clip=membrane,
                )
            m.contour(wing, dark, 0.013, 0.4)
        ear = smooth(trace(".06 -.82, .16 -1.02, .3 -1.0, .3 -.82, .24 -.7"), n=6) * (side, 1)
        m.shape(ear, fur, vol=0.4, edge=0.8, rim=0.25)
        m.shape(
            smooth(trace(".14 -.82, .19 -.95, .26 -.94, .26 -.83, .22 -.76"), n=6) * (side, 1),
            "#e5a8ac",
            a=0.85,
            edge=0.4,
        )
    belly = m.shape(tuft(ellipse(0, -0.25, 0.23, 0.25), m.rng, 0.025, 0.05), fur, vol=0.5, edge=0.7)
    m.shape(
        tuft(ellipse(0, -0.24, 0.13, 0.16), m.rng, 0.025, 0.04), "#d9c3cc", clip=belly, edge=0.2, soft=0.012
    )
    for x in (-0.09, 0.09):
        m.shape(ellipse(x, -0.02, 0.05, 0.034), "#b58a94", vol=0.3, edge=0.8)
    if asleep:
        for side in (1, -1):
            fold = smooth(
                trace("-.1 -.46, .12 -.5, .3 -.44, .34 -.24, .24 -.04, .06 -.06, -.06 -.2"), n=7
            ) * (side, 1)
            wrap = m.shape(
                fold, mix(skin, fur, 0.3 if side < 0 else 0.6), vol=0.45, edge=1.0, tex=0.5, rim=0.2
            )
            for x in (0.1, 0.2):
                m.line(
                    points(side * x, -0.46, side * (x + 0.04), -0.26, side * (x - 0.02), -0.08),
                    dark,
                    0.014,
                    0.4,
                    clip=wrap,
                )
            m.contour(fold, dark, 0.013, 0.4)
    head = m.shape(
        tuft(ellipse(0, -0.64, 0.32, 0.265), m.rng, 0.025, 0.05), fur, vol=0.5, volk=0.18, edge=0.65, rim=0.25
    )
    coat(m, head, fur, dark, (0, -0.66), n=44)
    m.shape(ellipse(0, -0.55, 0.2, 0.13), "#e2cfd2", a=0.85, soft=0.035, clip=head, edge=0.0)
    for side in (-1, 1):
        eye(m, side * 0.135, -0.65, 0.074, closed=asleep, iris="#7a5a3a")
        blush(m, side * 0.215, -0.55, 0.058, clip=head)
    m.shape(ellipse(0, -0.575, 0.032, 0.022), "#6a4a58", edge=0.3, rough=0.0)
    smile(m, 0, -0.535, 0.085)
