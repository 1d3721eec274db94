"""What the rules catch and what they let through, over all the lines."""

import pytest

from sandman.stories import Language
from tests.gentleness.lines import FIRST, Part, figures, lines

SETS: tuple[Part, ...] = ("measure", "fresh", "last", "unseen")


@pytest.mark.parametrize("language", Language)
def test_each_language_has_eighty_unfit_and_eighty_harmless_lines_in_its_first_set_alone(language):
    first = [*lines(language, "tune"), *lines(language, "measure")]

    assert sum(line.wanted != "harmless" for line in first) >= 80
    assert sum(line.wanted == "harmless" for line in first) >= 80


@pytest.mark.parametrize("part", SETS)
@pytest.mark.parametrize("language", Language)
def test_of_unfit_lines_95_percent_are_caught_and_of_harmless_ones_2_percent_stopped_at_most(language, part):
    found = figures(language, part)

    assert found.caught >= 95, [
        line.text for line in lines(language, part) if line.wanted != "harmless" and not line.stopped
    ]
    assert found.false_alarms <= 2, [
        line.text for line in lines(language, part) if line.wanted == "harmless" and line.stopped
    ]


@pytest.mark.parametrize("language", Language)
def test_of_lines_by_another_hand_no_fewer_are_caught_than_when_they_were_first_met(language):
    found, (caught, alarms) = figures(language, "blind"), FIRST["blind"][language.value]

    assert found.caught >= caught - 0.1
    assert found.false_alarms <= alarms
