"""What a route finds here: the house it works for, and what it remembers between requests."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from sandman.api.addresses import Addresses
from sandman.api.wire import Voicing
from sandman.app.house import House


@dataclass
class Closing:
    """Whether the server is leaving; long answers look at it and end."""

    event: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def now(self) -> bool:
        """Whether it is time to go."""
        return self.event.is_set()

    async def wait(self, seconds: float) -> None:
        """Sleep, but not through the end."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.event.wait(), seconds)


@dataclass
class Voices:
    """How far the voices are."""

    state: Voicing = "warming"


# Coroutines, all of them: FastAPI would carry a plain function to a thread, which costs more than it does.


async def _house(request: Request) -> House:
    house: House = request.app.state.house
    return house


async def _closing(request: Request) -> Closing:
    closing: Closing = request.app.state.closing
    return closing


async def _addresses(request: Request) -> Addresses:
    return Addresses(request)


HouseHere = Annotated[House, Depends(_house)]
ClosingHere = Annotated[Closing, Depends(_closing)]
AddressesHere = Annotated[Addresses, Depends(_addresses)]
