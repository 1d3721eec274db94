"""A chat with Mistral's Conversations.

The rules of the wire that shape this file, found in the SDK's source and in reports of real requests:
a conversation that is not stored cannot be appended to, so it is begun anew each time with its history as
entries; `append` takes neither tools nor instructions (422 "extra_forbidden"), so a tool that must be called
is asked for in a conversation of its own; one begun with an agent takes neither tools, instructions nor
completion_args beside it; and `handoff_execution` is refused where a model was named.
"""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing

from mistralai.client import Mistral
from mistralai.client.models import BaseModelCard, ConversationEvents, FTModelCard
from mistralai.client.types import UNSET
from mistralai.client.utils.eventstreaming import EventStreamAsync

from sandman.ports.chat import AgentPlan, CallDelta, RemoteAgent, Reply, TextDelta, Turn
from sandman.ports.errors import BadWork, PortError, ProviderUnreachable
from sandman.providers.chat import pictures
from sandman.providers.chat.checking import have_it_answer
from sandman.providers.chat.hearing import Hearing
from sandman.providers.chat.mistral import registry
from sandman.providers.chat.mistral.entries import completion_args, entries, function_tools, most_tokens
from sandman.providers.chat.mistral.events import CallPiece, Done, Event, Started, Words, read
from sandman.providers.chat.mistral.faults import Complaint, judged
from sandman.providers.chat.mistral.line import VENDOR_FAULTS, Line
from sandman.providers.chat.patience import Fault, Patience
from sandman.providers.chat.prices import MISTRAL, usage
from sandman.providers.chat.sse import events, to_its_end

Stream = EventStreamAsync[ConversationEvents]
Way = Callable[[Mistral], Awaitable[Stream]]


