"""A style of the household's own, chosen where a story is asked for, paints the book."""

import re

from playwright.async_api import expect

from sandman.providers.illustration.diffusion.bases import base_at
from tests.api.shelved import shelve
from tests.evenings.conftest import OpenPage
from tests.evenings.screens import Creator, Making, Review
from tests.evenings.server import REPOSITORY, Server

BASE = REPOSITORY / "models" / "sandman-mini"


async def test_a_published_style_is_chosen_and_paints_the_book(
    own_house: Server, open_page: OpenPage
) -> None:
    base = base_at(str(BASE)).card
    shelve(own_house.home / "styles", "moonlit", 1, title="Moonlit", samples=1, base=base)
    page = await open_page(own_house, "new")
    creator, making, review = Creator(page, own_house), Making(page, own_house), Review(page, own_house)
    pictures = creator.says("stories:style.title")

    # 1. It is among the pictures there are to choose from, and stays chosen.
    await page.get_by_role("button", name=re.compile(pictures)).click()
    sheet = page.get_by_role("dialog", name=pictures)
    await sheet.get_by_text("Moonlit").click()
    await sheet.get_by_role("button", name=creator.says("stories:done")).click()
    await expect(page.get_by_role("button", name=re.compile(f"{pictures}.*Moonlit"))).to_be_visible()

    # 2. The book is painted in it, every page, and says so.
    await creator.idea.fill("a fox on the moon")
    id = await creator.begin()
    await making.ready()
    await expect(making.pages.get_by_role("img")).to_have_count(6)
    book = await own_house.story(id)
    assert book["request"]["style"] == "moonlit@1"
    await review.open(id)
    await page.get_by_text(review.says("stories:made_by.title")).first.click()
    await expect(page.get_by_text(re.compile("moonlit@1")).first).to_be_visible()
