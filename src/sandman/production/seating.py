"""Who does a piece of work: the engine that was asked for while it can, and at once the one behind it else.

An engine whose key is refused, whose quota is spent, or which nobody can reach is left alone for a while:
a broken vendor costs a book one wait, not twelve. A paid engine works within the household's daily limit.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence

import structlog

from sandman.ports.book import Craft
from sandman.ports.errors import (
    KeyRefused,
    ModelMissing,
    NeedsAttention,
    PortError,
    ProviderUnreachable,
    QuotaSpent,
    TryAgainLater,
)
from sandman.ports.ledger import Ledger, Use
from sandman.production.crew import Chair, Done, Engine, Work

BROKEN = (KeyRefused, QuotaSpent, ModelMissing, ProviderUnreachable)
"""What will not have passed by the next page."""
REST_SECONDS = 300.0
PATIENT = (1.0, 4.0)
"""Waits between tries where nobody stands behind."""
HASTY = (0.5,)
"""The same where somebody does; the vendors' own libraries have waited already."""
log = structlog.get_logger()


class Resting:
    """Remembers, for a few minutes, what is wrong with an engine. Used on one event loop only."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until: dict[tuple[str, str], tuple[float, PortError]] = {}

    def check(self, craft: str, name: str) -> None:
        """Raises what was wrong with the engine a moment ago."""
        until, fault = self._until.get((craft, name), (0.0, None))
        if fault is not None and self._clock() < until:
            raise fault
        self._until.pop((craft, name), None)

    def note(self, craft: str, name: str, fault: PortError) -> None:
        """Leave the engine alone for a while, if that is what the fault means."""
        if isinstance(fault, BROKEN) and (craft, name) not in self._until:
            # A copy: raised again and again, the fault itself would gather tracebacks.
            again = type(fault)(fault.message, port=fault.port, provider=fault.provider, hint=fault.hint)
            self._until[craft, name] = self._clock() + REST_SECONDS, again

    def forgive(self, name: str) -> None:
        """Something was mended: try it again."""
        for place in [place for place in self._until if place[1] == name]:
            del self._until[place]


class Seating:
    """Lets the engines of a crew work."""

    def __init__(
        self,
        ledger: Ledger,
        *,
        daily_spend: float,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.resting = Resting(clock=clock)
        self._ledger = ledger
        self._daily_spend = daily_spend
        self._sleep = sleep

    async def sit(
        self,
        chair: Chair[Engine],
        do: Callable[[Engine], Awaitable[Work]],
        *,
        craft: Craft,
        use: Callable[[Work], Use] | None = None,
        waits: Sequence[float] = HASTY,
    ) -> Done[Engine, Work]:
        """Let the first engine do it; then the one behind it, so that a book is always finished.

        `use` says what to write down of its work (None where the engine counts for itself), `waits` how
        long to wait for a busy one. Raises what the built-in engine raises: past it there is nobody left.
        """
        first = chair.first
        if not chair.outside:
            return Done(await self._patiently(first, do), first)
        try:
            self.resting.check(craft, first.name)
            await self._within_means(chair)
            work = await self._hastily(first, do, waits)
            if use is not None:
                await self._note(first.name, use(work))
            return Done(work, first)
        except PortError as fault:
            reason = fault.message
            self.resting.note(craft, first.name, fault)
            if use is not None:
                await self._ledger.note_fault(first.name, fault.message, fault.hint)
        except Exception as fault:
            # A vendor's library may surprise us; its words may hold a key, its kind does not.
            log.exception("an engine broke", engine=first.name)
            reason = f"something of ours went wrong: {type(fault).__name__}"
        log.warning("an engine fell back", engine=first.name, to=chair.home.name, reason=reason)
        return Done(await self._patiently(chair.home, do), chair.home, fallback=reason)

    async def _hastily(
        self, engine: Engine, do: Callable[[Engine], Awaitable[Work]], waits: Sequence[float]
    ) -> Work:
        for wait in waits:
            try:
                return await do(engine)
            except ProviderUnreachable:
                raise  # trying to reach nobody takes its time already
            except TryAgainLater:
                await self._sleep(wait)
        return await do(engine)

    async def _patiently(self, engine: Engine, do: Callable[[Engine], Awaitable[Work]]) -> Work:
        for wait in PATIENT:
            try:
                return await do(engine)
            except TryAgainLater:
                await self._sleep(wait)
        try:
            return await do(engine)
        except TryAgainLater as fault:
            hint = "try again in a while: `sandman resume`"
            raise NeedsAttention(fault.message, provider=engine.name, hint=hint) from fault

    async def _within_means(self, chair: Chair[Engine]) -> None:
        if chair.free:
            return
        spent = sum(use.cost for use in (await self._ledger.today()).values())
        if spent >= self._daily_spend:
            raise QuotaSpent(
                f"today's limit of ${self._daily_spend:.2f} is reached",
                provider=chair.first.name,
                hint="it begins anew tomorrow; SANDMAN_DAILY_SPEND sets it",
            )

    async def _note(self, name: str, use: Use) -> None:
        await self._ledger.note(name, use)
        if name in await self._ledger.faults():
            await self._ledger.clear_fault(name)
