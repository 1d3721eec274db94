"""Stories that are being written in this process, page by page.

A page that lies on the shelf may be a dead process's, whose story nobody will finish; so whoever paints or
reads a story still being written asks here which pages are laid.
"""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field


@dataclass(slots=True)
class Manuscript:
    """One story on its way. Who waits for a page that never comes is sent home by the workflow."""

    telling: int = 0
    """Counts tellings: what is made from an earlier one is made for nobody."""
    whole: asyncio.Event = field(default_factory=asyncio.Event)
    """The story stands as it is, every page of it."""
    _laid: defaultdict[int, asyncio.Event] = field(default_factory=lambda: defaultdict(asyncio.Event))

    def begin(self) -> None:
        """A telling begins; what another one laid counts no more."""
        self.telling += 1
        for page in self._laid.values():
            page.clear()

    def lay(self, number: int) -> None:
        """A page lies on the shelf; another telling may still take its place."""
        self._laid[number].set()

    def stand(self) -> None:
        """The story stands."""
        self.whole.set()
        for page in self._laid.values():
            page.set()

    async def page(self, number: int) -> None:
        """Wait until a page is there to work from."""
        if not self.whole.is_set():
            await self._laid[number].wait()


class Manuscripts:
    """The manuscripts on the tables, by book."""

    def __init__(self) -> None:
        self._open: defaultdict[str, Manuscript] = defaultdict(Manuscript)

    def of(self, id: str) -> Manuscript:
        """A book's manuscript; writer and readers may come in any order."""
        return self._open[id]

    def clear(self, id: str) -> None:
        """Take a manuscript off the table."""
        self._open.pop(id, None)
