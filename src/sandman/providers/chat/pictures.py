"""Pictures in a conversation, the same for every vendor: how they travel, and who cannot look at them.

A picture goes out once, with the words it belongs to; a history says only that it was shown.
"""

import base64
import re

from sandman.ports.chat import Said, Turn
from sandman.ports.errors import NoEyes

TOKENS_EACH = 1024
"""About what is counted for 512 by 512 pixels: Mistral takes a token for 16 by 16, others fewer."""
SHOWN_BEFORE = "(A picture was shown here; it is not shown again.)"
_OF_PICTURES = re.compile(r"images?\b|image_url|pictures?\b|\bvision|multi-?modal|mmproj", re.IGNORECASE)
_NO_EYES = re.compile(
    r"\bnot\b|\bno\b|n't|\bonly\b|unsupported|unknown|unexpected|missing|at most 0", re.IGNORECASE
)
_THIS_PICTURE = re.compile(
    r"too (large|big|many)|exceed|decod|corrupt|\b(in)?valid image|fetch|download|identify", re.IGNORECASE
)
_WANTS_WORDS = re.compile(r"content\b.{0,40}\bstring\b", re.IGNORECASE)
"""How servers without any eyes put it that never heard of parts."""
_SIGNATURES = {b"\xff\xd8": "jpeg", b"\x89P": "png", b"RI": "webp"}


def shows(turn: Turn) -> bool:
    """Whether pictures go out with this turn."""
    return any(isinstance(entry, Said) and entry.pictures for entry in turn.said)


def data_url(picture: bytes) -> str:
    """A picture as an address that holds it."""
    kind = _SIGNATURES.get(picture[:2], "jpeg")
    return f"data:image/{kind};base64,{base64.b64encode(picture).decode()}"


def in_history(said: Said) -> str:
    """The words of something said before, and that a picture stood there."""
    return f"{said.text}\n\n{SHOWN_BEFORE}" if said.pictures else said.text


def refuses_all(complaint: str) -> bool:
    """Whether a server's words, on a request with pictures, say that it takes none at all.

    `this model does not support image input` (Ollama #17301), `image input is not supported - hint: … mmproj`
    (llama.cpp #15377), `Unsupported content part type: "image_url"` (llama.cpp #12947), `Model does not
    support images` (LM Studio #473). One picture that is too large or broken is no such refusal.
    """
    found = _OF_PICTURES.search(complaint) and _NO_EYES.search(complaint)
    return bool(found or _WANTS_WORDS.search(complaint)) and not _THIS_PICTURE.search(complaint)


def no_eyes(who: str, model: str, *, provider: str) -> NoEyes:
    """The fault of a model that was shown a picture in vain."""
    return NoEyes(
        f"`{model}` cannot look at pictures at {who}",
        port="chat",
        provider=provider,
        hint="choose a model that can, to have painted pages looked at",
    )
