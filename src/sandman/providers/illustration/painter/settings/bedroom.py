"""The bedroom, where every book ends: the moon in the window, the lamp low, a quilt over the sleeper."""

# Rows of page coordinates read better filled than one number a line.
# fmt: off

from sandman.providers.illustration.painter.beds import BedFromTheFoot, BedFromTheSide
from sandman.providers.illustration.painter.brush import mix, points, ribbon
from sandman.providers.illustration.painter.rooms import (
    QUILTS,
    arched_pane,
    bunting,
    curtains,
    floor_boards,
    mobile,
    moonbeam,
    nightstand,
    round_pane,
    rug,
    shelf,
    table_lamp,
    toys,
    wall,
    window,
)
from sandman.providers.illustration.painter.settings import Play
from sandman.providers.illustration.painter.view import Spot, Stage, View

WALLS = ("#c3d0d6", "#e6cdb9", "#d3d8c2", "#d5c9dc")
PAPER_STRIPES = ("#93aab8", "#cfa892", "#a9b495", "#ad9dbf")


def _lamp_light(view: View) -> float:
    """How bright the bedside lamp burns: low once somebody sleeps, off by day."""
    if not view.palette.is_dark:
        return 0.0
    low = view.palette.id != "lamp"
    return 0.7 if low or view.asleep else 1.0


def _walls(view: View, floor: float) -> None:
    i = view.variant % len(WALLS)
    wall(view, WALLS[i], floor, stripes=PAPER_STRIPES[i])
    floor_boards(view, floor)


def beside_the_window(view: View) -> Play:
    """The bed stands with its foot toward us at the right, the window and its moonbeam at the left."""
    p = view.canvas
    p.light = (250, 150)
    _walls(view, 500)
    pane = arched_pane(236, 250, 220, 280)
    window(view, pane, moon_at=(0.33, 0.3))
    curtains(view, pane, QUILTS[view.variant % 4][2])
    p.body(points(104, 396, 368, 396, 374, 410, 98, 410), view.tint("#f4e8d6"), vol=0.3, edge=0.8)
    swing = mobile(view, 520, 66, 150)
    shelf(view, 800, 196, 176)
    lit = _lamp_light(view)
    if view.asleep:
        bed = BedFromTheFoot(628, 722, 560)
        nightstand(view, 318, 612, 96, 130)
        table_lamp(view, 318, 470, 70, lit=lit)
        moonbeam(view, pane, (520, 690))
        bed.frame(view)
        yield Stage(x=628, y=690, look=(0.0, 0.2), footing=False, bed=bed.pillow, hollow=bed.hollow,
            cover=lambda: bed.quilt(view, sleeper=view.aboard > 1), companion=Spot(226, 690, 62),
            ground=(Spot(140, 700, 78), Spot(240, 726, 72), Spot(110, 610, 64)),
            air=(Spot(430, 330, 84), Spot(900, 350, 70)), anchors=(*swing, (318, 400, 40)))
        p.glow(540, 380, 300, view.palette.light, 0.12)
        return
    rug(view, 470, 690, 360, 66)
    bed = BedFromTheFoot(760, 610, 400)
    nightstand(view, 500, 560, 84, 104)
    table_lamp(view, 500, 446, 62, lit=lit)
    bed.frame(view)
    bed.quilt(view, sleeper=False)
    moonbeam(view, pane, (470, 690))
    toys(view, 130, 640, 62)
    yield Stage(x=400, y=704, size=90, look=(-0.5, -0.6), companion=Spot(700, 706, 66),
        ground=(Spot(580, 716, 88), Spot(220, 716, 82), Spot(800, 716, 80)),
        air=(Spot(420, 250, 80), Spot(640, 260, 76)), anchors=(*swing, (500, 390, 40), (236, 250, 60)),
        afloat=None)


