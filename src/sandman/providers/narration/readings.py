"""Names that are said as their family says them."""

import re
from collections.abc import Sequence

# Vowel signs of Devanagari belong to a word, though `\\w` does not know it.
_LETTER = r"[\w\u0900-\u0963]"


def with_readings(words: list[str], readings: Sequence[tuple[str, str]]) -> list[str]:
    """The words with each name as it is said; a name of several words is said in its first place."""
    said = list(words)
    for name, reading in sorted(readings, key=lambda pair: -len(pair[0])):
        parts = name.split()
        if not parts or not reading.strip():
            continue
        pattern = [re.compile(rf"(?<!{_LETTER}){re.escape(part)}(?!{_LETTER})", re.I) for part in parts]
        for at in range(len(said) - len(parts) + 1):
            if said[at] != words[at]:
                continue
            if all(pattern[k].search(said[at + k]) for k in range(len(parts))):
                said[at] = pattern[0].sub(lambda _, spoken=reading: spoken, said[at])  # type: ignore[misc]
                for k in range(1, len(parts)):
                    said[at + k] = pattern[k].sub("", said[at + k])
    return said
