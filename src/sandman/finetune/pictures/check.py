"""Everything that is wrong or doubtful about a folder of pictures, told together. Nothing is changed."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Literal

from sandman.finetune.pictures.captions import (
    read_caption,
    style_words,
    tokens_of,
    window_of,
    with_trigger,
)
from sandman.finetune.pictures.folder import METADATA, Lying, look_into, sharing_a_caption
from sandman.finetune.pictures.likeness import NEAR, differing, likeness_hash
from sandman.finetune.pictures.opening import Unopened, open_picture
from sandman.finetune.pictures.painted import Painted, read_painted
from sandman.styles import BASES

Severity = Literal["wrong", "doubtful"]
FEW = 8
"""Under this many pictures a style is seldom learnt, their content is."""
PLENTY = 20
SMALLEST = 256
"""Pixels of the shorter side that are wanted where no known base says more."""
LONGEST = 2.2
"""Times as long as wide: what is longer loses its ends."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing about one file, or about the folder."""

    path: Path
    found: str
    wanted: str
    severity: Severity
    """`wrong` stops a training; `doubtful` is for a person to look at."""

    def __str__(self) -> str:
        return f"`{self.path.name}` {self.found}; {self.wanted}"


@dataclass(frozen=True, slots=True)
class _Seen:
    """A picture that could be opened."""

    path: Path
    id: str
    hash: int | None
    width: int
    height: int


def check_pictures(
    folder: Path, *, base: str = "", trigger: str = "", resolution: int | None = None
) -> tuple[Fault, ...]:
    """All faults of a folder, in the order of the files' names.

    `base` is the name, hub id or folder of the model that is to be trained: it says how large pictures must
    be, how long captions may be, and whose pictures should not be learnt from; `resolution` is the side, in
    pixels, that it is trained at where that is known. Raises Unusable where there is no such folder.
    """
    lying = look_into(folder)
    seen: list[_Seen] = []
    faults: list[Fault] = []
    # 1. Every picture is opened, to its last byte.
    for path in lying.pictures:
        try:
            opened = open_picture(path)
        except Unopened as fault:
            faults.append(Fault(path, fault.found, fault.wanted, "wrong"))
            continue
        faults += [Fault(path, found, done, "doubtful") for found, done in opened.converted]
        image = opened.image
        seen.append(_Seen(path, opened.id, likeness_hash(image), image.width, image.height))
    # 2. What is too small, too long, empty, or there twice.
    faults += _of_shapes(seen, resolution or (BASES[base].resolution if base in BASES else SMALLEST))
    faults += _of_twins(seen)
    # 3. Captions, one by one and beside each other.
    faults += _of_captions(lying, base, trigger)
    # 4. What else lies there, and who painted it all.
    faults += _of_the_rest(lying)
    faults += _of_the_set(folder, lying, seen)
    faults += _of_the_painter(folder, seen, base)
    return tuple(sorted(faults, key=lambda fault: (fault.path != folder, fault.path.name)))


def _of_shapes(seen: Sequence[_Seen], wanted: int) -> Iterator[Fault]:
    for each in seen:
        size = f"{each.width}x{each.height} pixels"
        if min(each.width, each.height) < wanted:
            yield Fault(
                each.path,
                f"is small, {size}",
                f"a shorter side of {wanted} or more keeps its strokes sharp",
                "doubtful",
            )
        if max(each.width, each.height) > LONGEST * min(each.width, each.height):
            yield Fault(
                each.path, f"is very long, {size}", "its ends are cropped; crop it yourself", "doubtful"
            )
        if each.hash is None:
            yield Fault(each.path, "is one colour all over", "a style is not learnt from it", "doubtful")


def _of_twins(seen: Sequence[_Seen]) -> Iterator[Fault]:
    by_id: dict[str, list[_Seen]] = defaultdict(list)
    for each in seen:
        by_id[each.id].append(each)
    for first, *others in by_id.values():
        for other in others:
            yield Fault(
                other.path, f"is `{first.path.name}` byte for byte", "it is learnt from once", "doubtful"
            )
    for one, other in combinations([first for first, *_ in by_id.values()], 2):
        if one.hash is None or other.hash is None or differing(one.hash, other.hash) > NEAR:
            continue
        yield Fault(
            other.path,
            f"looks nearly like `{one.path.name}`",
            "keep one: what comes twice is learnt as content",
            "doubtful",
        )


