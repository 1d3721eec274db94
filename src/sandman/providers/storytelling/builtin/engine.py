"""The built-in storyteller: reads the idea, plans an evening, tells it in one of four languages."""

import asyncio
from collections.abc import Sequence

from sandman.ports.storytelling import Desk
from sandman.providers.storytelling.builtin.evening import settle
from sandman.providers.storytelling.builtin.plainly import plainly
from sandman.providers.storytelling.builtin.reading import read_idea
from sandman.providers.storytelling.builtin.teller import tell
from sandman.stories import Plot, Story, StoryRequest, Understanding


class BuiltinStoryteller:
    """Implements `ports.storytelling.Storyteller` over the story world and its prose files."""

    name = "builtin"
    model = "story-grammar-1"

    async def understand(self, request: StoryRequest) -> Understanding:
        """What is read in the idea; milliseconds, but the first Japanese idea opens a dictionary."""
        return await asyncio.to_thread(read_idea, request)

    async def tell(
        self, request: StoryRequest, *, seed: int, lately: Sequence[Plot] = (), desk: Desk | None = None
    ) -> Story:
        """Write the story; milliseconds of work, but the first Japanese idea opens a dictionary."""
        return await asyncio.to_thread(self._tell, request, seed, lately)

    def _tell(self, request: StoryRequest, seed: int, lately: Sequence[Plot]) -> Story:
        # 1. Read the idea and settle the evening.
        evening = settle(request, seed=seed, lately=lately)
        # 2. Tell it.
        told = tell(evening.plan, request, name=evening.name, gender=evening.gender, seed=seed)
        return Story(
            title=told.title,
            language=request.language,
            band=request.band,
            scenes=told.scenes,
            understood=evening.read,
            plot=evening.plan.plot,
            seed=seed,
            said_plainly=plainly(request, evening.read, name=evening.name),
        )
