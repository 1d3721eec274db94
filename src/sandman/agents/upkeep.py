"""What a vendor keeps of the team: agents made from our personas, and conversations, until forgotten."""

import hashlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Literal

from sandman.agents.delegation import tools_of
from sandman.agents.entries import aside_of
from sandman.agents.persona import AGENTS, persona
from sandman.agents.skill import Agent
from sandman.ports.chat import AgentPlan, AgentRegistry, Chat, RemoteAgent
from sandman.ports.errors import NeedsAttention, PortError
from sandman.ports.memory import TeamMemory


@dataclass(frozen=True, slots=True)
class Synced:
    """One of the four as the vendor has him now."""

    agent: Agent
    remote: RemoteAgent
    change: Literal["made", "renewed", "as it was"]


def plan_of(agent: Agent) -> AgentPlan:
    """The agent as it should be at the vendor's: the persona, and the tools of free talk."""
    who, tools = persona(agent), tools_of(agent)
    whole = json.dumps([who.text, who.does, [(t.name, t.description, t.parameters) for t in tools]])
    return AgentPlan(
        agent=agent,
        name=f"Sandman Tales: {who.name}",
        description=who.does,
        instructions=who.text,
        tools=tools,
        digest=hashlib.sha256(whole.encode()).hexdigest()[:16],
    )


async def sync(chat: Chat, memory: TeamMemory) -> AsyncIterator[Synced]:
    """Make the four at the vendor's or bring them up to date, one by one.

    Raises NeedsAttention where the vendor keeps no agents, and what a chat raises.
    """
    if not isinstance(chat, AgentRegistry):
        raise NeedsAttention(
            f"`{chat.name}` keeps no agents of its own; there is nothing to bring up to date",
            port="team",
            hint="the four can be asked as they are: sandman team ask doc 'good evening'",
        )
    known = await memory.remote_agents(chat.name)
    for agent in AGENTS:
        before = known.get(agent)
        remote = await chat.sync(plan_of(agent), before)
        await memory.keep_remote_agent(chat.name, agent, remote)
        same = before is not None and before.id == remote.id
        yield Synced(agent, remote, "made" if not same else "as it was" if before == remote else "renewed")


async def dismiss(chat: Chat, memory: TeamMemory) -> int:
    """Delete the vendor's copies of the four; says how many there were."""
    if not isinstance(chat, AgentRegistry):
        return 0
    known = await memory.remote_agents(chat.name)
    for agent, remote in known.items():
        await chat.dismiss(remote)
        await memory.drop_remote_agent(chat.name, agent)
    return len(known)


async def forget(chat: Chat | None, memory: TeamMemory, agent: Agent | None) -> int:
    """Delete conversations at the vendor's and then at home; says how many.

    One whose vendor cannot be asked stays in the books, so that it can be deleted later. Raises the first
    fault met, after all the others are done.
    """
    done, first = 0, None
    for talk in await memory.talks():
        if agent not in (None, talk.agent):
            continue
        try:
            for engine, ids in aside_of(talk.entries).copies.items():
                for id in ids:
                    await _forget_there(chat, engine, id)
        except PortError as fault:
            first = first or fault
            continue
        await memory.drop_talk(talk.id)
        done += 1
    if first:
        raise first
    return done


async def _forget_there(chat: Chat | None, engine: str, id: str) -> None:
    if chat is None or chat.name != engine:
        raise NeedsAttention(
            f"a conversation is still kept at `{engine}`, which is not connected now",
            port="team",
            hint=f"connect `{engine}` again, then `sandman team forget`",
        )
    await chat.forget(id)
