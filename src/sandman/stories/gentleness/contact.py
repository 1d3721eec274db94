"""Telephone numbers, addresses, handles: whatever says where a family can be found. No book repeats them."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

from sandman.stories.gentleness.folding import Folded

# Seven digits and more, in whatever groups.
NUMBER = re.compile(r"(?<![a-z0-9.\u0900-\u097f])\+?\(?\d(?:[ .()/\-–—‐‑−ー・]{0,3}\d){5,16}(?!\d)")
FEWEST_DIGITS = 7
KINDS = ("email", "page", "handle", "house", "card", "secret")
# What each digit is called, 0 first: English, French, Hindi typed in Latin letters, Hindi, Japanese, kanji.
DIGITS = (
    "zero oh nought shunya शुन्य जिरो ぜろ れい まる 〇 零",
    "one un ek एक いち 一",
    "two deux do दो に 二",
    "three trois teen tin तिन さん 三",
    "four quatre char chaar चार よん し 四",
    "five cinq paanch panch पांच ご 五",
    "six chhe cheh chhah छह छः छे ろく 六",
    "seven sept saat sat सात なな しち 七",
    "eight huit aath aat आठ はち 八",
    "nine neuf nau नौ きゅう く 九",
)
DIGIT_WORDS = {word: digit for digit, words in enumerate(DIGITS) for word in words.split()}
TENS = (
    "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "vingt", "trente", "quarante",
    "cinquante", "soixante", "et", "double", "triple", "डबल",
)  # fmt: skip
AND = re.compile(r",?\s(?:and|et)(?=\s)")
FARTHEST = 48
"""How many letters before a number may lead up to it."""


def with_what_leads_to_it(source: str, start: int, end: int) -> tuple[int, int]:
    """The span of a contact detail and of the words that would hang in the air without it."""
    before = _leading().search(source, max(0, start - FARTHEST), start)
    led = bool(before and before.group().strip())
    after = _pattern("after").match(source, end) or (AND.match(source, end) if led else None)
    return before.start() if before else start, after.end() if after else end


def contact_spans(folded: Folded) -> Iterator[tuple[int, int]]:
    """Where in the source somebody's number, address or handle is written; spans may overlap."""
    text = folded.text
    for kind in KINDS:
        yield from (_span(folded, *match.span()) for match in _pattern(kind).finditer(text))
    for match in NUMBER.finditer(text):
        digits = sum(map(str.isdigit, match.group()))
        if digits >= FEWEST_DIGITS and not _pattern("harmless_number").fullmatch(match.group()):
            yield _span(folded, *match.span())
    yield from (_span(folded, *match.span(1)) for match in _pattern("after_call").finditer(text))
    yield from (_span(folded, *span) for span in _spelled_out(text))


@cache
def _patterns() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("contact.toml").read_text("utf-8"))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(re.sub("@([a-z_]+)@", lambda part: _patterns()[part[1]], "|".join(_patterns()[name])))


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_patterns()['before'])})\s*:?\s*$", re.IGNORECASE)


def _span(folded: Folded, start: int, end: int) -> tuple[int, int]:
    return folded.at[start], folded.at[end - 1] + 1


@cache
def _digits_in_words() -> re.Pattern[str]:
    words = sorted((*DIGIT_WORDS, *TENS), key=len, reverse=True)
    latin = "|".join(word for word in words if word.isascii())
    hindi = "|".join(word for word in words if "\u0900" <= word[0] <= "\u097f")
    kana = "|".join(word for word in words if word[0] > "\u3000")
    between = r"[\s,.\-–の、・]{1,3}"
    return re.compile(
        rf"\b(?:{latin})(?:{between}(?:{latin}|\d{{1,2}}))+\b"
        rf"|(?<![\u0900-\u097f])(?:{hindi})(?:{between}(?:{hindi}|\d{{1,2}}))+(?![\u0900-\u097f])"
        rf"|(?:{kana})(?:[\s,\-の、・]{{0,2}}(?:{kana}))+"
    )


def _spelled_out(text: str) -> Iterator[tuple[int, int]]:
    """Six digits or more said one after another, unless somebody is only counting."""
    pattern = _digits_in_words()
    for match in pattern.finditer(text):
        digits = [_value(word) for word in _one_digit().findall(match.group())]
        steps = [after - before for before, after in pairwise(digits)]
        counting = all(step in (0, 1) for step in steps) or all(step in (0, -1) for step in steps)
        if len(digits) >= 6 and (
            not counting or _pattern("cue").search(text[max(0, match.start() - 24) : match.start()])
        ):
            yield match.span()


def _value(word: str) -> int:
    return int(word) if word.isdigit() else DIGIT_WORDS.get(word, 10)


@cache
def _one_digit() -> re.Pattern[str]:
    words = sorted((*DIGIT_WORDS, *TENS), key=len, reverse=True)
    latin = "|".join(word for word in words if word.isascii())
    return re.compile(rf"\b(?:{latin})\b|\d{{1,2}}|" + "|".join(word for word in words if not word.isascii()))
