"""What a word can do in a sentence, language by language.

Each grammar turns the lexicon's words into the objects that prose names (`{hero.the}`, `{hero.du}`,
`{hero.obl}`), and finishes a rendered line: capitals, quotes, the spaces French puts before `!`.
"""

from sandman.providers.storytelling.builtin.grammar.english import English
from sandman.providers.storytelling.builtin.grammar.french import French
from sandman.providers.storytelling.builtin.grammar.hindi import Hindi
from sandman.providers.storytelling.builtin.grammar.japanese import Japanese
from sandman.providers.storytelling.builtin.grammar.spoken import Gender, Grammar
from sandman.stories import Language

GRAMMARS: dict[Language, Grammar] = {
    Language.ENGLISH: English(),
    Language.FRENCH: French(),
    Language.HINDI: Hindi(),
    Language.JAPANESE: Japanese(),
}

__all__ = ["GRAMMARS", "Gender", "Grammar"]
