"""The built-in narrator reads every word, when it says it does, in four languages."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from sandman.ports.errors import BadWork, ModelMissing, VoiceUnknown
from sandman.ports.narration import Passage
from sandman.providers.narration.kokoro import KokoroNarrator
from sandman.providers.narration.kokoro.model import MOST_PHONEMES
from sandman.providers.narration.kokoro.voices import VOICES
from sandman.providers.narration.sound import decode, encode_mp3, joined, level, loudness_lufs, true_peak_dbtp
from sandman.stories import Language, Token
from tests.narration import house
from tests.narration.house import LINES, humming, kokoro, read

EVERY_LANGUAGE = pytest.mark.parametrize("language", list(Language))


def onset_seconds(samples: NDArray[np.float32], rate: int) -> float:
    """When the sound first rises over a twentieth of its peak."""
    return float(np.flatnonzero(np.abs(samples) > 0.05 * np.abs(samples).max())[0] / rate)


@pytest.fixture(scope="module")
def readings():
    return {language: joined(house.line_read(house.kokoro(), language)) for language in Language}


@EVERY_LANGUAGE
def test_the_first_word_starts_when_it_is_heard_and_still_does_as_mp3(readings, language):
    reading = readings[language]
    first = reading.words[0]
    assert onset_seconds(reading.samples, reading.sample_rate_hz) == pytest.approx(first.start, abs=0.1)
    back, rate = decode(encode_mp3(reading.samples, reading.sample_rate_hz))
    assert onset_seconds(back, rate) == pytest.approx(first.start, abs=0.1)
    assert len(back) / rate == pytest.approx(reading.seconds, abs=0.06)


@EVERY_LANGUAGE
def test_every_spoken_word_takes_time_and_sounds(readings, language):
    reading = readings[language]
    loudest = np.abs(reading.samples).max()
    for word in reading.words:
        sound = reading.samples[int(word.start * 24_000) : int(word.end * 24_000)]
        assert word.end - word.start >= 0.02, word
        assert np.abs(sound).max() > 0.05 * loudest, word


@EVERY_LANGUAGE
def test_a_reading_is_near_the_books_loudness_before_it_is_levelled(readings, language):
    samples = readings[language].samples
    assert loudness_lufs(samples, 24_000) == pytest.approx(-19, abs=2.5)
    assert true_peak_dbtp(samples) <= -1.5


@EVERY_LANGUAGE
def test_a_levelled_scene_is_at_the_books_loudness(readings, language):
    done = level(readings[language].samples, 24_000)
    assert loudness_lufs(done, 24_000) == pytest.approx(-19, abs=1)
    assert true_peak_dbtp(done) <= -1.5


def test_the_pause_after_a_sentence_is_as_long_as_asked():
    short = read("Good night.", pause_seconds=0.2)
    long = read("Good night.", pause_seconds=1.2)
    assert long.seconds - short.seconds == pytest.approx(1.0, abs=0.001)
    assert not np.any(long.samples[-round(1.2 * 24_000) :])


def test_a_slower_pace_takes_longer():
    passage = Passage("Good night.", Language.ENGLISH)
    slow, fast = (joined(list(kokoro().sentences(passage, voice="af_heart", pace=p))) for p in (0.8, 1.0))
    assert slow.seconds > 1.1 * fast.seconds


def test_two_threads_at_once_give_the_same_sound_as_one():
    def reading(line: tuple[Language, tuple[str, str]]) -> bytes:
        language, (voice, text) = line
        sentences = kokoro().sentences(Passage(text, language), voice=voice)
        return b"".join(sentence.samples.tobytes() for sentence in sentences)

    lines = [(Language.ENGLISH, ("af_heart", "Good night.")), (Language.JAPANESE, ("jm_kumo", "おやすみ。"))]
    alone = [reading(line) for line in lines]
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(reading, lines)) == alone


@pytest.mark.parametrize("voice", ["af_nobody", "ff_siwis", ""])
def test_a_voice_that_is_unknown_or_of_another_language_is_refused_with_those_that_are(narrator, voice):
    with pytest.raises(VoiceUnknown) as refused:
        narrator.sentences(Passage("Good night.", Language.ENGLISH), voice=voice)
    assert "af_heart" in refused.value.hint


def test_a_missing_voice_says_how_to_get_it(tmp_path):
    with pytest.raises(ModelMissing, match=r"af_heart\.bin") as missing:
        KokoroNarrator(tmp_path).sentences(Passage("Good night.", Language.ENGLISH), voice="af_heart")
    assert missing.value.hint == "make setup"


def test_a_voice_file_that_is_another_is_named_with_both_hashes(tmp_path):
    (tmp_path / "af_heart.bin").write_bytes(bytes(522_240))
    wanted = VOICES[0].sha256[:12]
    with pytest.raises(ModelMissing, match=rf"af_heart\.bin.*{wanted}"):
        KokoroNarrator(tmp_path).sentences(Passage("Good night.", Language.ENGLISH), voice="af_heart")


def test_silence_from_the_model_is_bad_work():
    narrator, _ = humming(amplitude=0.0)
    with pytest.raises(BadWork, match="silent"):
        list(narrator.sentences(Passage("Good night.", Language.ENGLISH), voice="af_heart"))


@pytest.mark.parametrize("joint", [", ", " ", ""], ids=["clauses", "words", "one word"])
def test_a_sentence_too_long_for_the_model_is_read_whole(joint):
    narrator, model = humming()
    text = joint.join(["moonlight"] * 200)
    whole = joined(list(narrator.sentences(Passage(text, Language.ENGLISH), voice="af_heart")))
    assert max(model.counts) <= MOST_PHONEMES
    assert len(model.counts) > 1
    assert sum(model.counts) >= 200 * 6
    assert "".join(word.text for word in whole.words) == "".join(text.split())
    assert all(word.end > word.start for word in whole.words)


def test_japanese_words_are_the_passages_tokens():
    tokens = tuple(
        Token(shown=shown, said=said, reading=shown)
        for shown, said in [
            ("くまは", "熊は"),
            ("つきへ", "月へ"),
            ("いきました。", "行きました。"),
            ("ねました。", "寝ました。"),
        ]
    )
    text = " ".join(token.shown for token in tokens)
    narrator, _ = humming()
    sentences = list(narrator.sentences(Passage(text, Language.JAPANESE, tokens), voice="jm_kumo"))
    assert [[word.text for word in each.words] for each in sentences] == [
        ["くまは", "つきへ", "いきました。"],
        ["ねました。"],
    ]


def test_tokens_of_another_text_are_left_aside():
    tokens = (Token(shown="うさぎは", said="兎は"),)
    narrator, _ = humming()
    (sentence,) = narrator.sentences(Passage("くまは ねた。", Language.JAPANESE, tokens), voice="jm_kumo")
    assert [word.text for word in sentence.words] == ["くまは", "ねた。"]


def test_a_picture_stands_where_it_is_shown_for_no_time():
    narrator, _ = humming()
    (sentence,) = narrator.sentences(Passage("Good 🌙 night.", Language.ENGLISH), voice="af_heart")
    good, moon, night = sentence.words
    assert moon.text == "🌙"
    assert good.end == moon.start == moon.end <= night.start


def test_a_passage_of_pictures_alone_is_a_pause():
    narrator, model = humming()
    (sentence,) = narrator.sentences(Passage("🌙 ✨", Language.ENGLISH, pause_seconds=0.5), voice="af_heart")
    assert sentence.seconds == 0.5
    assert not np.any(sentence.samples)
    assert model.counts == []


WRITTEN_ODDLY = """
Mr. 3.5 « » ?! 🌙 <b> /usr は くま तारे । 10:30 $ - '' œuf 1 000 。」 と ー っ ½ ٣ ² Ⅷ 々 \u200d \ufeff \x00
"""
ODD_WORDS = WRITTEN_ODDLY.split(" ")
TEXTS = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(ODD_WORDS), max_size=25).map(" ".join))


@EVERY_LANGUAGE
@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_any_text_is_read_to_its_end_with_times_in_order(language, text):
    narrator, model = humming()
    read_aloud = list(narrator.sentences(Passage(text, language), voice=LINES[language][0]))
    shown = "".join(word.text for sentence in read_aloud for word in sentence.words)
    assert "".join(shown.split()) == "".join(text.split())
    assert max(model.counts, default=0) <= MOST_PHONEMES
    for sentence in read_aloud:
        times = [time for word in sentence.words for time in (word.start, word.end)]
        assert times == sorted(times)
        assert all(0 <= time <= sentence.seconds for time in times)
