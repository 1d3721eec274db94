"""An idea cut into words with their dictionary forms, whatever its language.

simplemma lemmatises English, French and Hindi; pyopenjtalk, which the voice needs anyway, cuts Japanese.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import simplemma

from sandman.stories import Language

JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
DEVANAGARI = re.compile(r"[\u0900-\u097f]")
WORD = re.compile(r"[\u0900-\u097f]+|[^\W_]+(?:-[^\W_]+)*")
HINDI_SPELLING = str.maketrans({"\u093c": None, "\u0901": "\u0902"})


@dataclass(frozen=True, slots=True)
class Unit:
    """One word of an idea: as it was written, and every form by which it may be known."""

    written: str
    forms: frozenset[str]


def scripts_languages(text: str) -> tuple[Language, ...]:
    """The languages an idea may be in, by its letters."""
    if JAPANESE.search(text):
        return (Language.JAPANESE,)
    if DEVANAGARI.search(text):
        return (Language.HINDI,)
    return (Language.ENGLISH, Language.FRENCH)


def plain(word: str, language: Language) -> str:
    """A word folded for comparing: width, case, Hindi dots that writers leave out, katakana as hiragana."""
    folded = unicodedata.normalize("NFKC", word).casefold().replace("’", "'")
    if language is Language.HINDI:
        return unicodedata.normalize("NFD", folded).translate(HINDI_SPELLING)
    if language is Language.JAPANESE:
        return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in folded)
    return folded


def units(text: str, language: Language) -> list[Unit]:
    """The words of `text`, in order."""
    if language is Language.JAPANESE:
        return _japanese(text)
    return [Unit(word, _forms(word, language)) for word in WORD.findall(text.replace("’", "'"))]


@lru_cache(maxsize=20_000)
def _forms(word: str, language: Language) -> frozenset[str]:
    lemma = simplemma.lemmatize(word.casefold(), lang=language.value)
    return frozenset(plain(form, language) for form in (word, lemma))


def _japanese(text: str) -> list[Unit]:
    import pyopenjtalk  # noqa: PLC0415 - a dictionary of 100 MB, only for Japanese

    found = []
    # Vanilla: the later passes mend readings, which nobody asks for here, from a dictionary we leave out.
    for node in pyopenjtalk.run_frontend(unicodedata.normalize("NFKC", text), use_vanilla=True):
        if node["pos"] == "記号":
            continue
        written, lemma = node["string"], node["orig"]
        forms = {plain(form, Language.JAPANESE) for form in (written, lemma) if form != "*"}
        found.append(Unit(written, frozenset(forms)))
    return found
