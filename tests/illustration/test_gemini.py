"""Painting over Gemini: what is asked, what a page becomes, and every way of not painting."""

import io
import pickle
import socket
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from sandman.ports.errors import (
    BadWork,
    KeyRefused,
    ModelMissing,
    PortError,
    ProviderBusy,
    ProviderUnreachable,
    QuotaSpent,
)
from sandman.ports.illustration import Picture, PictureBrief
from sandman.providers.illustration.gemini import GeminiIllustrator
from sandman.providers.illustration.gemini.engine import SOFTENED
from sandman.providers.illustration.gemini.pictures import page_of
from sandman.providers.illustration.gemini.prompts import gentler, page_prompt
from tests.vendors.gemini import (
    BLACK,
    BLANK,
    CUT_LINE,
    EMPTY_PARTS,
    HANG,
    JPEG,
    KEY,
    MODEL,
    MODEST,
    NO_JSON,
    NO_PARTS,
    NO_PICTURE,
    NOTHING,
    WORDS,
    Blocked,
    Fault,
    Gemini,
    error,
    error_info,
    quota,
)
from tests.vendors.serving import Door, serving

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

Turn = Fault | Blocked | str | None
BRIEF = PictureBrief(
    None, "a child in a blue dress asleep beside a fox", book_seed=7, page=1, width=256, height=192
)


class Line:
    """Opens wires to stand-ins that all answer at one address. Illustrators are kept open."""

    def __init__(self, door: Door, url: str) -> None:
        self._door = door
        self._url = url
        self._opened: dict[tuple[str, str, float], GeminiIllustrator] = {}

    @contextmanager
    def __call__(
        self, *turns: Turn, key: str = KEY, model: str = MODEL, timeout: float = 60.0
    ) -> Iterator[tuple[Gemini, GeminiIllustrator]]:
        """A fresh stand-in that answers with `turns`, and an illustrator; no mistake of ours is left."""
        vendor = self._door.behind = Gemini(scale=0.25)
        vendor.script.extend(turns)
        wanted = (key, model, timeout)
        if wanted not in self._opened:
            self._opened[wanted] = GeminiIllustrator(
                api_key=key, url=self._url, model=model, timeout_seconds=timeout, first_wait_seconds=0.0
            )
        yield vendor, self._opened[wanted]
        assert vendor.mistakes == []

    def close(self) -> None:
        for illustrator in self._opened.values():
            illustrator.close()


@pytest.fixture(scope="module")
def far() -> Iterator[Line]:
    door = Door()
    with serving(door) as url:
        line = Line(door, url)
        yield line
        line.close()


def pixels(picture: Picture) -> np.ndarray:
    with Image.open(io.BytesIO(picture.data)) as image:
        return np.asarray(image.convert("RGB")).astype(int)


def test_a_page_is_asked_for_as_the_vendor_wants_it(far):
    with far() as (vendor, illustrator):
        picture = illustrator.paint(BRIEF)
        (asked,) = vendor.paintings()
    assert asked.path == f"/v1beta/models/{MODEL}:generateContent"
    config = asked.body["generationConfig"]
    assert config["responseModalities"] == ["IMAGE"]
    assert config["imageConfig"] == {"aspectRatio": "4:3", "imageSize": "1K"}
    assert {each["threshold"] for each in asked.body["safetySettings"]} == {"BLOCK_MEDIUM_AND_ABOVE"}
    assert BRIEF.prompt in asked.prompt
    assert "watercolour" in asked.prompt
    assert "No text in the picture" in asked.prompt
    assert picture.cost == pytest.approx(0.134)


@pytest.mark.parametrize("turn", [None, JPEG, MODEST])
def test_the_page_is_what_the_model_ends_with_and_none_of_its_thoughts(far, turn):
    with far(turn) as (_, illustrator):
        page = pixels(illustrator.paint(BRIEF))
    red = (page[..., 0] > 200) & (page[..., 1] < 60)
    assert page.shape == (192, 256, 3)
    assert not red.any()


def test_a_large_page_is_asked_for_large_and_costs_what_it_costs(far):
    with far(model="gemini-3.1-flash-image") as (vendor, illustrator):
        small = illustrator.paint(replace(BRIEF, width=1024, height=768))
        large = illustrator.paint(replace(BRIEF, width=2048, height=1536))
        sizes = [each.body["generationConfig"]["imageConfig"]["imageSize"] for each in vendor.paintings()]
    assert sizes == ["1K", "2K"]
    assert (small.cost, large.cost) == (0.067, 0.101)


