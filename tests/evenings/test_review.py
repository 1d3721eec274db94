from playwright.async_api import expect

from tests.evenings.conftest import OpenPage
from tests.evenings.screens import Review, Shelf, becomes
from tests.evenings.server import Server


async def _etags(house: Server, id: str, part: str) -> list[str]:
    scenes = (await house.story(id))["scenes"]
    made = [f"api/stories/{id}/scenes/{scene['number']}/{part}" for scene in scenes if scene[part]]
    return [(await house.ask("HEAD", path)).headers["etag"] for path in made]


async def test_a_changed_sentence_has_only_its_page_read_again(house: Server, open_page: OpenPage) -> None:
    book = await house.tell("a bear who counts stars")
    id = book["id"]
    sounds, pictures = await _etags(house, id, "narration"), await _etags(house, id, "picture")
    page = await open_page(house)
    review = Review(page, house)
    await review.open(id)

    await review.words(2).fill("The bear counted to three. Then she yawned.")
    await review.on_page(2, "stories:review.save_words").click()
    await becomes(
        lambda: _text(house, id), lambda text: text == "The bear counted to three. Then she yawned."
    )
    # While it is read again, the page has no sound at all.
    now = await becomes(
        lambda: _etags(house, id, "narration"), lambda now: len(now) == len(sounds) and now != sounds
    )
    await expect(review.on_page(2, "stories:review.listen")).to_be_visible()
    assert [a == b for a, b in zip(sounds, now, strict=True)] == [True, False, True, True, True, True]
    assert pictures == await _etags(house, id, "picture")


async def test_a_page_is_painted_again_and_read_more_slowly_and_the_book_approved(
    house: Server, open_page: OpenPage
) -> None:
    book = await house.tell("a snail with a lantern")
    id = book["id"]
    pictures = await _etags(house, id, "picture")
    page = await open_page(house)
    review, shelf = Review(page, house), Shelf(page, house)
    await review.open(id)

    await review.on_page(3, "stories:review.paint_again").click()
    await becomes(lambda: _changed(house, id, pictures), lambda pages: pages == [3])

    await review.on_page(4, "stories:review.read_differently").click()
    sheet = page.get_by_role("dialog")
    await sheet.get_by_text(review.says("stories:reading.paces.0_8"), exact=True).click()
    await review.button("stories:reading.read_again").click()
    seconds = book["scenes"][3]["narration"]["seconds"]
    await becomes(lambda: _seconds(house, id), lambda now: now > seconds * 1.05)

    await review.button("stories:approve.approve").click()
    await expect(page.get_by_role("heading", name=shelf.says("shelf:title"), level=1)).to_be_visible()
    assert (await house.story(id))["approved_at"] is not None


async def _changed(house: Server, id: str, before: list[str]) -> list[int]:
    after = await _etags(house, id, "picture")
    return [n for n, (old, new) in enumerate(zip(before, after, strict=False), 1) if old != new]


async def _text(house: Server, id: str) -> str:
    return (await house.story(id))["scenes"][1]["text"]


async def _seconds(house: Server, id: str) -> float:
    return (await house.story(id))["scenes"][3]["narration"]["seconds"]