def _of_captions(lying: Lying, base: str, trigger: str) -> Iterator[Fault]:
    most = window_of(base)
    written: dict[Path, str] = {}
    for picture in lying.pictures:
        if (path := lying.captions.get(picture.stem)) is None:
            yield Fault(
                picture,
                "has no caption",
                f"`{picture.stem}.txt` beside it, saying what is seen; else the trigger stands alone",
                "doubtful",
            )
            continue
        try:
            written[path] = caption = read_caption(path)
        except Unopened as fault:
            yield Fault(picture, fault.found, fault.wanted, "wrong")
            continue
        if not caption:
            yield Fault(path, "is empty", "a sentence that says what is seen", "doubtful")
        if (found := tokens_of(with_trigger(caption, trigger))) > most:
            yield Fault(
                path,
                f"has about {found} tokens (counted by words)",
                f"the model reads {most} and never sees the rest; say it shorter",
                "doubtful",
            )
        if words := style_words(caption, trigger):
            yield Fault(
                path,
                f"names the style (“{words[0]}”)",
                "say only what is seen: what the caption leaves out becomes the style",
                "doubtful",
            )
    twice = [(text, times) for text, times in Counter(written.values()).items() if text and times > 1]
    for text, times in twice:
        first = next(path for path, caption in written.items() if caption == text)
        yield Fault(
            first,
            f"says the same as {times - 1} other caption{'s' * (times > 2)}",
            "each picture its own: what they all show is else learnt as the style",
            "doubtful",
        )


def _of_the_rest(lying: Lying) -> Iterator[Fault]:
    for path in lying.orphans:
        yield Fault(path, "is a caption without a picture", "it is not used", "doubtful")
    for path in lying.pictures:
        if any("\ud800" <= letter <= "\udfff" for letter in path.name):  # so Python spells a stray byte
            yield Fault(path, "has a name that is not UTF-8", "give it a plain one", "doubtful")
    for paths in sharing_a_caption(lying):
        names = ", ".join(f"`{path.name}`" for path in paths[:-1])
        yield Fault(paths[-1], f"shares its caption with {names}", "a name of its own", "doubtful")
    for path in lying.foreign:
        yield Fault(path, "is neither a picture nor a caption", "it is not used", "doubtful")
    for path in lying.folders:
        yield Fault(path, "is a folder", "what lies in it is not used", "doubtful")


def _of_the_set(folder: Path, lying: Lying, seen: Sequence[_Seen]) -> Iterator[Fault]:
    if not lying.pictures:
        yield Fault(folder, "holds no picture", f"about {PLENTY} of one style, PNG, JPEG or WebP", "wrong")
    elif (found := len({each.id for each in seen})) < FEW:
        yield Fault(
            folder,
            f"holds {found} different picture{'s' * (found != 1)}",
            f"about {PLENTY} of one style, of different things",
            "doubtful",
        )


def _of_the_painter(folder: Path, seen: Sequence[_Seen], base: str) -> Iterator[Fault]:
    painted, broken = read_painted(folder)
    for line in broken:
        yield Fault(
            folder / METADATA, f"cannot be read in line {line}", "who painted that is not known", "doubtful"
        )
    names = {each.path.name for each in seen}
    own = [each for each in painted if each.file_name in names and _made_by(each, base)]
    if own:
        yield Fault(
            folder / METADATA,
            f"says that {len(own)} of {len(seen)} pictures were painted by `{own[0].model}`, "
            "the model that is to be trained",
            "pictures by another hand: a model learns nothing from itself, and its own faults grow",
            "doubtful",
        )


def _made_by(painted: Painted, base: str) -> bool:
    """Whether the model that is to be trained painted this."""
    if not base:
        return False
    called = {base.casefold(), Path(base).name.casefold()}
    if known := BASES.get(base):
        called.add(known.hub_id.casefold())
    called |= {each.name for each in BASES.values() if each.hub_id.casefold() in called}
    # A model is told with what tells it from others of its name: `sd15@1a2b3c4d`.
    model = painted.model.casefold()
    by = {model, model.partition("@")[0], painted.base.casefold(), Path(painted.base).name.casefold()}
    return bool(called & by - {""})
