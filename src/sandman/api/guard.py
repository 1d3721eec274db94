"""Who may knock: a host that is ours, a page that is ours, and what every answer tells the browser."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sandman.api.problems import problem_answer, too_large

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_READS = frozenset({"GET", "HEAD", "OPTIONS"})


class SecurityHeaders:
    """Puts the security headers on every answer, refusals and faults too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_safely)


class Guard:
    """Turns away names that are not ours, and writes that another site's page asks for.

    A page of any site may send requests to this machine, and may point a name of its own at it (DNS
    rebinding); it can forge neither the `Host` nor the `Origin` that the browser sends along.
    """

    def __init__(self, app: ASGIApp, *, called: frozenset[str]) -> None:
        """`called` are the server's names besides loopback's."""
        self._app = app
        self._names = LOOPBACK | called

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        app = self._app
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            if _host(f"//{headers.get('host', '')}") not in self._names:
                app = problem_answer(
                    "unknown-host",
                    "the server is not called by the name this request was sent to",
                    "open it as http://localhost:8765, or add the name to SANDMAN_HOSTS",
                    status=403,
                )
            elif scope["method"] not in _READS and not self._is_ours(headers):
                app = problem_answer(
                    "other-origin",
                    "a page of another site asked for this, and only this app's own pages may",
                    "open the app itself",
                    status=403,
                )
        await app(scope, receive, send)

    def _is_ours(self, headers: Headers) -> bool:
        """Whether a write comes from our page, or from no page at all."""
        origin = headers.get("origin")
        if origin is None:
            return headers.get("sec-fetch-site", "none") in ("none", "same-origin")
        if urlsplit(origin).netloc.lower() == headers["host"].lower():
            return True
        # A tunnel may call us by another name than the browser calls it.
        return _host(origin) in self._names - LOOPBACK


class BodyLimit:
    """Refuses bodies that are larger than anything a story needs, said to be so or found to be so."""

    def __init__(self, app: ASGIApp, *, most_bytes: int) -> None:
        self._app = app
        self._most = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "")
        if length.isdigit() and int(length) > self._most:
            await too_large()(scope, receive, send)
            return
        received = 0

        async def receive_counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._most:
                raise HTTPException(413)
            return message

        await self._app(scope, receive_counted, send)


class Head:
    """Answers HEAD as GET is answered, without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return
        answered = False

        async def receive_leaving() -> Message:
            return {"type": "http.disconnect"} if answered else await receive()

        async def send_head(message: Message) -> None:
            nonlocal answered
            if message["type"] == "http.response.start":
                await send(message)
            elif not answered:
                answered = True
                await send({"type": "http.response.body", "body": b""})

        asked = {**scope, "method": "GET"}
        await self._app(asked, receive_leaving, send_head)
        if "route" in asked:
            scope["route"] = asked["route"]  # for whoever counts outside


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""
