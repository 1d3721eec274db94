"""What every grammar offers the teller."""

from typing import Literal, Protocol

from sandman.stories import Kind, Token
from sandman.stories.lexicon import Word

Gender = Literal["f", "m", "n"]
"""A child's or a creature's gender in this story; `n` where it is not known."""


class Grammar(Protocol):
    """One language's way with words. What `thing` and `child` return is what prose may name."""

    def thing(self, word: Word, kind: Kind, gender: Gender) -> object:
        """The object prose names for a hero, companion, place, prop …; `str()` of it is the plain noun."""
        ...

    def child(self, name: str, gender: Gender) -> object:
        """The object prose names `child`; `str()` of it is the name."""
        ...

    def finish(self, rendered: str, *, age: int) -> str:
        """A rendered line or paragraph as it is shown to a child of that age."""
        ...

    def tokens(self, rendered: str, *, age: int) -> tuple[Token, ...]:
        """How the line is spoken, where that differs from how it is shown; else nothing."""
        ...
