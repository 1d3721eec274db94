"""The document that the command line and the API print."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from sandman.library import Book, Library, State
from sandman.stories import SLOTS, Language, StoryRequest
from tests.library.samples import BUILTIN, KOKORO, PAINTER, a_finished_book, a_request


async def test_the_document_is_the_one_the_contract_shows(sqlite_library: Library, tmp_path: Path):
    await a_finished_book(sqlite_library, at=datetime(2026, 11, 21, 19, 30, tzinfo=UTC))

    book = await sqlite_library.get("fox-1")
    document = json.loads(json.dumps(sqlite_library.document(book), ensure_ascii=False))

    assert {
        *("id", "title", "language", "child", "age", "idea", "seed"),
        *("state", "created_at", "scenes", "made_by", "seconds"),
    } <= document.keys()
    assert (document["state"], document["language"]) == ("ready", "en")
    assert datetime.fromisoformat(document["created_at"]) == book.created_at
    assert document["seconds"] == {"first_page": 4.0, "total": 30.0}
    page = document["scenes"][0]
    assert {"number", "title", "text", "mood", "illustration_prompt", "staging"} <= page.keys()
    assert page["picture"].keys() == {"path", "width", "height", "alt"}
    assert page["narration"].keys() == {"path", "seconds", "voice", "sample_rate_hz", "words"}
    assert page["narration"]["words"][1] == {"text": "fox", "start": 0.5, "end": 0.9}
    assert page["made_by"]["narration"]["voice"] == "af_heart"
    for part, data in (("picture", b"picture fox-1 1"), ("narration", b"sound fox-1 1")):
        path = Path(page[part]["path"])
        assert path.is_absolute()
        assert contents(path) == data


async def test_a_book_just_begun_has_a_document_too(sqlite_library: Library):
    book = await sqlite_library.begin("fox-1", a_request())
    document = sqlite_library.document(book)

    assert (document["state"], document["title"], document["scenes"]) == ("writing", "", [])
    assert document["made_by"] == {"text": None, "picture": None, "narration": None}


async def test_the_whole_books_makers_are_summed_and_a_fallback_is_not_hidden(sqlite_library: Library):
    await a_finished_book(sqlite_library)
    fell = PAINTER.model_copy(update={"seconds": 9.0, "cost": 0.5, "fallback": "Gemini did not answer."})
    picture = (await sqlite_library.get("fox-1")).scenes[4].picture
    assert picture is not None
    await sqlite_library.put_picture("fox-1", 5, picture, fell)

    made_by = (await sqlite_library.get("fox-1")).made_by

    assert made_by.text == BUILTIN
    assert made_by.picture is not None
    assert made_by.picture.fallback == "Gemini did not answer."
    assert (made_by.picture.seconds, made_by.picture.cost) == (16.5, 0.5)
    assert made_by.narration is not None
    assert (made_by.narration.voice, made_by.narration.seconds) == (KOKORO.voice, 12.0)


async def test_a_picture_remade_with_other_words_keeps_them(sqlite_library: Library):
    await a_finished_book(sqlite_library)
    picture = (await sqlite_library.get("fox-1")).scenes[0].picture
    assert picture is not None
    own = picture.model_copy(update={"alt": "A fox in pyjamas"})
    await sqlite_library.put_picture("fox-1", 1, own, PAINTER)

    assert (await sqlite_library.get("fox-1")).scenes[0].picture == own
    assert (await sqlite_library.page()).books[0].cover == own


def test_an_old_book_opens_after_its_hero_has_left_the_world():
    begun = Book(
        id="old", language=Language.ENGLISH, age=5, created_at=datetime(2020, 1, 1), request=a_request()
    )
    kept = begun.model_dump(mode="json")
    kept["request"] |= {"hero": "a hero of long ago", "place": "Atlantis", "without": ["ending"]}

    book = Book.model_validate(kept)

    assert book.request == a_request()
    assert book.created_at == datetime(2020, 1, 1, tzinfo=UTC)


def test_a_request_from_before_slots_reads_as_it_was():
    old = a_request().model_dump(mode="json")
    for new in (*SLOTS[1:], "without", "length"):
        del old[new]

    assert StoryRequest.model_validate(old) == a_request()


@pytest.mark.parametrize("id", ["", "../../etc", "a/b", "a b", "<b>", "-x", "x" * 65, "ゆき"])
async def test_an_id_that_would_mean_something_to_a_path_is_refused(sqlite_library: Library, id: str):
    with pytest.raises(ValidationError):
        await sqlite_library.begin(id, a_request())
    assert (await sqlite_library.page()).books == ()


def test_states_know_who_still_has_work():
    assert {state for state in State if state.unfinished} == {State.WRITING, State.MAKING}


def contents(path: Path) -> bytes:
    return path.read_bytes()
