"""Search terms that any database can index alike, in English, Japanese, French and Hindi.

Databases cut text into words by their own lights: SQLite and Postgres disagree on French accents, on
Devanagari vowel signs and on where Japanese words end. So the cutting is done here. Accents fold away,
Japanese becomes pairs of letters, and each term is spelt in hexadecimal, which no tokeniser touches.
"""

import re
import unicodedata

MOST_TERM_BYTES = 96
"""Longer terms are cut, in book and query alike; Postgres refuses words beyond 2 KB."""

# Letters, marks and digits of each script, without its full stops (। ॥ ॰) and dots (・).
_DEVANAGARI = "\u0900-\u0963\u0966-\u096f\u0971-\u097f"
_JAPANESE = "\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u9fff々"
_RUNS = re.compile(rf"[{_JAPANESE}]+|[{_DEVANAGARI}]+|[^\W_{_JAPANESE}{_DEVANAGARI}]+")
_STARTS_JAPANESE = re.compile(rf"[{_JAPANESE}]")
# A vowel sign or a voicing mark is a letter of its own there, not an ornament: が is not か.
_MARKS_KEPT = re.compile(rf"[{_DEVANAGARI}\u3099\u309a]")


def index_terms(*texts: str) -> tuple[str, ...]:
    """The terms under which `texts` can be found, each once, sorted."""
    found: set[str] = set()
    for text in texts:
        for run in _RUNS.findall(_folded(text)):
            if _STARTS_JAPANESE.match(run):
                found.update(_spelt(letter) for letter in run)
                found.update(_spelt(pair) for pair in _pairs(run))
            else:
                found.add(_spelt(run))
    return tuple(sorted(found))


def query_terms(query: str) -> tuple[tuple[str, ...], str | None]:
    """The terms a book must have, and the beginning one of its terms must have (None where there is none).

    The last word of a query may still be being typed, so it stands for every word that begins so;
    Japanese has no word ends, and its pairs already find words inside words.
    """
    runs: list[str] = _RUNS.findall(_folded(query))
    whole: dict[str, None] = {}
    beginning: str | None = None
    for place, run in enumerate(runs):
        if _STARTS_JAPANESE.match(run):
            whole.update(dict.fromkeys(_spelt(part) for part in (_pairs(run) or [run])))
        elif place == len(runs) - 1:
            beginning = _spelt(run)
        else:
            whole[_spelt(run)] = None
    return tuple(whole), beginning


def _folded(text: str) -> str:
    # Zero-width joiners only shape Devanagari; a parent searches for the word without them.
    apart = unicodedata.normalize("NFKD", text.replace("\u200c", "").replace("\u200d", "")).casefold()
    kept = (c for c in apart if not unicodedata.combining(c) or _MARKS_KEPT.match(c))
    return unicodedata.normalize("NFKC", "".join(kept))


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)]


def _spelt(term: str) -> str:
    return "t" + term.encode()[:MOST_TERM_BYTES].hex()
