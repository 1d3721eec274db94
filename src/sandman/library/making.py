"""Pages on their way into a book: the half of the library that a production writes to.

What was made from a page that has been written anew meanwhile is told apart here, inside the transaction:
nobody is to see one story's words and hear another's.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from sandman.library import rows, writing
from sandman.library.database import Database
from sandman.library.media import ObjectMediaShelf
from sandman.library.tables import stories
from sandman.ports.book import BookNarration, BookPicture, BookScene, Seconds, State
from sandman.ports.errors import NotFound
from sandman.ports.moderation import Layer, Verdict
from sandman.ports.provenance import Provenance
from sandman.stories import Scene, Story


class Making:
    """Writes into books that are being made; `Library` is the whole of it."""

    database: Database
    media: ObjectMediaShelf

    async def lay(
        self,
        id: str,
        scene: Scene,
        *,
        title: str,
        made_by: Provenance,
        after: Scene | None = None,
        verdicts: Sequence[Verdict] = (),
    ) -> bool:
        """Write one page of a story that is still being written, behind `after`, the page before it.

        False, and nothing done, where the book is written no more, or another telling has taken over: the
        page before it says something else. Laid again with other words, a page takes those after it along.
        """
        async with self.database.writing() as connection:
            if after and not await writing.still(connection, id, after, writing.READ_FROM):
                return False
            written = sa.update(stories).where(
                stories.c.id == id, stories.c.state == State.WRITING.value, stories.c.text_by.is_(None)
            )
            if not (await connection.execute(written.values(title=title))).rowcount:
                await writing.lock(connection, id)  # raises where there is no such book
                return False
            if await writing.write(connection, id, scene, made_by=made_by, verdicts=verdicts):
                await writing.drop_after(connection, id, scene.number)
            await writing.tally(connection, id)
            await writing.index(connection, id)
        return True

    async def write_story(
        self,
        id: str,
        story: Story,
        made_by: Provenance,
        *,
        verdicts: Mapping[int, Sequence[Verdict]] | None = None,
    ) -> None:
        """Write the story into the book, which is then being made (unless it was cancelled meanwhile).

        Written again, a page whose text or staging changed gives up the sound or picture made for the
        old one, and the others keep theirs. `verdicts` are by page.
        """
        async with self.database.writing() as connection:
            await writing.lock(connection, id)
            await writing.tell(connection, id, story, made_by, verdicts=verdicts or {})
            await writing.tally(connection, id)
            await writing.index(connection, id)

    async def write_scene(
        self, id: str, scene: Scene, made_by: Provenance, *, verdicts: Sequence[Verdict] = ()
    ) -> None:
        """Write one page anew; it gives up sound and picture that no longer fit it."""
        async with self.database.writing() as connection:
            await writing.lock(connection, id)
            await writing.write(connection, id, scene, made_by=made_by, verdicts=verdicts)
            await writing.tally(connection, id)
            await writing.index(connection, id)

    async def judge(self, id: str, verdicts: Sequence[Verdict], *, number: int | None = None) -> None:
        """Keep what was thought of page `number`, or of the book; a judge's last word on a layer stands."""
        async with self.database.writing() as connection:
            await writing.lock(connection, id)
            await writing.judge(connection, id, number, verdicts)

    async def cast_voice(self, id: str, voice: str) -> str:
        """Cast the book's voice, unless one is cast already; returns the one that is."""
        uncast = sa.update(stories).where(stories.c.id == id, stories.c.voice == "")
        async with self.database.writing() as connection:
            await writing.lock(connection, id)
            await connection.execute(uncast.values(voice=voice))
            cast = sa.select(stories.c.voice).where(stories.c.id == id)
            return str((await connection.execute(cast)).scalar_one())

    async def put_picture(
        self,
        id: str,
        number: int,
        picture: BookPicture,
        made_by: Provenance,
        *,
        painted_from: BookScene | None = None,
        verdicts: Sequence[Verdict] = (),
    ) -> bool:
        """Give page `number` its picture, which is on the media shelf, in place of any it had.

        False where the page no longer shows what it was `painted_from`: it is left as it is then.
        """
        async with self.database.writing() as connection:
            if painted_from and not await writing.still(connection, id, painted_from, writing.PAINTED_FROM):
                return False
            await writing.put(connection, id, number, rows.picture_columns(picture, made_by))
            await writing.judge(connection, id, number, verdicts, without={Layer.PICTURE})
            await self._want_media(picture.key)
        return True

    async def put_narration(
        self,
        id: str,
        number: int,
        narration: BookNarration,
        made_by: Provenance,
        *,
        read_from: BookScene | None = None,
    ) -> bool:
        """Give page `number` its narration, which is on the media shelf, in place of any it had.

        False where the page no longer says what it was `read_from`: it is left as it is then.
        """
        async with self.database.writing() as connection:
            if read_from and not await writing.still(connection, id, read_from, writing.READ_FROM):
                return False
            await writing.put(connection, id, number, rows.narration_columns(narration, made_by))
            await self._want_media(narration.key)
        return True

    async def first_page(self, id: str, seconds: float) -> None:
        """Page one can be shown and heard, so many seconds after the request."""
        await self._amend(id, {"first_page_seconds": seconds})

    async def finish(self, id: str, seconds: Seconds) -> None:
        """The book is ready, unless it was cancelled meanwhile."""
        done = {
            "first_page_seconds": sa.func.coalesce(seconds.first_page, stories.c.first_page_seconds),
            "total_seconds": seconds.total,
            "state": sa.case(
                (stories.c.state == State.CANCELLED.value, stories.c.state), else_=State.READY.value
            ),
            "trouble": sa.case((stories.c.state == State.CANCELLED.value, stories.c.trouble), else_=""),
        }
        await self._amend(id, done)

    async def set_state(self, id: str, state: State, trouble: str = "") -> None:
        """Say how far the book is; `trouble` says, for the parent, why it failed or was cancelled."""
        await self._amend(id, {"state": state.value, "trouble": trouble})

    # Inside a unit of work

    async def _amend(self, id: str, columns: Mapping[str, Any]) -> None:
        async with self.database.writing() as connection:
            changed = await connection.execute(sa.update(stories).where(stories.c.id == id).values(columns))
            if not changed.rowcount:
                raise writing.unknown(id)

    async def _want_media(self, key: str) -> None:
        # Looked for after the row is ours, so that no purge can take the file away in between.
        if not await self.media.has(key):
            raise NotFound(
                f"the media shelf has no `{key}`, so no page can show it",
                port="library",
                hint="make this part of the page again",
            )
