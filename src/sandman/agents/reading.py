"""Reading a skill's work out of a reply, and handing it back with what is wrong.

A reply may be a call of the skill's tool, as it should be, or words with the same object in them: both count.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from sandman.agents.skill import In, Out, Skill
from sandman.ports.chat import Entry, Reply, Result, Said

MOST_FAULTS = 6
"""Named at once: a model mends a few things better than a list of thirty."""


class Faulty(Exception):
    """What came back cannot be used; `faults` says why, a sentence each."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = tuple(faults)


def read(skill: Skill[In, Out], given: In, reply: Reply) -> Out:
    """The skill's work. Raises Faulty where it is not what is wanted."""
    made = read_shape(skill, reply)
    if faults := skill.faults(given, made):
        raise Faulty(faults[:MOST_FAULTS])
    return made


def read_shape(skill: Skill[In, Out], reply: Reply) -> Out:
    """The skill's work, where only words asked for it. Raises Faulty where its shape is wrong."""
    try:
        return skill.gives.model_validate(_arguments(skill.name, reply))
    except ValidationError as fault:
        raise Faulty([_sentence(error) for error in fault.errors()[:MOST_FAULTS]]) from fault


def handed_back(reply: Reply, tool: str, faults: Sequence[str]) -> tuple[Entry, ...]:
    """A reply as it was, and what is wrong with it: what comes before the next try."""
    named = "; ".join(faults)
    asked = f"That cannot be used yet: {named}. Mend exactly that and call `{tool}` again with all of it."
    said = Said("assistant", reply.text, reply.calls)
    if not reply.calls:
        return said, Said("user", asked)
    return said, *(Result(call.id, call.name, asked) for call in reply.calls)


def _arguments(tool: str, reply: Reply) -> Mapping[str, Any]:
    for call in reply.calls:
        if call.name == tool:
            return call.arguments
    found = _object_in(reply.text)
    if found is None:
        raise Faulty([f"you answered in words; call `{tool}`"])
    # Some models write the call out instead of making it.
    inner = found.get("arguments", found.get("parameters"))
    return inner if isinstance(inner, dict) and found.get("name") == tool else found


def _object_in(text: str) -> dict[str, Any] | None:
    start = text.find("{")
    while start >= 0:
        try:
            found, _ = json.JSONDecoder().raw_decode(text, start)
        except json.JSONDecodeError:
            start = text.find("{", start + 1)
            continue
        return found if isinstance(found, dict) else None
    return None


def _sentence(error: Mapping[str, Any]) -> str:
    where = ".".join(str(part) for part in error["loc"])
    return f"`{where}`: {str(error['msg'])[:1].lower()}{str(error['msg'])[1:]}"
