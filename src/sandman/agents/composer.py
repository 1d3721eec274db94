"""Pictures to learn a style from, composed out of the story world: no model, the same seed the same set.

Every kind of thing is dealt from a shuffled pack, so nothing comes again before all have come.
"""

from collections.abc import Iterator, Sequence
from itertools import cycle
from random import Random
from typing import TypeVar

from sandman.agents.words import a
from sandman.stories import Kind, Language, Thing, world
from sandman.stories.lexicon import lexicon

T = TypeVar("T")

DOING = {
    "walks": ("padding along", "sitting very still", "asleep, curled up", "listening, head on one side"),
    "hops": ("up on its hind legs", "asleep in a small heap", "nibbling, eyes half closed", "listening"),
    "flies": ("perched with folded wings", "gliding home", "asleep, head tucked in", "looking down kindly"),
    "swims": ("drifting near the surface", "coming up for a slow breath", "asleep in still water"),
    "rolls": ("rolling along slowly", "resting with dimmed lights", "watering a flower pot"),
}
LANDSCAPES = {
    "garden": "a garden gate left open, foxgloves, one lit window far behind",
    "meadow": "a wide meadow with one bent tree, long grass lying over",
    "forest": "tall quiet trees, a path between them, light at its end",
    "river": "a slow river with stepping stones, willows trailing in it",
    "lake": "a lake like a mirror, a jetty, hills asleep on the far side",
    "beach": "an empty beach, rock pools holding bits of the sky",
    "sea": "a calm sea, one small sail, a very large sky",
    "reef": "a coral garden under water, shafts of light, slow weeds",
    "lighthouse": "a lighthouse on a round rock, its beam soft in the air",
    "mountain": "a mountain with a winding path and one hut with smoke",
    "snow": "a snowy hill, fence posts, a line of small tracks",
    "village": "roofs and chimneys of a village, one window lit in each house",
    "treehouse": "a treehouse with a rope ladder, a lamp in its window",
    "bedroom": "a small bedroom, a quilt, a shelf of toys, curtains moving a little",
    "burrow": "a burrow under roots, a stove, hanging herbs, a rug",
    "clouds": "hills of cloud with a stair of cloud between them",
    "moon": "the round grey hills of the moon, the blue earth low above them",
}
TOGETHER = (
    "walking side by side, carrying {prop}",
    "sitting close, {prop} between them",
    "looking at {prop} as if it had just spoken",
    "sharing a blanket, {prop} beside them",
    "seen from behind, with {prop}",
    "bent over {prop}, heads together",
)
SURFACES = (
    "on a windowsill",
    "on a folded quilt",
    "on mossy stones",
    "in two small hands",
    "on an old wooden table",
    "half hidden in tall grass",
    "on a stack of books",
)
FACES = (
    "the face of {hero}, eyes nearly closed",
    "{hero} under a blanket up to the chin",
    "{hero} breathing out, seen from very near",
    "the eye of {hero} with a lamp in it",
)
INDOORS = frozenset({"bedroom", "burrow"})
TIMELESS = frozenset({"reef", "moon"})
"""Places where nobody could tell the hour."""


class Composer:
    """Composes one picture after another, a line of English each."""

    def __init__(self, seed: int) -> None:
        self._rng = Random(f"{seed}:training")
        self._words = lexicon(Language.ENGLISH)
        creatures = [thing for thing in world().all(Kind.HERO) if not thing.is_a("child")]
        self._heroes = self._pack(creatures)
        self._walkers = self._pack([hero for hero in creatures if hero.moves in ("walks", "hops")])
        self._places = self._pack(list(LANDSCAPES))
        self._props = self._pack(world().ids(Kind.PROP))
        self._hours = self._pack(("dusk", "night", "dawn", "day", "dusk", "night"))
        self._skies = self._pack(("clear", "mist", "breeze", "rain", "clear"))
        self._together, self._children = self._pack(TOGETHER), self._pack(("a girl", "a boy"))
        self._nearby = cycle((self._face, self._small_thing))
        self._surfaces, self._faces = self._pack(SURFACES), self._pack(FACES)
        self._doing = {moves: self._pack(each) for moves, each in DOING.items()}

    def animal(self) -> str:
        """One creature where it lives."""
        hero = next(self._heroes)
        return f"{self._called(hero)} {next(self._doing[hero.moves])}, {self._at_home(hero)}"

    def landscape(self) -> str:
        """A place with nobody in it."""
        place = next(self._places)
        parts = (LANDSCAPES[place], self._hour(place), self._sky(place), "nobody there")
        return ", ".join(part for part in parts if part)

    def character(self) -> str:
        """A child and a creature, busy with something together."""
        hero = next(self._walkers)
        doing = next(self._together).format(prop=self._prop())
        return f"{next(self._children)} and {self._called(hero)} {doing}, {self._at_home(hero)}"

    def close_up(self) -> str:
        """A face, or a small thing, filling the page."""
        return f"close-up: {next(self._nearby)()}"

    def _face(self) -> str:
        return next(self._faces).format(hero=self._called(next(self._heroes)))

    def _small_thing(self) -> str:
        return f"{self._prop()} {next(self._surfaces)}, a little light along its edge"

    def _prop(self) -> str:
        return a(self._words.word(Kind.PROP, next(self._props)))

    def _called(self, hero: Thing) -> str:
        very = "large gentle" if hero.size == "large" else "little"
        return a(self._words.word(Kind.HERO, hero.id), very=very)

    def _at_home(self, hero: Thing) -> str:
        place = str(self._rng.choice(hero.facts["home"]))
        return f"{self._words.word(Kind.PLACE, place).at} {self._hour(place)}".strip()

    def _hour(self, place: str) -> str:
        if place in TIMELESS:
            return ""
        return self._words.word(Kind.TIME, "lamp" if place in INDOORS else next(self._hours)).noun

    def _sky(self, place: str) -> str:
        if place in TIMELESS or place in INDOORS or place == "clouds":
            return ""
        sky = "snowfall" if place == "snow" else next(self._skies)
        return "" if sky == "clear" else self._words.word(Kind.WEATHER, sky).noun

    def _pack(self, things: Sequence[T]) -> Iterator[T]:
        return cycle(self._rng.sample(list(things), len(things)))
