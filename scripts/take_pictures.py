"""Pictures of every screen and state, for people to look at: `python -m scripts.take_pictures [--help]`.

The books are told by the built-in engines, so that what is looked at is what a family sees. The
home they are told into is kept beside the pictures: a second run finds them there.
"""

import argparse
import asyncio
from typing import Any

from playwright.async_api import Browser, Error
from tests.evenings.browser import DESKTOP, PHONE, TABLET, chromium, new_context
from tests.evenings.engines import HOARSE
from tests.evenings.server import BUT_ONE_TRUE, REPOSITORY, Server
from tests.evenings.states import IDEAS, STATES, Visit
from tests.evenings.words import LANGUAGES

FOLDER = REPOSITORY / "artefacts" / "screens"
SIZES = {"phone": PHONE, "tablet": TABLET, "desktop": DESKTOP}
THEMES = ("night", "day")
WHOLE_PAGES = {"library", "household", "creator-understood", "making", "made", "review", "trash"}
"""Long screens are taken from top to bottom as well."""


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
    """One a language; told the first time, found again afterwards."""
    shelf = (await house.ask("GET", "api/stories?limit=100")).json()["stories"]
    books: dict[str, dict[str, Any]] = {}
    for language, idea in IDEAS.items():
        known = [card["id"] for card in shelf if card["idea"] == idea and card["state"] == "ready"]
        print(f"{language}: {'found' if known else 'telling'}", flush=True)
        books[language] = await (
            house.story(known[0]) if known else house.tell(idea, language=language, child=CHILDREN[language])
        )
    lost = f"a {HOARSE} frog"
    known = [card["id"] for card in shelf if card["idea"] == lost]
    books["failed"] = await (house.story(known[0]) if known else house.tell(lost, fails=True))
    return books


CHILDREN = {"en": "Mia", "fr": "Noé", "ja": "さくら", "hi": "मीरा"}


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
            await page.screenshot(path=picture.with_stem(f"{picture.stem}-whole"), full_page=True)
        await context.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for name, choices in (("state", STATES), ("language", LANGUAGES), ("size", SIZES), ("theme", THEMES)):
        parser.add_argument(f"--{name}", choices=list(choices), nargs="*", default=list(choices))
    chosen = parser.parse_args()
    asyncio.run(main(chosen.state, chosen.language, chosen.size, chosen.theme))
