"""A model's line as the house prints it: quotes, spaces and full stops of its language, names still signs.

Nothing here changes a word. Names are filled in afterwards, so that O'Brien keeps the apostrophe as typed.
"""

import re
from itertools import cycle

from sandman.stories import Language
from sandman.stories.lexicon import RUBY
from sandman.stories.names import tidy_line

KANA_BELOW = 6
"""Japanese children younger than this read kana, with spaces between phrases; older ones kanji without."""
NARROW = "\u202f"
QUOTES = {
    Language.ENGLISH: ("“", "”"),
    Language.FRENCH: ("«", "»"),
    Language.JAPANESE: ("「", "」"),
    Language.HINDI: ("“", "”"),
}
KANJI = re.compile(r"[\u3400-\u9fff々]")
IN_BRACKETS = re.compile(r"([\u3400-\u9fff々]+)[（(]([\u3040-\u30ffー]+)[）)]")
"""A reading as newspapers print it, 森（もり）."""
JAPANESE_MARKS = str.maketrans({"!": "！", "?": "？", ",": "、", "｡": "。", "､": "、", "\u3000": " "})


def printed(text: str, *, language: Language, age: int) -> str:
    """`text` in one line, set as the language is."""
    line = tidy_line(text).replace("...", "…").replace("--", "—")
    line = _quoted(line, *QUOTES[language])
    match language:
        case Language.ENGLISH:
            return line.replace("'", "’")
        case Language.FRENCH:
            return _french(line.replace("'", "’"))
        case Language.HINDI:
            return _hindi(line.replace("'", "’"))
        case Language.JAPANESE:
            # Kana without spaces can be read by nobody, whatever their age.
            return _japanese(line, kana=age < KANA_BELOW or not KANJI.search(line))


def _quoted(line: str, opening: str, closing: str) -> str:
    """Straight quotes made a pair; an odd one is left alone for the validation to see."""
    if line.count('"') % 2:
        return line
    marks = cycle((opening, closing))
    return re.sub('"', lambda _: next(marks), line)


def _french(line: str) -> str:
    line = re.sub(r"“\s*([^”]*?)\s*”", r"« \1 »", line)
    line = re.sub(r"\s+([,.])", r"\1", line)
    line = re.sub(r"\s*([!?;:»])", NARROW + r"\1", line)
    return re.sub(r"«\s*", "«" + NARROW, line)


def _hindi(line: str) -> str:
    line = re.sub(r"(?<=[\u0900-\u097f”])\s*\.(?=\s|”|$)", "।", line)
    line = re.sub(r"\s*[।|]\s*", "। ", line)
    return re.sub(r"। (?=[”’)।])", "।", line).strip()


def _japanese(line: str, *, kana: bool) -> str:
    line = line.translate(JAPANESE_MARKS).replace("“", "「").replace("”", "」")
    line = re.sub(r"(?<![\x21-\x7e])\s*\.(?=\s|$|」)", "。", line)
    reading = r"\2" if kana else r"\1"
    line = IN_BRACKETS.sub(reading, RUBY.sub(reading, line))
    if not kana:
        return re.sub(r"(?<![A-Za-z0-9]) | (?![A-Za-z0-9])", "", line)
    return re.sub(r" +(?=[、。！？」』…])|(?<=[「『]) +", "", line)
