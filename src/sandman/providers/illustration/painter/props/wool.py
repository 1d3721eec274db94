"""Things of wool: scarf, woolly hat, mitten."""

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
from sandman.providers.illustration.painter.props.motif import Motif
from sandman.providers.illustration.painter.props.outlines import (
    arc,
    band,
    closed_half,
    moved,
    trace,
)
from sandman.providers.illustration.painter.props.registry import prop

WOOL_RED, WOOL_CREAM, WOOL_BLUE, MUSTARD = "#c9574f", "#fbecd4", "#6f92b4", "#e3ae5a"


def knit(m: Motif, rows: list[Shape], colour: Colour, clip: Part, *, stitch: float = 0.05) -> None:
    """Rows of little V stitches along the given paths, on a painted part."""
    if not m.fine:
        return
    strokes = []
    for row in rows:
        length = float(np.linalg.norm(np.diff(row, axis=0), axis=1).sum())
        run = np.r_[0, np.cumsum(np.linalg.norm(np.diff(row, axis=0), axis=1))]
        for s in np.arange(stitch / 2, length, stitch):
            x, y = np.interp(s, run, row[:, 0]), np.interp(s, run, row[:, 1])
            a, b = stitch * 0.42, stitch * 0.5
            strokes.append(points(x - a, y - b, x - a * 0.4, y - b, x + a * 0.15, y + b * 0.5, x, y + b))
            strokes.append(points(x + a, y - b, x + a * 0.4, y - b, x - a * 0.15, y + b * 0.5, x, y + b))
    m.shape(strokes, colour, a=0.32, clip=clip, edge=0.0, rough=0.0, tex=0.2)


def fringe(
    m: Motif, x0: float, x1: float, y: float, length: float, colours: list[Colour], *, lean: float = 0.0
) -> None:
    """Woollen tassels along a hem."""
    n = len(colours)
    for k, colour in enumerate(colours):
        threads = []
        for j in range(2):
            x = x0 + (x1 - x0) * ((k + 0.3 + 0.4 * j) / n)
            sway = lean + float(m.rng.normal(0, 0.012))
            threads.append(
                band(
                    points(x, y - 0.01, x + sway * 0.4, y + length * 0.5, x + sway, y + length),
                    abs(x1 - x0) / n * 0.34,
                )
            )
        m.shape(threads, colour, edge=0.5, rough=0.1, rim=0.0)


