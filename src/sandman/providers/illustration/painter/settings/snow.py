"""The snowy hill: firs under a great moon, a cabin with lit windows, a pond under northern lights."""

# Rows of page coordinates read better filled than one number a line.
# fmt: off

from sandman.providers.illustration.painter.brush import ellipse, mix, points, ribbon, smooth
from sandman.providers.illustration.painter.buildings import cottage, string_of_lights
from sandman.providers.illustration.painter.land import drifts, ground, haze, mountains, ridge
from sandman.providers.illustration.painter.plants import far_firs, fir
from sandman.providers.illustration.painter.settings import Play
from sandman.providers.illustration.painter.sky import cloud, wash
from sandman.providers.illustration.painter.view import Spot, Stage, View

SNOW = "#e9eef8"
FIR = "#5f8a84"


def _paws(view: View, spots: tuple[tuple[float, float], ...]) -> None:
    """Footprints leading in."""
    prints = [q for x, y in spots for q in (ellipse(x, y, 9, 4.6, n=16),
        ellipse(x + 20, y - 7, 8, 4.2, n=16))]
    view.canvas.glaze(prints, view.palette.shade, 0.6)


def _heaps(view: View, x: float, y: float, w: float) -> None:
    """Soft snow over the feet."""
    p = view.canvas
    mound = smooth(points(x - w, y + 26, x - w * 0.7, y + 4, x - w * 0.2, y - 5, x + w * 0.3, y - 3,
        x + w * 0.75, y + 5, x + w, y + 26))
    p.body(mound, mix(view.pale(SNOW), view.palette.light, 0.2), a=0.85, soft=5, edge=0.2, tex=0.3)


def under_the_firs(view: View) -> Play:
    """Snow-laden firs left and right, the moon over a valley of misty woods."""
    p = view.canvas
    wash(view, horizon=440, light=(262, 142), disc=56)
    cloud(view, 620, 210, 340, 50, a=0.5)
    ridge(view, 420, 16, "#c3d0e6", far=0.4)
    far_firs(view, 430, (60, 150), "#8fb0b8", far=0.5, n=42, a=0.62)
    ridge(view, 470, 14, "#d0d9ec", far=0.2)
    far_firs(view, 482, (110, 220), "#7a9fa4", far=0.3, n=34)
    ground(view, points(-40, 512, 260, 500, 560, 518, 820, 504, 1070, 512), SNOW, tex=0.4, pale=True)
    for x, y, h in ((345, 535, 200), (905, 566, 410), (95, 580, 430), (208, 556, 270), (452, 524, 160)):
        p.dark(x + (x - 262) * 0.12, y + 4, h * 0.28, h * 0.05, view.palette.shade, 0.45)
        fir(view, x, y, h, FIR, snow="#f4f6fd", far=0.1 if h < 300 else 0.0)
    ground(view, points(-40, 590, 180, 566, 420, 588, 640, 574, 860, 586, 1070, 566), "#f1f4fb", tex=0.4,
        pale=True)
    drifts(view, (606, 656, 712))
    p.glow(280, 590, 300, view.palette.light, 0.25)
    _paws(view, ((170, 744), (216, 736), (262, 730), (308, 718), (354, 712), (400, 704)))
    yield Stage(x=600, y=700, size=94, look=(-0.6, -0.6), companion=Spot(390, 690, 70),
        ground=(Spot(800, 712, 92), Spot(440, 720, 82), Spot(320, 690, 80)),
        air=(Spot(560, 290, 90), Spot(720, 320, 80)), anchors=((95, 480, 70), (905, 460, 80), (345, 470, 50),
        (208, 490, 50), (300, 640, 40)))
    _heaps(view, 600, 712, 190)
    fir(view, 1006, 806, 380, "#3f6a70", snow="#dfe6f2")
    fir(view, 12, 816, 320, "#3f6a70", snow="#dfe6f2")


