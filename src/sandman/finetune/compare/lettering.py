"""Words on a picture, in whatever letters: by a typeface of this machine that has them, or not at all.

Pillow's own typeface is there on every machine and has the letters of English, no accents among them. For
others those are looked for that systems come with; nothing is fetched. What a typeface has not it draws as a
box, which says less than no word: no such letter is ever drawn.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from PIL import ImageDraw, ImageFont, features

OWN = "Aileron"
"""Pillow's own; no file."""
TYPEFACES = (
    OWN,
    # Latin letters with accents, and Greek and Cyrillic ones: Linux, macOS, Windows.
    *("NotoSans-Regular.ttf", "HelveticaNeue.ttc", "segoeui.ttf", "DejaVuSans.ttf"),
    # Japanese. macOS spells this file's name in another form, and finds it by its whole path alone.
    *("NotoSansCJK-Regular.ttc", "NotoSansCJK-VF.ttc", "NotoSansJP-Regular.ttf", "NotoSansJP-Regular.otf"),
    *("ipagp.ttf", "/System/Library/Fonts/ヒラギノ角ゴシック W3.ttc"),
    *("YuGothM.ttc", "YuGothR.ttc", "meiryo.ttc", "msgothic.ttc"),
    # Hindi.
    *("NotoSansDevanagari-Regular.ttf", "Lohit-Devanagari.ttf", "Kohinoor.ttc", "DevanagariMT.ttc"),
    *("Nirmala.ttc", "Nirmala.ttf", "mangal.ttf", "Arial Unicode.ttf"),
)
"""Those that come first are liked best. Tried on Linux; the names of the others are by the book."""
NOBODYS = "\uffff"
"""No character: a typeface draws it as whatever it has not."""
SHAPED = re.compile("[\u0590-\u109f\u1780-\u17ff]")
"""Scripts whose letters change with their neighbours, Devanagari among them; Pillow asks raqm for that."""
PLAINER = str.maketrans(
    {"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ß": "ss", "ø": "o", "Ø": "O", "–": "-", "—": "-"}
)
"""What is no letter with an accent, and what it is written as where only plain letters are there."""
OPENING, NEVER_FIRST = (
    "「『（【〈《",
    "、。，．・：；？！）」』】〉》ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々…",
)
EAST = "\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff9f"
PIECE = re.compile(rf"(?:[{OPENING}]*[{EAST}][{NEVER_FIRST}]*|[^\s{EAST}]+)\s*")
"""What is not broken: a word, or one letter of a script without spaces and what clings to it."""
UNSHAPED = ImageFont.Layout.BASIC

Ink = tuple[int, int, int]
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def legible(text: str) -> str | None:
    """The text as it can be written here, at worst without its accents; None where it cannot be."""
    whole = unicodedata.normalize("NFC", text)
    apart = unicodedata.normalize("NFD", whole.translate(PLAINER))
    bare = "".join(letter for letter in apart if not "\u0300" <= letter <= "\u036f")
    plain = unicodedata.normalize("NFC", bare)
    return next((each for each in (whole, plain) if all(map(_typeface_of, each))), None)


class Lettering:
    """The typefaces of one sheet: one for as much of it as can be, further ones for what that has not."""

    def __init__(self, texts: Iterable[str]) -> None:
        """`texts` are legible."""
        plain = {letter for letter in "".join(texts) if not SHAPED.match(letter)}
        self._first = next((name for name in TYPEFACES if all(_has(name, each) for each in plain)), OWN)

    def write(
        self, pen: ImageDraw.ImageDraw, at: tuple[float, float], line: str, ink: Ink, *, size: int
    ) -> None:
        """A line of what is legible, its upper left corner `at`; all typefaces on one base line."""
        left, upper = at
        for name, text in self._runs(line):
            font = _opened(name, size)
            pen.text((left, upper + size), text, ink, font=font, anchor="ls")
            left += font.getlength(text)

    def folded(self, text: str, *, size: int, width: float, most: int = 1) -> list[str]:
        """What is legible in lines of at most `width` pixels, `most` of them; an ellipsis for the rest."""
        lines = [""]
        for piece in PIECE.findall(text):
            if lines[-1] and self._length(lines[-1] + piece.rstrip(), size=size) > width:
                lines.append("")
            lines[-1] += piece
        if len(lines) > most:
            lines = [*lines[: most - 1], lines[most - 1].rstrip() + "…"]
        return [self._cut(line.rstrip(), size=size, width=width) for line in lines]

    def _length(self, line: str, *, size: int) -> float:
        return sum(_opened(name, size).getlength(text) for name, text in self._runs(line))

    def _cut(self, line: str, *, size: int, width: float) -> str:
        """By words, and the only one by letters."""
        while self._length(line, size=size) > width:
            *before, last = PIECE.findall(line.removesuffix("…"))
            line = ("".join(before) or last[:-1]).rstrip(" ,") + "…"
        return line

    def _runs(self, line: str) -> list[tuple[str, str]]:
        """Stretches of a line, each by one typeface's name."""
        runs: list[tuple[str, str]] = []
        for letter in line:
            if runs and _clings(letter):
                name = runs[-1][0]
            else:
                name = self._first if _has(self._first, letter) else _typeface_of(letter) or OWN
            if runs and runs[-1][0] == name:
                runs[-1] = (name, runs[-1][1] + letter)
            else:
                runs.append((name, letter))
        return runs


def _clings(letter: str) -> bool:
    """Whether it is a space, or only joins or parts its neighbours."""
    return unicodedata.category(letter)[0] in "ZC"


@cache
def _typeface_of(letter: str) -> str | None:
    """The first that has it; None where no one has."""
    if SHAPED.match(letter) and not features.check("raqm"):
        return None
    return next((name for name in TYPEFACES if _has(name, letter)), None)


@cache
def _has(name: str, letter: str) -> bool:
    if _clings(letter):
        return name == OWN or _drawn(name, NOBODYS) is not None
    drawn = _drawn(name, letter)
    return drawn is not None and drawn != _drawn(name, NOBODYS)


@cache
def _drawn(name: str, letter: str) -> bytes | None:
    """A letter by itself; None where there is no such typeface."""
    try:
        # Unshaped: raqm would stand a lone vowel sign on a circle.
        font = _opened(name, 20) if name == OWN else ImageFont.truetype(name, 20, layout_engine=UNSHAPED)
    except OSError:
        return None
    return bytes(font.getmask(letter))


@cache
def _opened(name: str, size: int) -> Font:
    return ImageFont.load_default(size) if name == OWN else ImageFont.truetype(name, size)
