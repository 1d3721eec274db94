"""What words can do in each language."""

from typing import Any

import pytest

from sandman.providers.storytelling.builtin.grammar import GRAMMARS
from sandman.providers.storytelling.builtin.name_guard import guard, unguard
from sandman.stories import Kind, Language
from sandman.stories.lexicon import lexicon

EN: Any
FR: Any
HI: Any
JA: Any
EN, FR, HI, JA = (
    GRAMMARS[each] for each in (Language.ENGLISH, Language.FRENCH, Language.HINDI, Language.JAPANESE)
)


def french(id: str) -> Any:
    return FR.thing(lexicon(Language.FRENCH).word(Kind.HERO, id), Kind.HERO, "m")


@pytest.mark.parametrize(
    ("id", "le", "du", "au", "ce", "un"),
    [
        ("fox", "le renard", "du renard", "au renard", "ce renard", "un renard"),
        ("bear", "l'ours", "de l'ours", "à l'ours", "cet ours", "un ours"),
        ("mouse", "la souris", "de la souris", "à la souris", "cette souris", "une souris"),
        ("hedgehog", "le hérisson", "du hérisson", "au hérisson", "ce hérisson", "un hérisson"),
        ("squirrel", "l'écureuil", "de l'écureuil", "à l'écureuil", "cet écureuil", "un écureuil"),
    ],
)
def test_french_articles_elide_and_contract(id, le, du, au, ce, un):
    noun = french(id)

    assert (noun.le, noun.du, noun.au, noun.ce, noun.un) == (le, du, au, ce, un)


def test_french_possessives_avoid_a_hiatus():
    scarf = FR.thing(lexicon(Language.FRENCH).word(Kind.PROP, "scarf"), Kind.PROP, "n")
    lantern = FR.thing(lexicon(Language.FRENCH).word(Kind.PROP, "lantern"), Kind.PROP, "n")

    assert (scarf.son, lantern.son) == ("son écharpe", "sa lanterne")


@pytest.mark.parametrize(("name", "de", "que"), [("Mia", "de Mia", "que Mia"), ("Anna", "d'Anna", "qu'Anna")])
def test_french_names_elide(name, de, que):
    child = FR.child(name, "f")

    assert (child.de, child.que, child.du) == (de, que, de)


def test_french_typography():
    assert FR.finish("« oui ! » dit-il. qui ? l'ours.", age=5) == (
        "«\u202fOui\u202f!\u202f» dit-il. Qui\u202f? L’ours."
    )


def test_english_articles_and_pronouns():
    owl = EN.thing(lexicon(Language.ENGLISH).word(Kind.HERO, "owl"), Kind.HERO, "f")
    unknown = EN.child("Robin", "n")

    assert (owl.a, owl.the, owl.s, owl.she) == ("an owl", "the owl", "the owl's", "she")
    assert (unknown.she, unknown.her, unknown.the) == ("Robin", "their", "Robin")


def test_hindi_agrees_and_inflects():
    mouse = HI.thing(lexicon(Language.HINDI).word(Kind.HERO, "mouse"), Kind.HERO, "n")

    assert mouse.g("हँसा", "हँसी") == ("हँसी" if mouse.gender == "f" else "हँसा")
    assert HI.child("अनया", "f").g("आया", "आई") == "आई"


def test_japanese_is_one_source_for_two_pages():
    source = "小《ちい》さな きつねは 森《もり》へ 行《い》きました。"

    assert JA.finish(source, age=5) == "ちいさな きつねは もりへ いきました。"
    assert JA.finish(source, age=6) == "小さなきつねは森へ行きました。"
    assert [t.said for t in JA.tokens(source, age=5)] == ["小さな", "きつねは", "森へ", "行きました。"]


@pytest.mark.parametrize("name", ["O'Brien", "A! B?", "«x»", "名 前", "a-b_c"])
def test_a_guarded_name_comes_back_whole(name):
    assert unguard(guard(name)) == name
    assert not set(guard(name)) & set("'!?«» -_")


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("the fox sat. “is it?” asked the fox.", "The fox sat. “Is it?” asked the fox."),
        ("“oh.” the fox sat. was it? it was!", "“Oh.” The fox sat. Was it? It was!"),
    ],
)
def test_sentences_begin_with_capitals_and_speech_goes_on_without(line, shown):
    assert EN.finish(line, age=5) == shown
