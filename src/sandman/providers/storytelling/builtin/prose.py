"""The prose: what translators write, read and checked.

`prose/<language>/arcs/<arc>.toml` holds the fourteen stories; a line is one slot of a scene, ` | ` parts its
variants, `@bank.key` takes a line from `prose/<language>/banks.toml` about tonight's place, hero, feeling ….
Lines are Jinja2 with single braces: `{hero.the} looked at {child}.`
"""

import tomllib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sandman.stories import SCENES, AgeBand, Language

Lines = tuple[str, ...]


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ByBand(_Data):
    """Lines for the youngest, and lines for the rest."""

    young: Lines = Field(min_length=1)
    rest: Lines = Field(min_length=1)


class SceneProse(_Data):
    """One scene's slots, by age band."""

    title: Lines = Field(min_length=1)
    young: Lines = Field(min_length=1)
    middle: Lines = Field(min_length=1)
    older: Lines = Field(min_length=1)

    def slots(self, band: AgeBand) -> Lines:
        """The slots for one band."""
        return {AgeBand.YOUNG: self.young, AgeBand.MIDDLE: self.middle, AgeBand.OLDER: self.older}[band]


class ArcProse(_Data):
    """One arc, told in one language."""

    titles: Lines = Field(min_length=2)
    scene: tuple[SceneProse, ...] = Field(min_length=SCENES, max_length=SCENES)


Bank = dict[str, dict[str, Lines | ByBand]]
"""Lines by id, then by key: `place["garden"]["arrive"]`. The id `any` serves where an id has no key."""


class Banks(_Data):
    """Lines about things, whichever arc they stand in."""

    place: Bank
    hero: Bank
    companion: Bank
    prop: Bank
    feeling: Bank
    lesson: Bank
    wonder: Bank
    weather: Bank
    sleep: Bank
    alt: dict[Literal["together", "with_prop", "asleep"], Lines]
    """The picture in words, for those who cannot see it."""
    plain: dict[Literal["understood", "unused", "named", "seeded"], str]
    """Sentences for the parent. `{things}`, `{words}`, `{child}` are filled in."""

    def lines(self, kind: str, id: str, key: str, band: AgeBand) -> Lines:
        """The lines for one thing and key; empty where the language has none."""
        bank: Bank = getattr(self, kind)
        found = bank.get(id, {}).get(key) or bank.get("any", {}).get(key) or ()
        if isinstance(found, ByBand):
            return found.young if band is AgeBand.YOUNG else found.rest
        return found


@cache
def banks(language: Language) -> Banks:
    """The banks of one language."""
    return Banks.model_validate(_toml(_folder(language).joinpath("banks.toml")))


@cache
def arc_prose(language: Language, arc: str) -> ArcProse:
    """One arc as told in one language."""
    return ArcProse.model_validate(_toml(_folder(language).joinpath("arcs", f"{arc}.toml")))


def _folder(language: Language) -> Traversable:
    return resources.files(__package__).joinpath("prose", language.value)


def _toml(source: Traversable) -> dict[str, object]:
    return tomllib.loads(source.read_text("utf-8"))
