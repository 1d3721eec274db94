"""Finds what is written in digits and signs among a sentence's words and has its language say it."""

import re

from sandman.providers.narration.numbers.english import English
from sandman.providers.narration.numbers.french import French
from sandman.providers.narration.numbers.hindi import Hindi
from sandman.providers.narration.numbers.tongue import DIGITS_AT_ONCE, Tongue
from sandman.stories import Language

_NUMBER = r"\d+(?:[.,\u00a0\u202f]\d+)*"
_CURRENCY_SIGNS = frozenset("$£€¥₹")
_CURRENCY = "[$£€¥₹]"
_DATE = re.compile(r"(\d{1,4})[-/](\d{1,2})[-/](\d{1,4})")
_CLOCK = re.compile(r"([01]?\d|2[0-3])(?:[:：]|\s?[hH]\s?)([0-5]\d)?(?=$|[ap]\.?m)(.*)", re.IGNORECASE)
_MONEY_FIRST = re.compile(rf"({_CURRENCY})\s?({_NUMBER})")
_MONEY_LAST = re.compile(rf"({_NUMBER})\s?({_CURRENCY})")
_PERCENT = re.compile(rf"({_NUMBER})\s?([%°½¼¾])")
_SPAN = re.compile(r"(\d{1,4})[-–](\d{1,4})")
_ENDED = re.compile(rf"({_NUMBER})([^\W\d_][^\d]*)", re.UNICODE)
_PLAIN = re.compile(_NUMBER)
# What may stand around a word. Vowel signs of Devanagari are no letters to `\\W`, so it will not do.
_EDGE = r"[^\w\u0300-\u036f\u0900-\u0963\u0966-\u097f%°½¼¾$£€¥₹&+=@]"
_BARE = re.compile(rf"^({_EDGE}*)(.*?)({_EDGE}*)$", re.DOTALL)
_GROUP = re.compile(r"\d{3}")
_BEFORE_YEARS = "in since year from until by before after around en depuis année vers सन वर्ष साल"
_YEAR_BEFORE = frozenset(_BEFORE_YEARS.split())
_CLOCK_AFTER = frozenset(["am", "pm", "a.m", "p.m", "o'clock", "बजे", "heures", "heure", "h"])


_TONGUES: dict[Language, Tongue] = {
    Language.ENGLISH: English(),
    Language.FRENCH: French(),
    Language.HINDI: Hindi(),
}


def said_words(words: list[str], language: Language) -> list[str]:
    """How each of a sentence's shown words is said, in as many places; marks around a word stay with it."""
    tongue = _TONGUES[language]
    # Only French writes thousands with a space; elsewhere `room 12 101` is two numbers.
    written = _regrouped([_ascii_digits(word) for word in words], spaced=language is Language.FRENCH)
    return [_said(written, index, tongue) for index in range(len(words))]


def _regrouped(words: list[str], *, spaced: bool) -> list[str]:
    """Numbers written over several words (`1 000`, `5 €`) drawn into the first; the others say nothing."""
    words = list(words)
    for index in range(len(words) - 1, 0, -1):
        before, bare, after = _parted(words[index])
        head, number, tail = _parted(words[index - 1])
        if before or tail or not number or not all(c.isdecimal() or c in ",.\u00a0" for c in number):
            continue
        lone_group = len(number) <= 3 and number.isdecimal() and number[0] != "0"
        thousands = spaced and lone_group and _GROUP.fullmatch(bare[:3]) and not bare[3:4].isdecimal()
        if thousands or bare in _CURRENCY_SIGNS:
            joint = "\u00a0" if thousands else ""
            words[index - 1], words[index] = f"{head}{number}{joint}{bare}{after}", ""
    return words


def _ascii_digits(word: str) -> str:
    """१२ and １２ as 12."""
    return "".join(str(int(c)) if c.isdecimal() else c for c in word)


def _parted(word: str) -> tuple[str, str, str]:
    """A word's marks before, itself, its marks after."""
    found = _BARE.match(word)
    return (found[1], found[2], found[3]) if found else ("", word, "")


def _bare(words: list[str], index: int) -> str:
    return _parted(words[index])[1].lower() if 0 <= index < len(words) else ""


def _said(words: list[str], index: int, tongue: Tongue) -> str:
    word = words[index]
    if not any(c.isdecimal() for c in word):
        return _without_digits(words, index, tongue)
    before, core, after = _parted(word)
    said = _core(core, words, index, tongue)
    return before + (said if said is not None else _one_by_one(core, tongue)) + after


def _without_digits(words: list[str], index: int, tongue: Tongue) -> str:
    word = words[index]
    before, bare, after = _parted(word)
    if bare in tongue.signs:
        return before + tongue.signs[bare] + after
    # `M.` is monsieur, but a sentence may end in the letter; and Mme needs no full stop.
    if after.startswith(".") and bare.lower() in tongue.titles:
        return before + tongue.titles[bare.lower()] + after[1:]
    if bare.lower() in {"mme", "mlle", "dr", "mr", "mrs"} and bare.lower() in tongue.titles:
        return before + tongue.titles[bare.lower()] + after
    if bare.lower() in tongue.units and _bare(words, index - 1).isdecimal() and bare.lower() != "m":
        return before + tongue.units[bare.lower()] + after.replace(".", "", len(words) > index + 1)
    for sign in "&½¼¾":
        word = word.replace(sign, f" {tongue.signs[sign]} ") if sign in word else word
    return word


