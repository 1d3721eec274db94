"""What a parent may ask for, and how a request that cannot be met says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sandman.stories import AgeBand, StoryRequest
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
