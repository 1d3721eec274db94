"""What a parent asks for, normalised, and kindly refused where it is not a bedtime story's business."""

import unicodedata
from typing import Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from sandman.stories.age import OLDEST, SCENES, YOUNGEST, AgeBand
from sandman.stories.language import Language
from sandman.stories.names import MOST_LETTERS, tidy_line, tidy_name
from sandman.stories.world import Kind, world

MOST_IDEA = 2000
MOST_SEED = 2**63 - 1

Slot = Literal["hero", "companion", "place", "prop", "feeling", "lesson", "wonder", "weather"]
"""What a parent may choose for a story, or leave to the idea and to chance."""
SLOTS: tuple[Slot, ...] = get_args(Slot)
Length = Literal["short", "usual", "long"]


class StoryRequest(BaseModel):
    """One sentence and its settings. An empty idea asks for a story chosen by seed.

    The slots (`hero` to `weather`) are ids of the world; one that is given overrules what the idea says.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    idea: str = ""
    child: str = ""
    age: int = 5
    language: Language = Language.ENGLISH
    hero: str | None = None
    companion: str | None = None
    place: str | None = None
    prop: str | None = None
    feeling: str | None = None
    lesson: str | None = None
    wonder: str | None = None
    weather: str | None = None
    without: tuple[Slot, ...] = ()
    """Slots for which nothing is taken from the idea: the parent has struck out what was read there."""
    length: Length = "usual"
    scenes: int = SCENES
    seed: int | None = None
    storyteller: str = "auto"
    illustrator: str = "auto"
    narrator: str = "auto"
    voice: str | None = None
    style: str | None = None
    pronoun: Literal["she", "he", "they"] | None = None
    """How the story speaks of the child; guessed from the name where nothing is said."""
    look: int | None = Field(default=None, ge=0, lt=2000)
    """How the child is painted: a number is a child, the same in every book. By default the name's own."""
    spoken_name: str = Field(default="", max_length=MOST_LETTERS)
    """How the child's name is said, where the voice would get it wrong (kana, or plain spelling)."""

    @field_validator("idea")
    @classmethod
    def _idea(cls, raw: str) -> str:
        text = tidy_line(raw)
        if len(text) > MOST_IDEA:
            raise ValueError(
                f"the idea has {len(text):,} characters; a story starts from at most {MOST_IDEA:,}"
            )
        return text

    @field_validator("child")
    @classmethod
    def _child(cls, raw: str) -> str:
        name = tidy_name(raw)
        if len(name) > MOST_LETTERS:
            raise ValueError(f"the child's name has {len(name)} letters; at most {MOST_LETTERS} fit a page")
        if name and not any(unicodedata.category(c)[0] == "L" for c in name):
            raise ValueError(f"the child's name `{name}` has no letters")
        return name

    @field_validator("age")
    @classmethod
    def _age(cls, age: int) -> int:
        if not YOUNGEST <= age <= OLDEST:
            raise ValueError(f"age {age} was given; stories are written for ages {YOUNGEST} to {OLDEST}")
        return age

    @field_validator(*SLOTS)
    @classmethod
    def _thing(cls, id: str | None, field: ValidationInfo) -> str | None:
        kind = Kind(str(field.field_name))
        # Any hero may come along as somebody else's companion.
        kinds = (kind, Kind.HERO) if kind is Kind.COMPANION else (kind,)
        if id is not None and not any(world().has(each, id) for each in kinds):
            known = ", ".join(world().ids(kind))
            raise ValueError(f"there is no {kind.value} `{id}`; {kind.plural} are {known}")
        return id

    @field_validator("scenes")
    @classmethod
    def _scenes(cls, count: int) -> int:
        if count != SCENES:
            raise ValueError(f"{count} scenes were asked for; a bedtime book has {SCENES}")
        return count

    @model_validator(mode="after")
    def _seed(self) -> Self:
        if self.seed is not None and not 0 <= self.seed <= MOST_SEED:
            raise ValueError(f"seed {self.seed} was given; a seed is a whole number from 0 to {MOST_SEED}")
        return self

    @model_validator(mode="after")
    def _two_friends(self) -> Self:
        if self.hero is not None and self.hero == self.companion:
            raise ValueError(f"`{self.hero}` is the hero and the companion too; choose two friends")
        return self

    @property
    def chosen(self) -> dict[Slot, str]:
        """The ids that the parent chose, by slot."""
        ids = ((slot, getattr(self, slot)) for slot in SLOTS)
        return {slot: id for slot, id in ids if id is not None}

    @property
    def band(self) -> AgeBand:
        """The age band the story is written for."""
        return AgeBand.of(self.age)