def _core(core: str, words: list[str], index: int, tongue: Tongue) -> str | None:
    """What a core with digits says, or None where nothing here knows it."""
    said: str | None = None
    if found := _DATE.fullmatch(core):
        said = _date(found, tongue)
    elif found := _CLOCK.fullmatch(core):
        said = _clock(found, _bare(words, index + 1), tongue)
    elif found := _MONEY_FIRST.fullmatch(core):
        said = _money(found[2], found[1], tongue)
    elif found := _MONEY_LAST.fullmatch(core):
        said = _money(found[1], found[2], tongue)
    elif found := _PERCENT.fullmatch(core):
        said = f"{_number(found[1], tongue)} {tongue.signs[found[2]]}"
    elif found := _SPAN.fullmatch(core):
        said = tongue.span(_number(found[1], tongue), _number(found[2], tongue))
    elif _PLAIN.fullmatch(core):
        said = _beside(core, words, index, tongue)
    elif found := _ENDED.fullmatch(core):
        said = _ended(found, tongue)
    return said


def _beside(core: str, words: list[str], index: int, tongue: Tongue) -> str:
    """A plain number: a day beside a month, a year after `in`, or itself."""
    before, after = _bare(words, index - 1), _bare(words, index + 1)
    if core.isdecimal() and len(core) <= 2:
        if after in tongue.months:
            return tongue.day(int(core), before_month=True)
        if before in tongue.months and not tongue.day_first:
            return tongue.day(int(core), before_month=False)
    dated = (
        before in _YEAR_BEFORE or tongue.months.count(before) or tongue.months.count(_bare(words, index - 2))
    )
    if core.isdecimal() and len(core) == 4 and dated:
        return tongue.year(int(core))
    if core == "1" and after in {"heure", "fois", "étoile"}:
        return "une"
    return _number(core, tongue)


def _ended(found: re.Match[str], tongue: Tongue) -> str | None:
    number, ending = found.groups()
    if number.isdecimal() and len(number) <= DIGITS_AT_ONCE:
        ordinal = tongue.ordinal(int(number), ending)
        if ordinal is not None:
            return ordinal
    unit = tongue.units.get(ending.lower().rstrip("."), ending)
    return f"{_number(number, tongue)} {unit}"


def _clock(found: re.Match[str], after: str, tongue: Tongue) -> str:
    half = found[3].replace(".", "").upper()
    named = bool(half) or after in _CLOCK_AFTER
    said = tongue.clock(int(found[1]), int(found[2] or 0), named=named)
    return f"{said} {' '.join(half)}".rstrip()


def _date(found: re.Match[str], tongue: Tongue) -> str | None:
    a, b, c = (int(part) for part in found.groups())
    if len(found[1]) == 4:
        year, month, day = a, b, c
    elif tongue.day_first or a > 12:
        day, month, year = a, b, c
    else:
        month, day, year = a, b, c
    return tongue.date(year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _parts(written: str, tongue: Tongue) -> tuple[str, str]:
    """Whole digits and decimals of a written number, thousands marks gone."""
    mark = tongue.decimal_mark
    whole, _, decimals = written.partition(mark)
    other = "," if mark == "." else "."
    if other in whole and not all(len(group) in {2, 3} for group in whole.split(other)[1:]):
        # 3.5 in a French text, 3,5 in an English one: not thousands.
        whole, _, decimals = written.partition(other)
    return re.sub(r"\D", "", whole), re.sub(r"\D", "", decimals)


def _number(written: str, tongue: Tongue) -> str:
    whole, decimals = _parts(written, tongue)
    code = len(whole) > DIGITS_AT_ONCE or (len(whole) > 1 and whole[0] == "0" and not decimals)
    if code:
        return " ".join(tongue.cardinal(int(d)) for d in whole + decimals)
    return tongue.decimal(int(whole), decimals) if decimals else tongue.cardinal(int(whole))


def _money(written: str, sign: str, tongue: Tongue) -> str:
    whole, decimals = _parts(written, tongue)
    if len(whole) > DIGITS_AT_ONCE or len(decimals) > 2:
        return f"{_number(written, tongue)} {tongue.signs.get(sign, '')}".rstrip()
    return tongue.money(int(whole), int(decimals.ljust(2, "0")) if decimals else None, sign)


def _one_by_one(text: str, tongue: Tongue) -> str:
    """Digits among letters and marks, as in `R2-D2`: each run of digits is said where it stands."""
    return _PLAIN.sub(lambda found: f" {_number(found[0], tongue)} ", text)
