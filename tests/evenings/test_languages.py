import re

import pytest
from playwright.async_api import Page, expect

from tests.evenings.conftest import Books, OpenPage
from tests.evenings.screens import Player, Shelf
from tests.evenings.server import Server
from tests.evenings.states import STATES, Visit
from tests.evenings.watch import REFUSED
from tests.evenings.words import every_text

OUR_FACES = {
    "en": {"Literata", "Mukta"},
    "fr": {"Literata", "Mukta"},
    "ja": {"Klee One", "Zen Maru Gothic", "Literata", "Mukta"},
    "hi": {"Tiro Devanagari Hindi", "Mukta", "Literata"},
}
SHOWN_TEXTS = """
() => {
  const texts = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) texts.add(node.data.trim());
  for (const element of document.querySelectorAll("[aria-label], [placeholder], [title]"))
    for (const name of ["aria-label", "placeholder", "title"]) texts.add(element.getAttribute(name) ?? "");
  texts.add(document.title);
  return [...texts].filter(Boolean);
}
"""
KEY = re.compile(r"^(\w+:)?[a-z]+(_[a-z]+)*(\.[a-zA-Z_0-9]+)+$|\{\{|undefined|NaN|\[object")
"""A key where words should be, or a hole that nobody filled."""
SCREENS = [name for name in STATES if name != "making"]


@pytest.mark.parametrize("language", ["fr", "ja", "hi"])
async def test_every_screen_speaks_the_readers_language(
    house: Server, books: Books, open_page: OpenPage, language: str
) -> None:
    english, own = every_text("en"), set(every_text(language).values())
    foreign = {text for key, text in english.items() if text not in own and len(text) > 2}
    page = await open_page(house, language=language, interface=language, expects=REFUSED)
    wrong: list[str] = []
    for name in SCREENS:
        await page.evaluate("sessionStorage.clear()")
        await STATES[name](Visit(page, house, books, language))
        assert await page.locator("html").get_attribute("lang") == language
        texts: list[str] = await page.evaluate(SHOWN_TEXTS)
        wrong += [f"{name}: {text}" for text in texts if KEY.search(text) or text in foreign]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", ["en", "fr", "ja", "hi"])
async def test_stories_and_screens_are_set_in_our_own_faces(
    house: Server, books: Books, open_page: OpenPage, language: str
) -> None:
    page = await open_page(house, language=language, interface=language)
    for name in ("library", "review", "player-page"):
        await STATES[name](Visit(page, house, books, language))
        await page.evaluate("document.fonts.ready.then(() => 0)")
        others = {face for face in await _faces(page) if face not in _everybodys(language)}
        assert not others, f"{name}: {others}"


async def test_japanese_has_readings_over_its_kanji_once_a_child_reads(
    house: Server, books: Books, open_page: OpenPage
) -> None:
    page = await open_page(house, language="ja", interface="ja")
    player = Player(page, house, language="ja")
    ruby = page.locator("[data-sentence] ruby")

    await player.open(books["ja-older"]["id"], "?page=2")
    await expect(ruby.first).to_be_visible()
    readings = await ruby.locator("rt").all_inner_texts()
    assert all(re.fullmatch(r"[\u3041-\u30ff]+", reading) for reading in readings), readings
    bases = await ruby.evaluate_all("all => all.map((one) => one.firstChild.data)")
    assert all(re.fullmatch(r"[\u3400-\u9fff々〆ヶ]+", base) for base in bases), bases
    shown = "".join(await page.locator("[data-sentence]").all_inner_texts())
    assert len(re.findall(r"[\u3400-\u9fff]+", shown)) == len(bases), "kanji without a reading"

    await player.open(books["ja"]["id"], "?page=2")
    await expect(page.locator("[data-sentence]").first).to_be_visible()
    await expect(ruby).to_have_count(0)


async def test_a_hindi_story_is_marked_as_hindi_on_an_english_shelf(
    house: Server, books: Books, open_page: OpenPage
) -> None:
    page = await open_page(house)
    shelf = Shelf(page, house)
    await shelf.open()
    title = page.get_by_role("heading", name=books["hi"]["title"]).first
    await expect(title).to_have_attribute("lang", "hi")
    await shelf.search.fill("लोमड़ी")
    await expect(shelf.books.filter(has_text=books["hi"]["title"]).first).to_be_visible()
    await expect(shelf.books.filter(has_text=books["en"]["title"])).to_have_count(0)


def _everybodys(language: str) -> set[str]:
    # A shelf holds titles in every language.
    return OUR_FACES[language] | set().union(*OUR_FACES.values())


async def _faces(page: Page) -> set[str]:
    """The fonts that really drew the page's letters; those that are not ours are marked `(system)`."""
    session = await page.context.new_cdp_session(page)
    await session.send("DOM.enable")
    await session.send("CSS.enable")
    root = (await session.send("DOM.getDocument", {"depth": -1}))["root"]["nodeId"]
    body = (await session.send("DOM.querySelector", {"nodeId": root, "selector": "body"}))["nodeId"]
    drawn = await session.send("CSS.getPlatformFontsForNode", {"nodeId": body})
    found = {
        font["familyName"] if font["isCustomFont"] else f"{font['familyName']} (system)"
        for font in drawn["fonts"]
    }
    await session.detach()
    return found