class MistralChat:
    """Implements `ports.chat.Chat` and `ports.chat.AgentRegistry`."""

    name = "mistral"

    def __init__(self, *, api_key: str, url: str, model: str, patience: Patience | None = None) -> None:
        self.model = model
        self.sees = True
        self._asked_to_see = False
        self._key = api_key
        self._line = Line(api_key=api_key, url=url, port="chat", model=model, patience=patience)

    async def answer(self, turn: Turn) -> AsyncGenerator[TextDelta | CallDelta | Reply, None]:
        """Answer one turn; see `ports.chat.Chat.answer`."""
        if pictures.shows(turn):
            await self._see_to_eyes()
        ways = self._ways(turn)
        while True:
            hearing, fault = Hearing(turn, provider=self.name), None
            async with aclosing(self._heard(ways.pop(0), hearing)) as heard:
                async for piece in heard:
                    if isinstance(piece, Fault):
                        fault = piece
                        break
                    yield piece
            if fault is None:
                return
            if pictures.shows(turn) and _refuses_pictures(fault.error):
                self.sees = False
                raise self._no_eyes()
            if not fault.gone or not ways or hearing.anything:
                raise fault.error

    async def forget(self, conversation_id: str) -> None:
        """Have Mistral delete a conversation."""
        answer = await self._line.ask(
            lambda client: client.beta.conversations.delete_async(conversation_id=conversation_id)
        )
        if isinstance(answer, Fault) and not answer.gone:
            raise answer.error

    async def check(self) -> str:
        """Have it say one word, and say who did."""
        await have_it_answer(self)
        return f"`{self.model}` answers at Mistral"

    async def sync(self, plan: AgentPlan, known: RemoteAgent | None) -> RemoteAgent:
        """Make the agent, or bring it up to date."""
        return await registry.sync(self._line, plan, known, model=self.model)

    async def dismiss(self, agent: RemoteAgent) -> None:
        """Delete the agent."""
        await registry.dismiss(self._line, agent)

    async def aclose(self) -> None:
        """Hang up."""
        await self._line.close()

    async def _see_to_eyes(self) -> None:
        """Before its first picture, ask whether the model has eyes. Raises NoEyes, and as `answer`.

        A model that it will not tell of (a gateway in its place) is shown the picture: a refusal says it too.
        """
        if self.sees and not self._asked_to_see:
            card = await self._line.ask(lambda client: client.models.retrieve_async(model_id=self.model))
            if isinstance(card, BaseModelCard | FTModelCard):
                self.sees = bool(card.capabilities.vision)
            elif isinstance(card, Fault) and not card.gone and not isinstance(card.error, BadWork):
                raise card.error
            self._asked_to_see = True
        if not self.sees:
            raise self._no_eyes()

    def _no_eyes(self) -> PortError:
        return pictures.no_eyes("Mistral", self.model, provider=self.name)

    def _ways(self, turn: Turn) -> list[Way]:
        """How this turn can be asked, best first; the next is for when an id is known no more."""
        ways = [self._with_the_model(turn)]
        if turn.keep and not turn.must_call:
            if turn.remote:
                ways.insert(0, self._with_the_agent(turn, turn.remote))
            if turn.conversation_id:
                ways.insert(0, self._in_the_conversation(turn))
        return ways

    def _in_the_conversation(self, turn: Turn) -> Way:
        return lambda client: client.beta.conversations.append_stream_async(
            conversation_id=turn.conversation_id,
            inputs=entries(turn.said),
            store=True,
            handoff_execution=None,
            completion_args=completion_args(turn, self.model),
        )

    def _with_the_agent(self, turn: Turn, agent: RemoteAgent) -> Way:
        return lambda client: client.beta.conversations.start_stream_async(
            agent_id=agent.id,
            agent_version=agent.version,
            inputs=entries(turn.said, before=turn.before),
            store=True,
        )

    def _with_the_model(self, turn: Turn) -> Way:
        tools = [tool for tool in turn.tools if turn.must_call in ("", tool.name)]
        return lambda client: client.beta.conversations.start_stream_async(
            model=self.model,
            instructions=turn.instructions,
            tools=function_tools(tools) or UNSET,
            inputs=entries(turn.said, before=turn.before),
            store=turn.keep,
            completion_args=completion_args(turn, self.model),
        )

    async def _heard(
        self, way: Way, hearing: Hearing
    ) -> AsyncGenerator[TextDelta | CallDelta | Reply | Fault, None]:
        """The pieces as they come, then the Reply, or the Fault it ended in."""
        stream = await self._line.ask(way)
        if isinstance(stream, Fault):
            yield stream
            return
        conversation_id = ""
        async with stream, aclosing(self._events(stream)) as told:
            async for event in told:
                match event:
                    case Started():
                        conversation_id = event.conversation_id
                    case Words():
                        for words in hearing.text(event.text):
                            yield words
                    case CallPiece():
                        yield hearing.call(event.id, event.name, event.arguments)
                    case Done():
                        await to_its_end(told)
                        for left in hearing.end():
                            yield left
                        yield self._reply(event, hearing, conversation_id)
                        return
                    case Complaint():
                        yield judged(event, key=self._key, port="chat", model=self.model)
                        return
                    case Fault():
                        yield event
                        return
        yield Fault(self._broken_off())

    async def _events(self, stream: Stream) -> AsyncGenerator[Event | Fault, None]:
        try:
            async with aclosing(events(stream.response)) as raw:
                async for each in raw:
                    for event in read(each):
                        yield event
        except (*VENDOR_FAULTS, ValueError) as error:
            fault = self._line.judge(error)
        else:
            return
        yield fault

    def _reply(self, done: Done, hearing: Hearing, conversation_id: str) -> Reply:
        turn = hearing.turn
        return hearing.reply(
            # The vendor names one even where it keeps nothing.
            conversation_id=conversation_id if turn.keep else "",
            usage=usage(MISTRAL, self.model, done.prompt_tokens, done.completion_tokens),
            # This wire has no finish reason: an answer as long as it may be has hit the limit.
            cut_off=done.completion_tokens >= most_tokens(turn, self.model),
        )

    def _broken_off(self) -> PortError:
        return ProviderUnreachable(
            "Mistral broke off in the middle of the answer", port="chat", provider=self.name
        )


def _refuses_pictures(fault: PortError) -> bool:
    return isinstance(fault, BadWork) and pictures.refuses_all(fault.message)
