"""Books, cards, and what a parent changes about them."""

from datetime import datetime

from pydantic import ConfigDict, Field

from sandman.api.wire.answer import Answer, Asked, Title
from sandman.ports.book import BookScene, MadeBy, Seconds, SpokenWord, State
from sandman.ports.moderation import Verdict
from sandman.stories import Language, Plot, StoryRequest, Understanding


class Begun(Answer):
    """A book in the making, and where its happenings are told."""

    id: str
    events: str


class PictureDocument(Answer):
    """A picture, and where it lies."""

    path: str
    width: int
    height: int
    alt: str


class NarrationDocument(Answer):
    """A page's sound, where it lies, and when each word sounds."""

    path: str
    seconds: float
    voice: str
    sample_rate_hz: int
    words: list[SpokenWord]


class VerdictHere(Verdict):
    """What one judge said of one thing."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)


class SceneDocument(BookScene):
    """One page, with the places of its media."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    picture: PictureDocument | None  # type: ignore[assignment]
    narration: NarrationDocument | None  # type: ignore[assignment]
    verdicts: tuple[VerdictHere, ...] = ()


class Heard(Answer):
    """How far the book was last heard."""

    page: int
    seconds: float
    """Into that page's narration."""
    finished: bool
    at: datetime


class BookDocument(Answer):
    """A book, as `sandman library show --json` prints it, and what the household did with it."""

    id: str
    title: str
    language: Language
    child: str
    age: int
    idea: str
    seed: int | None
    state: State
    trouble: str
    created_at: datetime
    deleted_at: datetime | None
    scenes: list[SceneDocument]
    made_by: MadeBy
    seconds: Seconds
    request: StoryRequest
    understood: Understanding | None
    plot: Plot | None
    said_plainly: list[str]
    verdicts: tuple[VerdictHere, ...] = ()
    """What was found in the idea, the plan and the whole story."""
    favourite: bool
    approved_at: datetime | None
    heard: Heard | None


class Card(Answer):
    """A book as the shelf shows it."""

    id: str
    title: str
    language: Language
    child: str
    age: int
    idea: str
    state: State
    trouble: str
    created_at: datetime
    deleted_at: datetime | None
    cover: PictureDocument | None
    pages: int
    painted: int
    narrated: int
    listening_seconds: float
    approved_at: datetime | None
    favourite: bool
    heard: Heard | None


class Shelf(Answer):
    """Some cards, and where to go on; `cursor` is null on the last page."""

    stories: list[Card]
    cursor: str | None


class HeardAsked(Asked):
    """How far a book has been heard."""

    page: int = Field(ge=1, le=100)
    seconds: float = Field(ge=0, le=86_400, allow_inf_nan=False)
    finished: bool = False


class Changes(Asked):
    """What a parent changes about a book; what is left out stays."""

    title: Title | None = None
    favourite: bool | None = None
    approved: bool | None = None
    heard: HeardAsked | None = None


class Wish(Asked):
    """How one part of a page should be made again."""

    text: str | None = Field(default=None, max_length=4000)
    voice: str | None = Field(default=None, max_length=64)
    pace: float | None = Field(default=None, ge=0.5, le=2.0, allow_inf_nan=False)


class Words(Answer):
    """When each word of a page sounds."""

    seconds: float
    words: list[SpokenWord]
