"""Things of cloth: blanket, pillow, and the button that holds the rest together."""

import numpy as np

from sandman.providers.illustration.painter.brush import (
    ellipse,
    mix,
    points,
    smooth,
    tuft,
)
from sandman.providers.illustration.painter.props.motif import INK, Motif
from sandman.providers.illustration.painter.props.outlines import (
    arc,
    band,
    heart,
    moved,
    star,
    trace,
)
from sandman.providers.illustration.painter.props.registry import prop

ROSE = "#e6a39a"


@prop("blanket", foot=0.66)
def blanket(m: Motif, _lit: float) -> None:
    """A folded patchwork quilt, four layers deep, one corner turned down."""
    colours = ("#a9c0da", "#f8e6c8", "#e8a89c", "#bccfab", "#d3bcda", "#f3d194")
    for k, (y, wide) in enumerate(((-0.02, 0.72), (-0.19, 0.7), (-0.36, 0.69))):
        fold = smooth(
            points(
                -wide,
                y - 0.1,
                -wide * 0.96,
                y - 0.2,
                0,
                y - 0.21,
                wide * 0.96,
                y - 0.2,
                wide + 0.02,
                y - 0.1,
                wide * 0.95,
                y,
                0,
                y + 0.02,
                -wide * 0.95,
                y,
            ),
            n=6,
        )
        layer = m.shape(fold, ("#f3dec0", "#e0a498", "#a4bcd6")[k], vol=0.4, volk=0.5, edge=0.9, tex=0.5)
        m.line(points(-wide, y - 0.07, 0, y - 0.05, wide, y - 0.07), INK, 0.012, 0.25, clip=layer)
        m.contour(fold, "#6a5058", 0.012, 0.35)
    top = smooth(
        trace("-.66 -.52, -.7 -.64, -.5 -.93, 0 -.98, .5 -.93, .7 -.64, .67 -.5, 0 -.46"),
        n=8,
    )
    quilt = m.shape(top, "#f4dcb8", vol=0.3, edge=0.9, tex=0.4, rim=0.2)

    def slant(u: float, v: float) -> tuple[float, float]:
        """Patchwork (u across, v down) onto the top, seen in perspective."""
        wide = 0.5 + 0.22 * v
        return u * wide, -0.95 + 0.45 * v**0.9 + 0.05 * (1 - u * u) * (v - 0.6)

    n = 8
    for i in range(n):
        for j in range(3):
            u0, u1, v0, v1 = -1.34 + 2.68 * i / n, -1.34 + 2.68 * (i + 1) / n, j / 3, (j + 1) / 3
            corners = [slant(u0, v0), slant(u1, v0), slant(u1, v1), slant(u0, v1)]
            patch = m.shape(
                np.array(corners), colours[(i * 2 + j * 5 + i * j) % 6], clip=quilt, edge=0.6, tex=0.45
            )
            if m.fine and (i + j) % 2 == 0:
                cx, cy = np.mean(corners, axis=0)
                mark = star(cx, cy, 0.04) if (i + j) % 4 == 0 else heart(cx, cy, 0.065)
                m.shape(
                    mark,
                    mix(colours[(i * 2 + j * 5 + i * j) % 6], "#ffffff", 0.6),
                    clip=patch,
                    edge=0.3,
                )
    if m.fine:
        for i in range(1, n):
            m.line(
                [slant(-1.34 + 2.68 * i / n, v) for v in (0, 0.5, 1)],
                "#7a5a58",
                0.01,
                0.45,
                broken=0.6,
                clip=quilt,
            )
        for j in (1, 2):
            m.line([slant(u, j / 3) for u in (-1, 0, 1)], "#7a5a58", 0.01, 0.45, broken=0.6, clip=quilt)
    for drop in (-0.36, -0.53):  # each layer throws a little shade on the next
        crease = trace("-.62 -.02, 0 0, .62 -.02, .6 .04, 0 .06, -.6 .04")
        m.wash(smooth(moved(crease, 0, drop)), m.canvas.shade_colour, 0.3, soft=0.012, edge=0.0)
    m.contour(top, "#6a5058", 0.013, 0.45)


