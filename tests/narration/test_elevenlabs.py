"""Reading over ElevenLabs: what is sent, what is heard, and when each word is."""

import threading
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from sandman.ports.narration import Narration, Passage
from sandman.providers.narration.recorder import Mp3Recorder
from sandman.providers.narration.sound import decode, joined, loudness_lufs
from sandman.stories import Language, Token
from tests.narration import house
from tests.narration.far import BRAM, HAZEL, Line, line
from tests.narration.house import LINES
from tests.vendors import elevenlabs as vendor
from tests.vendors.elevenlabs import NO_TIMES, NORMALISED, ODD_TIMES

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]


@pytest.fixture(scope="module")
def far() -> Iterator[Line]:
    with line() as opened:
        yield opened


EVERY_LANGUAGE = pytest.mark.parametrize("language", list(Language))
PAGE = "The moon rose over the quiet hill. A small fox yawned, and curled up by the door. Good night."


def heard(narration: Narration, start: float, end: float) -> float:
    """The loudest in a stretch of a sound."""
    rate = narration.sample_rate_hz
    return float(np.abs(narration.samples[round(start * rate) : round(end * rate)]).max(initial=0.0))


def assert_words_sound_when_they_say(sentences: list[Narration], *, within: float) -> None:
    """Every word is heard in its time, and between two words there is nothing."""
    for sentence in sentences:
        for word in sentence.words:
            assert heard(sentence, word.start + within, word.end - within) > 0.02, word
        for before, after in pairwise(sentence.words):
            if after.start - before.end > 2.5 * within:
                assert heard(sentence, before.end + within, after.start - within) < 0.01, (before, after)


@EVERY_LANGUAGE
@pytest.mark.parametrize("pace", [0.5, 1.0, 1.2])
def test_words_sound_when_they_say_at_any_pace(far, language, pace):
    with far() as there:
        assert_words_sound_when_they_say(there.read(LINES[language][1], language, pace=pace), within=0.01)
        speeds = {body["voice_settings"]["speed"] for body in there.vendor.readings()}
    assert speeds == {max(pace, 0.7)}


def test_a_plan_without_samples_gets_mp3_and_words_stay_where_they_are(far):
    with far() as there:
        there.vendor.formats = {"mp3_44100_128"}
        sentences = there.read(PAGE)
        assert_words_sound_when_they_say(sentences, within=0.02)
        assert {each.sample_rate_hz for each in sentences} == {24_000}
        there.vendor.asked.clear()
        there.read("Once more.")
        formats = [each.query["output_format"] for each in there.vendor.asked if each.method == "POST"]
    assert formats == ["mp3_44100_128"]


def test_names_and_numbers_are_sent_as_they_are_said_and_shown_as_they_are_written(far):
    with far() as there:
        (sentence,) = there.read("Mira counted 3 stars.", readings=(("Mira", "Meera"),))
        assert there.vendor.readings()[0]["text"] == "Meera counted three stars."
    assert [word.text for word in sentence.words] == ["Mira", "counted", "3", "stars."]


def test_japanese_is_sent_in_its_kanji_and_shown_in_kana(far):
    tokens = (
        Token(shown="くまは", said="熊は", reading="くまは"),
        Token(shown="ユイと", said="結衣と", reading="ユイと"),
        Token(shown="ねました。", said="寝ました。", reading="ねました。"),
    )
    text = " ".join(token.shown for token in tokens)
    with far() as there:
        (sentence,) = there.read(text, Language.JAPANESE, tokens=tokens, readings=(("結衣", "ユイ"),))
        assert there.vendor.readings()[0]["text"] == "熊はユイと寝ました。"
    assert [word.text for word in sentence.words] == ["くまは", "ユイと", "ねました。"]
    assert_words_sound_when_they_say([sentence], within=0.01)


def test_nothing_in_a_page_is_a_direction_to_the_voice(far):
    with far() as there:
        (sentence,) = there.read("He <i>slept</i> < [whispers] well\x07.")
        assert there.vendor.readings()[0]["text"] == "He slept (whispers) well ."
    assert "".join(word.text for word in sentence.words) == "He<i>slept</i><[whispers]well\x07."


@pytest.mark.parametrize(
    ("model", "language_told", "neighbours_told", "dollars_a_letter"),
    [
        ("eleven_multilingual_v2", False, True, 0.0001),
        ("eleven_flash_v2_5", True, True, 0.00005),
        ("eleven_v3", True, False, 0.0001),
    ],
)
def test_each_model_is_asked_as_it_likes_to_be(far, model, language_told, neighbours_told, dollars_a_letter):
    with far(model=model) as there:
        sentences = there.read("Bonne nuit. Dors bien. Fais un rêve.", Language.FRENCH)
        middle = next(body for body in there.vendor.readings() if body["text"] == "Dors bien.")
    assert middle.get("language_code") == ("fr" if language_told else None)
    assert middle.get("previous_text") == ("Bonne nuit." if neighbours_told else None)
    assert middle.get("next_text") == ("Fais un rêve." if neighbours_told else None)
    assert sentences[1].cost == pytest.approx(len("Dors bien.") * dollars_a_letter)


def test_the_same_words_by_the_same_voice_have_the_same_seed(far):
    with far() as there:
        there.read("Good night. Good night. Sleep well.")
        seeds = {body["text"]: body["seed"] for body in there.vendor.readings()}
        assert len({body["seed"] for body in there.vendor.readings()}) == 2
        there.read("Good night.", voice=f"en_{BRAM}")
        assert there.vendor.readings()[-1]["seed"] != seeds["Good night."]


