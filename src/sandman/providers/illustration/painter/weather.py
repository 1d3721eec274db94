"""What falls or drifts across a page, painted last: petals on a breeze, mist, rain, snow; never a storm."""

from collections.abc import Callable, Sequence

import numpy as np

from sandman.providers.illustration.painter.brush import (
    Canvas,
    Pigment,
    Shape,
    ellipse,
    mix,
    points,
    rgb,
    ribbon,
    smooth,
    turn,
)
from sandman.providers.illustration.painter.palettes import Palette, palette
from sandman.providers.illustration.painter.props.outlines import arc, band, leaf, moved, spiral
from sandman.providers.illustration.painter.sparing import Bounds, sparing

FEET = 700.0
"""Actors stand above this line of the page; between it and the border a puddle is in nobody's way."""


def fall(canvas: Canvas, weather: str, *, time: str, spare: Sequence[Bounds] = ()) -> None:
    """Lay the weather over a page in the light of its hour; `clear` lays nothing.

    `spare` are boxes (x0, y0, x1, y1), in page units, of faces it should hardly touch. KeyError for a
    weather or a time the story world does not hold.
    """
    with sparing(canvas, spare, strength=0.85):
        WEATHERS[weather](canvas, palette(time))


def _clear(_canvas: Canvas, _hour: Palette) -> None:
    """A clear sky needs no paint."""


def _breeze(canvas: Canvas, hour: Palette) -> None:
    rng = canvas.rng
    air = mix(hour.mist, "#ffffff", 0.55)
    paths = []
    for left, top, length in (
        (60.0, 196.0, 330.0),
        (560.0, 118.0, 360.0),
        (110.0, 420.0, 240.0),
        (700.0, 352.0, 250.0),
    ):
        x, y = left + rng.normal(0, 30), top + rng.normal(0, 18)
        rise = rng.uniform(-26, -8)
        path = smooth(
            [
                (x, y),
                (x + length * 0.3, y + rise),
                (x + length * 0.65, y + rise * 0.2),
                (x + length, y + rise),
            ],
            closed=False,
        )
        curl = spiral(path[-1][0] - 4, path[-1][1] - 17, 17, 1.1, start=80, steps=26)[:22]
        paths.append(np.vstack([path, curl[1:]]))
        for drop, width, strength in ((0.0, 5.5, 0.42), (13.0, 3.4, 0.3)):
            stroke = moved(paths[-1][: len(path) + (22 if drop == 0 else -6)], -drop * 1.5, drop)
            canvas.body(
                ribbon(stroke[::3], width, n=4), air, strength, rough=0.2, edge=0.6, soft=0.7, tex=0.6
            )
    tones = [_near(hour, tone) for tone in ("#8fae70", "#d9a04e", "#f0b3b0", "#f6d6cf", "#c9784e")]
    for path in paths:
        for _ in range(6):
            x, y = path[rng.integers(4, len(path) - 8)] + rng.normal(0, (16, 24))
            _leaflet(canvas, float(x), float(y), rng.uniform(10, 19), tones[rng.integers(len(tones))])
    for _ in range(7):
        x, y = rng.uniform(60, 964), rng.uniform(470, 700)
        _leaflet(canvas, x, y, rng.uniform(11, 17), tones[rng.integers(len(tones))])


def _near(hour: Palette, colour: str) -> Pigment:
    """What drifts close to the reader keeps more of its own colour than the far hills do."""
    return mix(hour.local(colour), mix(colour, hour.light, 0.2), 0.5 if hour.is_dark else 0.25)


def _leaflet(canvas: Canvas, x: float, y: float, length: float, colour: Pigment) -> None:
    """One leaf or petal, curled by the air."""
    degrees = float(canvas.rng.uniform(-60, 50))
    blade = leaf(x, y, length * 1.5, length * canvas.rng.uniform(0.45, 0.9), degrees)
    canvas.body(blade, colour, 0.92, rough=0.2, edge=0.9, ew=2, vol=0.3, rim=0.2, grain=0.1)
    along = np.radians(degrees)
    tip = (x + np.cos(along) * length * 1.3, y + np.sin(along) * length * 1.3)
    canvas.line([(x, y), tip], mix(colour, "#5a4048", 0.5), 0.9, 0.5, broken=0.2)


def _mist(canvas: Canvas, hour: Palette) -> None:
    rng = canvas.rng
    pale = mix(hour.mist, "#ffffff", 0.42)
    xs = np.linspace(-160, canvas.w + 160, 9)
    for y, thick, strength in (
        (424.0, 50.0, 0.42),
        (516.0, 60.0, 0.36),
        (612.0, 64.0, 0.36),
        (718.0, 70.0, 0.36),
    ):
        top = y + rng.normal(0, 14, len(xs)) - thick * 0.5
        low = top + thick * rng.uniform(0.7, 1.3, len(xs))
        bank = np.vstack([smooth(np.c_[xs, top], closed=False), smooth(np.c_[xs, low], closed=False)[::-1]])
        canvas.body(bank, pale, strength, soft=22, edge=0, tex=0.9, grain=0.1, rough=0)
    for _ in range(9):  # torn shreds, with the dried rim that says watercolour
        x, y = rng.uniform(40, 984), rng.uniform(410, 690)
        long = rng.uniform(70, 170)
        shred = ribbon(
            [(x - long, y + 5), (x - long * 0.2, y - 5), (x + long * 0.4, y + 3), (x + long, y - 4)],
            rng.uniform(9, 20),
        )
        canvas.body(shred, mix(pale, "#ffffff", 0.4), 0.26, soft=4.5, edge=0.5, tex=0.8, rough=0.8)


