from typing import Any

import pytest
from playwright.async_api import expect

from tests.evenings.conftest import Books, OpenPage
from tests.evenings.following import off_by, watch
from tests.evenings.screens import Player, becomes
from tests.evenings.server import Server

AT_MOST_SECONDS = 0.08


@pytest.mark.parametrize(("book", "marks"), [("older", "word"), ("en", "sentence"), ("ja", "sentence")])
async def test_the_mark_follows_the_voice(
    house: Server, books: Books, open_page: OpenPage, book: str, marks: str
) -> None:
    page = await open_page(house)
    player = Player(page, house)
    await player.open(books[book]["id"])
    await player.begin()
    await player.hears(seconds=0.3)
    frames = await watch(page, 10)

    pages = {frame["page"] for frame in frames}
    heard = {
        n: (await house.ask("GET", f"api/stories/{books[book]['id']}/scenes/{n}/words")).json() for n in pages
    }
    off = [off_by(frame, heard[frame["page"]]["words"]) for frame in frames]
    assert max(off) <= AT_MOST_SECONDS, f"off by {max(off):.3f} s at {frames[off.index(max(off))]}"
    marked = [frame for frame in frames if frame["from"] is not None]
    assert len({(frame["page"], frame["from"]) for frame in marked}) > 1, "the mark never moved"
    assert any(frame["to"] > frame["from"] for frame in marked) == (marks == "sentence")


async def test_a_tapped_word_is_heard_from_there_and_the_page_turns_by_itself(
    house: Server, books: Books, open_page: OpenPage
) -> None:
    page = await open_page(house)
    player = Player(page, house)
    await player.open(books["en"]["id"])
    await player.begin()
    await player.on_page(1)
    words = books["en"]["scenes"][0]["narration"]["words"]
    await player.hear_from(words[-1]["text"])
    await becomes(player.sound, lambda sound: sound["at"] >= words[-1]["start"])
    await player.on_page(2)
    await player.hears()


async def test_each_mode_reads_as_it_says(house: Server, books: Books, open_page: OpenPage) -> None:
    book = books["en"]
    last_word = book["scenes"][0]["narration"]["words"][-1]["text"]
    page = await open_page(house, mode="read")
    player = Player(page, house)
    # 1. Read to me: the voice stops at the page's end, and the child turns it.
    await player.open(book["id"])
    await player.begin()
    await player.hear_from(last_word)
    await expect(player.button("reading:play")).to_be_visible()
    await player.on_page(1)
    await player.button("reading:next_page").click()
    await player.on_page(2)
    await player.hears()
    # 2. I read: no voice.
    await (await player.settings()).get_by_text(player.says("reading:mode.self")).click()
    await page.keyboard.press("Escape")
    await becomes(player.sound, lambda sound: sound["paused"])
    await page.keyboard.press("ArrowRight")
    await player.on_page(3)
    await page.wait_for_timeout(500)
    assert (await player.sound())["paused"]
    # 3. Listen: a dark screen, and the way back to the pages.
    await (await player.settings()).get_by_text(player.says("reading:mode.listen")).click()
    await page.keyboard.press("Escape")
    await expect(player.button("reading:show_pages")).to_be_visible()


async def test_the_story_is_taken_up_where_it_was_left(
    house: Server, books: Books, open_page: OpenPage
) -> None:
    id = books["fr"]["id"]
    page = await open_page(house)
    player = Player(page, house)
    await player.open(id)
    await player.begin()
    await page.keyboard.press("ArrowRight")
    await player.on_page(2)
    words = books["fr"]["scenes"][1]["narration"]["words"]
    # Far from the page's end, where the next page would open by itself.
    texts = [word["text"] for word in words]
    halfway = next(word for word in words[len(words) // 3 :] if texts.count(word["text"]) == 1)
    await player.hear_from(halfway["text"])
    await becomes(player.sound, lambda sound: not sound["paused"] and sound["at"] > halfway["start"])
    await page.keyboard.press(" ")
    await player.button("reading:leave").click()
    await expect(page.get_by_role("heading", name="Library")).to_be_visible()
    # Told by the page in its own time.
    heard = await becomes(lambda: _heard(house, id), lambda heard: heard["page"] == 2)
    assert not heard["finished"]

    await player.open(id)
    await player.on_page(2)
    await player.button("reading:play").click()
    await player.hears(seconds=0.3)
    assert 0 < (await player.sound())["at"] < words[-1]["end"]


async def test_the_end_offers_good_night_and_once_more(
    house: Server, books: Books, open_page: OpenPage
) -> None:
    page = await open_page(house)
    player = Player(page, house)
    await player.open(books["hi"]["id"], "?page=6")
    await player.on_page(6)
    await player.hear_from(books["hi"]["scenes"][5]["narration"]["words"][-1]["text"])
    await expect(page.get_by_role("heading", name=player.says("reading:end.title"))).to_be_visible()
    await becomes(lambda: _heard(house, books["hi"]["id"]), lambda heard: heard["finished"])
    await player.button("reading:end.again").click()
    await player.on_page(1)
    await player.hears()


async def test_a_locked_story_lets_only_grown_ups_leave(
    house: Server, books: Books, open_page: OpenPage
) -> None:
    page = await open_page(house, childLock=True)
    player = Player(page, house)
    await player.open(books["en"]["id"])
    await player.begin()
    await player.button("reading:leave").click()
    await expect(page.get_by_role("dialog", name=player.says("reading:gate.title"))).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(player.place).to_be_visible()
    assert "/read/" in page.url


async def _heard(house: Server, id: str) -> dict[str, Any]:
    heard: dict[str, Any] = (await house.story(id))["heard"]
    return heard
