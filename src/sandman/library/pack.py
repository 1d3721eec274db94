"""Out of the library: a book into a `.sandman` archive. The same book gives the same bytes."""

import asyncio
import errno
import hashlib
import io
import json
import os
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from sandman.library.archive import (
    BOOK,
    MANIFEST,
    MOST_BYTES,
    STORY,
    FileNote,
    Manifest,
    ai_label,
    makers,
    story_text,
)
from sandman.library.library import Library
from sandman.ports.book import HOUSEHOLD_MARKS, Book, State
from sandman.ports.errors import NeedsAttention, ShelfFull

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


async def export_book(library: Library, id: str, out: Path) -> Path:
    """Write the book to `out`, whole or not at all; returns where it lies.

    Raises NotFound, Damaged where a file is not what was shelved, NeedsAttention for a book that is not
    ready or a place that cannot be written, ShelfFull.
    """
    data = await pack(library, id)
    await asyncio.to_thread(_write_whole, out, data)
    return out


async def pack(library: Library, id: str) -> bytes:
    """The book as an archive."""
    book = await library.get(id)
    if book.state is not State.READY:
        raise NeedsAttention(
            f"the book `{id}` is {book.state.value}; only a ready book can be exported",
            port="library",
            hint=f"sandman resume {id}",
        )
    media = {key: await library.media.get(key) for key in book.media()}
    return await asyncio.to_thread(_zipped, book, media)


def _zipped(book: Book, media: dict[str, bytes]) -> bytes:
    files = _files(book, media)
    total = sum(map(len, files.values()))
    if total > MOST_BYTES:
        raise NeedsAttention(
            f"the book `{book.id}` is {total / 1e6:.0f} MB; an archive holds {MOST_BYTES / 1e6:.0f} MB",
            port="library",
        )
    manifest = Manifest(
        book=book.id,
        title=book.title,
        language=book.language,
        created_at=book.created_at.isoformat(),
        ai=ai_label(book),
        makers=makers(book),
        files={
            name: FileNote(sha256=hashlib.sha256(data).hexdigest(), size=len(data))
            for name, data in files.items()
        },
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in {MANIFEST: _json(manifest.model_dump(mode="json")), **files}.items():
            # Names and bytes decide the archive: no clock, no umask, no operating system.
            entry = zipfile.ZipInfo(name, date_time=_LONG_AGO)
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, data)
    return out.getvalue()


def _files(book: Book, media: dict[str, bytes]) -> dict[str, bytes]:
    plain = book.model_dump(mode="json", exclude=set(HOUSEHOLD_MARKS))
    pages: dict[str, bytes] = {}
    for scene in plain["scenes"]:
        stem = f"pages/{scene['number']}"
        for part in filter(None, (scene["picture"], scene["narration"])):
            key = part.pop("key")
            part["file"] = f"{stem}.{key.rpartition('.')[2]}"
            pages[part["file"]] = media[key]
        if scene["narration"] is not None:
            pages[f"{stem}.words.json"] = _json(scene["narration"].pop("words"))
    return {STORY: story_text(book).encode(), BOOK: _json(plain), **pages}


def _json(value: Any) -> bytes:  # noqa: ANN401 - any JSON
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _write_whole(out: Path, data: bytes) -> None:
    out = out.expanduser().absolute()
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=out.parent, prefix=f".{out.name[:40]}-", delete=False) as file:
            unfinished = Path(file.name)
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
                # A temporary file is for its owner only; an export is a file like any other.
                umask = os.umask(0)
                os.umask(umask)
                unfinished.chmod(0o666 & ~umask)
                unfinished.replace(out)
            except BaseException:
                unfinished.unlink(missing_ok=True)
                raise
    except OSError as fault:
        if fault.errno in _NO_ROOM:
            raise ShelfFull(
                f"the disk was full while writing `{out}` ({len(data) / 1e6:.1f} MB)",
                port="library",
                hint="free some room, or choose another place with --out",
            ) from fault
        raise NeedsAttention(
            f"`{out}` cannot be written: {fault.strerror or fault}",
            port="library",
            hint="choose another place with --out",
        ) from fault
