"""Pathfinder with a model: a story told scene by scene, each page laid while the next is being written."""

from collections.abc import Sequence
from typing import TypedDict

from sandman.agents.company import Company
from sandman.agents.skills.art_direction import ArtAsked
from sandman.agents.skills.brief import BriefAsked
from sandman.agents.skills.create_bedtime_story import StoryAsked
from sandman.agents.team import Team
from sandman.agents.telling.guidance import WISH_FIRST, notes
from sandman.agents.telling.laying import Laying
from sandman.agents.telling.manuscript import Manuscript
from sandman.agents.telling.masking import Mask
from sandman.agents.telling.picturing import Sheet
from sandman.agents.telling.planning import planned
from sandman.agents.telling.validation import Wanted
from sandman.agents.telling.writing import write
from sandman.ports.direction import Stage
from sandman.ports.storytelling import Desk, Storyteller
from sandman.stories import Language, Plot, Story, StoryRequest, Understanding

FREE = "free"
"""The arc of a story that keeps to none of the house's."""
LATELY = 8
"""So many of the last stories a model is told of."""


class _Facts(TypedDict):
    """What Doc and Pathfinder are both told."""

    idea: str
    language: Language
    age: int
    company: Company
    lately: tuple[Plot, ...]
    seed: int


class TeamStoryteller:
    """Implements `ports.storytelling.Storyteller`: Doc plans, Firefly directs, Pathfinder writes.

    The child's name never leaves the house: a model writes `{{HERO}}`, filled in page by page at home.
    """

    def __init__(self, *, team: Team, stage: Stage, home: Storyteller) -> None:
        assert team.chat is not None, "without a model the built-in storyteller tells"
        self.name = team.chat.name
        self.model = team.chat.model
        self._team, self._stage, self._home = team, stage, home

    async def understand(self, request: StoryRequest) -> Understanding:
        """What the house reads in the idea; nothing is sent anywhere."""
        return await self._home.understand(request)

    async def tell(
        self, request: StoryRequest, *, seed: int, lately: Sequence[Plot] = (), desk: Desk | None = None
    ) -> Story:
        """Tell it with the model; seconds to minutes. See `ports.storytelling.Storyteller.tell`."""
        # 1. At home: who and what it is about, and what stands for the names outside.
        cast = await self._stage.cast(request, seed=seed, lately=lately)
        mask, company = Mask.of(request, cast), Company.of(cast)
        wanted = Wanted(request.language, request.age, request.length, mask.signs)
        budget = self._team.limits.for_book()
        facts = _Facts(
            idea=mask.hide(request.idea),
            language=request.language,
            age=request.age,
            company=company,
            lately=tuple(lately[:LATELY]),
            seed=seed,
        )
        try:
            # 2. Doc plans, and the plan is looked at.
            brief = await planned(
                self._team, BriefAsked(**facts, notes=(WISH_FIRST,)), budget=budget, desk=desk
            )
            # 3. Pathfinder writes while Firefly draws the character sheet; each page is laid as it comes.
            art = ArtAsked(company=company, age=request.age, brief=brief, seed=seed)
            async with Sheet(self._team, art, budget=budget) as sheet:
                laying = Laying(
                    request=request, cast=cast, mask=mask, stage=self._stage, sheet=sheet, desk=desk
                )
                manuscript = Manuscript(wanted, laying)
                told = StoryAsked(**facts, brief=brief, words=wanted.words, notes=notes(wanted))
                await write(self._team, told, manuscript, budget=budget, hide=mask.hide)
        finally:
            if desk is not None:
                desk.spent(budget.used.cost)
        # 4. The story, as it was laid.
        return Story(
            title=mask.fill(manuscript.title),
            language=request.language,
            band=request.band,
            scenes=tuple(laying.scenes),
            understood=cast.understood,
            plot=cast.plot.model_copy(update={"arc": FREE}),
            seed=seed,
            said_plainly=cast.plainly,
        )
