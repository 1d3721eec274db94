"""One part of one page made again: begun without waiting, never twice at once, and never to a book's harm."""

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandman.app.house import House
from sandman.ports.book import Book, State
from sandman.ports.errors import BadWork, ModelMissing, RequestRefused
from sandman.ports.illustration import Picture, PictureBrief
from sandman.ports.provenance import Provenance
from sandman.production.progress import Happening
from sandman.providers.illustration.rehearsal import RehearsalIllustrator
from sandman.stories import Scene
from tests.production.rehearsal import REQUEST, Rehearsal

BY_HAND = Provenance(engine="parent")


class PatientIllustrator(RehearsalIllustrator):
    """Paints once it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.from_page = 1
        """Pages before this one are painted at once."""
        self.may_paint = threading.Event()
        self.may_paint.set()

    def paint(self, brief: PictureBrief) -> Picture:
        """Not before `may_paint` is set."""
        if brief.page >= self.from_page:
            self.may_paint.wait(60)
        return super().paint(brief)


@pytest.fixture
def painter() -> PatientIllustrator:
    return PatientIllustrator()


@pytest.fixture
def rehearsal(tmp_path: Path, painter: PatientIllustrator) -> Rehearsal:
    return Rehearsal(tmp_path / "home", illustrator=painter)


@pytest.fixture
async def house(rehearsal: Rehearsal, painter: PatientIllustrator) -> AsyncIterator[House]:
    async with rehearsal.open() as opened:
        yield opened
        painter.may_paint.set()


@pytest.fixture
async def book(house: House) -> Book:
    begun = await house.production.begin(REQUEST)
    return await house.production.finished(begun.id)


async def last_line(house: House, id: str) -> tuple[str, dict]:
    event = (await house.library.events_after(id))[-1]
    return event.kind, {name: event.data[name] for name in event.data if name != "agent"}


async def told_of(house: House, id: str, happening: Happening) -> None:
    """Wait until the book's log tells of it."""
    for _ in range(1500):
        if any(event.kind == happening for event in await house.library.events_after(id)):
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"half a minute, and nothing was {happening}")


async def test_a_redo_is_begun_without_waiting_and_tells_its_end(house, book, painter):
    painter.may_paint.clear()
    redo = await house.production.begin_redo(book.id, 3, "picture")
    resting_meanwhile = await house.production.resting(book.id)
    painter.may_paint.set()
    await house.production.redone(redo)

    after = await house.library.get(book.id)
    assert not resting_meanwhile
    assert after.scenes[2].picture.key != book.scenes[2].picture.key
    assert await last_line(house, book.id) == (Happening.REDONE, {"scene": 3, "part": "picture"})
    assert await house.production.resting(book.id)


async def test_the_same_page_is_not_painted_again_twice_at_once(house, book, painter):
    painter.may_paint.clear()
    redo = await house.production.begin_redo(book.id, 3, "picture")
    with pytest.raises(RequestRefused, match="page 3's picture is being made just now"):
        await house.production.begin_redo(book.id, 3, "picture")
    other_page = await house.production.begin_redo(book.id, 4, "picture")
    other_part = await house.production.begin_redo(book.id, 3, "narration")
    painter.may_paint.set()
    for each in (redo, other_page, other_part):
        await house.production.redone(each)

    await house.production.redo(book.id, 3, "picture")


async def test_of_two_redos_begun_in_the_same_moment_one_is_refused(house, book, painter):
    painter.may_paint.clear()
    asked = [house.production.begin_redo(book.id, 2, "picture") for _ in range(2)]
    answers = await asyncio.gather(*asked, return_exceptions=True)
    painter.may_paint.set()

    begun = [answer for answer in answers if isinstance(answer, str)]
    refused = [answer for answer in answers if isinstance(answer, RequestRefused)]
    assert (len(begun), len(refused)) == (1, 1)
    await house.production.redone(begun[0])


async def test_a_picture_that_cannot_be_painted_again_stays_and_the_book_is_ready(house, book, painter):
    painter.faults.append(BadWork("a black picture came back", hint="try again"))

    redo = await house.production.begin_redo(book.id, 3, "picture")
    with pytest.raises(BadWork, match="a black picture"):
        await house.production.redone(redo)

    after = await house.library.get(book.id)
    assert (after.state, after.trouble) == (State.READY, "")
    assert after.scenes == book.scenes
    kind, facts = await last_line(house, book.id)
    assert kind == Happening.REDO_FAILED
    assert facts == {
        "scene": 3,
        "part": "picture",
        "trouble": "a black picture came back",
        "hint": "try again",
    }