def by_the_cabin(view: View) -> Play:
    """A log cabin at the right with its windows lit and smoke rising; a snowman in the yard."""
    p = view.canvas
    wash(view, horizon=400, light=(180, 130), disc=44, crescent=True)
    cloud(view, 440, 120, 280, 46, a=0.55)
    mountains(view, 402, 4, 190, "#9fb4d4", "#ffffff", far=0.42)
    far_firs(view, 420, (50, 120), "#86a8ac", far=0.36, n=40)
    ground(view, points(-40, 432, 300, 424, 660, 440, 1070, 420), SNOW, tex=0.4, pale=True)
    for x, y, h in ((560, 470, 210), (625, 486, 150), (60, 500, 260)):
        fir(view, x, y, h, FIR, snow="#f4f6fd", far=0.12)
    fir(view, 960, 470, 330, FIR, snow="#f4f6fd", far=0.06)
    cottage(view, 800, 540, 300, 132, wall="#b98a68", roof="#a86a58", snow=True, smoke=True)
    p.lamp(800, 560, 240, "#ffcf86", 0.5 if view.palette.is_dark else 0.1, 70)
    lights = string_of_lights(view, ((560, 300), (690, 396)), sag=22, n=4)
    ground(view, points(-40, 560, 200, 540, 460, 556, 720, 548, 1070, 560), "#f1f4fb", tex=0.4, pale=True)
    drifts(view, (590, 650, 706))
    sx, sy = 180, 600
    for dy, r in ((0, 52), (-66, 38), (-116, 27)):
        p.body(ellipse(sx, sy - 40 + dy, r, r * 0.94), mix(view.tint("#ffffff"), view.palette.light, 0.15),
            vol=0.6, edge=0.6, tex=0.3, rim=0.3)
    p.body([ellipse(sx + dx, sy - 162, 3.2, 3.6, n=12) for dx in (-8, 9)], view.tint("#4a4350"), rough=0.2)
    p.body(points(sx, sy - 158, sx + 26, sy - 151, sx, sy - 150), view.tint("#e8924e"), edge=0.7)
    p.body(ribbon(points(sx - 28, sy - 134, sx, sy - 127, sx + 27, sy - 134), 12, lambda t: 1 + 0 * t),
        view.tint("#6f95b5"), vol=0.4, edge=0.8)
    for way in (-1, 1):
        p.line(points(sx + way * 36, sy - 108, sx + way * 64, sy - 128, sx + way * 78, sy - 150),
            view.tint("#7a5f52"), 4, 0.9, broken=0.1)
    yield Stage(x=500, y=700, size=92, look=(0.5, -0.4), companion=Spot(330, 690, 70),
        ground=(Spot(690, 716, 92), Spot(300, 716, 82), Spot(820, 716, 84)),
        air=(Spot(360, 270, 90), Spot(560, 210, 80)), anchors=(*lights[:3], (180, 520, 60), (960, 380, 60),
        (560, 400, 44)))
    _heaps(view, 500, 712, 190)
    fir(view, 1000, 820, 300, "#3f6a70", snow="#dfe6f2")


def on_the_frozen_pond(view: View) -> Play:
    """A frozen pond mirrors the northern lights; low hills, one bare tree at the left."""
    p = view.canvas
    wash(view, horizon=430, light=(800, 120), disc=42)
    if view.palette.is_dark:
        for i, colour in enumerate(("#8fe0c4", "#a9c9f0", "#c9b0ea")):
            x0 = 120 + i * 150
            veil = ribbon(points(x0 - 60, 330, x0 + 90, 190, x0 + 240, 240, x0 + 430, 110), 120)
            p.body(veil, colour, a=0.26, soft=30, edge=0.1, tex=0.9, grain=0.06)
    ridge(view, 396, 20, "#c3d0e6", far=0.45)
    far_firs(view, 424, (36, 100), "#86a8b0", far=0.45, n=46)
    ridge(view, 440, 8, "#dfe6f2", far=0.15, mist=False)
    for x, y, h in ((900, 520, 320), (820, 500, 190), (985, 540, 260)):
        fir(view, x, y, h, FIR, snow="#f4f6fd", far=0.08)
    p.reflect(474, 150, view.tint("#b5d0e4"), 0.8)
    ground(view, points(-40, 600, 200, 596, 440, 590, 700, 600, 1070, 560), "#f1f4fb", tex=0.4, pale=True)
    shore = smooth(points(-60, 480, 180, 466, 420, 474, 700, 468, 1084, 500, 1084, 468, 700, 452, 420, 456,
        180, 450, -60, 460))
    p.body(shore, view.pale(SNOW), edge=0.5, tex=0.4)
    cracks = [ribbon(points(x, y, x + 40, y + 6, x + 90, y + view.rng.normal(4, 5)), 2, n=5) for x,
        y in zip(view.rng.uniform(150, 700, 9), view.rng.uniform(500, 580, 9), strict=True)]
    p.body(cracks, "#ffffff", a=0.45, rough=0.4)
    drifts(view, (626, 676, 720))
    bough = view.tint("#8a7884")
    p.body(smooth(points(70, 640, 96, 520, 90, 380, 70, 250, 92, 250, 118, 380, 128, 520, 166, 640)), bough,
        vol=0.5, edge=0.7)
    for branch in (points(96, 400, 170, 320, 250, 290), points(86, 320, 30, 250, -30, 230),
            points(84, 270, 120, 180, 190, 130), points(80, 270, 50, 170, 60, 90),
            points(170, 322, 200, 250, 260, 220)):
        p.body(ribbon(branch, 15, lambda t: 1 - 0.8 * t), bough, edge=0.6)
        p.body(ribbon(branch - (0, 5), 6, lambda t: 1 - 0.6 * t), view.tint("#f4f6fd"), a=0.9)
    yield Stage(x=520, y=704, size=92, look=(-0.2, -0.8), companion=Spot(730, 690, 70),
        ground=(Spot(700, 722, 90), Spot(330, 720, 84), Spot(850, 690, 84)),
        air=(Spot(640, 260, 90), Spot(360, 200, 80)), anchors=((330, 230, 80), (520, 180, 80),
        (900, 420, 70), (300, 540, 50), (600, 530, 50)))
    _heaps(view, 520, 716, 200)
    haze(view, 470, 14, a=0.25)
    fir(view, 20, 826, 230, "#3f6a70", snow="#dfe6f2")


LAYOUTS = (under_the_firs, by_the_cabin, on_the_frozen_pond)
