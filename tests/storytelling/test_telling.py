"""Stories from the built-in storyteller: whole, in every language, for every age, never the same twice."""

import asyncio
import re
from random import Random
from statistics import mean

import pytest

from sandman.providers.storytelling.builtin import BuiltinStoryteller
from sandman.providers.storytelling.builtin.faults import faults
from sandman.providers.storytelling.builtin.length import leans, words_in
from sandman.providers.storytelling.builtin.plan import plan
from sandman.providers.storytelling.builtin.teller import Teller
from sandman.stories import AgeBand, Language, Length, Mood, Story, StoryRequest, Understanding
from sandman.stories.lexicon import lexicon

IDEA = {
    "en": ("a fox who keeps the moon company", "O'Brien"),
    "fr": ("le petit ours qui a perdu son bonnet dans la neige", "Ana María"),
    "ja": ("ほたるとねこの夜のさんぽ", "ゆき"),
    "hi": ("एक छोटा खरगोश जो बारिश से डरता है", "आरव"),
}


def told(seed: int = 1, lately=(), **asked) -> Story:
    return asyncio.run(BuiltinStoryteller().tell(StoryRequest(**asked), seed=seed, lately=lately))


@pytest.mark.parametrize("language", Language)
def test_the_prose_of_every_language_is_whole(language):
    assert faults(language) == []


@pytest.mark.parametrize("age", [3, 5, 7, 10])
@pytest.mark.parametrize("language", Language)
def test_a_story_has_six_pages_that_lead_to_sleep(language, age):
    idea, child = IDEA[language]
    story = told(idea=idea, child=child, age=age, language=language)

    assert [scene.number for scene in story.scenes] == [1, 2, 3, 4, 5, 6]
    assert story.scenes[-1].mood is Mood.SLEEPY
    assert story.scenes[-1].mood.arousal < story.scenes[0].mood.arousal
    assert sum(child in scene.text for scene in story.scenes) >= 5


@pytest.mark.parametrize("name", ["O'Brien", "<b>x</b>", "../../etc", "Zoë", "A! B?", "d'Artagnan"])
@pytest.mark.parametrize("language", Language)
def test_a_name_is_spelled_as_it_was_typed(language, name):
    story = told(child=name, language=language)

    text = " ".join(scene.text for scene in story.scenes)
    assert name in text


def test_the_same_seed_tells_the_same_story():
    assert told(idea="a whale", seed=9) == told(idea="a whale", seed=9)


def test_two_hundred_stories_from_one_idea_share_no_plot():
    """With hero and place given, 354 evenings are left; two arcs make no sense on the moon."""
    stories = [told(idea="a fox who keeps the moon company", seed=seed) for seed in range(200)]

    assert len({(s.plot.arc, s.plot.hero, s.plot.place, s.plot.prop) for s in stories}) == 200
    assert len({s.plot.arc for s in stories}) == 12


def test_fourteen_seeds_go_through_fourteen_evenings():
    assert len({told(idea="a fox", seed=seed).plot.arc for seed in range(14)}) == 14


def test_a_story_told_lately_is_not_told_again():
    first = told(idea="an owl", seed=3)
    second = told(idea="an owl", seed=3, lately=[first.plot])

    assert second.plot != first.plot


def test_what_the_parent_asked_for_is_in_the_story_and_in_every_picture():
    story = told(idea="a hedgehog with an umbrella in a garden, with a snail", child="Mia")

    here = [scene.staging for scene in story.scenes if scene.staging.place != "bedroom"]
    assert (story.plot.hero, story.plot.place, story.plot.prop) == ("hedgehog", "garden", "umbrella")
    assert {staging.hero.id for staging in here} == {"hedgehog"}
    assert {staging.place for staging in here} == {"garden"}
    assert {staging.companion.id for staging in here} == {"snail"}


def test_what_the_parent_chose_is_in_the_story():
    story = told(
        idea="a bear in a garden",
        hero="whale",
        companion="fox",
        place="beach",
        prop="kite",
        wonder="sings",
        feeling="dark",
        lesson="sharing",
        weather="mist",
    )

    here = [scene.staging for scene in story.scenes if scene.staging.place != "bedroom"]
    assert (story.plot.hero, story.plot.place, story.plot.prop) == ("whale", "beach", "kite")
    assert {(s.companion.id, s.wonder, s.weather) for s in here} == {("fox", "sings", "mist")}
    assert (story.understood.feeling, story.understood.lesson) == ("dark", "sharing")


def test_an_idea_is_understood_without_being_told():
    request = StoryRequest(idea="a fox in the garden", without=("place",))
    read = asyncio.run(BuiltinStoryteller().understand(request))

    assert (read.hero, read.place) == ("fox", None)


def test_a_story_of_chosen_things_and_no_idea_is_not_called_a_surprise():
    (surprise, *_) = told(child="Mia").said_plainly
    (understood, *_) = told(child="Mia", place="garden").said_plainly

    assert surprise != understood
    assert "garden" in understood


