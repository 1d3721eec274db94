"""Into the library: a `.sandman` archive back onto the shelf, all of it or nothing.

An archive may come from anybody, so nothing in it is believed before it is checked, and nothing is ever
written to a path that it names: bytes go onto the media shelf under their own hash.
"""

import asyncio
import hashlib
import json
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from pydantic import ValidationError

from sandman.library.archive import (
    BOOK,
    FORMAT,
    MANIFEST,
    MOST_BYTES,
    MOST_ENTRIES,
    PICTURE_SUFFIXES,
    SOUND_SUFFIXES,
    VERSION,
    Manifest,
)
from sandman.library.library import Library
from sandman.library.media import key_of
from sandman.ports.book import HOUSEHOLD_MARKS, Book, State, unmarked
from sandman.ports.errors import Damaged, NeedsAttention, NotFound

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_MOST_MANIFEST_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Imported:
    """Under which id the book is on the shelf now, and whether it was not there before."""

    id: str
    new: bool


async def import_book(library: Library, path: Path) -> Imported:
    """Put the archive's book on the shelf.

    A book that is there already, word for word, is left as it is (and comes out of the trash); another
    book under the same id keeps it, and this one gets an id of its own, always the same one. Raises
    NotFound, Damaged, or NeedsAttention for an archive of a newer Sandman.
    """
    book, media = await asyncio.to_thread(_read, path)
    for suffix, data in media:
        await library.media.put(data, suffix)
    # Two tries: under its own id, and under one made from its content, where another book has that.
    for id in (book.id, f"{book.id[:47]}-{_fingerprint(book)}"):
        own = book.model_copy(update={"id": id})
        if await library.shelve(own):
            return Imported(id, new=True)
        there = await library.get(id, trashed=True)
        if unmarked(there) == own:
            if there.deleted_at is not None:
                await library.restore(id)
            return Imported(id, new=False)
    raise NeedsAttention(
        f"the library has another book as `{book.id}`, and the imported copy of this one was changed since",
        port="library",
        hint=f"sandman library delete {id}, then import again",
    )


def _fingerprint(book: Book) -> str:
    """What the book says, not what was thought of it: older archives know no verdicts."""
    besides: dict[str, Any] = dict.fromkeys((*HOUSEHOLD_MARKS, "voice", "verdicts"), True)
    besides["scenes"] = {"__all__": {"verdicts"}}
    return hashlib.sha256(book.model_dump_json(exclude=besides).encode()).hexdigest()[:16]


def _read(path: Path) -> tuple[Book, list[tuple[str, bytes]]]:
    """The checked book with shelf keys for its media, and the media as (suffix, bytes)."""
    path = path.expanduser()
    try:
        with zipfile.ZipFile(path) as archive:
            files = _checked_files(archive, path.name)
    except FileNotFoundError as fault:
        raise NotFound(f"there is no file `{path}`", port="library", hint="check the path") from fault
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as fault:
        # The last two are zipfile's words for compression and encryption that we never write.
        raise _damaged(path.name, f"it cannot be read as a zip ({fault})") from fault
    except OSError as fault:
        raise NeedsAttention(
            f"`{path}` cannot be read: {fault.strerror or fault}", port="library", hint="check the path"
        ) from fault
    return _book(files, path.name)


