"""Every screen and state of the app, each with the way there: for whoever looks at them all."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Page

from tests.evenings.engines import SLOWLY
from tests.evenings.screens import Creator, Household, Making, Player, Review, Shelf, Talk
from tests.evenings.server import Server
from tests.evenings.words import Words

_EVERYTHING = """
async () => {
  const busy = () => document.querySelector("[aria-busy=true]:not(button)");
  const coming = () => [...document.images].some((image) => image.loading !== "lazy" && !image.complete);
  for (let look = 0; look < 100 && (look < 3 || busy() || coming()); look++)
    await new Promise((next) => setTimeout(next, 50));
  await document.fonts.ready;
}
"""


@dataclass(frozen=True)
class Visit:
    """Somebody with a page open, in a house with books."""

    page: Page
    house: Server
    books: dict[str, dict[str, Any]]
    """Documents by name: one per language, a `failed` one."""
    language: str = "en"

    @property
    def says(self) -> Words:
        """The words of the interface."""
        return Words(self.language)

    @property
    def book(self) -> dict[str, Any]:
        """A finished book in the reader's own language."""
        return self.books[self.language]

    async def go(self, path: str = "") -> None:
        """Go to a screen, and wait until it has what it shows."""
        await self.page.goto(self.house.app(path))
        await self.settled()

    async def settled(self) -> None:
        """Everything asked for is here: words, fonts, pictures."""
        await self.page.get_by_role("heading", level=1).first.wait_for()
        await self.page.evaluate(_EVERYTHING)


async def _library(visit: Visit) -> None:
    await visit.go()
    await Shelf(visit.page, visit.house, language=visit.language).books.first.wait_for()


async def _nothing_found(visit: Visit) -> None:
    await _library(visit)
    await Shelf(visit.page, visit.house, language=visit.language).search.fill("zzz")
    await visit.page.get_by_text(visit.says("shelf:nothing.title")).wait_for()


async def _book_menu(visit: Visit) -> None:
    await _library(visit)
    await Shelf(visit.page, visit.house, language=visit.language).menu(visit.book["title"])


async def _trash(visit: Visit) -> None:
    await visit.go("trash")


async def _household(visit: Visit) -> None:
    await visit.go("household")


async def _services(visit: Visit) -> None:
    await Household(visit.page, visit.house, language=visit.language).open()
    await visit.settled()


async def _service(visit: Visit, id: str) -> None:
    await _services(visit)
    sheet = await Household(visit.page, visit.house, language=visit.language).service(id)
    await sheet.get_by_role("heading").first.wait_for()


async def _keyed_service(visit: Visit) -> None:
    await _service(visit, "mistral")


async def _service_with_terms(visit: Visit) -> None:
    await _service(visit, "gemini")


async def _the_four(visit: Visit) -> None:
    await visit.go("team")
    await visit.page.get_by_role("button", name=visit.says("team:hear_all")).wait_for()


async def _no_talk(visit: Visit) -> None:
    await visit.go("team/doc")
    await Talk(visit.page, visit.house, language=visit.language).needs.wait_for()


async def _creator(visit: Visit) -> None:
    await visit.go("new")


IDEAS = {
    "en": "a fox on the moon",
    "fr": "un renard sur la lune",
    "ja": "月にすむきつね",
    "hi": "चाँद पर एक लोमड़ी",
}


async def _creator_understood(visit: Visit) -> None:
    await visit.go("new")
    creator = Creator(visit.page, visit.house, language=visit.language)
    async with visit.page.expect_response("**/api/understand*"):
        await creator.idea.fill(IDEAS[visit.language])
    await creator.understood.get_by_role("listitem").first.wait_for()
    await visit.settled()


async def _creator_choosing(visit: Visit) -> None:
    await visit.go("new")
    await Creator(visit.page, visit.house, language=visit.language).chip("hero").first.click()
    await visit.page.get_by_role("dialog").get_by_role("radio").first.wait_for(state="attached")
    await visit.settled()


async def _creator_refused(visit: Visit) -> None:
    await visit.go("new")
    creator = Creator(visit.page, visit.house, language=visit.language)
    await creator.idea.fill("a fox " * 400)
    await creator.button("stories:begin.begin").click()
    await visit.page.get_by_text(re.compile("2,000")).wait_for()