@prop("scarf", foot=0.5)
def scarf(m: Motif, _lit: float) -> None:
    """A striped scarf in a soft loop, as if somebody had just stepped out of it."""
    whole = m.shape(ellipse(0, -0.73, 0.49, 0.2), mix(WOOL_RED, "#6a3a52", 0.14), vol=0.0, edge=0.8, tex=0.5)
    m.wash(ellipse(0.0, -0.66, 0.38, 0.1), "#a05a68", 0.45, soft=0.04, edge=0.0, clip=whole)
    for k in np.linspace(-0.36, 0.36, 9):
        m.line(points(k * 1.1, -0.93 + 0.3 * k * k, k, -0.6), "#8c3a42", 0.014, 0.35, clip=whole)
    m.shape(band(arc(0, -0.755, 0.455, 0.16, 184, 356)[::2], 0.09), WOOL_RED, vol=0.3, edge=0.8, rim=0.3)
    for spine, width, stripes in (
        (trace(".1 -.5, .24 -.36, .26 -.24, .34 -.1"), 0.26, (0.5, 0.78)),
        (trace(".02 -.5, -.12 -.36, -.14 -.22, -.25 -.08"), 0.28, (0.46, 0.76)),
    ):
        tail = band(spine, width)
        end = m.shape(tail, WOOL_RED, vol=0.5, edge=0.8, tex=0.5)
        across = smooth(spine, closed=False, n=10)
        along = across[-1] - across[0]
        normal = np.array([-along[1], along[0]]) / np.linalg.norm(along)
        for t in stripes:
            at = across[int(t * (len(across) - 1))]
            m.shape(
                band(
                    np.vstack([at - normal * width * 0.6, moved(at, 0, 0.015), at + normal * width * 0.6]),
                    0.075,
                ),
                WOOL_CREAM,
                clip=end,
                edge=0.7,
            )
            m.shape(
                band(
                    np.vstack([at - normal * width * 0.6, moved(at, 0, 0.015), at + normal * width * 0.6]),
                    0.024,
                ),
                WOOL_BLUE,
                clip=end,
                edge=0.3,
            )
        knit(
            m, [across + normal * width * k for k in (-0.33, -0.11, 0.11, 0.33)], "#fff3e0", end, stitch=0.045
        )
        m.contour(tail, "#7d3340", 0.013, 0.4)
        x0, x1 = sorted(
            (float((across[-1] - normal * width / 2)[0]), float((across[-1] + normal * width / 2)[0]))
        )
        fringe(
            m,
            x0,
            x1,
            float(across[-1][1]),
            0.1,
            [WOOL_RED, WOOL_CREAM, WOOL_RED, WOOL_CREAM, WOOL_RED],
            lean=0.02,
        )
    loop = smooth(
        trace(
            "-.505 -.76, -.36 -.66, -.1 -.6, .2 -.61, .42 -.69, .505 -.76, .54 -.62, .44 -.48, "
            ".2 -.385, -.1 -.375, -.38 -.46, -.535 -.6"
        ),
        n=8,
    )
    front = m.shape(loop, WOOL_RED, vol=0.6, edge=0.85, tex=0.5, rim=0.25)
    for x, lean in ((-0.34, -0.05), (-0.02, 0.0), (0.32, 0.05)):
        m.shape(
            band(points(x, -0.8, x + lean, -0.55, x + lean * 2, -0.3), 0.1), WOOL_CREAM, clip=front, edge=0.7
        )
        m.shape(
            band(points(x, -0.8, x + lean, -0.55, x + lean * 2, -0.3), 0.032), WOOL_BLUE, clip=front, edge=0.3
        )
    knit(
        m,
        [
            smooth(points(-0.5, y0, -0.1, y0 + 0.12, 0.2, y0 + 0.11, 0.5, y0), closed=False)
            for y0 in (-0.73, -0.67, -0.61, -0.55)
        ],
        "#fff3e0",
        front,
        stitch=0.045,
    )
    m.contour(loop, "#7d3340", 0.014, 0.45)


@prop("woolly_hat", foot=0.42)
def woolly_hat(m: Motif, _lit: float) -> None:
    """A bobble hat with a ribbed brim and a band of little firs."""
    crown_shape = closed_half(trace("0 -.83, .2 -.8, .37 -.62, .43 -.4, .43 -.2, 0 -.18"))
    crown = m.shape(crown_shape, WOOL_BLUE, vol=0.6, edge=0.8, tex=0.5, rim=0.25)
    for y, colour, wide in ((-0.38, WOOL_CREAM, 0.15), (-0.62, WOOL_CREAM, 0.05)):
        m.shape(
            band(points(-0.5, y - 0.02, 0, y + 0.04, 0.5, y - 0.02), wide),
            colour,
            clip=crown,
            edge=0.6,
            tex=0.5,
        )
    zigzag = np.column_stack(
        [
            np.linspace(-0.45, 0.45, 15),
            np.where(np.arange(15) % 2 == 0, -0.38, -0.32) + 0.02 - 0.06 * np.linspace(-1, 1, 15) ** 2,
        ]
    )
    m.shape(band(zigzag, 0.034, steps=3), WOOL_RED, clip=crown, edge=0.4)
    rows = [
        smooth(points(x * 0.5, -0.82, x * 1.04, -0.5, x * 1.1, -0.18), closed=False)
        for x in np.linspace(-0.38, 0.38, 9)
    ]
    knit(m, rows, "#fffaf0", crown, stitch=0.055)
    m.contour(crown_shape, "#3f5878", 0.014, 0.4)
    brim_shape = smooth(
        trace(
            "-.46 -.24, -.4 -.28, 0 -.22, .4 -.28, .46 -.24, .49 -.1, .44 -.01, 0 .035, -.44 -.01, -.49 -.1"
        ),
        n=7,
    )
    brim = m.shape(brim_shape, WOOL_RED, vol=0.5, edge=0.9, tex=0.5, rim=0.2)
    for x in np.linspace(-0.42, 0.42, 15 if m.fine else 9):
        m.line(points(x, -0.28, x * 1.03, -0.12, x * 1.0, 0.03), "#8c3a42", 0.02, 0.45, broken=0.2, clip=brim)
    m.contour(brim_shape, "#7d3340", 0.014, 0.45)
    bobble = tuft(ellipse(0, -0.86, 0.135, 0.125), m.rng, 0.035, 0.035, 0.2)
    puff = m.shape(bobble, "#fff6e6", vol=0.35, edge=0.6, rim=0.3)
    m.canvas.fur(puff, "#cdb69a", 50, 0.06 * m.size, 0.012 * m.size, 0.5, m(points(0, -0.88))[0], 0.1)


