"""The four introduce themselves: in our words, or each in his own where a model is there and asked for it."""

import asyncio
import tomllib
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from sandman.agents.company import HERO
from sandman.agents.persona import AGENTS, persona
from sandman.agents.skill import Agent
from sandman.agents.words import WRITTEN
from sandman.ports.chat import Reply, Said, Turn
from sandman.ports.errors import PortError
from sandman.ports.moderation import Layer, Outcome
from sandman.ports.narration import Voice
from sandman.stories import Language

if TYPE_CHECKING:
    from sandman.agents.budget import Budget
    from sandman.agents.team import Team

AGE = 5
MOST_LETTERS = 700
"""Half a minute of speech."""
SOUNDS_LIKE: dict[Agent, str] = {"doc": "m", "pathfinder": "f", "firefly": "f", "lifeline": "m"}
"""Which kind of voice speaks for each, where there is a choice."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """A few sentences of one of the four about himself."""

    agent: Agent
    name: str
    text: str


async def introductions(team: "Team", language: Language, *, fresh: bool) -> tuple[Introduction, ...]:
    """All four; who has nothing fit to say for himself is introduced in our words."""
    ours = _ours(language)
    own: Sequence[str] = [""] * len(AGENTS)
    if fresh and team.chat:
        budget = team.limits.for_talk()
        own = await asyncio.gather(*(_own(team, agent, language, budget) for agent in AGENTS))
    return tuple(
        Introduction(agent, persona(agent).name, text or ours[agent])
        for agent, text in zip(AGENTS, own, strict=True)
    )


def cast_four(voices: Sequence[Voice]) -> dict[Agent, Voice]:
    """A voice for each of the four, each another as far as there are enough; all of one language."""
    free = list(voices)
    cast: dict[Agent, Voice] = {}
    for place, agent in enumerate(AGENTS):
        fitting = [voice for voice in free if voice.gender == SOUNDS_LIKE[agent]]
        chosen = next(iter(fitting or free), voices[place % len(voices)])
        cast[agent] = chosen
        free = [voice for voice in free if voice.id != chosen.id]
    return cast


async def _own(team: "Team", agent: Agent, language: Language, budget: "Budget") -> str:
    """One of the four in his own words; empty where a model fails or says what is not fit."""
    asked = (
        f"Introduce yourself in {WRITTEN[language]} to a child in bed and a parent beside it: who you are, "
        "where you are from, what you do for their book. Four short sentences to be read aloud, and no name "
        "but your own."
    )
    turn = Turn(agent=agent, instructions=persona(agent).text, said=(Said("user", asked),), keep=False)
    try:
        async with aclosing(team.turn(turn, budget=budget)) as pieces:
            text = "".join([piece.text async for piece in pieces if isinstance(piece, Reply)]).strip()
    except PortError:  # noted in the ledger by the turn; our own words are as good
        return ""
    verdict = await team.home.rules.judge(text, layer=Layer.TEXT, language=language, age=AGE)
    fit = verdict.outcome is not Outcome.UNFIT and HERO not in text and len(text) <= MOST_LETTERS
    return " ".join(text.split()) if fit else ""


@cache
def _ours(language: Language) -> dict[str, str]:
    source = resources.files(__package__).joinpath("introductions", f"{language.value}.toml")
    return tomllib.loads(source.read_text("utf-8"))
