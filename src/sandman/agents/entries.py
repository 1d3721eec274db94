"""What was said, as the house keeps it: entries of a conversation to JSON and back.

A vendor may answer every turn under another id and keep what lies under the old ones. So the first thing
kept is where copies lie, and forgetting finds them all.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sandman.ports.chat import Call, Entry, Result, Said

MOST_KEPT = 200
"""Entries of one talk; its oldest are let go."""
MOST_SENT = 40
"""Entries sent along to a vendor that keeps nothing itself."""


Copies = Mapping[str, Sequence[str]]
"""Where copies of a talk lie: a vendor's ids by engine."""


def written(entries: Sequence[Entry], copies: Copies) -> tuple[dict[str, object], ...]:
    """Entries, and where copies of them lie, as JSON values."""
    places: dict[str, object] = {"copies": {engine: list(ids) for engine, ids in copies.items()}}
    return (places, *(_written(entry) for entry in recent(entries, MOST_KEPT)))


def read_back(kept: Sequence[Mapping[str, Any]]) -> tuple[Entry, ...]:
    """The entries that were written."""
    return tuple(_read(each) for each in kept if "copies" not in each)


def copies_of(kept: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Where copies lie that were written down."""
    return {engine: tuple(ids) for each in kept for engine, ids in each.get("copies", {}).items()}


def recent(entries: Sequence[Entry], most: int) -> tuple[Entry, ...]:
    """The last entries, beginning with a person's words: a result without its call means nothing."""
    begins = [n for n, entry in enumerate(entries) if isinstance(entry, Said) and entry.role == "user"]
    start = next((n for n in begins if len(entries) - n <= most), begins[-1] if begins else 0)
    return tuple(entries[start:])


def unanswered(entries: Sequence[Entry]) -> tuple[Call, ...]:
    """Calls that were made last and never came to a result, since the talk broke off there."""
    last = entries[-1] if entries else None
    return last.calls if isinstance(last, Said) and last.role == "assistant" else ()


def _written(entry: Entry) -> dict[str, object]:
    if isinstance(entry, Result):
        return {"call_id": entry.call_id, "name": entry.name, "result": entry.result}
    calls = [{"id": c.id, "name": c.name, "arguments": dict(c.arguments)} for c in entry.calls]
    return {"role": entry.role, "text": entry.text, **({"calls": calls} if calls else {})}


def _read(kept: Mapping[str, Any]) -> Entry:
    if "call_id" in kept:
        return Result(kept["call_id"], kept["name"], kept["result"])
    calls = tuple(Call(c["id"], c["name"], c["arguments"]) for c in kept.get("calls", ()))
    return Said(kept["role"], kept["text"], calls)
