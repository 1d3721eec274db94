"""A style of the household's own, chosen where a story is asked for, paints the book."""

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from sandman.finetune.base import find_folder
from sandman.finetune.publish import publish
from tests.evenings.conftest import OpenPage
from tests.evenings.screens import Creator, Making, Review
from tests.evenings.server import Server
from tests.style.publish.trained import a_training
from tests.style.tiny import sd_tiny


@pytest.mark.slow
async def test_a_published_style_is_chosen_and_paints_the_book(
    own_house: Server, open_page: OpenPage, tmp_path: Path
) -> None:
    base = find_folder(sd_tiny(tmp_path / "bases"))
    training = a_training(tmp_path / "training", base)
    publish(training, name="moonlit", styles=own_house.home / "styles", title="Moonlit")
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
    await making.ready(seconds=240)
    await expect(making.pages.get_by_role("img")).to_have_count(6)
    book = await own_house.story(id)
    assert book["made_by"]["picture"]["engine"] == "diffusion"
    await review.open(id)
    await page.get_by_text(review.says("stories:made_by.title")).first.click()
    await expect(page.get_by_text(re.compile("moonlit@1")).first).to_be_visible()
