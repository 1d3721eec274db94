"""Every row of every vendor's table of errors ends in a finished book that says what went otherwise."""

import json
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

import pytest
import pytest_asyncio

from sandman.ports.book import Book, State
from tests.illustration import test_gemini as gemini_tables
from tests.keyed.street import (
    CHILD,
    PICTURES_ONLY,
    SHORT_SECONDS,
    SOUND_ONLY,
    WORDS_ONLY,
    Evening,
    PlainEngines,
    Street,
    evening,
)
from tests.narration import test_elevenlabs_faults as elevenlabs_tables
from tests.vendors import elevenlabs, gemini, mistral, openai
from tests.vendors.script import Broken, Calls, CutOff, Hangs, Raw

pytestmark = pytest.mark.asyncio(loop_scope="module")


def batched(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """As `itertools.batched` of later Pythons."""
    return (items[at : at + size] for at in range(0, len(items), size))


IN_THE_STREAM: dict[str, Any] = {
    "nothing is said": Hangs(30),
    "the line drops at once": Broken("Once upon a time", pieces=0),
    "the line drops midway": Broken("Once upon a time there was a fox", pieces=1),
    "an error in the stream": Broken(
        "Once upon a time", pieces=1, error={"message": "overloaded", "code": 500}
    ),
    "an empty answer": "",
    "words and no call": "I would rather not call anything.",
    "the wrong tool": Calls((("open_the_window", {}),)),
    "arguments that are no object": Calls((("brief", "[1, 2"),)),
    "no end": CutOff("Once upon a time"),
    "an event nobody knows": Raw((("unheard.of", {"type": "unheard.of"}),)),
}
CHATS = [
    *(pytest.param("mistral", fault, id=f"mistral {name}") for name, fault in mistral.FAULTS.items()),
    *(pytest.param("mistral", fault, id=f"mistral {name}") for name, fault in IN_THE_STREAM.items()),
    *(pytest.param("openai", fault, id=f"openai {name}") for name, fault in openai.FAULTS.items()),
    *(
        pytest.param("openai", fault, id=f"openai {name}")
        for name, fault in IN_THE_STREAM.items()
        if not isinstance(fault, Raw)
    ),
]
VOICES = [
    *(turn for turn, *_ in elevenlabs_tables.TABLE),
    elevenlabs.HANG,
    *(elevenlabs.old(status, word) for status, word in (
        (404, "voice_not_found"), (400, "invalid_uid"), (402, "payment_required"), (403, "only_for_creator+"),
    )),
    elevenlabs.new(402, "payment_required", "paid_plan_required"),
]  # fmt: skip
PICTURES = [
    *([turn] for turn, *_ in gemini_tables.TABLE),
    *([turn] for turn in (gemini.HANG, gemini.BLACK, gemini.BLANK, gemini.NO_PICTURE, gemini.NO_JSON)),
    # A page that is blocked is asked for once more, in gentler words; then it is the next page's turn.
    *(list(blocks) for blocks in batched(gemini_tables.BLOCKS, 6)),
]
"""What all pages of a book meet, or each of them."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(open_street: Street, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Evening]:
    """A house with all four keys."""
    home = tmp_path_factory.mktemp("home")
    vendors = ("mistral", "openai", "elevenlabs", "gemini")
    async with evening(
        home, open_street, *vendors, engines=PlainEngines, silence_seconds=SHORT_SECONDS
    ) as house:
        yield house


@pytest.mark.parametrize(("vendor", "fault"), CHATS)
async def test_a_story_is_told_at_home_where_the_model_cannot(house: Evening, capsys, vendor, fault):
    getattr(house.street, vendor).script.always = fault

    book = await house.book(storyteller=vendor, **WORDS_ONLY)

    assert book.state is State.READY, book.trouble
    assert len(book.scenes) == 6
    assert book.text_by.engine == "rehearsal"
    assert book.text_by.fallback
    assert {scene.made_by.text.engine for scene in book.scenes if scene.made_by.text} <= {"rehearsal"}
    assert [event.data["reason"] for event in await house.events(book, "fell_back")] == [
        book.text_by.fallback
    ]
    await tells_no_secrets(house, book, capsys)


@pytest.mark.parametrize("fault", VOICES, ids=lambda fault: str(fault)[:80])
async def test_a_page_is_read_at_home_where_the_vendor_cannot(house: Evening, capsys, fault):
    house.street.elevenlabs.always = fault

    book = await house.book(narrator="elevenlabs", **SOUND_ONLY)

    assert book.state is State.READY, book.trouble
    assert {scene.made_by.narration.engine for scene in book.scenes} == {"rehearsal"}
    assert all(scene.made_by.narration.fallback and scene.narration.words for scene in book.scenes)
    await tells_no_secrets(house, book, capsys)


@pytest.mark.parametrize("faults", PICTURES, ids=lambda faults: str(faults)[:80])
async def test_a_page_is_painted_at_home_where_the_vendor_cannot(house: Evening, capsys, faults):
    house.street.gemini.script.extend(2 * faults)
    house.street.gemini.always = faults[-1]

    book = await house.book(illustrator="gemini", **PICTURES_ONLY)

    assert book.state is State.READY, book.trouble
    assert {scene.made_by.picture.engine for scene in book.scenes} == {"rehearsal"}
    assert all(scene.made_by.picture.fallback for scene in book.scenes)
    await tells_no_secrets(house, book, capsys)


async def tells_no_secrets(house: Evening, book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    """No key is in the book, in what happened, in what is remembered of the engines, or in the log."""
    happened = [event.data for event in await house.house.library.events_after(book.id)]
    faults = {name: fault.model_dump_json() for name, fault in (await house.house.ledger.faults()).items()}
    said = capsys.readouterr()
    told = json.dumps([book.model_dump_json(), happened, faults, said.out, said.err], default=str)
    for key in house.street.keys.values():
        assert key not in told
        assert key[8:-4] not in told
    # The parent reads a sentence: nothing of Python's, of HTTP's or of a vendor's page.
    for reason in (part.fallback for part in _parts(book)):
        assert not any(odd in reason for odd in ("Traceback", "<html", "Error(", "{'", '{"'))
    assert CHILD not in house.street.sent_to_those_who_get_no_name()


def _parts(book: Book) -> list[Any]:
    pages = [(scene.made_by.picture, scene.made_by.narration) for scene in book.scenes]
    return [part for part in (book.text_by, *(part for page in pages for part in page)) if part]