async def test_a_redo_nobody_waits_for_fails_quietly_and_says_so_in_the_log(house, book, rehearsal):
    rehearsal.narrator.faults.append(ModelMissing("the voice file is gone", hint="make setup"))

    await house.production.begin_redo(book.id, 1, "narration")
    await told_of(house, book.id, Happening.REDO_FAILED)

    kind, facts = await last_line(house, book.id)
    assert (kind, facts["trouble"]) == (Happening.REDO_FAILED, "the voice file is gone")
    assert (await house.library.get(book.id)).scenes[0].narration == book.scenes[0].narration


async def test_new_words_that_cannot_be_read_stay_on_the_page_without_the_old_sound(house, book, rehearsal):
    rehearsal.narrator.faults.append(ModelMissing("the voice file is gone", hint="make setup"))

    with pytest.raises(ModelMissing):
        await house.production.redo(book.id, 2, "text", text="The fox yawned.")
    page = (await house.library.get(book.id)).scenes[1]
    await house.production.redo(book.id, 2, "narration")
    mended = (await house.library.get(book.id)).scenes[1]

    assert (page.text, page.narration) == ("The fox yawned.", None)
    assert [word.text for word in mended.narration.words] == ["The", "fox", "yawned."]


async def test_sound_read_from_words_that_changed_meanwhile_comes_onto_no_page(house, book, monkeypatch):
    studio = house.production._studio
    await studio.rewrite(book.id, 2, "The fox yawned.")
    shelve = house.library.media.put
    slept = Scene.model_validate(
        book.scenes[1].model_dump(include=set(Scene.model_fields)) | {"text": "The fox slept."}
    )

    async def put(data: bytes, suffix: str) -> str:
        await house.library.write_scene(book.id, slept, BY_HAND)
        return await shelve(data, suffix)

    monkeypatch.setattr(house.library.media, "put", put)
    await studio.narrate(book.id, 2)

    page = (await house.library.get(book.id)).scenes[1]
    assert (page.text, page.narration) == ("The fox slept.", None)


@pytest.mark.parametrize(
    ("part", "asked", "why"),
    [
        ("text", {"text": " \n "}, "at least a word"),
        ("text", {"text": "…!"}, "at least a word"),
        ("text", {"text": "x" * 1201}, "the text has 1,201 letters; a page holds at most 1,200"),
        ("smell", {}, "there is no `smell` on a page"),
        ("narration", {"pace": 9.0}, "pace 9 was given"),
    ],
)
async def test_what_cannot_be_made_is_refused_before_anything_is_begun(house, book, part, asked, why):
    with pytest.raises(RequestRefused, match=why) as told:
        await house.production.begin_redo(book.id, 1, part, **asked)

    assert told.value.hint
    assert (await house.library.get(book.id)).scenes == book.scenes


async def test_a_book_told_without_pictures_is_given_none(house):
    begun = await house.production.begin(REQUEST.model_copy(update={"illustrator": "none"}))
    await house.production.finished(begun.id)

    with pytest.raises(RequestRefused, match="asked for without a picture"):
        await house.production.begin_redo(begun.id, 1, "picture")


async def test_a_page_still_being_painted_is_not_painted_again(house, painter):
    painter.may_paint.clear()
    begun = await house.production.begin(REQUEST)
    await told_of(house, begun.id, Happening.PAINTING)
    with pytest.raises(RequestRefused, match="page 1's picture is being made just now"):
        await house.production.begin_redo(begun.id, 1, "picture")
    resting_meanwhile = await house.production.resting(begun.id)
    painter.may_paint.set()
    await house.production.finished(begun.id)

    assert not resting_meanwhile
    assert await house.production.resting(begun.id)


async def test_a_book_tells_how_long_its_parts_will_take(house, book):
    first = (await house.library.events_after(book.id))[0].data["expects"]
    second = await house.production.begin(REQUEST)
    again = (await house.library.events_after(second.id))[0].data["expects"]
    await house.production.finished(second.id)

    assert first == {"text": 0.5, "picture": 1.5, "narration": 12.0}
    assert again.keys() == first.keys()
    assert again["narration"] < 12.0


async def test_a_cancelled_book_keeps_what_is_made_and_never_says_ready(house, painter):
    painter.from_page = 2
    painter.may_paint.clear()
    begun = await house.production.begin(REQUEST)
    await told_of(house, begun.id, Happening.PAGE_READY)
    cancelled = await house.production.cancel(begun.id)
    resting = await house.production.resting(begun.id)
    painter.may_paint.set()
    await house.production.resume(begun.id)
    book = await house.production.finished(begun.id)

    kinds = [event.kind for event in await house.library.events_after(begun.id)]
    assert cancelled.scenes[0].picture == book.scenes[0].picture
    assert resting
    assert book.state is State.READY
    assert kinds.count(Happening.READY) == 1
