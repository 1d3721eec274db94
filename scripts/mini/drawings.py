"""The drawings: scenes of the story world, told by a number, drawn flat, cut square.

Two books of them. `LESSONS` is what the denoiser learns: a small cast, each time at the same place in the
frame, so that a small model gets a firm hold of few things in an hour. `EVERYTHING` is anybody anywhere,
near and far, in any pose: what the autoencoder learns, which must serve every picture there can be.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from sandman.providers.illustration.painter import composition
from sandman.stories import Figure, Kind, Pose, Staging, world

from .captions import caption
from .flat import flat_hand

SIDE = 96
"""Pixels of a lesson, each way."""
WIDE = 512
"""A page is drawn this wide and its part made smaller, which smooths the edges."""

HEROES = ("fox", "bear", "owl", "elephant", "penguin", "dragon")
PLACES = ("meadow", "forest", "snow", "beach", "moon")
HOURS = ("day", "dusk", "night")
FAMILIAR = ("fox", "rabbit", "bear", "owl", "cat", "elephant", "penguin", "dragon", "robot", "panda")
POSES = (*[Pose.SIT] * 5, *[Pose.STAND] * 2, Pose.WALK, Pose.SLEEP, Pose.LOOK_UP, Pose.HOLD, Pose.HUG)
TIMELESS = {"bedroom": ("lamp", "night"), "burrow": ("lamp", "night"), "moon": ("night",), "reef": ("day",)}

Pixels = NDArray[np.uint8]
Frame = tuple[float, float, float, float]
"""Left, top, right, bottom of the square that is cut out, in page units."""


class Book(StrEnum):
    """Which drawings are meant."""

    LESSONS = "lessons"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing before it is drawn."""

    number: int
    book: Book
    staging: Staging
    caption: str
    near: bool = False
    """Only the hero's face fills the square."""


def drawing(number: int, book: Book = Book.LESSONS) -> Drawing:
    """What drawing `number` of a book shows: the same on every machine."""
    return (_lesson if book is Book.LESSONS else _anything)(number)


