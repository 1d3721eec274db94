"""Our conversation as Mistral's entries."""

import json
from collections.abc import Iterable, Sequence

from mistralai.client.models import (
    CompletionArgs,
    Function,
    FunctionCallEntry,
    FunctionResultEntry,
    FunctionTool,
    InputEntries,
    MessageInputEntry,
)

from sandman.ports.chat import Entry, Result, Tool, Turn

THINKING_TOKENS = 8192


def entries(said: Iterable[Entry]) -> list[InputEntries]:
    """What was said, in order; calls are entries of their own, after the words that came with them."""
    found: list[InputEntries] = []
    for entry in said:
        if isinstance(entry, Result):
            found.append(FunctionResultEntry(tool_call_id=entry.call_id, result=entry.result))
            continue
        if entry.text or not entry.calls:
            found.append(MessageInputEntry(role=entry.role, content=entry.text))
        found += [
            FunctionCallEntry(
                tool_call_id=call.id,
                name=call.name,
                arguments=json.dumps(dict(call.arguments), ensure_ascii=False),
            )
            for call in entry.calls
        ]
    return found


def function_tools(tools: Sequence[Tool]) -> list[FunctionTool]:
    """Our tools as the vendor's."""
    return [
        FunctionTool(
            function=Function(name=tool.name, description=tool.description, parameters=dict(tool.parameters))
        )
        for tool in tools
    ]


def most_tokens(turn: Turn, model: str) -> int:
    """The limit of an answer; Magistral's thoughts count toward it, the turn's own is for what is said."""
    return turn.most_tokens + (THINKING_TOKENS if "magistral" in model else 0)


def completion_args(turn: Turn, model: str) -> CompletionArgs:
    """How to answer; what the turn leaves open is left to the vendor."""
    args = CompletionArgs(max_tokens=most_tokens(turn, model))
    if turn.temperature is not None:
        args.temperature = turn.temperature
    if turn.seed is not None:
        args.random_seed = turn.seed
    if turn.must_call:
        args.tool_choice = "any"
    return args
