"""Who does a piece of work: the engine that was asked for while it can, and at once the one behind it else.

An engine whose key is refused, whose quota is spent, or which nobody can reach is left alone for a while:
a broken vendor costs a book one wait, not twelve. A paid engine works within the household's daily limit.
"""

import asyncio
import time
import traceback
from collections.abc import Awaitable, Callable, Sequence

import structlog

from sandman.ports.book import Craft
from sandman.ports.errors import (
    NeedsAttention,
    PortError,
    ProviderUnreachable,
    TryAgainLater,
)
from sandman.ports.ledger import Ledger, Use
from sandman.production.crew import Chair, Done, Engine, Work
from sandman.production.judging import Unfit
from sandman.production.resting import Resting

PATIENT = (1.0, 4.0)
"""Waits between tries where nobody stands behind."""
HASTY = (0.5,)
"""The same where somebody does; the vendors' own libraries have waited already."""
log = structlog.get_logger()


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
        waits: Sequence[float] = HASTY,
        tells_itself: bool = False,
    ) -> Done[Engine, Work]:
        """Let the first engine do it; then the one behind it, so that a book is always finished.

        `waits` says how long to wait for a busy one; one that `tells_itself` writes its own faults down.
        Raises what the built-in engine raises: past it there is nobody left.
        """
        first = chair.first
        if not chair.outside:
            return Done(await self._patiently(first, do), first)
        reason = self.resting.reason(craft, first.name) or await self._beyond_means(chair)
        if not reason:
            try:
                work = await self._hastily(first, do, waits)
                if not tells_itself and first.name in await self._ledger.faults():
                    await self._ledger.clear_fault(first.name)
                return Done(work, first)
            except PortError as fault:
                reason = fault.message
                self.resting.note(craft, first.name, fault)
                if not tells_itself and not isinstance(fault, Unfit):
                    await self._ledger.note_fault(first.name, fault.message, fault.hint)
            except Exception as fault:
                # A vendor's library may surprise us; its words may hold a key, its kind does not.
                reason = f"something of ours went wrong: {type(fault).__name__}"
                where = traceback.extract_tb(fault.__traceback__)[-1]
                log.error(
                    "an engine broke", engine=first.name, fault=reason, where=f"{where.name}:{where.lineno}"
                )
        log.warning("an engine fell back", engine=first.name, to=chair.home.name, reason=reason)
        return Done(await self._patiently(chair.home, do), chair.home, fallback=reason)

    async def note(self, chair: Chair[Engine], engine: Engine, use: Use) -> None:
        """Write down what an engine did, where it is one from outside: also of work that nobody will see."""
        if engine is not chair.home:
            await self._ledger.note(engine.name, use)

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

    async def _beyond_means(self, chair: Chair[Engine]) -> str:
        """Why a paid engine is not to work today; empty where it may."""
        if chair.free:
            return ""
        spent = sum(use.cost for use in (await self._ledger.today()).values())
        return f"today's limit of ${self._daily_spend:.2f} is reached" if spent >= self._daily_spend else ""
