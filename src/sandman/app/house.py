"""The one place that wires the house: settings in, a production with its crew and library out."""

import os
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sandman.app.engines import Engines
from sandman.app.logs import log_to_stderr
from sandman.app.settings import Settings
from sandman.app.standing import Standings, standings_of
from sandman.app.trying import Trial, try_vendor
from sandman.app.vendors import signed_by
from sandman.library import Library
from sandman.ports.errors import NeedsAttention, ShelfFull
from sandman.ports.ledger import Ledger
from sandman.production.crew import Casting
from sandman.production.production import Production
from sandman.production.progress import Happening
from sandman.production.studio import Studio

if TYPE_CHECKING:
    from sandman.agents.team import Team

EASELS = 1
"""Pages painted at once: painting is a tenth of the work, and the voice needs the cores."""
DESKS = 2
"""Pages read at once: the next page's sentences fill the cores that the last ones of a page leave free."""


@dataclass(frozen=True, slots=True)
class House:
    """Everything a face talks to."""

    settings: Settings
    library: Library
    production: Production
    engines: Engines
    happened: Counter[Happening] = field(default_factory=Counter)
    """How often each thing has happened in this process; for who watches over it."""
    forgive: Callable[[str], None] = lambda _engine: None
    """Have an engine tried again that was left alone for a fault."""

    @property
    def ledger(self) -> Ledger:
        """What engines were used for."""
        return self.library.ledger

    @property
    def team(self) -> "Team":
        """The four, as they can be talked to now; a key given a moment ago counts."""
        return self.engines.team_of(self.engines.talker)

    async def standings(self) -> Standings:
        """How every engine stands."""
        return await standings_of(self.engines, self.ledger, limit=self.settings.daily_spend)

    async def try_engine(self, vendor: str) -> Trial:
        """A small call to a vendor; one that works is worked with again at once."""
        trial = await try_vendor(self.engines.keyed, self.ledger, vendor)
        if trial.works:
            self.forgive(signed_by(vendor))
        return trial

    async def mended(self, vendor: str) -> None:
        """Something was changed about a vendor: what was wrong with it may be no more."""
        await self.ledger.clear_fault(signed_by(vendor))
        self.forgive(signed_by(vendor))


@asynccontextmanager
async def library_of(settings: Settings) -> AsyncIterator[Library]:
    """The library alone, for faces that only look."""
    _make_home(settings)
    library = await Library.open(settings.library_url, settings.media)
    try:
        yield library
    finally:
        await library.close()


@asynccontextmanager
async def open_house(
    settings: Settings,
    *,
    engines: Engines | None = None,
    casting: Casting | None = None,
    log: Callable[[], None] = log_to_stderr,
) -> AsyncIterator[House]:
    """The whole house at work, with engines that may be warm already; `casting` puts in others."""
    log()
    engines = engines or Engines(settings)
    happened: Counter[Happening] = Counter()
    async with library_of(settings) as library, _closing(engines):
        engines.move_in(library)
        await engines.look_around()
        studio = _CountingStudio(
            library,
            casting or engines.cast,
            bench=engines.bench,
            easels=EASELS,
            desks=DESKS,
            ledger=library.ledger,
            daily_spend=settings.daily_spend,
        )
        studio.happened = happened
        async with Production.at_work(studio, jobs_url=settings.jobs, folder=settings.home) as production:
            yield House(settings, library, production, engines, happened, studio.seating.resting.forgive)


@asynccontextmanager
async def _closing(engines: Engines) -> AsyncIterator[None]:
    try:
        yield
    finally:
        await engines.close()


class _CountingStudio(Studio):
    happened: Counter[Happening]

    async def say(self, id: str, happening: Happening, **facts: Any) -> None:  # noqa: ANN401 - JSON values
        await super().say(id, happening, **facts)
        self.happened[happening] += 1


def _make_home(settings: Settings) -> None:
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        if fault.errno in (28,):
            raise ShelfFull(f"the disk of `{settings.home}` is full", hint="free some room") from fault
        raise NeedsAttention(
            f"the home folder `{settings.home}` cannot be made: {os.strerror(fault.errno or 0).lower()}",
            hint="set SANDMAN_HOME to a folder you can write to",
        ) from fault
