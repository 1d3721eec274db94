import io
from datetime import UTC, datetime
from pathlib import PurePath

import pytest

from sandman.styles import BaseOf, Family, Recipe, StyleCard, StyleMismatch, StyleName, Unusable
from sandman.styles.defaults import defaults_of
from sandman.styles.fingerprint import fingerprint

BASE = BaseOf(name="sd15", family=Family.SD, source="hub/sd15", fingerprint="a1b2c3d4e5f60718")


def a_card(**more) -> StyleCard:
    given = {
        "name": "watercolour-moon",
        "version": 3,
        "base": BASE,
        "trigger": "sndmntls style",
        "rank": 16,
        "alpha": 16,
        "resolution": 512,
        "adapter_sha256": "0" * 64,
        "created_at": datetime(2026, 11, 22, 7, 0, tzinfo=UTC),
    }
    return StyleCard(**(given | more))


def test_a_card_comes_back_from_its_file_as_it_was():
    card = a_card(score=0.62, style_line="soft light")
    assert StyleCard.from_toml(card.to_toml(), where="card.toml") == card
    assert str(card.at) == "watercolour-moon@3"


def test_a_style_is_refused_on_another_base_by_name():
    other = BASE.model_copy(update={"name": "sdxl", "fingerprint": "9f00e1c000000000"})
    with pytest.raises(StyleMismatch, match=r"watercolour-moon@3.*sd15.*a1b2c3d4.*sdxl.*9f00e1c0"):
        a_card().check_base(other)
    a_card().check_base(BASE.model_copy(update={"name": "a folder", "source": "elsewhere"}))


@pytest.mark.parametrize("typed", ["", "Moon", "moon@", "moon@x", "../moon", "moon/1", "moon@1@2"])
def test_what_is_no_name_of_a_style_is_said(typed):
    with pytest.raises(Unusable, match="no style's name"):
        StyleName.read(typed)


def test_a_name_with_a_version_and_one_without():
    assert StyleName.read("moon-2@12") == ("moon-2", 12)
    assert StyleName.read("moon").version is None


def test_everything_wrong_with_a_recipe_is_told_together():
    text = "base = 3\n[train]\nrank = 0\nfoo = 1\n"
    with pytest.raises(Unusable) as told:
        Recipe.from_toml(text, where="moon.toml")
    assert all(word in told.value.message for word in ("moon.toml", "3 things", "`base`", "rank", "foo"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("train.stepz = 1", "`train.stepz`: there is no such setting; did you mean `steps`?"),
        ("steps = 1", "`steps`: there is no such setting; did you mean `steps` in [train]?"),
        ("zzz = 1", "`zzz`: there is no such setting"),
        ("train.rank = 0", "`train.rank`: 1 or more is wanted, and not 0"),
        ("train.clip = -1", "`train.clip`: 0 or more is wanted, and not -1"),
        ("train.steps = 1.5", "`train.steps`: a whole number is wanted, and not 1.5"),
        ('train.flip = "maybe"', '`train.flip`: true or false is wanted, and not "maybe"'),
        (
            'train.precision = "fp16"',
            "`train.precision`: 'auto', 'float32' or 'bfloat16' is wanted, and not \"fp16\"",
        ),
        ("train = 3", "`train`: a table is wanted, and not 3"),
        ("trigger = 3", '`trigger`: words are wanted, as in "a", and not 3'),
        ('compare.prompts = ["a fox", 3]', "number 2 of `compare.prompts`: words are wanted"),
        (
            '[[services]]\nstop = "kill it"',
            '`stop` of [[services]] 1: a list is wanted, as in ["a", "b"], and not "kill it"',
        ),
        ('[services]\nname = "x"', "`services`: its head is wanted as [[services]]"),
    ],
)
def test_what_is_wrong_with_a_recipe_is_told_in_its_own_words(text, told):
    with pytest.raises(Unusable) as refused:
        Recipe.from_toml(f'base = "sd15"\n{text}\n', where="moon.toml")
    assert f"1 thing that cannot be used: {told}" in refused.value.message


@pytest.mark.parametrize("name", ["My Style", "moon@2", "../moon", "moon-"])
def test_a_name_that_no_style_can_have_is_said_with_all_the_rest(name):
    with pytest.raises(Unusable) as told:
        Recipe.from_toml(f'base = "sd15"\ntrain.rank = 0\npublish.name = "{name}"\n', where="moon.toml")
    assert "2 things" in told.value.message
    assert "`publish.name`: a style's name is small letters, digits and dashes" in told.value.message


