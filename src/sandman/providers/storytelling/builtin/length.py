"""How long a page is: which telling of it is taken, which lines may go, and which may come in.

The lines of an arc are the story, so none of them is ever left out. Lines from the banks stand after any
line: they go where a page grows too long, and come in where a long story was asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sandman.providers.storytelling.builtin.prose import ArcProse
from sandman.stories import SCENES, AgeBand, Language, Length

PER_ENGLISH_WORD = {Language.ENGLISH: 1.0, Language.FRENCH: 1.15, Language.HINDI: 1.0, Language.JAPANESE: 2.6}
"""What one English word takes elsewhere: more words in French, characters in Japanese."""

BANK = "@"
GOES_FIRST = (
    *("place.detail", "prop.wonder", "hero.habit", "companion.helps", "companion.sleeps"),
    *("place.hush", "prop.rest", "sleep.breath"),
)
"""Ornaments, the first to go first."""
GOES_LAST = ("wonder.helps", "feeling.said", "weather.sky", "wonder.last", "hero.sleep")
"""What has been said once elsewhere, or is seen in the picture. No other line of a bank goes at all."""


@dataclass(frozen=True, slots=True)
class Room:
    """How many English words a page should have, at least and at most."""

    least: int
    most: int


ROOM: dict[tuple[AgeBand, Length], Room] = {
    (AgeBand.YOUNG, "short"): Room(0, 24),
    (AgeBand.YOUNG, "usual"): Room(0, 45),
    (AgeBand.YOUNG, "long"): Room(50, 60),
    (AgeBand.MIDDLE, "short"): Room(40, 54),
    (AgeBand.MIDDLE, "usual"): Room(0, 85),
    (AgeBand.MIDDLE, "long"): Room(105, 120),
    (AgeBand.OLDER, "short"): Room(0, 85),
    (AgeBand.OLDER, "usual"): Room(0, 130),
    (AgeBand.OLDER, "long"): Room(155, 175),
}
"""A goal, not a wall: a page whose story takes more words has them."""


def words_in(text: str, language: Language) -> float:
    """How long a text is, in English words."""
    count = sum(c.isalnum() for c in text) if language is Language.JAPANESE else len(text.split())
    return count / PER_ENGLISH_WORD[language]


def telling(band: AgeBand, length: Length) -> AgeBand:
    """The band whose telling of an arc is taken: a short story is the one told to those a step younger.

    That is a whole story in two thirds of the words; the banks stay the child's own.
    """
    if length == "short":
        return {AgeBand.OLDER: AgeBand.MIDDLE, AgeBand.MIDDLE: AgeBand.YOUNG}.get(band, band)
    return band


# A line that begins so speaks of somebody in the line before it, and nothing may come between the two.
_LEANS = {
    Language.ENGLISH: "it its they their he his she her him them that this both",
    Language.FRENCH: "il elle ils elles cela ça ce c'était c'est son sa ses leur leurs l'un tous",
    Language.JAPANESE: "それ その そこ これ この そして そう それから すると でも",
    Language.HINDI: "वह वो वे यह ये इस उस उन इन उसने उसे उसकी उसका उसके उन्होंने उनकी इसे यही वही दोनों फिर पर",
}


def leans(text: str, language: Language) -> bool:
    """Whether a line leans on the one before it."""
    bare = text.lstrip("«“”„\"'「『 \u202f\u00a0").replace("’", "'").casefold()
    words = _LEANS[language].split()
    if language is Language.JAPANESE:
        return bare.startswith(tuple(words))
    return bare.split(maxsplit=1)[0].rstrip(".,!?…") in words if bare.split() else False


def more(prose: ArcProse, number: int, band: AgeBand) -> Iterator[str]:
    """Bank slots that page `number` may take in where it has room, the best first."""
    scene = prose.scene[number - 1]
    own = scene.slots(band)
    if number == 1:
        # Nobody has been introduced yet but the place.
        yield from ("@place.detail", "@place.detail")
        return
    # What the arc's fuller tellings say on the same page fits it surely.
    yield from (slot for slot in scene.older if slot.startswith(BANK) and slot not in own)
    if number == SCENES:
        return
    yield "@place.detail"
    # The companion helps once it has come, and before everybody sleeps.
    if any("{pal" in slot for each in prose.scene[: number - 1] for slot in each.young):
        yield "@companion.helps"
    # A hero who hides, or is not there yet, has no habits that anybody could see.
    if any("@hero.habit" in each.older for each in prose.scene[:number]):
        yield "@hero.habit"
    if number >= SCENES - 2:
        yield "@place.hush"
    yield "@place.detail"
