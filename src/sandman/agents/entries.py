"""What was said, as the house keeps it: entries of a conversation to JSON and back.

The first thing kept is an aside. A vendor may answer every turn under another id and keep what lies under the
old ones, so it says where copies lie, and forgetting finds them all; and who is meant by each name's sign.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sandman.ports.chat import Call, Entry, Result, Said

MOST_KEPT = 200
"""Entries of one talk; its oldest are let go."""
MOST_SENT = 40
"""Entries sent along to a vendor that keeps nothing itself."""


@dataclass(frozen=True, slots=True)
class Aside:
    """What a talk is kept with besides its words."""

    copies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """A vendor's ids by engine: where the talk lies, or may lie, outside."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The children it speaks of, by the sign that stands for each outside."""


def written(entries: Sequence[Entry], aside: Aside) -> tuple[dict[str, object], ...]:
    """Entries, after their aside, as JSON values."""
    copies = {engine: list(ids) for engine, ids in aside.copies.items()}
    first: dict[str, object] = {"aside": {"copies": copies, "names": dict(aside.names)}}
    return (first, *(_written(entry) for entry in recent(entries, MOST_KEPT)))


def read_back(kept: Sequence[Mapping[str, Any]]) -> tuple[Entry, ...]:
    """The entries that were written."""
    return tuple(_read(each) for each in kept if "aside" not in each)


def aside_of(kept: Sequence[Mapping[str, Any]]) -> Aside:
    """The aside that was written; an empty one for a talk not begun."""
    for each in kept:
        if "aside" in each:
            copies = {engine: tuple(ids) for engine, ids in each["aside"]["copies"].items()}
            return Aside(copies, each["aside"]["names"])
    return Aside()


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
