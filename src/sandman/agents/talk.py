"""Free talk: one message to one of the four, worked through to its answer.

Doc has a tool for asking the others, and it is less work than doing theirs: whom, and what, in words. Several
calls in one turn run at once. The others have their own skills as tools; a finished piece of work that comes
by one is shown as it is. Everything counts against one budget, and every turn is kept as soon as it ends.
"""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from pydantic import ValidationError

from sandman.agents.budget import fingerprint
from sandman.agents.delegation import DELEGATE, Delegation, tools_of
from sandman.agents.entries import Aside, aside_of, read_back, unanswered, written
from sandman.agents.happenings import Answer, Asking, Delegated, Happening, Words
from sandman.agents.line import Line
from sandman.agents.manners import Speech, hear, plain, read_aloud
from sandman.agents.names import Names
from sandman.agents.persona import persona
from sandman.agents.reading import Faulty, handed_back, read_shape
from sandman.agents.skill import Agent, Out, Skill
from sandman.agents.skills import SKILLS
from sandman.ports.chat import Call, Reply, Result, Said, TextDelta
from sandman.ports.errors import BadWork, NotFound, PortError
from sandman.ports.memory import Talk
from sandman.ports.moderation import Outcome

if TYPE_CHECKING:
    from sandman.agents.team import Team

REPAIRS = 2
AGE = 5
"""The age works of free talk are judged for, where nobody has said another."""
LAST_STEP = "Nothing more can be asked for this message: answer now, in words, with what you have."
SHOWN = "It was shown to the parent as it is. Add a sentence at most; do not repeat it."
AT_THE_END = "I have asked as often as I may for one answer. Ask me for a smaller piece of it."


