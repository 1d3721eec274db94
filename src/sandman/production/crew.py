"""The crew: who writes, paints and reads one book, and who steps in when they cannot."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import structlog

from sandman.ports.errors import BadWork, NeedsAttention, TryAgainLater
from sandman.ports.illustration import Illustrator
from sandman.ports.narration import Narrator
from sandman.ports.recording import Recorder
from sandman.ports.storytelling import Storyteller
from sandman.stories import StoryRequest

Engine = TypeVar("Engine", Storyteller, Illustrator, Narrator)
Work = TypeVar("Work")
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Chair(Generic[Engine]):
    """One craft's chair: the engine that was asked for, and the built-in one that stands behind it."""

    first: Engine
    behind: Engine | None = None
    """None where the first is the built-in one itself."""


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
    """The voice of the first narrator that was asked for; empty for that narrator's best."""


Casting = Callable[[StoryRequest], Crew]
"""Picks the crew for a request; the house wires it. Raises NeedsAttention for an engine that is not there."""


async def sit(
    chair: Chair[Engine],
    do: Callable[[Engine], Awaitable[Work]],
    *,
    waits_seconds: tuple[float, ...] = (1.0, 4.0),
    sleep: Callable[[float], Awaitable[None]],
) -> Done[Engine, Work]:
    """Let the first engine do it, patiently; then the one behind it, so that a book is always finished.

    Raises what the built-in engine raises: past it there is nobody left to ask.
    """
    for wait in (*waits_seconds, None):
        try:
            return Done(await do(chair.first), chair.first)
        except TryAgainLater as fault:
            if wait is not None:
                await sleep(wait)
                continue
            reason = fault.message
        except (NeedsAttention, BadWork) as fault:
            reason = fault.message
            if chair.behind is None:
                raise
        break
    if chair.behind is None:
        raise NeedsAttention(reason, provider=chair.first.name, hint="try again in a while: `sandman resume`")
    log.warning("an engine fell back", engine=chair.first.name, to=chair.behind.name, reason=reason)
    return Done(await do(chair.behind), chair.behind, fallback=reason)
