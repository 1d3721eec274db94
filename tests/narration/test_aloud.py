"""Reading to somebody who listens now."""

import numpy as np
import pytest

from sandman.ports.narration import Passage
from sandman.providers.narration.aloud import read_aloud
from sandman.providers.narration.rehearsal import RehearsalNarrator
from sandman.providers.narration.sound import decode
from sandman.providers.narration.sound.stream import Mp3Stream
from sandman.stories import Language


def read(text: str, language: Language = Language.ENGLISH) -> tuple[RehearsalNarrator, bytes, float]:
    narrator = RehearsalNarrator()
    voice = next(v.id for v in narrator.voices() if v.language == language)
    pieces = list(read_aloud(narrator, Passage(text, language), voice=voice, pace=1.0))
    return narrator, b"".join(p.data for p in pieces), sum(p.seconds for p in pieces)


def test_what_is_streamed_is_all_that_was_spoken():
    _, data, seconds = read("The moon came up. The fox lay down. Nobody spoke.")

    samples, rate = decode(data)
    assert len(samples) / rate == pytest.approx(seconds, abs=0.1)


@pytest.mark.parametrize(
    ("language", "text", "begins"),
    [
        (
            "en",
            "When the moon was up, the fox went out to look for the last light of the day.",
            "When the moon was up, ",
        ),
        (
            "fr",
            "Quand la lune fut levée, le renard sortit chercher la dernière lueur du jour.",
            "Quand la lune fut levée, ",
        ),
        ("ja", "つきが のぼると、きつねは さいごの ひかりを さがしに でかけました。", "つきが のぼると、"),
        ("hi", "जब चाँद निकल आया, तो लोमड़ी दिन की आख़िरी रोशनी ढूँढ़ने निकल पड़ी।", "जब चाँद निकल आया, "),
    ],
)
def test_a_long_first_sentence_begins_with_its_first_clause(language, text, begins):
    narrator, _, _ = read(text, Language(language))

    said = [reading.passage.text for reading in narrator.readings]
    assert said[0] == begins
    assert "".join(said) == text


@pytest.mark.parametrize(
    "text", ["Good night, little fox.", "A sentence that is long and has no place to breathe in it at all."]
)
def test_what_is_short_or_has_no_clause_is_read_as_it_is(text):
    narrator, _, _ = read(text)

    assert [reading.passage.text for reading in narrator.readings] == [text]


def test_a_stream_gives_sound_before_it_ends():
    stream = Mp3Stream(24_000)
    tone = (0.1 * np.sin(np.arange(24_000) * 0.06)).astype(np.float32)

    first = stream.feed(tone)

    samples, rate = decode(first)
    assert 0.8 < len(samples) / rate <= 1.0
    samples, rate = decode(first + stream.feed(tone) + stream.end())
    assert len(samples) / rate == pytest.approx(2.0, abs=0.1)
    assert np.abs(samples[rate : rate + 4000]).max() == pytest.approx(0.1, rel=0.15)
