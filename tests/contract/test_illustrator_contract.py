"""What every illustrator keeps to, whichever engine it is."""

import io
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from tests.style.tiny import sd_tiny
from tests.vendors import gemini
from tests.vendors.serving import serving

from sandman.ports.illustration import Illustrator, Picture, PictureBrief, PictureFormat
from sandman.providers.illustration.diffusion import DiffusionIllustrator
from sandman.providers.illustration.gemini import GeminiIllustrator
from sandman.providers.illustration.painter.engine import WatercolourPainter
from sandman.providers.illustration.rehearsal import RehearsalIllustrator
from sandman.stories import Figure, Pose, Staging

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

STAGING = Staging(
    place="garden",
    time="night",
    hero=Figure(id="fox"),
    child=Figure(id="girl", pose=Pose.STAND),
    props=("lantern",),
)
BRIEF = PictureBrief(STAGING, "a little fox and a child with a lantern in a garden", book_seed=7, page=1)


@pytest.fixture(params=["painter", "rehearsal", "gemini", "diffusion"], scope="module")
def illustrator(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Illustrator]:
    if request.param == "painter":
        yield WatercolourPainter()
    elif request.param == "rehearsal":
        yield RehearsalIllustrator()
    elif request.param == "diffusion":
        diffusion = DiffusionIllustrator(str(sd_tiny(tmp_path_factory.mktemp("bases"))))
        yield diffusion
        diffusion.close()
    else:
        vendor = gemini.Gemini()
        with serving(vendor) as url:
            engine = GeminiIllustrator(api_key=gemini.KEY, url=url, model=gemini.MODEL)
            yield engine
            engine.close()
        assert vendor.mistakes == []


@pytest.fixture(scope="module")
def page(illustrator: Illustrator) -> Picture:
    """The first page, painted once."""
    return illustrator.paint(BRIEF)


def pixels(picture: Picture) -> np.ndarray:
    with Image.open(io.BytesIO(picture.data)) as image:
        return np.asarray(image.convert("RGB"))


def test_it_has_a_name_and_a_model(illustrator):
    assert illustrator.name
    assert illustrator.model


@pytest.mark.parametrize("format", ["webp", "png"])
def test_a_page_is_of_the_size_and_format_that_was_asked_for(illustrator, format: PictureFormat):
    picture = illustrator.paint(replace(BRIEF, width=512, height=384, format=format))
    assert (picture.format, picture.width, picture.height) == (format, 512, 384)
    with Image.open(io.BytesIO(picture.data)) as image:
        assert image.format == format.upper()
        assert image.size == (512, 384)
        assert image.mode == "RGB"


def test_a_page_shows_something(page):
    assert pixels(page).std() > 5
    assert pixels(page).mean() > 6


def test_a_page_carries_no_metadata(page):
    with Image.open(io.BytesIO(page.data)) as image:
        assert not image.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment", "Software"} & set(image.info)


def test_another_page_is_another_picture(illustrator, page):
    assert not np.array_equal(pixels(page), pixels(illustrator.paint(replace(BRIEF, page=2))))


def test_another_attempt_is_another_picture(illustrator, page):
    assert not np.array_equal(pixels(page), pixels(illustrator.paint(replace(BRIEF, attempt=1))))


def test_what_it_costs_is_told_and_never_less_than_nothing(page):
    assert page.cost >= 0
    assert page.notes == ()
