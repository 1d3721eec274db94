"""A child's name is printed as the parent typed it, whatever a grammar does to quotes, spaces and dashes.

Signs that are no letters travel through the grammar as private-use characters and come back afterwards.
"""

import unicodedata

_PRIVATE = 0xF0000


def guard(name: str) -> str:
    """`O'Brien` with its apostrophe out of a typographer's reach."""
    return "".join(
        c if unicodedata.category(c)[0] in "LM" or ord(c) > 0xFFFF else chr(_PRIVATE + ord(c)) for c in name
    )


def unguard(text: str) -> str:
    """The signs brought back."""
    return "".join(chr(ord(c) - _PRIVATE) if _PRIVATE <= ord(c) <= _PRIVATE + 0xFFFF else c for c in text)
