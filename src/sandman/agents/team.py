"""The team: the four, asked through whichever chat is connected, or through the house's own engines.

Doc is code first: the path of a book is fixed, and `delegate` asks one of the four for one typed thing on it.
Only in free talk (`talk`) does a model choose whom to ask, and then delegating is the easiest thing to do.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from contextlib import aclosing
from typing import cast

from sandman.agents import upkeep
from sandman.agents.budget import Budget, Limits
from sandman.agents.happenings import Answer, Happening
from sandman.agents.home import Home
from sandman.agents.introduction import Introduction, introductions
from sandman.agents.persona import agent_called, persona
from sandman.agents.reading import Faulty, handed_back, read
from sandman.agents.skill import Agent, In, Out, Skill
from sandman.agents.talk import Talking
from sandman.agents.upkeep import Synced
from sandman.ports.chat import CallDelta, Chat, Entry, RemoteAgent, Reply, Said, TextDelta, Turn
from sandman.ports.errors import BadWork, NeedsAttention, NoEyes, PortError, ProviderBusy, QuotaSpent
from sandman.ports.ledger import Ledger, Use
from sandman.ports.memory import TeamMemory
from sandman.stories import Language

REPAIRS = 2
"""Turns in which a faulty answer may be mended."""
MOST_SEED = 2**31
"""Vendors read seeds as 32-bit numbers."""
NO_MODEL_HINT = "Ollama on this computer, or a key from Mistral or OpenAI in the settings, lets the four talk"
Piece = CallDelta | TextDelta | Reply


async def nobody() -> Sequence[str]:
    """No child is known."""
    return ()


class Team:
    """The four at work.

    `chat` is None where no model is connected: skills are then done by the built-in engines as far as they
    can, and free talk says what it needs. Every turn is counted in the ledger under the chat's name.
    `children` says whom the household's books were told to: their names stay at home in free talk too.
    """

    def __init__(
        self,
        chat: Chat | None,
        *,
        memory: TeamMemory,
        ledger: Ledger,
        home: Home,
        limits: Limits | None = None,
        children: Callable[[], Awaitable[Sequence[str]]] = nobody,
    ) -> None:
        self.chat = chat
        self.memory = memory
        self.ledger = ledger
        self.home = home
        self.limits = limits or Limits()
        self._children = children
        self._troubled = True  # of an earlier run nothing is known, so the first success clears it

    async def delegate(self, skill: Skill[In, Out], given: In, *, budget: Budget) -> Out:
        """Have a skill done. By a model: called, validated, and mended at most twice where it is faulty.

        Raises what a chat raises; QuotaSpent where the budget or the day's limit is spent; BadWork where the
        answer cannot be mended, or the same was asked too often; NeedsAttention where it takes a model.
        """
        budget.asks(skill.agent, skill.name, given.model_dump(mode="json"))
        # 1. Without a model, the house does it.
        if self.chat is None:
            if skill.at_home is None:
                raise no_model(f"`{skill.name}` needs a language model, and none is connected")
            return await skill.at_home(given, self.home)
        # 2. With one, it is asked, and asked again naming the fault.
        before: tuple[Entry, ...] = ()
        faults: Sequence[str] = ()
        for _ in range(1 + REPAIRS):
            given = _as_it_sees(self.chat, skill, given)
            try:
                reply = await self._whole(skill, self.stream(skill, given, budget=budget, before=before))
            except NoEyes as fault:  # found out just now: what it can be asked instead is asked next
                faults = (fault.message,)
                continue
            except BadWork as fault:
                if budget.on_last_step:
                    raise
                faults = (fault.message,)
                continue
            # 3. What came back is read; what is wrong with it goes back in words.
            try:
                return read(skill, given, reply)
            except Faulty as fault:
                faults = fault.faults
                before = (*before, *handed_back(reply, skill.name, faults))
        raise BadWork(
            f"{persona(skill.agent).name}'s `{skill.name}` was faulty after {REPAIRS} mendings: {faults[0]}",
            port="chat",
            provider=self.chat.name,
        )

    async def stream(
        self, skill: Skill[In, Out], given: In, *, budget: Budget, before: Sequence[Entry] = ()
    ) -> AsyncGenerator[Piece]:
        """The turn `delegate` takes, as it comes and not validated; close it (`aclosing`) to hang up.

        `before` is what followed the question in earlier turns, by `reading.handed_back`: replies and what
        was wrong with them. Raises as `delegate`; NeedsAttention without a model.
        """
        asked = (Said("user", skill.put(given), pictures=tuple(skill.pictures(given))), *before)
        new = _answered(asked)
        turn = Turn(
            agent=skill.agent,
            instructions=persona(skill.agent).text,
            said=asked[new:],
            before=asked[:new],
            tools=(skill.tool,),
            must_call=skill.name,
            temperature=skill.temperature,
            most_tokens=skill.most_tokens,
            seed=given.seed % MOST_SEED,
            keep=False,
        )
        async with aclosing(self.turn(turn, budget=budget)) as pieces:
            async for piece in pieces:
                yield piece

    async def turn(self, turn: Turn, *, budget: Budget) -> AsyncGenerator[Piece]:
        """One turn of the chat: admitted, counted, its faults noted. Raises as `delegate`."""
        if self.chat is None:
            raise no_model(f"{persona(turn.agent).name} cannot talk freely: no language model is connected")
        await self._afford()
        budget.step()
        try:
            async with aclosing(_closable(self.chat.answer(turn))) as pieces:
                async for piece in pieces:
                    if isinstance(piece, Reply):
                        budget.spent(piece.usage)
                        await self._note(piece)
                    yield piece
        except NoEyes:
            raise  # no trouble: it does everything else
        except PortError as fault:
            await self._note_fault(fault.message, fault.hint)
            raise

    async def talk(
        self, agent: str, message: str, *, talk_id: str | None = None, new: bool = False
    ) -> AsyncGenerator[Happening]:
        """Talk with one of the four: words as they come, whom Doc asks, and at last the Answer.

        Goes on with the conversation `talk_id`, or the one held last with the agent, or a `new` one. Raises
        NotFound for an agent or a conversation that is not there, NeedsAttention without a model, QuotaSpent
        where the budget is, and what a chat raises.
        """
        who = agent_called(agent)
        if self.chat is None:
            raise no_model(f"{persona(who).name} cannot talk freely: no language model is connected")
        talking = Talking(self, message, children=await self._children())
        async with aclosing(talking.answer(who, talk_id=talk_id, new=new)) as happenings:
            async for happening in happenings:
                yield happening

    async def ask(self, agent: str, message: str, *, talk_id: str | None = None, new: bool = False) -> Answer:
        """The same, when it is all there. Raises as `talk`."""
        async with aclosing(self.talk(agent, message, talk_id=talk_id, new=new)) as happenings:
            async for happening in happenings:
                if isinstance(happening, Answer):
                    return happening
        raise BadWork("the answer never came to its end", port="chat")

    async def introduce(self, language: Language, *, fresh: bool = False) -> tuple[Introduction, ...]:
        """The four introduce themselves: in our words, or each in his own if `fresh` and a model is there."""
        return await introductions(self, language, fresh=fresh)

    def sync(self) -> AsyncIterator[Synced]:
        """Make or renew the vendor's copies of the four, one by one.

        Raises NeedsAttention where the vendor keeps none, and what a chat raises.
        """
        if self.chat is None:
            raise no_model("the four cannot be brought up to date: no language model is connected")
        return upkeep.sync(self.chat, self.memory)

    async def dismiss(self) -> int:
        """Delete the vendor's copies of the four; says how many there were."""
        return await upkeep.dismiss(self.chat, self.memory) if self.chat else 0

    async def forget(self, agent: str | None = None) -> int:
        """Delete conversations, with one of the four or with all, at the vendor's and at home; says how many.

        Raises what a chat raises, NeedsAttention where the vendor is not connected; those stay in the books.
        """
        return await upkeep.forget(self.chat, self.memory, agent_called(agent) if agent else None)

    async def remote(self, agent: Agent) -> RemoteAgent | None:
        """The vendor's copy of the agent, where it has one that is up to date."""
        remote = (await self.memory.remote_agents(self.engine)).get(agent)
        return remote if remote and remote.digest == upkeep.plan_of(agent).digest else None

    @property
    def engine(self) -> str:
        """The chat's name; empty where none is connected."""
        return self.chat.name if self.chat else ""

    async def _whole(self, skill: Skill[In, Out], pieces: AsyncGenerator[Piece]) -> Reply:
        """A turn's reply, in the skill's time."""
        try:
            async with asyncio.timeout(skill.seconds), aclosing(pieces):
                async for piece in pieces:
                    if isinstance(piece, Reply):
                        return piece
        except TimeoutError as fault:
            said = f"{persona(skill.agent).name} was not done with `{skill.name}` in {skill.seconds:.0f} s"
            await self._note_fault(said)
            raise ProviderBusy(said, port="chat", provider=self.engine) from fault
        raise BadWork(f"the answer for `{skill.name}` never came to its end", port="chat")

    async def _afford(self) -> None:
        """Raises QuotaSpent where today's limit is reached."""
        most = self.limits.day_spend
        if most is None:
            return
        spent = sum(use.cost for use in (await self.ledger.today()).values())
        if spent >= most:
            raise QuotaSpent(
                f"today's limit of ${most:.2f} is reached",
                port="chat",
                hint="raise SANDMAN_DAILY_SPEND, or go on with the built-in engines",
            )

    async def _note_fault(self, said: str, hint: str = "") -> None:
        self._troubled = True
        await self.ledger.note_fault(self.engine, said, hint)

    async def _note(self, reply: Reply) -> None:
        assert self.chat is not None
        usage = reply.usage
        tokens = usage.prompt_tokens + usage.completion_tokens
        await self.ledger.note(self.chat.name, Use(calls=1, tokens=tokens, cost=usage.cost))
        if self._troubled:
            await self.ledger.clear_fault(self.chat.name)
            self._troubled = False


def no_model(message: str) -> NeedsAttention:
    """The fault that says what talking needs."""
    return NeedsAttention(message, port="team", hint=NO_MODEL_HINT)


def _as_it_sees(chat: Chat, skill: Skill[In, Out], given: In) -> In:
    """What a model with these eyes is asked. Raises NoEyes where it takes better ones."""
    if chat.sees or not skill.pictures(given):
        return given
    if skill.unseen is None:
        raise NoEyes(
            f"`{chat.model}` cannot look at pictures, and `{skill.name}` takes eyes",
            port="team",
            provider=chat.name,
            hint="choose a model that can look at pictures",
        )
    return skill.unseen(given)


def _answered(entries: Sequence[Entry]) -> int:
    """How many entries a model has answered already: all up to its own last words."""
    own = (n for n, entry in enumerate(entries, 1) if isinstance(entry, Said) and entry.role == "assistant")
    return max(own, default=0)


def _closable(pieces: AsyncIterator[Piece]) -> AsyncGenerator[Piece]:
    # Chats answer with generators; the port only promises what callers need.
    return cast("AsyncGenerator[Piece]", pieces)