def _checked_files(archive: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    """Every file of the archive, after every check that needs no knowledge of books."""
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES:
        _refuse(name, f"it has {len(entries)} files; a book has at most {MOST_ENTRIES}")
    if total > MOST_BYTES:
        _refuse(name, f"it would unpack to {total / 1e6:,.0f} MB; a book has at most {MOST_BYTES / 1e6:.0f}")
    for odd in (entry for entry in names if not _NAME.fullmatch(entry)):
        _refuse(name, f"it names a file `{odd[:60]}`, which no book of ours does")
    if len(set(names)) != len(names):
        _refuse(name, "it has two files of one name")
    if MANIFEST not in names:
        _refuse(name, f"it has no {MANIFEST}, so it is no book of ours")
    if archive.getinfo(MANIFEST).file_size > _MOST_MANIFEST_BYTES:
        _refuse(name, f"its {MANIFEST} is larger than a megabyte")

    manifest = _manifest(archive.read(MANIFEST), name)
    for missing in manifest.files.keys() - set(names):
        _refuse(name, f"`{missing}` is missing from it")
    for extra in set(names) - manifest.files.keys() - {MANIFEST}:
        _refuse(name, f"it has a file `{extra}` that its {MANIFEST} does not know")
    files: dict[str, bytes] = {}
    for entry, note in manifest.files.items():
        if archive.getinfo(entry).file_size != note.size:
            found = archive.getinfo(entry).file_size
            _refuse(name, f"`{entry}` has {found:,} bytes, {note.size:,} were packed")
        files[entry] = archive.read(entry)
        if hashlib.sha256(files[entry]).hexdigest() != note.sha256:
            _refuse(name, f"the checksum of `{entry}` is not the one it was packed with")
    return files


def _manifest(data: bytes, name: str) -> Manifest:
    plain = _json(data, MANIFEST, name)
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        _refuse(name, f"its {MANIFEST} does not say `{FORMAT}`, so it is no book of ours")
    version = plain.get("version")
    if isinstance(version, int) and version > VERSION:
        # Before anything else is asked of it: a later version may look quite different.
        raise NeedsAttention(
            f"`{name}` is a book archive of version {version}; this Sandman reads up to version {VERSION}",
            port="library",
            hint="update Sandman Tales, then import it again",
        )
    try:
        return Manifest.model_validate(plain)
    except ValidationError as fault:
        raise _damaged(name, f"its {MANIFEST} is not filled in right ({_first(fault)})") from fault


def _book(files: dict[str, bytes], name: str) -> tuple[Book, list[tuple[str, bytes]]]:
    plain = _json(files.get(BOOK, b"null"), BOOK, name)
    media: list[tuple[str, bytes]] = []

    def shelved(file: object, suffixes: tuple[str, ...]) -> str:
        suffix = str(file).rpartition(".")[2]
        if file not in files or suffix not in suffixes:
            _refuse(
                name, f"a page wants `{str(file)[:60]}`, which is no {' or '.join(suffixes[:2])} file in it"
            )
        media.append((suffix, files[str(file)]))
        return key_of(files[str(file)], suffix)

    try:
        for scene in plain["scenes"]:
            picture, narration = scene["picture"], scene["narration"]
            if picture is not None:
                picture["key"] = shelved(picture.pop("file"), PICTURE_SUFFIXES)
            if narration is not None:
                words = f"pages/{int(scene['number'])}.words.json"
                narration["key"] = shelved(narration.pop("file"), SOUND_SUFFIXES)
                narration["words"] = _json(files[words], words, name)
        book = Book.model_validate(plain)
    except ValidationError as fault:
        raise _damaged(name, f"its {BOOK} is not filled in right ({_first(fault)})") from fault
    except (KeyError, TypeError, AttributeError, ValueError) as fault:
        raise _damaged(name, f"its {BOOK} lacks something ({fault})") from fault
    if [scene.number for scene in book.scenes] != list(range(1, len(book.scenes) + 1)) or not book.scenes:
        _refuse(name, f"the pages in its {BOOK} are not numbered from 1 on")
    # A book of another house is finished here, whatever it was there.
    return unmarked(book).model_copy(update={"state": State.READY}), media


def _json(data: bytes, entry: str, name: str) -> Any:  # noqa: ANN401 - any JSON
    try:
        plain = json.loads(data, parse_constant=_no_number)
        # Half a letter or a NUL is legal JSON that no database takes; better said here than halfway through.
        if "\\u0000" in json.dumps(plain, ensure_ascii=False).encode().decode():
            raise ValueError("NUL")
    except (ValueError, RecursionError) as fault:
        raise _damaged(name, f"its {entry} is not clean JSON") from fault
    return plain


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)  # NaN and Infinity: Python's own idea of JSON


def _first(fault: ValidationError) -> str:
    error = fault.errors(include_url=False)[0]
    return f"{'.'.join(map(str, error['loc']))}: {error['msg']}"


def _refuse(name: str, why: str) -> NoReturn:
    raise _damaged(name, why)


def _damaged(name: str, why: str) -> Damaged:
    return Damaged(
        f"`{name}` cannot be imported: {why}",
        port="library",
        hint="export the book again on the machine it came from; nothing was changed here",
    )
