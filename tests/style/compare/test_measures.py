from dataclasses import replace

import pytest

from sandman.finetune.compare.likeness import Likeness
from sandman.finetune.compare.measures import Painted, measure
from sandman.styles import Unusable
from tests.style.compare.drawn import HANDS, drawn

TAUGHT = range(16)
OTHERS = range(100, 110)


def by(hand: str, numbers, **more):
    return [drawn(number, hand, **more) for number in numbers]


def beaten(same, other) -> float:
    """AUC: how often a picture of another hand is further away than one of the same."""
    return sum((o > s) + 0.5 * (o == s) for s in same for o in other) / (len(same) * len(other))


@pytest.mark.parametrize("hand", HANDS)
def test_a_hand_is_known_by_its_pictures(hand):
    style = Likeness(by(hand, TAUGHT))
    same = [style.distance(picture) for picture in by(hand, OTHERS)]
    for other in set(HANDS) - {hand}:
        assert beaten(same, [style.distance(picture) for picture in by(other, OTHERS)]) > 0.98


@pytest.mark.parametrize("hand", HANDS)
def test_a_hand_is_known_by_night_from_what_it_did_by_day(hand):
    style = Likeness(by(hand, TAUGHT))
    same = [style.distance(picture) for picture in by(hand, OTHERS, night=True)]
    for other in set(HANDS) - {hand}:
        assert beaten(same, [style.distance(picture) for picture in by(other, OTHERS)]) > 0.8


def test_it_takes_some_pictures_to_know_a_style_by():
    with pytest.raises(Unusable, match="3 pictures"):
        Likeness(by("wash", range(3)))


def test_one_picture_many_times_is_no_style():
    with pytest.raises(Unusable, match="4 pictures of the style are one and the same"):
        Likeness(by("wash", [3] * 4))


def painted(plain: str, styled: str, untold: str) -> list[Painted]:
    return [
        Painted(
            f"scene {number}",
            number % 2 == 0,
            *(drawn(number, hand) for hand in (plain, styled, plain, untold)),
        )
        for number in OTHERS
    ]


@pytest.fixture(scope="module")
def taught():
    return by("wash", TAUGHT)


@pytest.fixture(scope="module")
def wash(taught):
    return Likeness(taught)


def test_a_style_that_waits_to_be_called(taught, wash):
    measures, rows = measure(painted("flat", "wash", "flat"), wash, taught)
    assert measures.style > 0.9
    assert measures.leakage < 0.05
    assert measures.drift == 0
    assert all(row["plain"] == row["untold"] == row["bare"] > row["styled"] for row in rows)


def test_a_style_that_is_always_there(taught, wash):
    measures, _ = measure(painted("flat", "wash", "wash"), wash, taught)
    assert measures.leakage == pytest.approx(1, abs=0.01)
    assert measures.drift > 0.01
    waiting, _ = measure(painted("flat", "wash", "flat"), wash, taught)
    assert measures.score < waiting.score - measures.style / 3


def test_nothing_learnt_is_nothing(taught, wash):
    measures, _ = measure(painted("flat", "flat", "flat"), wash, taught)
    assert measures.style == measures.leakage == measures.copying == 0


def test_the_wrong_style_is_no_gain(taught, wash):
    measures, _ = measure(painted("wash", "ink", "wash"), wash, taught)
    assert measures.style < -0.5


def test_a_copy_of_what_was_taught_is_found_and_costs(taught, wash):
    honest = painted("flat", "wash", "flat")
    copied = [replace(each, styled=taught[place]) for place, each in enumerate(honest)]
    fair, _ = measure(honest, wash, taught)
    found, _ = measure(copied, wash, taught)
    assert found.nearest > 0.999
    assert found.copying > fair.copying + 0.2
    assert found.score < fair.score
