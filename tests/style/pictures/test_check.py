"""`style check`: all that is wrong or doubtful with a folder, told together, and nothing touched."""

import json
import os
import random
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageEnhance

from sandman.finetune.pictures import check_pictures
from sandman.finetune.pictures.likeness import NEAR, differing, likeness_hash
from sandman.styles import Unusable


def scene(seed: int, size: tuple[int, int] = (256, 256)) -> Image.Image:
    """Hills, a sun and houses: another picture for every seed."""
    rng = random.Random(seed)
    image = Image.new("RGB", size, tuple(rng.randrange(256) for _ in range(3)))
    draw = ImageDraw.Draw(image)
    for _ in range(12):
        x, y = rng.randrange(size[0]), rng.randrange(size[1])
        w, h = rng.randrange(20, 140), rng.randrange(20, 140)
        colour = tuple(rng.randrange(256) for _ in range(3))
        (draw.ellipse if rng.random() < 0.5 else draw.rectangle)((x, y, x + w, y + h), fill=colour)
    return image


@pytest.fixture
def folder(tmp_path) -> Path:
    """A set with nothing to say against it."""
    for number in range(8):
        scene(number).save(tmp_path / f"{number}.png")
        (tmp_path / f"{number}.txt").write_text(f"a house and {number} suns")
    return tmp_path


def told(folder: Path, *, base: str = "", trigger: str = "") -> dict[str, list[str]]:
    """What is said of each file; nothing in the folder may have changed by it."""
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file() and _readable(path)}
    faults = check_pictures(folder, base=base, trigger=trigger)
    assert {path: path.read_bytes() for path in before} == before
    said: dict[str, list[str]] = {}
    for fault in faults:
        said.setdefault(fault.path.name, []).append(f"{fault.severity}: {fault.found}; {fault.wanted}")
    return said


def _readable(path: Path) -> bool:
    return path.stat().st_mode & 0o400 != 0


def test_a_good_set_is_left_in_peace(folder):
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "._0.png", ".hidden.jpg"):
        (folder / name).write_bytes(b"\0\1\2")

    assert told(folder, base="sd-nothing-known", trigger="sndmntls style") == {}


