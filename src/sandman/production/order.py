"""First page first: the parts of a craft are begun in the order of the pages, a bounded number at a time.

All steps of a book start at once, because DBOS numbers steps as they start and a replay must number them
alike; and each looks something up before it works, so without an order page four might be painted first.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress


class Order:
    """The queue before one craft's workplaces. Used on one event loop only."""

    def __init__(self, workplaces: int) -> None:
        self._workplaces = asyncio.Semaphore(workplaces)
        self._begun: defaultdict[tuple[str, int], asyncio.Event] = defaultdict(asyncio.Event)

    @asynccontextmanager
    async def turn(self, id: str, page: int, *, after: Iterable[int]) -> AsyncIterator[Callable[[], None]]:
        """Have a workplace for a page of a book, once the pages `after` have let it in.

        `after` are the earlier pages that are not made yet: those that are will never come here again.
        What is yielded lets the next page in; leaving does so too.
        """
        for earlier in after:
            await self._begun[id, earlier].wait()
        async with self._workplaces:
            begun = self._begun[id, page]
            try:
                yield begun.set
            finally:
                begun.set()

    async def begun(self, id: str, page: int, *, patience_seconds: float) -> None:
        """Wait until a page has let others in, but not for ever: a replay may never come to it."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._begun[id, page].wait(), patience_seconds)

    def forget(self, id: str) -> None:
        """Drop a book that is finished."""
        for place in [place for place in self._begun if place[0] == id]:
            del self._begun[place]
