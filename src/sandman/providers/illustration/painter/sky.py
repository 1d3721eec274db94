"""Skies: the graded wash, sun and moon, stars, and clouds that are lifted out rather than piled on."""

# Rows of page coordinates read better filled than one number a line.
# fmt: off

from collections.abc import Sequence

import numpy as np

from .brush import Colour, ellipse, mix, points, ribbon, smooth, turn
from .view import WIDTH, View


def wash(view: View, *, horizon: float, light: tuple[float, float], disc: float = 46.0,
        crescent: bool = False) -> None:
    """The sky of this hour from the zenith down to `horizon`, with its sun or moon at `light`."""
    p, pal = view.canvas, view.palette
    p.light = light
    p.sky(pal.sky, 0, horizon + 70)
    p.backruns(2, mix(pal.sky[1], pal.shade, 0.4), 0.07, horizon * 0.6)
    if pal.is_dark:
        stars(view, count=50 if view.is_overcast else 150, low=horizon * 0.8)
        moon(view, light[0], light[1], disc * 1.25, crescent=crescent)
    else:
        sun(view, light[0], light[1], disc)
    if view.is_overcast:
        veil(view, horizon)


def veil(view: View, horizon: float) -> None:
    """A thin wet-in-wet layer of cloud, for rain, mist and snow."""
    p, pal = view.canvas, view.palette
    grey = mix(mix(pal.sky[2], pal.mist, 0.5), pal.shade, 0.25)
    for y in (0.16, 0.42, 0.7):
        x = view.rng.uniform(0, WIDTH)
        p.body(ellipse(x, horizon * y, 560, horizon * 0.24), grey, a=0.42, soft=46, edge=0, tex=0.9,
            grain=0.08)


def sun(view: View, x: float, y: float, r: float) -> None:
    """A pale disc in its own warmth."""
    p, pal = view.canvas, view.palette
    veiled = 0.45 if view.is_overcast else 1.0
    for k, s in ((9.0, 0.30), (4.2, 0.36), (2.1, 0.42)):
        p.glow(x, y, r * k, pal.light, s * veiled)
    p.body(ellipse(x, y, r, r), "#fffbea", a=0.5 + 0.5 * veiled, soft=1.5, edge=0.1)


def moon(view: View, x: float, y: float, r: float, *, crescent: bool = False) -> None:
    """A full moon with seven soft seas, or a crescent."""
    p = view.canvas
    veiled = 0.5 if view.is_overcast else 1.0
    for k, s in ((6.5, 0.30), (3.4, 0.34), (1.9, 0.40)):
        p.glow(x, y, r * k, "#ffeab8", s * veiled)
    if crescent:
        outer = np.linspace(-1.95, 1.95, 40)
        inner = np.linspace(1.95, -1.95, 40)
        horns = np.c_[np.cos(outer), np.sin(outer)] * r
        hollow = np.c_[np.cos(inner) * 0.55 - 0.17, np.sin(inner)] * r
        shape = turn(np.vstack([horns, hollow]), -24)
        p.body(shape + np.array([x, y]), "#fff3cc", edge=0.3, tex=0.4, rough=0.4)
        p.glow(x + 0.4 * r, y, r * 1.5, "#ffeab8", 0.22)
        return
    disc = p.body(ellipse(x, y, r, r), "#fff8de", edge=0.35, tex=0.3, ew=5)
    p.glow(x, y, r * 1.5, "#fff2cc", 0.6)
    seas = ((-0.32, -0.22, 0.34), (-0.05, -0.10, 0.22), (0.36, 0.16, 0.20), (-0.12, 0.44, 0.22),
        (0.18, -0.48, 0.15), (0.30, -0.18, 0.12), (-0.5, 0.22, 0.13))
    for dx, dy, k in seas:
        blot = ellipse(x + dx * r, y + dy * r, r * k, r * k * 0.85)
        p.glaze(blot, "#ead7b0", 0.30, edge=0.6, soft=r * 0.07, clip=disc)


def stars(view: View, *, count: int = 150, low: float = 400.0, big: int = 6) -> None:
    """Spattered stars down to `low`, and a few that twinkle."""
    p, rng = view.canvas, view.rng
    p.spatter(count, "#fff6dc", (0.5, 1.5), 0.75, (0, low / 768))
    for _ in range(big if not view.is_overcast else 2):
        x, y, r = rng.uniform(70, WIDTH - 70), rng.uniform(60, low * 0.85), rng.uniform(5, 9)
        p.glow(x, y, r * 3.4, "#ffedc0", 0.55)
        sparkle(view, x, y, r)


def sparkle(view: View, x: float, y: float, r: float, colour: Colour = "#fffbe8") -> None:
    """A four-pointed glint."""
    t = np.arange(8) * np.pi / 4
    k = np.where(np.arange(8) % 2 == 0, r, r * 0.22)
    view.canvas.body(np.c_[x + np.cos(t) * k, y + np.sin(t) * k], colour, rough=0, edge=0)


