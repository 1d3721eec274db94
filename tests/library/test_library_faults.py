"""What can go wrong under a library, said in the house's words; and two processes at once."""

import asyncio
import pickle
import random
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from sandman.library import Library
from sandman.library.database import Database
from sandman.library.schema import upgrade
from sandman.library.tables import HEAD, metadata
from sandman.ports.errors import Damaged, NeedsAttention, NotFound, ShelfBusy, TryAgainLater
from tests.library.samples import BUILTIN, PAINTER, a_finished_book, a_picture, a_request, a_story

NEIGHBOUR = Path(__file__).with_name("neighbour.py")


def held(file: Path) -> sqlite3.Connection:
    """Somebody who is in the middle of writing."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    return connection


async def test_a_writer_waits_for_another_and_then_says_busy(sqlite_library: Library, tmp_path: Path):
    await sqlite_library.begin("fox-1", a_request())
    url = f"sqlite:///{tmp_path / 'library.db'}"
    async with await Library.open(url, tmp_path / "media", busy_timeout_seconds=0.05) as hasty:
        other = held(tmp_path / "library.db")
        with pytest.raises(ShelfBusy, match="is locked by another process") as told:
            await hasty.log_event("fox-1", "page")
        assert isinstance(told.value, TryAgainLater)
        assert told.value.hint
        assert pickle.loads(pickle.dumps(told.value)).hint == told.value.hint
        assert (await hasty.get("fox-1")).id == "fox-1"  # readers do not wait

        other.execute("ROLLBACK")
        other.close()
        await hasty.log_event("fox-1", "page")


async def test_writers_cancelled_at_any_moment_leave_the_library_open(
    sqlite_library: Library, tmp_path: Path
):
    await sqlite_library.begin("fox-1", a_request())
    chance = random.Random(7)
    url = f"sqlite:///{tmp_path / 'library.db'}"
    async with await Library.open(url, tmp_path / "media", busy_timeout_seconds=0.5) as hasty:
        for _ in range(40):
            writers = [asyncio.create_task(hasty.log_event("fox-1", "page")) for _ in range(3)]
            await asyncio.sleep(chance.uniform(0.0, 0.012))
            for writer in writers:
                writer.cancel()
            await asyncio.gather(*writers, return_exceptions=True)
            await hasty.log_event("fox-1", "still")  # nobody holds the file

        log = await hasty.events_after("fox-1")
    assert sum(event.kind == "still" for event in log) == 40


async def test_many_writers_of_one_house_wait_for_each_other_and_never_say_busy(
    empty_sqlite: Path, tmp_path: Path
):
    shutil.copy(empty_sqlite, tmp_path / "library.db")
    url = f"sqlite:///{tmp_path / 'library.db'}"
    async with await Library.open(url, tmp_path / "media", busy_timeout_seconds=0.05) as hasty:
        await hasty.begin("fox-1", a_request())
        numbers = await asyncio.gather(*(hasty.log_event("fox-1", "page") for _ in range(60)))

    assert list(numbers) == sorted(numbers)


async def test_a_patient_writer_gets_its_turn(sqlite_library: Library, tmp_path: Path):
    await sqlite_library.begin("fox-1", a_request())
    other = held(tmp_path / "library.db")

    waiting = asyncio.create_task(sqlite_library.log_event("fox-1", "page"))
    done, _ = await asyncio.wait({waiting}, timeout=0.1)
    other.execute("COMMIT")
    other.close()

    assert not done
    assert await waiting > 0


@pytest.mark.parametrize(
    "garbage", [b"not a database at all, " * 400, b"SQLite format 3\x00" + b"\xff" * 9000]
)
async def test_a_damaged_database_file_is_named(tmp_path: Path, garbage: bytes):
    file = tmp_path / "library.db"
    file.write_bytes(garbage)

    with pytest.raises(Damaged, match=r"library\.db` is damaged") as told:
        await Library.open(f"sqlite:///{file}", tmp_path / "media")

    assert "backup" in told.value.hint
    assert file.read_bytes() == garbage  # nothing is "repaired" by overwriting it


async def test_a_library_of_a_newer_sandman_is_left_alone(database_url: str, tmp_path: Path):
    await upgrade(database_url)
    database = Database(database_url)
    async with database.writing() as connection:
        await connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    try:
        with pytest.raises(NeedsAttention, match="version 9999, made by a newer Sandman") as told:
            await Library.open(database_url, tmp_path / "media")
        assert "update" in told.value.hint
    finally:
        async with database.writing() as connection:
            await connection.execute(
                sa.text("UPDATE alembic_version SET version_num = :head"), {"head": HEAD}
            )


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("mysql://root@db/books", "called `mysql`"),
        ("no address", "called `no address`"),
        ("sqlite://", "not a database in memory"),
    ],
)
async def test_an_address_that_cannot_be_a_library_is_named(tmp_path: Path, url: str, why: str):
    with pytest.raises(NeedsAttention, match=why) as told:
        await Library.open(url, tmp_path)
    assert "SANDMAN_DATABASE_URL" in told.value.hint


async def test_a_postgres_that_is_not_there_is_worth_another_try(tmp_path: Path):
    with pytest.raises(ShelfBusy, match="does not answer") as told:
        await Library.open(f"postgresql://me:secret@/books?host={tmp_path}", tmp_path)
    assert "secret" not in str(told.value)


async def test_a_library_is_upgraded_once(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'new' / 'library.db'}"
    assert await upgrade(url) is True
    assert await upgrade(url) is False


def test_an_up_to_date_library_opens_without_alembic(empty_sqlite: Path):
    """Alembic's import is most of a second on a small machine; start-up must not pay it."""
    program = (
        "import asyncio, sys; from sandman.library.schema import upgrade;"
        f"assert asyncio.run(upgrade('sqlite:///{empty_sqlite}')) is False;"
        "assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


async def test_two_that_open_a_new_library_at_once_both_find_it_whole(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'library.db'}"
    first, second = await asyncio.gather(
        Library.open(url, tmp_path / "media"), Library.open(url, tmp_path / "media")
    )
    await first.begin("fox-1", a_request())
    assert (await second.get("fox-1")).child == "Mia"


async def test_the_tables_are_what_the_migrations_make(database_url: str):
    await upgrade(database_url)
    database = Database(database_url)

    def differences(connection: sa.Connection) -> list[object]:
        options = {
            # Each engine's own search index is SQL in the migration, and no table of ours.
            "include_object": lambda _item, name, *_: (
                name not in {"vector", "search_index"} and not name.startswith("search_index_")
            ),
            "compare_type": True,
        }
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))

    assert await database.look(differences) == []
    await database.close()
    scripts = ScriptDirectory(str(Path(sys.modules[upgrade.__module__].__file__ or "").parent / "migrations"))
    assert scripts.get_heads() == [HEAD]


