"""A household for the four: the true built-in engines, and books kept in memory."""

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

from sandman.agents.budget import Limits
from sandman.agents.home import Home
from sandman.agents.team import Team
from sandman.ports.chat import Chat, RemoteAgent
from sandman.ports.ledger import EngineFault, Use
from sandman.ports.memory import Talk
from sandman.providers.moderation.rules import RulesModerator
from sandman.providers.storytelling.builtin import BuiltinStoryteller
from sandman.providers.storytelling.builtin.stage import BuiltinStage

HOME = Home(storyteller=BuiltinStoryteller(), stage=BuiltinStage(), rules=RulesModerator())


class RememberedTalks:
    """A team memory that lasts as long as the test."""

    def __init__(self) -> None:
        self.kept: dict[str, Talk] = {}
        self.remote: dict[tuple[str, str], RemoteAgent] = {}

    async def talk(self, id: str) -> Talk | None:
        return self.kept.get(id)

    async def last_talk(self, agent: str) -> Talk | None:
        return next((talk for talk in await self.talks() if talk.agent == agent), None)

    async def talks(self) -> tuple[Talk, ...]:
        return tuple(sorted(self.kept.values(), key=lambda talk: talk.changed_at, reverse=True))

    async def keep_talk(self, talk: Talk) -> None:
        self.kept[talk.id] = Talk.model_validate_json(talk.model_dump_json())

    async def drop_talk(self, id: str) -> None:
        self.kept.pop(id, None)

    async def remote_agents(self, engine: str) -> dict[str, RemoteAgent]:
        return {agent: remote for (at, agent), remote in self.remote.items() if at == engine}

    async def keep_remote_agent(self, engine: str, agent: str, remote: RemoteAgent) -> None:
        self.remote[engine, agent] = remote

    async def drop_remote_agent(self, engine: str, agent: str) -> None:
        self.remote.pop((engine, agent), None)


class Tally:
    """A ledger that lasts as long as the test."""

    def __init__(self) -> None:
        self.used: dict[str, Use] = defaultdict(Use)
        self.found: dict[str, EngineFault] = {}

    async def note(self, engine: str, use: Use) -> None:
        before = self.used[engine].model_dump()
        self.used[engine] = Use(**{name: before[name] + more for name, more in use.model_dump().items()})

    async def note_fault(self, engine: str, said: str, hint: str = "") -> None:
        self.found[engine] = EngineFault(said=said, hint=hint, at=datetime.now(UTC))

    async def clear_fault(self, engine: str) -> None:
        self.found.pop(engine, None)

    async def today(self) -> dict[str, Use]:
        return dict(self.used)

    async def faults(self) -> dict[str, EngineFault]:
        return dict(self.found)


def a_team(chat: Chat | None = None, *, limits: Limits | None = None, children: tuple[str, ...] = ()) -> Team:
    """The four of a household with these children, and a chat or none."""

    async def named() -> tuple[str, ...]:
        return children

    return Team(chat, memory=RememberedTalks(), ledger=Tally(), home=HOME, limits=limits, children=named)


def tally(team: Team) -> Tally:
    """The team's ledger, as the test's own."""
    assert isinstance(team.ledger, Tally)
    return team.ledger


def a_brief(**other: Any) -> dict[str, Any]:
    """Doc's plan as a model calls it, with some of it otherwise."""
    nothing = dict.fromkeys(
        ("death", "weapons", "abandonment", "shame", "brands", "real_people", "unsafe_acts"), False
    )
    plan = {
        "hero": "a little fox who counts everything twice",
        "want": "{{HERO}} wants to find where the lantern's light goes in the morning",
        "turn": "a snail has been keeping it",
        "resolution": "they ask it kindly, and it comes along",
        "sleep_ending": "the light goes under the blanket, and everybody sleeps",
        "beats": ["they meet", "they look", "it is far", "a snail knows", "they ask", "they sleep"],
        "leave_out": ["running"],
        "fear_level": 0,
        "holds": nothing | other.pop("holds", {}),
    }
    return plan | other


def a_story(**other: Any) -> dict[str, Any]:
    """Pathfinder's story as a model calls it, with some of it otherwise."""
    scene = {
        "title": "The gate",
        "text": "{{HERO}} and the fox went on, quietly, and the lamp went with them.",
        "mood": "tender",
        "illustration_prompt": "a child and a fox with a lantern by a gate at dusk",
        "place": "garden",
        "time": "dusk",
        "weather": "clear",
        "hero_pose": "walk",
        "child_pose": "walk",
    }
    return {"title": "The Lamp That Stayed", "scenes": [dict(scene) for _ in range(6)]} | other
