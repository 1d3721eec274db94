"""The way to Mistral: its SDK, one client an event loop, our own patience."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import httpx2
from mistralai.client import Mistral
from mistralai.client.errors import MistralError, NoResponseError

from sandman.ports.errors import KeyMissing, KeyRefused
from sandman.providers.chat import patience as usual
from sandman.providers.chat.mistral.faults import fault_of
from sandman.providers.chat.patience import Fault, Patience
from sandman.providers.chat.per_loop import PerLoop
from sandman.providers.chat.secrecy import usable_key

T = TypeVar("T")

CONNECT_SECONDS = 5.0
SILENCE_SECONDS = 60.0
"""The longest wait for the first word, and between two; a whole answer may take longer."""

VENDOR_FAULTS = (MistralError, NoResponseError, httpx2.HTTPError, httpx2.StreamError)


class Line:
    """A line to Mistral for one key.

    `port` is named in the faults. Keep one and close it: it holds connections.
    """

    def __init__(
        self, *, api_key: str, url: str, port: str, model: str, patience: Patience | None = None
    ) -> None:
        self._key = api_key.strip()
        self._url = url.rstrip("/").removesuffix("/v1")
        self._port = port
        self._model = model
        self._patience = patience or usual.USUAL
        self._clients = PerLoop(self._client)

    async def ask(self, question: Callable[[Mistral], Awaitable[T]]) -> T | Fault:
        """Put one question to the vendor, patiently; a fault comes back as a value. Raises KeyMissing."""
        client = self._ready()
        return await self._patience.ask(lambda: question(client), faults=VENDOR_FAULTS, judge=self.judge)

    def judge(self, error: Exception) -> Fault:
        """What a vendor's error means."""
        return fault_of(error, key=self._key, port=self._port, model=self._model)

    async def close(self) -> None:
        """Hang up, in this event loop."""
        await self._clients.close(_hang_up)

    def _ready(self) -> Mistral:
        said = {"port": self._port, "provider": "mistral"}
        if not self._key:
            raise KeyMissing("Mistral wants a key, and none is set", hint="set MISTRAL_API_KEY", **said)
        if not usable_key(self._key):
            raise KeyRefused(
                "the key for Mistral has characters in it that no key has",
                hint="copy it again from console.mistral.ai, without spaces or line breaks",
                **said,
            )
        return self._clients.here()

    def _client(self) -> Mistral:
        # The limits of httpx2 are for a web page: 100 connections, 20 kept. Fifty books at once are more.
        limits = httpx2.Limits(max_connections=200, max_keepalive_connections=50)
        return Mistral(api_key=self._key, server_url=self._url, async_client=_Connections(limits=limits))


class _Connections(httpx2.AsyncClient):
    """The SDK has one number for every wait; a dead line should be known sooner than a slow model."""

    def build_request(self, *args: Any, **rest: Any) -> httpx2.Request:  # noqa: ANN401 — handed on as it comes
        rest["timeout"] = httpx2.Timeout(SILENCE_SECONDS, connect=CONNECT_SECONDS)
        return super().build_request(*args, **rest)


async def _hang_up(client: Mistral) -> None:
    connections = client.sdk_configuration.async_client
    if connections is not None:
        await connections.aclose()
