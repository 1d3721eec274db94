"""Pictures of every screen and state, for people to look at: `python -m scripts.take_pictures [--help]`.

The books are the samples and what the built-in engines make, so that what is looked at is what a
family sees. The home is kept beside the pictures: a book that failed is found there by a second run.
"""

import argparse
import asyncio
from typing import Any

from playwright.async_api import Browser, Error, Page
from tests.evenings.browser import DESKTOP, PHONE, TABLET, chromium, new_context
from tests.evenings.engines import HOARSE
from tests.evenings.server import BUT_ONE_TRUE, REPOSITORY, Server
from tests.evenings.states import STATES, Visit
from tests.evenings.words import LANGUAGES

FOLDER = REPOSITORY / "artefacts" / "screens"
SIZES = {"phone": PHONE, "tablet": TABLET, "desktop": DESKTOP}
THEMES = ("night", "day")
WHOLE_PAGES = {"library", "household", "creator-understood", "making", "made", "review", "trash"}
"""Long screens are taken from top to bottom as well."""
LOST = f"a {HOARSE} frog"
MADE_WITHIN_MS = 240_000
"""True engines take their time, and the machine has other work."""


async def main(states: list[str], languages: list[str], sizes: list[str], themes: list[str]) -> None:
    """Take them all."""
    house = Server(FOLDER / "home", command=BUT_ONE_TRUE)
    try:
        await house.start()
        books = await _books(house)
        async with chromium() as browser:
            for language in languages:
                for size in sizes:
                    for theme in themes:
                        await _take(browser, house, books, states, language, size, theme)
    finally:
        await house.stop()


async def _books(house: Server) -> dict[str, dict[str, Any]]:
    """The sample of each language, and a book that failed."""
    books = {language: await house.story(f"sample-{language}") for language in LANGUAGES}
    shelf = (await house.ask("GET", "api/stories?limit=100")).json()["stories"]
    known = [card["id"] for card in shelf if card["idea"] == LOST]
    books["failed"] = await (house.story(known[0]) if known else house.tell(LOST, fails=True))
    return books


async def _take(
    browser: Browser,
    house: Server,
    books: dict[str, dict[str, Any]],
    states: list[str],
    language: str,
    size: str,
    theme: str,
) -> None:
    preferences = {"interface": language, "theme": theme}
    for state in states:
        context = await new_context(browser, size=SIZES[size], language=language, preferences=preferences)
        context.set_default_timeout(MADE_WITHIN_MS)
        page = await context.new_page()
        picture = FOLDER / language / f"{state}-{size}-{theme}.png"
        picture.parent.mkdir(parents=True, exist_ok=True)
        try:
            await STATES[state](Visit(page, house, books, language))
        except (Error, AssertionError, KeyError) as fault:
            print(f"{picture.relative_to(FOLDER)}: {str(fault).splitlines()[0]}", flush=True)
        await page.wait_for_timeout(700)  # what fades in has faded in
        await page.screenshot(path=picture)
        if state in WHOLE_PAGES:
            await _unroll(page)
            await page.screenshot(path=picture.with_stem(f"{picture.stem}-whole"))
        await context.close()
        await _rest(house)


async def _unroll(page: Page) -> None:
    """A window as high as its page: what comes late is here, and the navigation stands at the end."""
    width, height = await page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
    await page.set_viewport_size({"width": width, "height": height})
    await page.wait_for_timeout(700)


async def _rest(house: Server) -> None:
    """Nobody waits for a book that was begun to be looked at."""
    shelf = (await house.ask("GET", "api/stories?limit=100")).json()["stories"]
    for begun in (card["id"] for card in shelf if card["state"] in {"writing", "making"}):
        await house.ask("POST", f"api/stories/{begun}/cancel")
        await house.ask("DELETE", f"api/stories/{begun}?forever=true")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for name, choices in (("state", STATES), ("language", LANGUAGES), ("size", SIZES), ("theme", THEMES)):
        parser.add_argument(f"--{name}", choices=list(choices), nargs="*", default=list(choices))
    chosen = parser.parse_args()
    asyncio.run(main(chosen.state, chosen.language, chosen.size, chosen.theme))
