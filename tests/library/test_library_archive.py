"""A book leaves the house as one file and comes back the same, or not at all."""

import asyncio
import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sandman.library import Library, State, archive_name, export_book, import_book, pack
from sandman.ports.errors import Damaged, NeedsAttention, NotFound
from sandman.stories import Language
from tests.library.samples import a_finished_book, a_request, a_story

Files = dict[str, bytes]
EVENING = datetime(2026, 11, 21, 19, 30, 0, 123456, tzinfo=UTC)


@pytest.fixture
async def other_house(empty_sqlite: Path, tmp_path: Path) -> AsyncIterator[Library]:
    shutil.copy(empty_sqlite, tmp_path / "other.db")
    async with await Library.open(f"sqlite:///{tmp_path / 'other.db'}", tmp_path / "other") as opened:
        yield opened


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The archive of a finished book, as another house made it."""
    folder = tmp_path_factory.mktemp("house")

    async def made() -> bytes:
        async with await Library.open(f"sqlite:///{folder / 'library.db'}", folder) as library:
            await a_finished_book(library, at=EVENING)
            return await pack(library, "fox-1")

    return asyncio.run(made())


def opened(data: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def closed(files: Files, path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def forged(files: Files, change: Callable[[dict[str, Any]], Any], name: str = "book.json") -> Files:
    """`files` with one JSON changed and the manifest made to agree: only what it means is wrong."""
    plain = json.loads(files[name])
    change(plain)
    files = {**files, name: json.dumps(plain).encode()}
    manifest = json.loads(files["manifest.json"])
    if name != "manifest.json":
        manifest["files"][name] = {
            "sha256": hashlib.sha256(files[name]).hexdigest(),
            "size": len(files[name]),
        }
        files["manifest.json"] = json.dumps(manifest).encode()
    return files


def unfinished_files(folder: Path) -> list[Path]:
    return list(folder.glob(".*"))


def rot(file: Path) -> None:
    file.write_bytes(b"bit rot")


async def nothing_came_in(library: Library, tmp_path: Path) -> bool:
    return not (await library.page()).books and not list((tmp_path / "other").rglob("*.*"))


async def test_a_book_comes_back_the_same_in_another_house(
    library: Library, other_house: Library, tmp_path: Path
):
    await a_finished_book(library)
    out = await export_book(library, "fox-1", tmp_path / "fox.sandman")

    came = await import_book(other_house, out)

    assert (came.id, came.new) == ("fox-1", True)
    book = await other_house.get("fox-1")
    assert book == await library.get("fox-1")
    for key in book.media():
        assert await other_house.media.get(key) == await library.media.get(key)
    assert [card.id for card in (await other_house.page("moon")).books] == ["fox-1"]
    assert unfinished_files(tmp_path) == []


async def test_the_same_book_gives_the_same_bytes(packed: bytes, other_house: Library, tmp_path: Path):
    path = tmp_path / "fox.sandman"
    path.write_bytes(packed)
    await import_book(other_house, path)

    assert await pack(other_house, "fox-1") == packed


async def test_a_person_can_read_what_is_inside(packed: bytes):
    files = opened(packed)

    assert list(files)[:3] == ["manifest.json", "story.txt", "book.json"]
    assert {"pages/1.webp", "pages/1.mp3", "pages/1.words.json", "pages/6.webp"} < files.keys()
    story = files["story.txt"].decode()
    assert story.startswith("The Fox and the Moon\n")
    assert "1. Page 1\n\nThe fox looked up." in story
    assert story.endswith("Made with AI for Mia.\n")
    assert json.loads(files["pages/1.words.json"])[0] == {"text": "The", "start": 0.0, "end": 0.4}
    manifest = json.loads(files["manifest.json"])
    assert (manifest["format"], manifest["version"]) == ("sandman-book", 1)
    assert manifest["ai"] == {"text": "Made with AI for Mia.", "voice": "synthetic"}
    assert [(maker["craft"], maker["engine"], maker["licence"]) for maker in manifest["makers"]] == [
        ("text", "builtin", "Apache-2.0"),
        ("picture", "painter", "Apache-2.0"),
        ("narration", "kokoro", "Apache-2.0"),
    ]
    digest = hashlib.sha256(files["pages/2.mp3"]).hexdigest()
    assert manifest["files"]["pages/2.mp3"] == {"sha256": digest, "size": len(files["pages/2.mp3"])}
    assert not any(b"/" + b"tmp" in data for data in files.values())


async def test_coming_in_twice_is_coming_in_once(packed: bytes, sqlite_library: Library, tmp_path: Path):
    path = tmp_path / "fox.sandman"
    path.write_bytes(packed)
    await a_finished_book(sqlite_library, at=EVENING)
    await sqlite_library.trash("fox-1")

    again = await import_book(sqlite_library, path)

    assert (again.id, again.new) == ("fox-1", False)
    assert [card.id for card in (await sqlite_library.page()).books] == ["fox-1"]  # out of the trash


async def test_another_book_of_that_id_is_not_overwritten(
    packed: bytes, other_house: Library, tmp_path: Path
):
    await a_finished_book(other_house, "fox-1", a_story("A Different Fox"))
    path = tmp_path / "fox.sandman"
    path.write_bytes(packed)

    first = await import_book(other_house, path)
    second = await import_book(other_house, path)

    assert first.id.startswith("fox-1-")
    assert (second.id, second.new) == (first.id, False)
    assert (await other_house.get("fox-1")).title == "A Different Fox"
    assert (await other_house.get(first.id)).title == "The Fox and the Moon"


async def test_an_archive_of_a_newer_sandman_asks_for_an_update(
    packed: bytes, other_house: Library, tmp_path: Path
):
    newer = forged(opened(packed), lambda manifest: manifest.update(version=2, files="?"), "manifest.json")

    with pytest.raises(NeedsAttention, match="version 2; this Sandman reads up to version 1") as told:
        await import_book(other_house, closed(newer, tmp_path / "fox.sandman"))

    assert "update" in told.value.hint
    assert not isinstance(told.value, Damaged)


def _without(name: str) -> Callable[[Files], Files]:
    return lambda files: {entry: data for entry, data in files.items() if entry != name}


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (
            lambda files: {**files, "pages/3.mp3": b"x" * len(files["pages/3.mp3"])},
            "checksum of `pages/3.mp3`",
        ),
        (lambda files: {**files, "pages/3.mp3": b"x"}, "`pages/3.mp3` has 1 bytes, "),
        (_without("pages/6.webp"), "`pages/6.webp` is missing"),
        (_without("manifest.json"), "no manifest.json"),
        (lambda files: {**files, "extra.txt": b"x"}, "`extra.txt` that its manifest"),
        (lambda files: {**files, "../../etc/passwd": b"x"}, "`../../etc/passwd`, which no book"),
        (lambda files: {**files, "/etc/passwd": b"x"}, "`/etc/passwd`, which no book"),
        (lambda files: {**files, "pages\\..\\x": b"x"}, "which no book"),
        (lambda files: {**files, **{f"p/{n}": b"" for n in range(200)}}, "at most 200"),
        (lambda files: {**files, "manifest.json": b"[1]"}, "no book of ours"),
        (lambda files: {**files, "manifest.json": b"{"}, "not clean JSON"),
        (lambda files: forged(files, lambda book: book.update(id="../../etc")), "id: String should match"),
        (lambda files: forged(files, lambda book: book.update(seed=2**70)), "seed: "),
        (lambda files: forged(files, lambda book: book.pop("scenes")), "lacks something"),
        (lambda files: forged(files, lambda book: book["scenes"].pop(0)), "not numbered from 1"),
        (lambda files: forged(files, lambda book: book.update(title="a\x00b")), "not clean JSON"),
        (lambda files: forged(files, lambda book: book.update(title="\ud800")), "not clean JSON"),
        (
            lambda files: forged(files, lambda book: book.update(age=float("nan"))),
            "not clean JSON",
        ),
        (
            lambda files: forged(files, lambda book: book["scenes"][0]["picture"].update(file="book.json")),
            "a page wants `book.json`",
        ),
        (
            lambda files: forged(files, lambda book: book["scenes"][0]["picture"].update(file="../x.webp")),
            "a page wants `../x.webp`",
        ),
    ],
)
async def test_a_spoilt_archive_leaves_no_trace(
    packed: bytes, other_house: Library, tmp_path: Path, spoil: Callable[[Files], Files], why: str
):
    path = closed(spoil(opened(packed)), tmp_path / "fox.sandman")

    with pytest.raises(Damaged) as told:
        await import_book(other_house, path)

    assert why in told.value.message
    assert "nothing was changed here" in told.value.hint
    assert await nothing_came_in(other_house, tmp_path)


async def test_a_zip_that_would_fill_the_house_is_refused_unopened(
    packed: bytes, other_house: Library, tmp_path: Path
):
    path = tmp_path / "bomb.sandman"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in opened(packed).items():
            archive.writestr(name, data)
        for n in range(13):
            archive.writestr(f"zeros{n}.bin", bytes(41_943_040))

    with pytest.raises(Damaged, match=r"would unpack to 545 MB; a book has at most 537"):
        await import_book(other_house, path)
    assert path.stat().st_size < 4_000_000


async def test_a_torn_file_and_a_missing_one_are_told_apart(
    packed: bytes, other_house: Library, tmp_path: Path
):
    torn = tmp_path / "torn.sandman"
    torn.write_bytes(packed[: len(packed) // 2])

    with pytest.raises(Damaged, match="cannot be read as a zip"):
        await import_book(other_house, torn)
    with pytest.raises(NotFound, match="there is no file"):
        await import_book(other_house, tmp_path / "none.sandman")
    with pytest.raises(NeedsAttention, match="cannot be read"):
        await import_book(other_house, tmp_path)


async def test_a_book_still_being_made_stays_at_home(sqlite_library: Library, tmp_path: Path):
    await sqlite_library.begin("fox-1", a_request())
    with pytest.raises(NeedsAttention, match="`fox-1` is writing; only a ready book") as told:
        await export_book(sqlite_library, "fox-1", tmp_path / "fox.sandman")
    assert told.value.hint == "sandman resume fox-1"
    assert not (tmp_path / "fox.sandman").exists()


async def test_a_damaged_picture_is_not_packed(sqlite_library: Library, tmp_path: Path):
    await a_finished_book(sqlite_library)
    key = (await sqlite_library.get("fox-1")).media()[0]
    rot(Path(sqlite_library.media.path(key)))

    with pytest.raises(Damaged, match="is damaged"):
        await export_book(sqlite_library, "fox-1", tmp_path / "fox.sandman")


async def test_an_unwritable_place_is_named(sqlite_library: Library, tmp_path: Path):
    await a_finished_book(sqlite_library)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NeedsAttention, match="cannot be written") as told:
        await export_book(sqlite_library, "fox-1", tmp_path / "file" / "fox.sandman")
    assert "--out" in told.value.hint


@pytest.mark.parametrize(
    ("child", "language", "label"),
    [
        ("O'Brien", Language.FRENCH, "Créé avec une IA pour O'Brien."),
        ("<b>x</b>", Language.ENGLISH, "Made with AI for <b>x</b>."),
        ("ゆき", Language.JAPANESE, "ゆきのためにAIで作りました。"),
        ("आरव", Language.HINDI, "आरव के लिए AI की मदद से बनाया गया।"),
        ("", Language.FRENCH, "Créé avec une IA."),
    ],
)
async def test_names_travel_as_they_are_written(
    library: Library, other_house: Library, tmp_path: Path, child: str, language: Language, label: str
):
    story = a_story(f"{child} ../../etc", language=language)
    await a_finished_book(library, "fox-1", story, child=child, language=language)
    out = await export_book(library, "fox-1", tmp_path / "x.sandman")
    await import_book(other_house, out)

    book = await other_house.get("fox-1")
    assert (book.child, book.title, book.state) == (child, story.title, State.READY)
    assert opened(out.read_bytes())["story.txt"].decode().endswith(label + "\n")
    assert "/" not in archive_name(book)
    assert not archive_name(book).startswith(".")
