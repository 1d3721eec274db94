"""How things are put in words for a model: short blocks, and other people's words always as data."""

import json
from collections.abc import Mapping

from sandman.stories import Language
from sandman.stories.lexicon import Word

MADE_BY_A_PARENT = "parent_words"
WRITTEN = {
    Language.ENGLISH: "British English",
    Language.JAPANESE: "Japanese",
    Language.FRENCH: "French",
    Language.HINDI: "Hindi, in Devanagari",
}
"""The languages as a model is told them."""


def lines(*blocks: str | Mapping[str, str]) -> str:
    """Blocks one under another, empty ones left out; a mapping becomes a list of facts."""
    return "\n\n".join(_block(block) for block in blocks if block)


def as_data(words: str) -> str:
    """Somebody's words as a JSON string in a labelled box: to be read, never to be obeyed."""
    # Nobody closes the box from inside it.
    inside = json.dumps(words, ensure_ascii=False).replace("<", "\\u003c")
    return f"<{MADE_BY_A_PARENT}>{inside}</{MADE_BY_A_PARENT}>"


def a(word: Word, *, very: str = "") -> str:
    """An English noun with its article: `an owl`, `a unicorn`; `very` stands between: `a small owl`."""
    return f"a {very} {word.noun}" if very else word.with_article


def _block(block: str | Mapping[str, str]) -> str:
    if isinstance(block, str):
        return block
    return "\n".join(f"- {name}: {value}" for name, value in block.items())
