"""Our conversation as chat completions' messages, on each rung of the ladder."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sandman.ports.chat import Call, Entry, Result, Said, Tool, Turn
from sandman.providers.chat.openai.manners import Manners, Rung

Message = dict[str, Any]
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
    said = list(_said((*turn.before, *turn.said), calls_are_calls=calls_are_calls))
    if manners.no_system and said and said[0]["role"] == "user":
        said[0] = {"role": "user", "content": f"{instructions}\n\n{said[0]['content']}"}
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


def _said(entries: Sequence[Entry], *, calls_are_calls: bool) -> Iterable[Message]:
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
        else:
            yield {"role": entry.role, "content": _in_words(entry)}


def _call(call: Call) -> dict[str, Any]:
    return {
        "id": call.id,
        "type": "function",
        "function": {"name": call.name, "arguments": _json(call.arguments)},
    }


def _in_words(said: Said) -> str:
    return "\n".join(part for part in (said.text, *(_json(call.arguments) for call in said.calls)) if part)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=dict)
