"""The screens as somebody uses them: things are found by role and label, in any language of the interface."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from playwright.async_api import Locator, Page

from tests.evenings.browser import PATIENCE_MS
from tests.evenings.server import Server
from tests.evenings.words import Words

Answer = TypeVar("Answer")


async def becomes(ask: Callable[[], Awaitable[Answer]], right: Callable[[Answer], bool]) -> Answer:
    """Ask until the answer is right. Fails with the last answer when patience ends."""
    loop = asyncio.get_running_loop()
    until = loop.time() + PATIENCE_MS / 1000
    while not right(answer := await ask()):
        assert loop.time() < until, f"it stays {answer!r}"
        await asyncio.sleep(0.1)
    return answer


class Screen:
    """What every screen has."""

    def __init__(self, page: Page, house: Server, *, language: str = "en") -> None:
        self.page = page
        self.house = house
        self.says = Words(language)

    def button(self, key: str, **values: object) -> Locator:
        """A button by its words."""
        return self.page.get_by_role("button", name=self.says(key, **values), exact=True)

    def link(self, key: str, **values: object) -> Locator:
        """A link by its words."""
        return self.page.get_by_role("link", name=self.says(key, **values), exact=True)

    @property
    def heading(self) -> Locator:
        """The screen's own heading."""
        return self.page.get_by_role("heading", level=1)

    @property
    def lost(self) -> Locator:
        """The banner that says that the house does not answer."""
        return self.page.get_by_text(self.says("ui:gone"))


class Shelf(Screen):
    """The Library."""

    async def open(self) -> None:
        """Go there."""
        await self.page.goto(self.house.app())
        await self.page.get_by_role("heading", name=self.says("shelf:title"), level=1).wait_for()

    @property
    def books(self) -> Locator:
        """Every book on the shelf, in whatever row it stands."""
        return self.page.get_by_role("main").get_by_role("article")

    @property
    def search(self) -> Locator:
        """Where one types."""
        return self.page.get_by_role("searchbox", name=self.says("shelf:search"))

    async def menu(self, title: str) -> Locator:
        """The sheet of everything that can be done with a book, opened."""
        await self.button("shelf:card.menu", title=title).last.click()
        return self.page.get_by_role("dialog", name=title)

    async def keep(self, title: str) -> None:
        """Keep a book on the device, and wait until it is."""
        sheet = await self.menu(title)
        await sheet.get_by_text(self.says("shelf:download.start")).click()
        await sheet.get_by_text(self.says("shelf:download.kept")).wait_for(timeout=120_000)
        await sheet.get_by_role("button", name=self.says("ui:close")).click()


class Creator(Screen):
    """Where a story is asked for."""

    async def open(self) -> None:
        """Go there from the navigation."""
        await self.page.get_by_role("navigation").get_by_text(self.says("ui:nav.newStory")).click()
        await self.idea.wait_for()

    @property
    def idea(self) -> Locator:
        """The box for one sentence."""
        return self.page.get_by_role("textbox", name=self.says("stories:idea.label"))

    def chip(self, slot: str) -> Locator:
        """The chip of a slot or a setting."""
        return self.page.get_by_role("button", name=re.compile(re.escape(self.says(f"stories:slot.{slot}"))))

    @property
    def understood(self) -> Locator:
        """What the house made of the sentence."""
        return self.page.get_by_role("region", name=self.says("stories:understood.title"))

    async def begin(self) -> str:
        """Ask for the story; the new book's id."""
        await self.button("stories:begin.begin").click()
        await self.page.wait_for_url("**/making/*")
        return self.page.url.rpartition("/")[2]


class Making(Screen):
    """A book in the making."""

    async def open(self, id: str) -> None:
        """Go there."""
        await self.page.goto(self.house.app(f"making/{id}"))

    def says_now(self, key: str, **values: object) -> Locator:
        """A lane's sentence, or the whole book's."""
        return self.page.get_by_text(self.says(f"stories:{key}", **values), exact=True)

    def at_work(self, agent: str) -> Locator:
        """The sentence of a lane that is busy with some page."""
        return self.page.get_by_text(self.says.like(f"stories:lanes.{agent}.works"))

    @property
    def pages(self) -> Locator:
        """The book's pages as far as they are made."""
        return self.page.get_by_role("region", name=self.says("stories:making.pages")).get_by_role("listitem")

    async def ready(self, *, seconds: float = 120) -> None:
        """Wait until the book is whole."""
        await self.says_now("making.state.ready").wait_for(timeout=seconds * 1000)


