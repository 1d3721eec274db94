"""A chat with any OpenAI-compatible server.

What such a server can do is anybody's guess, so it is asked for the best and believed when it refuses: JSON
held to a schema, then tool calls, then JSON in words, mended. On every rung the caller hears calls of tools.
"""

from collections.abc import AsyncGenerator, Awaitable
from contextlib import aclosing
from dataclasses import replace
from typing import Any, cast

import httpx2
from openai import AsyncOpenAI, AsyncStream
from openai.types.chat import ChatCompletionChunk

from sandman.ports.chat import CallDelta, Reply, TextDelta, Turn, Usage
from sandman.ports.errors import KeyRefused, NoEyes, ProviderUnreachable, RequestRefused
from sandman.providers.chat import patience as usual
from sandman.providers.chat import pictures
from sandman.providers.chat.checking import have_it_answer
from sandman.providers.chat.hearing import Hearing
from sandman.providers.chat.ollama import has_eyes
from sandman.providers.chat.openai.faults import (
    VENDOR_FAULTS,
    Server,
    complaint_in,
    complaint_of,
    fault_of,
    judged,
)
from sandman.providers.chat.openai.manners import Manners
from sandman.providers.chat.openai.messages import LETTERS_A_TOKEN, request, tokens_in
from sandman.providers.chat.openai.reading import Chunk, Reading
from sandman.providers.chat.patience import Fault, Patience
from sandman.providers.chat.per_loop import PerLoop
from sandman.providers.chat.prices import OPENAI, usage
from sandman.providers.chat.secrecy import usable_key
from sandman.providers.chat.sse import events

CONNECT_SECONDS = 5.0
SILENCE_SECONDS = 120.0
"""The longest wait for the first word: a model at home may have to be read from the disk first."""
OLLAMA_PORT = 11434
MOST_LESSONS = 8
"""Refusals to learn from in one turn; each can be learnt once, so more would be a loop."""
TEACHING = (400, 415, 422, 500, 501)
"""Statuses in which servers say what they cannot do; llama.cpp says it in a 500."""
NO_KEY = "none"
"""The SDK insists on one; servers at home do not look at it."""

Stream = AsyncStream[ChatCompletionChunk]


