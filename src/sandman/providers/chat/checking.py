"""The smallest talk there is: to see whether somebody answers."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any, Protocol

from sandman.ports.chat import Said, Turn

ARE_YOU_THERE = Turn(
    agent="doc",
    instructions="Answer with the one word: ready.",
    said=(Said("user", "Are you there?"),),
    most_tokens=2048,  # some think aloud before they say a word
    keep=False,
)


class Answers(Protocol):
    """A chat whose answers can be closed, as all engines' can."""

    def answer(self, turn: Turn) -> AsyncGenerator[Any, None]:
        """See `ports.chat.Chat.answer`."""
        ...


async def have_it_answer(chat: Answers) -> None:
    """Have it say a word. Raises as `Chat.answer`."""
    async with aclosing(chat.answer(ARE_YOU_THERE)) as pieces:
        async for _ in pieces:
            pass