class Review(Screen):
    """A book before a child sees it."""

    async def open(self, id: str) -> None:
        """Go there."""
        await self.page.goto(self.house.app(f"review/{id}"))

    def words(self, page: int) -> Locator:
        """The words of a page, to be changed."""
        return self.page.get_by_role("textbox", name=self.says("stories:review.words", page=page), exact=True)

    def page_of_book(self, page: int) -> Locator:
        """One page with all its buttons."""
        return self.page.get_by_role("article").nth(page - 1)

    def on_page(self, page: int, key: str) -> Locator:
        """A button of one page."""
        return self.page_of_book(page).get_by_role("button", name=self.says(key), exact=True)


class Household(Screen):
    """How the family likes it, and who makes its stories."""

    async def open(self) -> None:
        """Go where its services lie unfolded."""
        await self.page.goto(self.house.app("household#engines"))
        await self.page.reload()  # from the same screen, the address alone would leave its sheet open
        await self.page.get_by_text(self.says("household:engines.fold")).wait_for()

    async def service(self, id: str) -> Locator:
        """The sheet of a service, opened."""
        name = self.says(f"household:engines.services.{id}.name")
        good = self.says(f"household:engines.services.{id}.good")
        await self.page.get_by_role("button", name=re.compile(re.escape(good))).click()
        return self.page.get_by_role("dialog", name=name)


class Talk(Screen):
    """A talk with one of the four."""

    async def open(self, agent: str) -> None:
        """Go there."""
        await self.page.goto(self.house.app(f"team/{agent}"))
        await self.page.get_by_role("heading", name=self.name(agent), level=1).wait_for()

    def name(self, agent: str) -> str:
        """What one of the four is called."""
        return self.says(f"team:members.{agent}.name")

    def message(self, agent: str) -> Locator:
        """The line to write on."""
        return self.page.get_by_role("textbox", name=self.says("team:talk.message", name=self.name(agent)))

    @property
    def said(self) -> Locator:
        """What was said so far."""
        return self.page.get_by_role("log")

    @property
    def needs(self) -> Locator:
        """What a talk would need."""
        return self.page.get_by_role("region", name=self.says("team:needs.title"))


class Player(Screen):
    """A book, open."""

    async def open(self, id: str, path: str = "") -> None:
        """Open it at its cover."""
        await self.page.goto(self.house.app(f"read/{id}{path}"))

    async def begin(self) -> None:
        """From the cover into the story."""
        await self.button("reading:begin").click()
        await self.place.wait_for()

    @property
    def place(self) -> Locator:
        """The moons that say which page is open."""
        return self.page.get_by_role("img", name=self.says.like("reading:page_of"))

    async def on_page(self, page: int, pages: int = 6, *, seconds: float = 60) -> None:
        """Wait until a page is open."""
        name = self.says("reading:page_of", page=page, pages=pages)
        await self.page.get_by_role("img", name=name, exact=True).wait_for(timeout=seconds * 1000)

    @property
    def marked(self) -> Locator:
        """The word or sentence that is being read."""
        return self.page.locator("[data-now]").and_(self.page.locator("[data-word], [data-sentence]"))

    async def hear_from(self, word: str) -> None:
        """Tap a word of the page."""
        await self.page.get_by_text(word, exact=True).last.click()

    async def settings(self) -> Locator:
        """What a parent sets for the evening, opened."""
        await self.button("reading:settings").click()
        return self.page.get_by_role("dialog", name=self.says("reading:settings"))

    async def sound(self) -> dict[str, Any]:
        """The sound's clock and state."""
        found: dict[str, Any] = await self.page.evaluate(
            "() => { const s = window.lastSound; return s"
            " ? {at: s.currentTime, paused: s.paused, level: s.volume, src: s.src} : {paused: true}; }"
        )
        return found

    async def hears(self, *, seconds: float = 1.0) -> None:
        """The story sounds, and its clock goes on as a clock does."""
        await self.page.wait_for_timeout(400)
        before = await becomes(self.sound, lambda sound: not sound["paused"])
        await self.page.wait_for_timeout(seconds * 1000)
        after = await self.sound()
        assert after["src"] != before["src"] or after["at"] > before["at"] + seconds * 0.7, (before, after)
