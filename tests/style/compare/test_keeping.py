"""A comparison is kept in a folder of its own; what is somebody's own is never written over."""

import pytest

from sandman.finetune.compare.keeping import make_room
from sandman.styles import Unusable

OURS = '{"best": "finished", "candidates": []}'


def test_it_is_not_kept_among_the_pictures_that_the_style_is_learnt_from(tmp_path):
    for taught in (tmp_path, tmp_path / "pictures"):
        with pytest.raises(Unusable, match="would lie among them"):
            make_room(tmp_path / "there" / "..", learnt_from=[taught])
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("mine", ["sheet.png", "comparison.json", "pictures/1-plain.png"])
def test_what_is_somebodys_own_is_told_before_anything_is_painted(tmp_path, mine):
    (tmp_path / "pictures").mkdir()
    (tmp_path / mine).write_text("[1]")

    with pytest.raises(Unusable, match=f"{mine}` is no comparison's"):
        make_room(tmp_path, learnt_from=[])

    assert (tmp_path / mine).read_text() == "[1]"


def test_an_earlier_comparison_makes_room_and_other_files_are_no_hindrance(tmp_path):
    make_room(tmp_path / "new", learnt_from=[])
    for name in ("sheet.png", "pictures/1-plain.png", "pictures/mine.png", "notes.txt"):
        (tmp_path / "new" / name).write_bytes(b"left")
    (tmp_path / "new/comparison.json").write_text(OURS)

    make_room(tmp_path / "new", learnt_from=[tmp_path])


def test_a_file_is_no_folder_for_it(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Unusable, match="is no folder to write a comparison to") as told:
        make_room(tmp_path / "file", learnt_from=[])
    assert "--out DIR" in told.value.hint
