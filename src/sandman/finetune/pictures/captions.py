"""Captions: a `.txt` beside its picture, saying what is seen, and the trigger.

What a caption leaves out binds to the trigger; so it names content, and never the style.
"""

import re
from pathlib import Path

from sandman.finetune.pictures.opening import Unopened
from sandman.styles import BASES

WINDOW = 77
"""Tokens that CLIP reads, its two marks of begin and end among them; the rest is cut off."""
WINDOWS = {"flux-schnell": 256, "flux-dev": 512, "flux2-klein-4b": 512, "z-image": 512}
"""Tokens that the encoders of bases without CLIP read, or those that stand beside it."""
LONG_WORD = 10
"""Letters from which on a word is seldom one token."""
LAST_LATIN = 0x24F
VOWEL = re.compile("[aeiouyà-öø-ÿ]", re.IGNORECASE)
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
    if path.exists() and not path.is_file():  # a pipe would be waited for
        raise Unopened(f"has a caption, `{path.name}`, that is no ordinary file", "save it as text")
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


def without_trigger(caption: str, trigger: str) -> str:
    """The caption as it is where nobody calls the style: what it says is seen."""
    if not trigger:
        return caption
    rest = re.sub(rf"{re.escape(trigger)}\s*,?\s*", "", caption, flags=re.IGNORECASE)
    return rest.strip(" ,")


def window_of(base: str) -> int:
    """How many tokens of a caption a base reads; CLIP's window for one that is not known."""
    known = next((each.name for each in BASES.values() if base in (each.name, each.hub_id)), "")
    return WINDOWS.get(known, WINDOW)


def tokens_of(caption: str) -> int:
    """About how many of CLIP's tokens a caption takes, begin and end counted, without its vocabulary.

    A plain word, a digit and a run of marks is one; a word of ten letters or more two or three, a word
    without vowels half its letters, and a letter that is not Latin two. Measured beside CLIP's own vocabulary
    on 600 captions of our composer: at most 3 off.
    """
    return 2 + sum(map(_tokens_of_piece, PIECE.findall(caption)))


def style_words(caption: str, trigger: str) -> list[str]:
    """Words of a caption that are about the style, apart from the trigger's own."""
    content = re.sub(re.escape(trigger), " ", caption, flags=re.IGNORECASE) if trigger else caption
    return OF_STYLE.findall(content)


def _tokens_of_piece(piece: str) -> int:
    if any(ord(letter) > LAST_LATIN for letter in piece):
        return 2 * len(piece)
    if piece.isalpha() and len(piece) > 3 and not VOWEL.search(piece):
        return (len(piece) + 1) // 2  # nobody's word: a trigger, as a rule
    return 1 + len(piece) // LONG_WORD