def test_every_fault_is_told_in_one_go(folder):
    (folder / "corrupt.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    whole = (folder / "0.png").read_bytes()
    (folder / "cut.png").write_bytes(whole[: len(whole) * 2 // 3])
    scene(20).convert("CMYK").save(folder / "print.jpg")
    scene(21).convert("P").save(folder / "palette.gif")
    scene(22).save(folder / "moving.gif", save_all=True, append_images=[scene(23)])
    Image.fromarray(np.asarray(scene(24).convert("L")).astype(np.uint16) * 257).save(folder / "deep.png")
    glass = scene(25).convert("RGBA")
    glass.putalpha(100)
    glass.save(folder / "glass.png")
    exif = Image.Exif()
    exif[0x0112] = 6
    scene(26).save(folder / "turned.jpg", exif=exif)
    scene(27, (40, 40)).save(folder / "tiny.png")
    scene(28, (1200, 300)).save(folder / "long.png")
    Image.new("RGB", (256, 256), "teal").save(folder / "plain.png")
    (folder / "phone.heic").write_bytes(b"\0\0\0\x18ftypheic" + bytes(40))
    (folder / "lying.jpg").write_bytes(b"\0\0\0\x18ftypheic" + bytes(40))
    (folder / "twin.png").write_bytes(whole)
    (folder / "dead.png").symlink_to(folder / "nowhere.png")
    (folder / "linked.png").symlink_to(folder / "tiny.png")
    (folder / "notes.pdf").write_text("%PDF")
    (folder / "orphan.txt").write_text("nobody's")
    (folder / "empty.txt").write_text(" \n")
    scene(29).save(folder / "empty.png")
    (folder / "more").mkdir()

    said = told(folder)

    def once(name: str, severity: str, words: str) -> None:
        assert sum(words in each and each.startswith(severity) for each in said[name]) == 1, said[name]

    once("corrupt.png", "wrong", "corrupt")
    once("cut.png", "wrong", "truncated")
    once("phone.heic", "wrong", "HEIC")
    once("lying.jpg", "wrong", "HEIC")
    once("dead.png", "wrong", "a link to nothing")
    once("print.jpg", "doubtful", "CMYK")
    once("palette.gif", "doubtful", "256 colours")
    once("moving.gif", "doubtful", "has 2 pictures in it")
    once("deep.png", "doubtful", "16 bits")
    once("glass.png", "doubtful", "see-through")
    once("turned.jpg", "doubtful", "EXIF")
    once("tiny.png", "doubtful", "40x40")
    once("long.png", "doubtful", "very long")
    once("plain.png", "doubtful", "one colour")
    once("twin.png", "doubtful", "`0.png` byte for byte")
    once("tiny.png", "doubtful", "`linked.png` byte for byte")
    once("notes.pdf", "doubtful", "neither a picture nor a caption")
    once("orphan.txt", "doubtful", "without a picture")
    once("empty.txt", "doubtful", "is empty")
    once("more", "doubtful", "is a folder")
    once("long.png", "doubtful", "has no caption")
    assert not said.keys() & {f"{number}.png" for number in range(8)}
    assert [each.path.name for each in check_pictures(folder) if each.severity == "wrong"] == [
        "corrupt.png",
        "cut.png",
        "dead.png",
        "lying.jpg",
        "phone.heic",
    ]


def test_a_small_model_is_content_with_small_pictures(tmp_path):
    for name in ("one", "two"):
        Image.new("RGB", (100, 120), "teal").save(tmp_path / f"{name}.png")

    assert len([each for each in check_pictures(tmp_path) if "is small" in each.found]) == 2
    assert not [each for each in check_pictures(tmp_path, resolution=96) if "is small" in each.found]


@pytest.mark.parametrize(
    "changed",
    [
        lambda image: image.resize((200, 180)),
        lambda image: ImageEnhance.Brightness(image).enhance(1.2),
        lambda image: image.crop((2, 2, 254, 254)),
        lambda image: image.convert("L").convert("RGB"),
    ],
    ids=["smaller", "brighter", "cropped a little", "grey"],
)
def test_a_picture_that_was_saved_again_is_known_again(folder, changed):
    changed(scene(3)).save(folder / "again.jpg", quality=60)
    (folder / "again.txt").write_text("a tree")

    said = told(folder)

    assert any("nearly like `3.png`" in each for each in said["again.jpg"])
    assert len(said) == 1


def test_different_pictures_are_far_from_being_one():
    hashes = [made for seed in range(60) if (made := likeness_hash(scene(seed))) is not None]
    apart = sorted(differing(one, other) for n, one in enumerate(hashes) for other in hashes[:n])

    assert apart[0] > NEAR
    assert 24 < apart[len(apart) // 2] < 40


def test_captions_are_read_as_the_model_reads_them(folder):
    (folder / "0.txt").write_text("a small grey owl on a branch, " * 12)
    (folder / "1.txt").write_text("a watercolour of a fox, in the style of nobody")
    (folder / "2.txt").write_text("the same")
    (folder / "3.txt").write_text("the same")
    (folder / "4.txt").write_bytes(b"a f\xfate with cr\xe8me")
    (folder / "5.txt").write_text("a moon, wet pastels")

    said = told(folder, base="sd15", trigger="wet pastels")
    long_window = told(folder, base="flux-dev")

    assert "about 101 tokens" in said["0.txt"][0]
    assert "reads 77" in said["0.txt"][0]
    assert "0.txt" not in long_window
    assert "names the style" in said["1.txt"][0]
    assert "says the same as 1 other caption" in said["2.txt"][0]
    assert said["4.png"][-1].startswith("wrong: has a caption, `4.txt`, that is not UTF-8")
    assert "5.txt" not in said


def test_pictures_smaller_than_the_base_learns_at_are_named(folder):
    assert "256x256 pixels; a shorter side of 1024" in told(folder, base="sdxl")["0.png"][0]


def test_two_pictures_may_not_share_a_caption(folder):
    scene(40).save(folder / "0.jpg")

    assert "shares its caption with `0.jpg`" in " ".join(told(folder)["0.png"])


def test_a_name_that_is_no_text_is_doubtful(folder):
    odd = folder / os.fsdecode(b"\xff.png")
    try:
        (folder / "0.png").rename(odd)
    except OSError:
        pytest.skip("this disk takes no such name")

    assert "doubtful: has a name that is not UTF-8; give it a plain one" in told(folder)[odd.name]


@pytest.mark.parametrize("base", ["sd15", "stable-diffusion-v1-5/stable-diffusion-v1-5", "./bases/mini"])
def test_a_model_should_not_learn_from_itself(folder, base):
    painted_by = {"./bases/mini": {"model": "diffusion", "base": "/elsewhere/mini"}}.get(
        base, {"model": "stable-diffusion-v1-5/stable-diffusion-v1-5"}
    )
    rows = [{"file_name": f"{n}.png", "engine": "diffusion", **painted_by} for n in range(3)]
    (folder / "metadata.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\nno json\n")

    said = " ".join(told(folder, base=base)["metadata.jsonl"])

    assert "3 of 8 pictures were painted by" in said
    assert "the model that is to be trained" in said
    assert "line 4" in said
    assert "painted by" not in " ".join(told(folder, base="flux-dev")["metadata.jsonl"])


def test_an_empty_folder_and_none_at_all_are_said(tmp_path):
    (tmp_path / "only.txt").write_text("words")

    [orphan] = [fault for fault in check_pictures(tmp_path) if fault.path.name == "only.txt"]
    [empty] = [fault for fault in check_pictures(tmp_path) if fault.severity == "wrong"]

    assert "without a picture" in orphan.found
    assert empty.found == "holds no picture"
    with pytest.raises(Unusable, match="no folder"):
        check_pictures(tmp_path / "nowhere")
    with pytest.raises(Unusable, match="is a file"):
        check_pictures(tmp_path / "only.txt")


def test_a_file_that_may_not_be_read_is_said(folder, monkeypatch):
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "3.png":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)

    [fault] = [each for each in check_pictures(folder) if each.severity == "wrong"]

    assert fault.path.name == "3.png"
    assert "permission denied" in fault.found


def test_few_pictures_are_doubtful(folder):
    for number in range(3, 8):
        (folder / f"{number}.png").unlink()
        (folder / f"{number}.txt").unlink()

    assert "holds 3 different pictures" in told(folder)[folder.name][0]
