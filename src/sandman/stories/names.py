"""A child's name as a parent typed it: text, never markup, a path or a place for control characters."""

import unicodedata

MOST_LETTERS = 40


def tidy_name(raw: str) -> str:
    """`raw` in one line, composed (NFC), single-spaced; may come back empty."""
    return tidy_line(raw)


def tidy_line(raw: str) -> str:
    """One line of text: composed, control and invisible characters gone, runs of space made one.

    Zero-width joiners stay: Devanagari needs them between letters.
    """
    composed = unicodedata.normalize("NFC", raw)
    kept = (
        " " if c.isspace() else c
        for c in composed
        if c.isspace() or c in "\u200c\u200d" or unicodedata.category(c)[0] != "C"
    )
    return " ".join("".join(kept).split())
