"""The child an idea names: “Mira and a small fox”. What is taken for a name is shown first."""

from collections.abc import Collection
from functools import cache

import simplemma

from sandman.providers.storytelling.builtin.reading.units import Unit, plain
from sandman.stories import Language
from sandman.stories.lexicon import lexicon

HONORIFICS = ("ちゃん", "ちゃんと", "くん", "君", "さん")  # ゆいちゃんときつね is cut as if she were tidy


def named_child(words: list[Unit], free: Collection[int], language: Language) -> int | None:
    """Which word is the child's name; only those that mean nothing else are `free` to be one."""
    return next((index for index in sorted(free) if _names_somebody(words, index, language)), None)


def _names_somebody(words: list[Unit], index: int, language: Language) -> bool:
    written = words[index].written
    match language:
        case Language.JAPANESE:
            # さくら, そら, はな are names and things; who is called ちゃん is somebody.
            after = words[index + 1].written if index + 1 < len(words) else ""
            return after in HONORIFICS
        case Language.HINDI:
            return plain(written, language) in _names(language)
        case Language.ENGLISH | Language.FRENCH:
            # A word with a capital that no dictionary knows; Paris and Christmas it does.
            if not written.istitle() or len(written) < 2:
                return False
            return plain(written, language) in _names(language) or not simplemma.is_known(
                written.casefold(), lang=language.value
            )


@cache
def _names(language: Language) -> frozenset[str]:
    names = lexicon(language)
    return frozenset(plain(name, language) for name in (*names.girls, *names.boys))
