"""Waiting for a busy vendor, but not for long.

The SDKs retry too, but Mistral's obeys a `Retry-After` of an hour to the letter and OpenAI's waits up to a
minute, twice; a bedtime cannot. Theirs are off, this one is used by both.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from sandman.ports.errors import PortError

T = TypeVar("T")
Sleep = Callable[[float], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Fault:
    """What a vendor's error means to us."""

    error: PortError
    passes: bool = False
    """The same call may work in a moment."""
    wait_seconds: float | None = None
    """What the vendor asks us to wait."""
    gone: bool = False
    """What was asked for by its id is no more; asking another way may work."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and how long to wait; in all never longer than `waits` and its jitter, or `longest` each."""

    waits: tuple[float, ...] = (0.5, 1.5, 4.0)
    longest: float = 8.0
    """A vendor that asks for more seconds than this is busy, and the caller is told so at once."""
    within: float = 20.0
    """No question is asked again after so many seconds, however they went by."""
    sleep: Sleep = asyncio.sleep

    async def ask(
        self,
        question: Callable[[], Awaitable[T]],
        *,
        faults: tuple[type[Exception], ...],
        judge: Callable[[Exception], Fault],
    ) -> T | Fault:
        """Ask until there is an answer, a fault that does not pass, or no patience left.

        The fault is returned, not raised: raised from inside a handler it would carry the vendor's error,
        and with it the request's headers, as its context.
        """
        began = time.monotonic()
        for wait in (*self.waits, None):
            try:
                return await question()
            except faults as error:
                fault = judge(error)
            pause = wait and max(fault.wait_seconds or 0, wait * random.uniform(0.75, 1.25))
            late = time.monotonic() - began > self.within
            if late or not fault.passes or pause is None or pause > self.longest:
                break
            await self.sleep(pause)
        return fault


USUAL = Patience()
"""What engines have where nobody says otherwise: about six seconds in all."""
