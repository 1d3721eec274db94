"""How near a picture is to a style, in units of how near the style's own pictures are to each other."""

from collections.abc import Mapping, Sequence

import numpy as np
from PIL import Image

from sandman.finetune.compare.features import Floats, features
from sandman.styles import Unusable

FEWEST = 4
"""Pictures from which a style's own spread can be told."""
WEIGHTS = {"texture": 0.7, "strokes": 0.3}
"""Of a picture that may show anything. Texture leads; see `features`."""
MATCHED = {"texture": 0.55, "strokes": 0.2, "palette": 0.25}
"""Of pictures that show what the style's own pictures show: colours may count."""


class Likeness:
    """A style as its pictures have it."""

    def __init__(self, pictures: Sequence[Image.Image]) -> None:
        """Raises Unusable where there are too few pictures to know a style by, or all are the same."""
        if len(pictures) < FEWEST:
            raise Unusable(
                f"there are {len(pictures)} pictures of the style, and it takes {FEWEST} to tell one by",
                hint="give the folder the style was learnt from; about twenty are best",
            )
        seen = [features(picture) for picture in pictures]
        self._mean: dict[str, Floats] = {}
        self._spread: dict[str, Floats] = {}
        self._unit: dict[str, float] = {}
        for family in seen[0]:
            found = np.stack([each[family] for each in seen])  # [pictures, features]
            if (found == found[0]).all():
                raise Unusable(
                    f"the {len(pictures)} pictures of the style are one and the same",
                    hint="give pictures of several things; about twenty are best",
                )
            spread = found.std(0)
            self._mean[family] = found.mean(0)
            # A feature all pictures agree in would count for everything; a tenth of the mean spread tames it.
            self._spread[family] = spread + 0.1 * spread.mean() + 1e-6
            self._unit[family] = float(np.median(self._left_out(found, self._spread[family])))

    def distance(self, picture: Image.Image, *, weights: Mapping[str, float] = WEIGHTS) -> float:
        """About 1 for a picture of the style, more the further away it is."""
        found = features(picture)
        return sum(
            weight * _length((found[family] - self._mean[family]) / self._spread[family]) / self._unit[family]
            for family, weight in weights.items()
        )

    @staticmethod
    def _left_out(found: Floats, spread: Floats) -> list[float]:
        """How far each picture is from the mean of the others."""
        total, others = found.sum(0), len(found) - 1
        return [_length((each - (total - each) / others) / spread) for each in found]


def _length(vector: Floats) -> float:
    """Root mean square, so that families of any length compare."""
    return float(np.sqrt(np.mean(np.square(vector))))
