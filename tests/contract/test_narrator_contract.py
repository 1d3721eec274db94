"""What every narrator keeps to, whichever engine it is."""

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
import pytest
from tests.narration import house
from tests.narration.house import LINES
from tests.vendors import elevenlabs
from tests.vendors.serving import serving

from sandman.ports.errors import VoiceUnknown
from sandman.ports.narration import Narration, Narrator, Passage
from sandman.providers.narration.elevenlabs import ElevenLabsNarrator
from sandman.stories import Language

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

Reading = Callable[[Language], tuple[Narration, ...]]


@pytest.fixture(params=["kokoro", "rehearsal", "elevenlabs"], scope="module")
def narrator(request: pytest.FixtureRequest) -> Iterator[Narrator]:
    if request.param != "elevenlabs":
        yield house.engine(request.param)
        return
    vendor = elevenlabs.ElevenLabs()
    with serving(vendor) as url:
        engine = ElevenLabsNarrator(api_key=elevenlabs.KEY, url=url, model=elevenlabs.MODEL)
        yield engine
        engine.close()
    assert vendor.mistakes == []


@pytest.fixture(scope="module")
def reading(narrator: Narrator) -> Reading:
    """One short passage a language."""
    return partial(house.line_read, narrator)  # type: ignore[arg-type]  # by identity


EVERY_LANGUAGE = pytest.mark.parametrize("language", list(Language))


def test_it_has_a_name_a_model_and_a_voice_for_every_language(narrator):
    assert narrator.name
    assert narrator.model
    voices = narrator.voices()
    assert {voice.language for voice in voices} == set(Language)
    assert {voice.gender for voice in voices} <= {"f", "m", ""}
    assert len({voice.id for voice in voices}) == len(voices)


@EVERY_LANGUAGE
def test_words_in_order_are_the_text(reading, language):
    shown = "".join(word.text for sentence in reading(language) for word in sentence.words)
    assert "".join(shown.split()) == "".join(LINES[language][1].split())


@EVERY_LANGUAGE
def test_no_word_is_a_mark_alone(reading, language):
    for sentence in reading(language):
        assert all(any(c.isalnum() for c in word.text) for word in sentence.words)


@EVERY_LANGUAGE
def test_times_are_inside_the_sound_and_never_go_back(reading, language):
    for sentence in reading(language):
        times = [time for word in sentence.words for time in (word.start, word.end)]
        assert times == sorted(times)
        assert times[0] >= 0
        assert times[-1] <= sentence.seconds


@EVERY_LANGUAGE
def test_each_sentence_comes_by_itself_and_ends_in_its_pause(reading, language):
    sentences = reading(language)
    assert len(sentences) == 2
    for sentence in sentences:
        assert not np.any(sentence.samples[-round(0.3 * sentence.sample_rate_hz) :])


@EVERY_LANGUAGE
def test_sound_is_mono_float_inside_its_range(reading, language):
    for sentence in reading(language):
        assert sentence.samples.ndim == 1
        assert sentence.samples.dtype == np.float32
        assert 0.01 < np.abs(sentence.samples).max() <= 1


def test_it_never_clicks_between_sentences(reading):
    for sentence in reading(Language.ENGLISH):
        assert abs(sentence.samples[0]) < 1e-3
        assert abs(sentence.samples[-1]) < 1e-3


def test_an_unknown_voice_is_refused_before_anything_is_read(narrator):
    with pytest.raises(VoiceUnknown):
        narrator.sentences(Passage("Good night.", Language.ENGLISH), voice="nobody")


def test_nothing_to_read_is_no_sentence(narrator):
    voice = narrator.voices()[0]
    assert list(narrator.sentences(Passage("  \n ", voice.language), voice=voice.id)) == []
