"""A story that comes page by page: made while it is written, and never two stories in one book."""

import asyncio
from pathlib import Path

import pytest

from sandman.app.house import House
from sandman.ports.book import Book, State
from sandman.ports.errors import BadWork, ProviderUnreachable, RequestRefused, ShelfFull
from sandman.production.progress import Happening
from sandman.providers.illustration.rehearsal import RehearsalIllustrator
from sandman.providers.storytelling.rehearsal import RehearsalStoryteller
from sandman.stories import Scene
from tests.production.rehearsal import REQUEST, PagewiseStoryteller, Rehearsal


class Pen:
    """Holds the writer before a page until it is let on."""

    def __init__(self, page: int) -> None:
        self.page = page
        self.reached = asyncio.Event()
        self.may_go_on = asyncio.Event()
        self.fault: Exception | None = None

    async def __call__(self, scene: Scene) -> Scene:
        if scene.number == self.page:
            self.reached.set()
            await self.may_go_on.wait()
            if self.fault is not None:
                raise self.fault
        return scene


@pytest.fixture
def rehearsal(tmp_path: Path) -> Rehearsal:
    return Rehearsal(
        tmp_path / "home", storyteller=PagewiseStoryteller(), behind_storyteller=RehearsalStoryteller()
    )


async def told_of(house: House, id: str, happening: Happening, scene: int) -> None:
    """Wait until the book's log tells of a page."""
    for _ in range(1500):
        events = await house.library.events_after(id)
        if any((event.kind, event.data.get("scene")) == (happening, scene) for event in events):
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"half a minute, and page {scene} was not {happening}")


async def at_rest(house: House, id: str) -> None:
    """Wait until nobody works on the book any more."""
    for _ in range(1500):
        if await house.production.resting(id):
            return
        await asyncio.sleep(0.02)
    raise AssertionError("half a minute, and somebody is still at work")


def texts(book: Book) -> list[str]:
    return [scene.text for scene in book.scenes]


async def test_page_one_can_be_heard_while_page_three_is_not_written(rehearsal):
    rehearsal.storyteller.before = pen = Pen(3)
    async with rehearsal.open() as house:
        begun = await house.production.begin(REQUEST)
        await told_of(house, begun.id, Happening.PAGE_READY, 1)
        await told_of(house, begun.id, Happening.PAGE_READY, 2)
        meanwhile = await house.library.get(begun.id)
        pen.may_go_on.set()
        book = await house.production.finished(begun.id)
        events = await house.library.events_after(begun.id)

    assert meanwhile.state is State.WRITING
    assert [bool(scene.picture and scene.narration) for scene in meanwhile.scenes] == [True, True]
    assert (book.state, book.trouble) == (State.READY, "")
    assert all(scene.picture and scene.narration for scene in book.scenes)
    written = [event.data["scene"] for event in events if event.kind == Happening.PAGE_WRITTEN]
    assert written == [1, 2, 3, 4, 5, 6]
    assert len(rehearsal.illustrator.calls) == 6
    assert len(rehearsal.narrator.readings) == 6
    assert 0 < book.seconds.first_page < book.seconds.total
    assert book.text_by.engine == "scribe"
    assert book.text_by.cost == pytest.approx(0.006)


async def test_a_telling_that_fails_midway_is_told_whole_by_the_one_behind(rehearsal):
    rehearsal.storyteller.before = pen = Pen(3)
    rehearsal.storyteller.version = "(model)"
    async with rehearsal.open() as house:
        begun = await house.production.begin(REQUEST)
        await told_of(house, begun.id, Happening.PAGE_READY, 1)
        pen.fault = ProviderUnreachable("nobody answered")
        pen.may_go_on.set()
        book = await house.production.finished(begun.id)
        events = await house.library.events_after(begun.id)

    assert book.state is State.READY
    assert not any("(model)" in text for text in texts(book))
    for scene in book.scenes:
        assert " ".join(word.text for word in scene.narration.words) == scene.text
    assert (book.text_by.engine, book.text_by.fallback) == ("rehearsal", "nobody answered")
    assert book.text_by.cost == pytest.approx(0.002)
    fell = next(event.data for event in events if event.kind == Happening.FELL_BACK)
    assert (fell["part"], fell["reason"]) == ("text", "nobody answered")
    # Pages that were told of already are told of anew, and are ready once more.
    told = [(event.kind, event.data.get("scene")) for event in events]
    assert told.count((Happening.PAGE_WRITTEN, 1)) == 2
    assert told.count((Happening.PAGE_READY, 1)) == 2
    assert told[-1][0] == Happening.READY


