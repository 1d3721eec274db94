"""The kind little faces of small things: a star, a snail, a cloud.

Large dark eyes, one big and one tiny catchlight, features low and wide, a mouth no wider than needed.
"""

from typing import Any

from sandman.providers.illustration.painter.brush import Part, ellipse, mix, points
from sandman.providers.illustration.painter.props.motif import INK, Motif
from sandman.providers.illustration.painter.props.outlines import moved, trace


def eye(
    m: Motif,
    x: float,
    y: float,
    r: float,
    *,
    closed: bool = False,
    look: tuple[float, float] = (0.2, -0.25),
    iris: str = "#6b4526",
    lashes: bool = True,
) -> None:
    """One eye of half-width `r`; a closed one is a downward arc, never a half lid (those look cross)."""
    if closed:
        lid = trace("-1.08 -.14, -.5 .52, .5 .52, 1.08 -.14") * (r, r)
        lid = moved(lid, x, y)
        m.line(lid, INK, max(0.014, r * 0.3), 0.88, broken=0.0)
        if lashes and r * m.size >= 8.5:  # smaller, four lashes are one heavy bar
            for k in (-0.85, 0.0, 0.85):
                low = y + r * (0.56 - 0.4 * k * k)
                m.line(
                    points(x + k * r, low, x + k * r * 1.3, low + r * 0.36), INK, r * 0.16, 0.6, broken=0.0
                )
        return
    flat: dict[str, Any] = {"tex": 0.0, "edge": 0.0, "grain": 0.0, "rough": 0.0, "vol": 0.0, "rim": 0.0}
    tall = r * 1.16
    whole = m.shape(ellipse(x, y, r, tall, n=26), "#2b1e24", **flat)
    if r * m.size > 4.0:
        m.shape(
            ellipse(x, y + tall * 0.12, r * 0.82, tall * 0.8, n=24),
            mix(iris, "#1d1418", 0.35),
            clip=whole,
            **flat,
        )
        m.shape(
            ellipse(x + look[0] * r * 0.2, y + look[1] * r * 0.2, r * 0.58, tall * 0.62, n=22),
            "#1d1418",
            clip=whole,
            **flat,
        )
        m.shape(
            ellipse(x, y + tall * 0.6, r * 0.5, tall * 0.2, n=16),
            mix(iris, "#ffe6c0", 0.55),
            clip=whole,
            a=0.6,
            **flat,
        )
    spark = {**flat, "rough": 0.0}
    m.shape(
        ellipse(x - r * 0.26 + look[0] * r * 0.2, y - tall * 0.36, r * 0.36, r * 0.36, n=14),
        "#fffdf6",
        **spark,
    )
    if r * m.size > 3.0:
        m.shape(ellipse(x + r * 0.36, y + tall * 0.34, r * 0.16, r * 0.16, n=10), "#fff6e4", a=0.85, **spark)


def smile(m: Motif, x: float, y: float, width: float, *, line_width: float = 0.018) -> None:
    """A small content mouth."""
    path = points(
        x - width / 2,
        y,
        x - width * 0.2,
        y + width * 0.22,
        x + width * 0.2,
        y + width * 0.22,
        x + width / 2,
        y,
    )
    m.line(path, INK, line_width, 0.8, broken=0.0)


def blush(
    m: Motif,
    x: float,
    y: float,
    r: float,
    colour: str = "#ee8f84",
    *,
    a: float = 0.6,
    clip: Part | None = None,
) -> None:
    """A warm cheek."""
    m.wash(ellipse(x, y, r, r * 0.68, n=20), colour, a, soft=r * 0.38, edge=0.0, clip=clip)
