"""The lighthouse: on its headland up a winding path, from its gallery, from the landing below."""

# Rows of page coordinates read better filled than one number a line.
# fmt: off

import numpy as np

from sandman.providers.illustration.painter.brush import ellipse, mix, points, ribbon, smooth
from sandman.providers.illustration.painter.buildings import cottage, lighthouse
from sandman.providers.illustration.painter.land import ground, haze, path, rock
from sandman.providers.illustration.painter.plants import OLIVE, clump, drift, flower, grass
from sandman.providers.illustration.painter.settings import Play
from sandman.providers.illustration.painter.sky import cloud, streaks, wash
from sandman.providers.illustration.painter.view import Spot, Stage, View
from sandman.providers.illustration.painter.water import (
    boat,
    glitter,
    gunwale,
    jetty,
    lapping,
    open_water,
    ripples,
    submerge,
    swell,
)

SEA = "#7aaec4"


def up_the_path(view: View) -> Play:
    """The lighthouse on a green headland at the right; a path leads up between sea pinks."""
    p = view.canvas
    wash(view, horizon=420, light=(210, 160), disc=50)
    cloud(view, 480, 130, 300, 54, a=0.6)
    streaks(view, 340, count=3, a=0.3)
    open_water(view, 422, SEA)
    ripples(view, 426, 130, n=36)
    glitter(view, 210, 424, 140)
    swell(view, 524, "#6aa0ba", amp=8, waves=2.4, foam=0.6, a=0.75)
    head = points(340, 640, 420, 540, 520, 480, 640, 440, 800, 424, 1084, 420)
    p.body(np.vstack([smooth(head, False), [(1084, 800), (300, 800)]]), view.tint("#b3a79a"), edge=0.8,
        tex=0.8, vol=0.3)
    p.body(np.vstack([smooth(head - (0, 4), False), [(1084, 560), (760, 600), (520, 590), (400, 620)]]),
        view.tint("#a3cb90"), edge=0.6, tex=0.6)
    cottage(view, 940, 446, 130, 56, wall="#f6ecdc")
    lighthouse(view, 790, 450, 380, beam=-1)
    ground(view, points(-40, 640, 160, 620, 380, 612, 640, 590, 1070, 570), "#9cc88a")
    path(view, points(770, 460, 700, 500, 720, 560, 560, 620, 420, 690, 330, 800), (24, 260), "#e6d6b4",
        stones=24)
    grass(view, (0, 1024), (610, 700), 130, 26, OLIVE)
    drift(view, np.c_[view.rng.uniform(40, 990, 46), view.rng.uniform(620, 720, 46)], 9,
        ("blush", "violet", "lily"))
    standing = yield Stage(x=420, y=700, size=92, look=(0.6, -0.7), companion=Spot(640, 690, 70),
        ground=(Spot(600, 712, 86), Spot(240, 710, 84), Spot(800, 706, 84)),
        air=(Spot(500, 280, 92), Spot(330, 320, 80)), afloat=Spot(200, 560, 84),
        anchors=((790, 110, 60), (120, 650, 36), (700, 640, 36), (900, 640, 36), (260, 500, 44)))
    if standing.swimmer is not None:
        submerge(view, standing.swimmer, SEA)
    grass(view, (200, 640), (706, 750), 100, 30, OLIVE)
    for x, y, s, c in ((90, 660, 24, "blush"), (960, 670, 26, "violet"), (890, 716, 19, "lily")):
        flower(view, x, y, s, c, stem=90)


