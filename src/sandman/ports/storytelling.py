"""The storyteller's port: a request in, a whole story out."""

from collections.abc import Sequence
from typing import Protocol

from sandman.stories import Plot, Story, StoryRequest, Understanding


class Storyteller(Protocol):
    """Writes a story of six scenes in the request's language and age band."""

    name: str
    """The engine's name as `--storyteller` spells it: `builtin`, `mistral`, …"""
    model: str
    """What wrote it, with its version; goes into `made_by`."""

    async def understand(self, request: StoryRequest) -> Understanding:
        """What `tell` would take from the idea, told apart from what it cannot use; nothing is written.

        Raises what `tell` raises.
        """
        ...

    async def tell(self, request: StoryRequest, *, seed: int, lately: Sequence[Plot] = ()) -> Story:
        """Write the story; the same request, seed and `lately` give the same story.

        `lately` holds the plots of the household's last books, newest first; none of them is told again.
        Raises RequestRefused for what is not a bedtime story, TryAgainLater, NeedsAttention, or BadWork.
        """
        ...
