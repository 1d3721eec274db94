"""The crew: who writes, paints and reads one book, who steps in when they cannot, and who looks on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from sandman.ports.direction import VoiceCaster
from sandman.ports.illustration import Illustrator
from sandman.ports.moderation import Moderator, Reviewer
from sandman.ports.narration import Narrator
from sandman.ports.recording import Recorder
from sandman.ports.storytelling import Storyteller
from sandman.stories import StoryRequest

Engine = TypeVar("Engine", Storyteller, Illustrator, Narrator)
Work = TypeVar("Work")


@dataclass(frozen=True, slots=True)
class Chair(Generic[Engine]):
    """One craft's chair: the engine that was asked for, and the built-in one that stands behind it."""

    first: Engine
    behind: Engine | None = None
    """None where the first is the built-in one itself."""
    free: bool = False
    """Whether nothing is ever paid for the first, so that no spending limit holds it back (Ollama)."""
    here: bool = False
    """Whether the first works on this machine's own cores, though it is not the built-in one (diffusion)."""

    @property
    def home(self) -> Engine:
        """The engine past which there is nobody left to ask."""
        return self.behind or self.first

    @property
    def outside(self) -> bool:
        """Whether the first is an engine outside the house."""
        return self.behind is not None

    @property
    def elsewhere(self) -> bool:
        """Whether the first needs no core of ours."""
        return self.outside and not self.here


@dataclass(frozen=True, slots=True)
class Done(Generic[Engine, Work]):
    """Work done, by whom, and why not by the engine that was asked for."""

    work: Work
    by: Engine
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class Crew:
    """Everyone who works on one book; None where the parent wants no pictures or no voice."""

    storyteller: Chair[Storyteller]
    illustrator: Chair[Illustrator] | None
    narrator: Chair[Narrator] | None
    recorder: Recorder
    voice: str
    """The voice of the first narrator that was asked for; empty for one that is cast, or the best."""
    moderators: tuple[Moderator, ...] = ()
    """The first judges at home, in milliseconds, and never fails; the others may be outside the house."""
    reviewer: Reviewer | None = None
    """Reads a story told by an engine outside the house once it is whole."""
    caster: VoiceCaster | None = None
    """Picks the book's voice where the parent asked for none."""


Casting = Callable[[StoryRequest], Crew]
"""Picks the crew for a request; the house wires it. Raises NeedsAttention for an engine that is not there."""
