"""From a passage to the sentences a voice is given, one at a time."""

from collections.abc import Iterator
from dataclasses import dataclass

from sandman.ports.narration import Passage
from sandman.providers.narration.sentences import sentence_spans
from sandman.stories import Language, Token


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the page shows it, and how it is spoken where that is told."""

    text: str
    tokens: tuple[Token, ...] = ()


def sentences_of(passage: Passage) -> Iterator[Sentence]:
    """The sentences of a passage in order; a token belongs to the sentence it starts in, whole.

    Tokens that are not the text's own words are left aside, and the text is read as it stands.
    """
    spans = sentence_spans(passage.text, passage.language)
    placed = _placed(passage)
    if placed is None:
        yield from (Sentence(passage.text[start:end]) for start, end in spans)
        return
    remaining = list(placed)
    for _, end in spans:
        inside = [token for start, token in remaining if start < end]
        remaining = remaining[len(inside) :]
        if inside:
            yield Sentence(" ".join(token.shown for token in inside), tuple(inside))


def _placed(passage: Passage) -> list[tuple[int, Token]] | None:
    """Where in the text each token is shown; None where they are not the text's own words."""
    if passage.language is not Language.JAPANESE or not passage.tokens:
        return None
    placed: list[tuple[int, Token]] = []
    at = 0
    for token in passage.tokens:
        while passage.text[at : at + 1].isspace():
            at += 1
        shown = token.shown.strip()
        if not passage.text.startswith(shown, at):
            return None
        if shown and placed and not any(c.isalnum() for c in shown):
            # A mark alone is no word: it goes with the one before it, as it does elsewhere.
            start, last = placed[-1]
            placed[-1] = (
                start,
                last.model_copy(update={"shown": last.shown + shown, "said": last.said + shown}),
            )
        elif shown:
            placed.append((at, token.model_copy(update={"shown": shown})))
        at += len(shown)
    return None if passage.text[at:].strip() else placed
