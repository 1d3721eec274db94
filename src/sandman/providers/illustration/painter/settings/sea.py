"""The open sea: a boat on the moon's path, a harbour rock, a wide swell under a great sky."""

# Rows of page coordinates read better filled than one number a line.
# fmt: off

import numpy as np

from sandman.providers.illustration.painter.brush import ellipse, mix, points, ribbon, smooth
from sandman.providers.illustration.painter.buildings import lighthouse
from sandman.providers.illustration.painter.land import haze, rock
from sandman.providers.illustration.painter.settings import Play
from sandman.providers.illustration.painter.sky import cloud, streaks, wash
from sandman.providers.illustration.painter.view import Spot, Stage, View
from sandman.providers.illustration.painter.water import (
    aboard,
    boat,
    glitter,
    gunwale,
    open_water,
    ripples,
    submerge,
    swell,
)

DEEP, MIDDLE, NEAR = "#7fb0c4", "#6fa3bd", "#5c93b2"


def _island(view: View, x: float, y: float, w: float, h: float, *, far: float) -> None:
    p = view.canvas
    hump = smooth(points(x - w / 2, y + 6, x - w * 0.3, y - h * 0.6, x - w * 0.05, y - h, x + w * 0.2,
        y - h * 0.66, x + w / 2, y + 6), False)
    p.body(np.vstack([hump, [(x, y + 10)]]), view.tint("#8aa5a8", far), edge=0.6, tex=0.7)


def _sails(view: View, x: float, y: float, s: float, *, far: float) -> None:
    p = view.canvas
    p.body(points(x - s * 0.05, y - s, x - s * 0.46, y - s * 0.16, x - s * 0.05, y - s * 0.16),
        view.tint("#f6e9d6", far), vol=0.3, edge=0.7)
    p.body(points(x + s * 0.03, y - s * 0.9, x + s * 0.4, y - s * 0.14, x + s * 0.03, y - s * 0.14),
        view.tint("#e9b49a", far), vol=0.3, edge=0.7)
    p.body(smooth(points(x - s * 0.5, y - s * 0.1, x + s * 0.5, y - s * 0.1, x + s * 0.36, y + s * 0.06,
        x - s * 0.36, y + s * 0.06)), view.tint("#9c6a54", far), vol=0.4, edge=0.7)


def on_the_moons_path(view: View) -> Play:
    """A rowing boat, the light's path on the water, islands in the mist."""
    wash(view, horizon=400, light=(760, 150), disc=52)
    streaks(view, 320, count=4, a=0.35)
    cloud(view, 250, 190, 320, 56)
    cloud(view, 520, 90, 200, 34, a=0.5)
    _island(view, 180, 404, 320, 56, far=0.6)
    _island(view, 930, 404, 260, 40, far=0.55)
    open_water(view, 402, DEEP)
    haze(view, 404, 22, a=0.4)
    ripples(view, 406, 170, n=40)
    glitter(view, 760, 404, 200)
    swell(view, 500, MIDDLE, amp=9, waves=2.2, far=0.08, foam=0.4, a=0.8)
    glitter(view, 742, 520, 130, a=0.55)
    swell(view, 566, NEAR, amp=12, waves=2.0, foam=0.45, a=0.85)
    length = 470 + 90 * (view.aboard > 1)
    if view.aboard:
        boat(view, 410, 650, length)
    standing = yield Stage(x=405, y=632, size=86, look=(0.6, -0.7), spread=2.3, companion=Spot(740, 610, 70),
        ground=aboard(410, 650, length), footing=view.aboard == 0,
        boat=(175, 540, 690, 694) if view.aboard else None, air=(Spot(560, 250, 90), Spot(900, 300, 80)),
        afloat=Spot(400, 650, 92) if view.aboard == 0 else Spot(770, 600, 66),
        anchors=((700, 560, 46), (850, 610, 50), (560, 480, 36), (180, 560, 50), (930, 500, 40)))
    if view.aboard:
        gunwale(view, 410, 650, length)
    if standing.swimmer is not None:
        submerge(view, standing.swimmer, NEAR)
    swell(view, 716, "#4c84a8", amp=12, waves=2.4, foam=0.6, a=0.92)


