"""Painting a set: a picture a prompt, its caption beside it, a line of metadata; goes on where it ended."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Protocol

from sandman.finetune.files import replace_file
from sandman.finetune.pictures.captions import read_caption, with_trigger
from sandman.finetune.pictures.folder import METADATA, PROMPTS, look_into
from sandman.finetune.pictures.painted import Painted, read_painted, write_painted
from sandman.finetune.pictures.prompts import Prompt, Prompts, read_prompts, write_prompts
from sandman.styles import Unusable

SIDE = 768
"""Pixels of a picture's side where nothing else is wanted."""


@dataclass(frozen=True, slots=True)
class Painting:
    """A picture as its painter hands it over."""

    png: bytes
    seen: str
    """What it shows; nothing about style."""


class SetPainter(Protocol):
    """Whoever paints a set."""

    engine: str
    model: str
    base: str
    """Hub id or folder of the base, for a diffusion model."""

    def paint(self, prompt: Prompt, *, style: str, seed: int, side: int) -> Painting:
        """Paint one square picture. What it raises ends the set; what is painted stays."""
        ...


def prompts_for(folder: Path, file: Path | None, compose: Callable[[], Prompts]) -> Prompts:
    """The set's prompts: the file's where one is named, else the folder's, else composed and kept there.

    They are kept because a model composes no set twice, and a set goes on with what it was begun with.
    """
    _check_ours(folder)
    kept = folder / PROMPTS
    if file is None and not kept.exists():
        composed = compose()
        _make(folder)
        write_prompts(kept, composed)
    return read_prompts(file or kept)


def paint_set(
    folder: Path,
    prompts: Prompts,
    painter: SetPainter,
    *,
    seed: int = 0,
    side: int = SIDE,
    told: Callable[[int, int], None] = lambda _done, _of: None,
) -> tuple[Path, ...]:
    """Paint what is not painted yet; the pictures' files, in the order of the prompts.

    A file is named for all that it was painted from, so nothing is painted twice and nothing is written over:
    another prompt, seed or painter makes another file. `told` hears how many of how many there are.
    Raises Unusable for a folder with pictures of somebody's own.
    """
    # 1. The folder is there and nobody's own, and what was painted in it is known.
    _check_ours(folder)
    _make(folder)
    if not (folder / METADATA).exists():
        write_painted(
            folder, []
        )  # before the first picture: one that lies there alone looks like somebody's own
    known = {each.file_name: each for each in read_painted(folder)[0]}
    files: list[Path] = []
    times: Counter[str] = Counter()
    for number, prompt in enumerate(prompts.prompts, 1):
        # 2. Each picture has a seed of its own, which its place among the prompts does not change.
        its_seed = seed_of(prompt, seed=seed, time=times[prompt.seen])
        times[prompt.seen] += 1
        file = folder / _name(prompt, painter, its_seed, side)
        files.append(file)
        # 3. What is not painted is: first its caption, then the picture, then the line that says so.
        if not file.exists():
            _paint(file, prompt, prompts, painter, its_seed, side)
        if file.name not in known:
            known[file.name] = _entry(file, prompt, painter, its_seed)
            write_painted(folder, list(known.values()))
        told(number, len(prompts.prompts))
    return tuple(files)


def pictures_of_ones_own(folder: Path) -> int:
    """How many lie in a folder that no set was begun in: nothing is painted among them."""
    painted, broken = read_painted(folder)
    begun = (folder / METADATA).exists() and (any(each.engine for each in painted) or not (painted or broken))
    return 0 if begun or not folder.is_dir() else len(look_into(folder).pictures)


def _check_ours(folder: Path) -> None:
    if own := pictures_of_ones_own(folder):
        raise Unusable(
            f"{own} pictures lie in `{folder}` that were not painted for a set, and others would be mixed in",
            hint="give another folder; `sandman style train` learns from these as they are",
        )


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as fault:
        raise Unusable(f"`{folder}` is a file", hint="give a folder for the pictures") from fault


def seed_of(prompt: Prompt, *, seed: int, time: int) -> int:
    """The seed of one picture: of the set's, of what is seen, and of how often that came before."""
    spelled = f"{seed}/{time}/{prompt.seen}".encode()
    return int.from_bytes(blake2b(spelled, digest_size=4).digest(), "big") >> 1


def _paint(file: Path, prompt: Prompt, prompts: Prompts, painter: SetPainter, seed: int, side: int) -> None:
    painting = painter.paint(prompt, style=prompts.style, seed=seed, side=side)
    caption = with_trigger(painting.seen, prompts.trigger)
    # The caption first: a picture that is there is whole, whenever the power went.
    replace_file(file.with_suffix(".txt"), f"{caption}\n".encode())
    replace_file(file, painting.png)


def _entry(file: Path, prompt: Prompt, painter: SetPainter, seed: int) -> Painted:
    return Painted(
        file_name=file.name,
        text=read_caption(file.with_suffix(".txt")),
        engine=painter.engine,
        model=painter.model,
        base=painter.base,
        seed=seed,
        prompt=prompt.seen,
        subject=prompt.subject,
        sha256=sha256(file.read_bytes()).hexdigest(),
    )


def _name(prompt: Prompt, painter: SetPainter, seed: int, side: int) -> str:
    spelled = f"{painter.engine}/{painter.model}/{painter.base}/{seed}/{side}/{prompt.seen}"
    made = blake2b(spelled.encode(), digest_size=5).hexdigest()
    return f"{prompt.subject.replace('_', '-') or 'picture'}-{made}.png"
