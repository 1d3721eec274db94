"""A book from request to shelf, with rehearsal engines and the real library and workflow engine."""

import asyncio
from pathlib import Path

import pytest

from sandman.ports.book import Book, State
from sandman.ports.errors import BadWork, ModelMissing, NotFound, ProviderBusy, ShelfFull
from sandman.production.progress import Happening
from sandman.providers.illustration.rehearsal import RehearsalIllustrator
from sandman.providers.narration.rehearsal import RehearsalNarrator
from sandman.providers.storytelling.rehearsal import RehearsalStoryteller
from sandman.stories import Scene
from tests.production.rehearsal import REQUEST, PagewiseStoryteller, Rehearsal


@pytest.fixture
def rehearsal(tmp_path: Path) -> Rehearsal:
    return Rehearsal(tmp_path / "home")


async def told(rehearsal: Rehearsal, request=REQUEST) -> Book:
    async with rehearsal.open() as house:
        begun = await house.production.begin(request)
        return await house.production.finished(begun.id)


async def test_a_request_becomes_a_book_with_six_pictures_and_six_narrations(rehearsal):
    book = await told(rehearsal)

    assert book.state is State.READY
    assert len({scene.picture.key for scene in book.scenes}) == 6
    assert all(scene.narration.words for scene in book.scenes)
    assert all("O'Brien" in scene.text for scene in book.scenes)
    assert book.seconds.total >= book.seconds.first_page > 0


async def test_every_part_says_who_made_it(rehearsal):
    book = await told(rehearsal)

    assert book.text_by.engine == "rehearsal"
    for scene in book.scenes:
        assert scene.made_by.picture.engine == "rehearsal"
        assert scene.made_by.narration.voice == "en_dusk"
        assert not scene.made_by.picture.fallback


async def test_pages_are_made_in_order_and_nothing_keeps_the_first_waiting(rehearsal):
    async with rehearsal.open() as house:
        begun = await house.production.begin(REQUEST)
        await house.production.finished(begun.id)
        events = await house.library.events_after(begun.id)

    lines = [(event.kind, event.data.get("scene")) for event in events]
    assert lines[0][0] == Happening.BEGUN
    assert lines[-1][0] == Happening.READY
    for begins in (Happening.NARRATING, Happening.PAINTING):
        assert [scene for kind, scene in lines if kind == begins] == [1, 2, 3, 4, 5, 6]
    for made in (Happening.NARRATED, Happening.PAINTED):
        assert lines.index((made, 1)) < lines.index((Happening.PAINTING, 2))
    assert sum(kind == Happening.PAGE_READY for kind, _ in lines) == 6
    assert {event.data["agent"] for event in events} == {"doc", "pathfinder", "firefly", "lifeline"}


async def test_the_same_key_twice_is_one_book(rehearsal):
    async with rehearsal.open() as house:
        first = await house.production.begin(REQUEST, key="double click")
        second = await house.production.begin(REQUEST, key="double click")
        await house.production.finished(first.id)
        shelf = await house.library.page()

    assert first.id == second.id
    assert len(shelf.books) == 1
    assert len(rehearsal.storyteller.calls) == 1


async def test_an_engine_that_fails_is_replaced_and_the_page_says_so(rehearsal):
    rehearsal.behind_illustrator = RehearsalIllustrator()
    rehearsal.illustrator.faults.append(BadWork("a black picture came back"))

    book = await told(rehearsal)

    fallbacks = [scene.made_by.picture.fallback for scene in book.scenes]
    assert book.state is State.READY
    assert fallbacks.count("a black picture came back") == 1
    assert fallbacks.count("") == 5


async def test_a_missing_voice_falls_back_to_the_voice_behind_it(rehearsal):
    rehearsal.behind_narrator = RehearsalNarrator()
    rehearsal.narrator.faults.extend([ModelMissing("no such file", hint="make setup")] * 6)

    book = await told(rehearsal)

    assert [scene.made_by.narration.fallback for scene in book.scenes] == ["no such file"] * 6


async def test_a_busy_engine_is_waited_for(rehearsal, monkeypatch):
    waited = []

    async def no_waiting(seconds: float) -> None:
        waited.append(seconds)

    rehearsal.illustrator.faults.append(ProviderBusy("too many requests"))
    async with rehearsal.open() as house:
        monkeypatch.setattr(house.production._studio.seating, "_sleep", no_waiting)
        begun = await house.production.begin(REQUEST)
        book = await house.production.finished(begun.id)

    assert waited == [1.0]
    assert book.state is State.READY
    assert not any(scene.made_by.picture.fallback for scene in book.scenes)


