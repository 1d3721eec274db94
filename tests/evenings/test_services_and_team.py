import re

from playwright.async_api import expect

from tests.evenings.conftest import OpenPage
from tests.evenings.engines import FORGETFUL, IN_GOOD_TIME, LINE_BY_LINE
from tests.evenings.screens import Creator, Household, Making, Talk
from tests.evenings.server import Server
from tests.evenings.states import NOT_FOR_BEDTIME
from tests.evenings.watch import REFUSED
from tests.vendors.mistral import MistralStandIn


async def test_a_key_is_kept_tried_talked_with_and_removed_and_never_shown(
    house: Server, mistral: tuple[MistralStandIn, str], open_page: OpenPage
) -> None:
    vendor, _ = mistral
    page = await open_page(house)
    household, talk = Household(page, house), Talk(page, house)

    # 1. Without a key nobody can talk, and it says what that needs.
    await talk.open("doc")
    await talk.needs.get_by_role("link", name=talk.says("team:needs.where")).click()

    # 2. A key goes in, and only its end is seen again.
    sheet = await household.service("mistral")
    await sheet.get_by_label(household.says("household:engines.key.label"), exact=True).fill(vendor.key)
    await sheet.get_by_role("button", name=household.says("household:engines.key.save")).click()
    kept = sheet.get_by_text(household.says("household:engines.key.kept", ending=f"…{vendor.key[-4:]}"))
    await expect(kept).to_be_visible()
    assert vendor.key not in await page.content()
    assert vendor.key not in house.said()

    # 3. It works, and Doc talks.
    await sheet.get_by_role("button", name=household.says("household:engines.test.try")).click()
    await expect(sheet.get_by_text(household.says.like("household:engines.test.took"))).to_be_visible()
    await talk.open("doc")
    vendor.say("A snail it is, then.")
    await talk.message("doc").fill("Which animal is slow?")
    await page.keyboard.press("Enter")
    await expect(talk.said.get_by_text("A snail it is, then.")).to_be_visible()
    await page.reload()
    await expect(talk.said.get_by_text("A snail it is, then.")).to_be_visible()

    # 4. Removed, it is gone.
    await household.open()
    sheet = await household.service("mistral")
    await sheet.get_by_role("button", name=household.says("household:engines.key.remove")).click()
    await sheet.get_by_role("button", name=household.says("household:engines.key.yes")).click()
    await expect(sheet.get_by_text(household.says("household:engines.state.no_key"))).to_be_visible()
    await talk.open("doc")
    await expect(talk.needs).to_be_visible()


async def test_an_idea_that_is_not_for_bedtime_is_refused_kindly_and_kept(
    house: Server, open_page: OpenPage
) -> None:
    page = await open_page(house, "new", expects=REFUSED)
    creator, making = Creator(page, house), Making(page, house)
    await creator.idea.fill(NOT_FOR_BEDTIME["en"])
    await creator.button("stories:begin.begin").click()
    await expect(creator.idea).to_have_accessible_description(re.compile("How about .* Your idea is kept"))
    await expect(creator.idea).to_have_value(NOT_FOR_BEDTIME["en"])

    # A scary one is told gentler, which is said before anything is begun, and to the parent afterwards.
    await creator.idea.fill("a knight with a sword fights a scary monster")
    softened = page.get_by_text("We made a few things gentler for bedtime")
    await expect(softened).to_be_visible()
    id = await creator.begin()
    await making.ready()
    await page.goto(house.app(f"review/{id}"))
    await expect(softened).to_be_visible()
    await expect(page.get_by_text(re.compile("^Looked at by: the house rules"))).to_be_visible()


async def test_pages_are_read_while_the_story_is_still_being_written(
    house: Server, open_page: OpenPage
) -> None:
    page = await open_page(house, "new")
    creator, making = Creator(page, house), Making(page, house)
    house.hold()
    await creator.idea.fill(f"a hare who draws {LINE_BY_LINE}, {IN_GOOD_TIME}")
    id = await creator.begin()
    await expect(making.says_now("lanes.pathfinder.writes_page", page=3)).to_be_visible()
    assert (await house.story(id))["state"] == "writing"
    first = (await house.story(id))["scenes"][0]
    await expect(making.pages.nth(0)).to_contain_text(first["text"].split("\n")[0])
    house.let_go_on()
    await expect(making.pages).to_have_count(6)
    await making.ready()
    await expect(making.says_now("lanes.pathfinder.written")).to_be_visible()


async def test_a_story_that_is_told_anew_shows_its_new_pages_and_who_told_them(
    house: Server, open_page: OpenPage
) -> None:
    page = await open_page(house, "new")
    creator, making = Creator(page, house), Making(page, house)
    house.hold()
    await creator.idea.fill(f"a goat who {FORGETFUL}")
    id = await creator.begin()
    await expect(making.pages.nth(0).get_by_role("heading")).to_be_visible()
    before = await making.pages.nth(0).inner_text()
    # Both pages hang there painted before they are lost: one still on its way would not be found any more.
    for page_told in range(2):
        await expect(making.pages.nth(page_told).get_by_role("img")).to_have_css("opacity", "1")
    house.let_go_on()
    await making.ready()
    reason = "the guest storyteller has lost the thread"
    await expect(page.get_by_text(making.says("stories:fell_back.story", reason=reason))).to_be_visible()
    told = (await house.story(id))["scenes"][0]
    await expect(making.pages.nth(0)).to_contain_text(told["text"].split("\n")[0])
    assert told["text"].split("\n")[0] not in before
