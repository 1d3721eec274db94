"""Answers that are not what was asked for, as every vendor of voices and pictures may give them."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send


@dataclass(frozen=True)
class Fault:
    """An answer to give instead; a body of text is a proxy's page."""

    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)


def said(fault: Fault) -> Response:
    """The fault as it goes out."""
    if isinstance(fault.body, str):
        return Response(fault.body, fault.status, dict(fault.headers), "text/html")
    return JSONResponse(fault.body, fault.status, dict(fault.headers))


class Cut(Response):
    """An answer that promises more than it sends."""

    def __init__(self, whole: bytes, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(whole, 200, dict(headers or {}), "application/json")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Half of it."""
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        half = self.body[: len(self.body) // 2]
        with suppress(RuntimeError):  # the server sees that it is too little, and cuts the line
            await send({"type": "http.response.body", "body": half, "more_body": False})


async def never(request: Request) -> Response:
    """No answer, for as long as somebody waits for it."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    return Response()
