"""The world's words in one language: what each id is called, how it inflects, how a parent may name it."""

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sandman.stories.language import Language
from sandman.stories.world import Kind, world

RUBY = re.compile(r"([\u3400-\u9fff々〆ヶ]+)《([\u3040-\u30ffー]+)》")
"""Kanji and the reading written after them, in everything Japanese of ours."""


class Word(BaseModel):
    """One id's words in one language; each language fills in the fields its grammar needs.

    Japanese writes readings after kanji, as `月《つき》`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    noun: str
    """The plain singular noun: fox, renard, きつね, लोमड़ी."""
    also: tuple[str, ...] = ()
    """Other words or phrases by which an idea may mean it, as lemmas, lower case."""
    gender: Literal["m", "f"] | None = None
    """Grammatical gender: French, Hindi."""
    oblique: str | None = None
    """Hindi: the form before a postposition; the noun itself where nothing is said."""
    aspirated: bool = False
    """French: an h that allows no elision (le hérisson)."""
    article: str | None = None
    """English: `an` or `a` where the spelling misleads; `` for none."""
    at: str | None = None
    """Places: being there, as a phrase (in the garden, dans le jardin, बग़ीचे में)."""
    to: str | None = None
    """Places: going there (into the garden, vers le jardin, बग़ीचे की ओर)."""
    of: str | None = None
    """Places: belonging to it (of the garden, du jardin, बग़ीचे का takes the oblique instead)."""

    @property
    def with_article(self) -> str:
        """English: `an owl`, `a unicorn`."""
        article = self.article if self.article is not None else ("an" if self.noun[0] in "aeiou" else "a")
        return f"{article} {self.noun}".strip()


class Lexicon(BaseModel):
    """All words of one language, by kind and id."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    hero: dict[str, Word]
    companion: dict[str, Word]
    place: dict[str, Word]
    prop: dict[str, Word]
    feeling: dict[str, Word]
    lesson: dict[str, Word]
    wonder: dict[str, Word]
    weather: dict[str, Word]
    time: dict[str, Word]
    girls: tuple[str, ...] = Field(min_length=12)
    """Names used for girls; the first ones are given to a child of a story that names none."""
    boys: tuple[str, ...] = Field(min_length=12)

    def word(self, kind: Kind, id: str) -> Word:
        """The word for an id; KeyError where the language has none."""
        words: dict[str, Word] = getattr(self, kind.value)
        return words[id]

    def friend(self, id: str) -> Word:
        """The word for a companion, who may be one of the heroes."""
        return self.word(world().friend(id).kind, id)


@cache
def lexicon(language: Language) -> Lexicon:
    """The words of one language, read from `words/<code>.toml`."""
    source = resources.files(__package__).joinpath("words", f"{language.value}.toml")
    return Lexicon.model_validate(tomllib.loads(source.read_text("utf-8")))


def called(kind: Kind, id: str, language: Language) -> str:
    """What a thing is called, for people's eyes: `Fox`, `Le courage`, 月, अँधेरे का डर.

    `id` is one of `kind`; a companion may be a hero. KeyError where there is none.
    """
    words = lexicon(language)
    noun = (words.friend(id) if kind is Kind.COMPANION else words.word(kind, id)).noun
    if language is Language.JAPANESE:
        return RUBY.sub(r"\1", noun).replace(" ", "")
    # Hindi has no capitals, and the other two raise the first letter of what stands alone.
    return (noun[0].upper() + noun[1:]).replace("'", "’")
