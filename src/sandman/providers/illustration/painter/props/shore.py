"""Things one picks up on a walk: seashell, feather, pebble."""

from itertools import pairwise

import numpy as np

from sandman.providers.illustration.painter.brush import ellipse, points, smooth
from sandman.providers.illustration.painter.props.motif import Motif
from sandman.providers.illustration.painter.props.outlines import (
    band,
    moved,
    taper,
    trace,
)
from sandman.providers.illustration.painter.props.registry import prop


@prop("seashell", foot=0.34)
def seashell(m: Motif, _lit: float) -> None:
    """A scallop, rose at its heart and cream at its hem, every rib ending in a scallop."""
    ribs, hinge = 9, np.array([0.0, -0.1])
    angles = np.radians(np.linspace(-163, -17, ribs + 1))
    hem: list[tuple[float, float]] = []
    for a, b in pairwise(angles):
        for t in np.linspace(0, 1, 5)[:-1]:
            angle = a + (b - a) * t
            reach = 0.84 * (1 + 0.06 * np.sin(np.pi * t)) * (0.72 + 0.28 * np.sin(-angle) ** 0.7)
            hem.append((hinge[0] + np.cos(angle) * reach * 0.86, hinge[1] + np.sin(angle) * reach))
    fan = np.vstack([points(-0.14, -0.06), np.array(hem), points(0.14, -0.06), points(0, -0.02)])
    ears = smooth(
        trace("-.27 -.13, -.2 -.19, 0 -.2, .2 -.19, .27 -.13, .25 -.02, 0 .02, -.25 -.02"),
        n=6,
    )
    m.shape(ears, "#e8a68f", vol=0.5, edge=0.9, rim=0.2)
    m.contour(ears, "#9a5f58", 0.014, 0.45)
    shell = m.shape(fan, "#fbd8c4", vol=0.3, volk=0.25, edge=1.0, tex=0.4, rim=0.3)
    for reach, colour, a in (
        (0.74, "#fbeadb", 0.5),
        (0.6, "#eea894", 0.5),
        (0.42, "#fbdcc8", 0.55),
        (0.26, "#e58f84", 0.5),
    ):
        ring = np.array(
            [
                (
                    hinge[0] + np.cos(t) * reach * 0.83 * (0.72 + 0.28 * np.sin(-t) ** 0.7),
                    hinge[1] + np.sin(t) * reach * (0.72 + 0.28 * np.sin(-t) ** 0.7),
                )
                for t in np.radians(np.linspace(-172, -8, 30))
            ]
        )
        m.shape(band(ring, 0.11, steps=1), colour, a=a, clip=shell, soft=0.022, edge=0.0)
    for k, angle in enumerate(angles):
        reach = 0.84 * (0.72 + 0.28 * np.sin(-angle) ** 0.7)
        tip = moved(hinge, np.cos(angle) * reach * 0.86, np.sin(angle) * reach)
        if 0 < k < ribs:
            bow = moved((hinge + tip) / 2, np.cos(angle) * 0.02, 0)
            m.line(np.vstack([hinge * 1.0, bow, tip]), "#b8685f", 0.02, 0.5, broken=0.15, clip=shell)
            m.line(
                moved(np.vstack([hinge, bow, tip]), 0.02, 0.01), "#fff1e4", 0.014, 0.6, broken=0.3, clip=shell
            )
    m.contour(fan, "#9a5f58", 0.015, 0.5)
    m.shine(smooth(trace("-.34 -.7, -.44 -.56, -.42 -.46, -.3 -.6")), a=0.35, soft=0.03, clip=shell)


