"""The sample books: whole, honest, small, placed once and never again."""

from importlib import resources
from pathlib import Path

import pytest

from sandman.app.samples import MARKER, place_samples
from sandman.library import Library, State
from sandman.ports.errors import ShelfFull
from sandman.stories import AgeBand, Language

MOST_BYTES = 8_000_000
FOLDER = Path(str(resources.files("sandman.app").joinpath("samples")))


async def test_a_household_finds_a_book_in_each_language_ready_to_be_read(sqlite_library, tmp_path):
    placed = await place_samples(sqlite_library, tmp_path)

    books = [await sqlite_library.get(id) for id in placed]
    assert {book.language for book in books} == set(Language)
    for book in books:
        assert (book.state, len(book.scenes)) == (State.READY, 6)
        assert book.approved_at is not None
        assert all(scene.picture and scene.narration and scene.alt for scene in book.scenes)
        assert all(scene.narration.words for scene in book.scenes)


async def test_samples_say_who_made_them(sqlite_library, tmp_path):
    for id in await place_samples(sqlite_library, tmp_path):
        made_by = (await sqlite_library.get(id)).made_by

        assert (made_by.text.engine, made_by.picture.engine, made_by.narration.engine) == (
            "builtin",
            "painter",
            "kokoro",
        )
        assert not any((made_by.text.fallback, made_by.picture.fallback, made_by.narration.fallback))


async def test_a_sample_thrown_away_never_comes_back(sqlite_library, tmp_path):
    first, *others = await place_samples(sqlite_library, tmp_path)
    await sqlite_library.trash(first)
    await sqlite_library.purge(others[0])

    assert await place_samples(sqlite_library, tmp_path) == ()
    assert len((await sqlite_library.page()).books) == len(others) - 1


async def test_a_full_disk_keeps_nobody_from_opening_the_house(sqlite_library, tmp_path, monkeypatch):
    async def full(_self: Library, _id: str, **_marks: bool) -> None:
        raise ShelfFull("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(Library, "mark", full)
        assert await place_samples(sqlite_library, tmp_path) == ()
    assert not (tmp_path / MARKER).exists()

    assert len(await place_samples(sqlite_library, tmp_path)) == len(Language)


def test_the_samples_are_small():
    sizes = [archive.stat().st_size for archive in FOLDER.glob("*.sandman")]

    assert len(sizes) == len(Language)
    assert sum(sizes) < MOST_BYTES


@pytest.mark.parametrize("language", Language)
async def test_a_sample_is_for_its_age(sqlite_library, tmp_path, language):
    await place_samples(sqlite_library, tmp_path)
    book = await sqlite_library.get(f"sample-{language.value}")

    assert book.request.band is (AgeBand.MIDDLE if language is Language.ENGLISH else AgeBand.YOUNG)
