"""The four, what they can do, and what they say."""

from pydantic import Field

from sandman.api.wire.answer import Agent, Answer, Asked, Chair


class TeamMember(Answer):
    """One of the four."""

    id: Agent
    name: str
    does: str
    about: str = ""
    """Who they are, in a few sentences."""
    craft: Chair | None
    """The chair whose engine does the work."""
    skills: list[str] = Field(default_factory=list)
    """What they can be asked to do, by name."""


class Team(Answer):
    """The four who make a book."""

    team: list[TeamMember]
    talks: bool
    """Whether they can be asked freely."""


class Message(Asked):
    """Something said to one of the four."""

    message: str = Field(min_length=1, max_length=4000)
    conversation_id: str | None = Field(default=None, max_length=64)


class DelegatedHere(Answer):
    """Something that one of the four had another do."""

    agent: Agent
    skill: str
    """Empty where it was a plain question."""
    asked: str
    answered: str


class TeamAnswer(Answer):
    """What one of the four says."""

    reply: str
    conversation_id: str
    delegated: list[DelegatedHere]


class IntroductionHere(Answer):
    """One of the four, in their own words."""

    agent: Agent
    name: str
    text: str
    voice: str


class Introductions(Answer):
    """The four, one after the other."""

    introductions: list[IntroductionHere]
