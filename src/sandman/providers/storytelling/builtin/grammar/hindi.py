"""Hindi: gender, the oblique case before postpositions, verbs that agree."""

from dataclasses import dataclass

from sandman.providers.storytelling.builtin.grammar.spoken import Gender
from sandman.stories import Kind, Token
from sandman.stories.lexicon import Word


@dataclass(frozen=True, slots=True)
class Koi:
    """A noun phrase. Prose may name: obl, g(masculine, feminine), and of places at, to.

    `{hero.obl} ने`, `{hero} {hero.g('हँसा', 'हँसी')}`, `{prop.g('छोटा', 'छोटी')} {prop}`. Names do not
    inflect. A child of whom it is not known takes the masculine, Hindi's unmarked gender.
    """

    noun: str
    gender: Gender
    oblique: str
    at: str = ""
    to: str = ""

    def __str__(self) -> str:
        return self.noun

    @property
    def obl(self) -> str:
        """The oblique form, before ने को से में पर का की के."""
        return self.oblique

    def g(self, masculine: str, feminine: str) -> str:
        """The form that agrees with this noun or child."""
        return feminine if self.gender == "f" else masculine


class Hindi:
    """Hindi grammar for the teller."""

    def thing(self, word: Word, kind: Kind, gender: Gender) -> Koi:
        """A noun with its own grammatical gender."""
        return Koi(word.noun, word.gender or "m", word.oblique or word.noun, word.at or "", word.to or "")

    def child(self, name: str, gender: Gender) -> Koi:
        """The child, by name."""
        return Koi(name, gender, name)

    def finish(self, rendered: str, *, age: int) -> str:
        """Nothing but single spaces before no danda: the data is written as it is shown."""
        return rendered.replace(" ।", "।").replace("'", "’")

    def tokens(self, rendered: str, *, age: int) -> tuple[Token, ...]:
        """Hindi is spoken as it is written."""
        return ()
