"""English, French and Hindi: from a sentence to phonemes, word by word, through espeak-ng.

A clause is phonemised whole, so that words sound as they do in company (liaison, weak forms), and then
shared out among its words.
"""

import re
import unicodedata
from collections.abc import Sequence

from sandman.providers.narration.align import shares
from sandman.providers.narration.kokoro import espeak
from sandman.providers.narration.kokoro.japanese import sounds_of
from sandman.providers.narration.kokoro.spoken import MARKS, Spoken
from sandman.providers.narration.numbers import said_words
from sandman.providers.narration.readings import with_readings
from sandman.providers.narration.sentences import shown_words
from sandman.stories import Language

_TIED = {"a^ɪ": "I", "a^ʊ": "W", "d^z": "ʣ", "d^ʒ": "ʤ", "e^ɪ": "A", "o^ʊ": "O", "ə^ʊ": "Q", "t^s": "ʦ",
         "t^ʃ": "ʧ", "ɔ^ɪ": "Y", "ə^l": "ᵊl"}  # fmt: skip
# espeak's symbols as Kokoro's training text has them (the mapping of hexgrad's misaki, Apache-2.0).
_AMERICAN = {"ɜːɹ": "ɜɹ", "ɚ": "əɹ", "ɐ": "ə", "ɜː": "ɜɹ", "ɪə": "iə", "ː": "", "ɾ": "T", "ʔ": "t", "r": "ɹ"}
_BRITISH = {"e^ə": "ɛː", "ɪə": "iə", "ɚ": "ə", "ɐ": "ə", "ɾ": "T", "ʔ": "t", "r": "ɹ"}
_MAPS = {"en-us": _AMERICAN, "en": _BRITISH, "fr": {}, "hi": {"r.": "ɽ"}}

# espeak drops the end of a word that is far longer than any word.
MOST_LETTERS = 60

_WRITTEN_MARKS = str.maketrans(
    {"।": ".", "॥": ".", "«": "“", "»": "”", "„": "“", "–": "—", "―": "—", "。": ".", "、": ",", "！": "!",
     "？": "?", "「": "“", "」": "”", "『": "“", "』": "”", "‘": "'", "’": "'", "ʼ": "'", "[": "(", "]": ")",
     "（": "(", "）": ")", "，": ",", "：": ":", "；": ";", "¡": "", "¿": "", "\u2011": "-"}
)  # fmt: skip
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_PIECES = re.compile(r"[;:,.!?—…()“”\"]+|[^;:,.!?—…()“”\"]+")
_INNER_STOP = re.compile(r"(?<=\w)[.:](?=\w)")


def speak(
    sentence: str, language: Language, voice_id: str, readings: Sequence[tuple[str, str]] = ()
) -> list[Spoken]:
    """The shown words of `sentence` with their phonemes; together they hold all its visible characters."""
    shown = shown_words(sentence)
    accent = {"a": "en-us", "b": "en", "f": "fr", "h": "hi"}[voice_id[0]]
    said = said_words([_plain(word) for word in with_readings(shown, readings)], language)
    pieces = [(owner, piece) for owner, word in enumerate(said) for piece in _PIECES.findall(_marked(word))]
    sounds = [""] * len(shown)
    clause: list[tuple[int, str]] = []
    for owner, piece in [*pieces, (-1, ".")]:
        if piece[0] not in MARKS:
            clause.append((owner, piece))
            continue
        for member, heard in _clause(clause, accent):
            sounds[member] += (" " if sounds[member] and sounds[member][-1] not in "“(" else "") + heard
        clause = []
        if owner >= 0:
            sounds[owner] += _breath(piece)
    return [Spoken(word, sound) for word, sound in zip(shown, sounds, strict=True)]


def _plain(word: str) -> str:
    """A word without tags, in composed letters, its marks as Kokoro knows them."""
    text = unicodedata.normalize("NFC", _TAG.sub(" ", word)).translate(_WRITTEN_MARKS)
    text = text.replace("...", "…").replace("--", "—")
    return "—" if text.strip() == "-" else text


def _marked(word: str) -> str:
    """Stops inside a word (`a.m`, `name.txt`) are no breaths; paths and codes become words."""
    return re.sub(r"[/\\_|*#~^<>{}=+@`]+", " ", _INNER_STOP.sub(" ", word))


def _breath(piece: str) -> str:
    """A run of marks as few of them: `!!!` is `!`."""
    kept: list[str] = []
    for mark in piece:
        if not kept or mark != kept[-1]:
            kept.append(mark)
    return "".join(kept[:4])


def _clause(clause: list[tuple[int, str]], accent: str) -> list[tuple[int, str]]:
    """The phonemes of each word of a clause, once for each owner that sounds."""
    words = [
        (owner, whole[at : at + MOST_LETTERS])
        for owner, piece in clause
        for whole in piece.split()
        for at in range(0, len(whole), MOST_LETTERS)
    ]
    heard: list[tuple[int, str]] = []
    run: list[tuple[int, str]] = []
    script = ""
    # Words in another script are read by the voice of that script, or not at all.
    for owner, word in [*words, (-1, "")]:
        here = _voice_for(word, accent) if word else None
        if run and here != script:
            heard += _run(run, script, accent)
            run = []
        script = here or ""
        if here:
            run.append((owner, word))
    merged: dict[int, str] = {}
    for owner, sound in heard:
        if sound:
            merged[owner] = f"{merged[owner]} {sound}" if owner in merged else sound
    return list(merged.items())


def _voice_for(word: str, accent: str) -> str | None:
    for c in word:
        if "\u0900" <= c <= "\u097f":
            return "hi"
        if "\u3040" <= c <= "\u30ff" or "\u3400" <= c <= "\u9fff" or c == "々":
            return "ja"
        if c.isalpha():
            return accent if "LATIN" in unicodedata.name(c, "") else None
    return accent if any(c.isalnum() for c in word) and word.isascii() else None


def _run(run: list[tuple[int, str]], voice: str, accent: str) -> list[tuple[int, str]]:
    words = [word for _, word in run]
    sounds = [sounds_of(word) for word in words] if voice == "ja" else _phonemes(words, voice)
    return [(owner, sound) for (owner, _), sound in zip(run, sounds, strict=True)]


def _phonemes(words: list[str], voice: str) -> list[str]:
    groups = espeak.phonemes(" ".join(words), voice).split()
    if len(groups) != len(words):
        alone = [espeak.phonemes(word, voice).replace(" ", "") for word in words]
        groups = shares("".join(groups), alone)
    return [_kokoro(group, voice) for group in groups]


def _kokoro(heard: str, voice: str) -> str:
    """Espeak's IPA in the letters the model was taught."""
    for written, taught in {**_TIED, **_MAPS[voice]}.items():
        heard = heard.replace(written, taught)
    return heard.replace("-", "").replace("^", "")
