"""Debian's chromium, and windows in it."""

import json
import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from playwright.async_api import Browser, BrowserContext, async_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP, TABLET, PHONE = (1280, 800), (820, 1180), (390, 844)
PATIENCE_MS = 60_000
_REMEMBER = """
if (location.protocol === "http:") {
  for (const [key, value] of Object.entries(KEPT)) {
    if (localStorage.getItem(key) === null) localStorage.setItem(key, value);
  }
}
"""
_FIND_THE_SOUND = """
const begin = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () {
  if (!this.muted) window.lastSound = this;
  return begin.call(this);
};
"""
"""The Player's sound is no element of the page: this remembers the last one that was started."""


class NoChromium(Exception):
    """There is no browser here."""


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """The browser. Raises NoChromium, with the way to get it."""
    program = shutil.which("chromium")
    if program is None:
        raise NoChromium("there is no `chromium` here\n\nhint: make setup, or apt-get install chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=FLAGS, timeout=180_000)
        yield browser
        await browser.close()


async def new_context(
    browser: Browser,
    *,
    size: tuple[int, int] = DESKTOP,
    language: str = "en",
    preferences: Mapping[str, object] | None = None,
) -> BrowserContext:
    """A browser that knows only `preferences`, on a screen of `size`, for a reader of `language`."""
    width, height = size
    context = await browser.new_context(
        viewport={"width": width, "height": height}, locale=language, has_touch=width < DESKTOP[0]
    )
    context.set_default_timeout(PATIENCE_MS)
    kept = {f"sandman.{key}": json.dumps(value) for key, value in (preferences or {}).items()}
    await context.add_init_script(_REMEMBER.replace("KEPT", json.dumps(kept)))
    await context.add_init_script(_FIND_THE_SOUND)
    return context
