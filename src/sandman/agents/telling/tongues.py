"""Which language a page is in, told by its script and its small words; short pages fool neither."""

import re
from functools import cache

from sandman.agents.telling.filling import SIGN
from sandman.agents.telling.folding import script
from sandman.stories import Language

SCRIPTS: dict[Language, frozenset[str]] = {
    Language.ENGLISH: frozenset({"latin"}),
    Language.FRENCH: frozenset({"latin"}),
    Language.JAPANESE: frozenset({"hiragana", "katakana", "kanji"}),
    Language.HINDI: frozenset({"devanagari"}),
}
LEAST_SHARE = 0.9
"""Of the letters, in the language's script; a foreign name or two may stand between."""
LEAST_KANA = 0.3
"""Japanese has particles and endings; less kana is Chinese."""

SMALL_WORDS = {
    Language.ENGLISH: """
        the a an and of to was in is it she he they her his their its with on that at for so as but were had
        one all be by him them there then this what when where who would could said up down not from into out
        very little like just only you i my we are have been over under until because too still again""",
    Language.FRENCH: """
        le la les l et un une des de du d dans il elle ils elles qui que qu sur avec pas ne n au aux en se s
        son sa ses leur ce c cette est était a à par pour mais plus tout toute comme où on y lui très petit
        petite je j tu nous vous mon ma si sous jusque puis alors encore quand sans chez ont été être""",
}
"""Words that stories in a language cannot do without."""
ENOUGH_WORDS = 12
"""So many words, and their share of small ones says what language they are in."""
LEAST_SMALL = {Language.ENGLISH: 0.18, Language.FRENCH: 0.22}
"""Of the words; stories for children have about 0.4. Dutch and Spanish reach 0.1 of the English ones."""
FRENCH_LETTERS = re.compile(r"[éèêëàâçœùûîïô]")
WORD = re.compile(r"[^\W\d_]+")


def language_fault(text: str, language: Language, *, prose: bool = True) -> str:
    """Why `text` is not in the language, as the end of a sentence; empty where it is.

    What is no prose (a picture prompt) may leave the small words out.
    """
    bare = SIGN.sub(" ", text)
    letters = [script(c) for c in bare]
    letters = [name for name in letters if name]
    if not letters:
        return "has no letters"
    own = sum(name in SCRIPTS[language] for name in letters) / len(letters)
    if own < LEAST_SHARE:
        return f"is not written in {language.own_name}: {1 - own:.0%} of its letters are of another script"
    if language is Language.JAPANESE:
        kana = sum(name in ("hiragana", "katakana") for name in letters) / len(letters)
        return "has too little kana to be Japanese" if kana < LEAST_KANA else ""
    if language in SMALL_WORDS:
        return _latin_fault(bare, language, prose=prose)
    return ""


def _latin_fault(text: str, language: Language, *, prose: bool) -> str:
    other = Language.FRENCH if language is Language.ENGLISH else Language.ENGLISH
    words = [word.casefold() for word in WORD.findall(text)]
    own, foreign = (sum(word in _small(each) for word in words) for each in (language, other))
    if language is Language.ENGLISH:
        foreign += sum(bool(FRENCH_LETTERS.search(word)) for word in words)
    else:
        own += sum(bool(FRENCH_LETTERS.search(word)) for word in words)
    if foreign > own and foreign >= 2:
        return f"is in {other.own_name}; write {language.own_name}"
    if prose and len(words) >= ENOUGH_WORDS and own / len(words) < LEAST_SMALL[language]:
        return f"does not read as {language.own_name}"
    return ""


@cache
def _small(language: Language) -> frozenset[str]:
    return frozenset(SMALL_WORDS[language].split())
