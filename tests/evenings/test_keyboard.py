from playwright.async_api import Locator, expect

from tests.evenings.conftest import OpenPage
from tests.evenings.screens import Creator, Making, Player, Shelf
from tests.evenings.server import Server

MOST_STOPS = 60


async def _to(target: Locator) -> None:
    """Press Tab until `target` has the focus, and a ring that shows it."""
    await target.first.wait_for()
    for _ in range(MOST_STOPS):
        await target.page.keyboard.press("Tab")
        if await target.first.evaluate("it => it === document.activeElement"):
            ring = await target.first.evaluate("it => getComputedStyle(it).outlineStyle")
            assert ring != "none", f"no ring around {target}"
            return
    raise AssertionError(f"{target} is not reached by {MOST_STOPS} presses of Tab")


async def test_from_the_shelf_to_the_last_page_and_back_without_a_mouse(
    house: Server, open_page: OpenPage
) -> None:
    page = await open_page(house)
    shelf, creator = Shelf(page, house), Creator(page, house)
    making, player = Making(page, house), Player(page, house)
    keys = page.keyboard
    await expect(shelf.heading).to_be_visible()

    # 1. From the shelf to a new story, told in one sentence.
    await _to(page.get_by_role("link", name=creator.says("ui:nav.newStory")))
    await keys.press("Enter")
    await _to(creator.idea)
    await keys.type("an otter who holds hands")
    await expect(creator.understood.get_by_text("Otter", exact=True)).to_be_visible()
    await _to(creator.button("stories:begin.begin"))
    await keys.press("Enter")
    await making.ready()

    # 2. Into the book, page by page, to its end.
    await _to(making.link("stories:making.play"))
    await keys.press("Enter")
    await _to(player.button("reading:begin"))
    await keys.press("Enter")
    for page_number in range(1, 6):
        await player.on_page(page_number)
        await keys.press("ArrowRight")
    await player.on_page(6)
    await keys.press(" ")
    await expect(player.button("reading:play")).to_be_visible()
    await keys.press("ArrowRight")
    await expect(page.get_by_role("heading", name=player.says("reading:end.title"))).to_be_focused()

    # 3. And home.
    await _to(player.button("reading:leave").first)
    await keys.press("Enter")
    await expect(page.get_by_role("heading", name=shelf.says("shelf:title"), level=1)).to_be_visible()


async def test_a_sheet_keeps_the_focus_and_gives_it_back(house: Server, open_page: OpenPage) -> None:
    page = await open_page(house, "new")
    creator = Creator(page, house)
    chip = creator.chip("hero").first
    await _to(chip)
    await page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog")
    await expect(sheet).to_be_visible()
    for _ in range(8):
        await page.keyboard.press("Tab")
        inside = await page.evaluate(
            "document.activeElement === document.body || document.activeElement.closest('dialog') !== null"
        )
        assert inside, "the focus left the sheet"
    await page.keyboard.press("Escape")
    await expect(sheet).to_have_count(0)
    await expect(chip).to_be_focused()
