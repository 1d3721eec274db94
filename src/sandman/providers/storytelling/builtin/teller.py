"""From a plan to six scenes of prose, each with what its picture shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Literal

from jinja2 import Environment, StrictUndefined, Template

from sandman.providers.storytelling.builtin.arcs import ArcScene
from sandman.providers.storytelling.builtin.grammar import GRAMMARS, Gender, Grammar
from sandman.providers.storytelling.builtin.length import (
    BANK,
    GOES_FIRST,
    GOES_LAST,
    ROOM,
    Room,
    leans,
    more,
    telling,
    words_in,
)
from sandman.providers.storytelling.builtin.name_guard import guard, unguard
from sandman.providers.storytelling.builtin.plan import Plan
from sandman.providers.storytelling.builtin.prompt import prompt
from sandman.providers.storytelling.builtin.prose import arc_prose, banks
from sandman.stories import Figure, Kind, Language, Pose, Scene, Staging, StoryRequest, Token, world
from sandman.stories.lexicon import Lexicon, lexicon

VARIANTS = " | "
Shows = Literal["together", "with_prop", "asleep"]
"""What there is to say of a picture."""
# Single braces keep the files readable; prose is plain text, so nothing is escaped.
JINJA = Environment(variable_start_string="{", variable_end_string="}", undefined=StrictUndefined)  # noqa: S701


@dataclass(frozen=True, slots=True)
class Told:
    """A title and six scenes."""

    title: str
    scenes: tuple[Scene, ...]


def tell(plan: Plan, request: StoryRequest, *, name: str, gender: Gender, seed: int) -> Told:
    """Render the plan in the request's language, for the child's age."""
    rng = Random(f"{seed}:prose")
    teller = Teller(plan, request, name=name, gender=gender, rng=rng)
    prose = arc_prose(request.language, plan.arc.id)
    title = teller.finish(teller.line(rng.choice(prose.titles)))
    return Told(title, tuple(teller.scene(number) for number in range(1, len(prose.scene) + 1)))


class Teller:
    """Renders lines about one plan; never tells the same bank line twice in a story."""

    def __init__(self, plan: Plan, request: StoryRequest, *, name: str, gender: Gender, rng: Random) -> None:
        self.plan, self.request, self.rng = plan, request, rng
        self.language: Language = request.language
        self.grammar: Grammar = GRAMMARS[self.language]
        self.banks = banks(self.language)
        self.words = _words(plan, lexicon(self.language), self.grammar, name, gender)
        self.told: set[str] = set()
        self.layout = rng.randrange(60)

    def scene(self, number: int) -> Scene:
        """One page: prose, how it is spoken, and its picture."""
        staged = self.plan.arc.scene[number - 1]
        prose = arc_prose(self.language, self.plan.arc.id).scene[number - 1]
        source = " ".join(line.text for line in self.page(number) if line.text)
        staging = self.staging(number, staged)
        return Scene(
            number=number,
            title=self.finish(self.line(self.rng.choice(prose.title))),
            text=self.finish(source),
            mood=staged.mood,
            illustration_prompt=prompt(staging),
            alt=self.alt(_shows(staged), time=staging.time),
            staging=staging,
            tokens=self.tokens(source),
        )

    def page(self, number: int) -> list["Line"]:
        """A page's lines, as many as there is room for."""
        prose, request = arc_prose(self.language, self.plan.arc.id), self.request
        told_to = telling(request.band, request.length)
        lines = [self.slot(slot) for slot in prose.scene[number - 1].slots(told_to)]
        room = ROOM[request.band, request.length]
        self._make_room(lines, room.most)
        self._fill(lines, room, more(prose, number, told_to))
        return lines

    def slot(self, slot: str) -> "Line":
        """One slot of a scene: a line of the arc, or one from a bank; empty where the bank has none."""
        if slot.startswith(BANK):
            return Line(slot, self.bank(slot[1:]))
        variants = slot.split(VARIANTS)
        return Line(slot, self.line(self.rng.choice(variants)), tuple(map(self.line, variants)))

    def size(self, *lines: "Line") -> float:
        """How long the page would show them, in English words."""
        return self._size_of(" ".join(line.text for line in lines))

    def _size_of(self, rendered: str) -> float:
        return words_in(self.finish(rendered), self.language)

    def _make_room(self, lines: list["Line"], most: int) -> None:
        """Leave out ornaments, then say things shorter, then leave out what is said elsewhere."""

        def drop(names: Sequence[str]) -> None:
            for name in names:
                for line in [line for line in lines if line.slot == BANK + name]:
                    if self.size(*lines) > most:
                        lines.remove(line)

        drop(GOES_FIRST)
        for place, line in enumerate(lines):
            if line.variants and self.size(*lines) > most:
                lines[place] = replace(line, text=min(line.variants, key=self._size_of))
        drop(GOES_LAST)

    def _fill(self, lines: list["Line"], room: Room, slots: Iterable[str]) -> None:
        """Take in lines where the page has joints, after those from the banks; then say things longer."""
        for slot in slots:
            if self.size(*lines) >= room.least:
                return
            place = self._joint(lines, slot)
            if place is None:
                continue
            line = self.slot(slot)
            if line.text and self.size(*lines, line) <= room.most:
                lines.insert(place, line)
        for place, line in enumerate(lines):
            if line.variants and self.size(*lines) < room.least:
                lines[place] = replace(line, text=max(line.variants, key=self._size_of))

    def _joint(self, lines: list["Line"], slot: str) -> int | None:
        """Where a line may be taken in: never last, nor before a line that leans."""
        free = [
            place
            for place, line in enumerate(lines)
            if line.text and not leans(self.finish(line.text), self.language)
        ]
        # A look around opens a page; everything else stands where the arc has joints, or between two lines.
        opening = [0] if slot.startswith("@place.") and not lines[0].slot.startswith(BANK) else []
        joints = [place for place in range(1, len(lines)) if lines[place - 1].slot.startswith(BANK)]
        between = range(1, len(lines))
        return next((place for place in (*opening, *joints, *between) if place in free), None)

    def alt(self, shows: Shows, *, time: str) -> str:
        """A picture in words, for those who cannot see it."""
        return self.finish(self.line(self.rng.choice(self.banks.alt[shows]), time=time))

    def bank(self, name: str) -> str:
        """A line about tonight's hero, place, feeling …, by `kind.key`."""
        kind, key = name.split(".")
        id = "any" if kind == "sleep" else getattr(self.plan, kind)
        if id is None:
            return ""
        lines = self.banks.lines(kind, id, key, self.request.band)
        fresh = [line for line in lines if line not in self.told]
        if not fresh:
            return ""
        line = self.rng.choice(fresh)
        self.told.add(line)
        return self.line(line)

    def line(self, line: str, **more: str) -> str:
        """A template with its words filled in."""
        words = dict(self.words)
        if "time" in more:
            words["time"] = self.grammar.thing(lexicon(self.language).time[more["time"]], Kind.TIME, "n")
        return _template(line).render(words)

    def finish(self, rendered: str) -> str:
        """As the page shows it."""
        return unguard(self.grammar.finish(rendered, age=self.request.age))

    def tokens(self, rendered: str) -> tuple[Token, ...]:
        """How it is spoken, where that differs from the page."""
        return tuple(
            Token(shown=unguard(t.shown), said=unguard(t.said), reading=unguard(t.reading))
            for t in self.grammar.tokens(rendered, age=self.request.age)
        )

    def staging(self, number: int, scene: ArcScene) -> Staging:
        """What the picture shows."""
        plan, home = self.plan, scene.place == "home"
        hero, child = scene.hero, scene.child
        if scene.prop == "held":
            child = Pose.HOLD
        elif scene.prop == "carried":
            hero = Pose.HOLD
        return Staging(
            place="bedroom" if home else plan.place,
            time=scene.time,
            weather="clear" if home else plan.weather,
            mood=scene.mood.value,
            hero=Figure(id=plan.hero, pose=hero, variant=plan.hero_variant),
            child=Figure(id=plan.child_id, pose=child, variant=plan.child_variant),
            companion=None if home else Figure(id=plan.companion, pose=Pose.SIT),
            props=() if scene.prop == "away" else (plan.prop,),
            wonder=None if home else plan.wonder,
            layout=self.layout + number,
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: the slot it fills, its text, and how else a line of the arc could be put."""

    slot: str
    text: str
    variants: tuple[str, ...] = ()


@cache
def _template(line: str) -> Template:
    return JINJA.from_string(line)


def _shows(scene: ArcScene) -> Shows:
    if scene.child is Pose.SLEEP:
        return "asleep"
    return "together" if scene.prop == "away" else "with_prop"


def _words(plan: Plan, words: Lexicon, grammar: Grammar, name: str, gender: Gender) -> dict[str, object]:
    """What prose may name: child, hero, pal, place, prop."""
    return {
        "child": grammar.child(guard(name), gender),
        "hero": grammar.thing(words.word(Kind.HERO, plan.hero), Kind.HERO, plan.hero_gender),
        "pal": grammar.thing(words.friend(plan.companion), world().friend(plan.companion).kind, "n"),
        "place": grammar.thing(words.word(Kind.PLACE, plan.place), Kind.PLACE, "n"),
        "prop": grammar.thing(words.word(Kind.PROP, plan.prop), Kind.PROP, "n"),
    }
