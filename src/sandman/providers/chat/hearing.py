"""An answer put together from its pieces, and whether it is one; the same for every vendor."""

import json
import uuid
from collections.abc import Iterator

from sandman.ports.chat import Call, CallDelta, Reply, TextDelta, Turn, Usage
from sandman.ports.errors import BadWork
from sandman.providers.chat.mending import call_in, object_in
from sandman.providers.chat.sieves import NotACall

LONGER_CONTEXT = "give the model a longer context (for Ollama: OLLAMA_CONTEXT_LENGTH=16384)"


def new_call_id() -> str:
    """Nine letters and digits: the only form that Mistral's models accept."""
    return uuid.uuid4().hex[:9]


class Hearing:
    """Listens to one answer: `text` and `call` take a piece each, `end` what is left, `reply` judges it.

    Where there are tools, an answer that begins like a call written down is held back until its end.
    """

    def __init__(self, turn: Turn, *, provider: str) -> None:
        self.turn = turn
        self._provider = provider
        self._words: list[str] = []
        self._calls: dict[str, tuple[str, list[str]]] = {}
        self._sieve = NotACall() if turn.tools else None

    @property
    def anything(self) -> bool:
        """Whether a piece has been passed on already."""
        return bool(self._words or self._calls)

    def text(self, piece: str) -> Iterator[TextDelta]:
        """Words, as they come."""
        if self._sieve:
            piece = self._sieve.feed(piece)
        if piece:
            self._words.append(piece)
            yield TextDelta(piece)

    def call(self, id: str, name: str, arguments: str) -> CallDelta:
        """A piece of a call's arguments; the name may come with the first piece alone."""
        known, pieces = self._calls.setdefault(id, (name, []))
        pieces.append(arguments)
        return CallDelta(id, known, arguments)

    def end(self) -> Iterator[CallDelta | TextDelta]:
        """What was held back: the call it turned out to be, or words after all."""
        held = self._sieve.held if self._sieve else ""
        written = None if self._calls else self._written_call(held)
        if written:
            yield self.call(new_call_id(), written[0], written[1])
        elif held:
            self._words.append(held)
            yield TextDelta(held)

    def reply(self, *, conversation_id: str = "", usage: Usage, cut_off: bool = False) -> Reply:
        """The whole answer. Raises BadWork where it is none."""
        turn = self.turn
        if cut_off:
            # Cut short of what was asked for, it ran into the model's own limit.
            own = usage.completion_tokens < turn.most_tokens * 0.9
            raise self._bad(
                f"the answer was cut off after {usage.completion_tokens} tokens",
                hint=LONGER_CONTEXT if own else "",
            )
        calls = tuple(self._whole(id, name, "".join(pieces)) for id, (name, pieces) in self._calls.items())
        words = "".join(self._words)
        if turn.must_call and {call.name for call in calls} != {turn.must_call}:
            found = ", ".join(f"`{call.name}`" for call in calls) or ("words" if words.strip() else "nothing")
            raise self._bad(f"{found} came back instead of a call of `{turn.must_call}`")
        if not calls and not words.strip():
            raise self._bad("the answer was empty")
        return Reply(words, calls, conversation_id, usage)

    def _written_call(self, held: str) -> tuple[str, str] | None:
        """The name and arguments of a call that stands in the words."""
        must = self.turn.must_call
        found = call_in(held, {must} if must else {tool.name for tool in self.turn.tools})
        if not found and must:
            words = held or "".join(self._words)
            bare = object_in(words) if "{" in words else None
            found = (must, bare) if bare else None
        return (found[0], json.dumps(found[1], ensure_ascii=False)) if found else None

    def _whole(self, id: str, name: str, raw: str) -> Call:
        arguments = object_in(raw)
        if arguments is None:
            raise self._bad(f"the arguments of `{name}` are no JSON object")
        return Call(id, name, arguments)

    def _bad(self, message: str, *, hint: str = "") -> BadWork:
        return BadWork(message, port="chat", provider=self._provider, hint=hint)
