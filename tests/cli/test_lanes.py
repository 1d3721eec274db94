"""The four at work on the terminal, by the lines of a book's progress log."""

import io
from typing import Any

from rich.console import Console

from sandman.cli.lanes import SENTENCES, Lanes
from sandman.production.progress import Agent, Happening, line

SAID_ELSEWHERE = {Happening.SOUNDING, Happening.CANCELLED}
"""One is too small to tell; the other is the parent's own doing."""


def shown(*told: tuple[Happening, dict[str, Any]]) -> tuple[str, Lanes]:
    out = io.StringIO()
    lanes = Lanes(Console(file=out, width=110))
    for happening, facts in told:
        lanes.happened(happening, line(happening, **facts)[1])
    return out.getvalue(), lanes


def bars(lanes: Lanes) -> dict[Agent, int]:
    return {agent: len(lane.pages) for agent, lane in lanes._lanes.items() if lane.pages}


def test_a_page_is_told_of_as_soon_as_it_is_written():
    said, lanes = shown((Happening.PAGE_WRITTEN, {"scene": 1, "title": "The Fox"}))

    assert "Pathfinder wrote page 1" in said
    assert lanes._title == "The Fox"
    assert bars(lanes) == {Agent.PATHFINDER: 1}


def test_a_page_that_is_told_anew_is_made_anew():
    first = {"scene": 1, "title": "The Fox"}
    _, lanes = shown(
        (Happening.PAGE_WRITTEN, first),
        (Happening.PAINTED, {"scene": 1, "seconds": 1.0}),
        (Happening.FELL_BACK, {"part": "text", "reason": "nobody answered"}),
        (Happening.PAGE_WRITTEN, {"scene": 1, "title": "The Owl"}),
    )

    assert bars(lanes) == {Agent.PATHFINDER: 1}
    assert lanes._title == "The Owl"


def test_a_story_told_at_once_is_written_at_once():
    _, lanes = shown((Happening.WRITTEN, {"title": "The Fox", "pages": 6, "understood": []}))

    assert bars(lanes) == {Agent.PATHFINDER: 6}


def test_whatever_happens_is_said_in_a_sentence():
    assert set(Happening) - set(SENTENCES) == SAID_ELSEWHERE
