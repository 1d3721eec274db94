"""`metadata.jsonl`: who painted which picture of a set, from what, and with which seed; a line a picture.

`file_name` and `text` are the names that dataset loaders elsewhere look for.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from sandman.finetune.files import replace_file
from sandman.finetune.pictures.folder import METADATA


class Painted(BaseModel):
    """One picture that was painted for a set. Fields of other programs are looked past."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    file_name: str
    text: str = ""
    """Its caption, as it lies beside it."""
    engine: str = ""
    model: str = ""
    base: str = ""
    """Hub id or folder of the base, where a diffusion model painted it."""
    seed: int = 0
    prompt: str = ""
    """What was asked for."""
    subject: str = ""
    sha256: str = ""
    """Of the file's bytes."""


def read_painted(folder: Path) -> tuple[tuple[Painted, ...], tuple[int, ...]]:
    """What is written of a set, and the numbers (from 1) of the lines that cannot be read."""
    try:
        lines = (folder / METADATA).read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return (), ()  # no set has to have one
    painted: list[Painted] = []
    broken: list[int] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            painted.append(Painted.model_validate_json(line))
        except ValidationError:
            broken.append(number)
    return tuple(painted), tuple(broken)


def write_painted(folder: Path, painted: Sequence[Painted]) -> None:
    """Write the whole file anew, at once or not at all."""
    text = "".join(json.dumps(each.model_dump(), ensure_ascii=False) + "\n" for each in painted)
    replace_file(folder / METADATA, text.encode())
