"""Firefly's art direction: one sheet that keeps everybody looking the same through the book."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field

from sandman.agents.company import HERO, Company
from sandman.agents.home import Home
from sandman.agents.skill import Asked, Made, Skill
from sandman.agents.skills.brief import Brief
from sandman.agents.words import lines
from sandman.ports.moderation import Layer
from sandman.stories import Kind

MOST_LETTERS = 240
"""In one line of the sheet: it stands in every page's prompt."""
COATS = ("russet", "honey-gold", "silver-grey", "chestnut", "cream", "slate-blue", "sandy", "cocoa-brown")
HAIR = (
    "short black curls",
    "a brown bob",
    "two dark plaits",
    "a mop of red hair",
    "a long black braid",
    "tousled fair hair",
    "cropped black hair",
    "wavy chestnut hair",
)
SKIN = ("light", "tan", "brown", "dark brown")
CLOTHES = (
    "moss-green pyjamas",
    "a mustard jumper over striped pyjamas",
    "a plum dressing gown",
    "blue pyjamas with moons",
    "a rust-red nightshirt",
    "a teal cardigan over white pyjamas",
)


class ArtAsked(Asked):
    """Who is to be painted."""

    company: Company
    age: int
    brief: Brief | None = None


class CharacterSheet(Made):
    """How everybody looks, in English; the same words on every page."""

    hero: Annotated[str, Field(description="The creature: build, coat, one mark to know it by.")]
    child: Annotated[str, Field(description="The child, never by name: hair, skin, what is worn.")]
    companion: Annotated[str, Field(description="The small friend.")]
    prop: Annotated[str, Field(description="The one object of the story: shape, material, colour.")]
    palette: Annotated[str, Field(description="Four or five colours of the whole book.")]
    light: Annotated[str, Field(description="Where the light comes from, and how warm it is.")]

    def before(self, seen: str) -> str:
        """A page's whole prompt: what is seen, then how everybody looks."""
        looks = (
            f"The creature: {self.hero}",
            f"The child: {self.child}",
            f"The small friend: {self.companion}",
            f"The object: {self.prop}",
            f"Colours: {self.palette}",
            f"Light: {self.light}",
        )
        return " ".join(f"{part.strip().rstrip('.')}." for part in (seen, *looks))


def _put(given: ArtAsked) -> str:
    cast = {name: said for name, said in given.company.told().items() if name != "child"}
    return lines(
        f"Make the character sheet of a watercolour bedtime book for a child of {given.age}.",
        {"child": f"a {given.company.child} of about {given.age}, never named", **cast},
        _story(given.brief) if given.brief else "",
        "One line each, only what a painter can see. Call `art_direction`.",
    )


def _story(brief: Brief) -> str:
    want, turn = brief.want.rstrip(" ."), brief.turn.rstrip(" .")
    return f"The story: {want}. {turn}.".replace(HERO, "the child")


def _faults(_given: ArtAsked, made: CharacterSheet) -> Iterator[str]:
    for name, said in made.model_dump().items():
        if not said.strip():
            yield f"`{name}` is empty; say what is seen"
        if len(said) > MOST_LETTERS:
            yield f"`{name}` has {len(said)} letters; {MOST_LETTERS} are the most"
        if HERO in said:
            yield f"`{name}` names the child; say `the child`"


def _list_faults(given: ArtAsked, made: CharacterSheet) -> Sequence[str]:
    return tuple(_faults(given, made))


async def _at_home(given: ArtAsked, _home: Home) -> CharacterSheet:
    """A sheet out of the cast: the same numbers that tell the painter how they look choose the words."""
    return sheet_of(given.company, age=given.age)


def sheet_of(who: Company, *, age: int) -> CharacterSheet:
    """The sheet of a cast, without a model. Same in, same out."""
    look = who.child_look
    hair, skin = HAIR[look % len(HAIR)], SKIN[look // len(HAIR) % len(SKIN)]
    clothes = CLOTHES[look // (len(HAIR) * len(SKIN)) % len(CLOTHES)]
    return CharacterSheet(
        hero=f"a small round {who.noun(Kind.HERO)}, {COATS[who.hero_look % len(COATS)]}, with calm dark eyes",
        child=f"a {who.child} of about {age} with {hair}, {skin} skin, in {clothes}",
        companion=f"a very small {who.noun(Kind.COMPANION)} that is always close by",
        prop=f"a simple old {who.noun(Kind.PROP)}, a little worn, well loved",
        palette="dusk blue, moss green, warm ochre, dusty rose, paper white",
        light="one warm low light against soft blue evening shadow",
    )


def _shown(made: CharacterSheet) -> str:
    return "\n".join(f"{name.capitalize()}: {said}" for name, said in made.model_dump().items())


ART_DIRECTION = Skill(
    agent="firefly",
    name="art_direction",
    called="a character sheet",
    description="Hand over the character sheet that keeps a book's pictures one.",
    asks=ArtAsked,
    gives=CharacterSheet,
    put=_put,
    shown=_shown,
    faults=_list_faults,
    at_home=_at_home,
    layer=Layer.PROMPT,
    temperature=0.7,
    most_tokens=700,
    seconds=45,
)
