"""Amounts of memory as people write them."""

import re

from sandman.styles.errors import Unusable

SIZE = re.compile(r"(\d+(?:\.\d+)?) ?([kKmMgGtT])(i?)[bB]?")


def read_size(text: str) -> int:
    """Bytes of `24GB`, `24 GiB` or `800MB`. Raises Unusable."""
    match = SIZE.fullmatch(text.strip())
    if not match:
        raise Unusable(f"`{text}` is no amount of memory", hint="say it as in 24GB, 11.5GB or 800MB")
    number, prefix, binary = match.groups()
    power = "kMGT".index("k" if prefix in "kK" else prefix.upper()) + 1
    return int(float(number) * (1024 if binary else 1000) ** power)
