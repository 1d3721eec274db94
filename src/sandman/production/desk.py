"""The desk: where a storyteller lays pages while the story goes on, each judged and shelved at once."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from sandman.ports.bookshelf import BookShelf
from sandman.ports.errors import BadWork, PortError
from sandman.ports.moderation import Layer, Moderator, Verdict
from sandman.ports.provenance import Provenance
from sandman.production.judging import Judges, Unfit, mended, unfit
from sandman.stories import Scene


class StoryDesk:
    """Implements `ports.storytelling.Desk` for one telling of one book; use it as `async with`.

    A telling is called off by cancelling it, for an engine may mend BadWork and try again: `trouble` says
    that the shelf is to blame, `refusal` that judges outside the house do not take the idea.
    """

    def __init__(
        self,
        id: str,
        shelf: BookShelf,
        judges: Judges,
        *,
        made_by: Provenance,
        told: Callable[[Scene, str], Awaitable[None]],
        outside: bool,
        wish: str,
    ) -> None:
        """`told` hears of each page that is laid. Pages from `outside` are refused where they are unfit."""
        self.outside = outside
        self.pages: list[Scene] = []
        """Pages as they were laid."""
        self.cost = 0.0
        """What writing has cost, in US dollars."""
        self.trouble: PortError | None = None
        self._refusal: BadWork | None = None
        self._id = id
        self._shelf = shelf
        self._judges = judges
        self._made_by = made_by
        self._told = told
        self._thoughts: list[Verdict] = []
        self._refused: list[Verdict] = []
        judging = judges.words(wish, Layer.INPUT, by=judges.outside if wish else ())
        self._wish = asyncio.ensure_future(judging)

    @property
    def judged_by(self) -> Sequence[Moderator]:
        """Who looks at its pages: nothing that is told at home goes out to be judged."""
        return self._judges.everybody if self.outside else self._judges.at_home

    async def __aenter__(self) -> Self:
        """The desk is cleared."""
        return self

    async def __aexit__(
        self, _kind: type[BaseException] | None, fault: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Raises BadWork where the idea was refused meanwhile."""
        self._wish.cancel()
        if self._refusal is not None and isinstance(fault, asyncio.CancelledError):
            raise self._refusal from None

    async def lay(self, scene: Scene, *, title: str) -> None:
        """Judge the page, shelve it, and let it be painted and read; see `ports.storytelling.Desk`."""
        wanted = len(self.pages) + 1
        if scene.number != wanted:
            raise BadWork(f"page {scene.number} was laid where page {wanted} comes next", port="storyteller")
        await self.welcome()
        verdicts = await self._judges.page(scene, by=self.judged_by)
        if self.outside and (found := unfit(verdicts)):
            self._refused.extend(verdict for verdict in verdicts if unfit([verdict]))
            raise Unfit.by(found, f"page {scene.number}")
        verdicts, self._refused = mended(verdicts, self._refused), []
        with self._own():
            before = self.pages[-1] if self.pages else None
            if not await self._shelf.lay(
                self._id, scene, title=title, made_by=self._made_by, after=before, verdicts=verdicts
            ):
                raise asyncio.CancelledError(f"book {self._id} is no longer written here")
            self.pages.append(scene)
            await self._told(scene, title)

    async def judged(self, verdict: Verdict) -> None:
        """Note what was thought of the plan."""
        self._thoughts.append(verdict)

    def spent(self, cost: float) -> None:
        """Add up what writing costs."""
        self.cost += cost

    async def welcome(self) -> tuple[Verdict, ...]:
        """What is thought of the idea and the plan; asked before a page is taken in."""
        verdicts = await self._wish
        if found := unfit(verdicts):
            self._refusal = Unfit.by(found, "the idea")
            raise asyncio.CancelledError(self._refusal.message)
        return (*verdicts, *self._thoughts)

    @contextmanager
    def _own(self) -> Iterator[None]:
        """A fault of the shelf is ours: no other engine is asked on account of it."""
        try:
            yield
        except PortError as fault:
            self.trouble = fault
            raise asyncio.CancelledError("the shelf is in trouble") from fault