async def test_when_nobody_can_do_it_the_book_says_why_and_resumes_later(rehearsal):
    rehearsal.narrator.faults.append(ModelMissing("the voice file is gone", hint="make setup"))

    async with rehearsal.open() as house:
        begun = await house.production.begin(REQUEST)
        failed = await house.production.finished(begun.id)
        await house.production.resume(begun.id)
        mended = await house.production.finished(begun.id)

    assert failed.state is State.FAILED
    assert failed.trouble == "the voice file is gone"
    assert mended.state is State.READY
    assert len(rehearsal.illustrator.calls) == 6
    assert len(rehearsal.narrator.readings) == 7


async def test_a_full_disk_ends_in_a_sentence_and_nothing_half_written(rehearsal, monkeypatch):
    async def full(self, data: bytes, suffix: str) -> str:
        raise ShelfFull("the disk is full", hint="free some room")

    async with rehearsal.open() as house:
        monkeypatch.setattr(type(house.library.media), "put", full)
        begun = await house.production.begin(REQUEST)
        book = await house.production.finished(begun.id)

    assert book.state is State.FAILED
    assert book.trouble == "the disk is full"
    assert all(scene.picture is None and scene.narration is None for scene in book.scenes)


async def test_a_cancelled_book_keeps_its_pages_and_can_be_gone_on_with(rehearsal):
    async with rehearsal.open() as house:
        begun = await house.production.begin(REQUEST)
        cancelled = await house.production.cancel(begun.id)
        await house.production.resume(begun.id)
        book = await house.production.finished(begun.id)

    assert cancelled.state is State.CANCELLED
    assert (book.state, book.trouble) == (State.READY, "")


async def test_a_repainted_page_changes_and_the_others_stay(rehearsal):
    async with rehearsal.open() as house:
        begun = await house.production.begin(REQUEST)
        before = await house.production.finished(begun.id)
        after = await house.production.redo(begun.id, 3, "picture")

    changed = [a.picture.key != b.picture.key for a, b in zip(before.scenes, after.scenes, strict=True)]
    assert changed == [False, False, True, False, False, False]
    assert len(rehearsal.narrator.readings) == 6


async def test_a_rewritten_page_is_read_again_and_only_that_one(rehearsal):
    async with rehearsal.open() as house:
        begun = await house.production.begin(REQUEST)
        await house.production.finished(begun.id)
        after = await house.production.redo(begun.id, 2, "text", text="The fox yawned.")

    assert after.scenes[1].text == "The fox yawned."
    assert [word.text for word in after.scenes[1].narration.words] == ["The", "fox", "yawned."]
    assert after.scenes[1].made_by.text.engine == "parent"
    assert len(rehearsal.narrator.readings) == 7


async def test_a_page_read_slower_keeps_its_words(rehearsal):
    async with rehearsal.open() as house:
        begun = await house.production.begin(REQUEST)
        await house.production.finished(begun.id)
        await house.production.redo(begun.id, 1, "narration", pace=0.8)

    first, again = rehearsal.narrator.readings[0], rehearsal.narrator.readings[-1]
    assert again.pace == pytest.approx(first.pace * 0.8)


async def test_a_page_that_is_not_there_cannot_be_made_again(rehearsal):
    async with rehearsal.open() as house:
        begun = await house.production.begin(REQUEST)
        await house.production.finished(begun.id)
        with pytest.raises(NotFound, match="no page 9; it has 6"):
            await house.production.redo(begun.id, 9, "picture")


async def test_a_book_without_voice_or_pictures_is_a_book(rehearsal):
    quiet = REQUEST.model_copy(update={"narrator": "none", "illustrator": "none"})

    book = await told(rehearsal, quiet)

    assert book.state is State.READY
    assert all(scene.picture is None and scene.narration is None for scene in book.scenes)


async def test_the_voice_slows_down_page_by_page(rehearsal):
    await told(rehearsal)

    paces = [reading.pace for reading in sorted(rehearsal.narrator.readings, key=lambda r: r.passage.text)]
    assert paces == sorted(paces, reverse=True)
    assert (paces[0], paces[-1]) == (0.95, 0.85)


def test_a_book_that_an_older_sandman_left_behind_is_begun_anew(rehearsal, monkeypatch):
    async def left_behind() -> str:
        written = asyncio.Event()

        async def never(scene: Scene) -> Scene:
            written.set()
            await asyncio.Event().wait()
            return scene

        rehearsal.storyteller = PagewiseStoryteller(never)
        async with rehearsal.open() as house:
            begun = await house.production.begin(REQUEST)
            await written.wait()
        return begun.id

    async def resumed() -> tuple[tuple[str, ...], Book]:
        rehearsal.storyteller = RehearsalStoryteller()
        async with rehearsal.open() as house:
            ids = await house.production.resume()
            return ids, await house.production.finished(ids[0])

    with monkeypatch.context() as older:
        older.setattr("sandman.production.engine.APPLICATION_VERSION", "books-1")
        id = asyncio.run(left_behind())
    ids, book = asyncio.run(resumed())

    assert ids == (id,)
    assert (book.state, book.trouble) == (State.READY, "")
