"""Whether two bases are one: a short name for a denoiser's configuration and weights."""

import os
from collections.abc import Mapping
from hashlib import blake2b
from typing import BinaryIO

from sandman.styles.files import once

LOOKS = 64
"""Places at which each file is looked into; reading all of 24 GB would take a minute."""
LOOK_BYTES = 4096


def fingerprint(config: bytes, weights: Mapping[str, BinaryIO]) -> str:
    """Sixteen hex digits of a denoiser's `config.json` and its weight files, opened, by name.

    Looks at each file's size, its first bytes (a safetensors header names every tensor) and 64 places spread
    evenly: two trainings of one architecture differ everywhere. The same weights over again, which a fuller
    download brings, make no other base.
    """
    made = blake2b(config, digest_size=8)
    for name in sorted(once(weights)):
        file = weights[name]
        size = file.seek(0, os.SEEK_END)
        made.update(f"{name}:{size}".encode())
        for look in range(LOOKS):
            file.seek(look * max(0, size - LOOK_BYTES) // (LOOKS - 1))
            made.update(file.read(LOOK_BYTES))
    return made.hexdigest()
