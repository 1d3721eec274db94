"""What a server can do, found out by asking: each refusal teaches one thing, and is not met twice."""

import re
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from sandman.ports.chat import Turn

OPTIONAL = (
    "max_tokens",
    "stream_options",
    "seed",
    "temperature",
    "max_completion_tokens",
)
_SCHEMA_WORDS = ("response_format", "json_schema", "grammar", "structured output", "guided")
_THINKING_WORDS = ("reasoning", "think")
_TOOL_WORDS = ("tool", "function call", "--jinja", "function_call")
_SYSTEM_WORDS = ("system role", "system message", "role system", "only user and assistant")


class Rung(IntEnum):
    """How a call is got out of a model, from the surest way down."""

    SCHEMA = 0
    """The reply itself is the arguments, held to their schema by the server."""
    TOOLS = 1
    """A tool call."""
    JSON = 2
    """Plain words that are asked to be JSON, mended."""


@dataclass
class Manners:
    """One server's and model's. Made empty: all is hoped for until it is refused."""

    no_schema: bool = False
    no_tools: bool = False
    no_system: bool = False
    thinks: bool = False
    """A reasoning model: its thoughts count toward the limit of tokens."""
    efforts: list[str] = field(default_factory=lambda: ["low", "none"])
    """How little it may be asked to think, best first; of some models Ollama takes `low`, or `none`."""
    refused: set[str] = field(default_factory=set)
    """Parameters that may be left out."""

    def rung_for(self, turn: Turn) -> Rung:
        """The surest way left for a turn."""
        if turn.must_call and not self.no_schema:
            return Rung.SCHEMA
        return Rung.JSON if self.no_tools else Rung.TOOLS

    def without_refused(self, asked: dict[str, Any]) -> dict[str, Any]:
        """A request, less what is refused; a limit of tokens goes by its newer name where the older is."""
        if "max_tokens" in self.refused and "max_tokens" in asked:
            asked["max_completion_tokens"] = asked["max_tokens"]
        return {name: value for name, value in asked.items() if name not in self.refused}

    def learn(self, complaint: str, turn: Turn, asked: dict[str, Any]) -> bool:
        """Take a refusal in; whether asking again, differently, is worth while.

        `complaint` is the server's words, the name of the parameter among them. What was not in the request
        cannot be what was refused.
        """
        words = complaint.lower()
        for name in OPTIONAL:
            if name in asked and re.search(rf"\b{name}\b", words):
                self.refused.add(name)
                return True
        if "reasoning_effort" in asked and any(word in words for word in _THINKING_WORDS):
            # Another turn may have learnt the same a moment ago.
            self.efforts = [effort for effort in self.efforts if effort != asked["reasoning_effort"]]
            return True
        if "response_format" in asked and any(word in words for word in _SCHEMA_WORDS):
            self.no_schema = True
            return True
        if "tools" in asked and any(word in words for word in _TOOL_WORDS):
            self.no_tools = True
            return True
        if not self.no_system and any(word in words for word in _SYSTEM_WORDS):
            self.no_system = True
            return True
        return False
