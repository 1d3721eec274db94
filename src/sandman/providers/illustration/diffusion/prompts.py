"""What the model is told of a page: the style's own words first, the scene, and how everybody looks.

All of it is put together here, in code: a model that is told "as before" does not paint as before. What a
storyteller outside wrote holds its sheet already; the built-in one's has none, and is given the house's.
"""

from sandman.ports.illustration import PictureBrief
from sandman.stories import Kind, Language, Staging
from sandman.stories.lexicon import lexicon
from sandman.styles import StyleCard

HOLDS_A_SHEET = "The creature:"
"""How the sheet begins that `agents.telling.picturing` puts after what a page shows."""
NEVER = "text, letters, signature, watermark, frame, nudity, blood"
"""What is led away from, where the model can be led at all."""
COATS = ("russet", "honey-gold", "silver-grey", "chestnut", "cream", "slate-blue", "sandy", "cocoa-brown")
HAIR = ("short black curls", "a brown bob", "two dark plaits", "red hair", "fair hair", "wavy chestnut hair")
CLOTHES = (
    "moss-green pyjamas",
    "a mustard jumper",
    "a plum dressing gown",
    "blue pyjamas",
    "a teal cardigan",
)


def page_prompt(brief: PictureBrief, card: StyleCard | None, *, of_few_words: bool = False) -> str:
    """The whole prompt of a page, begun as the captions began that the style was taught with.

    A base `of_few_words` is told who is there and where, and no more: what it never met would only puzzle it.
    """
    style = [card.trigger, card.style_line] if card else []
    scene, holds, sheet = brief.prompt.partition(HOLDS_A_SHEET)
    if of_few_words:
        told = in_few_words(brief.staging) if brief.staging else scene.strip()
    else:
        looks = holds + sheet if holds else sheet_of(brief.staging) if brief.staging else ""
        told = " ".join(f"{part.strip().rstrip('.')}." for part in (scene, looks) if part.strip())
    return ", ".join(part.strip().rstrip(",") for part in (*style, told) if part.strip())


def in_few_words(staging: Staging) -> str:
    """`a fox and a girl, in the meadow at dusk`."""
    words = lexicon(Language.ENGLISH)
    there = [words.word(Kind.HERO, staging.hero.id).with_article]
    if staging.child:
        there.append(f"a {staging.child.id}")
    where, when = words.word(Kind.PLACE, staging.place).at, words.word(Kind.TIME, staging.time).noun
    return f"{' and '.join(there)}, {where} {when}"


def sheet_of(staging: Staging) -> str:
    """How everybody looks, the same words on all pages of a book: a figure's variant is."""
    words = lexicon(Language.ENGLISH)
    hero = words.word(Kind.HERO, staging.hero.id).noun
    looks = [f"The {hero} is small, round and {COATS[staging.hero.variant % len(COATS)]}"]
    if staging.child:
        look = staging.child.variant
        hair, clothes = HAIR[look % len(HAIR)], CLOTHES[look // len(HAIR) % len(CLOTHES)]
        looks.append(f"The child is a {staging.child.id} with {hair}, in {clothes}")
    return ". ".join(looks)
