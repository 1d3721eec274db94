"""An answer put together from its pieces, and whether it is one; the same for every vendor."""

import json
import uuid

from sandman.ports.chat import Call, CallDelta, Reply, TextDelta, Turn, Usage
from sandman.ports.errors import BadWork
from sandman.providers.chat.mending import call_in, object_in


def new_call_id() -> str:
    """Nine letters and digits: the only form that Mistral's models accept."""
    return uuid.uuid4().hex[:9]


class Hearing:
    """Listens to one answer. `text` and `call` take a piece each; `reply` judges the whole."""

    def __init__(self, turn: Turn, *, provider: str) -> None:
        self.turn = turn
        self._provider = provider
        self._words: list[str] = []
        self._calls: dict[str, tuple[str, list[str]]] = {}

    @property
    def anything(self) -> bool:
        """Whether a piece has been passed on already."""
        return bool(self._words or self._calls)

    def text(self, piece: str) -> TextDelta:
        """Words, as they come."""
        self._words.append(piece)
        return TextDelta(piece)

    def call(self, id: str, name: str, arguments: str) -> CallDelta:
        """A piece of a call's arguments; the name may come with the first piece alone."""
        known, pieces = self._calls.setdefault(id, (name, []))
        pieces.append(arguments)
        return CallDelta(id, known, arguments)

    def written_down(self) -> CallDelta | None:
        """The call that stands in the words instead of having been made; ask once, before `reply`."""
        if self._calls:
            return None
        words = "".join(self._words)
        wanted = {self.turn.must_call} if self.turn.must_call else {each.name for each in self.turn.tools}
        found = call_in(words, wanted)
        if not found and self.turn.must_call and "{" in words and (bare := object_in(words)):
            found = (self.turn.must_call, bare)
        if not found:
            return None
        self._words.clear()
        return self.call(new_call_id(), found[0], json.dumps(found[1], ensure_ascii=False))

    def reply(self, *, conversation_id: str = "", usage: Usage, cut_off: bool = False) -> Reply:
        """The whole answer. Raises BadWork where it is none."""
        if cut_off:
            raise self._bad(
                f"the answer was cut off after {usage.completion_tokens or self.turn.most_tokens} tokens"
            )
        calls = tuple(self._whole(id, name, "".join(pieces)) for id, (name, pieces) in self._calls.items())
        words = "".join(self._words)
        if self.turn.must_call and {call.name for call in calls} != {self.turn.must_call}:
            found = ", ".join(f"`{call.name}`" for call in calls) or ("words" if words.strip() else "nothing")
            raise self._bad(f"{found} came back instead of a call of `{self.turn.must_call}`")
        if not calls and not words.strip():
            raise self._bad("the answer was empty")
        return Reply(words, calls, conversation_id, usage)

    def _whole(self, id: str, name: str, raw: str) -> Call:
        arguments = object_in(raw)
        if arguments is None:
            raise self._bad(f"the arguments of `{name}` are no JSON object")
        return Call(id, name, arguments)

    def _bad(self, message: str) -> BadWork:
        return BadWork(message, port="chat", provider=self._provider)
