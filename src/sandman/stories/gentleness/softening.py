"""Putting the gentler words in, so that the sentence still reads as one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

SENTENCE_END = re.compile(r"[.!?。！？।\n]|$")
BEGINNING = re.compile(r"(?:^|[.!?]\s+)$")
ENGLISH = ("the ", "my ", "his ", "her ", "our ", "a ", "an ", "this ", "that ")
DETERMINED = re.compile(r"\b(?:the|my|his|her|our|an?|this|that|le|la|un|une|du) $", re.IGNORECASE)
ARTICLE = re.compile(r"\b([Aa])n? $")  # French `a` is a verb that no noun phrase of ours follows
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
    weight: int = 0
    """How many letters the rule looked at; the one that looked at more knows better."""


def to_sentence_end(source: str, change: Change) -> Change:
    """The same change, made to all the rest of the sentence."""
    end = SENTENCE_END.search(source, change.end)
    return replace(change, end=max(change.end, end.end() if end else len(source)))


def softened(source: str, changes: Iterable[Change]) -> str:
    """The source with every change made; where two meet, the longer one."""
    out = ""
    done = 0
    for change in _apart(changes):
        out += source[done : change.start]
        instead = change.instead
        if instead:
            out, instead = _agreed(out, instead)
            begins = BEGINNING.search(out)
            out += instead[0].upper() + instead[1:] if begins and source[change.start].isupper() else instead
        done = change.end
    return tidied(out + source[done:]) if done else source


def _agreed(before: str, instead: str) -> tuple[str, str]:
    """The words before and their successor, with English articles and French elisions made to fit."""
    if determined := DETERMINED.search(before):
        # the Batman -> the hero; le Spiderman -> un héros
        if determined.group().lower() in ENGLISH:
            instead = re.sub(r"^an? ", "", instead)
        elif instead.startswith(("un ", "une ", "le ")):
            before = before[: determined.start()]
    if article := ARTICLE.search(before):
        before = before[: article.start()] + article.group(1) + ("n " if VOWEL_SOUND.match(instead) else " ")
    if instead.startswith(("un ", "une ")):
        before = re.sub(r"\b([Dd]|[Qq]u)e $", r"\1’", before)
    if instead.startswith("le "):
        for apart, one in ((r"\bde $", "du "), (r"\bà $", "au ")):
            if re.search(apart, before):
                return re.sub(apart, one, before), instead.removeprefix("le ")
    return before, instead


def tidied(text: str) -> str:
    """One line without the holes that words left out leave behind."""
    text = LEFT_EMPTY.sub("", text)
    text = re.sub(r"[ \t]{2,}", " ", text)
    return HANGING.sub("", WRITTEN_TIGHT.sub(r"\1", text)).strip()


def _apart(changes: Iterable[Change]) -> list[Change]:
    kept: list[Change] = []
    for change in sorted(set(changes), key=lambda c: (c.start - c.end, -c.weight, c.start, c.instead)):
        if all(change.end <= other.start or other.end <= change.start for other in kept):
            kept.append(change)
    return sorted(kept, key=lambda c: c.start)
