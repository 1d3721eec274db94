"""`sandman library …`."""

import pytest

from tests.cli.conftest import Sandman


@pytest.fixture
def book(sandman: Sandman, words_only) -> dict:
    return sandman(
        "tell", "a fox with a lantern", "--child", "ゆき", "--seed", "3", "--json", *words_only
    ).json


def test_a_book_is_listed_shown_trashed_and_restored(sandman: Sandman, book):
    id = book["id"]

    assert [item["id"] for item in sandman("library", "list", "--json").json["items"]] == [id]
    assert sandman("library", "show", id, "--json").json == book
    assert "in the trash" in sandman("library", "delete", id).err
    assert sandman("library", "list", "--json").json["items"] == []
    assert sandman("library", "restore", id).code == 0
    assert len(sandman("library", "list", "--json").json["items"]) == 1


def test_a_book_is_found_by_the_childs_name(sandman: Sandman, book):
    assert len(sandman("library", "list", "ゆき", "--json").json["items"]) == 1
    assert sandman("library", "list", "octopus", "--json").json["items"] == []


def test_an_unknown_book_is_named(sandman: Sandman):
    said = sandman("library", "show", "nobody")

    assert said.code == 2
    assert "no book `nobody`" in said.err
    assert "hint: sandman library list" in said.err


def test_a_book_travels_to_another_home(sandman: Sandman, book, tmp_path, monkeypatch):
    archive = tmp_path / "book.sandman"
    assert sandman("library", "export", book["id"], "--out", str(archive)).code == 0
    monkeypatch.setenv("SANDMAN_HOME", str(tmp_path / "other"))

    assert sandman("library", "import", str(archive)).code == 0

    there = sandman("library", "show", book["id"], "--json").json
    assert [s["text"] for s in there["scenes"]] == [s["text"] for s in book["scenes"]]


def test_a_corrupt_archive_is_refused_whole(sandman: Sandman, book, tmp_path, monkeypatch):
    archive = tmp_path / "book.sandman"
    sandman("library", "export", book["id"], "--out", str(archive))
    data = bytearray(archive.read_bytes())
    data[len(data) // 2] ^= 0xFF
    archive.write_bytes(data)
    monkeypatch.setenv("SANDMAN_HOME", str(tmp_path / "other"))

    said = sandman("library", "import", str(archive))

    assert said.code == 3
    assert "hint:" in said.err
    assert sandman("library", "list", "--json").json["items"] == []


def test_an_unknown_format_is_named(sandman: Sandman, book, tmp_path):
    said = sandman("library", "export", book["id"], "--format", "scroll", "--out", str(tmp_path / "x"))

    assert said.code == 2
    assert "no format `scroll`; there are sandman, html" in said.err