async def test_a_fault_before_the_first_page_costs_nothing_but_the_engine(rehearsal):
    rehearsal.storyteller.faults.append(BadWork("broken JSON came back"))
    async with rehearsal.open() as house:
        begun = await house.production.begin(REQUEST)
        book = await house.production.finished(begun.id)

    assert (book.state, book.text_by.fallback) == (State.READY, "broken JSON came back")
    assert len(rehearsal.narrator.readings) == 6


async def test_cancelling_stops_the_writer_and_going_on_tells_one_story(rehearsal):
    rehearsal.storyteller.before = pen = Pen(3)
    rehearsal.storyteller.version = "(first)"
    async with rehearsal.open() as house:
        begun = await house.production.begin(REQUEST)
        await told_of(house, begun.id, Happening.PAGE_WRITTEN, 2)
        cancelled = await house.production.cancel(begun.id)
        stopped = await house.production.finished(begun.id)
        pen.may_go_on.set()
        await at_rest(house, begun.id)
        left = await house.library.get(begun.id)
        rehearsal.storyteller.version = "(second)"
        await house.production.resume(begun.id)
        book = await house.production.finished(begun.id)

    assert cancelled.state is stopped.state is State.CANCELLED
    assert len(left.scenes) == 2
    assert (book.state, book.trouble) == (State.READY, "")
    assert all(text.endswith("(second)") for text in texts(book))
    for scene in book.scenes:
        assert " ".join(word.text for word in scene.narration.words) == scene.text


async def test_a_page_is_not_made_again_while_the_story_is_still_written(rehearsal):
    rehearsal.storyteller.before = pen = Pen(2)
    async with rehearsal.open() as house:
        begun = await house.production.begin(REQUEST)
        await told_of(house, begun.id, Happening.PAGE_READY, 1)
        with pytest.raises(RequestRefused, match="still being written"):
            await house.production.begin_redo(begun.id, 1, "picture")
        pen.may_go_on.set()
        await house.production.finished(begun.id)


async def test_a_shelf_in_trouble_is_no_reason_to_ask_another_engine(rehearsal, monkeypatch):
    async with rehearsal.open() as house:

        async def full(*_given: object, **_more: object) -> bool:
            raise ShelfFull("the disk is full", hint="free some room")

        monkeypatch.setattr(house.library, "lay", full)
        begun = await house.production.begin(REQUEST)
        book = await house.production.finished(begun.id)

    assert (book.state, book.trouble) == (State.FAILED, "the disk is full")
    assert rehearsal.behind_storyteller.calls == []


async def test_a_painter_outside_the_house_does_not_wait_for_page_ones_voice(rehearsal):
    rehearsal.behind_illustrator = RehearsalIllustrator()
    rehearsal.storyteller.before = pen = Pen(4)
    async with rehearsal.open() as house:
        begun = await house.production.begin(REQUEST.model_copy(update={"narrator": "none"}))
        await told_of(house, begun.id, Happening.PAINTED, 3)
        pen.may_go_on.set()
        book = await house.production.finished(begun.id)
        used = await house.library.ledger.today()

    assert book.state is State.READY
    assert used["rehearsal"].pictures == 6
    assert not any(scene.made_by.picture.fallback for scene in book.scenes)
