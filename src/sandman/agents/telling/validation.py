"""What is wrong with a page that a model wrote, each fault a sentence it can act on.

Pages are looked at as they come, names still masked and set in type (`typography.printed`): what passes is
laid before the next is written, so nothing here needs the rest of the story.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sandman.agents.company import HERO
from sandman.agents.skills.create_bedtime_story import WrittenScene
from sandman.agents.telling.filling import SIGN
from sandman.agents.telling.sleeping import ends_in_sleep, sentences
from sandman.agents.telling.tongues import language_fault
from sandman.agents.telling.typography import KANA_BELOW, KANJI
from sandman.stories import SCENES, AgeBand, Language, Length, Mood
from sandman.stories.page import MOST_LETTERS_ON_A_PAGE

PER_ENGLISH_WORD = {Language.ENGLISH: 1.0, Language.FRENCH: 1.15, Language.HINDI: 1.1, Language.JAPANESE: 2.6}
"""What one English word takes elsewhere: more words in French and Hindi, characters in Japanese."""
SHARE: dict[Length, float] = {"short": 0.6, "usual": 1.0, "long": 1.35}
"""Of the band's usual page."""
LEAST, MOST = 0.35, 1.5
"""How far from the wanted length a page may be: a wall, not a goal."""
MOST_OF_A_SENTENCE = 1.4
"""How much longer than the band's longest sentence the page's average may be."""
MOST_TITLE, MOST_PAGE_TITLE = 80, 60
"""Letters."""
PROMPT_WORDS = (3, 120)
LATEST_WAKEFUL = SCENES - 1
ALIKE = 0.5
"""Share of a page's five-letter runs that may stand on an earlier page."""

