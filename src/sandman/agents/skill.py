"""A skill: one thing that one of the four does, typed on both sides.

A model does it by calling the skill's tool: the call's arguments *are* the work, so nothing has to be fished
out of prose. Where there is no model, `at_home` does it with the built-in engines.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from sandman.agents.home import Home
from sandman.agents.schema import strict_schema
from sandman.ports.chat import Tool
from sandman.ports.moderation import Layer

Agent = Literal["doc", "pathfinder", "firefly", "lifeline"]


class Asked(BaseModel):
    """What a skill is asked with. Nothing in it may hold the child's name: it leaves the house."""

    model_config = ConfigDict(frozen=True)

    seed: int = 0
    """Where chance has a say: a model's, or our own."""


class Made(BaseModel):
    """What a skill comes to; fields nobody asked a model for are looked past."""

    model_config = ConfigDict(frozen=True, extra="ignore")


In = TypeVar("In", bound=Asked)
Out = TypeVar("Out", bound=Made)


@dataclass(frozen=True, kw_only=True)
class Skill(Generic[In, Out]):
    """One thing that one of the four does."""

    agent: Agent
    name: str
    """The tool's name."""
    called: str
    """What comes of it, as one asks a colleague for it: `a bedtime story`."""
    description: str
    """What it is for, in a sentence a model reads."""
    asks: type[In]
    gives: type[Out]
    put: Callable[[In], str]
    """What is asked, in words for a model; a parent's own words stand in it as data."""
    pictures: Callable[[In], Sequence[bytes]] = lambda _given: ()
    """What is shown with it, small, to a model that has eyes."""
    unseen: Callable[[In], In] | None = None
    """What is asked of a model without eyes instead; None where nothing can be."""
    shown: Callable[[Out], str]
    """What came of it, in words for a person."""
    faults: Callable[[In, Out], Sequence[str]] = lambda _given, _made: ()
    """What is wrong with it beyond its shape, each as a sentence that says what is wanted."""
    at_home: Callable[[In, Home], Awaitable[Out]] | None = None
    """The same without a model; None where that needs eyes and ears that the built-in engines have not."""
    by_words: bool = True
    """Whether it can be asked for in free talk, by a sentence instead of `asks`."""
    layer: Layer = Layer.TEXT
    """What its work is judged as before somebody sees it."""
    temperature: float | None = None
    most_tokens: int = 4096
    seconds: float = 120.0
    """How long a model may take for one turn of it."""

    @cached_property
    def tool(self) -> Tool:
        """The function a model calls to do it."""
        return Tool(self.name, self.description, strict_schema(self.gives))
