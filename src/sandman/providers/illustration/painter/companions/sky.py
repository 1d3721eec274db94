"""The cloudlet, who is weather and a friend."""

from sandman.providers.illustration.painter.brush import ellipse, mix, smooth
from sandman.providers.illustration.painter.companions.registry import companion
from sandman.providers.illustration.painter.props.faces import blush, eye, smile
from sandman.providers.illustration.painter.props.motif import Motif
from sandman.providers.illustration.painter.props.outlines import trace

PUFFS = (
    (-0.44, -0.3, 0.26),
    (-0.22, -0.56, 0.3),
    (0.12, -0.66, 0.33),
    (0.42, -0.44, 0.27),
    (0.56, -0.24, 0.2),
    (-0.58, -0.2, 0.18),
)


@companion("cloudlet", foot=0.6, hovers=True)
def cloudlet(m: Motif, asleep: bool) -> None:
    """A pillow of weather that has not made up its mind to rain."""
    low = mix(m.canvas.shade_colour, "#ffffff", 0.35)
    heap = [ellipse(x, y, r * 1.06, r, n=40) for x, y, r in PUFFS]
    floor = smooth(
        trace("-.76 -.14, -.5 -.3, 0 -.36, .5 -.3, .76 -.14, .6 -.02, .3 .0, 0 -.02, -.3 .01, -.62 -.02"), n=7
    )
    part = m.shape(
        [*heap, floor],
        "#fdf8f0",
        vol=0.5,
        volk=0.24,
        shade=low,
        edge=0.5,
        tex=0.4,
        rough=0.9,
        soft=0.008,
        rim=0.3,
    )
    for x, y, r in PUFFS[:4]:
        m.wash(ellipse(x + 0.03, y + r * 0.42, r * 0.86, r * 0.62), low, 0.16, soft=0.03, edge=1.2, clip=part)
    m.shape(
        [ellipse(x, y - r * 0.35, r * 0.55, r * 0.4, n=24) for x, y, r in PUFFS[1:4]],
        "#fffdf8",
        a=0.7,
        soft=0.05,
        clip=part,
        edge=0.0,
    )
    for side in (-1, 1):
        eye(m, 0.06 + side * 0.16, -0.37, 0.074, closed=asleep)
        blush(m, 0.06 + side * 0.27, -0.26, 0.075, "#f0a59c", clip=part)
    smile(m, 0.065, -0.26, 0.11)