def under_the_round_window(view: View) -> Play:
    """A long bed by the wall, a great round window above it, toys on the rug."""
    p = view.canvas
    p.light = (430, 120)
    _walls(view, 520)
    pane = round_pane(400, 236, 150)
    window(view, pane, moon_at=(0.6, 0.36))
    flags = bunting(view, ((600, 70), (1000, 110)), sag=36, n=8)
    shelf(view, 690, 262, 230)
    lit = _lamp_light(view)
    if view.asleep:
        bed = BedFromTheSide(512, 700, 720)
        moonbeam(view, pane, (450, 640))
        bed.frame(view)
        nightstand(view, 950, 716, 100, 150)
        table_lamp(view, 950, 556, 76, lit=lit)
        yield Stage(x=512, y=690, look=(0.0, 0.2), footing=False, bed=bed.pillow, hollow=bed.hollow,
            cover=lambda: bed.quilt(view, sleeper=view.aboard > 1), companion=Spot(100, 730, 62),
            ground=(Spot(230, 728, 72), Spot(790, 728, 72), Spot(96, 660, 70)),
            air=(Spot(150, 230, 84), Spot(630, 330, 70)), anchors=(*flags[1:7:2], (400, 236, 70),
            (950, 480, 40)))
        toys(view, 640, 742, 50)
        return
    bed = BedFromTheSide(690, 596, 560)
    bed.frame(view)
    bed.quilt(view, sleeper=False)
    nightstand(view, 350, 590, 84, 112)
    table_lamp(view, 350, 467, 66, lit=lit)
    rug(view, 480, 694, 380, 62, ("#7f96a0", "#ecd0a0", "#b2615a", "#f0dab0", "#93a98c"))
    moonbeam(view, pane, (430, 690))
    yield Stage(x=400, y=706, size=90, look=(0.2, -0.8), companion=Spot(650, 712, 66),
        ground=(Spot(560, 722, 88), Spot(200, 716, 84), Spot(770, 722, 80)),
        air=(Spot(620, 180, 80), Spot(160, 240, 80)), anchors=(*flags[1:7:2], (400, 236, 70), (350, 410, 40)))
    toys(view, 860, 724, 62)


def in_the_attic(view: View) -> Play:
    """Under the roof: sloping beams, a skylight full of stars, the bed at the left."""
    p = view.canvas
    p.light = (690, 130)
    i = view.variant % len(WALLS)
    wall(view, WALLS[i], 520)
    floor_boards(view, 520, "#b98f6c")
    c = view.tint(WALLS[i])
    for slope in (points(-40, -40, 420, -40, 40, 400, -40, 420),
            points(1064, -40, 620, -40, 984, 400, 1064, 420)):
        part = p.body(slope, mix(c, view.palette.shade, 0.28), edge=0.6, tex=0.3, ew=9)
        lo = slope.min(0)
        for k in range(6):
            y = lo[1] + 40 + k * 74
            p.line(points(-40, y + 10, 512, y, 1064, y + 10), view.tint("#8f7a72"), 2.4, 0.4, clip=part)
    for a, b in (((420, -20), (30, 410)), ((620, -20), (994, 410))):
        p.body(ribbon(points(a[0], a[1], (a[0] + b[0]) / 2, (a[1] + b[1]) / 2, b[0], b[1]), 26,
            lambda t: 1 + 0 * t), view.tint("#9a7156"), vol=0.4, edge=0.8)
    pane = points(600, 110, 772, 110, 772, 330, 600, 330)
    window(view, pane, moon_at=(0.62, 0.3))
    p.body(points(584, 336, 788, 336, 794, 350, 578, 350), view.tint("#f4e8d6"), vol=0.3, edge=0.8)
    flags = bunting(view, ((250, 190), (560, 120)), sag=30, n=6)
    lit = _lamp_light(view)
    if view.asleep:
        bed = BedFromTheFoot(380, 724, 540)
        nightstand(view, 700, 616, 96, 130)
        table_lamp(view, 700, 474, 70, lit=lit)
        moonbeam(view, pane, (520, 690))
        bed.frame(view)
        yield Stage(x=380, y=690, look=(0.0, 0.2), footing=False, bed=bed.pillow, hollow=bed.hollow,
            cover=lambda: bed.quilt(view, sleeper=view.aboard > 1), companion=Spot(790, 692, 62),
            ground=(Spot(890, 690, 80), Spot(730, 722, 72), Spot(910, 610, 64)),
            air=(Spot(500, 330, 80), Spot(860, 330, 70)), anchors=(*flags[::2], (700, 400, 40),
            (686, 220, 60)))
        toys(view, 836, 740, 54)
        return
    rug(view, 600, 694, 350, 62, ("#9a8bbb", "#f0dab0", "#7f96a0", "#ecd0a0", "#c47a64"))
    bed = BedFromTheFoot(300, 610, 400)
    bed.frame(view)
    bed.quilt(view, sleeper=False)
    nightstand(view, 548, 566, 84, 104)
    table_lamp(view, 548, 452, 62, lit=lit)
    moonbeam(view, pane, (640, 690))
    yield Stage(x=690, y=706, size=90, look=(0.0, -0.9), companion=Spot(450, 712, 66),
        ground=(Spot(880, 716, 86), Spot(500, 720, 84), Spot(300, 724, 80)),
        air=(Spot(500, 210, 76), Spot(860, 300, 76)), anchors=(*flags[::2], (548, 400, 40), (686, 220, 60)))
    toys(view, 140, 706, 60)


LAYOUTS = (beside_the_window, under_the_round_window, in_the_attic)
