"""The company: who and what a story is about, as the team may speak of it. The child's name is not in it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from sandman.agents.words import a
from sandman.ports.direction import Cast
from sandman.stories import Kind, Language
from sandman.stories.lexicon import Word, lexicon

HERO = "{{HERO}}"
"""Stands for the child's name in everything that leaves the house, and is filled in at home."""


def read_plainly(text: str) -> str:
    """`text` for the house's own rules, to whom a sign in braces is no word."""
    return text.replace(HERO, "the child")


class Company(BaseModel):
    """A cast by the world's ids, without the name."""

    model_config = ConfigDict(frozen=True)

    hero: str
    hero_look: int = 0
    child: str
    """`girl` or `boy`: how the child is painted."""
    child_look: int = 0
    pronoun: Literal["she", "he", "they"]
    companion: str
    place: str
    prop: str
    weather: str
    feeling: str | None = None
    lesson: str | None = None
    wonder: str | None = None

    @classmethod
    def of(cls, cast: Cast) -> "Company":
        """The cast, less the name."""
        return cls.model_validate(cast.model_dump(include=set(cls.model_fields)))

    def word(self, kind: Kind) -> Word:
        """What English calls the thing of that kind."""
        id = str(getattr(self, kind.value))
        words = lexicon(Language.ENGLISH)
        return words.friend(id) if kind is Kind.COMPANION else words.word(kind, id)

    def noun(self, kind: Kind) -> str:
        """The same without its grammar: `fox`, `snow globe`."""
        return self.word(kind).noun

    @property
    def where(self) -> str:
        """Being there, in English: `in the garden`."""
        return lexicon(Language.ENGLISH).word(Kind.PLACE, self.place).at or ""

    def told(self) -> dict[str, str]:
        """Everyone and everything, in English words, as a model is told."""
        told = {
            "child": f"{HERO}, spoken of as `{self.pronoun}`",
            "hero": f"{a(self.word(Kind.HERO))}, who goes along with the child",
            "little friend": a(self.word(Kind.COMPANION), very="small"),
            "place": self.where,
            "prop": a(self.word(Kind.PROP)),
            "weather": self.noun(Kind.WEATHER),
        }
        if self.feeling:
            told["worry to ease"] = self.noun(Kind.FEELING)
        if self.lesson:
            told["hoped for, never preached"] = self.noun(Kind.LESSON)
        if self.wonder:
            told["the place's one wonder"] = self.noun(Kind.WONDER)
        return told
