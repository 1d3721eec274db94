"""The chunks of a chat completion, read with a grain of salt."""

import json
from collections.abc import Iterator
from typing import Any

from sandman.ports.chat import CallDelta, TextDelta, Turn
from sandman.providers.chat.hearing import Hearing, new_call_id
from sandman.providers.chat.sieves import OnlyObject, Unthought

THOUGHTS = ("reasoning_content", "reasoning")
"""Where servers put a model's thoughts: llama.cpp, vLLM and DeepSeek, and Ollama."""

Chunk = dict[str, Any]


class Reading:
    """Turns chunks into pieces, and keeps what a reply needs beside them.

    Any field may be missing, null or of another type. With `bare`, the content itself is the arguments of the
    tool that must be called.
    """

    def __init__(self, turn: Turn, hearing: Hearing, *, bare: bool) -> None:
        self.finish = ""
        self.refused = False
        self.thought = False
        self.prompt_tokens = 0
        self.completion_tokens = 0
        self.letters = 0
        self._hearing = hearing
        self._sieve = Unthought()
        self._must_call = turn.must_call
        self._object = OnlyObject() if bare and turn.must_call else None
        self._object_id = ""
        self._ids: dict[int, str] = {}

    @property
    def no_object(self) -> bool:
        """Whether an object was waited for and none began."""
        return self._object is not None and not self._object_id

    def read(self, chunk: Chunk) -> Iterator[TextDelta | CallDelta]:
        """The pieces in a chunk."""
        if usage := _dict(chunk.get("usage")):
            self.prompt_tokens = usage.get("prompt_tokens") or 0
            self.completion_tokens = usage.get("completion_tokens") or 0
            details = _dict(usage.get("completion_tokens_details"))
            self.thought = self.thought or bool(details.get("reasoning_tokens"))
        for choice in chunk.get("choices") or ():
            self.finish = choice.get("finish_reason") or self.finish
            delta = _dict(choice.get("delta"))
            self.refused = self.refused or bool(delta.get("refusal"))
            self.thought = self.thought or any(delta.get(name) for name in THOUGHTS)
            if content := delta.get("content"):
                yield from self._content(self._sieve.feed(str(content)))
                self.thought = self.thought or self._sieve.thought
            for call in delta.get("tool_calls") or ():
                yield self._call(call)

    def end(self) -> Iterator[TextDelta | CallDelta]:
        """What was held back."""
        yield from self._content(self._sieve.end())
        yield from self._hearing.end()

    def _content(self, words: str) -> Iterator[TextDelta | CallDelta]:
        self.letters += len(words)
        if self._object is None:
            yield from self._hearing.text(words)
        elif inside := self._object.feed(words):
            self._object_id = self._object_id or new_call_id()
            yield self._hearing.call(self._object_id, self._must_call, inside)

    def _call(self, call: Chunk) -> CallDelta:
        index, said_id = call.get("index") or 0, call.get("id")
        # Ollama numbers parallel calls 0, 0, 0 and tells them apart by their ids; others name the id once.
        known = self._ids.get(index)
        if known is None or (said_id and said_id != known):
            self._ids[index] = said_id or new_call_id()
        function = _dict(call.get("function"))
        arguments = function.get("arguments") or ""
        if not isinstance(arguments, str):
            arguments = json.dumps(arguments, ensure_ascii=False)
        self.letters += len(arguments)
        return self._hearing.call(self._ids[index], function.get("name") or self._must_call, arguments)


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
