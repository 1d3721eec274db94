"""From what was understood to what will be told: who, where, with what, by which arc."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd
from random import Random

from sandman.providers.storytelling.builtin.arcs import Arc, arcs
from sandman.providers.storytelling.builtin.grammar import Gender
from sandman.stories import Kind, Plot, StoryRequest, Thing, Understanding, world

LOOKS = 1000
"""Children the painter can tell apart by number; a name stands for one of them."""
DRY_PLACES = ("indoors", "under")


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything chosen for one story; ids are the world's."""

    arc: Arc
    hero: str
    hero_gender: Gender
    child_id: str
    child_variant: int
    hero_variant: int
    companion: str
    place: str
    prop: str
    weather: str
    feeling: str | None
    lesson: str | None
    wonder: str | None

    @property
    def plot(self) -> Plot:
        """The story's fingerprint."""
        return Plot(arc=self.arc.id, hero=self.hero, place=self.place, prop=self.prop)


def plan(
    request: StoryRequest, read: Understanding, *, gender: Gender, seed: int, lately: Sequence[Plot] = ()
) -> Plan:
    """Choose what the idea left open. Seeds counted up walk through every plot before one comes again."""
    plot = _plot(_evenings(request.idea, read), seed, lately)
    look = (
        request.look if request.look is not None else _digest(request.child or read.name or f"{seed}") % LOOKS
    )
    return staged(plot, read, gender=gender, look=look, seed=seed)


def staged(plot: Plot, read: Understanding, *, gender: Gender, look: int, seed: int) -> Plan:
    """A plot with everything else it needs: companion, weather, how the hero looks."""
    rng = Random(f"{seed}:{plot!r}")
    arc = next(a for a in arcs() if a.id == plot.arc)
    place = world().get(Kind.PLACE, plot.place)
    return Plan(
        arc=arc,
        hero=plot.hero,
        hero_gender=rng.choice(("f", "m")),
        child_id=_child_id(read, gender, rng),
        child_variant=look,
        hero_variant=rng.randrange(10_000),
        companion=read.companion or _companion(plot.hero, place, rng),
        place=plot.place,
        prop=plot.prop,
        weather=_weather(arc, place, read, rng),
        feeling=read.feeling,
        lesson=read.lesson,
        wonder=read.wonder,
    )


@dataclass(frozen=True, slots=True)
class Evenings:
    """Every plot of one arc that an idea allows, in an order of the idea's own, without listing them all."""

    arc: str
    settings: Sequence[tuple[str, str]]
    """Heroes with the places they may turn up at."""
    props: Sequence[str]
    start: int
    step: int
    """Coprime to `len(self)`, so that stepping on meets each plot once."""

    def __len__(self) -> int:
        return len(self.settings) * len(self.props)

    def __getitem__(self, turn: int) -> Plot:
        at = (self.start + turn * self.step) % len(self)
        hero, place = self.settings[at // len(self.props)]
        return Plot(arc=self.arc, hero=hero, place=place, prop=self.props[at % len(self.props)])


def _evenings(idea: str, read: Understanding) -> list[Evenings]:
    """The plots an idea allows, arc by arc, the arcs in an order of the idea's own."""
    heroes = [read.hero] if read.hero and not _is_child(read.hero) else _creatures()
    places = [read.place] if read.place else list(world().ids(Kind.PLACE))
    props = [world().get(Kind.PROP, id) for id in ([read.prop] if read.prop else world().ids(Kind.PROP))]
    found = []
    for arc in sorted(arcs(), key=lambda arc: _digest(f"{idea}:{arc.id}")):
        settings = [
            (hero, place)
            for hero in heroes
            if hero != read.companion
            for place in places
            if place not in arc.excluded
            if read.place or _at_home(hero, place)
        ]
        fitting = [prop.id for prop in props if arc.serves(prop)]
        count = len(settings) * len(fitting)
        if count:
            rng = Random(_digest(f"{idea}:{arc.id}:order"))
            step = rng.randrange(1, count + 1)
            while gcd(step, count) != 1:
                step = rng.randrange(1, count + 1)
            found.append(Evenings(arc.id, settings, fitting, rng.randrange(count), step))
    return found


def _plot(evenings: list[Evenings], seed: int, lately: Sequence[Plot]) -> Plot:
    """The plot of a seed: the arcs in turn, and none twice before all have been told."""
    total, told = sum(map(len, evenings)), set(lately)
    for step in range(total):
        plot = _nth(evenings, (seed + step) % total)
        if plot not in told:
            return plot
    return plot  # a narrow idea whose every plot was told lately: one is told again


def _nth(evenings: list[Evenings], n: int) -> Plot:
    """The nth plot when the arcs take turns, and an arc that has no more drops out."""
    turns = 0
    while True:
        shortest = min(map(len, evenings)) - turns
        if n < shortest * len(evenings):
            return evenings[n % len(evenings)][turns + n // len(evenings)]
        n -= shortest * len(evenings)
        turns += shortest
        evenings = [each for each in evenings if len(each) > turns]


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])


def _is_child(id: str) -> bool:
    return world().get(Kind.HERO, id).is_a("child")


def _creatures() -> list[str]:
    return [thing.id for thing in world().all(Kind.HERO) if not thing.is_a("child")]


def _at_home(hero: str, place: str) -> bool:
    """Whether a hero may turn up at a place nobody asked for: swimmers stay by water, walkers by land."""
    who, where = world().get(Kind.HERO, hero), world().get(Kind.PLACE, place)
    if place in who.facts["home"]:
        return True
    if who.moves == "swims":
        return False
    if where.facts["kind"] == "indoors":
        return who.size in ("tiny", "small")
    return bool(where.facts["kind"] == "land")


def _child_id(read: Understanding, gender: Gender, rng: Random) -> str:
    if read.hero and _is_child(read.hero):
        return read.hero
    return {"f": "girl", "m": "boy", "n": rng.choice(("girl", "boy"))}[gender]


def _companion(hero: str, place: Thing, rng: Random) -> str:
    near = [c.id for c in world().all(Kind.COMPANION) if place.facts["kind"] in c.facts["near"]]
    # A cat with a kitten, a penguin with a duckling: readers would wonder about the family.
    return rng.choice([id for id in near if not (hero == "cat" and id == "kitten")])


def _weather(arc: Arc, place: Thing, read: Understanding, rng: Random) -> str:
    kind = place.facts["kind"]
    if read.weather:
        return read.weather
    if kind in DRY_PLACES or place.id == "moon":
        return "clear"
    if read.feeling == "storm":
        return "rain"
    if place.id == "snow":
        return "snowfall"
    if arc.weather:
        return rng.choice([w for w in arc.weather if w != "snowfall"])
    return rng.choice(("clear", "clear", "clear", "breeze", "mist"))
