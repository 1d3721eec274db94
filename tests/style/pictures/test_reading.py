"""Pictures as they are read for learning: by content, upright, in colour, never squashed."""

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from sandman.finetune.pictures import bucket_of, read_pictures, with_trigger
from sandman.finetune.pictures.captions import tokens_of, without_trigger
from sandman.finetune.pictures.tensors import load_picture
from sandman.styles import Unusable

Colour = tuple[int, int, int]
RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def halves(size: tuple[int, int] = (64, 64), left: Colour = RED, right: Colour = BLUE) -> Image.Image:
    """A picture whose left half is one colour and whose right half another."""
    image = Image.new("RGB", size, left)
    image.paste(right, (size[0] // 2, 0, *size))
    return image


def tensor(folder: Path, size: tuple[int, int] = (64, 64), *, flip: bool = False) -> Any:
    [pair] = read_pictures(folder)
    return load_picture(pair, size, flip=flip)


def colours(made: Any) -> list[tuple[int, ...]]:
    """Left and right middle of a tensor in [-1, 1], as bytes."""
    _, high, wide = made.shape
    return [
        tuple(round((float(c) + 1) * 127.5) for c in made[:, high // 2, x])
        for x in (wide // 8, wide * 7 // 8)
    ]


def test_pictures_come_in_the_order_of_their_names_with_their_captions(tmp_path):
    halves().save(tmp_path / "b.png")
    halves(right=WHITE).save(tmp_path / "a.PNG")
    (tmp_path / "b.txt").write_text("﻿a fox,\n in a wood \n", "utf-8")
    (tmp_path / ".DS_Store").write_bytes(b"\0\1")

    pairs = read_pictures(tmp_path)

    assert [(p.path.name, p.caption, p.width, p.height) for p in pairs] == [
        ("a.PNG", "", 64, 64),
        ("b.png", "a fox, in a wood", 64, 64),
    ]


def test_a_picture_keeps_its_id_under_another_name_and_comes_once(tmp_path):
    halves().save(tmp_path / "a.png")
    [alone] = read_pictures(tmp_path)
    (tmp_path / "z.png").write_bytes((tmp_path / "a.png").read_bytes())

    [once] = read_pictures(tmp_path)

    assert once.id == alone.id


def test_all_that_cannot_be_used_is_told_at_once(tmp_path):
    halves().save(tmp_path / "good.png")
    (tmp_path / "words.png").write_text("no picture")
    (tmp_path / "empty.jpg").touch()
    halves((256, 256)).save(tmp_path / "cut.png")
    whole = (tmp_path / "cut.png").read_bytes()
    (tmp_path / "cut.png").write_bytes(whole[: len(whole) // 2])
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}

    with pytest.raises(Unusable) as told:
        read_pictures(tmp_path)

    assert all(name in told.value.message for name in ("words.png", "empty.jpg", "cut.png", "3 files"))
    assert "good.png" not in told.value.message
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("turned", range(1, 9))
def test_a_turned_photograph_is_seen_upright(tmp_path, turned):
    upright = halves((80, 40))
    stored = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    image = upright.transpose(stored[turned]) if turned > 1 else upright
    exif = Image.Exif()
    exif[0x0112] = turned
    image.save(tmp_path / "photo.png", exif=exif)

    [pair] = read_pictures(tmp_path)

    assert (pair.width, pair.height) == (80, 40)
    assert colours(tensor(tmp_path, (80, 40))) == [RED, BLUE]


def test_what_is_no_ordinary_file_is_neither_waited_for_nor_read_for_ever(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "zeros.png").symlink_to("/dev/zero")
    Image.new("RGB", (8, 8)).save(tmp_path / "large.png")
    Image.new("RGB", (8, 8)).save(tmp_path / "talks.png")
    os.mkfifo(tmp_path / "talks.txt")
    monkeypatch.setattr("sandman.finetune.pictures.opening.MOST_BYTES", 10)

    with pytest.raises(Unusable) as told:
        read_pictures(tmp_path)

    for name in ("pipe.png", "zeros.png"):
        assert f"`{name}` is no ordinary file" in told.value.message
    assert "`large.png` has 0 MB" in told.value.message
    monkeypatch.undo()
    with pytest.raises(Unusable, match=r"`talks.png` has a caption, `talks.txt`, that is no ordinary file"):
        read_pictures(tmp_path)


def test_what_is_seen_through_lies_on_white(tmp_path):
    image = halves().convert("RGBA")
    image.putalpha(Image.fromarray(np.repeat([[255] * 32 + [0] * 32], 64, axis=0).astype(np.uint8)))
    image.save(tmp_path / "a.png")

    assert colours(tensor(tmp_path)) == [RED, WHITE]


@pytest.mark.parametrize(
    "save",
    [
        lambda image, file: image.convert("CMYK").save(file, "TIFF"),
        lambda image, file: image.convert("P", palette=Image.Palette.ADAPTIVE).save(file, "PNG"),
        lambda image, file: image.save(file, "GIF", save_all=True, append_images=[halves(left=WHITE)]),
        lambda image, file: image.save(file, "WEBP", lossless=True),
    ],
    ids=["cmyk", "palette", "animated", "webp"],
)
def test_however_it_was_saved_its_colours_come_back(tmp_path, save):
    save(halves(), tmp_path / "a.png")

    assert colours(tensor(tmp_path)) == [RED, BLUE]


def test_sixteen_bits_become_eight(tmp_path):
    ramp = np.repeat([[10 * 257] * 32 + [200 * 257] * 32], 64, axis=0).astype(np.uint16)
    Image.fromarray(ramp).save(tmp_path / "a.png")

    assert colours(tensor(tmp_path)) == [(10,) * 3, (200,) * 3]


def test_a_picture_is_cropped_in_its_middle_and_never_squashed(tmp_path):
    wide = Image.new("RGB", (300, 100), WHITE)
    wide.paste(RED, (100, 0, 150, 100))
    wide.paste(BLUE, (150, 0, 200, 100))
    wide.save(tmp_path / "a.png")

    made = tensor(tmp_path, (48, 48))

    assert made.shape == (3, 48, 48)
    assert colours(made) == [RED, BLUE]
    assert colours(tensor(tmp_path, (48, 48), flip=True)) == [BLUE, RED]
    assert made.min() >= -1
    assert made.max() <= 1


def test_a_picture_that_changes_in_the_middle_of_a_training_is_not_taken_for_the_other(tmp_path):
    halves().save(tmp_path / "a.png")
    [pair] = read_pictures(tmp_path)
    halves(left=WHITE).save(tmp_path / "a.png")

    with pytest.raises(Unusable, match="has changed"):
        load_picture(pair, (64, 64))


@pytest.mark.parametrize(("resolution", "multiple"), [(512, 16), (96, 8), (1024, 64), (200, 16), (768, 32)])
def test_buckets_keep_shape_and_never_exceed_the_square(resolution, multiple):
    for width, height in [(100, 100), (1024, 768), (768, 1024), (1920, 1080), (5000, 100), (100, 999)]:
        w, h = bucket_of(width, height, resolution=resolution, multiple=multiple)
        assert w % multiple == h % multiple == 0
        assert w * h <= resolution * resolution
        assert (w > h) == (width > height)
        shape = min(max(width / height, 0.5), 2.0)
        assert 0.7 < (w / h) / shape < 1.4


def test_a_square_is_learnt_at_the_whole_resolution():
    assert bucket_of(640, 640, resolution=512, multiple=64) == (512, 512)
    assert bucket_of(3, 4, resolution=512, multiple=8) == (448, 576)


def test_the_trigger_begins_a_caption_once():
    assert with_trigger("a fox", "sndmntls style") == "sndmntls style, a fox"
    assert with_trigger("Sndmntls style, a fox", "sndmntls style") == "Sndmntls style, a fox"
    assert with_trigger("", "sndmntls style") == "sndmntls style"


@pytest.mark.parametrize(
    ("caption", "plain"),
    [
        ("Sndmntls style, a fox", "a fox"),
        ("a fox, sndmntls style", "a fox"),
        ("a fox", "a fox"),
        ("sndmntls style", ""),
    ],
)
def test_a_caption_is_said_without_its_trigger(caption, plain):
    assert without_trigger(caption, "sndmntls style") == plain
    assert without_trigger(caption, "") == caption


def test_tokens_are_counted_as_clip_splits_them():
    assert tokens_of("a photo of a cat") == 7
    assert tokens_of("the fox's 12 hats, yes!") == 2 + 9
