"""First page first: the parts of a craft are begun in the order of the pages, a bounded number at a time.

All steps of a book start at once, because DBOS numbers steps as they start and a replay must number them
alike; and each looks something up before it works, so without an order page four might be painted first.
A replay passes over steps that have ended before: what does not come within moments is not waited for.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field

COMES_WITHIN_SECONDS = 1.0


@dataclass(slots=True)
class _Place:
    came: asyncio.Event = field(default_factory=asyncio.Event)
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    made: asyncio.Event = field(default_factory=asyncio.Event)


class Order:
    """The queue before one craft's workplaces. Used on one event loop only."""

    def __init__(
        self, workplaces: int, *, elsewhere: int, comes_within_seconds: float = COMES_WITHIN_SECONDS
    ) -> None:
        """`elsewhere` counts the workplaces of engines outside the house, who need no core of ours."""
        self._workplaces = {False: asyncio.Semaphore(workplaces), True: asyncio.Semaphore(elsewhere)}
        self._comes_within_seconds = comes_within_seconds
        self._places: defaultdict[tuple[str, int], _Place] = defaultdict(_Place)

    @contextmanager
    def coming(self, id: str, page: int) -> Iterator[Callable[[], None]]:
        """Say that a page is on its way here; leaving says that nobody need wait for it any more.

        What is yielded says the same sooner: the page is as good as it gets for now.
        """
        place = self._places[id, page]
        place.came.set()
        try:
            yield place.made.set
        finally:
            place.begun.set()
            place.made.set()

    @asynccontextmanager
    async def turn(
        self, id: str, page: int, *, after: Iterable[int], elsewhere: bool = False
    ) -> AsyncIterator[Callable[[], None]]:
        """Have a workplace for a page of a book, once the pages `after` have let it in.

        `after` are the earlier pages that are not made yet. What is yielded lets the next page in; leaving
        does so too.
        """
        for earlier in after:
            if await self._comes(id, earlier):
                await self._places[id, earlier].begun.wait()
        async with self._workplaces[elsewhere]:
            begun = self._places[id, page].begun
            try:
                yield begun.set
            finally:
                begun.set()

    async def until_made(self, id: str, page: int) -> None:
        """Wait until a page is made, if it is on its way at all."""
        if await self._comes(id, page):
            await self._places[id, page].made.wait()

    async def until_begun(self, id: str, page: int, *, patience_seconds: float) -> None:
        """Wait until a page has let others in, but not for long."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._places[id, page].begun.wait(), patience_seconds)

    def forget(self, id: str) -> None:
        """Drop a book that is finished."""
        for place in [place for place in self._places if place[0] == id]:
            del self._places[place]

    async def _comes(self, id: str, page: int) -> bool:
        try:
            await asyncio.wait_for(self._places[id, page].came.wait(), self._comes_within_seconds)
        except TimeoutError:
            return False
        return True
