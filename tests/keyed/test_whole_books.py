"""Whole books by each vendor: the book says who made it, and nobody outside learns the child's name."""

import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from sandman.cli.credits import credits_of
from sandman.ports.book import State
from sandman.stories import Language
from tests.keyed.street import CHILD, PICTURES_ONLY, WORDS_ONLY, Evening, Street, evening
from tests.vendors import elevenlabs, mistral, tales
from tests.vendors.script import Answer, Asked, Broken, Calls, Script

pytestmark = pytest.mark.asyncio(loop_scope="module")

VENDORS = ("mistral", "openai", "elevenlabs", "gemini")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(open_street: Street, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Evening]:
    """A house with all four keys."""
    async with evening(tmp_path_factory.mktemp("home"), open_street, *VENDORS) as house:
        yield house


async def test_auto_takes_all_that_is_configured_and_the_book_says_so(house: Evening):
    spent_before = sum(use.cost for use in (await house.house.ledger.today()).values())

    book = await house.book()

    made, used = book.made_by, await house.house.ledger.today()
    assert book.state is State.READY, book.trouble
    assert (made.text.engine, made.text.model) == ("mistral", "mistral-medium-latest")
    assert (made.picture.engine, made.picture.model) == ("gemini", "gemini-3-pro-image")
    assert (made.narration.engine, made.narration.model) == ("elevenlabs", "eleven_multilingual_v2")
    assert made.narration.voice.startswith("en_")
    assert not (made.text.fallback or made.picture.fallback or made.narration.fallback)
    assert min(made.text.cost, made.picture.cost, made.narration.cost) > 0
    # What it cost is written down once, to the cent.
    spent = sum(use.cost for use in used.values()) - spent_before
    assert spent >= made.text.cost + made.picture.cost + made.narration.cost - 1e-6
    assert used["gemini"].pictures == 6
    assert used["elevenlabs"].characters > 100
    assert used["mistral"].tokens > 1000
    assert all(CHILD in scene.text or scene.number > 1 for scene in book.scenes)
    assert CHILD in json.dumps([asked.body for asked in house.street.elevenlabs.asked])
    assert CHILD not in house.street.sent_to_those_who_get_no_name()
    assert credits_of(book)[:3] == [
        "Written by Mistral (mistral-medium-latest).",
        "Painted by Gemini (gemini-3-pro-image).",
        "Read aloud by ElevenLabs (Hazel).",
    ]
    assert credits_of(book)[3].startswith("It cost $")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("vendor", ["mistral", "openai"])
async def test_a_model_tells_in_every_language_and_never_hears_the_name(house: Evening, vendor, language):
    child = {"en": "Mirabelle", "fr": "Éléonore", "ja": "ひなた", "hi": "अनन्या"}[language]
    ideas = {
        "en": f"{child} and a fox look for a button",
        "fr": f"{child} et un renard cherchent un bouton",
        "ja": f"{child}ちゃんと きつねが ボタンを さがす",
        "hi": f"{child} और लोमड़ी बटन ढूँढते हैं",
    }

    book = await house.book(
        storyteller=vendor, idea=ideas[language], child=child, language=language, **WORDS_ONLY
    )

    assert book.state is State.READY, book.trouble
    assert (book.text_by.engine, book.text_by.fallback) == (vendor, "")
    assert any(child in scene.text for scene in book.scenes)
    assert not any("{{" in scene.text + scene.title + scene.illustration_prompt for scene in book.scenes)
    assert not any(child in scene.illustration_prompt for scene in book.scenes)
    assert child not in house.street.sent_to_those_who_get_no_name()


async def test_pages_are_judged_by_rules_by_lifeline_and_by_mistral(house: Evening):
    book = await house.book(storyteller="mistral", **WORDS_ONLY)

    for scene in book.scenes:
        judges = {(verdict.judge, verdict.layer.value) for verdict in scene.verdicts}
        assert judges >= {(judge, "text") for judge in ("rules", "lifeline", "mistral")}
    assert {"input", "plan"} <= {verdict.layer.value for verdict in book.verdicts}


async def test_a_story_told_at_home_is_sent_to_nobody(house: Evening):
    book = await house.book(storyteller="builtin", illustrator="painter", narrator="kokoro")

    made, street = book.made_by, house.street
    assert [part.engine for part in (made.text, made.picture, made.narration)] == [
        "builtin", "rehearsal", "rehearsal",
    ]  # fmt: skip
    assert street.sent_to_those_who_get_no_name() == repr([[], [], []])
    assert street.elevenlabs.asked == []