def at_the_harbour_rock(view: View) -> Play:
    """A flat rock at the water's edge, sails far out, a lighthouse on the point."""
    p = view.canvas
    wash(view, horizon=360, light=(300, 170), disc=46)
    cloud(view, 620, 140, 340, 60)
    cloud(view, 900, 230, 220, 40, a=0.5)
    _island(view, 860, 366, 360, 60, far=0.35)
    lighthouse(view, 800, 334, 150, beam=-1)
    open_water(view, 362, DEEP)
    haze(view, 366, 18, a=0.3)
    _sails(view, 470, 404, 60, far=0.25)
    _sails(view, 130, 384, 34, far=0.4)
    ripples(view, 368, 240, n=46)
    glitter(view, 300, 366, 250)
    swell(view, 500, MIDDLE, amp=8, waves=2.6, far=0.05, foam=0.5, a=0.75)
    swell(view, 580, NEAR, amp=10, waves=2.0, foam=0.6, a=0.8)
    for x, y, w, h in ((1000, 690, 260, 130), (400, 720, 150, 60)):
        rock(view, x, y, w, h, "#98949c")
    slab = smooth(points(450, 768, 440, 706, 520, 660, 660, 644, 820, 650, 1080, 640, 1080, 800, 450, 800))
    p.body(slab, view.tint("#b3aaa6"), vol=0.5, volk=0.1, edge=0.9, tex=0.9, rim=0.25)
    for x in (560, 690, 840, 950):
        p.glaze(ribbon(points(x, 662, x + view.rng.normal(10, 8), 700, x - 20, 760), 5), view.palette.shade,
            0.5, soft=1.4)
    p.body([ellipse(x, y, 5, 4, n=12) for x, y in zip(view.rng.uniform(480, 1000, 24),
        view.rng.uniform(690, 750, 24), strict=True)], view.tint("#e9dcc8"), a=0.6, rough=0.3)
    standing = yield Stage(x=680, y=690, size=90, look=(-0.7, -0.4), companion=Spot(930, 660, 70),
        ground=(Spot(880, 712, 88), Spot(520, 716, 78), Spot(930, 690, 74)), footing=False,
        air=(Spot(480, 250, 90), Spot(160, 280, 80)), afloat=Spot(330, 640, 90),
        anchors=((300, 470, 50), (200, 560, 50), (420, 540, 44), (130, 650, 50), (560, 470, 36)))
    if standing.swimmer is not None:
        submerge(view, standing.swimmer, NEAR)
    splash = ribbon(points(410, 742, 470, 716, 540, 708, 600, 724), 12)
    p.body(splash, mix(view.tint("#ffffff"), view.palette.light, 0.4), a=0.6, soft=2.5, edge=0.8)
    swell(view, 738, "#4c84a8", amp=9, waves=2.8, foam=0.7, a=0.85)


def under_the_great_sky(view: View) -> Play:
    """A low horizon, a towering sky, the boat small in the right third."""
    p = view.canvas
    wash(view, horizon=470, light=(200, 230), disc=58, crescent=True)
    for x, y, w, h, a in ((700, 130, 420, 84, 0.8), (420, 260, 260, 44, 0.5), (930, 300, 300, 56, 0.6),
            (120, 90, 200, 36, 0.5)):
        cloud(view, x, y, w, h, a=a)
    streaks(view, 410, count=5, a=0.35)
    open_water(view, 472, DEEP)
    haze(view, 474, 18, a=0.35)
    glitter(view, 200, 476, 220)
    for x, y, r in ((470, 520, 1.0), (540, 500, 0.7)):
        arc = points(x - 34 * r, y + 8, x - 20 * r, y - 14 * r, x + 6 * r, y - 18 * r, x + 30 * r, y + 8)
        p.body(smooth(arc, False), view.tint("#54758f", 0.1), edge=0.6)
    swell(view, 540, MIDDLE, amp=13, waves=1.6, far=0.05, foam=0.5, a=0.85)
    swell(view, 602, NEAR, amp=14, waves=1.4, foam=0.5, a=0.85)
    length = 450 + 90 * (view.aboard > 1)
    if view.aboard:
        boat(view, 655, 676, length, "#8fae9c")
    standing = yield Stage(x=650, y=660, size=88, look=(-0.7, -0.6), spread=2.2,
        companion=Spot(350, 640, 70), ground=aboard(655, 676, length), footing=view.aboard == 0,
        boat=(430, 570, 930, 716) if view.aboard else None, air=(Spot(480, 330, 92), Spot(880, 420, 80)),
        afloat=Spot(620, 670, 94) if view.aboard == 0 else Spot(270, 640, 66),
        anchors=((280, 560, 46), (420, 600, 50), (140, 640, 50), (880, 560, 44), (930, 660, 46)))
    if view.aboard:
        gunwale(view, 655, 676, length, "#8fae9c")
    if standing.swimmer is not None:
        submerge(view, standing.swimmer, NEAR)
    swell(view, 732, "#4c84a8", amp=13, waves=1.8, foam=0.65, a=0.92)


LAYOUTS = (on_the_moons_path, at_the_harbour_rock, under_the_great_sky)
