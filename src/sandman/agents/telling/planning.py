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
from sandman.stories import Kind, Language, Plot
from sandman.stories.lexicon import lexicon

TRIES = 2
"""A plan, and one replan."""


async def planned(team: Team, asked: BriefAsked, *, budget: Budget, desk: Desk | None) -> Brief:
    """A plan that may be told. One that cannot be had from the model is composed at home from the cast.

    Raises what a chat raises.
    """
    for _ in range(TRIES):
        try:
            brief = await team.delegate(BRIEF, asked, budget=budget)
        except BadWork:
            break
        verdict = await _judged(team, brief, asked, desk)
        again = told_before(brief, asked.company, asked.lately)
        if verdict.outcome is not Outcome.UNFIT and again is None:
            return brief
        asked = asked.model_copy(update={"notes": (*asked.notes, _note(verdict, again))})
    else:
        if verdict.outcome is not Outcome.UNFIT:
            return brief  # like one told lately, and asked for twice: a parent's narrow wish
    brief = await _at_home(team, asked)
    await _judged(team, brief, asked, desk)
    return brief


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
    word = lexicon(Language.ENGLISH).word(kind, id)
    phrases = "|".join(re.escape(phrase.casefold()) for phrase in (word.noun, *word.also))
    return bool(re.search(rf"\b({phrases})s?\b", text))


async def _judged(team: Team, brief: Brief, asked: BriefAsked, desk: Desk | None) -> Verdict:
    verdict = await team.home.rules.judge(
        _text(brief), layer=Layer.PLAN, language=Language.ENGLISH, age=asked.age
    )
    if desk is not None:
        await desk.judged(verdict)
    return verdict


def _text(brief: Brief) -> str:
    """What would be told, the child without a sign; what is to be left out is no part of it."""
    parts = (brief.hero, brief.want, brief.turn, brief.resolution, brief.sleep_ending, *brief.beats)
    return without_names(" ".join(part.strip().rstrip(".") + "." for part in parts))


def _note(verdict: Verdict, again: Plot | None) -> str:
    if verdict.outcome is Outcome.UNFIT:
        themes = ", ".join(verdict.reasons) or "something that frightens"
        return f"Your last plan held {themes}, which no bedtime story does; plan it without."
    assert again is not None
    story = f"the {again.hero} and the {again.prop} ({again.place})"
    return f"Your last plan was the story of {story} again, which was told lately; plan another one."


async def _at_home(team: Team, asked: BriefAsked) -> Brief:
    assert BRIEF.at_home is not None
    return await BRIEF.at_home(asked, team.home)
