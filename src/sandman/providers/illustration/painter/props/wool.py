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


@prop("scarf", foot=0.4)
def scarf(m: Motif, _lit: float) -> None:
    """A striped scarf in a soft loop, as if somebody had just stepped out of it."""
    inside = m.shape(ellipse(0, -0.81, 0.43, 0.17), mix(WOOL_RED, "#6a3a52", 0.2), vol=0.0, edge=0.8, tex=0.5)
    for k in np.linspace(-0.32, 0.32, 9):
        m.line(points(k * 1.1, -1.0 + 0.3 * k * k, k, -0.7), "#8c3a42", 0.014, 0.35, clip=inside)
    m.shape(band(arc(0, -0.84, 0.4, 0.13, 184, 356)[::2], 0.085), WOOL_RED, vol=0.3, edge=0.8, rim=0.3)
    _tail(m, trace("-.02 -.66, .1 -.48, .2 -.3, .26 -.09"), 0.27)
    _tail(m, trace("-.1 -.64, -.13 -.44, -.11 -.24, -.16 -.08"), 0.29)
    loop = smooth(
        trace(
            "-.44 -.85, -.32 -.755, -.1 -.7, .16 -.71, .36 -.785, .44 -.85, .475 -.73, .39 -.59, "
            ".17 -.505, -.1 -.495, -.34 -.57, -.47 -.7"
        ),
        n=8,
    )
    front = m.shape(loop, WOOL_RED, vol=0.5, edge=0.85, tex=0.5, rim=0.25)
    for x, lean in ((-0.3, -0.05), (-0.03, 0.0), (0.27, 0.05)):
        _stripe(m, points(x, -0.9, x + lean, -0.65, x + lean * 2, -0.4), front, 0.1)
    rows = [
        smooth(points(-0.44, y, -0.1, y + 0.12, 0.16, y + 0.115, 0.44, y), closed=False)
        for y in (-0.83, -0.775, -0.72, -0.665)
    ]
    knit(m, rows, "#fff3e0", front, stitch=0.045)
    m.contour(loop, "#7d3340", 0.014, 0.45)


def _tail(m: Motif, spine: Shape, width: float) -> None:
    """One hanging end: two stripes and a fringe."""
    outline = band(spine, width)
    end = m.shape(outline, WOOL_RED, vol=0.45, edge=0.8, tex=0.5)
    along = smooth(spine, closed=False, n=10)
    across = np.array([spine[-2][1] - spine[-1][1], spine[-1][0] - spine[-2][0]])
    across *= width / 2 / np.linalg.norm(across)
    for t in (0.52, 0.8):
        at = along[int(t * (len(along) - 1))]
        _stripe(m, np.vstack([at - across * 1.2, moved(at, 0, 0.015), at + across * 1.2]), end, 0.075)
    knit(m, [along + across * k for k in (-0.66, -0.22, 0.22, 0.66)], "#fff3e0", end, stitch=0.045)
    m.contour(outline, "#7d3340", 0.013, 0.4)
    x0, x1 = sorted((float(along[-1][0] - across[0]), float(along[-1][0] + across[0])))
    wools: list[Colour] = [WOOL_RED, WOOL_CREAM, WOOL_RED, WOOL_CREAM, WOOL_RED]
    fringe(m, x0, x1, float(along[-1][1]) - 0.01, 0.1, wools, lean=0.02)


def _stripe(m: Motif, path: Shape, part: Part, width: float) -> None:
    """A cream stripe with a blue thread in it."""
    m.shape(band(path, width), WOOL_CREAM, clip=part, edge=0.7)
    m.shape(band(path, width * 0.32), WOOL_BLUE, clip=part, edge=0.3)


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
