"""What Mistral says on the stream, as plain values.

Arguments come as an object or a string, codes as numbers or words, content whole or in chunks; kinds of
events that are not known are passed over.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sandman.providers.chat.mistral.faults import Complaint, complaint_in


@dataclass(frozen=True, slots=True)
class Started:
    """The conversation's latest id."""

    conversation_id: str


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of the answer's words."""

    text: str


@dataclass(frozen=True, slots=True)
class CallPiece:
    """A piece of a call."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Done:
    """The end, and what it took."""

    prompt_tokens: int
    completion_tokens: int


Event = Started | Words | CallPiece | Done | Complaint


def read(raw: object) -> Iterator[Event]:
    """What one event tells us; nothing for handoffs, built-in tools, thoughts, and kinds yet to come."""
    if not isinstance(raw, dict):
        return
    match raw.get("type"):
        case "conversation.response.started":
            yield Started(str(raw.get("conversation_id") or ""))
        case "message.output.delta":
            if words := _words(raw.get("content")):
                yield Words(words)
        case "function.call.delta":
            arguments = raw.get("arguments") or ""
            if not isinstance(arguments, str):
                arguments = json.dumps(arguments, ensure_ascii=False)
            id = str(raw.get("tool_call_id") or raw.get("id") or "")
            yield CallPiece(id, str(raw.get("name") or ""), arguments)
        case "conversation.response.done":
            usage = raw.get("usage") or {}
            yield Done(int(usage.get("prompt_tokens") or 0), int(usage.get("completion_tokens") or 0))
        case "conversation.response.error":
            code = str(raw.get("code") or "")
            yield complaint_in(int(code) if code.isdigit() and 400 <= int(code) < 600 else 0, raw)


def _words(content: object) -> str:
    """The words in a text, a chunk or a list of chunks; thoughts, files and references are not words."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "".join(_words(chunk) for chunk in content)
    if isinstance(content, dict) and content.get("type", "text") == "text":
        return str(content.get("text") or "")
    return ""
