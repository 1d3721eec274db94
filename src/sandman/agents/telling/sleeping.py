"""Whether a story ends in sleep, as its last sentences say it."""

import re

from sandman.stories import Language

SENTENCE = re.compile(r"[^.!?…。！？।]+[.!?…。！？।]*[”»」’\s]*")
LAST_SENTENCES = 4
"""Or the second half of the page, where that is more."""
SAID: dict[Language, tuple[str, ...]] = {
    Language.ENGLISH: (
        r"\b(sle(ep|pt)\w*|asleep|dream\w*|drows\w+|doz\w+|slumber\w*|snooz\w+|snor\w+)\b",
        r"\b(drift\w* off|good ?night|(eyes|eyelids) (\w+ ){0,2}(clos|shut|drift)\w*|clos\w+ \w+ eyes)\b",
    ),
    Language.FRENCH: (
        r"\b(dorm\w*|dort|endor\w+|sommeil\w*|somnol\w+|assoupi\w*|rêv\w+|ronfl\w+)\b",
        r"\b(songes?|couch\w+|bonne nuit|ferm\w+ les (yeux|paupières)|(yeux|paupières) (se )?ferm\w+)\b",
    ),
    Language.JAPANESE: (
        "ねむ|眠|寝|ねました|ねて|おやすみ|ゆめ|夢|すやすや|まぶた|うとうと|ねいき",
        "(目|め)を ?(とじ|閉じ)",
    ),
    Language.HINDI: (
        "नींद|सो ग|सो रह|सो जा|सोने|सोया|सोई|सोए|सोते|सोती|सुला|सपन|स्वप्न|शुभ रात्रि|ख़?र्राट|निंदिया|ऊँघ",
        "(आँखें|आंखें|पलकें) (बंद|मूँद|मूंद|मुँद|झप)",
    ),
}
"""How a language says that somebody falls asleep."""


def ends_in_sleep(text: str, language: Language) -> bool:
    """Whether the last sentences say that somebody sleeps."""
    told = sentences(text)
    ending = "".join(told[-max(LAST_SENTENCES, len(told) // 2) :])
    return any(re.search(said, ending, re.IGNORECASE) for said in SAID[language])


def sentences(text: str) -> list[str]:
    """The sentences of a page."""
    return [found[0] for found in SENTENCE.finditer(text) if any(c.isalnum() for c in found[0])]
