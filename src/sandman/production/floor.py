"""What the rooms of the studio share: the shelf, the queues, who sits where, and the book's progress log."""

import time
from collections.abc import Iterable
from concurrent.futures import Executor
from datetime import UTC, datetime
from typing import Any

from sandman.ports.book import Book, BookScene, Craft
from sandman.ports.bookshelf import BookShelf
from sandman.production.crew import Casting, Crew
from sandman.production.judging import Judges
from sandman.production.manuscript import Manuscript, Manuscripts
from sandman.production.order import Order
from sandman.production.progress import Happening, line
from sandman.production.seating import Seating
from sandman.production.voicing import Voicing

OUTSIDE_EASELS = 3
"""Pages painted at once by a painter outside the house, who needs no core of ours."""


class Floor:
    """The ground the rooms stand on."""

    def __init__(
        self,
        shelf: BookShelf,
        casting: Casting,
        seating: Seating,
        *,
        bench: Executor,
        easels: int,
        desks: int,
    ) -> None:
        self.shelf = shelf
        self.casting = casting
        self.seating = seating
        self._bench = bench
        self._easels = Order(easels, elsewhere=OUTSIDE_EASELS)
        self._desks = Order(desks, elsewhere=desks)
        self._manuscripts = Manuscripts()
        self._voicing = Voicing(shelf)
        self._pages_told: set[tuple[str, int]] = set()

    async def say(self, id: str, happening: Happening, **facts: Any) -> None:  # noqa: ANN401 - JSON values
        """Add a line to the book's progress log."""
        kind, data = line(happening, **facts)
        await self.shelf.log_event(id, kind, data)

    def judges(self, book: Book, crew: Crew, *, names: Iterable[str] = ()) -> Judges:
        """Who looks on at a book; `names` beside the request's own are not told outside."""
        return Judges(crew, book.request, self.seating.resting, names=(book.child, *names))

    async def laid(self, id: str, number: int) -> Manuscript | None:
        """Wait for a page to work from; the manuscript it is in, or None where the story stands already."""
        manuscript = self._manuscripts.of(id)  # before the look at the shelf, or its last word may be missed
        if (await self.shelf.get(id)).text_by is not None:
            return None
        await manuscript.page(number)
        return manuscript

    async def tell_fallback(self, id: str, part: Craft, reason: str, **facts: Any) -> None:  # noqa: ANN401 - JSON values
        """Doc says that the engine behind a chair did it, and why."""
        if reason:
            await self.say(id, Happening.FELL_BACK, part=part, reason=reason, **facts)

    async def tell_page(self, id: str, number: int) -> None:
        """Doc says that a page is there to be seen and heard, once it is."""
        book = await self.shelf.get(id)
        scene, crew = scene_of(book, number), self.casting(book.request)
        seen = scene.picture is not None or crew.illustrator is None
        heard = scene.narration is not None or crew.narrator is None
        # Picture and voice may end in the same moment, and each would tell.
        if seen and heard and (id, number) not in self._pages_told:
            self._pages_told.add((id, number))
            if number == 1 and book.state.unfinished:
                await self.shelf.first_page(id, since(book.created_at))
            await self.say(id, Happening.PAGE_READY, scene=number)

    def forget_told(self, id: str) -> None:
        """Pages of this book are told of anew."""
        self._pages_told = {page for page in self._pages_told if page[0] != id}

    def forget(self, id: str) -> None:
        """Drop a book that is finished."""
        self._easels.forget(id)
        self._desks.forget(id)
        self._manuscripts.clear(id)
        self._voicing.forget(id)
        self.forget_told(id)


def scene_of(book: Book, number: int) -> BookScene:
    """A page that is there."""
    scene = book.scene(number)
    assert scene is not None, f"book {book.id} has no page {number}"
    return scene


def since(moment: datetime) -> float:
    """Seconds since a moment."""
    return round((datetime.now(UTC) - moment).total_seconds(), 3)


def taken(started: float) -> float:
    """Seconds of work since `time.monotonic()` said `started`."""
    return round(time.monotonic() - started, 3)
