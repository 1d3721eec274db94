"""Pathfinder at work: the story streamed into the manuscript, and mended at most twice."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import aclosing

from sandman.agents.budget import Budget
from sandman.agents.reading import MOST_FAULTS, handed_back
from sandman.agents.skills.create_bedtime_story import CREATE_BEDTIME_STORY, StoryAsked
from sandman.agents.team import REPAIRS, Team
from sandman.agents.telling.filling import nameless
from sandman.agents.telling.manuscript import Manuscript
from sandman.agents.telling.scenes import Hearing
from sandman.ports.chat import Entry, Reply
from sandman.ports.errors import BadWork, ProviderBusy, TryAgainLater

SKILL = CREATE_BEDTIME_STORY


async def write(
    team: Team, asked: StoryAsked, manuscript: Manuscript, *, budget: Budget, hide: Callable[[str], str]
) -> None:
    """Fill the manuscript. `hide` masks names in what is said of its faults.

    Raises BadWork where mending does not help, and what a chat raises; an answer that breaks off while pages
    are read already is taken up where it broke.
    """
    before: tuple[Entry, ...] = ()
    for tries_left in range(REPAIRS, -1, -1):
        manuscript.try_again()
        try:
            reply = await _take_in(team, asked, before, manuscript, budget)
        except (BadWork, TryAgainLater) as fault:
            if manuscript.complete:
                return
            last = not tries_left or budget.on_last_step
            if last or (isinstance(fault, TryAgainLater) and not manuscript.laid):
                raise
            manuscript.faults.append(fault.message)
            # Pages that are laid may be read already: it is their story that has to go on.
            before = manuscript.so_far() if manuscript.laid else before
            continue
        if manuscript.complete:
            return
        named = dict.fromkeys(map(hide, manuscript.faults))
        before = (*before, *handed_back(reply, SKILL.name, tuple(named)[:MOST_FAULTS]))
    # For a parent's eyes: what was wrong, without what the model was told to do about it.
    wrong = manuscript.faults[0].partition(";")[0]
    raise BadWork(
        f"Pathfinder's story could not be told, even after two mendings ({nameless(hide(wrong))})",
        port="storytelling",
        provider=team.chat.name if team.chat else "",
    )


async def _take_in(
    team: Team, asked: StoryAsked, before: Sequence[Entry], manuscript: Manuscript, budget: Budget
) -> Reply:
    """One try, page by page as it is written."""
    hearing, titled = Hearing(), False
    pieces = team.stream(SKILL, asked, budget=budget, before=before)
    try:
        async with asyncio.timeout(SKILL.seconds), aclosing(pieces):
            async for piece in pieces:
                scenes = hearing.rest(piece, SKILL.name) if isinstance(piece, Reply) else hearing.hear(piece)
                for scene in scenes:
                    await manuscript.take(scene)
                if hearing.title is not None and not titled:
                    titled = True
                    await manuscript.take_title(hearing.title)
                if isinstance(piece, Reply):
                    manuscript.end_try()
                    return piece
    except TimeoutError as fault:
        provider = team.chat.name if team.chat else ""
        said = f"the story was not written in {SKILL.seconds:.0f} s"
        raise ProviderBusy(said, port="storytelling", provider=provider) from fault
    raise BadWork("the story never came to its end", port="storytelling")
