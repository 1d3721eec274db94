"""What goes over the wire: bodies that are asked, and answers. The web's types are generated from these.

Every `path` and `events` is a relative reference, computed for the address it was asked at, so a tunnel or a
sub-path changes nothing.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from sandman.ports.book import BookScene, MadeBy, Seconds, SpokenWord, State
from sandman.stories import Language, Plot, StoryRequest, Understanding

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Chair = Literal["storyteller", "illustrator", "narrator"]
Agent = Literal["doc", "pathfinder", "firefly", "lifeline"]


class Answer(BaseModel):
    """Something the server says: every field is always there."""

    model_config = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True)


class Asked(BaseModel):
    """Something a caller asks: a field nobody knows is refused, not overlooked."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# Problems


class FieldProblem(Answer):
    """What is wrong with one field of what was sent."""

    field: str
    detail: str
    hint: str


class Problem(Answer):
    """What went wrong, as RFC 9457 has it, with the way out."""

    type: str
    title: str
    status: int
    detail: str
    hint: str
    errors: list[FieldProblem]


# Books


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


class SceneDocument(BookScene):
    """One page, with the places of its media."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    picture: PictureDocument | None  # type: ignore[assignment]
    narration: NarrationDocument | None  # type: ignore[assignment]


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


# Understanding an idea


class IdeaAsked(Asked):
    """An idea as far as it is typed."""

    idea: str
    language: Language = Language.ENGLISH
    child: str = ""


class Named(Answer):
    """A thing of the story world, by id, as the language asked for calls it."""

    id: str
    name: str


class UnderstoodThings(Answer):
    """What was read in the idea."""

    hero: Named | None
    companion: Named | None
    place: Named | None
    prop: Named | None
    feeling: Named | None
    lesson: Named | None
    wonder: Named | None
    weather: Named | None


class Understood(Answer):
    """What a story would make of an idea."""

    understood: UnderstoodThings
    child: str | None
    """The child's name, where the idea tells it."""
    unused: list[str]


# Reading aloud


class NarrationAsked(Asked):
    """A text to be read aloud."""

    text: str = Field(min_length=1, max_length=5000)
    language: Language = Language.ENGLISH
    voice: str | None = Field(default=None, max_length=64)
    speed: float = Field(default=0.95, ge=0.5, le=2.0, allow_inf_nan=False)


# What there is


class VoiceHere(Answer):
    """One voice."""

    id: str
    language: Language
    name: str
    gender: str
    engine: str


class Voices(Answer):
    """The voices, the best of each language first."""

    voices: list[VoiceHere]


class LanguageHere(Answer):
    """One language, by its own name."""

    id: Language
    name: str


class Languages(Answer):
    """The languages a story can be told in."""

    languages: list[LanguageHere]


class Hero(Answer):
    """One hero, and where its picture lies."""

    id: str
    name: str
    picture: str


class Heroes(Answer):
    """Whom a story can be about."""

    heroes: list[Hero]


class WorldHere(Answer):
    """Everything a story can hold, by kind."""

    hero: list[Named]
    companion: list[Named]
    place: list[Named]
    prop: list[Named]
    feeling: list[Named]
    lesson: list[Named]
    wonder: list[Named]
    weather: list[Named]


class ChildHere(Answer):
    """A child that books were made for, as the latest one knows them."""

    name: str
    age: int
    language: Language
    stories: int


class Children(Answer):
    """The household's children, the one of the latest book first."""

    children: list[ChildHere]


class EngineHere(Answer):
    """One engine for a craft."""

    id: str
    model: str


class EnginesHere(Answer):
    """Who can take which chair; the first is the one that `auto` means."""

    storyteller: list[EngineHere]
    illustrator: list[EngineHere]
    narrator: list[EngineHere]


class TeamMember(Answer):
    """One of the four."""

    id: Agent
    name: str
    does: str
    craft: Chair | None
    """The chair whose engine does the work."""


class Team(Answer):
    """The four who make a book."""

    team: list[TeamMember]
    talks: bool
    """Whether they can be asked freely."""


class Message(Asked):
    """Something said to one of the four."""

    message: str = Field(min_length=1, max_length=4000)
    conversation_id: str | None = Field(default=None, max_length=64)


class Styles(Answer):
    """The picture styles; the painter's own watercolour needs none."""

    styles: list[dict[str, Any]]


Voicing = Literal["warming", "warm", "missing"]
"""How far the voices are: being loaded, at hand, or not there."""


class Health(Answer):
    """Whether a story could be asked for now."""

    state: Literal["well", "warming"]
    version: str
    voices: Voicing
    making: int
    """Books not finished."""
