"""Words folded to what a reader hears in them, with a map back to how they were written.

Width, case, accents, look-alike letters, invisible characters, katakana and Devanagari spelling all fold
away: `Ｋïll`, `кill` and `kill` are one word; so are コロス and ころす, हिन्दी and हिंदी.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Cyrillic, Greek and phonetic letters that pass for Latin ones, lower case.
LOOK_ALIKES = str.maketrans(
    {
        **dict(zip("абвгдезикмнорстухѕіјԁԛԝвьё", "abbrdezukmhopctyxsijdqwbbe", strict=True)),
        **dict(zip("αβγεηικνορτυχω", "abyenikvoptuxw", strict=True)),
        **dict(zip("ıɡʟɪᴀøłđħ", "igliaoldh", strict=True)),
    }
)
COMPOUND = {"œ": "oe", "æ": "ae", "ß": "ss"}
# One spelling for the two nasal signs, for long and short i and u, and for the English o.
DEVANAGARI = str.maketrans({"ँ": "ं", "ी": "ि", "ू": "ु", "ई": "इ", "ऊ": "उ", "ॉ": "ा", "ऑ": "आ", "ॅ": "े"})
NUKTA, VIRAMA, ANUSVARA = "\u093c", "\u094d", "\u0902"
VOICING = "\u3099\u309a"
# A nasal letter before a letter of its own row is the sign for nasals: हिन्दी is हिंदी, मुम्बई is मुंबई.
ROWS = {"ङ": "कखगघ", "ञ": "चछजझ", "ण": "टठडढ", "न": "तथदध", "म": "पफबभ"}


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `at[i]` is where in the source its letter i was written."""

    text: str
    at: tuple[int, ...]


def fold(source: str) -> Folded:
    """`source` in the one spelling that the lexicons are kept in; nothing is cut into words yet."""
    letters: list[str] = []
    at: list[int] = []
    for index, written in enumerate(source):
        for letter in _letters(written):
            if letter in VOICING and letters:
                letters[-1] = unicodedata.normalize("NFC", letters[-1] + letter)[0]
                continue
            if _nasal_of_its_row(letters, letter):
                del letters[-2:], at[-1:]
                letters.append(ANUSVARA)
            letters.append(letter)
            at.append(index)
    return Folded("".join(letters), tuple(at))


def fold_text(text: str) -> str:
    """The folded text alone."""
    return fold(text).text


def _nasal_of_its_row(letters: list[str], letter: str) -> bool:
    return len(letters) >= 2 and letters[-1] == VIRAMA and letter in ROWS.get(letters[-2], "")


@lru_cache(maxsize=4096)
def _letters(written: str) -> str:
    """What one character folds to: nothing, one letter, or more (`œ`, `…`)."""
    if written.isascii():
        return written.lower()
    folded = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", written)
        if letter in VOICING
        or _is_devanagari_sign(letter)
        or unicodedata.category(letter) not in ("Mn", "Cf")
    ).casefold()
    folded = folded.translate(LOOK_ALIKES).translate(DEVANAGARI)
    folded = "".join(COMPOUND.get(letter, letter) for letter in folded)
    return "".join(_hiragana(_digit(letter)) for letter in folded)


def _digit(letter: str) -> str:
    """Digits of every script are ours: ٣ and ३ are 3."""
    return str(unicodedata.digit(letter)) if unicodedata.category(letter) == "Nd" else letter


def _is_devanagari_sign(letter: str) -> bool:
    return "\u0900" <= letter <= "\u097f" and letter != NUKTA


def _hiragana(letter: str) -> str:
    return chr(ord(letter) - 0x60) if "ァ" <= letter <= "ヶ" else letter
