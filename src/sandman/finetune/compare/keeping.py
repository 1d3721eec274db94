"""The folder a comparison is kept in. What lies there and is no comparison's is never written over.

DIR/
    comparison.json         the figures; where it lies, the other two are a comparison's too
    sheet.png
    pictures/               by the best: 1-plain.png, 1-styled.png …
"""

import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sandman.finetune.compare.measures import PICTURES as PAINTED
from sandman.finetune.compare.measures import Painted
from sandman.finetune.files import replace_file
from sandman.styles import Unusable

if TYPE_CHECKING:
    from PIL.Image import Image

SHEET, SCORES, PICTURES = "sheet.png", "comparison.json", "pictures"
PICTURE = re.compile(rf"\d+-({'|'.join(PAINTED)})\.png")
ELSEWHERE = "give another folder for the sheet: --out DIR"


def make_room(out: Path, *, learnt_from: Iterable[Path]) -> None:
    """Have the folder before anything is painted; `learnt_from` are those of the style's own pictures.

    Raises Unusable where nothing can be written there, or something that is somebody's own would be.
    """
    taught = {folder.resolve() for folder in learnt_from}
    for folder in (out, out / PICTURES):
        if folder.resolve() in taught:
            raise Unusable(
                f"the style is learnt from what lies in `{folder}`, and its comparison would lie among them",
                hint=ELSEWHERE,
            )
    try:
        (out / PICTURES).mkdir(parents=True, exist_ok=True)
        if not _is_scores(out / SCORES):
            for mine in (SHEET, SCORES, *_painted(out)):
                if (out / mine).exists():
                    raise Unusable(
                        f"`{out / mine}` is no comparison's, and would be written over", hint=ELSEWHERE
                    )
    except OSError as fault:
        why = (fault.strerror or "no reason given").lower()
        raise Unusable(f"`{out}` is no folder to write a comparison to: {why}", hint=ELSEWHERE) from fault


def keep(out: Path, sheet: "Image", scores: Mapping[str, Any], best: Sequence[Painted]) -> None:
    """Write a comparison in place of an earlier one's. `scores` as JSON, `best` what the best has painted."""
    # The scores first: what is cut off in between is known for a comparison's by the next.
    replace_file(out / SCORES, json.dumps(scores, ensure_ascii=False, indent=2).encode())
    for earlier in _painted(out):  # they would stand beside scores that are not theirs
        (out / earlier).unlink()
    for number, each in enumerate(best, start=1):
        for name in PAINTED:
            replace_file(out / PICTURES / f"{number}-{name}.png", _png(getattr(each, name)))
    replace_file(out / SHEET, _png(sheet))


def _is_scores(file: Path) -> bool:
    try:
        told = json.loads(file.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return False
    return isinstance(told, dict) and {"best", "candidates"} <= told.keys()


def _painted(out: Path) -> list[str]:
    return [
        f"{PICTURES}/{path.name}"
        for path in sorted((out / PICTURES).iterdir())
        if PICTURE.fullmatch(path.name)
    ]


def _png(picture: "Image") -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
