"""A folder of pictures to learn a style from: what lies in it, and each picture with its caption."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sandman.finetune.pictures.captions import read_caption
from sandman.finetune.pictures.opening import FOREIGN, SUFFIXES, Opened, Unopened, open_picture
from sandman.styles import Unusable

METADATA, PROMPTS = "metadata.jsonl", "prompts.toml"
HARMLESS = frozenset(
    {"thumbs.db", "desktop.ini", METADATA, PROMPTS, "readme.md", "licence", "license", "license.txt"}
)
"""Files that systems and datasets leave beside pictures; in small letters. Hidden ones are harmless too."""
MOST_TOLD = 12


@dataclass(frozen=True, slots=True)
class Pair:
    """One picture to learn from."""

    id: str
    """Of the file's bytes: the same picture has the same id, whatever it is called."""
    path: Path
    caption: str
    """As it is written, without the space around it; empty where there is none."""
    width: int
    """Pixels, when it is upright."""
    height: int


@dataclass(frozen=True, slots=True)
class Lying:
    """What lies in a folder, by what it is; each in the order of its name."""

    pictures: tuple[Path, ...]
    captions: dict[str, Path]
    """By the stem they share with their picture."""
    orphans: tuple[Path, ...]
    """Captions whose picture is not there."""
    foreign: tuple[Path, ...]
    """Files that are no picture of ours, no caption, and not known to be harmless."""
    folders: tuple[Path, ...]


def look_into(folder: Path) -> Lying:
    """Sort a folder's files. Raises Unusable where there is no such folder, or it may not be looked into."""
    try:
        found = sorted(folder.iterdir())
    except NotADirectoryError as fault:
        raise Unusable(f"`{folder}` is a file", hint="give the folder the pictures lie in") from fault
    except FileNotFoundError as fault:
        raise Unusable(
            f"there is no folder `{folder}`",
            hint="give the folder the pictures lie in; `sandman style dataset` paints one",
        ) from fault
    except PermissionError as fault:
        raise Unusable(f"`{folder}` may not be looked into", hint="let this program read it") from fault
    seen = [path for path in found if not _harmless(path)]
    folders = tuple(path for path in seen if path.is_dir())
    files = [path for path in seen if not path.is_dir()]
    pictures = tuple(path for path in files if path.suffix.lower() in SUFFIXES | set(FOREIGN))
    texts = {path.stem: path for path in files if path.suffix.lower() == ".txt"}
    stems = {path.stem for path in pictures}
    return Lying(
        pictures=pictures,
        captions={stem: path for stem, path in texts.items() if stem in stems},
        orphans=tuple(path for stem, path in texts.items() if stem not in stems),
        foreign=tuple(path for path in files if path not in pictures and path.suffix.lower() != ".txt"),
        folders=folders,
    )


def read_pictures(folder: Path) -> tuple[Pair, ...]:
    """Every picture with its caption, in the order of their names; a picture that is there twice comes once.

    Raises Unusable that names every file nothing can be learnt from. Nothing is skipped and nothing replaced.
    """
    lying = look_into(folder)
    wrong: list[str] = []
    pairs: dict[str, Pair] = {}
    for path in lying.pictures:
        try:
            opened = open_picture(path)
            caption = read_caption(lying.captions.get(path.stem))
        except Unopened as fault:
            wrong.append(f"`{path.name}` {fault.found}")
            continue
        pairs.setdefault(opened.id, _pair(path, opened, caption))
    if wrong:
        raise Unusable(
            f"`{folder}` holds {_so_many(len(wrong))} that cannot be used: {_told(wrong)}",
            hint=f"mend them or move them away; `sandman style check {folder}` tells everything",
        )
    if not pairs:
        raise Unusable(
            f"there is no picture in `{folder}`",
            hint="put about twenty there, PNG, JPEG or WebP; `sandman style dataset` paints some",
        )
    return tuple(pairs.values())


def sharing_a_caption(lying: Lying) -> list[list[Path]]:
    """Pictures whose names differ only in their ending, so that one caption would stand for several."""
    by_stem: dict[str, list[Path]] = defaultdict(list)
    for path in lying.pictures:
        by_stem[path.stem].append(path)
    return [paths for paths in by_stem.values() if len(paths) > 1]


def _pair(path: Path, opened: Opened, caption: str) -> Pair:
    return Pair(opened.id, path, caption, opened.image.width, opened.image.height)


def _harmless(path: Path) -> bool:
    return path.name.startswith(".") or path.name.lower() in HARMLESS


def _so_many(count: int) -> str:
    return f"{count} file" + "s" * (count > 1)


def _told(wrong: Sequence[str]) -> str:
    more = len(wrong) - MOST_TOLD
    return "; ".join(wrong[:MOST_TOLD]) + (f"; and {more} more" if more > 0 else "")
