"""A vendor's stand-in on a real port of loopback, in a thread of its own."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

START_SECONDS = 60.0


class Door:
    """An app that stands for another, which may be changed: one server does for many tests."""

    def __init__(self) -> None:
        self.behind: ASGIApp | None = None
        """Who answers now."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        assert self.behind is not None, "nobody stands behind the door"
        await self.behind(scope, receive, send)


@contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    """Serve `app`; yields its address, `http://127.0.0.1:PORT`. Tests that use it carry `enable_socket`."""
    door = socket.create_server(("127.0.0.1", 0))
    # Replies are read to the end before the server leaves; a hung stream must not hang the tests.
    # A line is never cut for having been idle: who asks again in that moment would take it for a fault.
    config = uvicorn.Config(
        app, log_level="critical", lifespan="off", timeout_graceful_shutdown=1, timeout_keep_alive=3600
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
    thread.start()
    try:
        deadline = time.monotonic() + START_SECONDS
        while not server.started:
            assert time.monotonic() < deadline, "the vendor's stand-in did not start"
            time.sleep(0.01)
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(START_SECONDS)
        door.close()