@pytest.mark.parametrize("turn", [NO_TIMES, NORMALISED, ODD_TIMES])
def test_without_times_that_fit_words_are_spread_over_the_sound(far, turn):
    with far() as there:
        there.vendor.always = turn
        sentences = there.read(PAGE)
    assert " ".join(word.text for each in sentences for word in each.words) == PAGE
    for sentence in sentences:
        times = [time for word in sentence.words for time in (word.start, word.end)]
        assert times == sorted(times)
        assert times[-1] <= sentence.seconds - 0.4 + 1e-6
        assert all(word.end > word.start for word in sentence.words)
        # The tones differ in length only by spaces and marks, so spreading is never far off.
        assert heard(sentence, sentence.words[-1].start, sentence.words[-1].end) > 0.02


@pytest.mark.parametrize("turn", [None, NORMALISED])
def test_times_are_those_of_each_words_own_letters_however_the_text_was_written_out(far, turn):
    with far() as there:
        there.vendor.always = turn
        sentences = there.read(PAGE)
        truths = {spoken.text: spoken for spoken in there.vendor.spoken}
    for sentence in sentences:
        text = " ".join(word.text for word in sentence.words)
        truth, at = truths[text], 0
        cut = truth.starts[0] - sentence.words[0].start
        for word in sentence.words:
            letters = [at + place for place, c in enumerate(word.text) if c.isalnum()]
            assert word.start == pytest.approx(truth.starts[letters[0]] - cut, abs=0.01), word
            assert word.end == pytest.approx(truth.ends[letters[-1]] - cut, abs=0.01), word
            at += len(word.text) + 1


def test_a_sentence_that_is_too_long_is_halved_between_clauses_and_nothing_is_lost(far, monkeypatch):
    monkeypatch.setitem(vendor.MODELS, vendor.MODEL, 60)
    text = "The owl looked at the moon, the moon looked at the pond, and the pond looked at nobody at all."
    with far() as there:
        (sentence,) = there.read(text)
        sent = [spoken.text for spoken in there.vendor.spoken]
        assert there.vendor.mistakes == []
    assert " ".join(sent) == text
    assert sent[0].endswith(",")
    assert all(len(each) <= 60 for each in sent)
    assert " ".join(word.text for word in sentence.words) == text
    assert_words_sound_when_they_say([sentence], within=0.01)
    assert sentence.cost == pytest.approx(sum(map(len, sent)) * 0.0001)


def test_marks_alone_are_a_pause_and_cost_nothing(far):
    with far() as there:
        (sentence,) = there.read("…")
        assert there.vendor.readings() == []
    assert sentence.seconds == pytest.approx(0.4)
    assert sentence.cost == 0


def test_two_pages_are_read_at_once_and_never_more_than_the_plan_allows(far):
    with far(concurrency=2, at_once=2) as there:
        there.vendor.together = 2
        pages = [threading.Thread(target=there.read, args=(PAGE,)) for _ in range(3)]
        for page in pages:
            page.start()
        for page in pages:
            page.join()
        assert len(there.vendor.spoken) == 9
        assert there.vendor.most_at_once == 2
    assert there.waits == []


def test_who_stops_listening_is_read_no_more(far):
    with far(concurrency=1) as there:
        passage = Passage("One. Two. Three. Four. Five. Six. Seven. Eight. Nine. Ten.", Language.ENGLISH)
        sentences = there.narrator.sentences(passage, voice=f"en_{HAZEL}")
        go_on = threading.Event()
        there.vendor.script.extend([None, go_on])
        next(sentences)
        sentences.close()
        go_on.set()
        there.read("Something else.")
        spoken = [each.text for each in there.vendor.spoken]
    assert spoken in (["One.", "Something else."], ["One.", "Two.", "Something else."])


def test_only_an_enterprise_may_ask_that_nothing_is_kept(far):
    for tier, asked in (("enterprise", "false"), ("creator", None)):
        with far(tier=tier) as there:
            there.read("Good night.")
            (reading,) = (each for each in there.vendor.asked if each.method == "POST")
            assert reading.query.get("enable_logging") == asked


def test_it_is_as_loud_in_a_book_as_kokoro(far, narrator):
    kokoro = joined(list(house.line_read(narrator, Language.ENGLISH)))
    levels = []
    for amplitude in (0.03, 0.3):
        with far() as there:
            there.vendor.amplitude = amplitude
            sentences = there.read(PAGE)
        alone = loudness_lufs(joined(sentences).samples, 24_000)
        assert alone == pytest.approx(-19, abs=3)  # for who listens while it is read
        levels.append(_in_a_book(sentences))
    levels.append(_in_a_book([kokoro]))
    assert max(levels) - min(levels) < 1


def test_a_voice_keeps_its_whispers(far):
    with far() as there:
        there.read("Loud and clear.")
        there.vendor.amplitude /= 4
        (whisper,) = there.read("Quiet.")
    assert loudness_lufs(whisper.samples, 24_000) == pytest.approx(-19 - 12, abs=4)


def _in_a_book(sentences: list[Narration]) -> float:
    return loudness_lufs(*decode(Mp3Recorder().record(sentences).data))
