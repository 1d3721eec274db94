"""The arcs: how an evening can go, the same in every language."""

import tomllib
from functools import cache
from importlib import resources
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sandman.stories import SCENES, Mood, Pose, Thing


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class ArcScene(_Data):
    """One scene of an arc: what happens, and how the picture is staged."""

    mood: Mood
    time: str
    place: Literal["here", "home"]
    hero: Pose
    child: Pose
    prop: Literal["held", "carried", "near", "away"]
    beat: str


class Arc(_Data):
    """One way an evening can go."""

    id: str
    about: str
    prop: tuple[str, ...] = ()
    excluded: tuple[str, ...] = Field(default=(), alias="except")
    weather: tuple[str, ...] = ()
    scene: tuple[ArcScene, ...] = Field(min_length=SCENES, max_length=SCENES)

    def serves(self, prop: Thing) -> bool:
        """Whether the story's prop can play its part."""
        return not self.prop or any(prop.is_a(fact) for fact in self.prop)


@cache
def arcs() -> tuple[Arc, ...]:
    """All arcs, in the file's order."""
    raw = tomllib.loads(resources.files(__package__).joinpath("arcs.toml").read_text("utf-8"))
    return tuple(Arc.model_validate(arc) for arc in raw["arc"])