def test_a_child_and_its_hero_look_the_same_on_every_page():
    story = told(idea="a bear", child="Leo")

    assert len({scene.staging.child.variant for scene in story.scenes}) == 1
    assert len({scene.staging.hero.variant for scene in story.scenes}) == 1


def test_what_could_not_be_used_is_told_to_the_parent():
    story = told(idea="a fox and a helicopter")

    assert any("helicopter" in sentence for sentence in story.said_plainly)


def test_what_a_parent_is_told_is_set_in_the_languages_own_type():
    (understood, *_) = told(idea="un ours", child="Zoé", language="fr").said_plainly

    assert understood == "J’ai compris\u202f: ours."


def test_a_story_without_an_idea_or_a_name_is_a_story():
    story = told()

    assert len(story.said_plainly) == 2
    assert story.title


def test_younger_children_get_shorter_pages():
    pages = {age: sum(len(s.text.split()) for s in told(idea="a bear", age=age).scenes) for age in (4, 6, 9)}

    assert pages[4] < pages[6] < pages[9]


@pytest.mark.parametrize("age", [4, 6, 9])
@pytest.mark.parametrize("language", Language)
def test_a_short_story_is_shorter_and_a_long_one_longer_and_both_are_whole(language, age):
    def words(length: Length) -> float:
        stories = [told(child="Anna", age=age, language=language, length=length, seed=n) for n in range(14)]
        assert all(len(story.scenes) == 6 for story in stories)
        assert all("Anna" in story.scenes[-1].text for story in stories)
        return mean(words_in(scene.text, language) for story in stories for scene in story.scenes)

    short, usual, long = words("short"), words("usual"), words("long")

    assert short <= 0.8 * usual
    assert long >= 1.1 * usual


@pytest.mark.parametrize("language", Language)
def test_everything_a_parent_can_wish_for_fits_a_page(language):
    wishes = {"feeling": "dark", "lesson": "sharing", "wonder": "glows", "weather": "rain"}
    stories = [told(child="Anna", age=6, language=language, seed=n, **wishes) for n in range(14)]
    pages = [words_in(scene.text, language) for story in stories for scene in story.scenes]

    assert mean(pages) <= 85
    assert max(pages) <= 110


def test_what_was_wished_for_is_told_however_short_the_story():
    wishes = Understanding(feeling="lost_toy", lesson="courage", wonder="glows")
    for seed in range(14):
        request = StoryRequest(child="Mia", age=4, length="short")
        chosen = plan(request, wishes, gender="f", seed=seed)
        teller = Teller(chosen, request, name="Mia", gender="f", rng=Random(seed))
        said = {line.slot for number in range(1, 7) for line in teller.page(number) if line.text}

        assert {"@feeling.begins", "@feeling.eases", "@lesson.line", "@wonder.first"} <= said
        assert "@sleep.goodnight" in said


def test_japanese_for_under_six_is_kana_with_spaces_and_keeps_its_readings():
    young = told(idea="ねこ", child="ゆき", age=4, language="ja").scenes[0]
    older = told(idea="ねこ", child="ゆき", age=8, language="ja").scenes[0]

    assert not re.search(r"[\u3400-\u9fff]", young.text)
    assert " " in young.text
    assert re.search(r"[\u3400-\u9fff]", older.text)
    assert " " not in older.text
    assert "".join(token.shown for token in young.tokens) == young.text.replace(" ", "")
    assert "".join(token.shown for token in older.tokens) == older.text


def test_french_has_its_narrow_spaces_and_its_elisions():
    texts = [
        scene.text
        for seed in range(14)
        for scene in told(idea="un ours", child="Anna", language="fr", seed=seed).scenes
    ]
    whole = " ".join(texts)

    assert not re.search(r"[^\u202f][!?;:»]|«[^\u202f]", whole)
    nouns = "|".join(word.noun for word in lexicon(Language.FRENCH).hero.values())
    assert not re.search(rf"\b(de|à) (le|les) ({nouns})|\b(le|la|de|que) (ours|écureuil|Anna)|d’hibou", whole)
    assert "’" in whole
    assert "'" not in whole


@pytest.mark.parametrize(
    ("language", "line", "leaning"),
    [
        ("en", "“It’s shut,” said Mia.", False),
        ("en", "It was shut.", True),
        ("en", "Item by item they counted.", False),
        ("fr", "« Il dort », dit Mia.", True),
        ("fr", "Ilse dort.", False),
        ("ja", "それから、ねました。", True),
        ("hi", "वह सो गया।", True),
        ("hi", "वहाँ एक मफ़लर था।", False),
        ("en", "", False),
    ],
)
def test_nothing_comes_between_a_line_and_the_one_it_leans_on(language, line, leaning):
    assert leans(line, Language(language)) == leaning


def test_every_band_is_written_for():
    assert {told(age=age).band for age in (3, 6, 9)} == set(AgeBand)
