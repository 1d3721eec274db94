"""The storyteller's port: a request in, a whole story out, page by page where it is written slowly."""

from collections.abc import Sequence
from typing import Protocol

from sandman.ports.moderation import Verdict
from sandman.stories import Plot, Scene, Story, StoryRequest, Understanding


class Desk(Protocol):
    """Where pages are laid as soon as they are written, to be painted and read meanwhile."""

    async def lay(self, scene: Scene, *, title: str) -> None:
        """Hand over a page, in order from 1; it counts as it is, and `Story.scenes` repeats it unchanged.

        Raises BadWork with the fault where the page is not fit for a child; it may be mended and laid again.
        """
        ...

    async def judged(self, verdict: Verdict) -> None:
        """Note what was thought of the plan."""
        ...

    def spent(self, cost: float) -> None:
        """Say what writing has cost so far beyond what was said before, in US dollars."""
        ...


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

    async def tell(
        self, request: StoryRequest, *, seed: int, lately: Sequence[Plot] = (), desk: Desk | None = None
    ) -> Story:
        """Write the story; where no model writes, the same request, seed and `lately` give the same story.

        `lately` holds the plots of the household's last books, newest first; none of them is told again.
        Who takes seconds lays each page on `desk` when it is written; who takes milliseconds need not.
        Raises RequestRefused for what is not a bedtime story, TryAgainLater, NeedsAttention, or BadWork.
        """
        ...
