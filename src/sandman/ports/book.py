"""A book of the house, finished or still being made: its values and the document others read.

`Book.model_dump(mode="json")` is what the library keeps and exports; `document` is the same book as the
command line and the API print it, with places where the media lie instead of shelf keys.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

from sandman.ports.moderation import Verdict
from sandman.ports.provenance import Provenance
from sandman.stories import SLOTS, Language, Mood, Plot, Staging, StoryRequest, Token, Understanding

ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"
"""An id stands in addresses and archives: letters that mean nothing to either."""


class State(StrEnum):
    """How far a book has come."""

    WRITING = "writing"
    MAKING = "making"
    """Written; pictures and narration are under way."""
    READY = "ready"
    CANCELLED = "cancelled"
    FAILED = "failed"

    @property
    def unfinished(self) -> bool:
        """Whether somebody is still meant to work on it."""
        return self in {State.WRITING, State.MAKING}


Craft = Literal["text", "picture", "narration"]
"""What is made of a page: the names of its parts."""


def _in_utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


Moment = Annotated[datetime, AfterValidator(_in_utc)]
"""A point in time, always in UTC."""


def _as_it_was_asked(raw: object, validated: ValidatorFunctionWrapHandler) -> StoryRequest:
    """Read a request again; what has since left the world must not close an old book."""
    try:
        return validated(raw)  # type: ignore[no-any-return]
    except ValidationError as fault:
        gone = {error["loc"][0] for error in fault.errors() if error["loc"]} & {*SLOTS, "without"}
        if not isinstance(raw, dict) or not gone:
            raise
        return validated({name: value for name, value in raw.items() if name not in gone})  # type: ignore[no-any-return]


Request = Annotated[StoryRequest, WrapValidator(_as_it_was_asked)]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, allow_inf_nan=False)


class BookPicture(_Value):
    """A scene's picture on the media shelf."""

    key: str
    width: int = Field(gt=0)
    height: int = Field(gt=0)
    alt: str = ""
    """The picture in words; where empty, the scene's own `alt` takes its place."""


class SpokenWord(_Value):
    """One word and when it sounds, in seconds from the start of the scene's narration."""

    text: str
    start: float
    end: float


class BookNarration(_Value):
    """A scene's narration on the media shelf. The words in order cover the scene's text."""

    key: str
    seconds: float = Field(ge=0)
    voice: str = ""
    sample_rate_hz: int = Field(gt=0)
    words: tuple[SpokenWord, ...] = ()


class MadeBy(_Value):
    """Who made which part; None where that part is not there yet."""

    text: Provenance | None = None
    picture: Provenance | None = None
    narration: Provenance | None = None


class BookScene(_Value):
    """One page: its words, its picture, its sound, and who made them."""

    number: int = Field(ge=1)
    title: str
    text: str
    mood: Mood
    illustration_prompt: str
    alt: str = ""
    staging: Staging | None = None
    tokens: tuple[Token, ...] = ()
    picture: BookPicture | None = None
    narration: BookNarration | None = None
    made_by: MadeBy = MadeBy()
    verdicts: tuple[Verdict, ...] = ()
    """What was thought of its words, its prompt and its picture."""


class Heard(_Value):
    """How far somebody has listened."""

    page: int = Field(ge=1)
    seconds: float = Field(ge=0)
    """Seconds into that page's narration."""
    finished: bool = False
    """Whether the end has been heard."""
    at: Moment = Field(default_factory=lambda: datetime.now(UTC))


class Seconds(_Value):
    """How long the making took, from the request on; None until known."""

    first_page: float | None = None
    total: float | None = None


class Book(_Value):
    """A book, in whatever state; `title` is empty and `scenes` is bare until it is written."""

    id: str = Field(pattern=ID_PATTERN)
    title: str = ""
    language: Language
    child: str = ""
    age: int = Field(ge=0, le=200)
    idea: str = ""
    seed: int | None = Field(default=None, ge=0, le=2**63 - 1)
    state: State = State.WRITING
    trouble: str = ""
    """Why it failed or was cancelled, as a sentence for the parent."""
    created_at: Moment
    deleted_at: Moment | None = None
    """When it went into the trash; None for a book on the shelf."""
    approved_at: Moment | None = None
    """When a parent said that it may be read to the child."""
    favourite: bool = False
    heard: Heard | None = None
    scenes: tuple[BookScene, ...] = ()
    text_by: Provenance | None = None
    """Who wrote the story as a whole; a scene written anew names its own writer."""
    seconds: Seconds = Seconds()
    request: Request
    understood: Understanding | None = None
    plot: Plot | None = None
    said_plainly: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    """What was thought of the idea, the plan, and the story as one."""
    voice: str = ""
    """The voice cast for the whole book; empty where the parent chose one, or nobody has cast yet."""

    @property
    def made_by(self) -> MadeBy:
        """The whole book's makers: one entry a craft, work and cost summed over the pages.

        Where a page fell back to another engine, that page's entry stands for the craft: nobody should
        have to open every page to learn that something was not made as asked.
        """
        return MadeBy(
            text=self.text_by,
            picture=_summed([scene.made_by.picture for scene in self.scenes]),
            narration=_summed([scene.made_by.narration for scene in self.scenes]),
        )

    def scene(self, number: int) -> BookScene | None:
        """The scene of that number (from 1), or None."""
        return next((scene for scene in self.scenes if scene.number == number), None)

    def media(self) -> tuple[str, ...]:
        """Every shelf key the book needs, in page order, each once."""
        parts = (part for scene in self.scenes for part in (scene.picture, scene.narration) if part)
        return tuple(dict.fromkeys(part.key for part in parts))


HOUSEHOLD_MARKS = ("deleted_at", "approved_at", "favourite", "heard")
"""What a household did with its copy: none of it travels in an archive."""


def unmarked(book: Book) -> Book:
    """The book as any household would have it."""
    fresh = {name: Book.model_fields[name].default for name in HOUSEHOLD_MARKS}
    return book.model_copy(update=fresh)


def _summed(pages: list[Provenance | None]) -> Provenance | None:
    made = [page for page in pages if page is not None]
    if not made:
        return None
    speaker = next((page for page in made if page.fallback), made[0])
    notes = tuple(dict.fromkeys(note for page in made for note in page.notes))
    totals = {
        "seconds": round(sum(page.seconds for page in made), 3),
        "cost": round(sum(page.cost for page in made), 6),
    }
    # A prompt belongs to its page; it would be wrong of the other five.
    return speaker.model_copy(update={"prompt": "", "notes": notes, **totals})


def document(book: Book, path: Callable[[str], str]) -> dict[str, Any]:
    """The book as CONTRACT documents it, ready for JSON.

    `path` turns a shelf key into the place where the file lies (`MediaFolder.path`): an absolute path,
    or an address for a shelf that is no folder.
    """
    plain = book.model_dump(mode="json", exclude={"text_by", "voice"})
    plain["made_by"] = book.made_by.model_dump(mode="json")
    for scene in plain["scenes"]:
        for part in ("picture", "narration"):
            if scene[part] is not None:
                key = scene[part].pop("key")
                scene[part] = {"path": path(key), **scene[part]}
    return plain
