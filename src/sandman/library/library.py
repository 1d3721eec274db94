"""The library: books being made and books on the shelf, over a database and a media shelf.

Every method is one unit of work: it happens whole or not at all, and doing it twice
is doing it once. Media go on the shelf first (`library.media.put`), then their key goes into the book, so
a crash between the two leaves a file nobody sees, never a page with a hole.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Self

import sqlalchemy as sa

from sandman.library import browse, rows, writing
from sandman.library.database import BUSY_TIMEOUT_SECONDS, Database
from sandman.library.ledger import LibraryLedger
from sandman.library.listing import Child, Event, Shelf, ShelfPage
from sandman.library.making import Making
from sandman.library.media import ObjectMediaShelf
from sandman.library.memory import LibraryMemory
from sandman.library.schema import upgrade_database
from sandman.library.tables import events, scenes, stories
from sandman.ports.book import Book, Craft, Heard, document
from sandman.stories import Plot, StoryRequest


class Library(Making):
    """The household's books. Open with `await Library.open(…)`; use it as `async with`, or `close()` it."""

    def __init__(self, database: Database, media: ObjectMediaShelf) -> None:
        """Over an opened database that is up to date; most callers want `open`."""
        self.database = database
        self.media = media
        self.ledger = LibraryLedger(database)
        self.memory = LibraryMemory(database)

    @classmethod
    async def open(
        cls,
        database_url: str,
        media: str | Path | ObjectMediaShelf,
        *,
        busy_timeout_seconds: float = BUSY_TIMEOUT_SECONDS,
    ) -> Self:
        """Open (and where needed make or upgrade) the database, and the media folder or `s3://` bucket."""
        shelf = media if isinstance(media, ObjectMediaShelf) else ObjectMediaShelf.open(media)
        database = Database(database_url, busy_timeout_seconds=busy_timeout_seconds)
        await upgrade_database(database)
        return cls(database, shelf)

    async def close(self) -> None:
        """Let go of the database."""
        await self.database.close()

    async def __aenter__(self) -> Self:
        """Already open."""
        return self

    async def __aexit__(self, *_fault: object) -> None:
        """Close."""
        await self.close()

    # Making a book

    async def begin(
        self, id: str, request: StoryRequest, *, seed: int | None = None, at: datetime | None = None
    ) -> Book:
        """Put an empty book on the shelf; where `id` is there already, that book comes back unchanged.

        `seed` is the one chosen where the request names none; `at` is now unless given.
        """
        book = Book(
            id=id,
            language=request.language,
            child=request.child,
            age=request.age,
            idea=request.idea,
            seed=request.seed if request.seed is not None else seed,
            created_at=at or datetime.now(UTC),
            request=request,
        )
        async with self.database.writing() as connection:
            if await writing.insert_new(connection, stories, rows.book_columns(book)):
                await writing.index(connection, id)
        return await self.get(id, trashed=True)

    async def shelve(self, book: Book) -> bool:
        """Put a whole book on the shelf as it is, its media being there; whether its id was free."""
        async with self.database.writing() as connection:
            if not await writing.insert_new(connection, stories, rows.book_columns(book)):
                return False
            for scene in book.scenes:
                columns = rows.scene_columns(scene, book.text_by)
                await connection.execute(sa.insert(scenes).values(story_id=book.id, **columns))
            for key in book.media():
                await self._want_media(key)
            await writing.tally(connection, book.id)
            await writing.index(connection, book.id)
        return True

    async def retitle(self, id: str, title: str) -> None:
        """Give the book another title."""
        async with self.database.writing() as connection:
            await writing.lock(connection, id)
            await connection.execute(sa.update(stories).where(stories.c.id == id).values(title=title))
            await writing.index(connection, id)

    async def mark(
        self,
        id: str,
        *,
        favourite: bool | None = None,
        approved: bool | None = None,
        heard: Heard | None = None,
    ) -> None:
        """Write down what the household says of its book; what is None stays as it is.

        Approving twice keeps the first moment. Raises NotFound, also for a page that the book has not,
        and NeedsAttention for approving a book that is not ready.
        """
        async with self.database.writing() as connection:
            await writing.lock(connection, id)
            await writing.mark(connection, id, favourite=favourite, approved=approved, heard=heard)

    # Reading

    async def get(self, id: str, *, trashed: bool = False) -> Book:
        """The book; one in the trash only when asked for. Raises NotFound."""
        return await self.database.look(partial(browse.book, id=id, trashed=trashed))

    def document(self, book: Book) -> dict[str, Any]:
        """The book as CONTRACT documents it, with the places of its media."""
        return document(book, self.media.path)

    async def page(
        self,
        query: str = "",
        *,
        language: str | None = None,
        child: str | None = None,
        cursor: str | None = None,
        limit: int = 20,
        shelf: Shelf = "all",
    ) -> ShelfPage:
        """Cards of a shelf, newest first (`continue`: last heard first), with every word of `query` in each.

        Words are looked for in title, child, idea and text; the last may be just begun. `child` is the
        whole name, as it was given. At most 100 cards a page.
        """
        asked = browse.Asked(query, language, child, cursor, limit, shelf)
        return await self.database.look(partial(browse.page, asked=asked))

    async def recent_plots(self, most: int, *, besides: str = "") -> tuple[Plot, ...]:
        """The plots of the last books told, newest first, also of those since deleted.

        `besides` leaves one book out, so that a step repeated for it sees what it saw the first time.
        """
        return await self.database.look(partial(browse.recent_plots, most=most, besides=besides))

    async def children(self) -> tuple[Child, ...]:
        """Everybody books on the shelf were told to, who was told one last first."""
        return await self.database.look(browse.children)

    async def typical_seconds(self) -> dict[Craft, float]:
        """The median seconds of work on the last texts, pictures and narrations; empty before the first."""
        return await self.database.look(browse.typical_seconds)

    async def unfinished(self) -> tuple[str, ...]:
        """The ids of books somebody should still work on, oldest first."""
        return await self.database.look(browse.unfinished)

    # Throwing away

    async def trash(self, id: str) -> None:
        """Take the book off the shelf; `restore` puts it back. A second time changes nothing."""
        now = sa.func.coalesce(
            stories.c.deleted_at, sa.bindparam("now", datetime.now(UTC), stories.c.deleted_at.type)
        )
        await self._amend(id, {"deleted_at": now})

    async def restore(self, id: str) -> None:
        """Put the book back on the shelf."""
        await self._amend(id, {"deleted_at": None})

    async def purge(self, id: str) -> None:
        """Destroy the book for good, with the media that no other book uses."""
        async with self.database.writing() as connection:
            await writing.lock(connection, id)
            if not self.database.sqlite:
                # Nobody may take up one of these files between our looking and our deleting.
                await connection.execute(sa.text("LOCK TABLE scenes IN SHARE ROW EXCLUSIVE MODE"))
            mine = await connection.run_sync(browse.media_of, id)
            await connection.execute(sa.delete(stories).where(stories.c.id == id))
            # Files before the commit: a crash here leaves a book in the trash that can be purged again,
            # where the other order would leave files that no book names.
            for key in mine - await connection.run_sync(browse.media_in_use, mine):
                await self.media.discard(key)

    # The progress log

    async def log_event(self, id: str, kind: str, data: Mapping[str, Any] | None = None) -> int:
        """Add a line to the book's progress log; returns its id, greater than all before it."""
        async with self.database.writing() as connection:
            # The lock makes ids of one book appear in their order, also to a reader on Postgres.
            await writing.lock(connection, id)
            line = {"story_id": id, "at": datetime.now(UTC), "kind": kind, "data": dict(data or {})}
            added = await connection.execute(sa.insert(events).values(line).returning(events.c.id))
            return int(added.scalar_one())

    async def events_after(self, id: str, last: int = 0, *, limit: int = 1000) -> tuple[Event, ...]:
        """The book's progress after event `last`, oldest first."""
        return await self.database.look(partial(browse.events_after, id=id, last=last, limit=limit))