@prop("mitten", foot=0.3)
def mitten(m: Motif, _lit: float) -> None:
    """A single mitten with a snow star on its back, and its thumb out."""
    thumb = smooth(trace(".2 -.34, .3 -.5, .42 -.6, .51 -.55, .5 -.43, .38 -.27, .22 -.2"), n=7)
    m.shape(thumb, WOOL_RED, vol=0.5, edge=0.9, tex=0.5)
    m.contour(thumb, "#7d3340", 0.014, 0.4)
    hand_shape = smooth(
        trace("-.26 -.22, -.32 -.5, -.3 -.78, -.17 -.96, .02 -.995, .2 -.93, .29 -.74, .29 -.48, .25 -.22"),
        n=8,
    )
    hand = m.shape(hand_shape, WOOL_RED, vol=0.6, edge=0.85, tex=0.5, rim=0.3)
    for k in range(6):
        arm = band(
            moved(
                np.array([(0, 0), (0.08, 0), (0.165, 0)])
                @ np.array(
                    [
                        [np.cos(k * np.pi / 3), np.sin(k * np.pi / 3)],
                        [-np.sin(k * np.pi / 3), np.cos(k * np.pi / 3)],
                    ]
                ),
                -0.015,
                -0.62,
            ),
            0.034,
        )
        m.shape(arm, WOOL_CREAM, clip=hand, edge=0.2)
    m.shape(
        [
            ellipse(
                -0.015 + np.cos(k * np.pi / 3 + np.pi / 6) * 0.13,
                -0.62 + np.sin(k * np.pi / 3 + np.pi / 6) * 0.13,
                0.017,
                0.017,
                n=10,
            )
            for k in range(6)
        ],
        WOOL_CREAM,
        clip=hand,
        edge=0.2,
    )
    m.shape(band(points(-0.4, -0.33, 0, -0.3, 0.4, -0.33), 0.035), MUSTARD, clip=hand, edge=0.5)
    m.shape(band(points(-0.4, -0.86, 0, -0.84, 0.4, -0.86), 0.03), MUSTARD, clip=hand, edge=0.5)
    knit(
        m,
        [smooth(points(x, -1, x, -0.2), closed=False) for x in np.linspace(-0.27, 0.25, 9)],
        "#fff3e0",
        hand,
        stitch=0.055,
    )
    m.contour(hand_shape, "#7d3340", 0.014, 0.45)
    cuff_shape = smooth(
        trace("-.3 -.25, 0 -.22, .29 -.25, .33 -.12, .3 0, 0 .025, -.31 0, -.34 -.12"),
        n=7,
    )
    cuff = m.shape(cuff_shape, WOOL_CREAM, vol=0.5, edge=0.8, tex=0.4, rim=0.2)
    for x in np.linspace(-0.27, 0.27, 10 if m.fine else 6):
        m.line(points(x, -0.25, x * 1.04, -0.1, x, 0.02), "#c2a585", 0.018, 0.55, broken=0.2, clip=cuff)
    m.contour(cuff_shape, "#8a6a58", 0.014, 0.45)
