"""From what was understood to what will be told: who, where, with what, by which arc."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from sandman.providers.storytelling.builtin.arcs import Arc, arcs
from sandman.providers.storytelling.builtin.grammar import Gender
from sandman.stories import Kind, Plot, StoryRequest, Thing, Understanding, world

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
    plot = _plot(_plots(request.idea, read), seed, lately)
    rng = Random(f"{seed}:{plot!r}")
    arc = next(a for a in arcs() if a.id == plot.arc)
    place = world().get(Kind.PLACE, plot.place)
    return Plan(
        arc=arc,
        hero=plot.hero,
        hero_gender=rng.choice(("f", "m")),
        child_id=_child_id(read, gender, rng),
        child_variant=rng.randrange(10_000),
        hero_variant=rng.randrange(10_000),
        companion=read.companion or _companion(plot.hero, place, rng),
        place=plot.place,
        prop=plot.prop,
        weather=_weather(arc, place, read, rng),
        feeling=read.feeling,
        lesson=read.lesson,
        wonder=read.wonder,
    )


def _plots(idea: str, read: Understanding) -> dict[str, list[Plot]]:
    """Every plot the idea allows, by arc, in an order of the idea's own."""
    heroes = [_hero(read)] if read.hero and not _is_child(read.hero) else _creatures()
    places = [read.place] if read.place else list(world().ids(Kind.PLACE))
    props = [read.prop] if read.prop else list(world().ids(Kind.PROP))
    found: dict[str, list[Plot]] = {}
    for arc in arcs():
        fits = [
            Plot(arc=arc.id, hero=hero, place=place, prop=prop)
            for prop in props
            if arc.serves(world().get(Kind.PROP, prop))
            for place in places
            if place not in arc.excluded
            for hero in heroes
            if read.place or _at_home(hero, place)
            if hero != read.companion
        ]
        if fits:
            Random(_digest(f"{idea}:{arc.id}")).shuffle(fits)
            found[arc.id] = fits
    return found


def _plot(plots: dict[str, list[Plot]], seed: int, lately: Sequence[Plot]) -> Plot:
    order = sorted(plots, key=_digest)
    told = set(lately)
    for step in range(sum(len(fits) for fits in plots.values())):
        turn = seed + step
        fits = plots[order[turn % len(order)]]
        plot = fits[turn // len(order) % len(fits)]
        if plot not in told:
            return plot
    return plot  # a narrow idea whose every plot was told lately: the oldest choice is told again


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])


def _hero(read: Understanding) -> str:
    assert read.hero is not None
    return read.hero


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
