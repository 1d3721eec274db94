"""The same words find the same books on both engines, in four languages."""

import re

import pytest

from sandman.library import Library
from sandman.library.terms import index_terms, query_terms
from sandman.stories import Language, Story
from tests.library.samples import BUILTIN, a_request, a_scene, a_story

SHELF: dict[str, tuple[Story, str, str]] = {
    "fox": (
        a_story("The Fox and the Moon", ("The fox's café was warm.",)),
        "O'Brien",
        "a fox who can't sleep",
    ),
    "hibou": (
        a_story("Le hibou de l'été", ("Élise écoutait la forêt.", "Bonne nuit."), language=Language.FRENCH),
        "Élise",
        "un hibou qui a peur du noir",
    ),
    "tsuki": (
        a_story("月と灯台", ("ゆきは灯台の光を見ました。", "がんばって、ネコ。"), language=Language.JAPANESE),
        "ゆき",
        "灯台に行きたい",
    ),
    "chand": (
        a_story("चाँद और लोमड़ी", ("आरव ने चाँद को देखा।", "क्षितिज पर तारे थे।"), language=Language.HINDI),
        "आरव",
        "एक लोमड़ी जो सो नहीं पाती",
    ),
    "odd": (a_story("Snow 2026", ("Hush, <b>x</b>!",)), "<b>x</b>", "../../etc; DROP TABLE stories"),
}

ANSWERS: dict[str, set[str]] = {
    "fox": {"fox"},
    "FOX moon": {"fox"},
    "moon owl": set(),
    "mo": {"fox"},  # still typing
    "mo fox": set(),  # only the last word may be unfinished
    "oon": set(),
    "cafe": {"fox"},
    "CAFÉ": {"fox"},
    "o'brien": {"fox"},
    "elise foret": {"hibou"},
    "ete": {"hibou"},
    "月": {"tsuki"},
    "灯台": {"tsuki"},
    "灯台 月": {"tsuki"},
    "台灯": set(),
    "ゆき": {"tsuki"},
    "ﾈｺ": {"tsuki"},  # half width
    "ねこ": set(),  # another script is another spelling
    "かんばって": set(),  # が is not か
    "चाँद": {"chand"},
    "चाद": set(),  # a vowel sign is a letter, not an ornament
    "आरव क्षितिज": {"chand"},
    "लोम": {"chand"},
    "देखा थे आरव": {"chand"},  # their full stop is no part of them
    "<b>x</b>": {"odd"},
    "../../etc": {"odd"},
    "2026": {"odd"},
    "drop table": {"odd"},
    '" OR "1"="1': set(),
    "fox*": {"fox"},
    "NOT fox": set(),
    "!!!": set(),
    "": set(SHELF),
    "   ": set(SHELF),
}


@pytest.fixture
async def shelf(library: Library) -> Library:
    for id, (story, child, idea) in SHELF.items():
        await library.begin(id, a_request(child=child, idea=idea, language=story.language))
        await library.write_story(id, story, BUILTIN)
    return library


async def found(library: Library, query: str) -> set[str]:
    return {card.id for card in (await library.page(query)).books}


async def test_a_query_finds_the_books_that_have_all_its_words(shelf: Library):
    assert {query: await found(shelf, query) for query in ANSWERS} == ANSWERS


async def test_what_changes_is_found_by_its_new_words_only(shelf: Library):
    await shelf.retitle("fox", "The Badger")
    await shelf.write_scene("fox", a_scene(1, "A cup of cocoa."), BUILTIN)

    assert await found(shelf, "badger cocoa") == {"fox"}
    assert await found(shelf, "moon") == set()
    assert await found(shelf, "cafe") == set()


async def test_a_purged_book_leaves_no_words_behind(shelf: Library):
    await shelf.trash("hibou")
    assert await found(shelf, "hibou") == set()
    assert {card.id for card in (await shelf.page("hibou", shelf="trash")).books} == {"hibou"}
    await shelf.purge("hibou")
    assert (await shelf.page("hibou", shelf="trash")).books == ()


async def test_search_turns_pages_too(shelf: Library):
    first = await shelf.page("e", limit=1)  # every word that begins with e
    rest = await shelf.page("e", limit=5, cursor=first.cursor)

    assert first.cursor is not None
    assert [card.id for card in first.books + rest.books] == ["odd", "hibou"]


def test_terms_are_safe_in_any_query_language():
    for text in ("' OR 1=1 --", '"NEAR(a, b)"', "a:* & !b | (c)", "月 AND न"):
        for term in index_terms(text):
            assert re.fullmatch(r"t[0-9a-f]+", term)


def test_a_word_without_end_is_cut_alike_in_book_and_query():
    long = "a" * 5000
    whole, beginning = query_terms(long)
    assert (whole, beginning) == ((), index_terms(long)[0])
    assert len(index_terms(long)[0]) < 2047  # what Postgres takes for a word
