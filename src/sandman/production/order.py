"""First page first: the parts of a craft are begun in the order of the pages, a bounded number at a time.

All steps of a book start at once, because DBOS numbers steps as they start and a replay must number them
alike; and each looks something up before it works, so without an order page four might be painted first.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager


class Order:
    """The queue before one craft's workplaces. Used on one event loop only."""

    def __init__(self, workplaces: int) -> None:
        self._workplaces = asyncio.Semaphore(workplaces)
        self._queued: defaultdict[tuple[str, int], asyncio.Event] = defaultdict(asyncio.Event)

    @asynccontextmanager
    async def turn(self, id: str, page: int, *, after: Iterable[int]) -> AsyncIterator[None]:
        """Have a workplace for a page of a book, once the pages `after` stand in the queue before it.

        `after` are the earlier pages that are not made yet: those that are will never queue again.
        """
        for earlier in after:
            await self._queued[id, earlier].wait()
        # No await between these two: the semaphore serves its waiters in the order they come.
        self._queued[id, page].set()
        async with self._workplaces:
            yield

    def forget(self, id: str) -> None:
        """Drop a book that is finished."""
        for place in [place for place in self._queued if place[0] == id]:
            del self._queued[place]