class OpenAIChat:
    """Implements `ports.chat.Chat`. `url` is the server's, with or without `/v1`."""

    name = "openai"

    def __init__(self, *, api_key: str, url: str, model: str, patience: Patience | None = None) -> None:
        self.model = model
        self.manners = Manners()
        self.sees = True
        self._asked_to_see = False
        self._key = api_key.strip()
        whole = httpx2.URL(url.rstrip("/"))
        self._url = str(whole if whole.path.strip("/") else whole.copy_with(path="/v1"))
        self._server = Server(self._url, model, self._key, ollama=whole.port == OLLAMA_PORT)
        self._prices = OPENAI if whole.host == "api.openai.com" else {}
        self._patience = patience or usual.USUAL
        self._clients = PerLoop(self._client)

    async def answer(self, turn: Turn) -> AsyncGenerator[TextDelta | CallDelta | Reply, None]:
        """Answer one turn; see `ports.chat.Chat.answer`.

        Only Ollama says beforehand whether a model takes pictures: elsewhere the first that is refused tells.
        """
        if pictures.shows(turn):
            await self._see_to_eyes()
        for _ in range(MOST_LESSONS):
            asked = request(turn, self.manners, model=self.model)
            stream = await self._open(turn, asked)
            if stream is None:
                continue
            if isinstance(stream, Fault):
                raise stream.error
            async with aclosing(self._heard(stream, turn, asked)) as heard:
                async for piece in heard:
                    if piece is None:
                        break
                    if isinstance(piece, Fault):
                        raise piece.error
                    yield piece
                else:
                    return
        raise ProviderUnreachable(
            f"{self._server.called} refuses whatever is asked of it", port="chat", provider=self.name
        )

    async def forget(self, conversation_id: str) -> None:
        """Such servers keep nothing."""

    async def check(self) -> str:
        """Have it say one word, and say who did."""
        await have_it_answer(self)
        return f"`{self.model}` answers at {self._server.called}"

    async def aclose(self) -> None:
        """Hang up."""
        await self._clients.close(lambda client: client.close())

    async def _see_to_eyes(self) -> None:
        """Before the first picture, ask Ollama whether the model has eyes. Raises NoEyes."""
        if self._server.ollama and self.sees and not self._asked_to_see:
            self.sees = await has_eyes(self._url, self.model)
            self._asked_to_see = True
        if not self.sees:
            raise self._no_eyes()

    def _no_eyes(self) -> NoEyes:
        return pictures.no_eyes(self._server.called, self.model, provider=self.name)

    async def _open(self, turn: Turn, asked: dict[str, Any]) -> Stream | Fault | None:
        """The answer's stream, a fault, or None where a refusal taught us to ask otherwise."""
        if self._key and not usable_key(self._key):
            return Fault(
                KeyRefused(
                    f"the key for {self._server.called} has characters in it that no key has",
                    port="chat",
                    provider=self.name,
                    hint="copy it again, without spaces or line breaks",
                )
            )
        learnt = False

        def judge(error: Exception) -> Fault:
            nonlocal learnt
            complaint = complaint_of(error)
            teaches = complaint is not None and complaint.status in TEACHING
            if complaint and teaches and pictures.shows(turn) and pictures.refuses_all(complaint.words):
                self.sees = False
                return Fault(self._no_eyes())
            if complaint and teaches:
                learnt = self.manners.learn(complaint.words, turn, asked)
            fault = fault_of(error, self._server)
            return replace(fault, passes=fault.passes and not learnt)

        client = self._clients.here()
        stream = await self._patience.ask(
            lambda: cast("Awaitable[Stream]", client.chat.completions.create(**asked)),
            faults=VENDOR_FAULTS,
            judge=judge,
        )
        return None if learnt else stream

    async def _heard(
        self, stream: Stream, turn: Turn, asked: dict[str, Any]
    ) -> AsyncGenerator[TextDelta | CallDelta | Reply | Fault | None, None]:
        """The pieces as they come, then the Reply, the Fault it ended in, or None: ask again, otherwise."""
        hearing = Hearing(turn, provider=self.name)
        # The rung this was asked on; what is learnt meanwhile from another turn is for the next.
        reading = Reading(turn, hearing, bare="tools" not in asked)
        async with stream, aclosing(self._chunks(stream)) as sent:
            async for chunk in sent:
                if isinstance(chunk, Fault):
                    yield chunk
                    return
                for piece in reading.read(chunk):
                    yield piece
        if fault := self._unfinished(reading):
            yield fault
            return
        if reading.thought and not self.manners.thinks:
            self.manners.thinks = True
            if reading.finish == "length" and not hearing.anything:
                yield None  # it thought, and never came to its answer
                return
        for left in reading.end():
            yield left
        if reading.no_object and "response_format" in asked:
            self.manners.no_schema = True  # it said yes, and then did not look at the schema
        yield hearing.reply(usage=self._usage(reading, asked), cut_off=reading.finish == "length")

    async def _chunks(self, stream: Stream) -> AsyncGenerator[Chunk | Fault, None]:
        try:
            async with aclosing(events(stream.response)) as sent:
                async for chunk in sent:
                    if not isinstance(chunk, dict):
                        continue
                    if error := chunk.get("error"):
                        yield judged(complaint_in(0, error), self._server)
                        return
                    yield chunk
        except (*VENDOR_FAULTS, ValueError) as error:
            fault = fault_of(error, self._server)
        else:
            return
        yield fault

    def _unfinished(self, reading: Reading) -> Fault | None:
        said = {"port": "chat", "provider": self.name}
        who = self._server.called
        if reading.refused or reading.finish == "content_filter":
            return Fault(RequestRefused(f"{who} would not answer this", **said))
        if not reading.finish:
            return Fault(ProviderUnreachable(f"{who} broke off in the middle of the answer", **said))
        return None

    def _usage(self, reading: Reading, asked: dict[str, Any]) -> Usage:
        # Servers at home often count nothing; four letters a token is near enough for a budget.
        read = reading.prompt_tokens or tokens_in(asked["messages"])
        written = reading.completion_tokens or reading.letters // LETTERS_A_TOKEN
        return usage(self._prices, self.model, read, written)

    def _client(self) -> AsyncOpenAI:
        return AsyncOpenAI(
            api_key=self._key or NO_KEY,
            base_url=self._url,
            max_retries=0,
            timeout=httpx2.Timeout(SILENCE_SECONDS, connect=CONNECT_SECONDS),
        )