def test_later_pages_are_shown_the_first_and_other_books_are_not(far):
    brief = replace(BRIEF, book_seed=100)
    with far() as (vendor, illustrator):
        first = illustrator.paint(brief)
        illustrator.paint(replace(brief, page=2))
        illustrator.paint(replace(brief, page=3))
        illustrator.paint(replace(brief, attempt=1))
        illustrator.paint(replace(brief, book_seed=101, page=2))
        shown = [each.pictures for each in vendor.paintings()]
        prompts = [each.prompt for each in vendor.paintings()]
    assert shown == [[], [first.data], [first.data], [], []]
    assert ["another page of the same book" in each for each in prompts] == [False, True, True, False, False]


def test_a_page_painted_again_is_the_one_that_is_shown_from_then_on(far):
    brief = replace(BRIEF, book_seed=102)
    with far() as (vendor, illustrator):
        illustrator.paint(brief)
        again = illustrator.paint(replace(brief, attempt=1))
        illustrator.paint(replace(brief, page=2))
        assert vendor.paintings()[-1].pictures == [again.data]


def painted_at_once(illustrator: GeminiIllustrator, book: int) -> list[Picture | PortError]:
    """Three pages, asked for side by side."""

    def paint(brief: PictureBrief) -> Picture | PortError:
        try:
            return illustrator.paint(brief)
        except PortError as fault:
            return fault

    with ThreadPoolExecutor(3) as easels:
        return list(easels.map(paint, [replace(BRIEF, book_seed=book, page=page) for page in (1, 2, 3)]))


def test_pages_asked_for_at_once_wait_for_the_first_of_their_book_and_are_shown_it(far):
    with far() as (vendor, illustrator):
        painted_at_once(illustrator, 103)
        assert [len(each.pictures) for each in vendor.paintings()] == [0, 1, 1]


def test_a_first_page_that_fails_keeps_the_others_waiting_no_longer(far):
    with far(error(403, "PERMISSION_DENIED")) as (vendor, illustrator):
        pages = painted_at_once(illustrator, 104)
        assert [isinstance(page, KeyRefused) for page in pages].count(True) == 1
        assert len(vendor.paintings()) == 3
        illustrator.paint(replace(BRIEF, book_seed=104, page=4))
        assert len(vendor.paintings()[-1].pictures) == 1


BLOCKS = [
    *(
        Blocked(block_reason=reason)
        for reason in ("SAFETY", "OTHER", "BLOCKLIST", "PROHIBITED_CONTENT", "IMAGE_SAFETY")
    ),
    *(
        Blocked(finish_reason=reason, message="It was not painted.")
        for reason in (
            "SAFETY", "RECITATION", "LANGUAGE", "OTHER", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII",
            "IMAGE_SAFETY", "IMAGE_PROHIBITED_CONTENT", "IMAGE_OTHER", "NO_IMAGE", "IMAGE_RECITATION",
            "MAX_TOKENS", "MALFORMED_RESPONSE", "ESCALATION",
        )
    ),
    WORDS, NOTHING, NO_PARTS, EMPTY_PARTS,
]  # fmt: skip


@pytest.mark.parametrize("block", BLOCKS, ids=str)
def test_a_page_that_is_refused_is_asked_for_once_more_in_gentler_words(far, block):
    with far(block, None) as (vendor, illustrator):
        picture = illustrator.paint(replace(BRIEF, prompt="a scared child lost in a dark forest"))
        first, second = vendor.paintings()
    assert "a scared child lost in a dark forest" in first.prompt
    for word in ("scared", "child lost", "dark"):
        assert word not in second.prompt
    assert "moonlit forest" in second.prompt
    assert picture.notes == (SOFTENED,)


@pytest.mark.filterwarnings("ignore:.*is not a valid FinishReason")
def test_a_reason_nobody_has_heard_of_is_a_refusal_too(far):
    with far(Blocked(finish_reason="IMAGE_TOO_SLEEPY"), None) as (_, illustrator):
        assert illustrator.paint(BRIEF).notes == (SOFTENED,)


