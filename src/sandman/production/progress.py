"""What happens while a book is made: one line of the progress log each, told by one of the four."""

from enum import StrEnum
from typing import Any


class Agent(StrEnum):
    """The four at work."""

    DOC = "doc"
    PATHFINDER = "pathfinder"
    FIREFLY = "firefly"
    LIFELINE = "lifeline"


class Happening(StrEnum):
    """The kinds of lines in a book's progress log."""

    BEGUN = "begun"
    WRITING = "writing"
    PAGE_WRITTEN = "page_written"
    """One page has been laid; the story goes on."""
    WRITTEN = "written"
    PAINTING = "painting"
    PAINTED = "painted"
    NARRATING = "narrating"
    SOUNDING = "sounding"
    """The first sentence of a page has been spoken."""
    NARRATED = "narrated"
    FELL_BACK = "fell_back"
    PAGE_READY = "page_ready"
    REDONE = "redone"
    """One part of one page has been made again."""
    REDO_FAILED = "redo_failed"
    """It could not be made again; what was there is there still."""
    READY = "ready"
    CANCELLED = "cancelled"
    FAILED = "failed"

    @property
    def last(self) -> bool:
        """Whether nothing follows until somebody asks for more."""
        return self in (Happening.READY, Happening.CANCELLED, Happening.FAILED)


TOLD_BY = {
    Happening.BEGUN: Agent.DOC,
    Happening.WRITING: Agent.PATHFINDER,
    Happening.PAGE_WRITTEN: Agent.PATHFINDER,
    Happening.WRITTEN: Agent.PATHFINDER,
    Happening.PAINTING: Agent.FIREFLY,
    Happening.PAINTED: Agent.FIREFLY,
    Happening.NARRATING: Agent.LIFELINE,
    Happening.SOUNDING: Agent.LIFELINE,
    Happening.NARRATED: Agent.LIFELINE,
    Happening.FELL_BACK: Agent.DOC,
    Happening.PAGE_READY: Agent.DOC,
    Happening.REDONE: Agent.DOC,
    Happening.REDO_FAILED: Agent.DOC,
    Happening.READY: Agent.DOC,
    Happening.CANCELLED: Agent.DOC,
    Happening.FAILED: Agent.DOC,
}


def line(happening: Happening, **facts: Any) -> tuple[str, dict[str, Any]]:  # noqa: ANN401 - JSON values
    """A log line: its kind, and its facts with the agent who tells it."""
    return happening.value, {"agent": TOLD_BY[happening].value, **facts}
