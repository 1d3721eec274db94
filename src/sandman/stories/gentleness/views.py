"""Folded text cut into words: as it stands, and as it reads once a disguise is taken off.

A view is a line of words with single spaces, ` . ` between sentences, and a map back to the source. The
first view is the plain one; the others, only made where something looks disguised, read `k1ll`, `b00bs`,
`k i l l`, `s.e.x`, `kiiill` and `f*ck` as they are meant.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from sandman.stories.gentleness.folding import Folded

LATIN = "a-z0-9"
KANA_KANJI = "\u3041-\u30ff\u3400-\u9fff々〆"
DEVANAGARI = "\u0900-\u0963\u0966-\u097f"
LETTER = f"[{LATIN}{KANA_KANJI}{DEVANAGARI}]"
ENDS = ".!?।。\n;"
WORD = re.compile(f"[{LATIN}]+|[{DEVANAGARI}]+|[{KANA_KANJI}ー]+|[{ENDS}]+")

# One letter of each script alone; a Devanagari one holds its matras.
AKSHARA = r"[\u0904-\u0939](?:\u094d[\u0904-\u0939])*[\u093e-\u094d\u0902]*"
SINGLE = f"(?:[a-z0-9@$!]|{AKSHARA}|[{KANA_KANJI}])"
BETWEEN = r"[ ._\-*/\\|,~+・＿]"
SPACED = re.compile(
    f"(?<!{LETTER})(?:{SINGLE}{BETWEEN}{{1,3}}){{2,}}{SINGLE}(?!{LETTER})"
    # Two are enough where the first is a kanji: 殺 す
    f"|(?<!{LETTER})[\u3400-\u9fff]{BETWEEN}{{1,3}}[\u3041-\u309f](?!{LETTER})"
    # and Japanese, once spaced out, may go on without spaces: エ ロ 本を
    f"|(?<!{LETTER})(?:[{KANA_KANJI}]{BETWEEN}{{1,3}}){{2,}}[{KANA_KANJI}]"
)
POINTED = re.compile(
    f"[{LATIN}@$!{KANA_KANJI}ー{DEVANAGARI}]+(?:[._\\-*/\\\\|~+・○〇●◯]+[{LATIN}@$!{KANA_KANJI}ー{DEVANAGARI}]+)+"
)
SIGNED = re.compile(r"[a-z]*(?:[0-9@$!|€]|([a-z])\1\1)[a-z0-9@$!|€]*")
LEET = str.maketrans("0345789@$€|", "oeastbgasel")
HIDDEN = re.compile(r"[a-z]*\*+[a-z*]*")
# Words that people write with stars in them.
OFTEN_STARRED = (
    "fuck", "fucking", "fucker", "shit", "bitch", "cunt", "dick", "cock", "pussy", "sex", "sexy", "kill",
    "killed", "rape", "porn", "nigger", "whore", "slut", "murder", "asshole", "merde", "putain", "pute",
    "salope", "connard", "bite", "encule", "nique", "tuer", "sexe", "viol", "bordel", "chutiya", "madarchod",
)  # fmt: skip
# What stands for one letter of a Japanese word, and the words it is put in; folded, three letters at least.
MASKS = "●○〇◯◎■□×✕*x"
OFTEN_MASKED = (
    "ぽるの", "れいぷ", "せっくす", "えっち", "おなにー", "ふぇら", "ちんこ", "ちんぽ", "まんこ", "おっぱい",
    "ころす", "ころし", "ころせ", "ぶっころ", "さつじん", "ひとごろし", "じさつ", "どらっぐ", "こかいん",
    "へろいん", "まりふぁな", "ろりこん", "えろほん", "えろい", "すとりっぷ", "てろりすと",
)  # fmt: skip
# Hindi words that people cut in two; folded.
OFTEN_CUT = (
    "पोर्न", "पार्न", "सेक्स", "सेक्सि", "सैक्स", "बलात्कार", "हत्या", "आत्महत्या", "चुतिया", "मादरचोद",
    "बहनचोद", "भोसडि", "अश्लिल", "नंगि", "हस्तमैथुन", "वेश्या", "रंडि",
)  # fmt: skip
CUT = re.compile(
    f"(?<![{DEVANAGARI}])(?:"
    + "|".join(f"{word[:i]} {word[i:]}" for word in OFTEN_CUT for i in range(1, len(word)))
    + f")(?![{DEVANAGARI}])"
)
LONG_RUN = re.compile(r"([a-z])\1{2,}|([\u3041-\u309f\u0904-\u0939ー])\2{2,}")
MOST_READINGS = 12


@dataclass(frozen=True, slots=True)
class View:
    """Words in a line; `at[i]` is where in the source its letter i was written (-1 for a space)."""

    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the source the letters from `start` to `end` were written."""
        written = [index for index in self.at[start:end] if index >= 0]
        return min(written), max(written) + 1


