from contextlib import suppress
from typing import Any

from playwright.async_api import Page, expect

from tests.evenings.conftest import Books, OpenPage
from tests.evenings.screens import Player, becomes
from tests.evenings.server import Server

JUMPS = 5
PAGES = 3


class Unmoved(Exception):
    """The clock was put forward and nothing came of it."""


async def _set(player: Player, choice: str) -> None:
    sheet = await player.settings()
    await sheet.get_by_text(choice, exact=True).click()
    await player.page.keyboard.press("Escape")
    await expect(player.page.get_by_text(player.says("reading:sleep.set"))).to_be_attached()


async def test_at_the_end_of_the_page_the_story_rests(
    house: Server, books: Books, open_page: OpenPage
) -> None:
    page = await open_page(house)
    player = Player(page, house)
    await player.open(books["en"]["id"])
    await player.begin()
    await _set(player, player.says("reading:sleep.page"))
    await player.hear_from(books["en"]["scenes"][0]["narration"]["words"][-1]["text"])
    await expect(player.button("reading:play")).to_be_visible()
    await page.wait_for_timeout(1500)
    await player.on_page(1)
    assert (await player.sound())["paused"]


async def test_minutes_fade_stop_and_rewind_by_the_fade(
    house: Server, books: Books, open_page: OpenPage
) -> None:
    # 1. A touch in the last minutes gives all ten again.
    page, player = await _listening_nearly_over(open_page, house, books["older"]["id"])
    await page.keyboard.press("Shift")
    await becomes(player.sound, lambda sound: sound["level"] == 1)

    # 2. Nobody touches anything: the voice fades, and rests.
    before = await _nearly_over(player)
    await page.clock.fast_forward("00:20")
    await expect(page.get_by_text(player.says("reading:asleep"))).to_be_attached()
    assert (await player.sound())["paused"]

    # 3. The bookmark lies where the fade began, not where the voice fell silent.
    heard = (await house.story(books["older"]["id"]))["heard"]
    assert not heard["finished"]
    assert heard["seconds"] <= before["at"] + 5

    # 4. Whoever is still awake goes on with any key.
    await page.keyboard.press("Shift")
    await player.hears()


async def _listening(page: Page, house: Server, id: str) -> Player:
    """The story is being read, by a clock that can be put forward."""
    player = Player(page, house)
    await page.clock.install()
    await player.open(id)
    await player.begin()
    await player.hears(seconds=0.5)
    return player


async def _listening_nearly_over(open_page: OpenPage, house: Server, id: str) -> tuple[Page, Player]:
    """The last seconds of ten minutes; on another page where a busy browser's clock stood still in a jump."""
    for _ in range(PAGES):
        page = await open_page(house)
        player = await _listening(page, house, id)
        await _set(player, "10 min")
        with suppress(Unmoved):
            await _nearly_over(player)
            return page, player
        await page.close()
    raise AssertionError(f"on {PAGES} pages the voice did not fade")


async def _nearly_over(player: Player) -> dict[str, Any]:
    """Put the clock forward until the voice fades. Returns where it was when it began to.

    Only time that somebody was seen to listen counts. On a busy machine a page may have been turned and not
    been looked at yet when the clock jumps; that jump takes nothing off, and another is made.
    """
    for _ in range(JUMPS):
        before = await _early_on_a_page(player)
        await player.page.clock.fast_forward("09:45")
        with suppress(AssertionError):
            await becomes(player.sound, lambda sound: sound["level"] < 0.9, patience_ms=2000)
            return before
    raise Unmoved(f"the voice does not fade after {JUMPS} jumps of the clock")


async def _early_on_a_page(player: Player) -> dict[str, Any]:
    """Only listening counts: between two pages no time would be taken off the ten minutes."""
    return await becomes(player.sound, lambda sound: not sound["paused"] and 0.2 < sound["at"] < 2)
