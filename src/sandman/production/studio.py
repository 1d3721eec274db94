"""The studio: each part of a book, made once. Everything here may be repeated after a crash at any point.

A part looks on the shelf before it works, works, shelves the bytes, and only then writes their key into the
book. Whoever is killed in between does the part again; whoever is killed after does not.
"""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor

from sandman.ports.book import Craft, Seconds, State
from sandman.ports.bookshelf import BookShelf
from sandman.ports.ledger import Ledger
from sandman.production.crew import Casting
from sandman.production.floor import since
from sandman.production.narrating import Narrating
from sandman.production.picturing import Picturing
from sandman.production.progress import Happening
from sandman.production.seating import Seating
from sandman.production.writing import Writing


class Studio(Writing, Picturing, Narrating):
    """Makes the parts of books, off the event loop, a bounded number at a time.

    `easels` pages are painted at once, on `bench`; `desks` are read, by narrators with benches of their own.
    Engines outside the house may cost `daily_spend` US dollars a day.
    """

    def __init__(
        self,
        shelf: BookShelf,
        casting: Casting,
        *,
        bench: Executor,
        easels: int,
        desks: int,
        ledger: Ledger,
        daily_spend: float = 5.0,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        seating = Seating(ledger, daily_spend=daily_spend, sleep=sleep)
        super().__init__(shelf, casting, seating, bench=bench, easels=easels, desks=desks)

    async def bind(self, id: str) -> None:
        """Doc closes the book: every part is there."""
        book = await self.shelf.get(id)
        self.forget(id)
        if book.state in (State.READY, State.CANCELLED):
            return
        total = since(book.created_at)
        await self.shelf.finish(id, Seconds(total=total))
        await self.say(id, Happening.READY, seconds=total)

    async def fail(self, id: str, trouble: str, hint: str) -> None:
        """Doc says why the book cannot be finished now; what is made stays."""
        self.forget(id)
        if (await self.shelf.get(id)).state is State.CANCELLED:
            return
        await self.shelf.set_state(id, State.FAILED, trouble)
        await self.say(id, Happening.FAILED, trouble=trouble, hint=hint)

    async def redone(self, id: str, number: int, part: Craft) -> None:
        """Doc says that a part was made again."""
        await self._tidy(id)
        await self.say(id, Happening.REDONE, scene=number, part=part)

    async def redo_failed(self, id: str, number: int, part: Craft, trouble: str, hint: str) -> None:
        """Doc says why a part could not be made again; the book is as good as it was."""
        await self._tidy(id)
        await self.say(id, Happening.REDO_FAILED, scene=number, part=part, trouble=trouble, hint=hint)

    async def _tidy(self, id: str) -> None:
        if not (await self.shelf.get(id)).state.unfinished:
            self.forget(id)
