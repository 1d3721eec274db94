"""The four: who each of them is, read from `personas/*.md`.

A file begins with a few `key: value` lines, then an empty line, then the words that a model is given. The
rules of the house are the same for all and follow them.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import get_args

from sandman.agents.skill import Agent
from sandman.ports.errors import NotFound

AGENTS: tuple[Agent, ...] = get_args(Agent)
FOLDER = "personas"
RULES = "house_rules"


@dataclass(frozen=True, slots=True)
class Persona:
    """One of the four."""

    id: Agent
    name: str
    creature: str
    does: str
    """What the house needs him for, in a few words."""
    colour: str
    craft: str
    """The chair whose engine does the work: `storyteller`, `illustrator`, `narrator`; empty for Doc."""
    text: str
    """What a model is given as instructions."""

    @property
    def about(self) -> str:
        """Who it is, in a few words."""
        return self.creature

    @property
    def digest(self) -> str:
        """Hash of what a vendor's copy is made from."""
        return hashlib.sha256(f"{self.name}\n{self.does}\n{self.text}".encode()).hexdigest()[:16]


@cache
def persona(agent: Agent) -> Persona:
    """One of the four, from the file."""
    head, _, words = _read(agent).partition("\n\n")
    facts = dict(_fact(line) for line in head.splitlines())
    return Persona(
        id=agent,
        name=facts["name"],
        creature=facts["creature"],
        does=facts["does"],
        colour=facts["colour"],
        craft=facts["craft"],
        text=f"{words.strip()}\n\n{_read(RULES).strip()}\n",
    )


def agent_called(id: str) -> Agent:
    """The agent of that id, however it is capitalised. Raises NotFound naming the four."""
    found = id.strip().lower()
    if found not in AGENTS:
        raise NotFound(
            f"there is nobody called `{id}` here; there are {', '.join(AGENTS)}",
            port="team",
            hint="sandman team list",
        )
    return found


def _fact(line: str) -> tuple[str, str]:
    key, _, value = line.partition(":")
    return key.strip(), value.strip()


def _read(name: str) -> str:
    return resources.files(__package__).joinpath(FOLDER, f"{name}.md").read_text("utf-8")