NOT_FOR_BEDTIME = {
    "en": "a man stabs everybody and there is blood everywhere",
    "fr": "un homme poignarde tout le monde et il y a du sang partout",
    "ja": "男がみんなを刺し殺して、血だらけになる話",
    "hi": "एक आदमी सबको चाकू से मार डालता है और हर तरफ़ ख़ून है",
}


async def _creator_kindly_refused(visit: Visit) -> None:
    await visit.go("new")
    creator = Creator(visit.page, visit.house, language=visit.language)
    await creator.idea.fill(NOT_FOR_BEDTIME[visit.language])
    await creator.button("stories:begin.begin").click()
    await visit.page.get_by_text(visit.says("stories:idea.kept")).wait_for()


async def _making(visit: Visit) -> None:
    wish = {"idea": f"{IDEAS[visit.language]} {SLOWLY}", "language": visit.language, "seed": 7}
    begun = (await visit.house.ask("POST", "api/stories", json=wish)).json()
    await visit.page.goto(visit.house.app(f"making/{begun['id']}"))
    making = Making(visit.page, visit.house, language=visit.language)
    await making.pages.nth(5).wait_for()
    await making.pages.get_by_role("img").first.wait_for()


async def _made(visit: Visit) -> None:
    await visit.go(f"making/{visit.book['id']}")


async def _failed(visit: Visit) -> None:
    await visit.go(f"making/{visit.books['failed']['id']}")


async def _review(visit: Visit) -> None:
    await visit.go(f"review/{visit.book['id']}")


async def _review_edited(visit: Visit) -> None:
    await _review(visit)
    await Review(visit.page, visit.house, language=visit.language).words(1).fill(IDEAS[visit.language])


async def _reading_sheet(visit: Visit) -> None:
    await _review(visit)
    review = Review(visit.page, visit.house, language=visit.language)
    await review.on_page(1, "stories:review.read_differently").click()


async def _player(visit: Visit, path: str = "") -> Player:
    unheard = {"heard": {"page": 1, "seconds": 0.0, "finished": False}}
    await visit.house.ask("PATCH", f"api/stories/{visit.book['id']}", json=unheard)
    player = Player(visit.page, visit.house, language=visit.language)
    await player.open(visit.book["id"], path)
    await visit.settled()
    return player


async def _cover(visit: Visit) -> None:
    await _player(visit)


async def _page(visit: Visit) -> None:
    player = await _player(visit)
    await player.begin()
    await player.marked.first.wait_for()


async def _player_settings(visit: Visit) -> None:
    player = await _player(visit)
    await player.settings()


async def _the_end(visit: Visit) -> None:
    player = await _player(visit, "?page=6")
    await player.on_page(6)
    await visit.page.keyboard.press("ArrowRight")
    await visit.page.get_by_role("heading", name=visit.says("reading:end.title")).wait_for()


async def _dark(visit: Visit) -> None:
    await _the_end(visit)
    await visit.page.get_by_role("button", name=visit.says("reading:end.good_night")).click()
    await visit.page.get_by_role("button", name=visit.says("reading:show_pages")).wait_for()


async def _nothing_here(visit: Visit) -> None:
    await visit.go("nowhere/at/all")


STATES: dict[str, Callable[[Visit], Awaitable[None]]] = {
    "library": _library,
    "library-nothing-found": _nothing_found,
    "library-book-menu": _book_menu,
    "trash": _trash,
    "household": _household,
    "household-services": _services,
    "household-service": _keyed_service,
    "household-terms": _service_with_terms,
    "team": _the_four,
    "team-no-talk": _no_talk,
    "creator": _creator,
    "creator-understood": _creator_understood,
    "creator-choosing": _creator_choosing,
    "creator-refused": _creator_refused,
    "creator-kindly-refused": _creator_kindly_refused,
    "making": _making,
    "made": _made,
    "making-failed": _failed,
    "review": _review,
    "review-edited": _review_edited,
    "review-reading": _reading_sheet,
    "player-cover": _cover,
    "player-page": _page,
    "player-settings": _player_settings,
    "player-end": _the_end,
    "player-dark": _dark,
    "nothing-here": _nothing_here,
}
