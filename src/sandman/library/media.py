"""The media shelf: pictures and sound under the SHA-256 of their bytes, in a folder or an S3 bucket.

A key is `ab/<sha256>.<suffix>`, so equal bytes are one file, a file never changes, and every read can be
checked against its own name.
"""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from sandman.ports.errors import Damaged, NeedsAttention, NotFound, ShelfBusy, ShelfFull

if TYPE_CHECKING:
    from obstore.store import ObjectStore

_KEY = re.compile(r"([0-9a-f]{2})/(\1[0-9a-f]{62})\.([a-z0-9]{1,8})")
_NO_ROOM = ("no space left on device", "os error 28", "disk quota exceeded", "os error 122", "quotaexceeded")


def key_of(data: bytes, suffix: str) -> str:
    """The key `data` is shelved under; `suffix` is the plain ending: `webp`, `mp3`."""
    digest = hashlib.sha256(data).hexdigest()
    key = f"{digest[:2]}/{digest}.{suffix.lstrip('.').lower()}"
    if not _KEY.fullmatch(key):
        raise ValueError(f"`{suffix}` is no file ending; wanted one like `webp` or `mp3`")
    return key


class ObjectMediaShelf:
    """`ports.shelf.MediaShelf` over obstore: the same behaviour on a local folder and on S3."""

    def __init__(self, store: "ObjectStore", *, root: str, folder: Path | None = None) -> None:
        """`root` is how paths on this shelf begin; `folder` is set where the shelf is a local folder."""
        self._store = store
        self._root = root.rstrip("/")
        self.folder = folder

    @classmethod
    def open(cls, place: str | Path, options: Mapping[str, Any] | None = None) -> Self:
        """Open a folder (a path or `file://…`) or a bucket (`s3://bucket/prefix`, AWS_* variables).

        `options` go to obstore's `from_url` (endpoint, region, client_options, …).
        """
        from obstore.store import LocalStore, from_url  # noqa: PLC0415 - 30 ms that `--help` need not pay

        where = str(place)
        if where.startswith("file://"):
            where = where.removeprefix("file://")
        elif "://" in where:
            try:
                return cls(from_url(where, **(options or {})), root=where)
            except Exception as fault:
                raise NeedsAttention(
                    f"the media shelf `{where}` cannot be opened: {_first_line(fault)}",
                    port="shelf",
                    hint="set SANDMAN_MEDIA_URL to a folder or to s3://bucket/prefix",
                ) from fault
        folder = Path(where).expanduser().absolute()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise _told(fault, f"making the media folder `{folder}`") from fault
        return cls(LocalStore(folder), root=str(folder), folder=folder)

    def path(self, key: str) -> str:
        """Where the file of `key` lies: an absolute path, or its address in the bucket."""
        return f"{self._root}/{key}"

    async def put(self, data: bytes, suffix: str) -> str:
        """Shelve `data`, whole or not at all; returns its key. Raises ShelfFull."""
        import obstore  # noqa: PLC0415
        from obstore.exceptions import AlreadyExistsError  # noqa: PLC0415

        key = key_of(data, suffix)
        try:
            await obstore.put_async(self._store, key, data, mode="create")
        except AlreadyExistsError:
            # The same bytes were here before, unless the disk has since lost some of them.
            try:
                await self.get(key)
            except (Damaged, NotFound):
                await self._replace(key, data)
        except Exception as fault:
            raise _told(fault, f"shelving {len(data):,} bytes") from fault
        return key

    async def get(self, key: str) -> bytes:
        """The bytes put under `key`. Raises NotFound, or Damaged where they no longer match their hash."""
        import obstore  # noqa: PLC0415

        digest = _digest_in(key)
        try:
            data = bytes(await (await obstore.get_async(self._store, key)).bytes_async())
        except FileNotFoundError as fault:
            raise _not_there(key) from fault
        except Exception as fault:
            raise _told(fault, f"reading `{key}`") from fault
        found = hashlib.sha256(data).hexdigest()
        if found != digest:
            raise Damaged(
                f"`{key}` is damaged: its {len(data):,} bytes have the checksum {found[:12]}…, "
                f"{digest[:12]}… was put there",
                port="shelf",
                hint="restore the media folder from a backup, or make this part of the page again",
            )
        return data

    async def has(self, key: str) -> bool:
        """Whether something lies under `key`."""
        import obstore  # noqa: PLC0415

        if not _KEY.fullmatch(key):
            return False
        try:
            await obstore.head_async(self._store, key)
        except FileNotFoundError:
            return False
        except Exception as fault:
            raise _told(fault, f"looking for `{key}`") from fault
        return True

    async def discard(self, key: str) -> None:
        """Take `key` off the shelf for good; nothing happens where it is not there."""
        import obstore  # noqa: PLC0415

        _digest_in(key)
        try:
            await obstore.delete_async(self._store, key)
        except FileNotFoundError:
            return
        except Exception as fault:
            raise _told(fault, f"deleting `{key}`") from fault

    async def _replace(self, key: str, data: bytes) -> None:
        import obstore  # noqa: PLC0415

        try:
            await obstore.put_async(self._store, key, data, mode="overwrite")
        except Exception as fault:
            raise _told(fault, f"shelving `{key}` again") from fault


def _digest_in(key: str) -> str:
    match = _KEY.fullmatch(key)
    if match is None:
        # Keys reach us in archives and addresses: one that is not ours names nothing, least of all a path.
        raise _not_there(key)
    return match[2]


def _not_there(key: str) -> NotFound:
    return NotFound(
        f"the media shelf has no `{key}`",
        port="shelf",
        hint="check SANDMAN_MEDIA_URL, or make this part of the page again",
    )


def _first_line(fault: BaseException) -> str:
    return (str(fault).strip().splitlines() or [type(fault).__name__])[0]


def _told(fault: BaseException, doing: str) -> Exception:
    """The port's error for what went wrong while `doing`."""
    whole = str(fault).lower()
    if any(sign in whole for sign in _NO_ROOM):
        return ShelfFull(
            f"the disk was full while {doing}",
            port="shelf",
            hint="free some room (`sandman library delete ID` and empty the trash), then `sandman resume`",
        )
    if isinstance(fault, PermissionError) or "permission denied" in whole:
        return NeedsAttention(
            f"the media shelf may not be used: {_first_line(fault)} ({doing})",
            port="shelf",
            hint="give this account read and write access, or set SANDMAN_MEDIA_URL to another place",
        )
    return ShelfBusy(
        f"the media shelf did not answer while {doing}: {_first_line(fault)}",
        port="shelf",
        hint="check SANDMAN_MEDIA_URL and the network, then `sandman resume`",
    )
