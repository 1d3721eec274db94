"""Our conversation as Mistral's entries."""

import json
from collections.abc import Iterable, Sequence

from mistralai.client.models import (
    CompletionArgs,
    Function,
    FunctionCallEntry,
    FunctionResultEntry,
    FunctionTool,
    ImageURLChunk,
    InputEntries,
    MessageInputContentChunks,
    MessageInputEntry,
    TextChunk,
)

from sandman.ports.chat import Entry, Result, Said, Tool, Turn
from sandman.providers.chat.pictures import data_url, in_history

THINKING_TOKENS = 8192


def entries(said: Iterable[Entry], *, before: Iterable[Entry] = ()) -> list[InputEntries]:
    """What was said, in order; calls are entries of their own, after the words that came with them.

    Pictures go out with what is said now, not with what was said `before`.
    """
    return [*_entries(before, shown_now=False), *_entries(said, shown_now=True)]


def _entries(said: Iterable[Entry], *, shown_now: bool) -> list[InputEntries]:
    found: list[InputEntries] = []
    for entry in said:
        if isinstance(entry, Result):
            found.append(FunctionResultEntry(tool_call_id=entry.call_id, result=entry.result))
            continue
        if entry.text or not entry.calls:
            content = _with_pictures(entry) if entry.pictures and shown_now else in_history(entry)
            found.append(MessageInputEntry(role=entry.role, content=content))
        found += [
            FunctionCallEntry(
                tool_call_id=call.id,
                name=call.name,
                arguments=json.dumps(dict(call.arguments), ensure_ascii=False),
            )
            for call in entry.calls
        ]
    return found


def _with_pictures(said: Said) -> list[MessageInputContentChunks]:
    return [TextChunk(text=said.text), *(ImageURLChunk(image_url=data_url(each)) for each in said.pictures)]


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
