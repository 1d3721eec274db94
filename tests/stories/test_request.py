"""What a parent may ask for, and how a request that cannot be met says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sandman.stories import AgeBand, Kind, Language, StoryRequest, called, world
from sandman.stories.names import tidy_line


@pytest.mark.parametrize("name", ["O'Brien", "Ana María", "ゆき", "आरव", "<b>x</b>", "../../etc", "Zoë-Lou"])
def test_a_name_is_text_and_stays_as_it_was_typed(name):
    assert StoryRequest(child=name).child == name


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("age", 0, "age 0 was given; stories are written for ages 3 to 10"),
        ("age", 40, "age 40 was given"),
        ("hero", "vampire", "there is no hero `vampire`; heroes are fox, rabbit"),
        ("companion", "vampire", "there is no companion `vampire`; companions are firefly"),
        ("place", "casino", "there is no place `casino`; places are "),
        ("prop", "sword", "there is no prop `sword`; props are "),
        ("feeling", "rage", "there is no feeling `rage`; feelings are dark"),
        ("lesson", "thrift", "there is no lesson `thrift`; lessons are sharing"),
        ("wonder", "explodes", "there is no wonder `explodes`; wonders are glows"),
        ("weather", "hail", "there is no weather `hail`; kinds of weather are clear"),
        ("without", ["ending"], "Input should be 'hero', 'companion'"),
        ("length", "endless", "Input should be 'short', 'usual' or 'long'"),
        ("idea", "x" * 2001, "the idea has 2,001 characters; a story starts from at most 2,000"),
        ("child", "a" * 41, "the child's name has 41 letters; at most 40"),
        ("child", "12", "the child's name `12` has no letters"),
        ("scenes", 7, "7 scenes were asked for; a bedtime book has 6"),
        ("seed", -1, "seed -1 was given"),
    ],
)
def test_what_cannot_be_used_is_named_with_what_is_wanted(field, value, found):
    with pytest.raises(ValidationError, match=found.replace("(", r"\(")):
        StoryRequest.model_validate({field: value})


def test_nobody_comes_along_with_themselves():
    with pytest.raises(ValidationError, match="`fox` is the hero and the companion too"):
        StoryRequest(hero="fox", companion="fox")


def test_a_hero_may_come_along_with_another():
    assert StoryRequest(hero="fox", companion="owl").chosen == {"hero": "fox", "companion": "owl"}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", Kind)
def test_everything_has_a_name_for_peoples_eyes(kind, language):
    names = [called(kind, id, language) for id in world().ids(kind)]

    assert len(set(names)) == len(names)
    assert not any(set(name) & set("《》'_") for name in names)
    assert all(name[0] == name[0].upper() and name == name.strip() for name in names)


def test_a_name_is_written_as_its_language_writes_it():
    named = [called(Kind.COMPANION, "teddy", language) for language in Language]

    assert named == ["Teddy bear", "くまのぬいぐるみ", "Ours en peluche", "टेडी"]
    assert called(Kind.PLACE, "moon", Language.JAPANESE) == "月の野原"


def test_control_characters_are_no_part_of_an_idea():
    request = StoryRequest(idea="a fox\x00\x1b[31m\n and\tthe \u202emoon\u200b")

    assert request.idea == tidy_line("a fox[31m and the moon")


def test_devanagari_keeps_the_joiners_it_is_spelled_with():
    assert StoryRequest(child="क्‍षमा").child == "क्‍षमा"


@given(st.text(max_size=300))
def test_tidying_twice_changes_nothing_more(text):
    once = tidy_line(text)

    assert tidy_line(once) == once
    assert not once or once[0] != " " != once[-1]


@pytest.mark.parametrize(
    ("age", "band"), [(3, "3-4"), (4, "3-4"), (5, "5-7"), (7, "5-7"), (8, "8-10"), (10, "8-10")]
)
def test_every_age_has_its_band(age, band):
    assert AgeBand.of(age) == band


def test_the_voice_slows_and_the_pauses_grow_in_every_band():
    for band in AgeBand:
        pacing = band.pacing
        assert list(pacing.paces) == sorted(pacing.paces, reverse=True)
        assert list(pacing.pauses_seconds) == sorted(pacing.pauses_seconds)
        assert len(pacing.paces) == len(pacing.pauses_seconds) == 6
