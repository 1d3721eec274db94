"""A written story: six scenes, how they are spoken, what they show, and what was understood."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sandman.stories.age import AgeBand
from sandman.stories.language import Language
from sandman.stories.mood import Mood
from sandman.stories.staging import Staging


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Token(_Value):
    """One word as it is shown and as it is said.

    Shown tokens joined (with the text's own spaces) are the scene's text. `said` differs where the
    page shows kana and the voice wants kanji, or where a name has a reading; `reading` is kana.
    """

    shown: str
    said: str
    reading: str = ""


class Scene(_Value):
    """One page of the story."""

    number: int = Field(ge=1)
    title: str
    text: str
    mood: Mood
    illustration_prompt: str
    alt: str = ""
    """The picture in words, in the story's language, for those who cannot see it."""
    staging: Staging | None = None
    tokens: tuple[Token, ...] = ()
    """How Japanese text is spoken; empty for languages that are spoken as they are written."""


class Understanding(_Value):
    """What was read in the parent's idea, by the world's ids, and what could not be used."""

    hero: str | None = None
    child: str | None = None
    name: str = ""
    """What the idea calls the child; empty where it names nobody, or the request does."""
    pronoun: Literal["she", "he", "they"] | None = None
    """How the story speaks of the child; None where nothing was read or decided."""
    companion: str | None = None
    place: str | None = None
    prop: str | None = None
    feeling: str | None = None
    lesson: str | None = None
    wonder: str | None = None
    weather: str | None = None
    unused: tuple[str, ...] = ()
    """Words of the idea that nothing was made of, as the parent wrote them."""


class Plot(_Value):
    """A story's fingerprint: two stories with equal plots would feel the same."""

    arc: str
    hero: str
    place: str
    prop: str


class Story(_Value):
    """A whole story, ready to be painted and read."""

    title: str
    language: Language
    band: AgeBand
    scenes: tuple[Scene, ...]
    understood: Understanding
    plot: Plot
    seed: int
    said_plainly: tuple[str, ...] = ()
    """Sentences for the parent, in the story's language: what was chosen for them, what was not used."""
