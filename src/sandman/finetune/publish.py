"""Publishing: a trained adapter becomes a version of a named style, whole or not at all.

styles/NAME/VERSION/
    card.toml               what it is, and what it fits
    adapter.safetensors     diffusers/PEFT keys
    samples/                a few small pictures
"""

import errno
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from PIL import Image

from sandman.finetune.export.finding import PUBLISHED, find_adapter
from sandman.finetune.export.reading import read_header
from sandman.finetune.faults import out_of_room
from sandman.finetune.train.checkpoint import AVERAGE, FOLDER, earlier_adapters
from sandman.styles import BaseOf, Family, NoRoom, StyleCard, StyleName, Unusable

SAMPLES = 6
SAMPLE_SIDE = 512
"""Pixels of a sample's longer side."""
SAMPLE = re.compile(r"step-(?P<step>\d+)-(?P<number>\d+)\.png")
CHECKPOINT = re.compile(r"step-(?P<step>\d+)")
ASKED = re.compile(r"(step-)?(?P<step>\d+)")
FINISHED, AVERAGED = "finished", "averaged"
"""How a comparison calls what lies beside the checkpoints."""


def publish(
    training: Path,
    *,
    name: str,
    styles: Path,
    title: str = "",
    style_line: str = "",
    checkpoint: Path | None = None,
    score: float | None = None,
) -> StyleCard:
    """Publish a training folder's adapter, or that of one of its checkpoints, as the style's next version.

    Raises Unusable for a name or an adapter that cannot be used, NoRoom on a full disk.
    """
    # 1. What is published: the adapter tells in its header what it is.
    if (asked := StyleName.read(name)).version is not None:
        raise Unusable(f"`{asked}` has a version, and versions count up by themselves", hint=asked.name)
    adapter = find_adapter(checkpoint or training)
    said = read_header(adapter)

    with _growing(styles) as growing:
        # 2. Its files, beside the shelf.
        shutil.copyfile(adapter, growing / PUBLISHED)
        (growing / "samples").mkdir()
        for number, sample in enumerate(_samples_of(training, adapter), start=1):
            _shrink(sample, growing / "samples" / f"{number}.webp")

        # 3. Its card, and its place on the shelf: the first number that is free.
        digest = sha256((growing / PUBLISHED).read_bytes()).hexdigest()
        while True:
            version = _next_version(styles, name)
            card = _card(
                said,
                where=adapter,
                name=name,
                version=version,
                title=title,
                style_line=style_line,
                digest=digest,
                score=score,
            )
            (growing / "card.toml").write_text(card.to_toml(), encoding="utf-8")
            _sync(growing)
            (styles / name).mkdir(exist_ok=True)
            try:
                growing.rename(styles / name / str(version))
            except OSError as fault:
                if fault.errno not in (errno.EEXIST, errno.ENOTEMPTY):
                    raise
                continue  # somebody published at the same moment
            return card


def find_saved(training: Path, asked: str) -> Path:
    """The adapter that a comparison of `training` calls `asked`; a step may be named by its number alone.

    Raises Unusable that tells which there are.
    """
    step = ASKED.fullmatch(asked)
    name = f"step-{int(step['step']):06d}" if step else asked
    saved = saved_adapters(training)
    if name not in saved:
        there = f"there are {', '.join(saved)}" if saved else "there is none at all"
        raise Unusable(
            f"`{training}` holds no adapter `{asked}`; {there}",
            hint="name one of them, or train longer" if saved else "train it first",
        )
    return saved[name]


def saved_adapters(training: Path) -> dict[str, Path]:
    """All that may be published of a training, by the names that a comparison prints."""
    checkpoints = sorted((training / FOLDER).glob("step-*"))
    places = {FINISHED: training, AVERAGED: training / AVERAGE}
    places |= {path.name: path for path in (*earlier_adapters(training), *checkpoints)}
    saved = {}
    for name, place in places.items():
        with suppress(Unusable):  # not every training keeps an average, or came to its end
            saved[name] = find_adapter(place)
    return saved


def _card(
    said: Mapping[str, str],
    *,
    where: Path,
    name: str,
    version: int,
    title: str,
    style_line: str,
    digest: str,
    score: float | None,
) -> StyleCard:
    try:
        return StyleCard(
            name=name,
            version=version,
            title=title or said.get("sandman.title", ""),
            base=BaseOf(
                name=said["sandman.base_name"],
                family=Family(said["sandman.base_family"]),
                source=said["sandman.base"],
                fingerprint=said["sandman.base_fingerprint"],
                licence=said.get("modelspec.license", ""),
            ),
            trigger=said.get("sandman.trigger", ""),
            style_line=style_line,
            rank=int(said["ss_network_dim"]),
            alpha=float(said["ss_network_alpha"]),
            resolution=int(said["sandman.resolution"]),
            paint_steps=int(said["sandman.paint_steps"]),
            guidance=float(said["sandman.guidance"]),
            adapter_sha256=digest,
            pictures=int(said.get("sandman.pictures", "0")),
            pictures_sha256=said.get("sandman.pictures_sha256", ""),
            steps=int(said.get("sandman.steps", "0")),
            score=score,
            created_at=datetime.now(UTC).replace(microsecond=0),
        )
    except (KeyError, ValueError) as fault:
        raise Unusable(
            f"`{where}` does not tell what it was trained on: {fault}",
            hint="publish what `sandman style train` has written",
        ) from fault


def _next_version(styles: Path, name: str) -> int:
    """One more than any there is or was: a removed version's number is not given again."""
    there = [*(styles / name).glob("*"), *(styles / ".removed" / name).glob("*")]
    return max((int(path.name) for path in there if path.name.isdecimal()), default=0) + 1


def _samples_of(training: Path, adapter: Path) -> list[Path]:
    """The pictures painted last at or before the step that is published; at the last where none is named."""
    by_step: dict[int, dict[int, Path]] = {}
    for path in training.glob("samples/step-*.png"):
        if found := SAMPLE.fullmatch(path.name):
            by_step.setdefault(int(found["step"]), {})[int(found["number"])] = path
    if not by_step:
        return []
    published = next(
        (int(found["step"]) for found in map(CHECKPOINT.fullmatch, adapter.parts) if found), None
    )
    earlier = [step for step in by_step if published is None or step <= published]
    chosen = by_step[max(earlier)] if earlier else {}  # a later one's would show another adapter
    return [chosen[number] for number in sorted(chosen)][:SAMPLES]


def _shrink(picture: Path, to: Path) -> None:
    with Image.open(picture) as opened:
        small = opened.convert("RGB")
        small.thumbnail((SAMPLE_SIDE, SAMPLE_SIDE), Image.Resampling.LANCZOS)
        small.save(to, "WEBP", quality=88)


@contextmanager
def _growing(styles: Path) -> Iterator[Path]:
    """A folder on the shelf's disk that is gone again unless it was renamed."""
    growing: Path | None = None
    try:
        styles.mkdir(parents=True, exist_ok=True)
        growing = Path(tempfile.mkdtemp(prefix=".publishing-", dir=styles))
        growing.chmod(0o755)
        yield growing
    except OSError as fault:
        if not (why := out_of_room(fault)):
            raise
        raise NoRoom(
            f"`{styles}`: {why}; nothing was published, and the training is as it was",
            hint="free some room, or allow larger files; then publish again",
        ) from fault
    finally:
        if growing is not None:
            shutil.rmtree(growing, ignore_errors=True)


def _sync(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
