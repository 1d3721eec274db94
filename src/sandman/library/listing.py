"""What the library lists: cards of the shelf, page by page, and the progress log of a book."""

import base64
import binascii
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from sandman.ports.book import BookPicture, Heard, Moment, State
from sandman.ports.errors import NeedsAttention
from sandman.stories import Language

MOST_CARDS = 100

Shelf = Literal["all", "continue", "favourites", "waiting", "trash"]
"""Which books: all there are; those begun and not heard to the end, last heard first; those loved; those
ready that no parent has approved yet; those thrown away."""


class BookCard(BaseModel):
    """A book as the shelf shows it: enough for its cover and a progress bar."""

    model_config = ConfigDict(frozen=True)

    id: str
    title: str
    language: Language
    child: str
    age: int
    idea: str
    state: State
    trouble: str
    created_at: Moment
    deleted_at: Moment | None
    cover: BookPicture | None
    """The first page's picture, once there is one."""
    pages: int
    """Pages written."""
    painted: int
    narrated: int
    listening_seconds: float
    """How long the narration is so far."""
    approved_at: Moment | None
    favourite: bool
    heard: Heard | None


class Child(BaseModel):
    """Somebody books were told to, as last asked for."""

    model_config = ConfigDict(frozen=True)

    name: str
    age: int
    language: Language
    stories: int


class ShelfPage(BaseModel):
    """Some cards in the shelf's order, and where to go on; `cursor` is None on the last page."""

    model_config = ConfigDict(frozen=True)

    books: tuple[BookCard, ...]
    cursor: str | None


class Event(BaseModel):
    """One line of a book's progress log; ids only grow, so a reader resumes after the last one it saw."""

    model_config = ConfigDict(frozen=True)

    id: int
    story_id: str
    at: Moment
    kind: str
    data: dict[str, Any]


def cursor_after(at: datetime, id: str) -> str:
    """The cursor that goes on below this book, which stands at `at`; opaque to everyone else."""
    return base64.urlsafe_b64encode(f"{at.isoformat()}|{id}".encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> tuple[datetime, str]:
    """The place a cursor stands for. Raises NeedsAttention where it is not one of ours."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        at, _, id = base64.b64decode(padded, altchars=b"-_", validate=True).decode().partition("|")
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None or not id:
            raise ValueError(cursor)
    except (ValueError, binascii.Error) as fault:
        raise NeedsAttention(
            f"the cursor `{cursor[:40]}` is not one this library gave out",
            port="library",
            hint="start again without a cursor",
        ) from fault
    return moment, id
