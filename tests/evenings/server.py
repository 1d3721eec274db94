"""The house as a process of its own: started, asked, and killed as a test wants."""

import asyncio
import os
import random
import signal
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import httpx

from tests.evenings.engines import GO_ON

REPOSITORY = Path(__file__).parents[2]
START_SECONDS = 240.0
REHEARSAL = ("-m", "tests.evenings.house", "rehearsal")
BUT_ONE_TRUE = ("-m", "tests.evenings.house", "true")
TRUE = ("-m", "sandman", "serve", "--port")


class Server:
    """The app on a port of loopback. `command` is the rehearsal house, or the program as a family runs it."""

    def __init__(
        self, home: Path, *, command: tuple[str, ...] = REHEARSAL, settings: Mapping[str, str] | None = None
    ) -> None:
        """`settings` are more of the house's environment."""
        self.home = home
        self._settings = dict(settings or {})
        self.port = free_port()
        self.root = f"http://127.0.0.1:{self.port}/"
        self._command = command
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> Self:
        """Start it, and wait until it is well."""
        self.home.mkdir(parents=True, exist_ok=True)
        environment = {**os.environ, **self._settings, "SANDMAN_HOME": str(self.home)}
        with (self.home / "server.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                *self._command,
                str(self.port),
                cwd=REPOSITORY,
                env=environment,
                stdout=log,
                stderr=log,
            )
        await asyncio.wait_for(self._well(), START_SECONDS)
        return self

    async def kill(self) -> None:
        """Pull the plug."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        """Say good night."""
        await self._end(signal.SIGTERM)

    async def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Ask the API; an answer that is no success is a failure of the test."""
        async with httpx.AsyncClient(base_url=self.root, timeout=300) as client:
            answer = await client.request(method, path, **options)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text[:400]}"
        return answer

    async def story(self, id: str) -> dict[str, Any]:
        """A book's document."""
        return (await self.ask("GET", f"api/stories/{id}")).json()

    async def tell(self, idea: str, *, fails: bool = False, **asked: Any) -> dict[str, Any]:
        """The document of a book that is made, or `fails` to be."""
        wish = {"idea": idea, "child": "Mia", "age": 5, "seed": 7, **asked}
        begun = (await self.ask("POST", "api/stories", json=wish)).json()
        await self.ask("GET", f"api/stories/{begun['id']}/events")  # ends when work rests
        book = await self.story(begun["id"])
        assert book["state"] == ("failed" if fails else "ready"), book
        return book

    def hold(self) -> None:
        """What is told or painted `in good time` waits from now on."""
        (self.home / GO_ON).unlink(missing_ok=True)

    def let_go_on(self) -> None:
        """It waits no longer."""
        (self.home / GO_ON).touch()

    def app(self, path: str = "") -> str:
        """The address of a screen."""
        return f"{self.root}app/{path}"

    def said(self) -> str:
        """What it printed."""
        return (self.home / "server.log").read_text(errors="replace")

    async def _well(self) -> None:
        assert self._process is not None
        async with httpx.AsyncClient() as client:
            while True:
                assert self._process.returncode is None, f"the server did not start:\n{self.said()}"
                try:
                    if (await client.get(f"{self.root}api/health")).is_success:
                        return
                except httpx.TransportError:
                    pass
                await asyncio.sleep(0.1)

    async def _end(self, how: signal.Signals) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(how)
            await asyncio.wait_for(self._process.wait(), 60)


def free_port() -> int:
    """A port of loopback that nobody has, nor is given where any will do: the house comes back to it."""
    for port in random.sample(range(20_000, 32_000), 100):
        with socket.socket() as door, suppress(OSError):
            door.bind(("127.0.0.1", port))
            return port
    raise AssertionError("a hundred ports, and all of them are taken")
