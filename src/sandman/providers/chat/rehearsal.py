"""A chat for rehearsals: says what the script says, in small pieces, and records every turn.

    RehearsalChat({"doc": [{"hero": "fox"}], "pathfinder": [ProviderBusy("…"), story]})
    RehearsalChat(lambda turn: {"title": turn.must_call})
    RehearsalChat(["Good evening.", Cut({"title": "…"}, characters=200)])

A line of the script is words, the arguments of the tool that must be called, calls, a Reply, or a fault.
"""

import asyncio
import json
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sandman.ports.chat import AgentPlan, Call, CallDelta, RemoteAgent, Reply, Said, TextDelta, Turn, Usage
from sandman.ports.errors import BadWork, PortError, ProviderUnreachable
from sandman.providers.chat import pictures

LETTERS_A_TOKEN = 4
_HOME = {"port": "chat", "provider": "rehearsal"}


def _lost() -> PortError:
    return ProviderUnreachable("the connection was lost in the middle of the answer", **_HOME)


@dataclass(frozen=True, slots=True)
class Cut:
    """An answer that breaks off after so many characters, in `fault`."""

    answer: "Line"
    characters: int
    fault: PortError = field(default_factory=_lost)


Line = str | Mapping[str, Any] | Call | tuple[Call, ...] | Reply | PortError | Cut
Script = Mapping[str, Iterable[Line]] | Iterable[Line] | Callable[[Turn], Line]


class RehearsalChat:
    """Implements `ports.chat.Chat`.

    `script` is a queue of lines for each agent, one queue for all, or a function of the turn. `say` adds
    lines. With `tokens_per_second` the pieces come that fast, by `sleep`. It looks at pictures if
    it `sees`. `turns` records what was asked, `hung_up` counts answers that were closed before their end,
    `forgotten` the conversations let go.
    """

    def __init__(
        self,
        script: Script = (),
        *,
        name: str = "rehearsal",
        model: str = "rehearsal-1",
        tokens_per_second: float | None = None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        price_per_token: float = 0.0,
        sees: bool = False,
    ) -> None:
        self.name = name
        self.model = model
        self.sees = sees
        self.turns: list[Turn] = []
        self.hung_up = 0
        self.forgotten: list[str] = []
        self._improvise = script if callable(script) else None
        self._queues: dict[str, deque[Line]] = {}
        self._pause_seconds = 1 / tokens_per_second if tokens_per_second else 0.0
        self._sleep = sleep
        self._price = price_per_token
        self._conversations = 0
        if isinstance(script, Mapping):
            for agent, lines in script.items():
                self.say(*lines, agent=agent)
        elif not callable(script):
            self.say(*script)

    def say(self, *lines: Line, agent: str = "") -> None:
        """Put lines at the end of an agent's queue, or of the one that all share."""
        self._queues.setdefault(agent, deque()).extend(lines)

    async def answer(self, turn: Turn) -> AsyncGenerator[TextDelta | CallDelta | Reply, None]:
        """The next line of the script, a token at a time; see `ports.chat.Chat.answer`."""
        self.turns.append(turn)
        if pictures.shows(turn) and not self.sees:
            raise pictures.no_eyes("the rehearsal", self.model, provider=self.name)
        line = self._next_line(turn)
        ended = False
        try:
            if isinstance(line, PortError):
                raise line
            whole = line.answer if isinstance(line, Cut) else line
            reply = self._checked(self._reply(whole, turn), turn)
            told = 0
            for piece in _pieces(reply):
                if isinstance(line, Cut) and told >= line.characters:
                    raise line.fault
                await self._sleep(self._pause_seconds)
                yield piece
                told += len(piece.text if isinstance(piece, TextDelta) else piece.arguments)
            if isinstance(line, Cut):
                raise line.fault
            ended = True
            yield reply
        except PortError:
            ended = True
            raise
        finally:
            self.hung_up += not ended

    async def forget(self, conversation_id: str) -> None:
        """Note it down."""
        self.forgotten.append(conversation_id)

    async def check(self) -> str:
        """Always there, unless a fault stands next in the queue that all share."""
        queue = self._queues.get("")
        if queue and isinstance(fault := queue[0], PortError):
            queue.popleft()
            raise fault
        return f"`{self.model}` answers from the script"

    def _next_line(self, turn: Turn) -> Line:
        if self._improvise:
            return self._improvise(turn)
        for agent in (turn.agent, ""):
            if queue := self._queues.get(agent):
                return queue.popleft()
        return BadWork(f"the script has nothing left for {turn.agent} to say", **_HOME)

    def _reply(self, line: "Line", turn: Turn) -> Reply:
        turn_number = len(self.turns)
        if isinstance(line, Mapping):
            line = Call(f"call-{turn_number}", turn.must_call, line)
        if isinstance(line, Call):
            line = (line,)
        if isinstance(line, str):
            reply = Reply(line)
        elif isinstance(line, Reply):
            reply = line
        elif isinstance(line, tuple):
            reply = Reply("", line)
        else:
            raise TypeError(f"no line of a script: {line!r}")
        if turn.keep and not reply.conversation_id:
            self._conversations += not turn.conversation_id
            reply = replace(reply, conversation_id=turn.conversation_id or f"talk-{self._conversations}")
        if reply.usage == Usage():
            asked = len(turn.instructions) + sum(_letters(each) for each in (*turn.before, *turn.said))
            prompt = asked // LETTERS_A_TOKEN
            told = sum(1 for _ in _pieces(reply))
            reply = replace(reply, usage=Usage(prompt, told, (prompt + told) * self._price))
        return reply

    def _checked(self, reply: Reply, turn: Turn) -> Reply:
        called = {call.name for call in reply.calls}
        if turn.must_call and called != {turn.must_call}:
            found = ", ".join(sorted(called)) or "no call"
            raise BadWork(f"{found} came back instead of a call of `{turn.must_call}`", **_HOME)
        if not reply.calls and not reply.text.strip():
            raise BadWork("the answer was empty", **_HOME)
        return reply


