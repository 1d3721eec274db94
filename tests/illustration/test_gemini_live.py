"""Gemini itself, with a real key: `GEMINI_API_KEY=… pytest -m live`. Paints two pages."""

import io
import os

import pytest
from PIL import Image

from sandman.ports.errors import ModelMissing
from sandman.ports.illustration import PictureBrief
from sandman.providers.illustration.gemini import GeminiIllustrator

pytestmark = [pytest.mark.live, pytest.mark.enable_socket]

SCENE = "a little fox and a child in a blue dress, sitting by a lake under the moon"


def opened(model: str) -> GeminiIllustrator:
    key = os.environ.get("GEMINI_API_KEY") or os.environ.get("GOOGLE_API_KEY")
    if not key:
        pytest.skip("GEMINI_API_KEY is not set")
    url = os.environ.get("SANDMAN_GEMINI_URL", "https://generativelanguage.googleapis.com")
    return GeminiIllustrator(api_key=key, url=url, model=model)


def test_it_paints_two_pages_of_a_book_with_a_child_in_it():
    illustrator = opened(os.environ.get("SANDMAN_GEMINI_MODEL", "gemini-3-pro-image"))
    assert "is there" in illustrator.check()
    pages = [illustrator.paint(PictureBrief(None, SCENE, book_seed=7, page=page)) for page in (1, 2)]
    for page in pages:
        assert Image.open(io.BytesIO(page.data)).size == (1024, 768)
    assert pages[0].data != pages[1].data
    illustrator.close()


def test_a_model_that_was_switched_off_is_missing():
    illustrator = opened("gemini-3-pro-image-preview")
    with pytest.raises(ModelMissing):
        illustrator.check()
    illustrator.close()
