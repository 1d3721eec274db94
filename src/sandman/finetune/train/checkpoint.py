"""Checkpoints: whole or not there at all, and the last two of them kept.

    checkpoints/step-000100/
        adapter/            as the finished one: paint with it, publish it
        state.safetensors   every tensor a run goes on from
        state.json          every number
        whole.json          written last: the step, what it belongs to, and each file's size and sum
    earlier/step-000050/    the adapter alone of a checkpoint that went: a comparison may find it the best

A checkpoint is filled in a folder of another name, brought to the disk file by file, and renamed. Nothing
in it is pickled: reading one runs no code. This module knows no tensor; it is imported where torch is not.
"""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any

from sandman.finetune.faults import as_fault
from sandman.styles import NoRoom

FOLDER, EARLIER = "checkpoints", "earlier"
OURS = re.compile(r"step-\d{6,}")
"""How a checkpoint is called; what has another name is somebody's own, and left alone."""
MARKER = "whole.json"
KEPT = 2
ADAPTER, AVERAGE = "adapter", "adapter-averaged"
"""What was learnt, and its average: in a checkpoint, and finished in the training folder."""
EARLIER_KEPT = 4
"""Checkpoints that went whose adapter stays."""


def checkpoint_of(out: Path, step: int) -> Path:
    """Where the checkpoint of a step lies."""
    return out / FOLDER / f"step-{step:06d}"


def whole_checkpoints(out: Path) -> list[Path]:
    """Those whose every byte is as it was written, oldest first; a damaged one is as good as none."""
    return [path for path in _called_as_ours(out / FOLDER) if _is_whole(path)]


def newest_checkpoint(out: Path) -> Path | None:
    """The one a run would go on from."""
    newest_first = reversed(_called_as_ours(out / FOLDER))
    return next((path for path in newest_first if _is_whole(path)), None)


def holds_checkpoints(out: Path) -> bool:
    """Whether a training of ours has ever saved here, however damaged it may be."""
    return any((path / MARKER).is_file() for path in _called_as_ours(out / FOLDER))


def earlier_adapters(out: Path) -> list[Path]:
    """The adapters of checkpoints that went, oldest first."""
    return _called_as_ours(out / EARLIER)


def read_marker(checkpoint: Path) -> dict[str, Any]:
    """Step, and whatever the run said it belongs to."""
    marker: dict[str, Any] = json.loads((checkpoint / MARKER).read_text())
    return marker


def save_checkpoint(out: Path, step: int, fill: Callable[[Path], None], *, about: Mapping[str, Any]) -> Path:
    """Have `fill` write into a new folder, and make it the newest checkpoint once it is safe on the disk.

    Raises NoRoom where the disk is full: what was saved before stays as it was.
    """
    place = checkpoint_of(out, step)
    growing = place.with_name(f".{place.name}.growing")
    shutil.rmtree(growing, ignore_errors=True)
    try:
        growing.mkdir(parents=True)
        fill(growing)
        files = {
            str(path.relative_to(growing)): _sealed(path)
            for path in sorted(growing.rglob("*"))
            if path.is_file()
        }
        marker = growing / MARKER
        marker.write_text(json.dumps({"step": step, "about": dict(about), "files": files}, indent=1))
        _sealed(marker)
        for folder in {growing, *(path.parent for path in growing.rglob("*"))}:
            _sync_folder(folder)
    except Exception as fault:
        shutil.rmtree(growing, ignore_errors=True)
        if not isinstance(as_fault(fault, peak=0, device=""), NoRoom):
            raise
        last = newest_checkpoint(out)
        raise NoRoom(
            f"the disk is full: the checkpoint of step {step} could not be written to `{out}`; "
            + (f"that of `{last.name}` is safe" if last else "none was saved before"),
            hint="make room",
        ) from fault
    if place.exists():  # of an earlier run, and damaged: a whole one would have been gone on from
        shutil.rmtree(place)
    growing.rename(place)
    _sync_folder(place.parent)
    _prune(out)
    return place


@contextmanager
def full_disk_told() -> Iterator[None]:
    """Whatever a library says of a full disk becomes NoRoom; other faults pass as they are."""
    try:
        yield
    except Exception as broke:
        if isinstance(fault := as_fault(broke, peak=0, device=""), NoRoom):
            raise fault from broke
        raise


def _prune(out: Path) -> None:
    """Keep the last two, and the adapters of a few before them; what is damaged goes as well."""
    whole = whole_checkpoints(out)
    for path in whole[:-KEPT]:
        if (path / ADAPTER).is_dir():
            (out / EARLIER).mkdir(exist_ok=True)
            shutil.rmtree(out / EARLIER / path.name, ignore_errors=True)
            (path / ADAPTER).rename(out / EARLIER / path.name)
    for path in _called_as_ours(out / FOLDER):
        if path not in whole[-KEPT:] and (path / MARKER).is_file():
            shutil.rmtree(path)
    while len(earlier := earlier_adapters(out)) > EARLIER_KEPT:
        shutil.rmtree(_nearest_to_its_neighbours(earlier))


def _called_as_ours(folder: Path) -> list[Path]:
    """What lies in `folder` under the name of a step, the earliest first."""
    return sorted((path for path in folder.glob("step-*") if OURS.fullmatch(path.name)), key=_step_of)


def _step_of(path: Path) -> int:
    return int(path.name.removeprefix("step-"))


def _nearest_to_its_neighbours(saved: list[Path]) -> Path:
    """Which of them is missed the least: those left are spread over the run."""
    steps = [_step_of(path) for path in saved]
    return min(zip(steps, steps[2:], saved[1:-1], strict=False), key=lambda each: each[1] - each[0])[2]


def _is_whole(checkpoint: Path) -> bool:
    try:
        files = read_marker(checkpoint)["files"]
        return all(
            _sum(checkpoint / name) == (seal["bytes"], seal["blake2b"]) for name, seal in files.items()
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _sealed(path: Path) -> dict[str, Any]:
    """Brought to the disk; its size and sum."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
    size, digest = _sum(path)
    return {"bytes": size, "blake2b": digest}


def _sum(path: Path) -> tuple[int, str]:
    digest = blake2b(digest_size=16)
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
        return file.tell(), digest.hexdigest()


def _sync_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
