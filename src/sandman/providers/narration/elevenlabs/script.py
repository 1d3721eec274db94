"""What is sent to be read, and whose sounds come back: each shown word owns a stretch of the text."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite

from sandman.ports.narration import Passage
from sandman.providers.narration.align import shares
from sandman.providers.narration.japanese.bunsetsu import pieces_of
from sandman.providers.narration.numbers import said_words
from sandman.providers.narration.passages import Sentence
from sandman.providers.narration.readings import with_readings
from sandman.providers.narration.sentences import shown_words
from sandman.providers.narration.timing import Times
from sandman.stories import Language

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
# Version 3 takes words in square brackets for stage directions, others take tags.
_BRACKETS = str.maketrans("[]<>", "()  ")
_CLAUSE_END = re.compile(r"[,;:、，；：—…]\W*$")


@dataclass(frozen=True, slots=True)
class Word:
    """One shown word, and how it is written to be said."""

    shown: str
    said: str


@dataclass(frozen=True, slots=True)
class Script:
    """A text to be read aloud in one go; `words` in order, their `said` joined are `text`."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """What is sent."""
        return "".join(word.said for word in self.words).strip()

    @property
    def audible(self) -> bool:
        """Whether there is anything to say."""
        return any(c.isalnum() for c in self.text)

    def halves(self) -> tuple["Script", "Script"] | None:
        """The script in two, after a clause that ends near the middle if one does; None for a single word."""
        if len(self.words) < 2:
            return None
        middle = len(self.words) / 2
        ends = [i for i in range(1, len(self.words)) if _CLAUSE_END.search(self.words[i - 1].said.rstrip())]
        near = [i for i in ends if abs(i - middle) <= middle / 2]
        at = min(near or range(1, len(self.words)), key=lambda i: abs(i - middle))
        return Script(self.words[:at]), Script(self.words[at:])


def script_of(sentence: Sentence, passage: Passage) -> Script:
    """A sentence's words: numbers in words, names as their family says them, Japanese in its kanji."""
    if passage.language is Language.JAPANESE:
        pieces = pieces_of(sentence.text, sentence.tokens, passage.readings)
        return Script(tuple(Word(piece.shown, _plain(piece.said)) for piece in pieces))
    shown = shown_words(sentence.text)
    said = said_words(with_readings(shown, passage.readings), passage.language)
    return Script(
        tuple(
            Word(word, f"{plain} " if (plain := _plain(text)) else "")
            for word, text in zip(shown, said, strict=True)
        )
    )


def word_times(
    script: Script, characters: Sequence[str], starts: Sequence[float], ends: Sequence[float]
) -> Times:
    """When each word of `script` sounds, from the vendor's time for each character, in seconds.

    Where the vendor read the text in other letters than it was sent (a normalised text), the letters are
    shared out among the words by likeness. Raises ValueError for times that are none.
    """
    if not characters or not len(characters) == len(starts) == len(ends):
        raise ValueError("as many times as characters were wanted")
    if not all(map(isfinite, (*starts, *ends))):
        raise ValueError("times that are numbers were wanted")
    saids = [word.said for word in script.words]
    heard = "".join(characters)
    sizes = map(len, saids if heard == script.text else shares(heard, saids))
    owners = [owner for owner, size in enumerate(sizes) for _ in range(size)]
    times: Times = {}
    at = 0
    for character, start, end in zip(characters, starts, ends, strict=True):
        owner = owners[min(at, len(owners) - 1)]
        at += len(character)
        if any(map(_sounds, character)):
            times[owner] = (times[owner][0] if owner in times else start, end)
    return times


def even_times(script: Script, start: float, end: float) -> Times:
    """The words spread over a sound from `start` to `end` by their letters: for want of better."""
    letters = [sum(map(_sounds, word.said)) for word in script.words]
    whole = sum(letters) or 1
    marks = [start + (end - start) * sum(letters[:i]) / whole for i in range(len(letters) + 1)]
    return {i: span for i, span in enumerate(pairwise(marks)) if letters[i]}


def _plain(text: str) -> str:
    """A word without tags, in composed letters, in characters that can be sent."""
    text = unicodedata.normalize("NFC", _TAG.sub(" ", text)).translate(_BRACKETS)
    kept = (c if unicodedata.category(c)[0] != "C" or c in "\u200c\u200d" else " " for c in text)
    return " ".join("".join(kept).split())


def _sounds(c: str) -> bool:
    return unicodedata.category(c)[0] in "LMN"
