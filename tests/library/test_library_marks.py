"""What a household does with its books: approves, loves, listens, and finds them again by it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from sandman.library import Child, Heard, Library, State, import_book, pack
from sandman.library.schema import upgrade
from sandman.ports.errors import NeedsAttention, NotFound
from sandman.stories import Language
from tests.library.samples import BUILTIN, KOKORO, PAINTER, a_finished_book, a_request, a_scene, a_story

EVENING = datetime(2026, 11, 21, 19, 0, tzinfo=UTC)


async def ids(library: Library, **asked) -> list[str]:
    return [card.id for card in (await library.page(**asked)).books]


async def test_a_book_waits_until_a_parent_approves_it(library: Library):
    await a_finished_book(library)
    await library.begin("not-ready", a_request())

    waiting = await ids(library, shelf="waiting")
    await library.mark("fox-1", approved=True)
    first = (await library.get("fox-1")).approved_at
    await library.mark("fox-1", approved=True)

    assert waiting == ["fox-1"]
    assert await ids(library, shelf="waiting") == []
    assert first is not None
    assert (await library.get("fox-1")).approved_at == first
    await library.mark("fox-1", approved=False)
    assert (await library.get("fox-1")).approved_at is None


async def test_a_book_that_is_not_ready_cannot_be_approved(library: Library):
    await library.begin("fox-1", a_request())

    with pytest.raises(NeedsAttention, match="is writing; only a ready book can be approved"):
        await library.mark("fox-1", approved=True)


async def test_a_page_changed_by_hand_keeps_the_approval(library: Library):
    await a_finished_book(library)
    await library.mark("fox-1", approved=True, favourite=True)

    await library.write_scene("fox-1", a_scene(2, "It was very late."), BUILTIN)

    book = await library.get("fox-1")
    assert book.approved_at is not None
    assert book.favourite


async def test_favourites_are_marked_and_unmarked(library: Library):
    for id in ("a", "b"):
        await library.begin(id, a_request())
    await library.mark("a", favourite=True)

    assert await ids(library, shelf="favourites") == ["a"]
    assert [card.favourite for card in (await library.page()).books] == [False, True]
    await library.mark("a", favourite=False)
    assert await ids(library, shelf="favourites") == []


async def test_listening_goes_on_where_it_stopped_last_heard_first(library: Library):
    for n in range(5):
        await a_finished_book(library, f"book-{n}", at=EVENING + timedelta(minutes=n))
        # Two are heard in the same moment: the cursor must not lose one of a pair.
        at = EVENING + timedelta(hours=5 - n // 2)
        await library.mark(f"book-{n}", heard=Heard(page=2, seconds=3.5, at=at))

    seen: list[str] = []
    cursor = None
    while True:
        page = await library.page(shelf="continue", limit=2, cursor=cursor)
        seen += [card.id for card in page.books]
        if (cursor := page.cursor) is None:
            break

    assert seen == ["book-1", "book-0", "book-3", "book-2", "book-4"]
    assert (await library.get("book-4")).heard == Heard(page=2, seconds=3.5, at=EVENING + timedelta(hours=3))

    await library.mark("book-1", heard=Heard(page=6, seconds=9.0, finished=True))
    await library.trash("book-0")
    assert await ids(library, shelf="continue") == ["book-3", "book-2", "book-4"]
    heard = (await library.get("book-1")).heard
    assert heard is not None
    assert heard.finished

    await library.mark("book-3", heard=Heard(page=1, seconds=0))
    assert await ids(library, shelf="continue") == ["book-2", "book-4"]


async def test_nobody_heard_a_page_the_book_does_not_have(library: Library):
    await a_finished_book(library)

    with pytest.raises(NotFound, match="`fox-1` has no page 7"):
        await library.mark("fox-1", heard=Heard(page=7, seconds=0))
    with pytest.raises(NotFound, match="no book `nobody`"):
        await library.mark("nobody", favourite=True)


async def test_children_are_known_by_the_books_told_to_them_the_last_one_first(library: Library):
    await library.begin("1", a_request(child="ゆき", age=4, language=Language.JAPANESE), at=EVENING)
    await library.begin("2", a_request(child="O'Brien"), at=EVENING + timedelta(minutes=1))
    await library.begin("3", a_request(child="ゆき", age=5), at=EVENING + timedelta(minutes=2))
    await library.begin("4", a_request(child=""), at=EVENING + timedelta(minutes=3))
    await library.begin("5", a_request(child="Gone"), at=EVENING + timedelta(minutes=4))
    await library.trash("5")

    assert await library.children() == (
        Child(name="ゆき", age=5, language=Language.ENGLISH, stories=2),
        Child(name="O'Brien", age=5, language=Language.ENGLISH, stories=1),
    )


async def test_how_long_a_part_takes_is_known_from_the_last_ones(library: Library):
    assert await library.typical_seconds() == {}
    await library.begin("empty", a_request())
    assert await library.typical_seconds() == {}

    await a_finished_book(library)
    assert await library.typical_seconds() == {}  # an import: made who knows where
    await library.log_event("fox-1", "begun")

    assert await library.typical_seconds() == {
        "text": BUILTIN.seconds,
        "picture": PAINTER.seconds,
        "narration": KOKORO.seconds,
    }


async def test_an_archive_carries_the_book_and_not_the_households_marks(library: Library, tmp_path: Path):
    await a_finished_book(library)
    plain = await pack(library, "fox-1")
    await library.mark("fox-1", approved=True, favourite=True, heard=Heard(page=2, seconds=1.0))

    marked = await pack(library, "fox-1")
    (tmp_path / "fox.sandman").write_bytes(marked)
    imported = await import_book(library, tmp_path / "fox.sandman")

    assert marked == plain
    assert not imported.new
    assert (await library.get("fox-1")).favourite  # the household's own marks stay


async def test_a_shelf_from_before_marks_is_brought_up_to_date_with_its_cards_whole(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'library.db'}"
    async with await Library.open(url, tmp_path / "media") as library:
        await a_finished_book(library)
        before = (await library.page()).books
        async with library.database.writing() as connection:
            await connection.run_sync(_as_it_was_at_0001)

    assert await upgrade(url)

    async with await Library.open(url, tmp_path / "media") as library:
        assert (await library.page()).books == before
        assert (await library.get("fox-1")).state is State.READY


def _as_it_was_at_0001(connection: sa.Connection) -> None:
    """Undo the later migrations, which know no way back, by hand."""
    for index in (
        "ix_stories_going_on_at_id",
        "ix_stories_state_created_at",
        *(f"ix_stories_{column}_created_at_id" for column in ("child", "favourite", "approved_at")),
    ):
        connection.execute(sa.text(f"DROP INDEX {index}"))
    for column in (
        *("approved_at", "favourite", "heard", "going_on_at"),
        *("cover", "pages", "painted", "narrated", "listening_seconds", "voice", "verdicts"),
    ):
        connection.execute(sa.text(f"ALTER TABLE stories DROP COLUMN {column}"))
    connection.execute(sa.text("ALTER TABLE scenes DROP COLUMN verdicts"))
    for table in ("talks", "remote_agents", "uses", "engine_faults"):
        connection.execute(sa.text(f"DROP TABLE {table}"))
    connection.execute(sa.text("UPDATE alembic_version SET version_num = '0001'"))


async def test_a_card_is_in_step_with_its_pages_at_every_moment(library: Library):
    await library.begin("fox-1", a_request())
    empty = (await library.page()).books[0]
    await a_finished_book(library)
    await library.write_scene("fox-1", a_scene(1, "Anew.", prompt="an owl"), BUILTIN)
    rewritten = (await library.page()).books[0]
    await library.write_story("fox-1", a_story(texts=("One page.",)), BUILTIN)
    shortened = (await library.page()).books[0]

    assert (empty.pages, empty.painted, empty.narrated, empty.cover) == (0, 0, 0, None)
    assert (rewritten.pages, rewritten.painted, rewritten.narrated, rewritten.cover) == (6, 5, 5, None)
    assert (shortened.pages, shortened.painted, shortened.narrated) == (1, 0, 0)
    assert shortened.listening_seconds == 0
