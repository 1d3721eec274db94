"""A talk as Mistral keeps it: who said what, and what it would find wrong with that."""

from dataclasses import dataclass, field
from typing import Any

from tests.vendors.mistral_wire import FunctionCall, FunctionResult, FunctionTool, MessageInput


@dataclass
class Conversation:
    """Entries of any kind, over what the agent or the start had asked for."""

    instructions: str
    model: str
    tools: list[FunctionTool]
    entries: list[Any] = field(default_factory=list)

    def said(self) -> tuple[tuple[str, str], ...]:
        """Role and words of each entry."""
        return tuple(_said(entry) for entry in self.entries)

    def loose_ends(self) -> str:
        """What is wrong with a history: calls without results, results without calls, nobody to answer."""
        open_calls: set[str] = set()
        for entry in self.entries:
            if isinstance(entry, FunctionCall):
                open_calls.add(entry.tool_call_id)
            elif isinstance(entry, FunctionResult):
                if entry.tool_call_id not in open_calls:
                    return f"result of {entry.tool_call_id}, which was not called"
                open_calls.remove(entry.tool_call_id)
            elif open_calls:
                break
        if open_calls:
            return f"no result for {', '.join(sorted(open_calls))}"
        last = self.entries[-1]
        answered = isinstance(last, MessageInput) and last.role == "assistant"
        return "the last entry is the assistant's" if answered else ""


def _said(entry: Any) -> tuple[str, str]:
    if isinstance(entry, MessageInput):
        return entry.role, entry.words
    if isinstance(entry, FunctionCall):
        return "call", f"{entry.name} {entry.arguments}"
    return "result", entry.result
