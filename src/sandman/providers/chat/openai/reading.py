"""Chunks of a chat completion, read with a grain of salt."""

import json
from collections.abc import Iterator
from typing import Any

from openai.types.chat import ChatCompletionChunk

from sandman.ports.chat import CallDelta, TextDelta, Turn
from sandman.providers.chat.hearing import Hearing, new_call_id
from sandman.providers.chat.sieves import OnlyObject, Unthought

THOUGHTS = ("reasoning_content", "reasoning")
"""Where servers put a model's thoughts: llama.cpp, vLLM and DeepSeek, and Ollama."""


class Reading:
    """Turns chunks into pieces, and keeps what a reply needs beside them.

    The SDK does not check what a server sends: any field may be missing, null or of another type. With
    `bare`, the content itself is the arguments of the tool that must be called.
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

    def read(self, chunk: ChatCompletionChunk) -> Iterator[TextDelta | CallDelta]:
        """The pieces in a chunk."""
        if usage := getattr(chunk, "usage", None):
            self.prompt_tokens = getattr(usage, "prompt_tokens", 0) or 0
            self.completion_tokens = getattr(usage, "completion_tokens", 0) or 0
            details = getattr(usage, "completion_tokens_details", None)
            self.thought = self.thought or bool(getattr(details, "reasoning_tokens", 0))
        for choice in getattr(chunk, "choices", None) or ():
            self.finish = choice.finish_reason or self.finish
            delta: Any = choice.delta
            if delta is None:
                continue
            self.refused = self.refused or bool(getattr(delta, "refusal", None))
            self.thought = self.thought or any(getattr(delta, name, None) for name in THOUGHTS)
            if content := getattr(delta, "content", None):
                yield from self._content(self._sieve.feed(str(content)))
                self.thought = self.thought or self._sieve.thought
            for call in getattr(delta, "tool_calls", None) or ():
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

    def _call(self, call: Any) -> CallDelta:  # noqa: ANN401 — whatever the server sent
        index, said_id = getattr(call, "index", 0) or 0, getattr(call, "id", None)
        # Ollama numbers parallel calls 0, 0, 0 and tells them apart by their ids; others name the id once.
        known = self._ids.get(index)
        if known is None or (said_id and said_id != known):
            self._ids[index] = said_id or new_call_id()
        function = getattr(call, "function", None)
        arguments = getattr(function, "arguments", None) or ""
        if not isinstance(arguments, str):
            arguments = json.dumps(arguments, ensure_ascii=False)
        self.letters += len(arguments)
        name = getattr(function, "name", None) or self._must_call
        return self._hearing.call(self._ids[index], name, arguments)