SCARS = re.compile(
    r"[{}|<>]|\[[^\]]*\]|\b(?:None|null|undefined|TODO)\b|(?<!\w)[*_#`]+|[*_`]{2,}|https?:|www\.|\\[nt\"]|_{2,}"
)
HEADING = re.compile(
    r"^\W*(?:scene|page|chapter|part|scène|chapitre|シーン|ページ|場面|दृश्य|पृष्ठ|पन्ना)\s*(?:\d|one|two|un)?\w?\s*[:：.\-–—]"
    r"|^\W*(?:第?[0-9一二三四五六]\s*(?:ページ|話|章|場面)|\d+[.)])",
    re.IGNORECASE,
)
ASIDE = re.compile(r"[(（][^()（）]{1,40}[)）]")
"""A stage direction; stories that are read aloud have no brackets."""
PICTOGRAPH = re.compile("[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a book's pages must be."""

    language: Language
    age: int
    length: Length = "usual"
    signs: frozenset[str] = frozenset({HERO})
    """Signs of names that are known at home."""

    @property
    def band(self) -> AgeBand:
        """The age band."""
        return AgeBand.of(self.age)

    @property
    def words(self) -> tuple[int, int]:
        """A page's length as it is asked for, in English words: usual and most."""
        usual, most = self.band.pacing.scene_words
        return round(usual * SHARE[self.length]), round(most * SHARE[self.length])

    @property
    def bounds(self) -> tuple[float, float]:
        """What is taken at all, in English words."""
        usual, most = self.words
        return usual * LEAST, most * MOST


def title_faults(title: str, wanted: Wanted) -> Iterator[str]:
    """What is wrong with the book's title."""
    if not title.strip():
        yield "the title is empty; give the story one"
        return
    yield from _line_faults(title, "the title", wanted, most=MOST_TITLE)


def page_faults(
    page: WrittenScene, number: int, *, wanted: Wanted, before: Sequence[WrittenScene] = ()
) -> Iterator[str]:
    """What is wrong with page `number` after the pages `before`."""
    where = f"page {number}"
    if not page.text.strip():
        yield f"{where} has no text; write it"
        return
    if fault := language_fault(page.text, wanted.language):
        yield f"{where} {fault}"
        return
    yield from _scars(page.text, where, wanted)
    yield from _line_faults(page.title, f"the title of {where}", wanted, most=MOST_PAGE_TITLE)
    yield from _length_faults(page.text, where, wanted)
    if wanted.language is Language.JAPANESE and wanted.age < KANA_BELOW:
        yield from _kana_faults(page.text, where)
    yield from _name_faults(page, number, before)
    yield from _repetition_faults(page, where, before)
    yield from _mood_faults(page, number, before)
    if number == SCENES and not ends_in_sleep(page.text, wanted.language):
        yield f"{where} is the last and does not end in sleep; let everybody fall asleep in its last sentence"
    yield from _prompt_faults(page.illustration_prompt, where)


def words_in(text: str, language: Language) -> float:
    """How long a text is, in English words; a name is one."""
    bare = SIGN.sub("ななな" if language is Language.JAPANESE else "N", text)
    count = sum(c.isalnum() for c in bare) if language is Language.JAPANESE else len(bare.split())
    return count / PER_ENGLISH_WORD[language]


def _line_faults(line: str, where: str, wanted: Wanted, *, most: int) -> Iterator[str]:
    if not line.strip():
        yield f"{where} is empty"
        return
    if len(line) > most:
        yield f"{where} has {len(line)} letters; {most} are the most"
    if fault := language_fault(line, wanted.language):
        yield f"{where} {fault}"
    yield from _scars(line, where, wanted)


def _scars(text: str, where: str, wanted: Wanted) -> Iterator[str]:
    """What is no part of a story."""
    bare = text
    for sign in wanted.signs:
        bare = bare.replace(sign, "N" * len(sign))
    if scar := SCARS.search(bare):
        names = " and ".join(sorted(wanted.signs))
        around = _around(text, scar.start(), scar.end())
        yield f"{where} holds “{around}”; write plain prose, with {names} for names and no other signs"
    if heading := HEADING.search(bare):
        yield f"{where} begins with the heading “{heading[0].strip()}”; begin with the story"
    if aside := ASIDE.search(bare):
        yield f"{where} has “{aside[0]}” in brackets; it is read aloud, so say it or leave it out"
    if sign_found := PICTOGRAPH.search(bare):
        yield f"{where} holds the sign “{sign_found[0]}”; words only"


def _around(text: str, start: int, end: int) -> str:
    """A place in a text with a word before and after it."""
    before, after = re.search(r"\S*\s*\S*$", text[:start]), re.match(r"\S*\s*\S*", text[end:])
    return f"{before[0] if before else ''}{text[start:end]}{after[0] if after else ''}".strip()[:80]


def _length_faults(text: str, where: str, wanted: Wanted) -> Iterator[str]:
    words, per = words_in(text, wanted.language), PER_ENGLISH_WORD[wanted.language]
    least, most = wanted.bounds
    usual, longest = wanted.words
    unit = "letters" if wanted.language is Language.JAPANESE else "words"
    if not least <= words <= most or len(text) > MOST_LETTERS_ON_A_PAGE:
        wish = f"{usual * per:.0f} to {longest * per:.0f} are wanted for a child of {wanted.age}"
        yield f"{where} has {words * per:.0f} {unit}; {wish}"
    told = sentences(text)
    _, most_words = wanted.band.pacing.sentence_words
    average = words / max(1, len(told))
    if average > most_words * MOST_OF_A_SENTENCE:
        yield (
            f"the sentences of {where} have {average * per:.0f} {unit} on average; "
            f"{most_words * per:.0f} are the most for a child of {wanted.age}"
        )


def _kana_faults(text: str, where: str) -> Iterator[str]:
    bare = SIGN.sub("", text)
    if kanji := "".join(dict.fromkeys(KANJI.findall(bare))):
        yield f"{where} has the kanji {kanji[:8]}; a child under six reads kana, so write kana only"
    elif bare.count(" ") * 16 < len(bare):
        yield f"{where} runs together; put a space between phrases, as in 「きつねは もりへ いきました。」"


def _name_faults(page: WrittenScene, number: int, before: Sequence[WrittenScene]) -> Iterator[str]:
    named = [HERO in each.text for each in (*before, page)]
    if number == 1 and not named[-1]:
        yield f"page 1 does not name the child; write {HERO}"
    elif number == SCENES and sum(named) * 2 < SCENES:
        yield f"the child is named on {sum(named)} of {SCENES} pages; write {HERO} on page {number} too"


def _repetition_faults(page: WrittenScene, where: str, before: Sequence[WrittenScene]) -> Iterator[str]:
    runs = _runs(page.text)
    for number, earlier in enumerate(before, 1):
        if runs and len(runs & _runs(earlier.text)) / len(runs) > ALIKE:
            yield f"{where} repeats page {number}; let something new happen"
            return


def _runs(text: str) -> set[str]:
    letters = "".join(c for c in SIGN.sub("N", text).casefold() if c.isalnum())
    return {letters[at : at + 5] for at in range(len(letters) - 4)}


def _mood_faults(page: WrittenScene, number: int, before: Sequence[WrittenScene]) -> Iterator[str]:
    if number == SCENES and page.mood not in (Mood.SLEEPY, Mood.HUSHED):
        yield f"the mood of page {number} is {page.mood.value}; the last page is sleepy"
    elif number == LATEST_WAKEFUL and page.mood.arousal > Mood.WORRIED.arousal:
        yield f"the mood of page {number} is {page.mood.value}; by now it is tender, hushed or sleepy"
    elif number > SCENES // 2 and before and page.mood.arousal > before[0].mood.arousal:
        yield f"page {number} is more awake ({page.mood.value}) than the first; moods fall toward sleep"


def _prompt_faults(prompt: str, where: str) -> Iterator[str]:
    what, (fewest, most) = f"the picture of {where}", PROMPT_WORDS
    words = len(prompt.split())
    if words < fewest:
        yield f"{what} says too little; say in English who is seen, where, and in what light"
    elif words > most:
        yield f"{what} has {words} words; {most} are the most"
    if words and (fault := language_fault(prompt, Language.ENGLISH, prose=False)):
        yield f"{what} {fault}"
