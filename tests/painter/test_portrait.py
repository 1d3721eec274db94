"""A hero on paper, to choose by sight."""

import io

import numpy as np
import pytest
from PIL import Image

from sandman.providers.illustration.painter.portrait import PIXELS, portrait


def test_a_hero_fills_the_square_and_is_the_same_each_time():
    for hero in ("fox", "whale"):
        data = portrait(hero)

        picture = Image.open(io.BytesIO(data))
        assert picture.size == (PIXELS, PIXELS)
        assert len(data) < 30_000
        assert portrait(hero) == data
        middle = np.asarray(picture.crop((64, 64, 192, 192)), float)
        assert middle.std() > 20  # somebody is there


def test_nobody_else_can_be_painted():
    with pytest.raises(KeyError):
        portrait("vampire")
