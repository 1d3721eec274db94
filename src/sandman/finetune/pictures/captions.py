"""Captions: a `.txt` beside its picture, saying what is seen, and the trigger.

What a caption leaves out binds to the trigger; so it names content, and never the style.
"""

import re
from pathlib import Path

from sandman.finetune.pictures.opening import Unopened

WINDOW = 77
"""Tokens that CLIP reads, its two marks of begin and end among them; the rest is cut off."""
LONG_WORD = 11
"""Letters from which on a word is seldom one token."""
PIECE = re.compile(r"'(?:s|t|re|ve|m|ll|d)\b|[^\W\d_]+|\d|(?:[^\s\w]|_)+", re.IGNORECASE)
"""How CLIP splits a text before it looks pieces up: each is at least one token."""
OF_STYLE = re.compile(
    r"\b(?:water ?colou?rs?|in the style of|oil painting|acrylics?|gouache|pastels?|digital art|concept art"
    r"|artstation|cartoon style|anime style|line art|brush ?strokes?|art style|rendered in|studio ghibli)\b",
    re.IGNORECASE,
)


def read_caption(path: Path | None) -> str:
    """A caption as one line; empty where there is no file. Raises Unopened for what is no text."""
    if path is None:
        return ""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Unopened(f"has a caption, `{path.name}`, that is not UTF-8", "save it as UTF-8") from fault
    except OSError as fault:
        raise Unopened(
            f"has a caption, `{path.name}`, that cannot be read: {(fault.strerror or 'no reason').lower()}",
            "let this program read it",
        ) from fault
    return " ".join(text.split())


def with_trigger(caption: str, trigger: str) -> str:
    """The caption as it is learnt: begun with the trigger, unless that is in it already."""
    if not trigger or trigger.casefold() in caption.casefold():
        return caption
    return f"{trigger}, {caption}" if caption else trigger


def tokens_of(caption: str) -> int:
    """About how many of CLIP's tokens a caption takes, begin and end counted, without its vocabulary.

    A plain word, a digit and a run of marks is one; a word of eleven letters or more is two or three, and a
    letter that is not Latin one.
    """
    return 2 + sum(map(_tokens_of_piece, PIECE.findall(caption)))


def style_words(caption: str, trigger: str) -> list[str]:
    """Words of a caption that are about the style, apart from the trigger's own."""
    content = re.sub(re.escape(trigger), " ", caption, flags=re.IGNORECASE) if trigger else caption
    return OF_STYLE.findall(content)


def _tokens_of_piece(piece: str) -> int:
    if not piece.isascii():
        return len(piece)
    return 1 + len(piece) // LONG_WORD
