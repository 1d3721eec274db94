"""What the screens say, from the app's own catalogues: a test asks for a key and looks for the words."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

SOURCES = Path(__file__).parents[2] / "web" / "src"
LANGUAGES = ("en", "fr", "ja", "hi")
FEATURES = ("ui", "shelf", "stories", "reading", "household", "team")
_HOLE = re.compile(r"\{\{\s*(\w+)[^}]*\}\}")


class Words:
    """The words of one language: `words("stories:creator.title")`."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        """The text at `FEATURE:KEY`, its holes filled."""
        return _HOLE.sub(lambda hole: str(values[hole[1]]), self._text(key))

    def like(self, key: str) -> re.Pattern[str]:
        """The text with anything in its holes, for a name that holds a number or a title."""
        parts = [re.escape(part) for part in _HOLE.split(self._text(key))[::2]]
        return re.compile("^" + ".+".join(parts) + "$")

    def _text(self, key: str) -> str:
        feature, _, path = key.partition(":")
        found: Any = catalogue(feature, self.language)
        for step in path.split("."):
            found = found[step]
        assert isinstance(found, str), f"{key} holds other words"
        return found


@cache
def catalogue(feature: str, language: str) -> dict[str, Any]:
    """A feature's words in a language."""
    file = SOURCES / feature / "words" / f"{language}.json"
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def every_text(language: str) -> dict[str, str]:
    """`FEATURE:KEY` to text, of all features."""
    return {
        f"{feature}:{key}": text
        for feature in FEATURES
        for key, text in _flat(catalogue(feature, language), "")
    }


def _flat(words: dict[str, Any], before: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in words.items():
        found += [(before + key, value)] if isinstance(value, str) else _flat(value, f"{before}{key}.")
    return found
