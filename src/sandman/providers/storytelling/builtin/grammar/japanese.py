"""Japanese: one source for two pages.

Prose is written in phrases (bunsetsu) with spaces between them and readings after kanji,
`小《ちい》さな きつねは 森《もり》へ 行《い》きました。`

A child under six sees kana with the spaces; from six, kanji without them. The voice is always told the kanji
and the readings, because kana alone hides where words begin.
"""

from dataclasses import dataclass

from sandman.providers.storytelling.builtin.grammar.spoken import Gender
from sandman.stories import Kind, Token
from sandman.stories.lexicon import RUBY, Word

KANA_ONLY_BELOW = 6


@dataclass(frozen=True, slots=True)
class Dareka:
    """A noun or a name; Japanese marks case by the particles that prose writes after it."""

    noun: str

    def __str__(self) -> str:
        return self.noun


class Japanese:
    """Japanese grammar for the teller."""

    def thing(self, word: Word, kind: Kind, gender: Gender) -> Dareka:
        """A noun, with readings after its kanji."""
        return Dareka(word.noun)

    def child(self, name: str, gender: Gender) -> Dareka:
        """The child, by name."""
        return Dareka(name)

    def finish(self, rendered: str, *, age: int) -> str:
        """What the page shows."""
        phrases = [_shown(p, age=age) for p in rendered.split(" ") if p]
        return (" " if age < KANA_ONLY_BELOW else "").join(phrases)

    def tokens(self, rendered: str, *, age: int) -> tuple[Token, ...]:
        """One token a phrase: what is shown, the kanji that is said, its reading in kana."""
        return tuple(
            Token(
                shown=_shown(p, age=age),
                said=RUBY.sub(r"\1", p),
                reading=RUBY.sub(r"\2", p),
            )
            for p in rendered.split(" ")
            if p
        )


def _shown(phrase: str, *, age: int) -> str:
    return RUBY.sub(r"\2" if age < KANA_ONLY_BELOW else r"\1", phrase)
