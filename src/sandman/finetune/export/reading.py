"""What a file of weights says of itself, read without the weights and without torch."""

import json
from pathlib import Path

from sandman.styles import Unusable

LONGEST = 100_000_000
"""Bytes of a header that safetensors itself still reads."""
BEFORE = 8
"""Bytes of a file before its header: how long that is."""


def read_header(path: Path) -> dict[str, str]:
    """The metadata of a safetensors file. Raises Unusable for what is none, or is not all there."""
    try:
        with path.open("rb") as file:
            length = int.from_bytes(file.read(BEFORE), "little")
            if length > LONGEST:
                raise ValueError("its header is too long")
            there = path.stat().st_size
            _check_size(path, there, least=BEFORE + length)
            said = json.loads(file.read(length))
        metadata = said.pop("__metadata__", {})
        ends = [tensor["data_offsets"][1] for tensor in said.values()]
        _check_size(path, there, least=BEFORE + length + max(ends, default=0))
    except (ValueError, AttributeError, TypeError, LookupError) as fault:
        raise Unusable(f"`{path}` is no safetensors file: {fault}", hint="train it again") from fault
    return {str(name): str(value) for name, value in metadata.items()}


def _check_size(path: Path, there: int, *, least: int) -> None:
    """Its header names every tensor, wherever the file itself may end."""
    if there < least:
        raise Unusable(
            f"`{path}` is cut short: {there} of {least} bytes are there",
            hint="copy it again, or take one of its checkpoints",
        )
