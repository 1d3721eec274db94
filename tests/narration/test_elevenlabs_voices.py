"""Which voices there are, which come first, and what the account says of itself."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from sandman.ports.errors import KeyRefused, ModelMissing, ProviderUnreachable
from sandman.providers.narration.elevenlabs.voices import FRESH_SECONDS, MOST_A_LANGUAGE, VoiceBook
from sandman.stories import Language
from tests.narration.far import BRAM, HARU, HAZEL, SOLENE, Line, line
from tests.vendors.elevenlabs import VOICES, Fault, old, verified, voice

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]


@pytest.fixture(scope="module")
def far() -> Iterator[Line]:
    with line() as opened:
        yield opened


def test_the_best_of_a_language_is_at_home_in_it_and_soothing(far):
    with far() as there:
        voices = there.narrator.voices()
    best = {language: next(v for v in voices if v.language == language) for language in Language}
    assert {language: v.id for language, v in best.items()} == {
        Language.ENGLISH: f"en_{HAZEL}",
        Language.FRENCH: f"fr_{SOLENE}",
        Language.HINDI: f"hi_{HAZEL}",
        Language.JAPANESE: f"ja_{HARU}",
    }
    assert best[Language.ENGLISH].name == "Hazel"
    assert voices[-1].id != f"en_{HAZEL}"
    assert [v.id for v in voices if v.language == "en"].index("en_SportsAnnouncer00001") > 1


def test_genders_are_as_they_are_labelled_or_left_open(far):
    with far() as there:
        genders = {v.id[3:]: v.gender for v in there.narrator.voices()}
    assert genders == {
        "SportsAnnouncer00001": "m",
        HAZEL: "f",
        BRAM: "m",
        SOLENE: "f",
        HARU: "",
        "MothersOwn0000000006": "",
    }


def test_all_pages_of_the_list_are_read_and_only_the_best_are_shown(far):
    many = [voice(f"Many{n:016}", f"Voice {n}", labels={"language": "de"}) for n in range(70)]
    last = voice("LastButBest000000000", "Nana", labels={"language": "hi", "descriptive": "calm"},
                 verified_languages=verified("hi"))  # fmt: skip
    with far(voices=[*many, last], page_size=25) as there:
        voices = there.narrator.voices()
        pages = [each.query for each in there.vendor.asked if each.path == "/v2/voices"]
        shown = [v.id for v in voices if v.language == "hi"]
        hidden = next(each["voice_id"] for each in many if f"hi_{each['voice_id']}" not in shown)
        there.read("शुभ रात्रि।", Language.HINDI, voice=f"hi_{hidden}")
        assert there.vendor.spoken[-1].voice_id == hidden
    assert [each.get("next_page_token") for each in pages] == [None, "25", "50"]
    assert next(v for v in voices if v.language == "hi").name == "Nana"
    assert len(shown) == MOST_A_LANGUAGE


def test_a_list_is_good_for_some_minutes():
    class Wire:
        asked = 0

        def voices(self):
            self.asked += 1
            return ()

    wire, now = Wire(), [0.0]
    book = VoiceBook(wire, languages=frozenset(Language), clock=lambda: now[0])  # type: ignore[arg-type]
    for seconds, asked in ((0.0, 1), (FRESH_SECONDS - 1, 1), (FRESH_SECONDS + 1, 2)):
        now[0] = seconds
        book.listed()
        assert wire.asked == asked


def test_a_model_of_one_language_has_voices_for_that(far):
    with far(model="eleven_flash_v2") as there:
        assert {v.language for v in there.narrator.voices()} == {Language.ENGLISH}


def test_the_account_says_what_is_left(far):
    with far(limit=10_000, used=2_500, tier="starter") as there:
        quota = there.narrator.quota()
    assert (quota.used, quota.limit, quota.left, quota.tier) == (2_500, 10_000, 7_500, "starter")
    assert quota.resets_at == datetime(2026, 12, 1, tzinfo=UTC)


def test_a_check_says_in_a_sentence_that_it_works_and_reads_nothing(far):
    with far(limit=10_000, used=2_500) as there:
        assert there.narrator.check() == (
            "eleven_multilingual_v2, 6 voices, 7,500 of 10,000 characters left until 2026-12-01"
        )
        there.vendor.elsewhere["/v1/user/subscription"] = old(
            401, "missing_permissions", "permission user_read"
        )
        there.vendor.elsewhere["/v1/models"] = old(401, "missing_permissions", "permission models_read")
        assert there.narrator.check() == "eleven_multilingual_v2, 6 voices"
        assert there.vendor.readings() == []


def test_a_check_finds_a_model_that_is_not_there(far):
    with far(model="eleven_nightingale_v9") as there, pytest.raises(ModelMissing) as caught:
        there.narrator.check()
    assert "eleven_nightingale_v9" in caught.value.message
    assert "SANDMAN_ELEVENLABS_MODEL" in caught.value.hint


def test_a_check_finds_a_wrong_key_and_a_house_that_does_not_answer(far):
    with far(key="sk_wrong") as there, pytest.raises(KeyRefused):
        there.narrator.check()
    with far() as there:
        there.vendor.elsewhere["/v2/voices"] = Fault(500, "<html>")
        with pytest.raises(ProviderUnreachable):
            there.narrator.check()


def test_voices_are_the_accounts_own_and_none_is_known_by_heart(far):
    renamed = [{**each, "voice_id": each["voice_id"][::-1]} for each in VOICES]
    with far(voices=renamed) as there:
        there.read("Good night.")
        assert [each.voice_id for each in there.vendor.spoken] == [HAZEL[::-1]]
