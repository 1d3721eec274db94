"""The chat port: one turn of a conversation with a language model, streamed.

Whatever rung an engine has to stand on (function calls, JSON-schema replies, plain JSON mended), what comes
out is the same: text and calls with arguments as an object.
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Tool:
    """A function the model may call; `parameters` is a JSON Schema of an object."""

    name: str
    description: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """One call the model asks for."""

    id: str
    name: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """Words of one side; an assistant's may come with calls, a person's with pictures."""

    role: Literal["user", "assistant"]
    text: str
    calls: tuple[Call, ...] = ()
    pictures: tuple[bytes, ...] = field(default=(), repr=False)
    """Encoded (webp, png or jpeg), shown after the words, small: who asks has made them so."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a call came to, as JSON or plain words."""

    call_id: str
    name: str
    result: str


Entry = Said | Result


@dataclass(frozen=True, slots=True)
class RemoteAgent:
    """An agent as a vendor keeps it."""

    id: str
    version: int
    digest: str
    """Hash of the persona it was made from; another one means that it is out of date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Everything an engine needs for one answer.

    `before` is the conversation so far by our own books, `conversation_id` the vendor's latest id for it
    (empty for a new one): an engine uses whichever its vendor wants. `said` is new: the person's words, or
    the results of calls, all of them at once. Pictures are shown once: those in `before` do not go out again.
    """

    agent: str
    """doc, pathfinder, firefly or lifeline."""
    instructions: str
    said: tuple[Entry, ...]
    before: tuple[Entry, ...] = ()
    conversation_id: str = ""
    remote: RemoteAgent | None = None
    """The vendor's copy of the agent, where it keeps one."""
    tools: tuple[Tool, ...] = ()
    must_call: str = ""
    """The tool that has to be called; empty where words are an answer too."""
    temperature: float | None = None
    most_tokens: int = 4096
    seed: int | None = None
    keep: bool = True
    """Whether the vendor may store the conversation; False for work on a book."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What an answer took."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float = 0.0
    """In US dollars, by the vendor's published prices; 0 where nothing is paid."""

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
            self.cost + other.cost,
        )


@dataclass(frozen=True, slots=True)
class TextDelta:
    """A piece of the answer's words."""

    text: str


@dataclass(frozen=True, slots=True)
class CallDelta:
    """A piece of a call's arguments, as raw JSON text; pieces of one `id` in order are the whole."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Reply:
    """The whole answer; always the last thing a stream yields."""

    text: str
    calls: tuple[Call, ...] = ()
    conversation_id: str = ""
    """The vendor's latest id: always carried into the next turn. Empty where the vendor keeps nothing."""
    usage: Usage = field(default_factory=Usage)


class Chat(Protocol):
    """A language model to talk with."""

    name: str
    """The engine's name as `--storyteller` spells it: `mistral`, `openai`."""
    model: str
    """The model's id; goes into `made_by`."""

    @property
    def sees(self) -> bool:
        """Whether pictures may be shown to it: it can look at them, or nobody has found out yet."""
        ...

    def answer(self, turn: Turn) -> AsyncIterator[TextDelta | CallDelta | Reply]:
        """Answer one turn; deltas as they come, then one Reply.

        Close the iterator (`aclosing`) to hang up. Raises ProviderBusy, ProviderUnreachable, KeyMissing,
        KeyRefused, QuotaSpent, RequestRefused, ModelMissing, NoEyes where it was shown pictures and cannot
        look at any (`sees` is False from then on), or BadWork where what came is no answer: an empty reply,
        another tool than `must_call`, arguments that no mending makes an object.
        """
        ...

    async def forget(self, conversation_id: str) -> None:
        """Have the vendor delete a conversation; one it does not know (any more) is forgotten too."""
        ...

    async def check(self) -> str:
        """One small call to see whether it works; says in a sentence what answers. Raises as `answer`."""
        ...


@dataclass(frozen=True, slots=True)
class AgentPlan:
    """An agent as it should be at the vendor's."""

    agent: str
    name: str
    description: str
    instructions: str
    tools: tuple[Tool, ...]
    digest: str


@runtime_checkable
class AgentRegistry(Protocol):
    """A vendor that keeps agents of its own (Mistral); an engine may implement it beside Chat."""

    async def sync(self, plan: AgentPlan, known: RemoteAgent | None) -> RemoteAgent:
        """Make the agent, or bring it up to date where digests differ; a lost one is made anew."""
        ...

    async def dismiss(self, agent: RemoteAgent) -> None:
        """Delete the agent; one that is gone already is no fault."""
        ...
