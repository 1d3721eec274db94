import re

from playwright.async_api import expect

from tests.evenings.conftest import OpenPage
from tests.evenings.engines import HOARSE, ILL, IN_GOOD_TIME, SLOWLY
from tests.evenings.screens import Creator, Making, Player, Shelf
from tests.evenings.server import Server
from tests.evenings.watch import REFUSED


async def test_a_sentence_becomes_a_story_that_can_be_heard_while_it_is_made(
    house: Server, open_page: OpenPage
) -> None:
    page = await open_page(house, "new")
    creator, making, player = Creator(page, house), Making(page, house), Player(page, house)

    # 1. One sentence; the house says what it understood.
    house.hold()
    await creator.idea.fill(f"a shy dragon looks {SLOWLY} for the moon, {IN_GOOD_TIME}")
    await expect(creator.understood.get_by_text("Dragon", exact=True)).to_be_visible()
    id = await creator.begin()

    # 2. The words are there at once; the painter and the reader are seen at work.
    await expect(making.pages).to_have_count(6)
    await expect(making.says_now("lanes.pathfinder.written")).to_be_visible()
    await expect(making.at_work("lifeline")).to_be_visible()

    # 3. Page one plays while later pages are still to come.
    await making.link("stories:making.hear_first").click()
    assert (await house.story(id))["state"] == "making"
    await player.begin()
    await player.hears()

    # 4. Back in the making, the book becomes whole.
    house.let_go_on()
    await page.go_back()
    await making.ready()
    await expect(making.pages.get_by_role("img")).to_have_count(6)
    await expect(making.says_now("lanes.firefly.done")).to_be_visible()
    await expect(making.says_now("lanes.lifeline.done")).to_be_visible()


async def test_what_was_misunderstood_is_put_right_before_the_story_begins(
    house: Server, open_page: OpenPage
) -> None:
    page = await open_page(house, "new")
    creator = Creator(page, house)
    await creator.idea.fill("a fox in a lighthouse")
    await creator.button("stories:understood.take_out", name="Fox").click()
    await expect(creator.button("stories:understood.put_back", name="Fox")).to_be_visible()
    id = await creator.begin()
    book = await house.story(id)
    assert "hero" in book["request"]["without"]
    assert book["request"]["idea"] == "a fox in a lighthouse"


async def test_stopping_keeps_what_is_made_and_going_on_finishes_it(
    house: Server, open_page: OpenPage
) -> None:
    page = await open_page(house, "new")
    creator, making = Creator(page, house), Making(page, house)
    house.hold()
    await creator.idea.fill(f"an owl who flies {SLOWLY}, {IN_GOOD_TIME}")
    await creator.begin()
    await expect(making.link("stories:making.hear_first")).to_be_visible()
    await making.button("stories:making.cancel").click()
    await expect(making.says_now("making.state.cancelled")).to_be_visible()
    await expect(page.get_by_text("whole and kept")).to_be_visible()
    house.let_go_on()
    await making.button("stories:making.go_on").click()
    await making.ready()


async def test_a_fallback_is_told_in_plain_words(house: Server, open_page: OpenPage) -> None:
    page = await open_page(house, "new")
    creator, making = Creator(page, house), Making(page, house)
    await creator.idea.fill(f"a hedgehog whose {ILL}")
    await creator.begin()
    await making.ready()
    await expect(page.get_by_text("the guest painter is ill today").first).to_be_visible()


async def test_a_book_that_fails_says_why_and_keeps_its_pages(house: Server, open_page: OpenPage) -> None:
    page = await open_page(house, "new")
    creator, making = Creator(page, house), Making(page, house)
    await creator.idea.fill(f"a {HOARSE} frog")
    id = await creator.begin()
    await expect(page.get_by_text("the narrator has lost her voice").first).to_be_visible(timeout=120_000)
    await expect(page.get_by_text("give her some tea").first).to_be_visible()
    await expect(making.pages.get_by_role("img")).to_have_count(6)
    # A child who opens it all the same meets pictures and words, and no error.
    player = Player(page, house)
    await player.open(id)
    await player.begin()
    await expect(player.button("reading:pause")).to_be_visible()
    await expect(page.get_by_text("lost her voice")).to_have_count(0)


async def test_an_idea_that_is_too_long_is_refused_beside_its_field_and_kept(
    house: Server, open_page: OpenPage
) -> None:
    page = await open_page(house, "new", expects=REFUSED)
    creator = Creator(page, house)
    idea = "a fox " * 500
    await creator.idea.fill(idea)
    await page.get_by_role("button", name=creator.says("stories:begin.begin")).click()
    await expect(creator.idea).to_have_accessible_description(re.compile("a story starts from at most 2,000"))
    await page.reload()
    await expect(creator.idea).to_have_value(idea)


async def test_what_was_typed_outlives_a_reload(house: Server, open_page: OpenPage) -> None:
    page = await open_page(house, "new")
    creator, shelf = Creator(page, house), Shelf(page, house)
    await creator.idea.fill("a whale who hums")
    await shelf.open()
    await creator.open()
    await page.reload()
    await expect(creator.idea).to_have_value("a whale who hums")