def star(view: View, x: float, y: float, r: float, *, colour: Colour = "#ffe6a0", lean: float = 0.0) -> None:
    """A plump five-pointed star that glows."""
    p = view.canvas
    t = np.arange(10) * np.pi / 5 - np.pi / 2
    k = np.where(np.arange(10) % 2 == 0, r, r * 0.55)
    p.glow(x, y, r * 3.6, "#ffe6a6", 0.55)
    shape = smooth(turn(np.c_[x + np.cos(t) * k, y + np.sin(t) * k], lean, (x, y)), n=6)
    p.body(shape, colour, vol=0.3, edge=0.7, rough=0.5, shade="#e0a860")


def cloud_colours(view: View) -> tuple[Colour, Colour]:
    """The lit head and the shaded base of a cloud at this hour."""
    pal = view.palette
    top = mix(mix(pal.sky[-1], "#ffffff", 0.45), pal.sky[2], 0.34 if pal.is_dark else 0.0)
    return top, mix(mix(pal.sky[2], pal.shade, 0.4), "#ffffff", 0.2)


def cloud(view: View, x: float, y: float, w: float, h: float, *, a: float = 0.7, heads: int = 8) -> None:
    """A loose cloud: lit heads, base lost in the wash; (x, y) its middle."""
    p, rng = view.canvas, view.rng
    top, low = cloud_colours(view)
    puffs = []
    for i in range(heads):
        t = (i + 0.5) / heads
        r = h * (0.22 + 0.46 * np.sin(np.pi * t) ** 1.1) * rng.uniform(0.7, 1.2)
        puffs.append(ellipse(x + (t - 0.5) * w * 0.86, y + h * 0.1 - r * 0.4, r * 1.35, r))
    puffs.append(ellipse(x, y + h * 0.14, w * 0.52, h * 0.2))
    got = p.mask(puffs, 2.2, 2.2)
    p.body(None, top, mask=got, a=a, vol=0.34, volk=0.22, shade=low, edge=0.25, ew=8, tex=0.5,
        fade=(y - h * 0.05, y + h * 0.42))


def bank(view: View, x: float, y: float, w: float, h: float, *, a: float = 0.95, heads: int = 7) -> None:
    """A cloud to sit on: broad, solid, its heads modelled, its foot out of sight."""
    p, rng = view.canvas, view.rng
    top, low = cloud_colours(view)
    if view.palette.is_dark:  # by night they hold the moonlight, and a little of the evening
        top, low = mix(top, "#f6dfd8", 0.5), mix(low, "#a9a0d4", 0.5)
    else:  # not the paper's white: somebody pale may sit here
        top = mix(top, view.palette.sky[1], 0.2)
    puffs = []
    for i in range(heads):
        t = (i + 0.5) / heads
        r = h * (0.42 + 0.34 * np.sin(np.pi * t)) * rng.uniform(0.86, 1.14)
        puffs.append(ellipse(x + (t - 0.5) * w * 0.9, y + h * 0.34 - r * 0.34 * np.sin(np.pi * t), r * 1.3,
            r))
    puffs.append(np.array([(x - w * 0.5, y + h * 0.4), (x + w * 0.5, y + h * 0.4),
        (x + w * 0.55, y + h * 1.4), (x - w * 0.55, y + h * 1.4)]))
    got = p.mask(puffs, 1.6, 1.2)
    part = p.body(None, top, mask=got, a=a, vol=0.5, volk=0.14, shade=mix(low, "#ffffff", 0.12), edge=0.4,
        ew=9, tex=0.4)
    for puff in puffs[:-1]:
        middle = puff.mean(0)
        inner = (puff - middle) * (0.8, 0.74) + middle + (0, h * 0.16)
        p.glaze(inner, mix(low, "#ffffff", 0.5), 0.2, soft=4, edge=1.4, ew=8, clip=part)


def nestle(view: View, boxes: Sequence[tuple[float, float, float, float]]) -> None:
    """Small puffs over the feet of whoever sits on a cloud."""
    for x0, _, x1, y1 in boxes:
        if y1 > 650:  # those afloat have no feet on the cloud
            bank(view, (x0 + x1) / 2, y1 - 4, (x1 - x0) * 1.15, 30, a=0.92, heads=5)


def streaks(view: View, y: float, *, count: int = 4, a: float = 0.3) -> None:
    """Long thin clouds along the horizon."""
    p, rng = view.canvas, view.rng
    top, low = cloud_colours(view)
    for i in range(count):
        x, yy, w = rng.uniform(80, WIDTH - 80), y + rng.uniform(-40, 40), rng.uniform(120, 260)
        stroke = ribbon(points(x - w, yy, x, yy + rng.uniform(-7, 7), x + w, yy + rng.uniform(-4, 4)),
            rng.uniform(8, 18))
        p.body(stroke, top if i % 2 else low, a=a, soft=4, edge=0.3)
