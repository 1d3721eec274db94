"""Watches everything a page does, and remembers what an evening must never see."""

import re
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, ConsoleMessage, Page, Request, WebError

LOST = r"net::ERR_(CONNECTION|EMPTY|INCOMPLETE|NETWORK|FAILED)"
"""What a browser says of a server that is gone."""
REFUSED = r"status of 422"
"""What it says of a wish that cannot be granted, however kindly the page tells it."""


class Watch:
    """Console errors and warnings, broken promises, crashes, and requests to another house.

    A breach of the content policy is told as a console error, too.
    """

    def __init__(self, context: BrowserContext, origin: str, *, expects: str = "") -> None:
        """`expects` is what the browser may say on its console, as a pattern."""
        self.faults: list[str] = []
        self._origin = urlsplit(origin).netloc
        self._expects = re.compile(expects) if expects else None
        context.on("request", self._asked)
        context.on("console", self._said)
        context.on("weberror", self._broke)
        context.on("page", lambda page: page.on("crash", self._crashed))

    def _asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob"} and address.netloc != self._origin:
            self.faults.append(f"asked another house: {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        expected = self._expects is not None and self._expects.search(message.text)
        if message.type in {"error", "warning"} and not expected:
            self.faults.append(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

    def _broke(self, fault: WebError) -> None:
        self.faults.append(f"not caught: {fault.error.stack or fault.error}")

    def _crashed(self, page: Page) -> None:
        self.faults.append(f"crashed: {page.url}")
