"""Vendors echo keys in their messages; none may get further than here."""

import re

_KEYLIKE = re.compile(r"\b(?:sk|pk)[-_][\w*.-]{6,}|\bBearer\s+\S+|\S*\*{3,}\S*")
_MARKUP = re.compile(r"<(style|script|head)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
"""Gateways answer with whole pages."""
_LONGEST = 240
_SHORTEST_KEY = 6


def without_key(words: str, key: str) -> str:
    """`words` on one line and not too long, with the key, and whatever looks like one, taken out."""
    if len(key) >= _SHORTEST_KEY:
        words = words.replace(key, "…")
        words = words.replace(key[:12], "…") if len(key) > 16 else words
    words = " ".join(_KEYLIKE.sub("…", _MARKUP.sub(" ", words)).split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def usable_key(key: str) -> bool:
    """Whether `key` can stand in a header at all: a pasted line break or accent cannot."""
    return key.isascii() and key.isprintable() and not any(c.isspace() for c in key)
