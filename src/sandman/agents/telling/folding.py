"""Where a name stands in a text, however it is written: case, accents, width, kana, Hindi dots."""

import unicodedata
from collections.abc import Iterator
from functools import cache

VOICED = frozenset("\u3099\u309a")
"""The marks that tell が from か: accents of other scripts are folded away, these are letters."""
LEFT_OUT = frozenset("\u093c\u200c\u200d")
"""Nukta and joiners, which writers of Hindi leave out."""
SAME = {"\u0901": "\u0902", "-": " ", "‐": " ", "・": " ", "’": "'", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l"}
"""Signs and letters that are written either way."""


@cache
def folded(letter: str) -> str:
    """One letter for comparing; may be none or several."""
    out = []
    for c in unicodedata.normalize("NFKD", letter).casefold():
        if "\u0300" <= c <= "\u036f" or c in LEFT_OUT:
            continue
        hiragana = chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c
        out.append(SAME.get(hiragana, hiragana))
    return "".join(out)


def plain(text: str) -> str:
    """A text folded for comparing."""
    return "".join(map(folded, text))


def places(name: str, text: str) -> Iterator[range]:
    """Every place in `text` where `name` is spelled, whatever stands around it."""
    wanted = plain(name)
    if not wanted:
        return
    pieces = [folded(c) for c in text]
    whole = "".join(pieces)
    begins = [at for at, piece in enumerate(pieces) for _ in piece]
    found = whole.find(wanted)
    while found >= 0:
        start, end = begins[found], begins[found + len(wanted) - 1] + 1
        # A letter that folds to two may not be cut in half.
        cut = (found and begins[found - 1] == start) or _reaches(begins, found + len(wanted), end)
        if not cut:
            while end < len(text) and not pieces[end]:
                end += 1
            yield range(start, end)
        found = whole.find(wanted, found + 1)


def _reaches(begins: list[int], after: int, end: int) -> bool:
    return after < len(begins) and begins[after] < end


def script(letter: str) -> str:
    """Whose letter it is; empty for what is no letter."""
    if unicodedata.category(letter)[0] not in "LM" and letter != "ー":
        return ""
    for name, (first, last) in SCRIPTS.items():
        if first <= letter <= last:
            return name
    return "latin" if "LATIN" in unicodedata.name(letter, "LATIN") else "other"


SCRIPTS = {
    "hiragana": ("\u3041", "\u309f"),
    "katakana": ("\u30a0", "\u30ff"),
    "kanji": ("\u3400", "\u9fff"),
    "devanagari": ("\u0900", "\u097f"),
}
