"""The first picture of each book in the making: what the book's other pages are shown, to stay alike."""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sandman.ports.illustration import PictureBrief

MOST_BOOKS = 4


@dataclass(frozen=True, slots=True)
class Shown:
    """A page that was painted, encoded."""

    page: int
    data: bytes
    mime_type: str


class Books:
    """Remembers one picture of each of the last few books. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._first: OrderedDict[int, Shown] = OrderedDict()
        self._in_the_making: dict[int, threading.Event] = {}

    @contextmanager
    def turn(self, brief: PictureBrief) -> Iterator[Shown | None]:
        """The time to paint a page, with the picture it is to be like; None for a book's first.

        Pages asked for side by side wait here until the first of their book is painted, or has failed:
        painted at once, they would each invent the same child anew.
        """
        with self._lock:
            first = self._in_the_making.get(brief.book_seed)
            mine = None
            if first is None and brief.book_seed not in self._first:
                mine = self._in_the_making[brief.book_seed] = threading.Event()
        if first is not None:
            first.wait()
        try:
            yield self._shown(brief)
        finally:
            if mine is not None:
                with self._lock:
                    del self._in_the_making[brief.book_seed]
                mine.set()

    def keep(self, brief: PictureBrief, data: bytes) -> None:
        """Remember a page that was painted, where none before it in its book is known."""
        with self._lock:
            known = self._first.get(brief.book_seed)
            if known is None or brief.page <= known.page:
                self._first[brief.book_seed] = Shown(brief.page, data, f"image/{brief.format}")
            self._first.move_to_end(brief.book_seed)
            while len(self._first) > MOST_BOOKS:
                self._first.popitem(last=False)

    def _shown(self, brief: PictureBrief) -> Shown | None:
        with self._lock:
            found = self._first.get(brief.book_seed)
        # A page painted again is not shown itself: it would come back as it was.
        return None if found is None or found.page == brief.page else found
