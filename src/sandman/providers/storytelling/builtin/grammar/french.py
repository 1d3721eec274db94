"""French: gender, elision, contraction, and the narrow spaces of its typography."""

import re
from dataclasses import dataclass

from sandman.providers.storytelling.builtin.grammar.english import capitalise
from sandman.providers.storytelling.builtin.grammar.spoken import Gender
from sandman.stories import Kind, Token
from sandman.stories.lexicon import Word

NARROW = "\u202f"
VOWELS = "aàâäeéèêëiîïoôöuùûüyœæAÀÂÄEÉÈÊËIÎÏOÔÖUÙÛÜŒÆ"


@dataclass(frozen=True, slots=True)
class Quelquun:
    """A noun phrase. Prose may name: le un du au de que ce son il lui e accord(m, f), of places at to of."""

    noun: str
    gender: Gender
    named: bool = False
    aspirated: bool = False
    at: str = ""
    to: str = ""
    of: str = ""

    def __str__(self) -> str:
        return self.noun

    @property
    def _elides(self) -> bool:
        first = self.noun[0]
        mute_h = first in "hH" and not self.aspirated and not self.named
        return (first in VOWELS and first != "y") or mute_h

    def accord(self, masculine: str, feminine: str) -> str:
        """The form that agrees: `{hero.accord('beau', 'belle')}`."""
        return feminine if self.gender == "f" else masculine

    @property
    def e(self) -> str:
        """The `e` of a feminine agreement, or nothing: `content{hero.e}`."""
        return self.accord("", "e")

    @property
    def le(self) -> str:
        """Le renard, l'ours, la souris; a name stays a name."""
        if self.named:
            return self.noun
        return f"l'{self.noun}" if self._elides else f"{self.accord('le', 'la')} {self.noun}"

    @property
    def un(self) -> str:
        """Un renard, une souris."""
        return self.noun if self.named else f"{self.accord('un', 'une')} {self.noun}"

    @property
    def de(self) -> str:
        """`de` before the bare noun or the name: de Mia, d'Anna."""
        return f"d'{self.noun}" if self._elides else f"de {self.noun}"

    @property
    def que(self) -> str:
        """`que` before the definite noun or the name: que le renard, qu'Anna."""
        return f"qu'{self.noun}" if self.named and self._elides else f"que {self.le}"

    @property
    def du(self) -> str:
        """Du renard, de l'ours, de la souris; de Mia."""
        if self.named:
            return self.de
        return f"du {self.noun}" if self.le.startswith("le ") else f"de {self.le}"

    @property
    def au(self) -> str:
        """Au renard, à l'ours, à la souris; à Mia."""
        return f"au {self.noun}" if not self.named and self.le.startswith("le ") else f"à {self.le}"

    @property
    def ce(self) -> str:
        """Ce renard, cet ours, cette souris."""
        return f"{self.accord('cet' if self._elides else 'ce', 'cette')} {self.noun}"

    @property
    def son(self) -> str:
        """The owner's noun, agreeing with the thing owned: son écharpe, sa lanterne, son bonnet."""
        return f"{'sa' if self.gender == 'f' and not self._elides else 'son'} {self.noun}"

    @property
    def il(self) -> str:
        """Il, elle; a child of whom it is not known keeps the name."""
        return self.noun if self.named and self.gender == "n" else self.accord("il", "elle")

    @property
    def lui(self) -> str:
        """After a preposition: lui, elle; the name where it is not known."""
        return self.noun if self.named and self.gender == "n" else self.accord("lui", "elle")


class French:
    """French grammar for the teller."""

    def thing(self, word: Word, kind: Kind, gender: Gender) -> Quelquun:
        """A noun with its own grammatical gender, whatever the story's creature is."""
        return Quelquun(
            word.noun,
            word.gender or "m",
            aspirated=word.aspirated,
            at=word.at or "",
            to=word.to or "",
            of=word.of or "",
        )

    def child(self, name: str, gender: Gender) -> Quelquun:
        """The child, by name."""
        return Quelquun(name, gender, named=True)

    def finish(self, rendered: str, *, age: int) -> str:
        """Capitals, apostrophes, and a narrow no-break space inside « » and before ! ? ; :."""
        text = rendered.replace("'", "’")
        text = re.sub(r"\s*([!?;:»])", NARROW + r"\1", text)
        text = re.sub(r"«\s*", "«" + NARROW, text)
        return capitalise(text)

    def tokens(self, rendered: str, *, age: int) -> tuple[Token, ...]:
        """French is spoken as it is written."""
        return ()
