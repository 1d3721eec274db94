"""What is measured of a candidate: how much of the style it has, and what it costs.

All of it by the same prompts and seeds with and without it: a change is told, never a bare distance.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import fmean

import numpy as np
from PIL import Image

from sandman.finetune.compare.features import Floats
from sandman.finetune.compare.likeness import MATCHED, WEIGHTS, Likeness

LEAST_ROOM = 0.25
"""Of distance between a base and a style under which there is hardly anything to learn."""
COPY_SIDE = 24
PICTURES = ("plain", "styled", "bare", "untold")
LEAK_WEIGHT, COPY_WEIGHT, DRIFT_WEIGHT = 0.5, 0.5, 0.25


@dataclass(frozen=True, slots=True)
class Painted:
    """One prompt, painted with a seed."""

    prompt: str
    """Without the trigger."""
    matched: bool
    """Whether it is the caption of one of the style's own pictures."""
    plain: Image.Image
    """By the base alone, told the trigger too, as the words themselves move a picture a little."""
    styled: Image.Image
    """With the style and its trigger."""
    bare: Image.Image
    """By the base alone, without the trigger."""
    untold: Image.Image
    """With the style laid on, and without its trigger."""


@dataclass(frozen=True, slots=True)
class Measures:
    """A candidate, measured; see each field."""

    style: float
    """Way gone from the base's look (0) to the style's own (1); below 0 it went away from it."""
    leakage: float
    """Share of that way that is gone without the trigger too: 0 waits to be called, 1 is always there."""
    drift: float
    """How far pictures change without the trigger, in lightness and colour: 0 none, 1 black to white."""
    copying: float
    """Mean likeness in composition to the nearest picture it was taught, above the base's own; 0 to 1."""
    nearest: float
    """That likeness itself, the highest of all its pictures: 1 is a copy."""

    @property
    def score(self) -> float:
        """What candidates are ranked by: the style, less what was copied, less what was changed unasked.

        What of the style comes uncalled counts half.
        """
        called = self.style * (1 - LEAK_WEIGHT * self.leakage)
        return called - COPY_WEIGHT * self.copying - DRIFT_WEIGHT * self.drift

    def document(self) -> dict[str, float]:
        """As JSON."""
        return {name: round(value, 4) for name, value in (asdict(self) | {"score": self.score}).items()}


def measure(
    painted: Sequence[Painted], style: Likeness, references: Sequence[Image.Image]
) -> tuple[Measures, list[dict[str, float]]]:
    """A candidate's measures, and of each prompt the distances of its four pictures, by name."""
    rows = [_distances(each, style) for each in painted]
    went = [_way(row["plain"], row["styled"]) for row in rows]
    untold = [_way(row["bare"], row["untold"]) for row in rows]
    taught = [_composition(picture) for picture in references]
    near = [max(_alike(_composition(each.styled), one) for one in taught) for each in painted]
    near_plain = [max(_alike(_composition(each.plain), one) for one in taught) for each in painted]
    learnt = fmean(went)
    return (
        Measures(
            style=learnt,
            leakage=float(np.clip(fmean(untold) / learnt, 0, 1)) if learnt > 0 else 0.0,
            drift=fmean(_difference(each.bare, each.untold) for each in painted),
            copying=max(0.0, fmean(near) - fmean(near_plain)),
            nearest=max(near),
        ),
        rows,
    )


def _distances(each: Painted, style: Likeness) -> dict[str, float]:
    weights = MATCHED if each.matched else WEIGHTS
    return {name: style.distance(getattr(each, name), weights=weights) for name in PICTURES}


def _way(plain: float, styled: float) -> float:
    """Which part of the way from the base to the style was gone; a style's own pictures are at 1."""
    room = max(plain - 1, LEAST_ROOM)
    return float(np.clip((plain - styled) / room, -1, 1))


def _difference(one: Image.Image, other: Image.Image) -> float:
    first, second = (np.asarray(each.convert("RGB"), dtype=np.float32) / 255 for each in (one, other))
    return float(np.abs(first - second).mean())


def _composition(picture: Image.Image) -> Floats:
    """What lies where in a picture: small, grey, and free of its brightness and contrast."""
    small = picture.convert("L").resize((COPY_SIDE, COPY_SIDE), Image.Resampling.BOX)
    grey = np.asarray(small, dtype=np.float32).ravel()
    grey = grey - grey.mean()
    return np.asarray(grey / (np.linalg.norm(grey) + 1e-6), dtype=np.float32)


def _alike(one: Floats, other: Floats) -> float:
    """Correlation of two compositions, 0 to 1."""
    return float(max(0.0, float(one @ other)))
