"""What a writer is told besides the plan: how the language is written, for which age, how long."""

from collections.abc import Iterator
from importlib import resources

from sandman.agents.company import HERO
from sandman.agents.telling.typography import KANA_BELOW
from sandman.agents.telling.validation import PER_ENGLISH_WORD, Wanted
from sandman.stories import Language

WISH_FIRST = (
    "The parent's wish comes first: where it asks for another creature, place or thing than the cast, tell "
    "that one and leave the cast's out."
)
MOODS = (
    "Every page is a little quieter than the one before: playful, curious or brave at the beginning, a small "
    "worry in the middle at most, then tender, hushed, and sleepy on the last."
)
KANA = (
    "This child reads kana: write hiragana and katakana only, no kanji at all, and put a space between "
    "phrases, particles with their noun: 「きつねは もりへ いきました。」"
)
KANJI = (
    "Write the kanji that a child of {age} has learnt at school and the rest in kana, without readings and "
    "without spaces."
)


def notes(wanted: Wanted) -> tuple[str, ...]:
    """What the writer of a book must keep to, each a paragraph."""
    return tuple(_notes(wanted))


def _notes(wanted: Wanted) -> Iterator[str]:
    if wanted.language is Language.JAPANESE:
        usual, most = (round(words * PER_ENGLISH_WORD[wanted.language]) for words in wanted.words)
        yield f"In Japanese that is {usual} to {most} letters a page."
    yield MOODS
    yield WISH_FIRST
    if friends := sorted(wanted.signs - {HERO}):
        yield f"{' and '.join(friends)}: somebody the child knows; write the sign exactly so, as a name."
    yield resources.files(__package__).joinpath(f"{wanted.language.value}.md").read_text("utf-8").strip()
    if wanted.language is Language.JAPANESE:
        yield KANA if wanted.age < KANA_BELOW else KANJI.format(age=wanted.age)
