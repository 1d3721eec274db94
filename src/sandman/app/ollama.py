"""Whether Ollama is on this machine's usual port, looked up now and then: it comes and goes with its user."""

import asyncio
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from sandman.app.accounts import Accounts

FRESH_SECONDS = 20.0
"""How long a look holds: nobody should wait for a second one within the same minute of browsing."""
PATIENCE_SECONDS = 0.5


class Ollama:
    """What was found there last."""

    def __init__(self, accounts: Accounts, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._accounts = accounts
        self._clock = clock
        self._looked_at: float | None = None
        self._looking = asyncio.Lock()
        self.models: tuple[str, ...] = ()
        """The models it has; empty where it was not found."""

    async def look(self, *, anew: bool = False) -> tuple[str, ...]:
        """Look whether it answers, unless that was done a moment ago and nobody wants it done `anew`."""
        if not self._accounts.looks_for_ollama:
            return ()
        async with self._looking:
            if anew or self._looked_at is None or self._clock() - self._looked_at > FRESH_SECONDS:
                self.models = await self._found()
                self._looked_at = self._clock()
        return self.models

    @property
    def model(self) -> str:
        """The model that would write: the one chosen, or the first there is; empty where it is not there."""
        chosen = self._accounts.of("ollama").model
        return chosen if chosen and self.models else next(iter(self.models), "")

    async def _found(self) -> tuple[str, ...]:
        url = self._accounts.of("ollama").url
        if not await _somebody(url):
            return ()
        from sandman.providers.chat.ollama import find_ollama  # noqa: PLC0415 - there is one to talk to

        return tuple(await find_ollama(url, timeout_seconds=PATIENCE_SECONDS))


async def _somebody(url: str) -> bool:
    """Whether anybody listens there; a millisecond where nobody does."""
    address = urlsplit(url)
    port = address.port or (443 if address.scheme == "https" else 80)
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            _, writer = await asyncio.open_connection(address.hostname, port)
    except (OSError, TimeoutError):
        return False
    writer.close()
    return True