@prop("feather", foot=0.0)
def feather(m: Motif, _lit: float) -> None:
    """A jay's feather, blue at the tip and downy at the quill."""
    spine = smooth(trace("-.3 0, -.2 -.2, -.02 -.5, .16 -.78, .36 -1"), closed=False, n=14)
    t = np.linspace(0, 1, len(spine))
    along = np.gradient(spine, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    normal = np.column_stack([-along[:, 1], along[:, 0]])
    start = 0.2
    u = np.clip((t - start) / (1 - start), 0, 1)
    width = 0.36 * np.sin(np.pi * u**0.62) ** 0.7 * (1 - 0.25 * u)
    m.stand(0.34, at=-0.05, a=0.4) if not m.held else None
    for side, reach in ((1, 1.0), (-1, 0.78)):
        sweep = spine + normal * (side * width * reach)[:, None] + along * (width * 0.35)[:, None]
        for notch in (0.42, 0.6) if side > 0 else (0.52,):  # where the barbs have parted
            k = int(notch * len(t))
            sweep[k] = spine[k] + (sweep[k] - spine[k]) * 0.62
        keep = t >= start
        vane = m.shape(
            np.vstack([spine[keep], sweep[keep][::-1]]),
            "#8db4d6" if side > 0 else "#a5c6de",
            vol=0.3,
            edge=0.9,
            tex=0.5,
            rough=0.25,
        )
        bars = [
            np.vstack([spine[int(k * (len(t) - 1))], sweep[min(len(t) - 1, int((k + 0.05) * (len(t) - 1)))]])
            for k in np.linspace(0.42, 0.9, 6)
        ]
        for k, bar in enumerate(bars):
            m.shape(band(bar, 0.034 - 0.002 * k, steps=2), "#4a6fa2", a=0.6, clip=vane, edge=0.4)
        x, y = spine[int(0.3 * len(t))]
        low = ellipse(float(x), float(y), 0.2, 0.16)
        m.shape(low, "#f7efe2", a=0.9, soft=0.045, clip=vane, edge=0.0)
        if m.fine:
            for k in np.linspace(0.25, 0.97, 20):
                i = int(k * (len(t) - 1))
                m.line(np.vstack([spine[i], sweep[i]]), "#3f5f8c", 0.007, 0.28, broken=0.4, clip=vane)
        m.contour(np.vstack([spine[keep], sweep[keep][::-1]]), "#3f5478", 0.011, 0.35)
    downs = []
    for k in np.linspace(0.15, 0.34, 9):
        i = int(k * (len(t) - 1))
        for side in (-1, 1):
            curl = (
                spine[i]
                + normal[i] * side * m.rng.uniform(0.07, 0.13)
                + along[i] * m.rng.uniform(-0.02, 0.07)
            )
            downs.append(taper(np.vstack([spine[i], (spine[i] + curl) / 2 + along[i] * 0.02, curl]), 0.022))
    m.shape(downs, "#fbf5ea", edge=0.3, rough=0.1, a=0.9)
    m.line(spine, "#f2e3c8", 0.026, 0.95, broken=0.0, sm=False)
    m.line(moved(spine, 0.008, 0.006), "#a88a68", 0.01, 0.6, broken=0.1, sm=False)


@prop("pebble", foot=0.5)
def pebble(m: Motif, _lit: float) -> None:
    """A smooth wishing stone: a white ring runs right round it."""
    stone_shape = smooth(
        trace(
            "-.62 -.36, -.5 -.72, -.18 -.96, .22 -.98, .54 -.76, .65 -.4, .5 -.1, .14 0, -.26 -.01, -.54 -.12"
        ),
        n=10,
    )
    stone = m.shape(
        stone_shape, "#aab6cb", vol=0.55, volk=0.28, edge=0.8, tex=0.6, grain=0.3, rim=0.25, shade="#7b7aa8"
    )
    if m.fine:
        n = 46
        across, down = m.rng.uniform(-0.6, 0.6, n), m.rng.uniform(-0.98, 0.0, n)
        specks = [
            ellipse(x, y, r, r, n=8)
            for x, y, r in zip(across, down, m.rng.uniform(0.005, 0.015, n), strict=True)
        ]
        m.wash(specks[:26], "#6a7094", 0.4, clip=stone, edge=0.0)
        m.shape(specks[26:], "#f6f1e6", a=0.6, clip=stone, edge=0.0)
    m.shape(
        smooth(
            trace(
                "-.7 -.5, -.3 -.62, .1 -.58, .44 -.42, .74 -.3, .74 -.17, .42 -.28, .08 -.45, -.3 -.49, "
                "-.7 -.37"
            )
        ),
        "#fdf9f0",
        a=0.93,
        clip=stone,
        edge=0.7,
        vol=0.1,
        tex=0.35,
    )
    lx, ly = m.toward
    m.shine(
        ellipse(lx * 0.26, -0.52 + ly * 0.28, 0.16, 0.075, 25 * np.sign(lx or 1)),
        a=0.6,
        soft=0.04,
        clip=stone,
    )
    m.contour(stone_shape, "#4c5076", 0.014, 0.45)
    for x, w, colour in ((-0.6, 0.14, "#e3c6ae"), (0.63, 0.11, "#c3cdb9")):
        small = smooth(
            moved(trace("-1 -.06, -.7 -.16, .3 -.18, 1 -.08, .6 .01, -.6 .01") * (w, 1), x, 0), n=6
        )
        m.shape(small, colour, vol=0.6, edge=0.9, tex=0.6, rim=0.2)
