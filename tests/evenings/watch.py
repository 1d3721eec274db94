"""Watches everything a page does, and remembers what an evening must never see."""

import re
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, ConsoleMessage, Page, Request, WebError

_LOST = re.compile(r"net::ERR_(CONNECTION|EMPTY|INCOMPLETE|NETWORK|FAILED)|Service Worker|Failed to fetch")


class Watch:
    """Console errors and warnings, broken promises, crashes, and requests to another house.

    A breach of the content policy is told as a console error, too.
    """

    def __init__(self, context: BrowserContext, origin: str, *, loses_the_server: bool = False) -> None:
        """Where the evening `loses_the_server`, the browser may say that it could not reach it."""
        self.faults: list[str] = []
        self._origin = urlsplit(origin).netloc
        self._loses_the_server = loses_the_server
        context.on("request", self._asked)
        context.on("console", self._said)
        context.on("weberror", self._broke)
        context.on("page", lambda page: page.on("crash", self._crashed))

    def _asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob"} and address.netloc != self._origin:
            self.faults.append(f"asked another house: {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type not in {"error", "warning"}:
            return
        if not (self._loses_the_server and _LOST.search(message.text)):
            self.faults.append(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

    def _broke(self, fault: WebError) -> None:
        self.faults.append(f"not caught: {fault.error}")

    def _crashed(self, page: Page) -> None:
        self.faults.append(f"crashed: {page.url}")
