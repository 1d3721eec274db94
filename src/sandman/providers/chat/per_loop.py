"""Connections belong to the event loop that opened them.

The web's door and the durable workflow may run in loops of their own and share one engine; a connection of
the other loop fails with "attached to a different loop", or waits for ever.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

T = TypeVar("T")


class PerLoop(Generic[T]):
    """One `T` for each event loop, made when it is first needed there."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._made: WeakKeyDictionary[asyncio.AbstractEventLoop, T] = WeakKeyDictionary()

    def here(self) -> T:
        """The one of the running loop."""
        loop = asyncio.get_running_loop()
        if loop not in self._made:
            self._made[loop] = self._make()
        return self._made[loop]

    async def close(self, closing: Callable[[T], Awaitable[object]]) -> None:
        """Close the one of the running loop, and let go of those of loops that are over."""
        mine = self._made.pop(asyncio.get_running_loop(), None)
        if mine is not None:
            await closing(mine)
        for loop in [loop for loop in self._made if loop.is_closed()]:
            del self._made[loop]