@pytest.mark.parametrize("block", BLOCKS[-8:], ids=str)
def test_a_page_that_is_refused_twice_is_the_painters(far, block):
    with far(block, block) as (vendor, illustrator):
        with pytest.raises(BadWork, match="in gentler words either") as caught:
            illustrator.paint(BRIEF)
        if isinstance(block, Blocked):
            assert block.finish_reason.replace("_", " ").lower() in caught.value.message
        assert len(vendor.paintings()) == 2


def test_an_account_that_google_has_limited_is_not_asked_twice(far):
    with far(Blocked(finish_reason="PUP_LIMITED_DISABLED")) as (vendor, illustrator):
        with pytest.raises(KeyRefused, match="limited"):
            illustrator.paint(BRIEF)
        assert len(vendor.paintings()) == 1


@pytest.mark.parametrize(
    ("turn", "said"),
    [
        (BLACK, "empty"),
        (BLANK, "empty"),
        (NO_PICTURE, "no picture"),
        (NO_JSON, "no picture and no fault"),
        (Fault(200, {"candidates": 7}), "no picture and no fault"),
        (
            Fault(200, {"candidates": [{"content": {"parts": [{"inlineData": {"data": "?"}}]}}]}),
            "no picture and",
        ),
    ],
)
def test_a_picture_that_cannot_be_used_is_bad_work(far, turn, said):
    with far(turn) as (_, illustrator), pytest.raises(BadWork, match=said):
        illustrator.paint(BRIEF)


@pytest.mark.parametrize(("dark", "spots"), [(0, 40), (120, 0)])
def test_a_page_of_hardly_anything_is_bad_work(dark, spots):
    page = np.full((192, 256, 3), dark, np.uint8)
    page[:8, :spots] = 255
    out = io.BytesIO()
    Image.fromarray(page).save(out, "PNG")
    with pytest.raises(BadWork, match="empty"):
        page_of(out.getvalue(), BRIEF)