class Talking:
    """A message being answered."""

    def __init__(self, team: "Team", message: str, *, children: Sequence[str]) -> None:
        self._team = team
        self._heard = hear(message)
        self._names = Names(children, language=self._heard.language)
        self._budget = team.limits.for_talk()
        self._delegated: list[Delegated] = []
        self._answered: dict[str, str] = {}
        self._copies: Mapping[str, tuple[str, ...]] = {}

    async def answer(self, agent: Agent, *, talk_id: str | None, new: bool) -> AsyncGenerator[Happening]:
        """Words as they come, whom Doc asks, and then the Answer. See `Team.talk`."""
        # 1. Which conversation is it, and may the message go on?
        talk = await self._conversation(agent, talk_id=talk_id, new=new)
        self._copies = aside_of(talk.entries).copies
        self._names.met |= aside_of(talk.entries).names
        if self._heard.declined:
            await self._team.memory.keep_talk(talk)
            yield Words(self._heard.declined)
            yield Answer(self._heard.declined, talk.id)
            return
        # 2. Turn by turn, until no call is left.
        line = self._line(agent, talk)
        line.said = (*line.said, Said("user", self._names.hidden(self._heard.text)))
        speech = Speech(self._heard, self._names)
        while True:
            async with aclosing(self._spoken(line, speech)) as spoken:
                async for words in spoken:
                    yield words
            await self._keep(talk, line)
            if not line.calls:
                break
            # 3. What was called for is done, all of it at once.
            results: list[Result] = []
            async with aclosing(self._done(line.calls, results, speech)) as happenings:
                async for happening in happenings:
                    yield happening
            line.said = tuple(results)
            if self._budget.steps >= self._budget.most.steps:
                for piece in speech.show(AT_THE_END):
                    yield Words(piece)
                break
        yield Answer(speech.said.strip(), talk.id, tuple(self._delegated), self._budget.used)

    async def _conversation(self, agent: Agent, *, talk_id: str | None, new: bool) -> Talk:
        """The talk to go on with, or a new one. Raises NotFound for an id that this agent has not."""
        found: Talk | None = None
        if talk_id:
            found = await self._team.memory.talk(talk_id)
            if found is None or found.agent != agent:
                raise NotFound(
                    f"{persona(agent).name} knows of no conversation `{talk_id}`",
                    port="team",
                    hint="leave the conversation out to begin a new one",
                )
        elif not new:
            found = await self._team.memory.last_talk(agent)
        engine = self._team.engine
        if found is None:
            return Talk(id=uuid4().hex, agent=agent, engine=engine, changed_at=datetime.now(UTC))
        # Another vendor's id means nothing to this one; our own books do.
        remote_id = found.remote_id if found.engine == engine else ""
        return found.model_copy(update={"engine": engine, "remote_id": remote_id})

    def _line(self, agent: Agent, talk: Talk) -> Line:
        before = read_back(talk.entries)
        broken_off = tuple(
            Result(call.id, call.name, "Nobody answered: the talk broke off here.")
            for call in unanswered(before)
        )
        tools = tools_of(agent)
        line = Line(self._team, agent, self._budget, keep=True, tools=tools, said=broken_off, before=before)
        line.conversation_id = talk.remote_id
        return line

    async def _keep(self, talk: Talk, line: Line) -> None:
        if line.conversation_id:
            ids = (*self._copies.get(talk.engine, ()), line.conversation_id)
            self._copies = {**self._copies, talk.engine: tuple(dict.fromkeys(ids))}
        await self._team.memory.keep_talk(
            talk.model_copy(
                update={
                    "remote_id": line.conversation_id,
                    "entries": written(line.before, Aside(self._copies, self._names.met)),
                    "changed_at": datetime.now(UTC),
                }
            )
        )

    async def _spoken(self, line: Line, speech: Speech) -> AsyncGenerator[Words]:
        """A turn's words, sentence by sentence, read and with their names; an empty turn is taken again."""
        for again in (True, False):
            began = speech.said
            try:
                async with aclosing(line.turn()) as pieces:
                    async for piece in pieces:
                        for sentence in speech.feed(piece.text if isinstance(piece, TextDelta) else ""):
                            yield Words(sentence)
                for sentence in speech.end():
                    yield Words(sentence)
                return
            except BadWork:
                if not again or speech.said != began:
                    raise

    async def _done(
        self, calls: Sequence[Call], results: list[Result], speech: Speech
    ) -> AsyncGenerator[Happening]:
        """Do what was called for: delegations at once, works one after the other as they are shown."""
        answers: dict[str, str] = {}
        asked = {call.id: self._asking(call) for call in calls if call.name == DELEGATE.name}
        for asking in asked.values():
            if isinstance(asking, Asking):
                yield asking
        tasks = [
            asyncio.create_task(self._delegate(id, asking))
            for id, asking in asked.items()
            if isinstance(asking, Asking)
        ]
        try:
            for finished in asyncio.as_completed(tasks):
                id, delegated = await finished
                self._delegated.append(delegated)
                answers[id] = delegated.answered
                yield delegated
        finally:
            for task in tasks:
                task.cancel()
        for call in calls:
            if call.name != DELEGATE.name:
                shown, answers[call.id] = await self._work(call)
                for piece in speech.show(shown) if shown else ():
                    yield Words(piece)
            elif isinstance(complaint := asked[call.id], str):
                answers[call.id] = complaint
        last = f"\n\n{LAST_STEP}" if self._budget.on_last_step else ""
        results += [Result(call.id, call.name, answers[call.id] + last) for call in calls]

    def _asking(self, call: Call) -> "Asking | str":
        """What Doc asks, or what is wrong with how he asks."""
        try:
            wanted = Delegation.model_validate(call.arguments)
        except ValidationError:
            return (
                "That cannot be asked: give `agent` (pathfinder, firefly or lifeline) and `task`, in words."
            )
        # A skill is asked of whoever has it: nothing is gained by sending Doc back for the right name.
        agent: Agent = SKILLS[wanted.skill].agent if wanted.skill else wanted.agent
        return Asking(agent, wanted.skill or "", plain(self._names.told(wanted.task)))

    async def _delegate(self, id: str, asking: Asking) -> tuple[str, Delegated]:
        """Ask one of the others. What goes wrong is an answer too: Doc goes on with the rest."""
        arguments = {"task": asking.asked}
        try:
            self._budget.asks(asking.agent, asking.skill or "words", arguments)
            call = fingerprint(asking.agent, asking.skill, arguments)
            if call in self._answered:
                answered = f"Asked already; the answer was:\n\n{self._answered[call]}"
            else:
                answered = self._answered[call] = await self._asked(asking)
        except PortError as fault:
            answered = f"It could not be asked: {fault.message}."
        return id, Delegated(asking.agent, asking.skill, asking.asked, plain(answered))

    async def _asked(self, asking: Asking) -> str:
        skill = SKILLS.get(asking.skill)
        tools = (skill.tool,) if skill else tools_of(asking.agent)
        line = Line(self._team, asking.agent, self._budget, keep=False, tools=tools)
        line.said = (Said("user", self._names.hidden(asking.asked)),)
        if skill:
            return self._names.told(skill.shown(await self._made(skill, line)))
        return await self._in_words(line)

    async def _made(self, skill: Skill[Any, Out], line: Line) -> Out:
        """A finished piece of work, mended at most twice."""
        faults: Sequence[str] = ()
        for _ in range(1 + REPAIRS):
            reply = await line.reply(must_call=skill.name)
            try:
                made = read_shape(skill, reply)
                await self._check(skill, made)
            except Faulty as fault:
                faults = fault.faults
                line.said = handed_back(reply, skill.name, faults)[1:]
                continue
            return made
        raise BadWork(f"`{skill.name}` was faulty after {REPAIRS} mendings: {faults[0]}", port="chat")

    async def _in_words(self, line: Line) -> str:
        """An answer in words, with whatever works were made on the way."""
        parts: list[str] = []
        while True:
            reply = await line.reply()
            proper = read_aloud(reply.text, self._heard)
            parts.append(self._names.told(proper or "").strip())
            if not line.calls:
                return "\n\n".join(part for part in parts if part)
            results = []
            for call in line.calls:
                shown, answer = await self._work(call)
                parts.append(shown.strip())
                results.append(Result(call.id, call.name, answer))
            line.said = tuple(results)

    async def _work(self, call: Call) -> tuple[str, str]:
        """A skill that was called: what is shown of it, and what the model is told."""
        skill = SKILLS.get(call.name)
        if skill is None:
            return "", f"There is no tool `{call.name}` here."
        try:
            made = read_shape(skill, Reply("", (call,)))
            await self._check(skill, made)
        except Faulty as fault:
            return "", f"That cannot be used yet: {fault}. Mend exactly that and call `{call.name}` again."
        return self._names.told(skill.shown(made)), SHOWN

    async def _check(self, skill: Skill[Any, Out], made: Out) -> None:
        """Raises Faulty where a finished piece of work is not fit for a child."""
        verdict = await self._team.home.rules.judge(
            self._names.told(skill.shown(made)), layer=skill.layer, language=self._heard.language, age=AGE
        )
        if verdict.outcome is Outcome.UNFIT:
            raise Faulty([f"it is not fit for a child at bedtime: {', '.join(verdict.reasons)}"])
