"""Where sentences begin and end, in four languages. The model would cut what is too long without a word."""

import re
import unicodedata

from sandman.stories import Language

Span = tuple[int, int]

_END = re.compile(
    r"""
    (?P<stop>[.!?…。！？।॥]+)
    (?P<close>(?:[\u00a0\u202f\ ]?[»]|["'”’)\]}）」』】〉》])*)
    (?:\s*[\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff])*  # a picture belongs to what it follows
    """,
    re.VERBOSE,
)
_PARAGRAPH = re.compile(r"\n\s*\n")
_LINE = re.compile(r"\n+")

_WRITTEN_TITLES = """
Mr Mrs Ms Dr St Prof Rev Capt Gen Lt Col Sgt Mt Mme Mlle M MM Mmes Mlles Ste
डॉ श्री सुश्री प्रो पं कु
"""
_TITLES = frozenset(_WRITTEN_TITLES.split())
_BEFORE_NUMBERS = frozenset({"no", "p", "pp", "fig", "vol", "n"})
# These end a sentence only where a capital follows.
_WRITTEN_SHORT = "etc eg ie am pm a.m p.m e.g i.e inc ltd co env ex cf vs"
_SHORT = frozenset(_WRITTEN_SHORT.split())


def sentence_spans(text: str, language: Language) -> list[Span]:
    """The sentences of `text` as (start, end), without the white space around them.

    Closing quotes and brackets stay with their sentence; speech that a sentence goes on after
    (`"Hush!" said the owl.`) does not end it; decimals, initials and abbreviations do not either.
    What holds no letter and no digit joins the sentence before it. Together the spans hold every
    visible character of the text.
    """
    ends = {match.end() for match in _END.finditer(text) if _closes(text, match)}
    breaks = _LINE if language is Language.JAPANESE else _PARAGRAPH
    ends |= {match.start() for match in breaks.finditer(text)}
    spans: list[Span] = []
    start = 0
    for end in [*sorted(ends), len(text)]:
        piece = text[start:end]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            spans.append((start + lead, start + len(piece.rstrip())))
        start = end
    return _joined(text, spans)


def _joined(text: str, spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        silent = not any(c.isalnum() for c in text[start:end])
        first_is_silent = len(joined) == 1 and not any(c.isalnum() for c in text[slice(*joined[0])])
        if joined and (silent or first_is_silent):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _closes(text: str, match: re.Match[str]) -> bool:
    """Whether this stop, with its closing quotes, ends the sentence."""
    after = text[match.end() :]
    following = after.lstrip()
    opening = following.lstrip("\"'“‘«([ \u00a0\u202f—–-")
    if not following:
        return True
    if opening[:1].islower():
        return False
    if match["close"] and following[0] in "とっ":
        # 「おやすみ。」と言いました: the sentence goes on after the speech.
        return False
    if match["stop"] != ".":
        return True
    return _full_stop_closes(text[: match.start()], after)


def _full_stop_closes(before: str, after: str) -> bool:
    if after[:1].isalnum():
        return False
    word = re.split(r"[\s\"'“‘«(\[]", before)[-1]
    following = after.lstrip()[:1]
    if word in _TITLES or (word.lower() in _BEFORE_NUMBERS and following.isdecimal()):
        return False
    if word.lower().replace(".", "") in _SHORT or word.lower() in _SHORT:
        return following.isupper()
    # An initial, as in J. K. Rowling; but "so do I." ends.
    initial = len(word.split(".")[-1]) == 1 and word[-1:].isupper() and word != "I"
    return not initial


def is_mark(chunk: str) -> bool:
    """Whether `chunk` is punctuation only."""
    return all(unicodedata.category(c)[0] == "P" for c in chunk) and chunk not in {"&", "%", "@"}


# Numbers keep their inner no-break spaces (1 000), and the sign that belongs to them (5 €).
_CHUNK = re.compile(r"[^\s]+(?:(?<=\d)[\u00a0\u202f](?:\d{3}(?!\d)[^\s]*|[%€$£₹°]+[^\s]*))*")


def shown_words(sentence: str) -> list[str]:
    """The words of a sentence as a page shows them, white space apart.

    A mark standing alone belongs to its neighbour, with the space between them: `« Bonjour`, `toi !`.
    """
    spans: list[Span] = []
    held: int | None = None
    for match in _CHUNK.finditer(sentence):
        start, end = match.span()
        if not is_mark(match[0]):
            spans.append((start if held is None else held, end))
            held = None
        elif held is None and spans and unicodedata.category(match[0][0]) not in {"Ps", "Pi"}:
            spans[-1] = (spans[-1][0], end)
        elif held is None:
            held = start
    if held is not None:
        end = len(sentence.rstrip())
        if spans:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((held, end))
    return [sentence[start:end] for start, end in spans]
