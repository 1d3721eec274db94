"""The team's memory: conversations, and the agents as a vendor keeps them."""

from datetime import datetime
from typing import Protocol

from pydantic import BaseModel, ConfigDict

from sandman.ports.chat import RemoteAgent


class Talk(BaseModel):
    """A conversation with one of the four, as the house keeps it."""

    model_config = ConfigDict(frozen=True)

    id: str
    """Ours; what `conversation_id` means on the web."""
    agent: str
    engine: str
    """Which engine it was held with; another one starts from `entries`."""
    remote_id: str = ""
    """The vendor's latest id."""
    entries: tuple[dict[str, object], ...] = ()
    """What was said, oldest first, as JSON (`agents` reads and writes it)."""
    changed_at: datetime


class TeamMemory(Protocol):
    """Where conversations and remote agents are kept."""

    async def talk(self, id: str) -> Talk | None:
        """The conversation, or None."""
        ...

    async def last_talk(self, agent: str) -> Talk | None:
        """The one that was held last with an agent, or None."""
        ...

    async def talks(self) -> tuple[Talk, ...]:
        """All of them, the last first."""
        ...

    async def keep_talk(self, talk: Talk) -> None:
        """Keep it, in place of what was there."""
        ...

    async def drop_talk(self, id: str) -> None:
        """Forget it; once more is no fault."""
        ...

    async def remote_agents(self, engine: str) -> dict[str, RemoteAgent]:
        """The vendor's copies by agent."""
        ...

    async def keep_remote_agent(self, engine: str, agent: str, remote: RemoteAgent) -> None:
        """Remember the vendor's copy."""
        ...

    async def drop_remote_agent(self, engine: str, agent: str) -> None:
        """Forget it."""
        ...