class RehearsalVendor(RehearsalChat):
    """A rehearsal chat that keeps agents too: implements `ports.chat.AgentRegistry`.

    `agents` holds what was synced by id; a test that empties it has lost them.
    """

    def __init__(self, script: Script = (), *, name: str = "rehearsal", model: str = "rehearsal-1") -> None:
        super().__init__(script, name=name, model=model)
        self.agents: dict[str, AgentPlan] = {}
        self.dismissed: list[str] = []

    async def sync(self, plan: AgentPlan, known: RemoteAgent | None) -> RemoteAgent:
        """Keep the plan; a changed one is a new version, a lost one a new agent."""
        if known and known.id in self.agents:
            version = known.version + (known.digest != plan.digest)
            remote = RemoteAgent(known.id, version, plan.digest)
        else:
            remote = RemoteAgent(
                f"ag_{plan.agent}_{len(self.agents) + len(self.dismissed) + 1}", 0, plan.digest
            )
        self.agents[remote.id] = plan
        return remote

    async def dismiss(self, agent: RemoteAgent) -> None:
        """Let the agent go."""
        self.agents.pop(agent.id, None)
        self.dismissed.append(agent.id)


def _pieces(reply: Reply) -> Iterable[TextDelta | CallDelta]:
    for piece in _tokens(reply.text):
        yield TextDelta(piece)
    for call in reply.calls:
        for piece in _tokens(json.dumps(call.arguments, ensure_ascii=False)):
            yield CallDelta(call.id, call.name, piece)


def _tokens(text: str) -> Iterable[str]:
    return (text[at : at + LETTERS_A_TOKEN] for at in range(0, len(text), LETTERS_A_TOKEN))


def _letters(entry: object) -> int:
    return len(entry.text) if isinstance(entry, Said) else len(getattr(entry, "result", ""))
