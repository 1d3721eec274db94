"""A page's words as a parent has rewritten them."""

from sandman.stories.names import tidy_line

MOST_LETTERS_ON_A_PAGE = 1200
"""Well over the longest page of ours, about 900; more would not fit beneath a picture."""


def page_text(raw: str) -> str:
    """`raw` in one tidy paragraph. Raises ValueError, in a sentence, where a page cannot hold it."""
    text = tidy_line(raw)
    if len(text) > MOST_LETTERS_ON_A_PAGE:
        raise ValueError(
            f"the text has {len(text):,} letters; a page holds at most {MOST_LETTERS_ON_A_PAGE:,}"
        )
    if not any(c.isalnum() for c in text):
        raise ValueError("a page needs at least a word to be read aloud")
    return text
