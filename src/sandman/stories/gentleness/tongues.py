"""Which lexicons a text is read by: its scripts say, and for Latin letters its small words."""

import re
from enum import StrEnum

from sandman.stories.gentleness.views import DEVANAGARI, KANA_KANJI
from sandman.stories.language import Language


class Tongue(StrEnum):
    """A language in one script; each has a folder of `themes/`."""

    ENGLISH = "en"
    FRENCH = "fr"
    JAPANESE = "ja"
    HINDI = "hi"
    ROMAJI = "ja-latn"
    HINGLISH = "hi-latn"
    """Hindi in Latin letters."""
    LATIN = "latn"
    """What means the same in whatever language it is met."""


# Without those that two of them share (`on`, `me`, `plus`) and what an apostrophe leaves over.
SMALL_WORDS = {
    Tongue.ENGLISH: (
        "the a an and of to who in is are was with his her she he that for they it my me i "
        "you your how where when what from into about story do not does all but at by this "
        "please tell make we us our be has have had will can would should up out so then "
        "there their them him its on no"
    ),
    Tongue.FRENCH: (
        "le la les un une des et de du qui dans est sont avec son sa ses que pour sur il elle "
        "ils ne pas l c j qu au aux mon ma mes en ce cette je tu nous vous leur ou mais par "
        "se veut fait faire histoire comment tout toute tous n y si moi toi lui"
    ),
    Tongue.ROMAJI: (
        "wa ga wo ni de desu mo kara suru shita ohanashi hanashi kudasai boku watashi kimi "
        "shite shitai tai yo na"
    ),
    Tongue.HINGLISH: (
        "hai hain ka ki ke ko se aur ek mein nahi nahin wala wali wale hota tha thi jo mera "
        "meri mere mujhe kahani bachcha beta beti apne apni apna kya kaise bhi kar karo raha "
        "rahi hum tum"
    ),
}
_SMALL = {tongue: frozenset(words.split()) for tongue, words in SMALL_WORDS.items()}
_HOME = {language: Tongue(language.value) for language in Language}
_JAPANESE = re.compile(f"[{KANA_KANJI}]")
_HINDI = re.compile(f"[{DEVANAGARI}]")
_WORDS = re.compile(r"[a-z]+")


def tongues(text: str, language: Language) -> dict[Tongue, bool]:
    """The tongues a folded text may be in, each with whether it surely is; `language` is the story's."""
    found: dict[Tongue, bool] = {}
    if _JAPANESE.search(text):
        found[Tongue.JAPANESE] = True
    if _HINDI.search(text):
        found[Tongue.HINDI] = True
    latin = _WORDS.findall(text)
    if latin:
        found |= _latin(latin, _HOME[language], beside=bool(found))
    return found


def _latin(words: list[str], home: Tongue, *, beside: bool) -> dict[Tongue, bool]:
    counts = {tongue: sum(word in small for word in words) for tongue, small in _SMALL.items()}
    most = max(counts.values())
    surest = max(counts, key=lambda tongue: (counts[tongue], tongue is home, tongue is Tongue.ENGLISH))
    # Latin words inside Japanese or Hindi are nobody's own: `SEX`, `gun`.
    sure = not beside and (most > 0 or surest is home)
    plausible = [tongue for tongue, count in counts.items() if 3 * count >= most or tongue is home]
    return {tongue: sure and tongue is surest for tongue in plausible if tongue in _SMALL} | {
        Tongue.LATIN: True
    }
