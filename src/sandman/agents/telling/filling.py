"""Filling names in where a model left their signs, by the grammar of the story's language.

Models spell the sign in many ways (`{HERO}`, `{{ hero }}`, `**HERO**`); all of them are meant.
"""

import re
from collections.abc import Mapping

from sandman.agents.company import HERO
from sandman.stories import Language

FRIEND = "{{{{FRIEND{}}}}}"
_OPEN, _CLOSE = r"[{｛\[<＜]", r"[}｝\]>＞]"
_SPELLED = r"(?:hero(?:[ _]?name)?|héros?|ヒーロー|हीरो|हिरो|नायक)"
_FRIEND = r"friend[ _]?(?P<{}>\d\d?)"
SIGN = re.compile(
    rf"""[*_`]{{0,3}}(?:
        {_OPEN}{{1,3}}\s*(?:(?P<hero>{_SPELLED})|{_FRIEND.format("f1")})\s*{_CLOSE}{{0,3}}
      | (?-i:(?<![A-Za-z])(?:(?P<bare>HERO)(?:_NAME)?|FRIEND_?(?P<f2>\d\d?)))(?![A-Za-z_])\s*{_CLOSE}{{0,3}}
    )[*_`]{{0,3}}""",
    re.VERBOSE | re.IGNORECASE,
)
"""Anything that stands for a name."""

ELIDING = ("jusque", "lorsque", "puisque", "quoique", "que", "de")
MUTE_H = frozenset({
    "hadrien", "hector", "hélène", "héloïse", "henri", "henriette", "hermine", "hermione", "hervé",
    "hilaire", "hippolyte", "honoré", "honorine", "horace", "hortense", "hubert", "hugo", "hugues", "humbert",
    "hyacinthe",
})  # fmt: skip
"""French names whose h is not heard: d'Hugo, but de Hannah."""
VOWELS = "aàâäeéèêëiîïoôöuùûüœæ"
HONORIFICS = ("ちゃん", "くん", "君", "さん", "さま", "様", "जी")
_KANA_PARTICLE = r"(?:は|が|を|に|と|の|も|へ|で|や|まで|から|より|ちゃん|くん|さん|君|さま|様|たち)"


def filled(text: str, names: Mapping[str, str], *, language: Language) -> str:
    """`text` with its names; a sign that nobody owns stays as it is."""
    if language is Language.JAPANESE:
        # A particle belongs to its name, whatever a model puts between them.
        text = re.sub(
            rf"({SIGN.pattern})[ \u3000]+(?={_KANA_PARTICLE}(?:[ \u3000、。]|$))",
            r"\1",
            text,
            flags=SIGN.flags,
        )
    out: list[str] = []
    at = 0
    for match in SIGN.finditer(text):
        name = names.get(sign_of(match))
        if name is None:
            continue
        before = "".join((*out, text[at : match.start()]))
        out = [_led(before, name, language), name]
        at = _past_honorific(text, match.end(), name)
        if language is Language.HINDI and "\u0900" <= text[at : at + 1] <= "\u0963":
            out.append(" ")
    return "".join((*out, text[at:]))


def sign_of(match: re.Match[str]) -> str:
    """The sign in its one true spelling."""
    number = match["f1"] or match["f2"]
    return FRIEND.format(number) if number else HERO


def in_one_spelling(text: str) -> str:
    """`text` with every sign spelled as we spell it."""
    return SIGN.sub(sign_of, text)


def nameless(text: str) -> str:
    """English words with `the child` in place of the hero's sign."""
    told = SIGN.sub(_in_english, text)
    return re.sub(r"\b(?:the |a |little |young )+(?=(?:the|another) child\b)", "", told, flags=re.IGNORECASE)


def without_names(prompt: str) -> str:
    """An English sentence that names nobody."""
    told = nameless(prompt)
    return told[:1].upper() + told[1:]


def _in_english(match: re.Match[str]) -> str:
    return "the child" if sign_of(match) == HERO else "another child"


def _led(before: str, name: str, language: Language) -> str:
    """What leads up to a name, made to fit it: d'Anna, de Mia; never `Princess Princess Mia`."""
    if language is Language.FRENCH:
        before = _elided(before) if _elides(name) else _whole(before)
    first = name.split(maxsplit=1)[0] if name.split() else name
    if " " in name and re.search(rf"(?<!\w){re.escape(first)}\s+$", before, re.IGNORECASE):
        return re.sub(rf"{re.escape(first)}\s+$", "", before, flags=re.IGNORECASE)
    return before


def _elides(name: str) -> bool:
    letters = name.casefold()
    if letters[0] == "h":
        return letters.split()[0].split("-")[0] in MUTE_H
    if letters[0] == "y":
        return len(letters) > 1 and letters[1] not in VOWELS  # d'Yves, but de Yasmine
    return letters[0] in VOWELS


def _elided(before: str) -> str:
    return re.sub(
        rf"(?<!\w)({'|'.join(ELIDING)})[ \u00a0\u202f]+$",
        lambda m: m[1][:-1] + "’",
        before,
        flags=re.IGNORECASE,
    )


def _whole(before: str) -> str:
    cut = "|".join(word[:-1] for word in ELIDING)
    return re.sub(rf"(?<!\w)({cut})['’]\s*$", lambda m: m[1] + "e ", before, flags=re.IGNORECASE)


def _past_honorific(text: str, end: int, name: str) -> int:
    """Past a second ちゃん, where the name has one of its own."""
    if not name.endswith(HONORIFICS):
        return end
    again = re.match(rf"[ ]?(?:{'|'.join(HONORIFICS)})", text[end:])
    return end + again.end() if again else end
