"""A set is painted picture by picture, and goes on where it ended."""

import io
import json

import pytest
from PIL import Image

from sandman.finetune.pictures import check_pictures, read_pictures
from sandman.finetune.pictures.dataset import Painting, paint_set, prompts_for
from sandman.finetune.pictures.prompts import Prompt, Prompts, read_prompts, write_prompts
from sandman.styles import Unusable

THREE = Prompts(
    trigger="wash style",
    style="watercolour",
    prompts=(
        Prompt(subject="animal", seen="an owl"),
        Prompt(subject="close_up", seen="a key"),
        Prompt(subject="animal", seen="an owl"),
    ),
)


class Falls(Exception):
    """The painter's brush broke."""


class Brush:
    """Paints a colour for a seed, and falls over when told to."""

    engine, model, base = "brush", "brush-1", ""

    def __init__(self, *, falls_before: int = 99) -> None:
        self.asked: list[tuple[str, str, int]] = []
        self.falls_before = falls_before

    def paint(self, prompt: Prompt, *, style: str, seed: int, side: int) -> Painting:
        if len(self.asked) == self.falls_before:
            raise Falls
        self.asked.append((prompt.seen, style, seed))
        out = io.BytesIO()
        Image.effect_noise((side, side), 40 + seed % 50).save(out, "PNG")
        return Painting(out.getvalue(), f"{prompt.seen}, as painted")


def test_a_picture_its_caption_and_who_painted_it(tmp_path):
    brush = Brush()

    files = paint_set(tmp_path, THREE, brush, seed=1, side=32)

    assert len(set(files)) == 3  # one prompt twice is two pictures
    assert len({seed for _, _, seed in brush.asked}) == 3
    assert {style for _, style, _ in brush.asked} == {"watercolour"}
    assert [pair.caption for pair in read_pictures(tmp_path)] == [
        "wash style, an owl, as painted",
        "wash style, an owl, as painted",
        "wash style, a key, as painted",
    ]
    rows = [json.loads(line) for line in (tmp_path / "metadata.jsonl").read_text().splitlines()]
    assert [(r["file_name"], r["engine"], r["model"], r["prompt"], r["subject"]) for r in rows] == [
        (file.name, "brush", "brush-1", prompt.seen, prompt.subject)
        for file, prompt in zip(files, THREE.prompts, strict=True)
    ]
    assert not [fault for fault in check_pictures(tmp_path) if fault.severity == "wrong"]


@pytest.mark.parametrize("painted", [0, 1, 2])
def test_what_is_painted_is_not_painted_again(tmp_path, painted):
    with pytest.raises(Falls):
        paint_set(tmp_path, THREE, Brush(falls_before=painted), side=32)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.glob("*.png")}
    brush = Brush()

    files = paint_set(tmp_path, THREE, brush, side=32)

    assert len(brush.asked) == 3 - painted
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert sorted(files) == sorted(tmp_path.glob("*.png"))


def test_after_a_power_cut_a_picture_without_its_line_is_taken_as_it_lies(tmp_path):
    files = paint_set(tmp_path, THREE, Brush(), side=32)
    metadata = tmp_path / "metadata.jsonl"
    lines = metadata.read_text().splitlines()
    metadata.write_text(lines[0] + "\n")
    files[1].with_suffix(".txt").write_text("wash style, a key somebody described better\n")
    brush = Brush()

    paint_set(tmp_path, THREE, brush, side=32)

    assert brush.asked == []
    assert len(metadata.read_text().splitlines()) == 3
    assert "described better" in metadata.read_text()


@pytest.mark.parametrize("metadata", [None, '{"file_name": "mine.png", "text": "my own", "more": 1}\n'])
def test_nothing_is_painted_among_pictures_of_ones_own(tmp_path, metadata):
    Image.new("RGB", (32, 32)).save(tmp_path / "mine.png")
    if metadata:
        (tmp_path / "metadata.jsonl").write_text(metadata)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    brush = Brush()

    def compose() -> Prompts:
        raise AssertionError("nothing is composed for it")

    with pytest.raises(Unusable, match=r"1 pictures lie in .* that were not painted for a set"):
        prompts_for(tmp_path, None, compose)
    with pytest.raises(Unusable, match="others would be mixed in"):
        paint_set(tmp_path, THREE, brush, side=32)

    assert not brush.asked
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_picture_of_ones_own_may_join_a_set(tmp_path):
    files = paint_set(tmp_path, THREE, Brush(), side=32)
    Image.new("RGB", (32, 32)).save(tmp_path / "mine.png")

    assert paint_set(tmp_path, THREE, Brush(falls_before=0), side=32) == files


def test_other_prompts_seeds_and_painters_make_other_files(tmp_path):
    class Another(Brush):
        model = "brush-2"

    first = paint_set(tmp_path, THREE, Brush(), side=32)
    before = {path: path.read_bytes() for path in first}
    more = THREE.model_copy(update={"prompts": (Prompt(seen="a moon"), *THREE.prompts)})
    brush = Brush()

    paint_set(tmp_path, more, brush, side=32)
    assert [seen for seen, _, _ in brush.asked] == ["a moon"]
    assert not set(first) & {*paint_set(tmp_path, THREE, Brush(), seed=2, side=32)}
    assert not set(first) & {*paint_set(tmp_path, THREE, Another(), side=32)}
    assert {path: path.read_bytes() for path in first} == before


def test_a_file_of_prompts_comes_back_as_it_was_written(tmp_path):
    file = tmp_path / "prompts.toml"
    write_prompts(file, THREE)

    assert read_prompts(file) == THREE
    assert file.read_text().count("[[prompt]]") == 3


def test_a_list_of_lines_will_do(tmp_path):
    (tmp_path / "prompts.txt").write_text("# mine\nan owl\n\na fox\n")

    assert [prompt.seen for prompt in read_prompts(tmp_path / "prompts.txt").prompts] == ["an owl", "a fox"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "there is no file `.*/prompts.txt`"),
        (b"\xff\xfe", "`.*/prompts.txt` is UTF-16, and UTF-8 is wanted"),
    ],
)
def test_why_prompts_cannot_be_read_is_said_in_words(tmp_path, data, said):
    if data:
        (tmp_path / "prompts.txt").write_bytes(data)

    with pytest.raises(Unusable, match=said):
        read_prompts(tmp_path / "prompts.txt")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("prompt = [", "is not TOML"),
        ("trigger = 3\n", "`trigger`"),
        ('[[prompt]]\nsubject = "animal"\n', "`seen` of [[prompt]] 1: it is missing"),
        ("", "`prompt`"),
    ],
)
def test_what_is_wrong_with_a_file_of_prompts_is_said(tmp_path, text, said):
    (tmp_path / "prompts.toml").write_text(text)

    with pytest.raises(Unusable) as told:
        read_prompts(tmp_path / "prompts.toml")

    assert said in told.value.message
    assert "style prompts" in told.value.hint or "mend" in told.value.hint