def _lesson(number: int) -> Drawing:
    rng = Random(f"sandman-mini/lesson/{number}")
    # Heroes, places and hours are dealt round, so that each meets each.
    hero = HEROES[number % len(HEROES)]
    place = PLACES[number // len(HEROES) % len(PLACES)]
    hour = HOURS[number // (len(HEROES) * len(PLACES)) % len(HOURS)]
    child = rng.choice((None, None, "girl", "boy"))
    staging = Staging(
        place=place,
        time="night" if place == "moon" else hour,
        hero=Figure(id=hero, pose=Pose.SIT),
        child=Figure(id=child, pose=Pose.SIT) if child else None,
    )
    return Drawing(number, Book.LESSONS, staging, caption(staging, rng, near=False))


def _anything(number: int) -> Drawing:
    rng = Random(f"sandman-mini/{number}")
    anybody = rng.random() < 0.2
    heroes = [hero.id for hero in world().all(Kind.HERO) if not hero.is_a("child")] if anybody else FAMILIAR
    place = rng.choice(world().ids(Kind.PLACE))
    hero = Figure(id=rng.choice(heroes), pose=rng.choice(POSES))
    near = rng.random() < 0.12
    child = None
    if not near and (hero.pose is Pose.HUG or rng.random() < 0.33):
        pose = hero.pose if hero.pose in (Pose.HUG, Pose.SLEEP) else rng.choice((Pose.SIT, Pose.STAND))
        child = Figure(id=rng.choice(("girl", "boy")), pose=pose, variant=rng.randrange(4))
    held = hero.pose is Pose.HOLD or rng.random() < 0.45
    staging = Staging(
        place=place,
        time=rng.choice(TIMELESS.get(place, HOURS)),
        weather="snowfall" if place == "snow" and rng.random() < 0.3 else "clear",
        hero=hero,
        child=child,
        props=(rng.choice(world().ids(Kind.PROP)),) if held and not near else (),
        layout=rng.randrange(3),
    )
    return Drawing(number, Book.EVERYTHING, staging, caption(staging, rng, near=near), near)


def draw(asked: Drawing, *, flat: bool = True, side: int = SIDE) -> Pixels:
    """The drawing's pixels, [side, side, 3]; by the watercolour hand where it is not to be `flat`."""
    size = {"width": WIDE, "height": WIDE * 3 // 4}
    # A lesson's grass and flowers grow the same way each time: few things, learned well.
    seed = asked.number % 3 if asked.book is Book.LESSONS else asked.number
    if flat:
        with flat_hand():
            canvas, placed = composition.compose(asked.staging, seed=seed, **size)
    else:
        canvas, placed = composition.compose(asked.staging, seed=seed, **size)
    frame = _steady(placed) if asked.book is Book.LESSONS else _roving(asked, placed)
    scale = WIDE / canvas.w
    left, top, right, bottom = (edge * scale for edge in frame)
    page = Image.fromarray(canvas.to_uint8())
    box = (left, top, right, bottom)
    return np.asarray(page.resize((side, side), Image.Resampling.LANCZOS, box=box))


def _steady(placed: composition.Placed) -> Frame:
    """The actors in the middle, their feet near the bottom, always from as far away."""
    actors = [box.bounds for box in (placed.hero, placed.child) if box is not None]
    left, right = min(b[0] for b in actors), max(b[2] for b in actors)
    lower = max(b[3] for b in actors)
    side = 560.0 if len(actors) == 1 else 640.0
    return _square((left + right) / 2, lower - 0.9 * side, side)


def _roving(asked: Drawing, placed: composition.Placed) -> Frame:
    """The actors whole, from nearer or farther; or the hero's face alone."""
    rng = Random(f"sandman-mini/{asked.number}/frame")
    if asked.near and placed.hero is not None:
        x, y, radius = placed.hero.head
        side = radius * rng.uniform(3.0, 3.8)
        return _square(x, y - 0.52 * side, side)
    actors = [box.bounds for box in (placed.hero, placed.child) if box is not None]
    left, right = min(b[0] for b in actors), max(b[2] for b in actors)
    upper, lower = min(b[1] for b in actors), max(b[3] for b in actors)
    side = rng.uniform(min(768.0, max(480.0, 1.15 * (right - left), 1.2 * (lower - upper))), 768.0)
    return _square((left + right) / 2, lower - rng.uniform(0.88, 0.96) * side, side)


def _square(middle: float, top: float, side: float) -> Frame:
    """A square of that side, moved as little as keeps it on the page."""
    x0 = min(max(0.0, middle - side / 2), 1024.0 - side)
    y0 = min(max(0.0, top), 768.0 - side)
    return (x0, y0, x0 + side, y0 + side)


def drawn(
    numbers: Sequence[int],
    kept: Path,
    *,
    book: Book = Book.LESSONS,
    flat: bool = True,
    side: int = SIDE,
    workers: int = 2,
) -> Pixels:
    """All of `numbers`, [n, side, side, 3], drawn once and kept in the folder `kept` in pieces of 500."""
    kept.mkdir(parents=True, exist_ok=True)
    pieces = (numbers[start : start + 500] for start in range(0, len(numbers), 500))
    hand = "flat" if flat else "watercolour"
    row = partial(_row, book=book, flat=flat, side=side)
    return np.concatenate([
        _piece(some, kept / f"{book}-{hand}-{side}-{some[0]}-{len(some)}.npy", row, workers)
        for some in pieces
    ])  # fmt: skip


def _piece(numbers: Sequence[int], kept: Path, row: Callable[[int], Pixels], workers: int) -> Pixels:
    if kept.exists():
        pixels: Pixels = np.load(kept)
        return pixels
    with ProcessPoolExecutor(workers) as pool:
        pixels = np.stack([*pool.map(row, numbers, chunksize=10)])
    draft = kept.with_suffix(".part.npy")
    np.save(draft, pixels)
    draft.replace(kept)
    return pixels


def _row(number: int, *, book: Book, flat: bool, side: int) -> Pixels:
    return draw(drawing(number, book), flat=flat, side=side)
