"""The media shelf behaves alike in a folder and in a bucket, and says what went wrong."""

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import obstore
import pytest
import pytest_socket
from obstore.exceptions import GenericError

from sandman.library import ObjectMediaShelf
from sandman.library.media import key_of
from sandman.ports.errors import Damaged, NeedsAttention, NotFound, ShelfBusy, ShelfFull
from sandman.ports.shelf import MediaShelf

PICTURE = b"RIFF" + bytes(range(256)) * 40


@pytest.fixture
def folder(tmp_path: Path) -> ObjectMediaShelf:
    return ObjectMediaShelf.open(tmp_path / "media")


def rot(shelf: ObjectMediaShelf, key: str) -> None:
    Path(shelf.path(key)).write_bytes(b"bit rot")


async def _keeps_its_promises(shelf: MediaShelf) -> None:
    digest = hashlib.sha256(PICTURE).hexdigest()

    key = await shelf.put(PICTURE, "webp")
    again = await shelf.put(PICTURE, ".WEBP")

    assert key == again == f"{digest[:2]}/{digest}.webp"
    assert await shelf.get(key) == PICTURE
    assert await shelf.has(key)
    other = key_of(b"never shelved", "mp3")
    assert not await shelf.has(other)
    with pytest.raises(NotFound, match="has no"):
        await shelf.get(other)
    for odd in ("../../etc/passwd", "/etc/passwd", "", key.upper(), f"{key}/x", f"00/{digest}.webp"):
        assert not await shelf.has(odd)
        with pytest.raises(NotFound):
            await shelf.get(odd)


async def test_a_folder_keeps_its_promises(folder: ObjectMediaShelf):
    await _keeps_its_promises(folder)
    assert folder.folder is not None
    assert [file.name for file in folder.folder.rglob("*.*")] == [Path(key_of(PICTURE, "webp")).name]


@pytest.fixture
async def bucket(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ObjectMediaShelf]:
    """A bucket on a pretend S3 on this machine: the one place here that opens a socket."""
    pytest_socket.enable_socket()
    from moto.server import ThreadedMotoServer  # noqa: PLC0415 - a second of import

    for name, value in (("ACCESS_KEY_ID", "a"), ("SECRET_ACCESS_KEY", "b"), ("REGION", "us-east-1")):
        monkeypatch.setenv(f"AWS_{name}", value)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        address = f"http://{host}:{port}"
        options = {"endpoint": address, "client_options": {"allow_http": True}}
        made = ObjectMediaShelf.open(f"{address}/bedtime", options={"client_options": {"allow_http": True}})
        await obstore.put_async(made._store, "", b"")
        yield ObjectMediaShelf.open(
            "s3://bedtime/books", options={**options, "virtual_hosted_style_request": False}
        )
    finally:
        server.stop()


async def test_a_bucket_keeps_the_same_promises(bucket: ObjectMediaShelf):
    await _keeps_its_promises(bucket)
    key = key_of(PICTURE, "webp")
    assert bucket.path(key) == f"s3://bedtime/books/{key}"
    await bucket.discard(key)
    await bucket.discard(key)
    assert not await bucket.has(key)


async def test_rot_is_noticed_and_putting_again_heals_it(folder: ObjectMediaShelf):
    key = await folder.put(PICTURE, "webp")
    rot(folder, key)

    with pytest.raises(Damaged, match="7 bytes have the checksum") as told:
        await folder.get(key)
    assert "make this part of the page again" in told.value.hint

    assert await folder.put(PICTURE, "webp") == key
    assert await folder.get(key) == PICTURE


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        # As obstore 0.12 says it on a full disk; seen on a real one of 64 KB.
        ("Unable to copy data to file: No space left on device (os error 28)", ShelfFull),
        ("Disk quota exceeded (os error 122)", ShelfFull),
        ("error sending request for url: connection refused", ShelfBusy),
    ],
)
async def test_a_shelf_that_cannot_take_more_says_why(
    folder: ObjectMediaShelf, monkeypatch: pytest.MonkeyPatch, words: str, kind: type[Exception]
):
    async def fails(*_args: object, **_options: object) -> None:
        raise GenericError(f"Generic LocalFileSystem error: {words}\n\nDebug source: …")

    monkeypatch.setattr(obstore, "put_async", fails)
    with pytest.raises(kind) as told:
        await folder.put(PICTURE, "webp")
    assert "Debug source" not in str(told.value)
    assert not await folder.has(key_of(PICTURE, "webp"))


def test_a_folder_that_cannot_be_is_named(tmp_path: Path):
    (tmp_path / "media").write_text("in the way")
    with pytest.raises((NeedsAttention, ShelfBusy), match="making the media folder"):
        ObjectMediaShelf.open(tmp_path / "media" / "deeper")


def test_an_address_nobody_knows_is_named():
    with pytest.raises(NeedsAttention, match="`gopher://hole` cannot be opened") as told:
        ObjectMediaShelf.open("gopher://hole")
    assert "SANDMAN_MEDIA_URL" in told.value.hint