async def test_sqlite_is_set_for_a_house_that_reads_while_it_writes(sqlite_library: Library):
    def settings(connection: sa.Connection) -> dict[str, object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        return {name: connection.execute(sa.text(f"PRAGMA {name}")).scalar_one() for name in names}

    wanted = {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1, "busy_timeout": 20_000}
    assert await sqlite_library.database.look(settings) == wanted
    async with sqlite_library.database.writing() as connection:
        assert await connection.run_sync(settings) == wanted


async def test_many_look_at_once_and_each_sees_what_was_just_written(library: Library):
    await library.begin("fox-1", a_request())
    for title in ("One", "Two", "Three"):
        await library.retitle("fox-1", title)
        seen = await asyncio.gather(*(library.get("fox-1") for _ in range(20)))
        assert {book.title for book in seen} == {title}


async def test_a_library_may_be_looked_into_from_another_loop(sqlite_library: Library):
    await sqlite_library.begin("fox-1", a_request())
    await sqlite_library.get("fox-1")  # leaves a connection open for the next look

    elsewhere = await asyncio.to_thread(lambda: asyncio.run(sqlite_library.get("fox-1")))

    assert elsewhere.id == "fox-1"


async def test_two_processes_write_at_once_and_nothing_is_lost(library: Library, database_url: str):
    await library.begin("fox-1", a_request())
    await library.write_story("fox-1", a_story(), BUILTIN)
    media = str(library.media.folder)

    neighbour = await asyncio.create_subprocess_exec(
        sys.executable, str(NEIGHBOUR), database_url, media, "fox-1", "12"
    )
    number = 0
    while neighbour.returncode is None:
        await library.log_event("fox-1", "own", {"number": number})
        number += 1
    assert neighbour.returncode == 0

    log = await library.events_after("fox-1", limit=100_000)
    for kind, count in (("own", number), ("neighbour", 12)):
        assert [event.data["number"] for event in log if event.kind == kind] == list(range(count))
    assert all(scene.picture for scene in (await library.get("fox-1")).scenes)


async def test_a_step_that_dies_half_way_leaves_the_page_as_it_was(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    await a_finished_book(library)
    before = await library.get("fox-1")

    async def dies(*_args: object) -> None:
        raise asyncio.CancelledError

    monkeypatch.setattr("sandman.library.writing.index", dies)
    with pytest.raises(asyncio.CancelledError):
        await library.write_story("fox-1", a_story("Another Fox", ("One page.",)), BUILTIN)

    monkeypatch.undo()
    assert await library.get("fox-1") == before


async def test_a_purge_that_dies_half_way_leaves_a_book_in_the_trash_to_purge_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    await a_finished_book(library)
    await library.trash("fox-1")
    discard = library.media.discard
    gone: list[str] = []

    async def dies_at_the_third(key: str) -> None:
        if len(gone) == 2:
            raise asyncio.CancelledError
        gone.append(key)
        await discard(key)

    monkeypatch.setattr(library.media, "discard", dies_at_the_third)
    with pytest.raises(asyncio.CancelledError):
        await library.purge("fox-1")
    assert (await library.page(shelf="trash")).books[0].id == "fox-1"

    monkeypatch.undo()
    await library.purge("fox-1")
    with pytest.raises(NotFound):
        await library.get("fox-1", trashed=True)


async def test_a_cursor_somebody_made_up_is_named(library: Library):
    for made_up in ("x", "🌙", "MjAyNi0xMS0yMXw", "bm90IGEgdGltZXx4"):
        with pytest.raises(NeedsAttention, match="is not one this library gave out"):
            await library.page(cursor=made_up)


async def test_a_page_may_show_what_another_page_shows(library: Library):
    await a_finished_book(library)
    picture = await a_picture(library, b"twice")
    await library.put_picture("fox-1", 1, picture, PAINTER)
    await library.put_picture("fox-1", 2, picture, PAINTER)
    assert len((await library.get("fox-1")).media()) == 11
