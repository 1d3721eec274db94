"""What a stand-in for a language model says: answers and faults, the same for every vendor.

An answer is words, calls, or a fault; a script is a queue of answers, or a function of what was asked.
`tales.answer` is one that writes whole books.
"""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

SURE_SECONDS = 60.0
Piece = TypeVar("Piece")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as every vendor's stand-in understands it."""

    model: str
    instructions: str
    said: tuple[tuple[str, str], ...]
    """Who said what, in order: `user`, `assistant`, `call` (name and arguments) or `result`."""
    tools: Mapping[str, Mapping[str, Any]]
    """JSON Schemas by name."""
    must_call: str
    """The tool that has to be called; empty where words will do."""
    body: Mapping[str, Any]

    @property
    def words(self) -> str:
        """Everything that was said, instructions too."""
        return "\n".join([self.instructions, *(text for _, text in self.said)])


@dataclass(frozen=True, slots=True)
class Calls:
    """Calls, by name and arguments, after a few words or none."""

    calls: tuple[tuple[str, Mapping[str, Any] | str], ...]
    """Arguments that are a string go out as they are: that is how broken JSON is scripted."""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An HTTP error before any answer."""

    status: int
    body: Mapping[str, Any] | str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Broken:
    """An answer that ends after so many pieces: the line drops, or `error` is sent inside the stream."""

    answer: "Answer"
    pieces: int = 3
    error: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Waits:
    """An answer that goes on after so many pieces once somebody says so; where nobody does, it breaks off."""

    answer: "Answer"
    until: threading.Event
    pieces: int = 1


@dataclass(frozen=True, slots=True)
class Hangs:
    """Nothing is said for so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Raw:
    """Exactly these events, each a name (empty for none) and its data; `finish` is left to them."""

    events: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class CutOff:
    """An answer that met its limit of tokens."""

    answer: "Answer"


Answer = str | Mapping[str, Any] | Calls | Refusal | Broken | Waits | Hangs | Raw | CutOff
"""A plain mapping is the arguments of the tool that must be called."""
Answers = Callable[[Asked], Answer] | Iterable[Answer]


class Script:
    """Answers in their order, then, without end, those of a function; `always` comes before both."""

    def __init__(self, answers: Answers, *, then: Callable[[Asked], Answer]) -> None:
        self.always: Answer | None = None
        self._then = answers if callable(answers) else then
        self._queue: list[Answer] = [] if callable(answers) else list(answers)

    def say(self, *answers: Answer) -> None:
        """Put answers at the end of the queue."""
        self._queue += answers

    def next(self, asked: Asked) -> Answer:
        """What to say now."""
        if self.always is not None:
            return self.always
        return self._queue.pop(0) if self._queue else self._then(asked)


async def comes(true: Callable[[], bool]) -> None:
    """Wait until it is true; the line is broken off where it does not come to be."""
    try:
        async with asyncio.timeout(SURE_SECONDS):
            while not true():  # noqa: ASYNC110 - a vendor and who talks to it have loops of their own
                await asyncio.sleep(0.005)
    except TimeoutError:
        raise ConnectionResetError("nobody came") from None


def whole(answer: Answer) -> Answer:
    """What would be said if nothing came in between."""
    return answer.answer if isinstance(answer, Broken | CutOff | Waits) else answer


async def unfolding(told: Iterable[Piece], answer: Answer, *, pause: float) -> AsyncIterator[Piece]:
    """The pieces of an answer at their pace: held where it waits, and no further than it breaks."""
    for place, piece in enumerate(told):
        if isinstance(answer, Broken) and place == answer.pieces:
            break
        if isinstance(answer, Waits) and place == answer.pieces:
            await comes(answer.until.is_set)
        if pause:
            await asyncio.sleep(pause)
        yield piece


def pieces(text: str, letters: int) -> Iterator[str]:
    """A text as it is streamed."""
    return (text[at : at + letters] for at in range(0, len(text), letters))