def views(folded: Folded) -> Iterator[View]:
    """The plain view, then one for every other way the text can be read."""
    yield _view(folded, {})
    disguised = dict(_disguised(folded.text))
    if disguised:
        for turn in range(max(map(len, disguised.values()))):
            yield _view(folded, {span: words[min(turn, len(words) - 1)] for span, words in disguised.items()})


def _view(folded: Folded, instead: dict[tuple[int, int], str]) -> View:
    """The words of the text, with what stands in `instead` read otherwise."""
    parts: list[str] = []
    at: list[int] = []
    done = 0
    for (start, end), word in [*sorted(instead.items()), ((len(folded.text), len(folded.text)), "")]:
        for match in WORD.finditer(folded.text, done, start):
            _put(match.group(), folded.at[match.start() : match.end()], parts, at)
        if word:
            _put(word, _spread(folded.at[start:end], len(word)), parts, at)
        done = end
    return View(" ".join(parts), tuple(at[:-1]))


def _put(word: str, where: tuple[int, ...], parts: list[str], at: list[int]) -> None:
    if word[0] in ENDS:
        word, where = ".", where[:1]
    parts.append(word)
    at.extend(where)
    at.append(-1)


def _spread(where: tuple[int, ...], length: int) -> tuple[int, ...]:
    """A map for `length` letters that stand for all that was written in `where`."""
    return (*(where[min(i, len(where) - 1)] for i in range(length - 1)), where[-1])


def _disguised(text: str) -> Iterator[tuple[tuple[int, int], list[str]]]:
    """Every part of the text that may be a word in disguise, with the words it may be."""
    masked = [
        *_masked(text),
        *((match.span(), match.group().replace(" ", "")) for match in CUT.finditer(text)),
    ]
    yield from ((span, [word]) for span, word in masked)
    taken = [span for span, _ in masked]
    for pattern in (SPACED, POINTED, SIGNED):
        for match in pattern.finditer(text):
            span = match.span()
            if any(start < span[1] and span[0] < end for start, end in taken):
                continue
            if readings := _readings(match.group()):
                taken.append(span)
                yield span, readings
    for match in re.finditer(f"[{KANA_KANJI}ー]+|[{DEVANAGARI}]+", text):
        if LONG_RUN.search(match.group()) and not any(
            s < match.end() and match.start() < e for s, e in taken
        ):
            yield match.span(), _squeezed(match.group())


def _masked(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Every Japanese word with signs in place of some of its letters: ポ●ノ, レ○プ."""
    done = 0
    for sign in re.finditer(f"[{re.escape(MASKS)}]", text):
        for word in OFTEN_MASKED:
            for place in range(len(word)):
                start = sign.start() - place
                written = text[start : start + len(word)] if start >= done else ""
                if len(written) == len(word) and _may_be(written, word):
                    yield (start, start + len(word)), word
                    done = start + len(word)


def _may_be(written: str, word: str) -> bool:
    """Whether `written` is `word`, with at most half of it hidden; a short one shows how it begins."""
    hidden = sum(letter in MASKS for letter in written)
    if 2 * hidden > len(word) or (len(word) == 3 and written[0] != word[0]):
        return False
    return all(a == b or a in MASKS for a, b in zip(written, word, strict=True))


def _readings(written: str) -> list[str]:
    """What a word in disguise may be; empty where it hides nothing."""
    tight = [re.sub(BETWEEN + "|[○〇●◯]", "", written)]
    if "*" in written and HIDDEN.fullmatch(written):
        stars = re.compile(re.sub(r"\*+", "[a-z]+", written))
        tight += [word for word in OFTEN_STARRED if stars.fullmatch(word)]
    if SPACED.fullmatch(written) and len(tight[0]) > 3:
        # `s e x e à la plage`: the run may have taken a small word along.
        tight += [tight[0][:-1], tight[0][1:]]
    open_: list[str] = []
    for word in tight:
        lettered = word.strip("!") if word[:1].isalpha() or word.endswith("!") else word
        if not re.search("[a-z]", lettered):
            open_.append(lettered)
            continue
        plain = lettered.translate(LEET)
        open_ += [plain.translate(str.maketrans("1!", "ii")), plain.translate(str.maketrans("1!", "ll"))]
    words = dict.fromkeys(reading for word in open_ for reading in _squeezed(word) if reading)
    words.pop(written, None)
    return list(words)[:MOST_READINGS]


def _squeezed(word: str) -> list[str]:
    """The word with its drawn-out letters said once or twice: kiiill is kill, boooobs boobs."""
    runs = list(LONG_RUN.finditer(word))
    if not runs:
        return [word]
    cuts = [0, *(edge for run in runs for edge in run.span()), len(word)]
    kept = [word[a:b] for a, b in zip(cuts[::2], cuts[1::2], strict=True)]
    letters = [run.group(1) or run.group(2) for run in runs]
    squeezed = []
    for times in product((1, 2), repeat=min(len(runs), 3)):
        counts = [*times, *[1] * (len(runs) - len(times))]
        squeezed.append(
            kept[0] + "".join(c * n + k for c, n, k in zip(letters, counts, kept[1:], strict=True))
        )
    return squeezed