def _rain(canvas: Canvas, hour: Palette) -> None:
    rng = canvas.rng
    # Pale drops on a dark page, and on a bright one the blue-grey of the glaze a drop really is.
    drop = mix(mix(hour.mist, "#dce8f6", 0.6), "#ffffff", 0.3) if hour.is_dark else rgb("#a9bfd6")
    ring = mix(drop, "#ffffff", 0.55)
    for count, length, width, strength in (
        (170, 26.0, 1.2, 0.42),
        (80, 44.0, 1.9, 0.46),
        (20, 62.0, 2.6, 0.38),
    ):
        xs, ys = rng.uniform(-40, canvas.w + 40, count), rng.uniform(-20, 700, count)
        reach = length * rng.uniform(0.65, 1.2, count)
        kept = (ys < 330) | (rng.random(count) < 0.5)  # thinner over the lower half, where the faces are
        strokes = [_slanted(*one, width) for one in zip(xs[kept], ys[kept], reach[kept], strict=True)]
        canvas.body(strokes, drop, strength, rough=0, edge=0, tex=0.5, grain=0.4)
    for _ in range(15):
        _splash(canvas, ring)
    if hour.is_dark:  # a few drops carry somebody's lamp: rain at bedtime is heard from the warm side
        for _ in range(10):
            x, y = rng.uniform(80, 944), rng.uniform(120, 620)
            canvas.glow(x, y, 11, hour.light, 0.4)
            canvas.body(_slanted(x + 2, y - 9, 16, 2.0), hour.light, 0.7, rough=0, edge=0)


def _splash(canvas: Canvas, colour: Pigment) -> None:
    """Two rings on the ground and the drop that made them, below everybody's feet."""
    rng = canvas.rng
    x = rng.uniform(60, 964)
    y = rng.uniform(640 if abs(x - 512) > 320 else FEET, 738)
    r = rng.uniform(9, 17) * (0.7 + 0.5 * (y - 640) / 98)
    rings = [band(arc(x, y, r * k, r * k * 0.32, 0, 360, 28), 1.5, steps=1) for k in (1.0, 0.55)]
    canvas.body(rings, colour, 0.5, rough=0, edge=0, tex=0.6)
    beads = [ellipse(x + side * r, y - r * rng.uniform(0.45, 1.0), 1.2, 1.7, n=8) for side in (-0.3, 0.34)]
    canvas.body(beads, colour, 0.75, rough=0, edge=0)
    canvas.line([(x - r * 0.3, y - 1), (x - r * 0.36, y - r * 0.5)], colour, 1.1, 0.5, broken=0)


def _slanted(x: float, y: float, length: float, width: float) -> Shape:
    """A drop on its way, thin at the tail and round at the head."""
    body = points(0, 0, width * 0.5, length * 0.8, 0, length, -width * 0.5, length * 0.8)
    return moved(turn(body, 11), x, y)


def _snowfall(canvas: Canvas, hour: Palette) -> None:
    rng = canvas.rng
    white = mix("#fffdf8", hour.ambient, 0.08)
    if not hour.is_dark:  # white on white is nothing: by day each flake keeps a breath of blue below it
        shades = [ellipse(x, y + 1.6, r, r, n=10) for x, y, r in _flakes(rng, 90, (1.6, 3.0))]
        canvas.glaze(shades, "#b4bfdc", 0.5, rough=0, edge=0, soft=0.8)
    canvas.body(
        [ellipse(x, y, r, r, n=8) for x, y, r in _flakes(rng, 190, (0.7, 1.7))], white, 0.75, rough=0, edge=0
    )
    canvas.body(
        [ellipse(x, y, r, r * 0.94, n=12) for x, y, r in _flakes(rng, 90, (1.8, 3.4))],
        white,
        0.85,
        rough=0,
        edge=0,
        soft=0.5,
    )
    for x, y, r in _flakes(rng, 24, (4.0, 7.5)):
        canvas.body(ellipse(x, y, r, r * 0.92, n=18), white, 0.42, rough=0, edge=0, soft=2.2)


def _flakes(
    rng: np.random.Generator, count: int, radius: tuple[float, float]
) -> list[tuple[float, float, float]]:
    return [(rng.uniform(0, 1024), rng.uniform(0, 768), rng.uniform(*radius)) for _ in range(count)]


WEATHERS: dict[str, Callable[[Canvas, Palette], None]] = {
    "clear": _clear,
    "breeze": _breeze,
    "mist": _mist,
    "rain": _rain,
    "snowfall": _snowfall,
}
"""Every weather of the story world."""
