"""The child's name stays at home, in whichever script and however it is written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandman.agents.company import HERO
from sandman.agents.telling.masking import Mask
from sandman.ports.direction import Cast
from sandman.stories import Language, StoryRequest, Understanding

UNHURRIED = settings(deadline=None, max_examples=50)
EN, FR, JA, HI = Language.ENGLISH, Language.FRENCH, Language.JAPANESE, Language.HINDI


def cast_of(name: str, *, read: str = "") -> Cast:
    return Cast(
        name=name or "Zuzu",
        pronoun="they",
        child="girl",
        child_look=3,
        hero="fox",
        hero_look=5,
        companion="robin",
        place="garden",
        prop="lantern",
        weather="clear",
        arc="gift",
        understood=Understanding(name=read),
    )


def mask(name: str, idea: str = "", language: Language = EN, **more: str) -> Mask:
    request = StoryRequest(idea=idea, child=name, language=language, spoken_name=more.get("spoken", ""))
    return Mask.of(request, cast_of(name or more.get("read", ""), read=more.get("read", "")))


@pytest.mark.parametrize(
    ("language", "name", "idea", "leaves"),
    [
        (EN, "Mia", "Mia's fox and MIA and mia", "{{HERO}}'s fox and {{HERO}} and {{HERO}}"),
        (EN, "Mia", "a trip to Miami with mía", "a trip to Miami with {{HERO}}"),
        (EN, "Zoë", "Zoe and Zoé", "{{HERO}} and {{HERO}}"),
        (EN, "O'Brien", "O’Brien's boat", "{{HERO}}'s boat"),
        (EN, "Ana María", "Ana finds Ana-Maria's hat", "{{HERO}} finds {{HERO}}'s hat"),
        (EN, "Straße", "STRASSE", "{{HERO}}"),
        (FR, "Anna", "l'ours d'Anna", "l'ours d'{{HERO}}"),
        (FR, "Léa", "LÉA et le renard de lea", "{{HERO}} et le renard de {{HERO}}"),
        (JA, "ゆい", "ゆいちゃんときつね。ゆいはねる", "{{HERO}}ちゃんときつね。{{HERO}}はねる"),
        (JA, "さくら", "サクラとｻｸﾗの夜", "{{HERO}}と{{HERO}}の夜"),
        (JA, "陽菜", "昨日陽菜は森へ", "昨日{{HERO}}は森へ"),
        (JA, "Mia", "Miaちゃんの星", "{{HERO}}ちゃんの星"),
        (JA, "りん", "きりんとりんの森", "きりんと{{HERO}}の森"),
        (HI, "अनया", "अनया और अनयाको", "{{HERO}} और {{HERO}}को"),
        (HI, "फ़ातिमा", "फातिमा का ख़रगोश", "{{HERO}} का ख़रगोश"),
    ],
)
def test_a_name_is_known_however_it_is_written(language, name, idea, leaves):
    assert mask(name, idea, language).hide(idea) == leaves


@pytest.mark.parametrize(
    ("language", "name", "idea", "leaves"),
    [
        # In doubt it is the name.
        (EN, "Rose", "a rose garden", "a {{HERO}} garden"),
        (JA, "そら", "そらをとぶ", "{{HERO}}をとぶ"),
        # Where the name stands as a name, the word beside it is a word.
        (EN, "Rose", "Rose in a rose garden", "{{HERO}} in a rose garden"),
        (JA, "そら", "そらちゃんがそらをとぶ", "{{HERO}}ちゃんがそらをとぶ"),
        (JA, "花", "花ちゃんと花火", "{{HERO}}ちゃんと花火"),
        # The small words of a language are never names in lower case.
        (EN, "Will", "will the fox find Will?", "will the fox find {{HERO}}?"),
        (EN, "May", "may a hedgehog fly", "may a hedgehog fly"),
    ],
)
def test_a_name_that_is_a_word_too_is_hidden_when_in_doubt(language, name, idea, leaves):
    assert mask(name, idea, language).hide(idea) == leaves


@pytest.mark.parametrize(
    ("language", "idea", "leaves"),
    [
        (EN, "Mia and her brother Kasimir", "{{HERO}} and her brother {{FRIEND1}}"),
        (EN, "Mia and Tom and Lily", "{{HERO}} and {{FRIEND1}} and {{FRIEND2}}"),
        (FR, "Mia et son frère Hugo", "{{HERO}} et son frère {{FRIEND1}}"),
        (
            JA,
            "Miaとゆうとくん、うさぎちゃん、お姉ちゃん",
            "{{HERO}}と{{FRIEND1}}くん、うさぎちゃん、お姉ちゃん",
        ),
        (JA, "そらちゃんとねこの夜", "{{FRIEND1}}ちゃんとねこの夜"),
        (HI, "Mia और राहुल", "{{HERO}} और {{FRIEND1}}"),
    ],
)
def test_other_childrens_names_stay_too(language, idea, leaves):
    hidden = mask("Mia", idea, language)
    assert hidden.hide(idea) == leaves
    assert hidden.fill(leaves) == idea


def test_a_name_that_was_read_in_the_idea_or_is_only_said_is_hidden_as_well():
    assert mask("", "Mira and a fox", read="Mira").hide("Mira and a fox") == "{{HERO}} and a fox"
    assert mask("陽菜", "はるなちゃん", JA, spoken="はるな").hide("はるなちゃん") == "{{HERO}}ちゃん"


@pytest.mark.parametrize(
    ("name", "written", "filled"),
    [
        ("Anna", "le lit de {{HERO}}, parce que {{HERO}} dort", "le lit d’Anna, parce qu’Anna dort"),
        ("Mia", "le lit de {{HERO}}, parce que {{HERO}} dort", "le lit de Mia, parce que Mia dort"),
        ("Mia", "Le lit d'{{HERO}} ; qu’{{HERO}} dorme", "Le lit de Mia ; que Mia dorme"),
        ("Hugo", "jusque {{HERO}}, lorsque {{HERO}}", "jusqu’Hugo, lorsqu’Hugo"),
        ("Hannah", "de {{HERO}}, que {{HERO}}", "de Hannah, que Hannah"),
        ("Yves", "de {{HERO}}", "d’Yves"),
        ("Yasmine", "d’{{HERO}}", "de Yasmine"),
        ("Émile", "contre {{HERO}}, le monde {{HERO}}", "contre Émile, le monde Émile"),
    ],
)
def test_french_elides_before_the_name_it_gets(name, written, filled):
    assert mask(name, language=FR).fill(written) == filled


def test_particles_and_postpositions_find_their_name():
    assert (
        mask("ゆい", language=JA).fill("{{HERO}} は ねむる。{{HERO}} にわで") == "ゆいは ねむる。ゆい にわで"
    )
    assert mask("मीरा", language=HI).fill("{{HERO}}ने {{HERO}} को") == "मीरा ने मीरा को"


def test_nobody_is_honoured_twice():
    assert mask("ゆいちゃん", language=JA).fill("{{HERO}}ちゃんは") == "ゆいちゃんは"
    assert mask("Princess Mia").fill("Princess {{HERO}} slept") == "Princess Mia slept"


@pytest.mark.parametrize(
    "sign",
    ["{{HERO}}", "{HERO}", "{{ hero }}", "HERO", "[HERO]", "<hero>", "**{{HERO}}**", "{{HERO", "｛｛HERO｝｝",
     "{{HERO_NAME}}", "{{Hero}}", "{{हीरो}}", "{{ヒーロー}}", "{{héros}}"],
)  # fmt: skip
def test_every_spelling_of_the_sign_is_meant(sign):
    assert mask("Mia").fill(f"“{sign},” said the fox") == "“Mia,” said the fox"


@pytest.mark.parametrize("word", ["the hero", "HEROES", "heroic", "{{HERRO}}", "{{FRIEND3}}"])
def test_what_is_no_sign_of_ours_is_left_alone(word):
    assert mask("Mia").fill(f"It was {word}.") == f"It was {word}."


def test_a_name_is_printed_as_typed_whatever_it_holds():
    assert mask(r"O'Brien \1 {{HERO}}").fill("{{HERO}} slept") == r"O'Brien \1 {{HERO}} slept"


def test_a_picture_names_nobody():
    hidden = mask("Mia", "Mia and her brother Tom")
    seen = hidden.picture("little {{HERO}} holds {{HERO}}'s lamp, Mia's fox and Tom beside")
    assert seen == "The child holds the child's lamp, the child's fox and another child beside"


def test_a_rose_in_a_picture_is_a_rose():
    hidden = mask("Rose", "Rose and a fox")
    assert (
        hidden.picture("Rose asleep under a dusty rose quilt") == "The child asleep under a dusty rose quilt"
    )
    assert mask("ゆい", "ゆい", JA).picture("a fox and ゆい") == "A fox and the child"


@UNHURRIED
@given(before=st.text("ab .,'!?「は", max_size=6), after=st.text("s .,'!?」が", max_size=6))
def test_a_capital_name_that_stands_alone_never_leaves(before, after):
    text = f"{before} Mia {after}"
    assert "Mia" not in mask("Mia").hide(text)


@UNHURRIED
@given(st.text(max_size=60))
def test_hiding_is_done_once_and_for_all(text):
    hidden = mask("Mia")
    once = hidden.hide(text)
    assert hidden.hide(once) == once


def test_no_name_given_is_no_name_hidden():
    hidden = mask("", "a fox and a bear")
    assert hidden.hide("a fox and a bear") == "a fox and a bear"
    assert hidden.fill(HERO) == "Zuzu"
