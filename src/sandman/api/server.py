"""The server at work: one house, its door open on one address, until somebody says stop."""

import asyncio
import errno
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog
import uvicorn

from sandman.api.application import Application
from sandman.api.guard import LOOPBACK
from sandman.api.here import Closing, Voices
from sandman.app.engines import Engines
from sandman.app.house import open_house
from sandman.app.logs import log_as_json
from sandman.app.samples import place_samples
from sandman.app.settings import Settings
from sandman.ports.errors import NeedsAttention
from sandman.stories import Language

LEAVING_SECONDS = 3
"""How long answers that are under way may take once the server is asked to stop."""
log = structlog.get_logger("server")


async def serve(
    settings: Settings,
    *,
    host: str,
    port: int,
    is_open: Callable[[str], None],
    engines: Engines | None = None,
) -> None:
    """Open the house and answer until SIGINT or SIGTERM; work in hand stays for the next to open it.

    `is_open` is told the app's address. Raises NeedsAttention where the address is not one for us.
    """
    # 1. The address first: whoever cannot have it should not take up any work.
    listening = _listen(host, port)
    engines = engines or Engines(settings)
    with listening:
        async with open_house(settings, engines=engines, log=log_as_json) as house:
            application = Application(house)
            # 2. A new household finds a few books on its shelf.
            await place_samples(house.library, settings.home)
            # 3. What was interrupted goes on before anybody can ask for it and hear that nobody works.
            resumed = await house.production.resume()
            if resumed:
                log.info("books taken up again", books=len(resumed))
            # 4. Voices take seconds to load: beside the first requests, not before them.
            threading.Thread(target=_warm, args=(engines, application.voices), daemon=True).start()
            # 5. Answer.
            config = uvicorn.Config(
                application,
                log_config=None,
                access_log=False,
                server_header=False,
                lifespan="off",
                ws="none",
                timeout_graceful_shutdown=LEAVING_SECONDS,
            )
            bound_port = listening.getsockname()[1]
            listening.listen()  # who knocks the moment he is told is not turned away
            is_open(f"http://{f'[{host}]' if ':' in host else host}:{bound_port}/app/")
            await _Server(config, application.closing).serve(sockets=[listening])


class _Server(uvicorn.Server):
    """Uvicorn, leaving at the first signal, long answers told."""

    def __init__(self, config: uvicorn.Config, closing: Closing) -> None:
        super().__init__(config)
        self._closing = closing

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave on SIGINT and SIGTERM. Uvicorn's own would raise them again, before the house is closed."""
        loop = asyncio.get_running_loop()
        for each in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(each, self._leave)
        try:
            yield
        finally:
            for each in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(each)

    def _leave(self) -> None:
        self.force_exit = self.should_exit  # the second time, at once
        self.should_exit = True
        self._closing.event.set()


def _listen(host: str, port: int) -> socket.socket:
    """A socket bound to a loopback address. Raises NeedsAttention."""
    if host.lower() not in LOOPBACK:
        raise NeedsAttention(
            f"`{host}` can be reached from outside, and there is no password yet to keep others out",
            port="server",
            hint="serve on 127.0.0.1, and reach it from elsewhere through a tunnel of your own",
        )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as fault:
        listening.close()
        taken = fault.errno == errno.EADDRINUSE
        raise NeedsAttention(
            f"port {port} of `{host}` {'is taken' if taken else 'may not be used'}",
            port="server",
            hint=f"is Sandman Tales running already? Or choose another: --port {port + 1}",
        ) from fault
    return listening


def _warm(engines: Engines, voices: Voices) -> None:
    """Load every voice, English first, and say how it went."""
    try:
        for language in Language:
            engines.narrator.warm(language)
    except NeedsAttention as fault:
        voices.state = "missing"
        log.warning("no voice", reason=fault.message, hint=fault.hint)
    else:
        voices.state = "warm"