def on_the_gallery(view: View) -> Play:
    """High on the gallery beside the lamp, the whole bay below."""
    p, pal = view.canvas, view.palette
    wash(view, horizon=400, light=(250, 170), disc=52, crescent=True)
    for x, y, w, h in ((560, 140, 300, 54), (140, 280, 220, 40)):
        cloud(view, x, y, w, h, a=0.6)
    open_water(view, 402, SEA, depth=300)
    haze(view, 404, 20, a=0.4)
    ripples(view, 406, 240, n=60, a=0.3)
    glitter(view, 250, 404, 230)
    coast = smooth(points(-60, 470, 60, 440, 140, 450, 200, 480, 120, 520, 40, 560, -60, 580))
    p.body(coast, view.tint("#9cbf9a", 0.35), edge=0.6)
    cottage(view, 60, 480, 60, 26, far=0.25)
    for x, y, s in ((430, 470, 26), (540, 520, 34)):
        p.body(points(x, y - s, x - s * 0.5, y - 3, x, y - 3), view.pale("#f6e9d6"), edge=0.7)
        p.body(points(x + 3, y - s * 0.9, x + s * 0.5, y - 3, x + 3, y - 3), view.tint("#e9b49a"), edge=0.7)
        p.body(ribbon(points(x - s * 0.5, y + 2, x, y + 5, x + s * 0.5, y + 2), s * 0.2),
            view.tint("#9c6a54"))
    lit = pal.is_dark or pal.id == "dusk"
    if lit:
        p.body(points(850, 250, -60, 60, -60, 250), "#ffe9b4", a=0.3, soft=18, edge=0, tex=0.3, grain=0.05,
            rough=0)
    room = points(770, 660, 770, 130, 1084, 130, 1084, 660)
    p.body(room, mix(view.tint("#cfe2e6"), "#ffdf98", 0.8 if lit else 0.0), edge=0.4, tex=0.3)
    p.body(ellipse(960, 330, 90, 130), "#fff4cc" if lit else view.tint("#eef6f6"), a=0.9, soft=10, edge=0.3)
    for x in (770, 880, 1000):
        p.body(ribbon(points(x, 120, x, 660), 14, lambda t: 1 + 0 * t), view.tint("#75606c"), vol=0.4,
            edge=0.7)
    for y in (300, 480):
        p.body(ribbon(points(764, y, 1084, y), 10, lambda t: 1 + 0 * t), view.tint("#75606c"), vol=0.4,
            edge=0.7)
    p.body(smooth(points(730, 150, 780, 90, 880, 40, 1084, 10, 1084, 150, 900, 146)), view.tint("#c2584e"),
        vol=0.4, edge=0.8, rim=0.3)
    if lit:
        p.glow(950, 320, 430, "#ffdf9a", 0.7)
        p.lamp(860, 640, 420, "#ffcf86", 0.45)
    deck = points(-40, 664, 400, 646, 760, 644, 1084, 650, 1084, 800, -40, 800)
    p.body(deck, view.tint("#a8826a"), edge=0.7, tex=0.6)
    for k in range(6):
        p.line(points(-40, 682 + k * 18, 500, 668 + k * 18, 1084, 676 + k * 18),
            mix(view.tint("#a8826a"), "#3a2430", 0.5), 2, 0.35)
    iron = view.tint("#75606c")
    for y in (520, 580):
        p.body(ribbon(points(-40, y + 10, 380, y, 760, y), 9, lambda t: 1 + 0 * t), iron, vol=0.4, edge=0.7)
    bars = [ribbon(points(x, 522, x, 650), 6, lambda t: 1 + 0 * t) for x in range(20, 770, 62)]
    p.body(bars, iron, edge=0.6)
    yield Stage(x=440, y=706, size=92, look=(-0.6, -0.6), companion=Spot(640, 704, 68),
        ground=(Spot(650, 718, 86), Spot(240, 718, 84), Spot(740, 716, 84)),
        air=(Spot(420, 280, 88), Spot(650, 300, 80)), anchors=((950, 330, 90), (250, 470, 50),
        (480, 480, 40), (640, 460, 44)))
    basket = points(40, 740, 52, 690, 150, 690, 162, 740)
    p.body(smooth(basket, n=5), view.tint("#b98a5e"), vol=0.5, edge=0.8)
    for k in (700, 714, 728):
        p.line(points(48, k, 100, k + 4, 154, k), view.tint("#7a5538"), 2.4, 0.5)
    rope = smooth(points(60, 690, 90, 664, 130, 668, 150, 690), False)
    p.line(rope, view.tint("#e3cfa6"), 5, 0.9, broken=0.1)


def at_the_landing(view: View) -> Play:
    """A stone landing with a moored boat; the lighthouse on its rock across the water, at the left."""
    p = view.canvas
    wash(view, horizon=400, light=(800, 150), disc=48)
    cloud(view, 480, 120, 320, 56, a=0.65)
    cloud(view, 900, 270, 240, 40, a=0.5)
    open_water(view, 402, SEA)
    haze(view, 404, 18, a=0.3)
    for x, y, w, h in ((250, 470, 330, 90), (120, 478, 200, 60), (390, 480, 160, 44)):
        rock(view, x, y, w, h, "#a09aa0", moss=True)
    lighthouse(view, 240, 400, 330, beam=1)
    cottage(view, 340, 420, 90, 38, wall="#f6ecdc", door=False)
    p.reflect(482, 120, view.tint(SEA), 0.6)
    ripples(view, 420, 220, n=50)
    glitter(view, 800, 404, 220)
    lapping(view, points(60, 482, 200, 488, 340, 486, 480, 482), width=6, a=0.6)
    swell(view, 590, "#5f98b4", amp=9, waves=2.2, foam=0.6, a=0.75)
    boat(view, 300, 640, 210, "#c9856a")
    gunwale(view, 300, 640, 210, "#c9856a")
    jetty(view, 470, 1064, 652, 60)
    for x in (520, 960):
        p.body(ribbon(points(x, 590, x, 660), 20, lambda t: 1 + 0 * t), view.tint("#8a6a58"), vol=0.5,
            edge=0.8)
        p.body(ellipse(x, 590, 12, 6), view.tint("#b08a6c"), edge=0.8)
    p.line(points(402, 622, 450, 650, 516, 612), view.tint("#e3cfa6"), 4, 0.85, broken=0.1)
    standing = yield Stage(x=720, y=694, size=92, look=(-0.7, -0.5), companion=Spot(900, 690, 68),
        ground=(Spot(900, 704, 84), Spot(560, 704, 80), Spot(940, 700, 76)), footing=False,
        air=(Spot(520, 260, 90), Spot(640, 200, 80)), afloat=Spot(300, 640, 84), boat=(190, 590, 415, 660),
        anchors=((240, 110, 60), (500, 540, 46), (160, 560, 46), (640, 480, 44), (420, 600, 40)))
    if standing.swimmer is not None:
        submerge(view, standing.swimmer, SEA)
    swell(view, 742, "#4f86a6", amp=9, waves=2.6, foam=0.7, a=0.85)
    clump(view, 1010, 760, 70, 40, OLIVE, n=60)


LAYOUTS = (up_the_path, on_the_gallery, at_the_landing)
