from playwright.async_api import expect

from tests.evenings.conftest import OpenPage
from tests.evenings.screens import Review, Shelf, becomes
from tests.evenings.server import Server


async def _etags(house: Server, id: str, part: str) -> list[str]:
    return [
        (await house.ask("GET", f"api/stories/{id}/scenes/{n}/{part}")).headers["etag"] for n in range(1, 7)
    ]


async def test_a_changed_sentence_has_only_its_page_read_again(house: Server, open_page: OpenPage) -> None:
    book = await house.tell("a bear who counts stars")
    id = book["id"]
    sounds, pictures = await _etags(house, id, "narration"), await _etags(house, id, "picture")
    page = await open_page(house)
    review = Review(page, house)
    await review.open(id)

    await review.words(2).fill("The bear counted to three. Then she yawned.")
    await review.on_page(2, "stories:review.save_words").click()
    await expect(review.on_page(2, "stories:review.save_words")).to_have_count(0)
    await expect(review.on_page(2, "stories:review.listen")).to_be_visible()

    after = await house.story(id)
    assert after["scenes"][1]["text"] == "The bear counted to three. Then she yawned."
    assert [a == b for a, b in zip(sounds, await _etags(house, id, "narration"), strict=True)] == [
        True, False, True, True, True, True,
    ]  # fmt: skip
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
    await becomes(lambda: _seconds(house, id), lambda now: now > seconds * 1.15)

    await review.button("stories:approve.approve").click()
    await expect(page.get_by_role("heading", name=shelf.says("shelf:title"), level=1)).to_be_visible()
    assert (await house.story(id))["approved_at"] is not None


async def _changed(house: Server, id: str, before: list[str]) -> list[int]:
    after = await _etags(house, id, "picture")
    return [n for n, (old, new) in enumerate(zip(before, after, strict=True), 1) if old != new]


async def _seconds(house: Server, id: str) -> float:
    return (await house.story(id))["scenes"][3]["narration"]["seconds"]
