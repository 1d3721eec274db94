"""The moderation port: whether something is fit for a child at bedtime."""

from enum import StrEnum
from typing import Protocol

from pydantic import BaseModel, ConfigDict

from sandman.stories import Language, Story


class Layer(StrEnum):
    """Where something was looked at, from the parent's words to the painted page."""

    INPUT = "input"
    PLAN = "plan"
    TEXT = "text"
    PROMPT = "prompt"
    PICTURE = "picture"


class Outcome(StrEnum):
    """What was found."""

    FINE = "fine"
    SOFTENED = "softened"
    """Something was made gentler, or left out, on the way."""
    UNFIT = "unfit"
    UNSEEN = "unseen"
    """It could not be looked at: the judge did not answer."""


class Verdict(BaseModel):
    """What one judge said of one thing; kept with the page for the parent."""

    model_config = ConfigDict(frozen=True)

    layer: Layer
    judge: str
    """`rules`, `lifeline`, `mistral`."""
    outcome: Outcome
    reasons: tuple[str, ...] = ()
    """Themes by id: `violence`, `fear`, `contact`, `instructions`, …"""
    said: str = ""
    """A sentence for the parent; empty where nothing was found."""


class Moderator(Protocol):
    """Judges words and, where it can see, pictures."""

    name: str
    model: str

    @property
    def sees(self) -> bool:
        """Whether it can judge pictures, as far as is known."""
        ...

    async def judge(self, text: str, *, layer: Layer, language: Language, age: int) -> Verdict:
        """Judge words for a child of `age` years. Picture prompts come in English.

        Raises TryAgainLater, NeedsAttention or BadWork where it cannot; who calls notes an UNSEEN verdict.
        """
        ...

    async def look(self, picture: bytes, *, prompt: str, age: int) -> Verdict:
        """Judge an encoded picture (webp, png or jpeg); only where `sees`. Raises as `judge`."""
        ...


class Reviewer(Protocol):
    """Reads a whole story as an editor for children would."""

    async def review(self, story: Story) -> Verdict:
        """Judge the story as one: does it end in sleep, does it frighten, is it one story.

        Raises as `Moderator.judge`.
        """
        ...
