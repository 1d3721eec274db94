"""What a piece of work may take: steps, tokens, money, and never the same call over and over.

A model that must not be trusted to stop is stopped: every turn is admitted before it begins and counted when
it ends. One budget is one book, or one message of a talk with everything Doc delegates for it.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sandman.ports.chat import Usage
from sandman.ports.errors import BadWork, QuotaSpent


@dataclass(frozen=True, slots=True)
class Allowance:
    """The most that one piece of work may take."""

    steps: int
    """Turns of a model, repair turns included."""
    tokens: int
    """Tokens in and out, together."""
    spend: float
    """US dollars."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The household's caps."""

    book: Allowance = Allowance(steps=24, tokens=150_000, spend=1.0)
    talk: Allowance = Allowance(steps=12, tokens=60_000, spend=0.25)
    """For one message to one of the four, with all that he delegates."""
    look: Allowance = Allowance(steps=3, tokens=12_000, spend=0.05)
    """For one small judgement: a page, a story, a voice."""
    day_spend: float | None = None
    """US dollars for all engines on one day; None where somebody else keeps watch."""
    same_call: int = 2
    """How often the same agent may be asked the same thing within one budget."""

    def for_book(self) -> "Budget":
        """A fresh budget for one book."""
        return Budget("this book", self.book, same_call=self.same_call)

    def for_talk(self) -> "Budget":
        """A fresh budget for one message."""
        return Budget("this answer", self.talk, same_call=self.same_call)

    def for_look(self) -> "Budget":
        """A fresh budget for one small judgement."""
        return Budget("this look", self.look, same_call=self.same_call)


@dataclass(slots=True)
class Budget:
    """What is left of an allowance; it counts as work goes on."""

    work: str
    """What it is for, as a sentence begins: `this book`."""
    most: Allowance
    same_call: int = 2
    steps: int = 0
    used: Usage = field(default_factory=Usage)
    asked: Counter[str] = field(default_factory=Counter)

    def step(self) -> None:
        """Admit one turn of a model. Raises QuotaSpent or BadWork, in a sentence, where none is left."""
        if self.used.cost >= self.most.spend:
            raise QuotaSpent(
                f"{self.work} has cost ${self.used.cost:.2f}, and ${self.most.spend:.2f} is its limit",
                port="chat",
                hint="raise the limit in the settings, or go on with the built-in engines",
            )
        if self.tokens >= self.most.tokens:
            raise QuotaSpent(
                f"{self.work} has taken {self.tokens:,} tokens, and {self.most.tokens:,} is its limit",
                port="chat",
                hint="ask for something smaller",
            )
        if self.steps >= self.most.steps:
            raise BadWork(
                f"{self.work} took {self.steps} steps and came to no end; more are not allowed",
                port="chat",
                hint="ask for something smaller",
            )
        self.steps += 1

    def spent(self, usage: Usage) -> None:
        """Count what a turn took."""
        self.used += usage

    def asks(self, agent: str, tool: str, arguments: Mapping[str, Any]) -> None:
        """Note a call. Raises BadWork where the same one was made too often already."""
        call = fingerprint(agent, tool, arguments)
        if self.asked[call] >= self.same_call:
            times = f"{self.asked[call]} times"
            raise BadWork(f"{agent} was asked the same for `{tool}` {times} already", port="chat")
        self.asked[call] += 1

    @property
    def tokens(self) -> int:
        """Tokens in and out so far."""
        return self.used.prompt_tokens + self.used.completion_tokens

    @property
    def on_last_step(self) -> bool:
        """Whether the next turn is the last that is allowed."""
        return self.steps + 1 >= self.most.steps


def fingerprint(agent: str, tool: str, arguments: Mapping[str, Any]) -> str:
    """A call's identity, whatever the order its arguments came in."""
    whole = json.dumps([agent, tool, arguments], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(whole.encode()).hexdigest()