def test_what_is_preserved_is_told_apart_by_the_trigger():
    held = "[train]\npreserve = 0.5\n"
    assert Recipe.from_toml('base = "sd15"\n' + held, where="r.toml").train.preserve == 0.5
    with pytest.raises(Unusable, match="name a trigger"):
        Recipe.from_toml('base = "sd15"\ntrigger = " "\n' + held, where="r.toml")


def test_an_amount_of_memory_is_one_before_anything_is_begun():
    assert Recipe.from_toml('base = "sd15"\nmemory = "11.5 GB"\n', where="r.toml").memory == "11.5 GB"
    with pytest.raises(Unusable, match="`memory`: `lots` is no amount of memory; say it as in 24GB"):
        Recipe.from_toml('base = "sd15"\nmemory = "lots"\n', where="r.toml")


def test_folders_of_a_recipe_lie_beside_it_or_at_home(monkeypatch):
    monkeypatch.setenv("HOME", "/home/léa")
    file = PurePath("/recipes/moon.toml")
    home = {"folder": "~/pictures", "prompts": "~/prompts.toml"}
    near = {"folder": "pictures", "prompts": ""}

    at_home = Recipe(base="~/base", out="~/moon", dataset=home).beside(file)
    beside = Recipe(base="../base", out="moon", dataset=near).beside(file)

    assert (at_home.base, at_home.out) == ("/home/léa/base", "/home/léa/moon")
    assert (at_home.dataset.folder, at_home.dataset.prompts) == (
        "/home/léa/pictures",
        "/home/léa/prompts.toml",
    )
    assert (beside.base, beside.out) == ("/recipes/../base", "/recipes/moon")
    assert (beside.dataset.folder, beside.dataset.prompts) == ("/recipes/pictures", "")
    assert Recipe(base="sd15").beside(file).base == "sd15"
    with pytest.raises(Unusable, match="~nobody-here/moon"):
        Recipe(base="sd15", out="~nobody-here/moon").beside(file)


def test_a_broken_card_names_its_field():
    text = a_card().to_toml().replace("rank = 16", "rank = 0")
    with pytest.raises(Unusable, match=r"somewhere/card.toml.*rank"):
        StyleCard.from_toml(text, where="somewhere/card.toml")


@pytest.mark.parametrize(
    ("family", "file", "told", "steps", "guidance"),
    [
        (Family.FLUX, "transformer/config.json", {"guidance_embeds": True}, 25, 3.5),
        (Family.FLUX, "transformer/config.json", {"guidance_embeds": False}, 4, 0.0),
        (Family.FLUX2_KLEIN, "model_index.json", {"is_distilled": False}, 28, 4.0),
        (Family.FLUX2_KLEIN, "model_index.json", {"is_distilled": True}, 4, 1.0),
        (Family.Z_IMAGE, "scheduler/scheduler_config.json", {"shift": 6.0}, 30, 4.0),
        (Family.Z_IMAGE, "scheduler/scheduler_config.json", {"shift": 3.0}, 9, 0.0),
    ],
)
def test_a_distilled_member_of_a_family_is_painted_with_as_it_wants(family, file, told, steps, guidance):
    def read(name: str) -> dict:
        assert name == file
        return told

    base = defaults_of("somebody/distilled", family, read=read)
    assert (base.paint_steps, base.guidance) == (steps, guidance)
    own = defaults_of("somebody/distilled", family, read=read, own=b"paint_steps = 12")
    assert (own.paint_steps, own.guidance) == (12, guidance)


def test_two_trainings_of_one_architecture_are_two_bases():
    first, second = io.BytesIO(b"x" * 10_000), io.BytesIO(b"x" * 5_000 + b"y" + b"x" * 4_999)
    made = fingerprint(b"{}", {"model.safetensors": first})
    assert made == fingerprint(b"{}", {"model.safetensors": io.BytesIO(b"x" * 10_000)})
    assert made != fingerprint(b"{}", {"model.safetensors": second})
    assert made != fingerprint(b"{ }", {"model.safetensors": first})
    again = {"model.safetensors": first, "model.fp16.safetensors": second}
    assert made == fingerprint(b"{}", again), "the same weights, rounded, are no other base"
    assert made != fingerprint(b"{}", {"model.fp16.safetensors": second})
