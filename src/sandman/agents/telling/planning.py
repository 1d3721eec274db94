"""Doc's plan for tonight, looked at before a word is written: is it gentle, and is it another story."""

import re
from collections.abc import Sequence

from sandman.agents.budget import Budget
from sandman.agents.company import Company
from sandman.agents.skills.brief import BRIEF, Brief, BriefAsked
from sandman.agents.team import Team
from sandman.agents.telling.filling import without_names
from sandman.ports.errors import BadWork
from sandman.ports.moderation import Layer, Outcome, Verdict
from sandman.ports.storytelling import Desk
from sandman.stories import Kind, Language, Plot, world
from sandman.stories.lexicon import lexicon

TRIES = 2
"""A plan, and one replan."""


async def planned(team: Team, asked: BriefAsked, *, budget: Budget, desk: Desk | None) -> Brief:
    """A plan that may be told. One that cannot be had from the model is composed at home from the cast.

    Raises what a chat raises.
    """
    brief, verdict, refused = await _planned(team, asked, budget)
    if refused is not None and verdict.outcome is Outcome.FINE:
        # What was planned first is not told; that it was made gentler is.
        verdict = refused.model_copy(update={"outcome": Outcome.SOFTENED})
    if desk is not None:
        await desk.judged(verdict)
    return brief


async def _planned(team: Team, asked: BriefAsked, budget: Budget) -> tuple[Brief, Verdict, Verdict | None]:
    """The plan with what is thought of it, and of one before it that was unfit."""
    refused: Verdict | None = None
    for tries_left in range(TRIES - 1, -1, -1):
        try:
            brief = await team.delegate(BRIEF, asked, budget=budget)
        except BadWork:
            break
        verdict = await _judged(team, brief, asked)
        again = told_before(brief, asked.company, asked.lately)
        if verdict.outcome is Outcome.UNFIT:
            refused = verdict
            note = f"Your last plan held {_themes(verdict)}, which no bedtime story does; plan it without."
        elif again is not None and tries_left:
            note = f"Your last plan was {_called(again)} again, which was told lately; plan another one."
        else:
            return brief, verdict, refused
        asked = asked.model_copy(update={"notes": (*asked.notes, note)})
    brief = await _at_home(team, asked)
    return brief, await _judged(team, brief, asked), refused


def told_before(brief: Brief, company: Company, lately: Sequence[Plot]) -> Plot | None:
    """The story told lately whose hero, place and prop the plan all names, unless they are tonight's cast."""
    text = _text(brief).casefold()
    own = (company.hero, company.place, company.prop)
    for plot in lately:
        named = ((Kind.HERO, plot.hero), (Kind.PLACE, plot.place), (Kind.PROP, plot.prop))
        if (plot.hero, plot.place, plot.prop) != own and all(_names(text, *each) for each in named):
            return plot
    return None


def _names(text: str, kind: Kind, id: str) -> bool:
    if not world().has(kind, id):
        return False  # the world has lost it since that story was told
    word = lexicon(Language.ENGLISH).word(kind, id)
    phrases = "|".join(re.escape(phrase.casefold()) for phrase in (word.noun, *word.also))
    return bool(re.search(rf"\b({phrases})s?\b", text))


async def _judged(team: Team, brief: Brief, asked: BriefAsked) -> Verdict:
    return await team.home.rules.judge(
        _text(brief), layer=Layer.PLAN, language=Language.ENGLISH, age=asked.age
    )


def _text(brief: Brief) -> str:
    """What would be told, the child without a sign; what is to be left out is no part of it."""
    parts = (brief.hero, brief.want, brief.turn, brief.resolution, brief.sleep_ending, *brief.beats)
    return without_names(" ".join(part.strip().rstrip(".") + "." for part in parts))


def _themes(verdict: Verdict) -> str:
    return ", ".join(verdict.reasons) or "something that frightens"


def _called(plot: Plot) -> str:
    return f"the story of the {plot.hero} and the {plot.prop} ({plot.place})"


async def _at_home(team: Team, asked: BriefAsked) -> Brief:
    assert BRIEF.at_home is not None
    return await BRIEF.at_home(asked, team.home)
