"""ElevenLabs itself, with a real key: `ELEVENLABS_API_KEY=… pytest -m live`. Reads some 120 characters."""

import os

import numpy as np
import pytest

from sandman.ports.narration import Passage
from sandman.providers.narration.elevenlabs import ElevenLabsNarrator
from sandman.stories import Language
from tests.narration.house import LINES

pytestmark = [pytest.mark.live, pytest.mark.enable_socket]


@pytest.fixture
def narrator():
    key = os.environ.get("ELEVENLABS_API_KEY")
    if not key:
        pytest.skip("ELEVENLABS_API_KEY is not set")
    engine = ElevenLabsNarrator(
        api_key=key,
        url=os.environ.get("SANDMAN_ELEVENLABS_URL", "https://api.elevenlabs.io"),
        model=os.environ.get("SANDMAN_ELEVENLABS_MODEL", "eleven_multilingual_v2"),
    )
    yield engine
    engine.close()


def test_it_has_voices_and_says_that_it_works(narrator):
    assert {voice.language for voice in narrator.voices()} == set(Language)
    assert "voices" in narrator.check()


@pytest.mark.parametrize("language", list(Language))
def test_words_are_heard_within_their_times(narrator, language):
    voice = next(each.id for each in narrator.voices() if each.language == language)
    sentences = list(narrator.sentences(Passage(LINES[language][1], language), voice=voice, pace=0.9))
    assert len(sentences) == 2
    for sentence in sentences:
        rate = sentence.sample_rate_hz
        for word in sentence.words:
            heard = sentence.samples[round(word.start * rate) : round(word.end * rate)]
            assert np.abs(heard).max(initial=0) > 0.01, word
        assert sentence.cost > 0
