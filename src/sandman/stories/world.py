"""The story world: one vocabulary, by id, that the writer has words for and the painter paints.

Ids are unique within their kind only where a kind says so (`snow` the place, `snowfall` the weather);
they are English nouns in `snake_case` and never shown to a child.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any


class Kind(StrEnum):
    """What sort of thing an id names."""

    HERO = "hero"
    COMPANION = "companion"
    PLACE = "place"
    PROP = "prop"
    FEELING = "feeling"
    LESSON = "lesson"
    WONDER = "wonder"
    WEATHER = "weather"
    TIME = "time"

    @property
    def plural(self) -> str:
        """The kind's word for many: heroes, places, kinds of weather."""
        return {"hero": "heroes", "weather": "kinds of weather"}.get(self.value, f"{self.value}s")


@dataclass(frozen=True, slots=True)
class Thing:
    """One entry of the world: its kind, its id, and the facts the planner relies on."""

    kind: Kind
    id: str
    facts: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def is_a(self, fact: str) -> bool:
        """Whether a yes-or-no fact holds (`light`, `mendable`, `child`, …)."""
        return self.facts.get(fact) is True

    @property
    def moves(self) -> str:
        """How it gets about: walks, hops, flies, swims, rolls, crawls; `walks` where nothing is said."""
        return str(self.facts.get("moves", "walks"))

    @property
    def size(self) -> str:
        """tiny, small, medium or large beside a child, who is `medium`."""
        return str(self.facts.get("size", "small"))


class World:
    """Every thing a story can hold. Iteration order is the file's, so seeds are stable."""

    def __init__(self, things: Mapping[Kind, Mapping[str, Thing]]) -> None:
        self._things = things

    def ids(self, kind: Kind) -> tuple[str, ...]:
        """All ids of one kind, in the file's order."""
        return tuple(self._things[kind])

    def has(self, kind: Kind, id: str) -> bool:
        """Whether `id` names a thing of that kind."""
        return id in self._things[kind]

    def get(self, kind: Kind, id: str) -> Thing:
        """The thing of that kind and id; KeyError where there is none."""
        return self._things[kind][id]

    def all(self, kind: Kind) -> tuple[Thing, ...]:
        """All things of one kind, in the file's order."""
        return tuple(self._things[kind].values())

    def friend(self, id: str) -> Thing:
        """A companion by id: one of the small companions, or any hero who comes along as one."""
        kind = Kind.COMPANION if self.has(Kind.COMPANION, id) else Kind.HERO
        return self.get(kind, id)


@cache
def world() -> World:
    """The house's one story world, read from `world.toml` beside this file."""
    raw = tomllib.loads(resources.files(__package__).joinpath("world.toml").read_text("utf-8"))
    return World(
        {
            kind: MappingProxyType({id: Thing(kind, id, facts) for id, facts in raw[kind].items()})
            for kind in Kind
        }
    )
