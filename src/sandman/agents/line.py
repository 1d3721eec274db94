"""A conversation with a model, turn by turn, with our own books and the vendor's latest id."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandman.agents.budget import Budget
from sandman.agents.entries import MOST_SENT, recent
from sandman.agents.persona import persona
from sandman.agents.skill import Agent
from sandman.ports.chat import Call, Entry, Reply, Said, Tool, Turn
from sandman.ports.errors import BadWork

if TYPE_CHECKING:
    from sandman.agents.team import Piece, Team


@dataclass(slots=True)
class Line:
    """One conversation with a model, as far as it has come."""

    team: "Team"
    agent: Agent
    budget: Budget
    keep: bool
    tools: tuple[Tool, ...]
    said: tuple[Entry, ...] = ()
    before: tuple[Entry, ...] = ()
    conversation_id: str = ""
    calls: tuple[Call, ...] = ()

    async def turn(self, *, must_call: str = "") -> AsyncGenerator["Piece"]:
        """Say what is to be said, and hear the answer; it is `before` when it has ended."""
        turn = Turn(
            agent=self.agent,
            instructions=persona(self.agent).text,
            said=self.said,
            before=recent(self.before, MOST_SENT),
            conversation_id=self.conversation_id,
            remote=await self.team.remote(self.agent) if self.keep else None,
            tools=self.tools,
            must_call=must_call,
            keep=self.keep,
        )
        async with aclosing(self.team.turn(turn, budget=self.budget)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Reply):
                    self.before = (*self.before, *self.said, Said("assistant", piece.text, piece.calls))
                    self.conversation_id = piece.conversation_id or self.conversation_id
                    self.said, self.calls = (), piece.calls
                yield piece

    async def reply(self, *, must_call: str = "") -> Reply:
        """One turn's reply, whole."""
        async with aclosing(self.turn(must_call=must_call)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Reply):
                    return piece
        raise BadWork("the answer never came to its end", port="chat")
