"""The shelf of picture styles: a folder of folders, `NAME/VERSION/`, and which of them the household uses.

Publishing puts a version here whole; this module reads what lies there. A version that is removed waits in
`.removed/` and can be put back; its number is never given again.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import structlog

from sandman.ports.errors import NotFound
from sandman.styles import StyleCard, StyleName, Unusable

CARD, ADAPTER, SAMPLES = "card.toml", "adapter.safetensors", "samples"
IN_USE, REMOVED = "in-use", ".removed"
PICTURES = (".webp", ".png", ".jpg", ".jpeg")

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class PublishedStyle:
    """One version of a style on the shelf."""

    card: StyleCard
    folder: Path

    @property
    def adapter(self) -> Path:
        """Its weights, in diffusers' layout."""
        return self.folder / ADAPTER

    @property
    def samples(self) -> tuple[Path, ...]:
        """Pictures painted with it, in order of their names."""
        folder = self.folder / SAMPLES
        there = sorted(folder.iterdir()) if folder.is_dir() else []
        return tuple(path for path in there if path.suffix.lower() in PICTURES)


class StyleShelf:
    """The household's published styles. Every method reads the disk; nothing is kept in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def styles(self) -> list[PublishedStyle]:
        """Every version, by name, the newest first. What cannot be read is told in the log and left out."""
        found = []
        for folder in self._versions(self.folder):
            try:
                found.append(_read(folder))
            except Unusable as fault:
                log.warning("a style that cannot be read", reason=fault.message)
        return sorted(found, key=lambda style: (style.card.name, -style.card.version))

    def find(self, asked: StyleName) -> PublishedStyle:
        """A style's newest version, or the one asked for. Raises NotFound naming those there are."""
        styles = self.styles()
        for style in styles:  # of each name the newest comes first
            if style.card.name == asked.name and asked.version in (None, style.card.version):
                return style
        there = ", ".join(dict.fromkeys(str(style.card.at) for style in styles))
        raise NotFound(
            f"there is no picture style `{asked}` here; "
            + (f"there are {there}" if there else "none has been published"),
            port="illustrator",
            hint="sandman style list"
            if there
            else "`sandman style publish` puts one here; or leave --style out",
        )

    @property
    def in_use(self) -> StyleName | None:
        """What the household paints with unless asked otherwise; a name alone means its newest version."""
        try:
            return StyleName.read((self.folder / IN_USE).read_text().strip())
        except (FileNotFoundError, Unusable):
            return None

    def used(self) -> PublishedStyle | None:
        """The style in use; None where there is none, or it was removed."""
        if (name := self.in_use) is None:
            return None
        try:
            return self.find(name)
        except NotFound:
            return None

    def use(self, asked: StyleName | None) -> PublishedStyle | None:
        """Have the household paint with a style from now on; None goes back to its own watercolours."""
        if asked is None:
            (self.folder / IN_USE).unlink(missing_ok=True)
            return None
        style = self.find(asked)
        beside = self.folder / f".{IN_USE}.part"
        beside.write_text(f"{asked}\n")
        beside.replace(self.folder / IN_USE)
        return style

    def remove(self, asked: StyleName) -> list[StyleName]:
        """Take a version off the shelf, or all of a style. Raises NotFound. `restore` puts them back."""
        self.find(asked)
        gone = []
        for folder in self._of(self.folder, asked):
            place = self.folder / REMOVED / asked.name / folder.name
            place.parent.mkdir(parents=True, exist_ok=True)
            folder.rename(place)
            gone.append(StyleName(asked.name, int(folder.name)))
        _tidy(self.folder / asked.name)
        return gone

    def restore(self, asked: StyleName) -> list[StyleName]:
        """Put back what was removed. Raises NotFound."""
        back = []
        for folder in self._of(self.folder / REMOVED, asked):
            place = self.folder / asked.name / folder.name
            place.parent.mkdir(parents=True, exist_ok=True)
            folder.rename(place)
            back.append(StyleName(asked.name, int(folder.name)))
        if not back:
            raise NotFound(
                f"no picture style `{asked}` was removed here", port="illustrator", hint="sandman style list"
            )
        _tidy(self.folder / REMOVED / asked.name)
        return back

    def _versions(self, shelf: Path) -> Iterator[Path]:
        for card in sorted(shelf.glob(f"[a-z0-9]*/*/{CARD}")):
            if card.parent.name.isdecimal():
                yield card.parent

    def _of(self, shelf: Path, asked: StyleName) -> list[Path]:
        return [
            folder
            for folder in self._versions(shelf)
            if folder.parent.name == asked.name and asked.version in (None, int(folder.name))
        ]


def _read(folder: Path) -> PublishedStyle:
    """One version. Raises Unusable."""
    path = folder / CARD
    card = StyleCard.from_toml(path.read_text(encoding="utf-8"), where=str(path))
    if (card.name, card.version) != (folder.parent.name, int(folder.name)):
        raise Unusable(f"`{path}` is the card of `{card.at}`", hint="publish the style again")
    if not (folder / ADAPTER).is_file():
        raise Unusable(f"`{folder}` has no `{ADAPTER}`", hint="publish the style again")
    return PublishedStyle(card, folder)


def _tidy(folder: Path) -> None:
    """Take away a style's folder once it is empty."""
    if folder.is_dir() and not os.listdir(folder):  # noqa: PTH208 - only whether there is anything
        folder.rmdir()
