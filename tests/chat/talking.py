"""What tests of chats share: a turn, a listener, and engines beside their stand-ins."""

import atexit
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from sandman.ports.chat import Call, CallDelta, Chat, Reply, Said, TextDelta, Tool, Turn
from sandman.providers.chat.mistral import MistralChat
from sandman.providers.chat.openai import OpenAIChat
from sandman.providers.chat.patience import Patience
from sandman.providers.chat.rehearsal import RehearsalChat
from sandman.providers.moderation.mistral import MistralModerator
from tests.vendors.mistral import MistralStandIn
from tests.vendors.openai import LLAMA_CPP, OLD, OLLAMA, Can, OpenAIStandIn
from tests.vendors.script import Calls
from tests.vendors.serving import serving

BRIEF = Tool(
    "brief",
    "Hand over the plan of tonight's story.",
    {
        "type": "object",
        "properties": {"hero": {"type": "string"}, "beats": {"type": "array", "items": {"type": "string"}}},
        "required": ["hero", "beats"],
        "additionalProperties": False,
    },
)
DELEGATE = Tool(
    "delegate",
    "Ask one of the team.",
    {
        "type": "object",
        "properties": {"agent": {"type": "string"}, "message": {"type": "string"}},
        "required": ["agent", "message"],
        "additionalProperties": False,
    },
)


def a_turn(**rest: Any) -> Turn:
    """A parent's "Good evening" to Doc; a brief is asked for where `must_call` says so."""
    usual: dict[str, Any] = {
        "agent": "doc",
        "instructions": "Be Doc.",
        "said": (Said("user", "Good evening"),),
    }
    return Turn(**{**usual, **rest})


def a_brief(**rest: Any) -> Turn:
    """The same, wanting a brief, of which the vendor keeps nothing."""
    return a_turn(**{"tools": (BRIEF,), "must_call": "brief", "keep": False, **rest})


async def heard(chat: Chat, turn: Turn) -> tuple[list[TextDelta | CallDelta], Reply]:
    """The deltas, and the reply that has to come last."""
    pieces = [piece async for piece in chat.answer(turn)]
    *deltas, reply = pieces
    assert isinstance(reply, Reply)
    assert not any(isinstance(delta, Reply) for delta in deltas)
    return [delta for delta in deltas if not isinstance(delta, Reply)], reply


class Naps:
    """A sleep that takes no time and notes how long it should have been."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


@dataclass
class Side:
    """An engine, and what its vendor says and hears."""

    chat: Any
    say: Callable[..., None]
    vendor: Any
    naps: Naps


class Switchboard:
    """One server for all tests, one stand-in at a time: to start and stop one takes a fifth of a second."""

    def __init__(self) -> None:
        self.vendor: Any = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.vendor(scope, receive, send)


SWITCHBOARD = Switchboard()


@cache
def connected() -> str:
    """The switchboard's address; it is there until the tests are over."""
    line = ExitStack()
    atexit.register(line.close)
    return line.enter_context(serving(SWITCHBOARD))


@asynccontextmanager
async def mistral(*answers: Any, **rest: Any) -> AsyncIterator[Side]:
    """MistralChat and its stand-in, which must find nothing wrong."""
    vendor, naps = MistralStandIn(answers, **rest), Naps()
    SWITCHBOARD.vendor = vendor
    chat = MistralChat(
        api_key=vendor.key, url=connected(), model="mistral-medium-latest", patience=Patience(sleep=naps)
    )
    try:
        yield Side(chat, vendor.say, vendor, naps)
    finally:
        await chat.aclose()
    assert vendor.wrong == []


@asynccontextmanager
async def moderation(**rest: Any) -> AsyncIterator[Side]:
    """MistralModerator and the stand-in of its vendor; `scores` says what is thought of a text."""
    vendor, naps = MistralStandIn(**rest), Naps()
    SWITCHBOARD.vendor = vendor
    judge = MistralModerator(api_key=vendor.key, url=connected(), patience=Patience(sleep=naps))
    try:
        yield Side(judge, vendor.say, vendor, naps)
    finally:
        await judge.aclose()
    assert vendor.wrong == []


@asynccontextmanager
async def openai(*answers: Any, can: Can | None = None, **rest: Any) -> AsyncIterator[Side]:
    """OpenAIChat and its stand-in, which must find nothing wrong."""
    vendor, naps = OpenAIStandIn(answers, can=can or Can(), **rest), Naps()
    SWITCHBOARD.vendor = vendor
    chat = OpenAIChat(
        api_key=vendor.key, url=connected(), model=vendor.models[0], patience=Patience(sleep=naps)
    )
    try:
        yield Side(chat, vendor.say, vendor, naps)
    finally:
        await chat.aclose()
    assert vendor.wrong == []


@asynccontextmanager
async def rehearsal(*answers: Any, **rest: Any) -> AsyncIterator[Side]:
    """The scripted chat; `Calls` are written as the vendors' stand-ins have them."""
    chat = RehearsalChat([_line(answer) for answer in answers], **rest)
    yield Side(chat, chat.say, None, Naps())


def _line(answer: Any) -> Any:
    if not isinstance(answer, Calls):
        return answer
    if not answer.calls:
        return answer.words
    return tuple(Call(f"c{n}", name, dict(given)) for n, (name, given) in enumerate(answer.calls))  # type: ignore[arg-type]


EVERY_CHAT: dict[str, Callable[..., Any]] = {
    "rehearsal": rehearsal,
    "mistral": mistral,
    "openai, by schema": openai,
    "openai, by tools": lambda *answers, **rest: openai(*answers, can=Can(schema=False), **rest),
    "openai, by JSON": lambda *answers, **rest: openai(*answers, can=OLD, **rest),
    "ollama": lambda *answers, **rest: openai(*answers, can=OLLAMA, models=("gemma3:12b",), key="", **rest),
    "llama.cpp": lambda *answers, **rest: openai(*answers, can=LLAMA_CPP, **rest),
}
