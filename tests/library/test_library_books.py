"""A book from request to shelf, step by step, on each engine."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from sandman.library import Library, Seconds, State
from sandman.ports.errors import NotFound
from sandman.stories import Language, Understanding
from tests.library.samples import (
    BUILTIN,
    KOKORO,
    PAINTER,
    a_finished_book,
    a_narration,
    a_picture,
    a_request,
    a_scene,
    a_story,
)


async def test_a_finished_book_reads_as_it_was_made(library: Library):
    await a_finished_book(library)

    book = await library.get("fox-1")

    assert (book.state, book.title, book.child, book.age) == (State.READY, "The Fox and the Moon", "Mia", 5)
    assert book.seed == 7
    assert book.request == a_request()
    assert [scene.number for scene in book.scenes] == [1, 2, 3, 4, 5, 6]
    first = book.scenes[0]
    assert first.picture is not None
    assert (first.picture.width, first.picture.alt) == (1024, "The fox on page 1")
    assert first.narration is not None
    assert [word.text for word in first.narration.words] == ["The", "fox", "looked", "up."]
    assert (first.made_by.text, first.made_by.picture, first.made_by.narration) == (BUILTIN, PAINTER, KOKORO)
    assert first.staging == a_story().scenes[0].staging
    assert book.plot == a_story().plot
    assert book.seconds == Seconds(first_page=4.0, total=30.0)
    assert len(book.media()) == 12


async def test_beginning_twice_is_one_book(library: Library):
    first = await library.begin("fox-1", a_request(), seed=11)
    again = await library.begin("fox-1", a_request(idea="a bear"), seed=12)

    assert again == first
    assert again.seed == 11


async def test_the_child_an_idea_names_is_the_books(library: Library):
    await library.begin("fox-1", a_request(idea="Mira and a fox", child=""))
    await library.begin("fox-2", a_request(idea="Mira and a fox", child="Mia"))
    told = a_story().model_copy(update={"understood": Understanding(hero="fox", name="Mira")})
    await library.write_story("fox-1", told, BUILTIN)
    await library.write_story("fox-2", told, BUILTIN)

    assert [(await library.get(id)).child for id in ("fox-1", "fox-2")] == ["Mira", "Mia"]


async def test_every_step_may_be_repeated(library: Library):
    await a_finished_book(library)
    once = await library.get("fox-1")
    await a_finished_book(library)

    assert await library.get("fox-1") == once


async def test_a_page_written_anew_gives_up_only_what_no_longer_fits(library: Library):
    await a_finished_book(library)
    by_hand = BUILTIN.model_copy(update={"engine": "parent"})

    await library.write_scene("fox-1", a_scene(2, "It was very late."), by_hand)

    book = await library.get("fox-1")
    page = book.scenes[1]
    assert page.text == "It was very late."
    assert page.narration is None
    assert page.made_by.narration is None
    assert page.picture is not None  # the picture's prompt is the same
    assert page.made_by.text == by_hand
    assert book.scenes[0].made_by.text == BUILTIN
    assert book.scenes[0].narration is not None

    await library.write_scene("fox-1", a_scene(2, "It was very late.", prompt="an owl"), by_hand)
    assert (await library.get("fox-1")).scenes[1].picture is None


async def test_a_cancelled_book_is_not_brought_back_by_steps_under_way(library: Library):
    await library.begin("fox-1", a_request())
    await library.set_state("fox-1", State.CANCELLED, "You stopped it.")

    await library.write_story("fox-1", a_story(), BUILTIN)
    await library.finish("fox-1", Seconds(total=3.0))

    book = await library.get("fox-1")
    assert (book.state, book.trouble) == (State.CANCELLED, "You stopped it.")


async def test_a_picture_that_is_not_on_the_shelf_comes_onto_no_page(library: Library):
    await library.begin("fox-1", a_request())
    await library.write_story("fox-1", a_story(), BUILTIN)
    picture = await a_picture(library)
    await library.media.discard(picture.key)

    with pytest.raises(NotFound, match="no page can show it"):
        await library.put_picture("fox-1", 1, picture, PAINTER)

    assert (await library.get("fox-1")).scenes[0].picture is None


async def test_killed_between_file_and_row_the_page_is_merely_unpainted(library: Library):
    await library.begin("fox-1", a_request())
    await library.write_story("fox-1", a_story(), BUILTIN)
    await a_picture(library)  # and the power goes out

    card = (await library.page()).books[0]
    assert (card.pages, card.painted, card.narrated, card.cover) == (6, 0, 0, None)


async def test_a_book_nobody_has_is_named_with_a_way_out(library: Library):
    for asking in (
        library.get("nobody"),
        library.write_story("nobody", a_story(), BUILTIN),
        library.put_narration("nobody", 1, await a_narration(library), KOKORO),
        library.trash("nobody"),
        library.purge("nobody"),
        library.log_event("nobody", "begun"),
    ):
        with pytest.raises(NotFound, match="no book `nobody`") as told:
            await asking
        assert told.value.hint == "sandman library list"


async def test_a_page_the_book_does_not_have_is_named(library: Library):
    await a_finished_book(library)
    with pytest.raises(NotFound, match="`fox-1` has no page 7"):
        await library.put_picture("fox-1", 7, await a_picture(library), PAINTER)


async def test_the_trash_hides_and_gives_back(library: Library):
    await a_finished_book(library)
    await library.trash("fox-1")
    thrown = (await library.get("fox-1", trashed=True)).deleted_at

    await library.trash("fox-1")

    assert (await library.page()).books == ()
    assert [card.id for card in (await library.page(shelf="trash")).books] == ["fox-1"]
    with pytest.raises(NotFound, match="in the trash") as told:
        await library.get("fox-1")
    assert told.value.hint == "sandman library restore fox-1"
    assert (await library.get("fox-1", trashed=True)).deleted_at == thrown

    await library.restore("fox-1")
    assert (await library.get("fox-1")).deleted_at is None


async def test_purging_spares_the_pictures_another_book_shows(library: Library):
    await a_finished_book(library, "fox-1")
    await a_finished_book(library, "fox-2")
    shared = await a_picture(library, b"shared")
    await library.put_picture("fox-1", 1, shared, PAINTER)
    await library.put_picture("fox-2", 1, shared, PAINTER)
    own = (await library.get("fox-1")).media()[1]

    await library.purge("fox-1")

    assert await library.media.has(shared.key)
    assert not await library.media.has(own)
    assert (await library.page("fox")).books[0].id == "fox-2"
    assert await library.events_after("fox-1") == ()
    await library.purge("fox-2")
    assert not await library.media.has(shared.key)


async def test_the_shelf_is_turned_page_by_page_newest_first(library: Library):
    evening = datetime(2026, 11, 21, 19, 0, tzinfo=UTC)
    for n in range(7):
        # Two books share each minute: the cursor must not lose one of a pair.
        await library.begin(f"book-{n}", a_request(), at=evening + timedelta(minutes=n // 2))

    seen: list[str] = []
    cursor = None
    while True:
        page = await library.page(limit=3, cursor=cursor)
        seen += [card.id for card in page.books]
        if (cursor := page.cursor) is None:
            break

    assert seen == [f"book-{n}" for n in (6, 5, 4, 3, 2, 1, 0)]
    assert (await library.page()).books[0].created_at == evening + timedelta(minutes=3)


async def test_the_shelf_is_narrowed_by_language_and_child(library: Library):
    await library.begin("a", a_request(child="O'Brien"))
    await library.begin("b", a_request(child="ゆき", language=Language.JAPANESE))
    await library.begin("c", a_request(child="ゆき"))

    assert [card.id for card in (await library.page(child="O'Brien")).books] == ["a"]
    assert [card.id for card in (await library.page(child="ゆき")).books] == ["c", "b"]
    assert [card.id for card in (await library.page(child="ゆき", language="ja")).books] == ["b"]


async def test_a_card_shows_cover_and_progress(library: Library):
    await a_finished_book(library)
    card = (await library.page()).books[0]

    assert (card.pages, card.painted, card.narrated) == (6, 6, 6)
    assert card.cover is not None
    assert card.cover == (await library.get("fox-1")).scenes[0].picture
    assert card.listening_seconds == pytest.approx(0.5 * 14)  # a word each half second


async def test_recent_plots_leave_out_the_book_being_written(library: Library):
    for hero in ("fox", "bear", "owl"):
        await a_finished_book(library, f"{hero}-1", a_story(hero=hero))
    await library.begin("empty", a_request())
    await library.trash("bear-1")

    assert [plot.hero for plot in await library.recent_plots(9, besides="owl-1")] == ["bear", "fox"]
    assert [plot.hero for plot in await library.recent_plots(1)] == ["owl"]


async def test_unfinished_books_wait_oldest_first(library: Library):
    await a_finished_book(library, "done")
    for id in ("first", "second", "binned", "failed"):
        await library.begin(id, a_request())
    await library.write_story("second", a_story(), BUILTIN)
    await library.trash("binned")
    await library.set_state("failed", State.FAILED, "The key was refused.")

    assert await library.unfinished() == ("first", "second")


async def test_the_progress_log_resumes_after_the_last_line_seen(library: Library):
    await library.begin("fox-1", a_request())
    await library.begin("fox-2", a_request())
    for n in (1, 2, 3):
        await library.log_event("fox-1", "page", {"number": n, "title": "ゆき <b>x</b>"})
        await library.log_event("fox-2", "page")

    seen = await library.events_after("fox-1")
    rest = await library.events_after("fox-1", seen[0].id)

    assert [event.data["number"] for event in seen] == [1, 2, 3]
    assert rest == seen[1:]
    assert rest[0].data["title"] == "ゆき <b>x</b>"


async def test_pages_made_side_by_side_all_arrive(library: Library):
    await library.begin("fox-1", a_request())
    await library.write_story("fox-1", a_story(), BUILTIN)

    async def make(number: int) -> None:
        picture = await a_picture(library, f"picture {number}".encode())
        await library.put_picture("fox-1", number, picture, PAINTER)
        await library.log_event("fox-1", "picture", {"number": number})
        await library.put_narration("fox-1", number, await a_narration(library), KOKORO)

    await asyncio.gather(*(make(n) for n in range(1, 7)))

    book = await library.get("fox-1")
    assert all(scene.picture and scene.narration for scene in book.scenes)
    assert len(await library.events_after("fox-1")) == 6
