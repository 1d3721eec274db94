"""A parent's sentence, in any of four languages, and what is understood by it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandman.providers.storytelling.builtin.reading import gender_of, read_idea
from sandman.stories import Language, StoryRequest

IDEAS = [
    ("en", "a fox who keeps the moon company", {"hero": "fox", "place": "moon"}),
    ("en", "a garden that only glows when you whisper to it", {"place": "garden", "wonder": "glows"}),
    (
        "en",
        "a teddy bear afraid of thunderstorms learns to share his blanket with a kitten",
        {"hero": "teddy", "feeling": "storm", "lesson": "sharing", "prop": "blanket", "companion": "kitten"},
    ),
    (
        "en",
        "two foxes and a lighthouse in the rain",
        {"hero": "fox", "place": "lighthouse", "weather": "rain"},
    ),
    ("en", "Whales!!!", {"hero": "whale"}),
    (
        "fr",
        "le petit ours qui a perdu son bonnet dans la neige",
        {"hero": "bear", "prop": "woolly_hat", "place": "snow", "feeling": "lost_toy"},
    ),
    (
        "fr",
        "Un hérisson timide et une luciole au bord de l’étang",
        {"hero": "hedgehog", "companion": "firefly", "place": "lake", "feeling": "shyness"},
    ),
    ("fr", "une baleine qui chante", {"hero": "whale", "wonder": "sings"}),
    ("ja", "ほたるとねこの夜のさんぽ", {"hero": "cat", "companion": "firefly"}),
    ("ja", "暗いのがこわい小さなうさぎ", {"hero": "rabbit", "feeling": "dark"}),
    ("hi", "एक छोटा खरगोश जो बारिश से डरता है", {"hero": "rabbit", "weather": "rain", "feeling": "storm"}),
    ("hi", "चाँद पर एक लोमड़ी", {"hero": "fox", "place": "moon"}),
]


@pytest.mark.parametrize(("language", "idea", "meant"), IDEAS, ids=[idea for _, idea, _ in IDEAS])
def test_an_idea_is_understood(language, idea, meant):
    read = read_idea(StoryRequest(idea=idea, language=language))

    assert {kind: getattr(read, kind) for kind in meant} == meant


def test_an_idea_is_read_in_its_own_language_whatever_the_story_is_told_in():
    read = read_idea(StoryRequest(idea="un renard dans le phare", language=Language.HINDI))

    assert (read.hero, read.place) == ("fox", "lighthouse")


def test_what_cannot_be_used_is_said():
    read = read_idea(StoryRequest(idea="penguins juggling purple spreadsheets on the beach"))

    assert read.hero == "penguin"
    assert read.unused == ("juggling", "purple", "spreadsheets")


def test_the_childs_own_name_is_no_unused_word():
    assert read_idea(StoryRequest(idea="Ottoline and a fox", child="Ottoline")).unused == ()


@pytest.mark.parametrize(
    ("language", "idea", "name"),
    [
        ("en", "Mira and a small fox look for the moon's lost button", "Mira"),
        ("en", "a shy dragon who meets Ottoline", "Ottoline"),
        ("fr", "Zoé et un hérisson dans la neige", "Zoé"),
        ("hi", "मीरा और नन्ही लोमड़ी", "मीरा"),
        ("ja", "ゆいちゃんと小さなきつね", "ゆい"),
    ],
)
def test_the_child_an_idea_names_is_the_child_of_the_story(language, idea, name):
    read = read_idea(StoryRequest(idea=idea, language=language))

    assert read.name == name
    assert name not in read.unused


@pytest.mark.parametrize(
    "idea", ["Christmas with a fox in Paris", "Whales!!!", "A FOX AND XYZZY", "さくらの木とねこ"]
)
def test_a_word_that_names_nobody_is_no_child(idea):
    language = "ja" if idea.startswith("さ") else "en"

    assert read_idea(StoryRequest(idea=idea, language=language)).name == ""


def test_the_worry_told_in_most_words_is_the_one_that_counts():
    read = read_idea(StoryRequest(idea="a small fox looks for a lost button, she is afraid of the dark"))

    assert read.feeling == "dark"
    assert read.unused == ()


def test_the_hero_asked_for_stands_above_the_one_in_the_idea():
    read = read_idea(StoryRequest(idea="a bear", hero="whale"))

    assert (read.hero, read.companion) == ("whale", "bear")


def test_what_the_parent_chooses_overrules_what_the_idea_says():
    read = read_idea(
        StoryRequest(
            idea="a bear with an umbrella in a garden, afraid of the dark",
            place="moon",
            prop="lantern",
            feeling="storm",
            weather="mist",
            wonder="sings",
        )
    )

    assert (read.hero, read.place, read.prop) == ("bear", "moon", "lantern")
    assert (read.feeling, read.weather, read.wonder) == ("storm", "mist", "sings")


def test_what_the_parent_strikes_out_is_not_taken_from_the_idea():
    idea = "a bear and an owl in a garden, with a snail"
    read = read_idea(StoryRequest(idea=idea, without=("place", "companion")))

    assert (read.hero, read.place, read.companion) == ("bear", None, None)
    assert read.unused == ()


def test_a_hero_struck_out_does_not_come_along_with_another():
    idea = "a bear and an owl"

    assert read_idea(StoryRequest(idea=idea, without=("hero",))).hero is None
    replaced = read_idea(StoryRequest(idea=idea, hero="whale", without=("hero",)))
    assert (replaced.hero, replaced.companion) == ("whale", "owl")


def test_a_companion_who_is_chosen_is_not_the_hero_too():
    read = read_idea(StoryRequest(idea="an owl", companion="owl"))

    assert (read.hero, read.companion) == (None, "owl")


def test_a_girl_and_her_fox_are_a_child_and_a_hero():
    read = read_idea(StoryRequest(idea="a girl and her fox"))

    assert (read.child, read.hero) == ("girl", "fox")


@pytest.mark.parametrize(
    ("name", "language", "gender"),
    [
        ("Mia", "en", "f"),
        ("Mira", "en", "f"),
        ("Leo", "en", "m"),
        ("Luca", "en", "m"),
        ("अनया", "hi", "f"),
        ("आरव", "hi", "m"),
        ("Zoé", "fr", "f"),
    ],
)
def test_a_name_tells_how_to_speak_of_a_child(name, language, gender):
    assert gender_of(name, Language(language)) == gender


def test_a_parent_knows_better_than_a_list():
    assert gender_of("Leo", Language.ENGLISH, "she") == "f"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.sampled_from(Language))
def test_no_text_at_all_confuses_the_reader(idea, language):
    read_idea(StoryRequest(idea=idea, language=language))
