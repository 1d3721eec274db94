"""The accidents of water and paper: smooth random fields, and the blur that spreads paint."""

from dataclasses import dataclass
from math import log2

import cv2
import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float32]
"""One number a pixel, [height, width]."""


def blur(field: Field, sigma: float) -> Field:
    """Gaussian blur, `sigma` in pixels; wide ones are done on a smaller copy, where nobody sees it."""
    if sigma <= 0.25 or not field.size:
        return field
    height, width = field.shape
    halvings = min(int(log2(sigma / 2.0)) if sigma > 4 else 0, int(log2(max(1, min(height, width) / 24))))
    if halvings <= 0:
        return _as_field(cv2.GaussianBlur(field, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE))
    size = (max(2, width >> halvings), max(2, height >> halvings))
    small = cv2.resize(field, size, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), sigma / 2**halvings, borderType=cv2.BORDER_REPLICATE)
    return _as_field(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR))


def fbm(rng: np.random.Generator, h: int, w: int, cells: float, octaves: int = 4, gain: float = 0.5) -> Field:
    """Cloudy noise in 0..1 with mean .5: random grids, `cells` across, each octave twice as fine.

    The numbers drawn depend on the proportions h / w alone, so a larger sheet has the same blooms.
    """
    total: Field = np.zeros((h, w), np.float32)
    amplitude = 1.0
    for octave in range(octaves):
        across = cells * 2**octave
        grid = rng.random((max(3, int(across * h / w) + 3), int(across) + 3), np.float32)
        total += amplitude * _as_field(cv2.resize(grid, (w, h), interpolation=cv2.INTER_CUBIC))
        amplitude *= gain
    return centred(total, 4)


def centred(field: Field, deviations: float) -> Field:
    """Bring a field to mean .5, clipped to 0..1 at half of `deviations` standard deviations."""
    spread: Field = np.clip((field - field.mean()) / (field.std() * deviations + 1e-6) + 0.5, 0, 1)
    return spread


@dataclass(frozen=True, slots=True)
class Accidents:
    """The fields of one sheet of paper, each [height, width] in 0..1."""

    blooms: Field  # big wet clouds of pigment
    mottle: Field  # smaller unevenness
    roughness: Field  # where edges wander
    tooth: Field  # the grain of cold-pressed paper

    @classmethod
    def of(cls, seed: np.random.SeedSequence, h: int, w: int) -> "Accidents":
        """Draw the sheet's fields; the finest grain has its own stream, since its size is the sheet's."""
        broad, fine = (np.random.default_rng(s) for s in seed.spawn(2))
        blooms, mottle = fbm(broad, h, w, 4, 4), fbm(broad, h, w, 18, 3)
        roughness = fbm(broad, h, w, 130, 2, 0.7)
        grain = fbm(broad, h, w, 300, 1) * 0.6 + fine.random((h, w), np.float32) * 0.4
        return cls(blooms, mottle, roughness, centred(blur(grain, 0.7), 5))


def _as_field(array: object) -> Field:
    return np.asarray(array, np.float32)
