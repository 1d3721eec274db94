"""What there is to choose from, what an idea would become, and how the house is."""

from typing import Literal

from pydantic import Field

from sandman.api.wire.answer import Answer, Asked
from sandman.stories import Language
from sandman.stories.gentleness import Outcome


class IdeaAsked(Asked):
    """An idea as far as it is typed."""

    idea: str
    language: Language = Language.ENGLISH
    child: str = ""
    age: int = 5


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


class Gentle(Answer):
    """Whether an idea is fit for a child of that age at bedtime, as the rules read it."""

    outcome: Outcome
    said: str
    """A kind sentence for the parent, in the idea's language; empty where all is well."""


class Understood(Answer):
    """What a story would make of an idea."""

    understood: UnderstoodThings
    child: str | None
    """The child's name, where the idea tells it."""
    unused: list[str]
    gentle: Gentle


class NarrationAsked(Asked):
    """A text to be read aloud."""

    text: str = Field(min_length=1, max_length=5000)
    language: Language = Language.ENGLISH
    voice: str | None = Field(default=None, max_length=64)
    speed: float = Field(default=0.95, ge=0.5, le=2.0, allow_inf_nan=False)


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


class StyleHere(Answer):
    """One version of a picture style that the household has published."""

    name: str
    version: int
    style: str
    """NAME@VERSION: what a request's `style` says."""
    title: str
    """What people read; the name where nobody gave one."""
    trigger: str
    base: str
    """The name of the base it was taught to."""
    samples: list[str]
    """Addresses of pictures painted in it."""
    in_use: bool
    """Whether books are painted in it unless another is asked for."""
    trouble: str
    """What keeps it from being painted in here now; empty where nothing does."""


class Styles(Answer):
    """The picture styles, by name, newest version first; the painter's own watercolour needs none."""

    styles: list[StyleHere]


Voicing = Literal["warming", "warm", "missing"]
"""How far the voices are: being loaded, at hand, or not there."""


class Health(Answer):
    """Whether a story could be asked for now."""

    state: Literal["well", "warming"]
    version: str
    voices: Voicing
    making: int
    """Books not finished."""
