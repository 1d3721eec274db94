"""English: articles, possessives, pronouns that respect what is known of a child."""

import re
from dataclasses import dataclass

from sandman.providers.storytelling.builtin.grammar.spoken import Gender
from sandman.stories import Kind, Token
from sandman.stories.lexicon import Word


@dataclass(frozen=True, slots=True)
class Someone:
    """A noun phrase. Prose may name: a, the, s, she, her, them, herself; of places also at, to, of."""

    noun: str
    gender: Gender
    named: bool = False
    article: str | None = None
    at: str = ""
    to: str = ""
    of: str = ""

    def __str__(self) -> str:
        return self.noun

    @property
    def a(self) -> str:
        """`a fox`, `an owl`."""
        if self.named:
            return self.noun
        article = self.article if self.article is not None else ("an" if self.noun[0] in "aeiou" else "a")
        return f"{article} {self.noun}".strip()

    @property
    def the(self) -> str:
        """`the fox`; a name stays a name."""
        return self.noun if self.named else f"the {self.noun}"

    @property
    def s(self) -> str:
        """`the fox's`, `Mia's`."""
        return f"{self.the}'s"

    def _pronoun(self, she: str, he: str, it: str) -> str:
        return {"f": she, "m": he, "n": it}[self.gender]

    @property
    def she(self) -> str:
        """She, he; a child of whom it is not known keeps the name, a thing is `it`."""
        return self._pronoun("she", "he", self.noun if self.named else "it")

    @property
    def her(self) -> str:
        """Possessive: her, his; their for a child of whom it is not known, its for a thing."""
        return self._pronoun("her", "his", "their" if self.named else "its")

    @property
    def them(self) -> str:
        """Object: her, him; the name, or it."""
        return self._pronoun("her", "him", self.noun if self.named else "it")

    @property
    def herself(self) -> str:
        """Reflexive."""
        return self._pronoun("herself", "himself", "themself" if self.named else "itself")


class English:
    """English grammar for the teller."""

    def thing(self, word: Word, kind: Kind, gender: Gender) -> Someone:
        """A noun; only actors have a gender in English."""
        actor = kind in (Kind.HERO, Kind.COMPANION)
        return Someone(
            word.noun,
            gender if actor else "n",
            article=word.article,
            at=word.at or "",
            to=word.to or "",
            of=word.of or f"of the {word.noun}",
        )

    def child(self, name: str, gender: Gender) -> Someone:
        """The child, by name."""
        return Someone(name, gender, named=True)

    def finish(self, rendered: str, *, age: int) -> str:
        """Sentence capitals and typographic apostrophes."""
        text = rendered.replace("'", "’")
        return capitalise(text)

    def tokens(self, rendered: str, *, age: int) -> tuple[Token, ...]:
        """English is spoken as it is written."""
        return ()


def capitalise(text: str) -> str:
    """Raise the first letter of the text and of each sentence, past opening quotes.

    After `?”` and `!”` the sentence may go on (“Is this it?” asked the fox), so it is left as written.
    """
    return re.sub(
        r"(^|\.[”»\"’]?[\s\u00a0\u202f]+|[!?…][\s\u00a0\u202f]+)([“«\"‘(]?[\s\u00a0\u202f]*)([^\W\d_])",
        lambda m: m[1] + m[2] + m[3].upper(),
        text,
    )
