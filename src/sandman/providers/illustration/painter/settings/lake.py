"""The lake: a grassy bank under the mountains, a plank jetty, a boat among the lilies."""

# Rows of page coordinates read better filled than one number a line.
# fmt: off

import numpy as np

from sandman.providers.illustration.painter.brush import ellipse, points, smooth
from sandman.providers.illustration.painter.buildings import cottage
from sandman.providers.illustration.painter.land import ground, haze, mountains, ridge
from sandman.providers.illustration.painter.plants import (
    OLIVE,
    SUMMER,
    clump,
    drift,
    far_firs,
    far_wood,
    flower,
    grass,
    reeds,
    tree,
)
from sandman.providers.illustration.painter.settings import Play
from sandman.providers.illustration.painter.sky import cloud, wash
from sandman.providers.illustration.painter.view import Spot, Stage, View
from sandman.providers.illustration.painter.water import (
    aboard,
    boat,
    glitter,
    gunwale,
    jetty,
    ripples,
    submerge,
)

WATER = "#9cc8da"
PEAKS = np.array([(90.0, 0.8), (430.0, 0.5), (640.0, 1.0), (900.0, 0.66)])


def on_the_bank(view: View) -> Play:
    """A bank rises at the right; snow peaks stand on their heads in the water."""
    p = view.canvas
    wash(view, horizon=400, light=(290, 170), disc=48)
    for x, y, w, h in ((630, 120, 330, 60), (900, 210, 260, 46), (110, 100, 220, 40)):
        cloud(view, x, y, w, h, a=0.6)
    mountains(view, 392, 4, 230, "#93a8cf", "#ffffff", far=0.42, peaks=PEAKS)
    mountains(view, 402, 3, 110, "#7d9ab8", "#f4f6fb", far=0.22)
    for x, rx, ry in ((40, 110, 46), (170, 90, 36), (860, 120, 50), (990, 100, 60)):
        clump(view, x, 402 - ry * 0.4, rx, ry, SUMMER, far=0.18, n=80, leaf=7)
    far_firs(view, 402, (22, 74), "#6f9f98", far=0.22, n=44, a=0.85)
    p.reflect(410, 340, view.tint(WATER), 0.84)
    haze(view, 410, 14, a=0.3)
    ripples(view, 414, 230)
    glitter(view, 290, 412, 220)
    boat(view, 400, 520, 170)
    gunwale(view, 400, 520, 170)
    ground(view, points(-40, 700, 180, 680, 380, 652, 560, 610, 760, 576, 1070, 560), "#9cc78c")
    grass(view, (440, 1024), (610, 690), 130, 24, OLIVE)
    drift(view, np.c_[view.rng.uniform(560, 1000, 26), view.rng.uniform(610, 720, 26)], 9,
        ("lily", "gold", "blue", "coral"))
    reeds(view, (66, 96, 120, 152, 180), 728, (130, 210))
    standing = yield Stage(x=725, y=694, size=92, look=(-0.6, -0.5), companion=Spot(900, 650, 72),
        ground=(Spot(895, 706, 88), Spot(545, 712, 84), Spot(440, 716, 80), Spot(370, 724, 76),
        Spot(930, 650, 70)), footing=False, air=(Spot(880, 330, 90), Spot(560, 300, 84)),
        afloat=Spot(330, 610, 84), boat=(312, 484, 490, 540), anchors=((400, 490, 50), (150, 560, 50),
        (280, 600, 44), (940, 620, 34), (540, 540, 44), (120, 560, 40)))
    if standing.swimmer is not None:
        submerge(view, standing.swimmer, WATER)
    grass(view, (520, 920), (704, 748), 100, 28, OLIVE)
    for x, y, s, c, kind in ((600, 700, 16, "gold", "open"), (950, 676, 24, "lily", "daisy"),
            (985, 630, 17, "violet", "open"), (300, 716, 14, "lily", "daisy")):
        flower(view, x, y, s, c, stem=60, kind=kind)


