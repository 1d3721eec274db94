"""How a story may speak of a child, guessed from the name; a guess the parent is shown and can correct."""

from sandman.providers.storytelling.builtin.grammar import Gender
from sandman.stories import Language
from sandman.stories.lexicon import RUBY, lexicon

PRONOUNS: dict[str, Gender] = {"she": "f", "he": "m", "they": "n"}
# Endings that decide where no list knows the name: Hindi verbs must agree with somebody, a child be painted.
ENDINGS: dict[Language, tuple[tuple[str, Gender], ...]] = {
    Language.ENGLISH: (("a", "f"), ("elle", "f"), ("ette", "f")),
    Language.HINDI: (("ा", "f"), ("ी", "f"), ("ि", "f"), ("या", "f")),
    Language.FRENCH: (("ette", "f"), ("ine", "f"), ("elle", "f"), ("ée", "f"), ("a", "f"), ("ien", "m")),
}


def gender_of(name: str, language: Language, pronoun: str | None = None) -> Gender:
    """f, m, or n where nothing tells; `pronoun` (she, he, they) decides where the parent gave one."""
    if pronoun:
        return PRONOUNS[pronoun]
    first = name.split(maxsplit=1)[0].casefold() if name.split() else ""
    for each in (language, *Language):
        girls, boys = (_names(names) for names in (lexicon(each).girls, lexicon(each).boys))
        if (first in girls) != (first in boys):
            return "f" if first in girls else "m"
    for ending, gender in ENDINGS.get(language, ()):
        if first.endswith(ending):
            return gender
    return "n"


def _names(names: tuple[str, ...]) -> set[str]:
    return {form.casefold() for name in names for form in (RUBY.sub(r"\1", name), RUBY.sub(r"\2", name))}
