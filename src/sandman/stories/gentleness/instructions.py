"""The signs by which words for a machine are set off: role tags, templates, fences.

An idea is data wherever it goes; this takes out what was never meant for a story. What is said in plain
words (`ignore all previous instructions`) is in the lexicons.
"""

import re
from collections.abc import Iterator

from sandman.stories.gentleness.folding import Folded

MARKS = re.compile(
    r"<\|[^|>]{1,40}\|>|\[/?inst\]|<</?sys>>|</?(?:system|assistant|user|instructions?|prompt|idea)>"
    r"|(?:^|[\s(])#{1,4}\s?(?:system|instructions?|assistant|user|prompt)\b:?"
    r"|(?:^|\s)(?:system|assistant|developer)\s?:"
    # {{HERO}} is our own: it stands for the child's name wherever an idea leaves the house.
    r"|\{\{(?!\s?hero\s?\}\})[^}]{0,60}\}\}|\{%[^%]{0,60}%\}|\$\{[^}]{0,60}\}|```\w*"
    r"|\b(?:drop|truncate) table\b|'\s?(?:or|;)\s?'?1'?\s?=\s?'?1|<script\b[^>]*>|\brm -rf\b"
)


def marked_spans(folded: Folded) -> Iterator[tuple[int, int]]:
    """Where in the source such a sign stands."""
    for match in MARKS.finditer(folded.text):
        yield folded.at[match.start()], folded.at[match.end() - 1] + 1
