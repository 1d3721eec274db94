"""Japanese cut into bunsetsu, the pieces it is read in: what a page shows of each, and how it is said."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from sandman.providers.narration.align import shares
from sandman.providers.narration.japanese.kana import is_kana, katakana
from sandman.providers.narration.japanese.openjtalk import MOST_LETTERS, nodes_of
from sandman.providers.narration.sentences import shown_words
from sandman.stories import Token

_AFTER_COMMA = re.compile(r"(?<=[、，；])(?=[^、，；。！？…」』）\s])")
# A number with its signs is one thing to show and to say.
_FIGURES = re.compile(r"[¥$€£₹]?\d[\d:.,/%-]*")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


@dataclass(frozen=True, slots=True)
class Piece:
    """What the page shows of a bunsetsu, how it is written for the dictionary, its kana where told."""

    shown: str
    said: str
    reading: str = ""


def pieces_of(sentence: str, tokens: Sequence[Token], readings: Sequence[tuple[str, str]]) -> list[Piece]:
    """The pieces of `sentence`: its `tokens`, or else its own words, or bunsetsu where no spaces part them.

    `readings` maps names to their kana. Together the pieces show every visible character.
    """
    names = [(name, katakana(kana)) for name, kana in readings if name and is_kana(katakana(kana))]
    if tokens:
        return [_piece(token.shown, token.said or token.shown, token.reading, names) for token in tokens]
    chunks = [part for word in shown_words(sentence) for part in _AFTER_COMMA.split(word)]
    words: list[str] = []
    for chunk in chunks:
        # Hiragana between spaces is a bunsetsu already; anything else is cut by the dictionary.
        spelt_out = len(chunks) > 1 and not any("\u3400" <= c <= "\u9fff" or c.isascii() for c in chunk)
        words += [chunk] if spelt_out else _bunsetsu(chunk)
    return [_piece(word, word, "", names) for word in words]


def _piece(shown: str, said: str, reading: str, names: Sequence[tuple[str, str]]) -> Piece:
    for name, kana in names:
        if name in said:
            said, reading = said.replace(name, kana), ""
    return Piece(shown, written(said), katakana("".join(reading.split())))


def written(text: str) -> str:
    """As the dictionary reads best: one width, no spaces, dates, times and money in words."""
    text = unicodedata.normalize("NFKC", _TAG.sub("", text))
    text = re.sub(r"(\d{1,4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)", r"\1年\2月\3日", text)
    text = re.sub(r"(?<!\d)(\d{1,2}):00(?!\d)", r"\1時", text)
    text = re.sub(r"(?<!\d)(\d{1,2}):0?(\d{1,2})(?!\d)", r"\1時\2分", text)
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    for sign, word in (("¥", "円"), ("$", "ドル"), ("€", "ユーロ"), ("£", "ポンド"), ("₹", "ルピー")):
        text = re.sub(rf"{re.escape(sign)}\s?(\d+(?:\.\d+)?)", rf"\1{word}", text).replace(sign, word)
    text = re.sub(r"(?<=\d)\s?%", "パーセント", text).replace("&", "と").replace("...", "…")
    return "".join(c for c in text if unicodedata.category(c)[0] not in "CZ")


def _bunsetsu(text: str) -> list[str]:
    """Text without spaces cut before each word that leans on nothing, marks staying with their side."""
    groups: list[str] = []
    opening = ""
    letters = written(text)
    for part in (letters[i : i + MOST_LETTERS] for i in range(0, len(letters), MOST_LETTERS)):
        for index, node in enumerate(nodes_of(part)):
            if node.string in "「『（(“":
                opening += node.string
            elif groups and not opening and (node.leans or not node.voiced) and index:
                groups[-1] += node.string
            else:
                groups.append(opening + node.string)
                opening = ""
    if opening or not groups:
        groups = [*groups[:-1], (groups[-1] if groups else "") + opening]
    ends = list(accumulate(len(piece) for piece in shares(text, groups)))
    begins = {
        at: found.start() for found in _FIGURES.finditer(text) for at in range(found.start() + 1, found.end())
    }
    # A group that got no letters of the page shows nothing: it is said with its neighbour.
    cuts = [0, *sorted({begins.get(end, end) for end in ends} - {0, len(text)}), len(text)]
    return [text[start:end] for start, end in pairwise(cuts)]