@pytest.mark.parametrize("vendor", ["mistral", "openai"])
async def test_a_model_that_falls_silent_midway_is_replaced_for_the_whole_story(house: Evening, vendor):
    whole = json.dumps(tales.story("en"))
    half = Broken(Calls((("create_bedtime_story", whole),)), pieces=len(whole) // 48)

    def answer(asked: Asked) -> Answer:
        return half if asked.must_call == "create_bedtime_story" else tales.answer(asked)

    getattr(house.street, vendor).script = Script(answer, then=answer)

    book = await house.book(storyteller=vendor, narrator="none")

    assert book.state is State.READY, book.trouble
    assert (book.text_by.engine, bool(book.text_by.fallback)) == ("builtin", True)
    assert {scene.made_by.text.engine for scene in book.scenes if scene.made_by.text} <= {"builtin"}
    assert all(scene.picture is not None for scene in book.scenes)
    assert credits_of(book)[0].startswith("Written at home: ")


async def test_one_page_that_fails_is_the_only_one_read_at_home(house: Evening):
    house.street.elevenlabs.will_not_read = "snail"

    book = await house.book(narrator="elevenlabs", storyteller="openai", illustrator="none")

    readers = [scene.made_by.narration.engine for scene in book.scenes]
    assert sorted(set(readers)) == ["elevenlabs", "rehearsal"]
    assert readers.count("rehearsal") == 1, [scene.text for scene in book.scenes]
    page = readers.index("rehearsal") + 1
    assert any(line.startswith(f"Page {page} read aloud at home: ") for line in credits_of(book))


async def test_a_voice_brings_its_narrator_along(house: Evening):
    by_vendor = f"en_{elevenlabs.VOICES[2]['voice_id']}"

    theirs = await house.book(voice=by_vendor, storyteller="openai", illustrator="none")
    mixed = await house.house.production.redo(theirs.id, 2, "narration", voice="en_dawn")

    assert {scene.made_by.narration.voice for scene in theirs.scenes} == {by_vendor}
    ours = mixed.scenes[1].made_by.narration
    assert (ours.engine, ours.voice, ours.fallback) == ("rehearsal", "en_dawn", "")
    assert mixed.scenes[0].made_by.narration.engine == "elevenlabs"


@pytest.mark.parametrize(
    ("vendor", "answers"),
    [
        ("mistral", "mistral-medium-latest"),
        ("openai", "gpt-6-luna"),
        ("elevenlabs", "eleven_multilingual_v2"),
        ("gemini", "Gemini 3 Pro Image"),
    ],
)
async def test_the_test_button_asks_and_says_who_answered(house: Evening, vendor, answers):
    trial = await house.house.try_engine(vendor)

    assert trial.works, trial.said
    assert answers in trial.said


async def test_a_test_that_fails_stands_on_the_card_until_one_works(house: Evening):
    house.street.mistral.script.always = mistral.FAULTS["401 unauthorized"]
    failed = await house.house.try_engine("mistral")
    troubled = next(
        each for each in (await house.house.standings()).crafts["storyteller"] if each.id == "mistral"
    )
    house.street.mistral.script.always = None
    await house.house.try_engine("mistral")
    mended = next(
        each for each in (await house.house.standings()).crafts["storyteller"] if each.id == "mistral"
    )

    assert (failed.works, troubled.state, troubled.fault.said) == (False, "trouble", failed.said)
    assert (mended.state, mended.fault) == ("ready", None)


async def test_the_plan_of_elevenlabs_is_shown(house: Evening):
    quota = next(
        each for each in (await house.house.standings()).crafts["narrator"] if each.id == "elevenlabs"
    ).quota

    assert (quota.limit, quota.resets_on) == (100_000, "2026-12-01")


async def test_pictures_are_told_of_no_name_and_cost_what_they_cost(house: Evening):
    book = await house.book(illustrator="gemini", idea=f"{CHILD} and a whale", **PICTURES_ONLY)

    assert book.made_by.picture.engine == "gemini"
    assert book.made_by.picture.cost == pytest.approx(6 * 0.134, rel=0.5)
    assert CHILD not in house.street.sent_to_those_who_get_no_name()
