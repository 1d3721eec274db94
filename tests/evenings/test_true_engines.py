from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.evenings.conftest import OpenPage
from tests.evenings.screens import Creator, Making, Player
from tests.evenings.server import TRUE, Server


@pytest.mark.slow
async def test_the_built_in_engines_tell_a_story_that_sounds(
    tmp_path: Path, site: None, open_page: OpenPage
) -> None:
    house = Server(tmp_path / "home", command=TRUE)
    try:
        await house.start()
        page = await open_page(house, "new")
        creator, making, player = Creator(page, house), Making(page, house), Player(page, house)

        # 1. A short story for a child of three.
        await creator.chip("child").first.click()
        sheet = page.get_by_role("dialog")
        await sheet.get_by_label(creator.says("stories:child.age")).fill("3")
        await page.keyboard.press("Escape")
        await creator.idea.fill("a small bear who looks for the moon")
        id = await creator.begin()

        # 2. Page one is painted and sounds; the rest follows.
        await making.link("stories:making.hear_first").click(timeout=120_000)
        await player.begin()
        await player.hears(seconds=2)
        await expect(player.marked).to_be_visible()
        await page.go_back()
        await making.ready(seconds=300)
        book = await house.story(id)
        assert book["age"] == 3
        assert {maker["engine"] for maker in book["made_by"].values()} == {"builtin", "painter", "kokoro"}
    finally:
        await house.stop()
