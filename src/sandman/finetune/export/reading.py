"""What a file of weights says of itself, read without the weights and without torch."""

import json
from pathlib import Path

from sandman.styles import Unusable

LONGEST = 100_000_000
"""Bytes of a header that safetensors itself still reads."""


def read_header(path: Path) -> dict[str, str]:
    """The metadata of a safetensors file. Raises Unusable for what is none."""
    try:
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            if length > LONGEST:
                raise ValueError("its header is too long")
            said = json.loads(file.read(length)).get("__metadata__", {})
    except (ValueError, AttributeError) as fault:
        raise Unusable(f"`{path}` is no safetensors file: {fault}", hint="train it again") from fault
    return {str(name): str(value) for name, value in said.items()}