@prop("pillow", foot=0.56)
def pillow(m: Motif, _lit: float) -> None:
    """A plump pillow with a moon and stars stitched on it, a dent where a head has lain."""
    plump = smooth(
        trace(
            "-.7 -.93, -.35 -.86, 0 -.9, .35 -.86, .7 -.93, .68 -.5, .73 -.03, .36 -.05, 0 0, "
            "-.36 -.05, -.73 -.03, -.68 -.5"
        ),
        n=8,
    )
    case = m.shape(plump, "#c3d0ea", vol=0.5, volk=0.26, edge=0.85, tex=0.45, rim=0.3, shade="#8d86bd")
    m.wash(
        smooth(trace("-.34 -.84, 0 -.76, .34 -.84, .26 -.6, 0 -.52, -.26 -.6")),
        "#9aa2d0",
        0.35,
        soft=0.06,
        clip=case,
        edge=0.0,
    )
    moon_back = np.vstack(
        [arc(-0.02, -0.43, 0.19, 0.2, 55, 305, 26), arc(0.07, -0.43, 0.13, 0.165, 290, 70, 20)]
    )
    m.shape(moon_back, "#fbe7b0", clip=case, edge=0.9)
    m.contour(moon_back, "#a8834e", 0.011, 0.45)
    for x, y, r in (
        (0.2, -0.5, 0.055),
        (-0.4, -0.62, 0.045),
        (0.43, -0.68, 0.04),
        (-0.42, -0.24, 0.05),
        (0.42, -0.25, 0.055),
        (0.14, -0.2, 0.035),
    ):
        m.shape(star(x, y, r), "#fff3cf", clip=case, edge=0.5)
    for sx, sy in ((-1, 0), (1, 0), (-1, 1), (1, 1)):
        x, y = sx * 0.7, -0.92 if sy == 0 else -0.04
        for crease in (0.0, 0.08):
            m.line(
                points(
                    x * 0.96,
                    y + (0.03 if sy == 0 else -0.03),
                    x * 0.82,
                    y + (0.1 + crease if sy == 0 else -0.1 - crease),
                    x * 0.72,
                    y + (0.16 + crease * 2 if sy == 0 else -0.16 - crease),
                ),
                "#7d82b4",
                0.014,
                0.4,
                clip=case,
            )
        tassel = tuft(
            ellipse(x * 1.05, y + (-0.02 if sy == 0 else 0.0), 0.05, 0.05, n=24), m.rng, 0.02, 0.02, 0.2
        )
        m.shape(tassel, ROSE, vol=0.4, edge=0.7)
    if m.fine:
        hem = smooth(
            trace(
                "-.62 -.85, -.3 -.79, 0 -.82, .3 -.79, .62 -.85, .61 -.5, .64 -.11, .32 -.12, 0 -.075, "
                "-.32 -.12, -.64 -.11, -.61 -.5"
            ),
            n=6,
        )
        m.shape(
            [band(hem[k : k + 2], 0.01, steps=2) for k in range(0, len(hem) - 1, 2)],
            "#fff6e6",
            clip=case,
            edge=0.0,
            rough=0.0,
            a=0.8,
        )
    m.contour(plump, "#6c6fa0", 0.014, 0.45)


@prop("button", foot=0.4)
def button(m: Motif, _lit: float) -> None:
    """A great round coat button, still wearing its thread."""
    m.shape(ellipse(0.035, -0.485, 0.475, 0.485, n=60), "#8f4a44", vol=0.4, edge=0.8)
    rim = ellipse(-0.015, -0.505, 0.475, 0.485, n=60)
    face = m.shape(rim, "#d9735f", vol=0.55, edge=0.9, rim=0.35, tex=0.45)
    m.shape(ellipse(-0.015, -0.505, 0.37, 0.38, n=50), "#a84f48", clip=face, edge=0.5, soft=0.01)
    m.shape(ellipse(-0.005, -0.495, 0.345, 0.355, n=50), "#e08670", clip=face, edge=0.5, vol=0.25)
    holes = [(-0.13, -0.62), (0.11, -0.62), (-0.13, -0.38), (0.11, -0.38)]
    for x, y in holes:
        m.shape(ellipse(x, y, 0.062, 0.064, n=22), "#7a3a3c", clip=face, edge=0.6)
        m.shine(arc(x, y + 0.004, 0.062, 0.064, 20, 100), a=0.45, soft=0.006, clip=face)
    for a, b in (((-0.13, -0.62), (0.11, -0.38)), ((0.11, -0.62), (-0.13, -0.38))):
        for shift in (-0.016, 0.016):
            m.line(points(a[0] + shift, a[1], b[0] + shift, b[1]), "#fdf0d6", 0.032, 0.95, broken=0.0)
        m.line(points(*a, *b), "#b09a86", 0.01, 0.5, broken=0.2)
    lx = float(m.toward[0])
    m.line(
        arc(-0.015, -0.505, 0.425, 0.435, 205, 250)
        if lx < 0
        else arc(-0.015, -0.505, 0.425, 0.435, 290, 335),
        "#ffe9dc",
        0.034,
        0.75,
        broken=0.1,
        sm=False,
    )
    m.line(
        smooth(trace(".11 -.38, .3 -.28, .42 -.08, .56 -.02, .66 -.07"), closed=False),
        "#fdf0d6",
        0.024,
        0.95,
        broken=0.0,
        sm=False,
    )
    m.contour(rim, "#7a3a3c", 0.014, 0.45)
