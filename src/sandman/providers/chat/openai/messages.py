"""Our conversation as chat completions' messages, on each rung of the ladder."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sandman.ports.chat import Call, Entry, Result, Said, Tool, Turn
from sandman.providers.chat.openai.manners import Manners, Rung
from sandman.providers.chat.pictures import TOKENS_EACH, data_url, in_history

Message = dict[str, Any]
LETTERS_A_TOKEN = 4
THINKING_TOKENS = 8192
"""What a reasoning model may think before it answers: a skill's own limit is for what it says."""


def request(turn: Turn, manners: Manners, *, model: str) -> dict[str, Any]:
    """The body of a request, less what this server is known to refuse."""
    asked: dict[str, Any] = {"model": model, "stream": True, "messages": messages(turn, manners)}
    rung = manners.rung_for(turn)
    tool = wanted(turn)
    if tool and rung is Rung.SCHEMA:
        asked["response_format"] = {
            "type": "json_schema",
            "json_schema": {
                "name": tool.name,
                "schema": dict(tool.parameters),
                "strict": is_strict(tool.parameters),
            },
        }
    elif tool and rung is Rung.TOOLS:
        asked["tools"], asked["tool_choice"] = [function(tool)], "required"
    elif turn.tools and rung is Rung.TOOLS:
        asked["tools"] = [function(each) for each in turn.tools]
    asked["max_tokens"] = turn.most_tokens
    if manners.thinks:
        asked["max_tokens"] += THINKING_TOKENS
    if manners.thinks and manners.efforts:
        asked["reasoning_effort"] = manners.efforts[0]
    asked["stream_options"] = {"include_usage": True}
    if turn.temperature is not None:
        asked["temperature"] = turn.temperature
    if turn.seed is not None:
        asked["seed"] = turn.seed
    return manners.without_refused(asked)


def wanted(turn: Turn) -> Tool | None:
    """The tool that must be called."""
    return next((tool for tool in turn.tools if tool.name == turn.must_call), None)


def messages(turn: Turn, manners: Manners) -> list[Message]:
    """Everything said, the instructions first."""
    instructions = turn.instructions
    rung = manners.rung_for(turn)
    if rung is not Rung.TOOLS:
        instructions = "\n\n".join([instructions, *_by_hand(turn, rung)])
    calls_are_calls = rung is Rung.TOOLS
    said = [
        *_said(turn.before, calls_are_calls=calls_are_calls),
        *_said(turn.said, calls_are_calls=calls_are_calls, shown_now=True),
    ]
    if manners.no_system and said and said[0]["role"] == "user":
        said[0] = {"role": "user", "content": _led_by(instructions, said[0]["content"])}
        return said
    return [{"role": "system", "content": instructions}, *said]


def function(tool: Tool) -> dict[str, Any]:
    """A tool as the wire has it."""
    described = {
        "name": tool.name,
        "description": tool.description,
        "parameters": dict(tool.parameters),
    }
    return {"type": "function", "function": described}


def is_strict(schema: Any) -> bool:  # noqa: ANN401 — any corner of a JSON Schema
    """Whether strict modes take a schema: every object closed, all its fields required."""
    if isinstance(schema, list):
        return all(is_strict(each) for each in schema)
    if not isinstance(schema, dict):
        return True
    fields = schema.get("properties")
    if isinstance(fields, dict) and (
        schema.get("additionalProperties") is not False or set(schema.get("required", ())) != set(fields)
    ):
        return False
    return all(is_strict(each) for each in schema.values())


def tokens_in(said: Iterable[Message]) -> int:
    """About what messages take, where a server does not count."""
    parts = [part for message in said for part in _parts(message["content"])]
    shown = [part for part in parts if part["type"] == "image_url"]
    letters = sum(len(part["text"]) for part in parts if part["type"] == "text")
    return letters // LETTERS_A_TOKEN + TOKENS_EACH * len(shown)


def _parts(content: str | list[dict[str, Any]] | None) -> list[dict[str, Any]]:
    return content if isinstance(content, list) else [_text(content or "")]


def _by_hand(turn: Turn, rung: Rung) -> Iterable[str]:
    """What a server without tools has to be told in words."""
    tool = wanted(turn)
    if tool and rung is Rung.JSON:
        yield (
            f"Answer with one JSON object and nothing else: the arguments of `{tool.name}` "
            f"({tool.description}), by this JSON Schema:\n{_json(tool.parameters)}"
        )
    elif tool:
        yield f"To call `{tool.name}` is to answer with its arguments as one JSON object."
    elif turn.tools:
        listed = "\n".join(
            f"- {each.name}: {each.description} {_json(each.parameters)}" for each in turn.tools
        )
        yield (
            'To use a tool, answer with `{"name": …, "arguments": {…}}` and nothing else; '
            f"otherwise answer in words. The tools:\n{listed}"
        )


def _said(entries: Sequence[Entry], *, calls_are_calls: bool, shown_now: bool = False) -> Iterable[Message]:
    for entry in entries:
        if isinstance(entry, Result):
            if calls_are_calls:
                yield {"role": "tool", "tool_call_id": entry.call_id, "content": entry.result}
            else:
                yield {"role": "user", "content": f"{entry.name}: {entry.result}"}
        elif entry.calls and calls_are_calls:
            yield {
                "role": "assistant",
                "content": entry.text or None,
                "tool_calls": [_call(call) for call in entry.calls],
            }
        elif entry.pictures and shown_now:
            yield {"role": entry.role, "content": [_text(entry.text), *map(_picture, entry.pictures)]}
        else:
            yield {"role": entry.role, "content": _in_words(entry)}


def _call(call: Call) -> dict[str, Any]:
    return {
        "id": call.id,
        "type": "function",
        "function": {"name": call.name, "arguments": _json(call.arguments)},
    }


def _in_words(said: Said) -> str:
    return "\n".join(
        part for part in (in_history(said), *(_json(call.arguments) for call in said.calls)) if part
    )


def _text(words: str) -> dict[str, Any]:
    return {"type": "text", "text": words}


def _picture(picture: bytes) -> dict[str, Any]:
    return {"type": "image_url", "image_url": {"url": data_url(picture)}}


def _led_by(instructions: str, content: str | list[dict[str, Any]]) -> str | list[dict[str, Any]]:
    """Instructions before somebody's words, for a server that takes none of its own."""
    return f"{instructions}\n\n{content}" if isinstance(content, str) else [_text(instructions), *content]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=dict)
