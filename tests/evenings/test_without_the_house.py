from playwright.async_api import expect

from tests.evenings.conftest import OpenPage
from tests.evenings.engines import IN_GOOD_TIME
from tests.evenings.screens import Creator, Making, Player, Shelf
from tests.evenings.server import Server
from tests.evenings.watch import LOST


async def test_a_kept_book_plays_with_the_server_gone(own_house: Server, open_page: OpenPage) -> None:
    book = await own_house.tell("a lamb and a cloud")
    page = await open_page(own_house, expects=LOST)
    shelf, player = Shelf(page, own_house), Player(page, own_house)
    await shelf.keep(book["title"])

    # 1. The plug is pulled. The book's own address still opens, with its picture, its voice and its marks.
    await own_house.kill()
    await player.open(book["id"])
    await player.begin()
    await player.hears()
    await expect(player.marked).to_be_visible()
    assert await page.evaluate("document.querySelector('main img').naturalWidth > 0")
    await page.keyboard.press("ArrowRight")
    await player.on_page(2)
    await player.hears()

    # 2. The shelf shows what is here.
    await page.goto(own_house.app())
    await expect(page.get_by_text(shelf.says("shelf:offline.some"))).to_be_visible()
    await expect(page.get_by_role("link", name=book["title"])).to_be_visible()
    await expect(shelf.lost).to_be_visible()

    # 3. The house is back: so is everything, by itself.
    await own_house.start()
    await expect(shelf.lost).to_have_count(0, timeout=120_000)
    await expect(shelf.books.filter(has_text=book["title"]).first).to_be_visible()


async def test_a_story_goes_on_being_made_when_the_house_comes_back(
    own_house: Server, open_page: OpenPage
) -> None:
    page = await open_page(own_house, "new", expects=LOST)
    creator, making = Creator(page, own_house), Making(page, own_house)
    await creator.idea.fill(f"a mouse who walks {IN_GOOD_TIME}")
    await creator.begin()
    await expect(making.at_work("lifeline")).to_be_visible()

    await own_house.kill()
    await expect(making.lost).to_be_visible(timeout=120_000)
    await expect(making.pages).to_have_count(6)

    own_house.let_go_on()
    await own_house.start()
    await expect(making.lost).to_have_count(0, timeout=120_000)
    await making.ready()


async def test_a_wish_sent_to_nobody_waits_and_is_granted(own_house: Server, open_page: OpenPage) -> None:
    page = await open_page(own_house, "new", expects=LOST)
    creator = Creator(page, own_house)
    await creator.idea.fill("a robin on a chimney")
    await expect(creator.understood.get_by_text("Robin", exact=True)).to_be_visible()
    await own_house.kill()
    await creator.button("stories:begin.begin").click()
    await expect(creator.button("stories:begin.waiting")).to_be_visible()
    await expect(creator.idea).to_have_value("a robin on a chimney")
    await own_house.start()
    await page.wait_for_url("**/making/*", timeout=120_000)
    book = await own_house.story(page.url.rpartition("/")[2])
    assert book["idea"] == "a robin on a chimney"