WRONG_KEY = error(400, "INVALID_ARGUMENT", "API key expired.", error_info("API_KEY_INVALID"))
TABLE = [
    # what comes, what it is, how often it is asked, what the parent reads
    (WRONG_KEY, KeyRefused, 1, "know the key"),
    (error(400, "INVALID_ARGUMENT", "API key not valid."), KeyRefused, 1, "know the key"),
    (error(401, "UNAUTHENTICATED", "Request had invalid credentials."), KeyRefused, 1, "know the key"),
    (error(403, "PERMISSION_DENIED", "Your API key was reported as leaked."), KeyRefused, 1, "not be used"),
    (error(400, "FAILED_PRECONDITION", "User location is not supported."), KeyRefused, 1, "for this account"),
    (error(400, "INVALID_ARGUMENT", "Unable to submit request"), BadWork, 1, "does not understand"),
    (error(400, "INVALID_ARGUMENT", "The model does not support the requested response modalities: image"),
     ModelMissing, 1, MODEL),
    (error(404, "NOT_FOUND", f"models/{MODEL} is not found"), ModelMissing, 1, f"no model `{MODEL}`"),
    (Fault(404, "<html>not found</html>"), ProviderUnreachable, 1, "something else"),
    (Fault(302, "", {"location": "http://127.0.0.1:9/"}), ProviderUnreachable, 1, "something else"),
    (error(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota.",
           *quota("GenerateRequestsPerDayPerProjectPerModel")), QuotaSpent, 1, "today's pictures"),
    (error(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota.",
           *quota("GenerateRequestsPerMinutePerProjectPerModel-FreeTier", value="0", retry="30s")),
     QuotaSpent, 1, "no pictures to paint"),
    (error(429, "RESOURCE_EXHAUSTED", "Your prepayment credits are depleted."), QuotaSpent, 1, "no pictures"),
    (error(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota, please check your plan."),
     QuotaSpent, 1, "today's pictures"),
    (error(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota.",
           *quota("GenerateRequestsPerMinutePerProjectPerModel", retry="12s")), ProviderBusy, 1, "too often"),
    (error(429, "RESOURCE_EXHAUSTED", "Resource has been exhausted."), ProviderBusy, 1, "too often"),
    (error(500, "INTERNAL", "An internal error has occurred."), ProviderUnreachable, 2, "it answered 500"),
    (error(503, "UNAVAILABLE", "The model is overloaded."), ProviderBusy, 2, "busy"),
    (error(504, "DEADLINE_EXCEEDED", "Deadline expired."), ProviderUnreachable, 2, "it answered 504"),
    (Fault(502, "<html>bad gateway</html>"), ProviderUnreachable, 2, "it answered 502"),
    (CUT_LINE, ProviderUnreachable, 1, "was cut"),
]  # fmt: skip


@pytest.mark.parametrize(("turn", "kind", "times", "said"), TABLE)
def test_a_fault_is_told_for_what_it_is_and_waited_for_no_longer_than_helps(far, turn, kind, times, said):
    secretive = replace(BRIEF, prompt="Mirabelle asleep beside a fox")
    with far(turn, turn, turn) as (vendor, illustrator):
        with pytest.raises(PortError) as caught:
            illustrator.paint(secretive)
        assert len(vendor.paintings()) == times
    fault = caught.value
    assert type(fault) is kind
    assert said in fault.message
    assert (fault.port, fault.provider) == ("illustration", "gemini")
    if kind is ModelMissing:
        assert "SANDMAN_GEMINI_MODEL" in fault.hint
    assert fault.__cause__ is fault.__context__ is None
    told = "".join(traceback.format_exception(fault)) + repr(vars(pickle.loads(pickle.dumps(fault))))
    assert KEY not in told
    assert "Mirabelle" not in told.replace('prompt="Mirabelle', "")


def test_what_passes_by_itself_is_asked_for_again(far):
    with far(error(503, "UNAVAILABLE", "The model is overloaded."), None) as (vendor, illustrator):
        assert illustrator.paint(BRIEF).notes == ()
        assert len(vendor.paintings()) == 2


def test_a_vendor_that_never_answers_is_left(far):
    with far(HANG, HANG, timeout=1.0) as (vendor, illustrator):
        with pytest.raises(ProviderUnreachable, match="in time"):
            illustrator.paint(BRIEF)
        assert len(vendor.paintings()) == 2


def test_a_vendor_that_is_not_there_is_told_at_once():
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    illustrator = GeminiIllustrator(
        api_key=KEY, url=f"http://127.0.0.1:{port}", model=MODEL, first_wait_seconds=0.0
    )
    with pytest.raises(ProviderUnreachable, match="nothing answers"):
        illustrator.paint(BRIEF)
    illustrator.close()


def test_a_wrong_key_is_never_told_though_the_vendor_repeats_it(far):
    wrong = "AIzaSyWRONGWRONGWRONGWRONGWRONGWRONGWRO"
    with far(key=wrong) as (_, illustrator), pytest.raises(KeyRefused) as caught:
        illustrator.check()
    assert wrong not in "".join(traceback.format_exception(caught.value)) + caught.value.hint


def test_a_check_finds_the_model_and_paints_nothing(far):
    with far() as (vendor, illustrator):
        assert illustrator.check() == "Gemini 3 Pro Image is there"
        assert vendor.paintings() == []


def test_a_check_finds_a_model_that_was_switched_off_and_one_that_does_not_paint(far):
    with far(model="gemini-3-pro-image-preview") as (_, illustrator), pytest.raises(ModelMissing) as caught:
        illustrator.check()
    assert "any more" in caught.value.message
    with far(model="models/gemini-embedding-2") as (vendor, illustrator):
        vendor.models.add("gemini-embedding-2")
        with pytest.raises(ModelMissing, match="paints no pictures"):
            illustrator.check()


def test_the_environment_of_another_google_is_left_alone(far, monkeypatch):
    monkeypatch.setenv("GOOGLE_API_KEY", "AIzaOther")
    monkeypatch.setenv("GOOGLE_GENAI_USE_VERTEXAI", "true")
    monkeypatch.setenv("GOOGLE_GENAI_API_VERSION", "v1")
    with far() as (_, illustrator):
        assert illustrator.check()


@pytest.mark.parametrize(
    ("scene", "said"),
    [
        (
            "two little girls in the bath",
            "two small storybook character in a cosy woollen outfit warmly dressed",
        ),
        (
            "a knight with a sword fights a dark monster",
            "a knight with a lantern fights a moonlit friendly fluffy creature",
        ),
        ("an owl in the style of Studio Ghibli, asleep", "an owl softly painted, asleep"),
        ("a bear by a fireplace with fireflies", "a bear by a fireplace with fireflies"),
        ("a lamp in the dark", "a lamp in the moonlight"),
    ],
)
def test_gentler_words_for_what_a_filter_may_take_amiss(scene, said):
    assert gentler(scene) == said
    assert said in page_prompt(scene, softened=True, as_before=False)