def at_the_jetty(view: View) -> Play:
    """A plank jetty reaches in from the left; a cabin and firs on the far shore."""
    p = view.canvas
    wash(view, horizon=380, light=(720, 140), disc=46, crescent=True)
    cloud(view, 330, 120, 320, 56, a=0.6)
    ridge(view, 330, 30, "#93a8cf", far=0.5)
    ridge(view, 360, 18, "#86b09c", far=0.35, mist=False)
    far_firs(view, 388, (40, 110), "#6f9f90", far=0.3, n=50)
    cottage(view, 860, 396, 130, 56, wall="#c79a74", far=0.1, smoke=True)
    for x, rx in ((960, 70), (770, 50), (60, 110)):
        clump(view, x, 392, rx, 30, SUMMER, far=0.2, n=60, leaf=7)
    p.reflect(402, 370, view.tint(WATER), 0.84)
    haze(view, 402, 16, a=0.35)
    ripples(view, 406, 280, n=46)
    glitter(view, 720, 404, 260)
    lilies = np.array([(640, 600), (730, 640), (860, 590), (930, 668), (800, 700), (600, 700)])
    p.body([ellipse(x, y, 34, 12) for x, y in lilies], view.tint("#86b084"), vol=0.4, edge=0.9, a=0.95)
    drift(view, lilies[::2] - (0, 8), 12, ("blush", "lily"), stem=0.3)
    jetty(view, -40, 560, 646)
    standing = yield Stage(x=320, y=684, size=90, look=(0.6, -0.4), spread=2.4, companion=Spot(500, 676, 66),
        ground=(Spot(480, 690, 80), Spot(110, 690, 78), Spot(522, 694, 66), Spot(84, 688, 70)),
        footing=False, air=(Spot(520, 290, 90), Spot(880, 280, 80)), afloat=Spot(720, 640, 86),
        anchors=((640, 596, 30), (860, 586, 30), (800, 696, 30), (700, 500, 50), (560, 520, 44)))
    if standing.swimmer is not None:
        submerge(view, standing.swimmer, WATER)
    reeds(view, (940, 966, 990, 1006), 790, (170, 250))
    grass(view, (880, 1024), (740, 780), 40, 50, OLIVE)
    reeds(view, (40, 64), 800, (110, 150))


def among_the_lilies(view: View) -> Play:
    """In a boat on the still lake; willows trail from the left, lilies lie all round."""
    p = view.canvas
    wash(view, horizon=360, light=(540, 150), disc=50)
    cloud(view, 800, 130, 280, 50, a=0.6)
    far_wood(view, 360, 80, SUMMER, far=0.52, n=13)
    ridge(view, 366, 6, "#a3c79a", far=0.34, mist=False)
    tree(view, 900, 396, 220, SUMMER, far=0.14, lean=-0.04)
    clump(view, 760, 384, 70, 30, OLIVE, far=0.2, n=50, leaf=7)
    p.reflect(396, 374, view.tint(WATER), 0.86)
    haze(view, 396, 18, a=0.4)
    ripples(view, 400, 320, n=50)
    glitter(view, 540, 398, 200)
    for x0, y0 in ((-20, -20), (70, -30), (150, -20), (230, -40)):
        for _ in range(4):
            x, n = x0 + view.rng.uniform(-40, 50), view.rng.uniform(220, 400)
            strand = [(x + 24 * np.sin(t * 2.2), y0 + t * n) for t in np.linspace(0, 1, 6)]
            p.line(strand, view.tint("#6f8f62"), 2.4, 0.8, broken=0.2)
            leaves = smooth(np.array(strand), False, 5)[4:] + view.rng.normal(0, 3, (22, 2))
            p.body([ellipse(u, v, 4, 12, 14 * (-1) ** i, n=10) for i, (u, v) in enumerate(leaves)],
                view.tint(("#86ab72", "#a3c283", "#76a07a")[int(x) % 3]), a=0.85, edge=0.6, rough=0.4)
    length = 460 + 90 * (view.aboard > 1)
    if view.aboard:
        boat(view, 580, 650, length, "#7f9ab0")
    lilies = np.array([(120, 600), (230, 650), (180, 710), (330, 560), (880, 590), (960, 640), (860, 690),
        (320, 716)])
    p.body([ellipse(x, y, 40 * y / 640, 14 * y / 640) for x, y in lilies], view.tint("#86b084"), vol=0.4,
        edge=0.9, a=0.95)
    drift(view, lilies[::2] - (0, 8), 13, ("blush", "lily"), stem=0.3)
    standing = yield Stage(x=575, y=632, size=86, look=(-0.5, -0.5), spread=2.3,
        companion=Spot(330, 600, 66), ground=aboard(580, 650, length), footing=view.aboard == 0,
        air=(Spot(350, 280, 90), Spot(760, 260, 84)), afloat=Spot(570, 650,
        90) if view.aboard == 0 else Spot(240, 610, 66), boat=(350, 540, 830, 690) if view.aboard else None,
        anchors=((120, 594, 30), (180, 704, 34), (880, 584, 30), (860, 684, 34), (180, 240, 80),
        (400, 500, 44)))
    if view.aboard:
        gunwale(view, 580, 650, length, "#7f9ab0")
    if standing.swimmer is not None:
        submerge(view, standing.swimmer, WATER)
    flower(view, 110, 724, 26, "blush", stem=6)
    reeds(view, (950, 984, 1008), 800, (160, 240))


LAYOUTS = (on_the_bank, at_the_jetty, among_the_lilies)
