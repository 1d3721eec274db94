"""Each request as one line of the log and one count: what was asked, how it went, how long it took.

A line holds the path and never the query: that is where a search, and a child's name, would be.
"""

import re
import secrets
import time
from http import HTTPStatus

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sandman.api.metrics import Metrics

REQUEST_ID = "X-Request-Id"
_SANE = re.compile(r"[A-Za-z0-9._-]{1,64}")
log = structlog.get_logger("visits")


class Visits:
    """The outermost layer: nothing that goes wrong inside goes further."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        sent = Headers(scope=scope).get(REQUEST_ID, "")
        request_id = sent if _SANE.fullmatch(sent) else secrets.token_hex(8)
        status, started = int(HTTPStatus.INTERNAL_SERVER_ERROR), time.perf_counter()

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID] = request_id
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self._app(scope, receive, send_with_id)
            except Exception:
                # The asker has been told already; this line is for us.
                log.exception("something of ours went wrong", path=scope["path"])
            seconds = time.perf_counter() - started
            self._metrics.answered(scope, status, seconds)
            log.info(
                "answered",
                method=scope["method"],
                path=scope["path"],
                status=status,
                milliseconds=round(1000 * seconds, 1),
            )
