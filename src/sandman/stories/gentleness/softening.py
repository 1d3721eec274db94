"""Putting the gentler words in, so that the sentence still reads as one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

SENTENCE_END = re.compile(r"[.!?。！？।\n]|$")
ARTICLE = re.compile(r"\b([Aa])n? $")
# By sound, not by letter: an hour, a unicorn.
VOWEL_SOUND = re.compile(r"(?!uni|use|one\b|eu)[aeiou]|hour|honest", re.IGNORECASE)
WRITTEN_TIGHT = re.compile(r" +([,.、。）)])")
LEFT_EMPTY = re.compile(r"[(（「\[\"“][\s,.:;]*[)）」\]\"”]")
HANGING = re.compile(r"^[\s,.;:、。।\-–—]+|(?<![.!?。！？।…])[\s,;:、\-–—]+$")


@dataclass(frozen=True, slots=True)
class Change:
    """Words in the source, and what takes their place; nothing where they are left out."""

    start: int
    end: int
    instead: str


def to_sentence_end(source: str, change: Change) -> Change:
    """The same change, made to all the rest of the sentence."""
    end = SENTENCE_END.search(source, change.end)
    return Change(change.start, max(change.end, end.end() if end else len(source)), change.instead)


def softened(source: str, changes: Iterable[Change]) -> str:
    """The source with every change made; where two meet, the longer one."""
    out = ""
    done = 0
    for change in _apart(changes):
        out += source[done : change.start]
        instead = change.instead
        if instead and source[change.start].isupper():
            instead = instead[0].upper() + instead[1:]
        if instead.isascii() and (article := ARTICLE.search(out)):
            out = out[: article.start()] + article.group(1) + ("n " if VOWEL_SOUND.match(instead) else " ")
        out += instead
        done = change.end
    return tidied(out + source[done:]) if done else source


def tidied(text: str) -> str:
    """One line without the holes that words left out leave behind."""
    text = LEFT_EMPTY.sub("", text)
    text = re.sub(r"[ \t]{2,}", " ", text)
    return HANGING.sub("", WRITTEN_TIGHT.sub(r"\1", text)).strip()


def _apart(changes: Iterable[Change]) -> list[Change]:
    kept: list[Change] = []
    for change in sorted(set(changes), key=lambda c: (c.start - c.end, c.start, c.instead)):
        if all(change.end <= other.start or other.end <= change.start for other in kept):
            kept.append(change)
    return sorted(kept, key=lambda c: c.start)
