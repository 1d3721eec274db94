"""Sentences begin and end where a reader breathes."""

import pytest

from sandman.providers.narration.sentences import sentence_spans, shown_words
from sandman.stories import Language

EN, FR, HI, JA = Language.ENGLISH, Language.FRENCH, Language.HINDI, Language.JAPANESE


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (EN, ["The moon rose.", "The owl woke."]),
        (EN, ["Mr. Bear met Dr. Owl.", "They talked."]),
        (EN, ["The jar held 3.5 cups.", "It was full!"]),
        (EN, ["She said no.", "He counted to no. 5 and slept."]),
        (EN, ["J. K. Badger wrote it.", "So do I.", "We agree."]),
        (EN, ["“Hush!” said the owl.", "“It is late.”", "They slept."]),
        (EN, ["She looked… and there it was.", "A star!"]),
        (EN, ["Was it a dream?!", "No…", "It was real."]),
        (EN, ["It is 8 p.m. and dark.", "Come at 9 a.m.", "The bear will wait."]),
        (EN, ["Good night. 🌙", "Sleep well. ✨✨"]),
        (EN, ["(He slept.)", "She did too"]),
        (EN, ["A title with no stop", "The story begins."]),
        (FR, ["« Bonne nuit ! » dit l’ours.", "Il dormit."]),
        (FR, ["M. Renard salua Mme Chouette.", "« À demain. »", "Puis il partit."]),
        (FR, ["Est-ce toi ?", "Oui !"]),
        (HI, ["भालू सो गया।", "क्या वह थका था?", "हाँ।"]),
        (HI, ["डॉ. शर्मा आए।", "सब हँसे।"]),
        (JA, ["くまは ねました。", "「おやすみ。」と つきが いいました。", "しずかな よるです。"]),
        (JA, ["「もう ねよう。」", "くまは うなずきました！"]),
    ],
)
def test_a_text_is_cut_into_these_sentences(language, sentences):
    joint = "\n\n" if sentences[0].startswith("A title") else " "
    text = joint.join(sentences)
    assert [text[start:end] for start, end in sentence_spans(text, language)] == sentences


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("« Bonjour\u202f!\u202f» dit-il.", ["« Bonjour\u202f!\u202f»", "dit-il."]),
        ("« Où es-tu ? »", ["« Où", "es-tu ? »"]),
        ("Wait — what?", ["Wait —", "what?"]),
        ("J’ai 1\u202f000 étoiles et 5\u00a0€.", ["J’ai", "1\u202f000", "étoiles", "et", "5\u00a0€."]),
        ("Good night 🌙 moon", ["Good", "night", "🌙", "moon"]),
        ("salt & pepper", ["salt", "&", "pepper"]),
        ("…", ["…"]),
    ],
)
def test_a_mark_alone_is_no_word(sentence, words):
    assert shown_words(sentence) == words
