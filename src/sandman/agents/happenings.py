"""What happens in a talk, as whoever shows it is told."""

from dataclasses import dataclass, field

from sandman.agents.skill import Agent
from sandman.ports.chat import Usage


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of the answer, to be shown as it comes."""

    text: str


@dataclass(frozen=True, slots=True)
class Asking:
    """Doc has asked one of the others, who is at it now."""

    agent: Agent
    skill: str
    """Empty where he asked for words."""
    asked: str


@dataclass(frozen=True, slots=True)
class Delegated:
    """Whom Doc asked, for what, and what came of it."""

    agent: Agent
    skill: str
    asked: str
    answered: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer; the last thing a talk yields."""

    reply: str
    conversation_id: str
    delegated: tuple[Delegated, ...] = ()
    usage: Usage = field(default_factory=Usage)


Happening = Words | Asking | Delegated | Answer
