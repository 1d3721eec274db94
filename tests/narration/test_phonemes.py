"""Each shown word gets its own sounds."""

import pytest

from sandman.providers.narration.align import shares
from sandman.providers.narration.japanese.kana import lengthened, sounds
from sandman.providers.narration.kokoro import japanese, western
from sandman.providers.narration.kokoro.spoken import Spoken
from sandman.stories import Language, Token

EN, FR, HI = Language.ENGLISH, Language.FRENCH, Language.HINDI


def of(spoken: list[Spoken]) -> dict[str, str]:
    return {word.shown: word.phonemes for word in spoken}


def test_words_run_together_by_the_phonemiser_are_told_apart():
    words = of(western.speak("All of the stars", EN, "af_heart"))
    assert list(words) == ["All", "of", "the", "stars"]
    assert words["of"] == "ʌv"
    assert words["the"] == "ðə"


def test_french_liaison_is_heard():
    assert of(western.speak("les yeux", FR, "ff_siwis"))["les"].endswith("z")
    assert not of(western.speak("les chats", FR, "ff_siwis"))["les"].endswith("z")


def test_a_british_voice_does_not_sound_its_r():
    assert "ɹ" in of(western.speak("star", EN, "af_heart"))["star"]
    assert "ɹ" not in of(western.speak("star", EN, "bf_emma"))["star"]


@pytest.mark.parametrize("unsayable", ["🌙", "<b>", "☃️", "✨🌙"])
def test_what_cannot_be_said_makes_no_sound(unsayable):
    words = western.speak(f"Good {unsayable} night", EN, "af_heart")
    assert [word.shown for word in words] == ["Good", unsayable, "night"]
    assert words[1].phonemes == ""


def test_a_name_is_said_as_its_family_says_it():
    told = western.speak("Siobhan’s bear", EN, "af_heart", [("Siobhan", "Shivawn")])
    said = western.speak("Shivawn’s bear", EN, "af_heart")
    assert [word.shown for word in told] == ["Siobhan’s", "bear"]
    assert told[0].phonemes == said[0].phonemes


def test_a_name_inside_another_word_is_left_alone():
    readings = [("Ann", "Ahn"), ("मीर", "राम")]
    assert western.speak("Anna", EN, "af_heart", readings) == western.speak("Anna", EN, "af_heart")
    assert western.speak("मीरा", HI, "hm_psi", readings) == western.speak("मीरा", HI, "hm_psi")


def test_a_name_of_two_words_is_said_in_its_first_place():
    told = western.speak("Mary Jane slept", EN, "af_heart", [("Mary Jane", "Marijayn")])
    assert told[0].phonemes
    assert told[1] == Spoken("Jane", "")


def test_a_japanese_name_in_an_english_story_is_read_in_japanese():
    assert of(western.speak("Good night, ミラ.", EN, "af_heart"))["ミラ."] == "mʲiɾa."


def test_shares_give_back_every_sound():
    assert shares("ʌvðəmun", ["ɒv", "ðiː", "muːn"]) == ["ʌv", "ðə", "mun"]
    assert shares("abc", ["x"]) == ["abc"]
    assert shares("", ["a", "b"]) == ["", ""]


@pytest.mark.parametrize(
    "sentence",
    ["くまは つきへ てを ふりました。", "熊は月へ手を振りました。"],
    ids=["hiragana with spaces", "kanji"],
)
def test_japanese_particles_sound_as_particles(sentence):
    words = [word.phonemes for word in japanese.speak(sentence)]
    assert words[:3] == ["kɯma βa", "ʦɨkʲi e", "te o"]


def test_bunsetsu_keep_hiragana_words_apart():
    tokens = [Token(shown=word, said=word, reading=word) for word in ("ちいさな", "おうち。")]
    assert of(japanese.speak("", tokens))["おうち。"] == "o ɯʨi."


def test_mother_is_not_a_particle():
    assert japanese.speak("はは")[0].phonemes == "haha"


def test_kana_on_the_page_is_said_by_its_kanji():
    tokens = [
        Token(shown="くまは", said="熊は", reading="くまは"),
        Token(shown="はなへ", said="花へ", reading="はなへ"),
        Token(shown="いきました。", said="行きました。", reading="いきました。"),
    ]
    assert of(japanese.speak("", tokens)) == {
        "くまは": "kɯma βa",
        "はなへ": "hana e",
        "いきました。": "ikʲimaɕita.",
    }


@pytest.mark.parametrize(
    ("said", "reading", "heard"),
    [
        ("颯汰くんは", "そうたくんは", "soːta kɯɴ βa"),
        ("光は", "ひかりは", "çikaɾʲi βa"),
        ("今日は", "こんにちは", "koɲɲiʨi βa"),
        ("一日へ", "ついたちへ", "ʦɨitaʨi e"),
        ("Emmaは", "Emmaは", "iːemɯemɯeː βa"),
    ],
)
def test_a_told_reading_wins_over_the_dictionary(said, reading, heard):
    (word,) = japanese.speak("", [Token(shown=said, said=said, reading=reading)])
    assert word.phonemes == heard


def test_a_japanese_name_with_a_reading_is_said_so_without_tokens():
    (first, *_) = japanese.speak("光は月を見た。", readings=[("光", "ひかる")])
    assert first.shown == "光は"
    assert first.phonemes == "çikaɾɯ βa"


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("3匹", "sambʲikʲi"),
        ("10:30", "ʥɨːʥi saɴ ʥɨʔpɯɴ"),
        ("¥1,000", "seɴeɴ"),
        ("50%", "ɡoʥɨʔpaːsento"),
    ],
)
def test_japanese_numbers_change_with_what_they_count(written, heard):
    assert japanese.speak(written)[0].phonemes.rstrip(".").replace(" ", "") == heard.replace(" ", "")


@pytest.mark.parametrize(
    ("kana", "heard"),
    [("キャット", "kʲaʔto"), ("サンポ", "sampo"), ("ファー", "ɸaː"), ("アン", "aɴ"), ("ッ", ""), ("ー", "")],
)
def test_kana_has_these_sounds(kana, heard):
    assert sounds(kana) == heard


def test_a_reading_is_lengthened_as_it_is_said():
    assert lengthened("ソウタ") == "ソータ"
    assert lengthened("ケイ") == "ケー"
    assert lengthened("アオイ") == "アオイ"
