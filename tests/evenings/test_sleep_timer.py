from typing import Any

from playwright.async_api import Page, expect

from tests.evenings.conftest import Books, OpenPage
from tests.evenings.screens import Player, becomes
from tests.evenings.server import Server


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
    page = await open_page(house)
    player = await _listening(page, house, books["older"]["id"])
    await _set(player, "10 min")

    # 1. A touch in the last minutes gives all ten again.
    await _nearly_over(player)
    await page.keyboard.press("Shift")
    await becomes(player.sound, lambda sound: sound["level"] == 1)

    # 2. Nobody touches anything: the voice fades, and rests.
    before = await _nearly_over(player)
    await page.clock.fast_forward("00:20")
    await expect(page.get_by_text(player.says("reading:asleep"))).to_be_attached()
    asleep = await player.sound()
    assert asleep["paused"]

    # 3. The bookmark lies where the fade began, not where the voice fell silent.
    heard = (await house.story(books["older"]["id"]))["heard"]
    assert not heard["finished"]
    assert heard["seconds"] <= before["at"] + 5

    # 4. Whoever is still awake goes on with any key.
    await page.keyboard.press("Shift")
    await becomes(player.sound, lambda sound: not sound["paused"] and sound["at"] > asleep["at"] + 1)


async def _listening(page: Page, house: Server, id: str) -> Player:
    """The story is being read, by a clock that can be put forward."""
    player = Player(page, house)
    await page.clock.install()
    await player.open(id)
    await player.begin()
    await becomes(player.sound, lambda sound: not sound["paused"] and sound["at"] > 0.5)
    return player


async def _nearly_over(player: Player) -> dict[str, Any]:
    """Put the clock forward to the last fifteen of ten minutes just given. Returns where the voice was.

    The ten minutes run from the moment they are given, so nothing may be waited for in between: a page
    takes twenty seconds to read.
    """
    before = await becomes(player.sound, lambda sound: not sound["paused"])
    # Time counts from one look at the clock to the next, and a frame may be due since it was set.
    await player.page.clock.run_for(100)
    await player.page.clock.fast_forward("09:45")
    await becomes(player.sound, lambda sound: sound["level"] < 0.9 and not sound["paused"])
    return before
