"""The web: its first screen's weight, the Library's speed, the shelf under a crowd, the voice, its mark."""

import asyncio
import json
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.evenings.browser import chromium
from tests.evenings.server import REPOSITORY, TRUE, Server

from bench import web_crowd, web_library, web_mark, web_shelves, web_voice

LIBRARY_BOOKS, SHELF_BOOKS = 1_000, 10_000


def measure() -> dict[str, Any]:
    """Every figure of the web, each with what is wanted beside it on the terminal."""
    return _weight() | asyncio.run(_figures())


async def _figures() -> dict[str, Any]:
    figures: dict[str, Any] = {}
    async with _house(LIBRARY_BOOKS) as house, chromium() as browser:
        figures |= await web_library.measure(browser, house)
        figures |= await web_voice.measure(house)
        figures |= await web_mark.measure(browser, house)
    async with _house(SHELF_BOOKS) as house:
        figures |= await web_crowd.measure(house)
    return figures


def _weight() -> dict[str, Any]:
    """Bytes of the first screen's JavaScript, gzipped."""
    weighing = ["node", str(REPOSITORY / "web" / "scripts" / "weigh.mjs"), "--json"]
    weighed: dict[str, Any] = json.loads(subprocess.run(weighing, capture_output=True, check=False).stdout)
    bytes_ = weighed["first_screen_js_gzip_bytes"]
    print(f"first screen: {bytes_ / 1000:.1f} kB of JavaScript, gzip (130 wanted)")
    return {"first_screen_js_gzip_bytes": bytes_}


@asynccontextmanager
async def _house(books: int) -> AsyncIterator[Server]:
    """The server as a family runs it, in a home with so many books."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        await web_shelves.fill(home, books)
        house = Server(home, command=TRUE)
        try:
            yield await house.start()
        finally:
            await house.stop()
