"""The built-in storyteller: reads the idea, plans an evening, tells it in one of four languages."""

import asyncio
from collections.abc import Sequence
from random import Random

from sandman.ports.storytelling import Desk
from sandman.providers.storytelling.builtin.plainly import plainly
from sandman.providers.storytelling.builtin.plan import plan
from sandman.providers.storytelling.builtin.reading import gender_of, read_idea
from sandman.providers.storytelling.builtin.teller import tell
from sandman.stories import Plot, Story, StoryRequest, Understanding
from sandman.stories.lexicon import lexicon

NAMES_GIVEN = 12
"""So many names at the head of a lexicon's lists are given to a child whom the parent did not name."""


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
        # 1. What does the parent wish for?
        read = read_idea(request)
        # 2. Whom is it about?
        name = request.child or read.name or _name(request, read, seed)
        gender = gender_of(name, request.language, request.pronoun or _pronoun(read))
        # 3. How does the evening go?
        chosen = plan(request, read, gender=gender, seed=seed, lately=lately)
        # 4. Tell it.
        told = tell(chosen, request, name=name, gender=gender, seed=seed)
        return Story(
            title=told.title,
            language=request.language,
            band=request.band,
            scenes=told.scenes,
            understood=read,
            plot=chosen.plot,
            seed=seed,
            said_plainly=plainly(request, read, name=name),
        )


def _name(request: StoryRequest, read: Understanding, seed: int) -> str:
    names = lexicon(request.language)
    girls, boys = names.girls[:NAMES_GIVEN], names.boys[:NAMES_GIVEN]
    some = {"girl": girls, "boy": boys}.get(read.child or "", (*girls, *boys))
    return Random(f"{seed}:name").choice(some)


def _pronoun(read: Understanding) -> str | None:
    """A girl or a boy in the idea is the child of the story."""
    return {"girl": "she", "boy": "he"}.get(read.child or "")
