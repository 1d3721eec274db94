"""What is wrong with a language's prose files, told to the one who writes them. Also run as a test."""

import re
from collections.abc import Iterator
from random import Random

from jinja2 import TemplateError
from pydantic import ValidationError

from sandman.providers.storytelling.builtin.arcs import Arc, arcs
from sandman.providers.storytelling.builtin.grammar import Gender
from sandman.providers.storytelling.builtin.length import words_in
from sandman.providers.storytelling.builtin.plan import Plan, staged
from sandman.providers.storytelling.builtin.prose import arc_prose, banks
from sandman.providers.storytelling.builtin.teller import Teller
from sandman.stories import AgeBand, Kind, Language, Length, Plot, Scene, StoryRequest, Understanding, world
from sandman.stories.lexicon import lexicon

# Bank keys every id needs, by kind; `any` may stand in for the ids of a companion.
KEYS = {
    Kind.PLACE: ("arrive", "detail", "hush"),
    Kind.HERO: ("habit", "sleep"),
    Kind.COMPANION: ("joins", "helps", "sleeps"),
    Kind.PROP: ("wonder", "rest"),
    Kind.FEELING: ("begins", "said", "eases"),
    Kind.LESSON: ("line",),
    Kind.WONDER: ("first", "helps", "last"),
    Kind.WEATHER: ("sky",),
}
SCARS = re.compile(r"[{}|@$《》]|\bNone\b|  |\.\.|[,;] ?[.!?]")
# Shortest and longest pages there may be, in English words: the bounds around `length.ROOM`, since a page
# with everything a parent can wish for must still be a page.
BOUNDS: dict[tuple[AgeBand, Length], tuple[int, int]] = {
    (AgeBand.YOUNG, "short"): (10, 52),
    (AgeBand.YOUNG, "usual"): (14, 52),
    (AgeBand.YOUNG, "long"): (14, 66),
    (AgeBand.MIDDLE, "short"): (14, 72),
    (AgeBand.MIDDLE, "usual"): (34, 110),
    (AgeBand.MIDDLE, "long"): (36, 128),
    (AgeBand.OLDER, "short"): (34, 110),
    (AgeBand.OLDER, "usual"): (60, 155),
    (AgeBand.OLDER, "long"): (64, 185),
}
AGES = {AgeBand.YOUNG: 4, AgeBand.MIDDLE: 6, AgeBand.OLDER: 9}
NAME = "Ψ"
GENDERS: tuple[Gender, ...] = ("f", "m", "n")


def faults(language: Language, *, casts: int = 6) -> list[str]:
    """Every fault found, each naming its file and place."""
    try:
        lexicon(language), banks(language)
    except (ValidationError, FileNotFoundError, ValueError) as broken:
        return [f"{language.value}: {broken}"]
    found = [*_missing_words(language), *_missing_lines(language)]
    for arc in arcs():
        found += _arc_faults(language, arc, casts)
    return found


def _missing_words(language: Language) -> Iterator[str]:
    words = lexicon(language)
    for kind in Kind:
        have, want = set(getattr(words, kind.value)), set(world().ids(kind))
        yield from (f"words/{language.value}.toml: no word for {kind.value}.{id}" for id in want - have)
        yield from (
            f"words/{language.value}.toml: {kind.value}.{id} is not in the world" for id in have - want
        )
    for id, word in words.place.items():
        if language is not Language.JAPANESE and not (word.at and word.to):
            yield f"words/{language.value}.toml: place.{id} needs `at` and `to`"


def _missing_lines(language: Language) -> Iterator[str]:
    for kind, keys in KEYS.items():
        for thing in world().all(kind):
            if thing.is_a("child"):
                continue
            for key in keys:
                for band in AgeBand:
                    if not banks(language).lines(kind.value, thing.id, key, band):
                        yield f"{language.value}/banks.toml: {kind.value}.{thing.id} has no `{key}`"
                        break
    for key in ("breath", "goodnight"):
        if not banks(language).lines("sleep", "any", key, AgeBand.MIDDLE):
            yield f"{language.value}/banks.toml: sleep.any has no `{key}`"


def _arc_faults(language: Language, arc: Arc, casts: int) -> Iterator[str]:
    try:
        arc_prose(language, arc.id)
    except FileNotFoundError:
        yield f"{language.value}/arcs/{arc.id}.toml: missing"
        return
    except (ValidationError, ValueError) as broken:
        yield f"{language.value}/arcs/{arc.id}.toml: {broken}"
        return
    for (band, length), bounds in BOUNDS.items():
        request = StoryRequest(child=NAME, age=AGES[band], language=language, length=length)
        for cast in range(casts if length == "usual" else casts // 2):
            where = f"{language.value}/arcs/{arc.id}.toml {band.value} {length}"
            teller = Teller(
                _chance_plan(arc, cast),
                request,
                name=NAME,
                gender=GENDERS[cast % 3],
                rng=Random(cast),
            )
            try:
                scenes = [teller.scene(number) for number in range(1, 7)]
            except (TemplateError, KeyError, ValueError, TypeError) as broken:
                yield f"{where}: {type(broken).__name__}: {broken}"
                continue
            yield from (
                f"{where} scene {s.number}: {fault}"
                for s in scenes
                for fault in _scene_faults(s, language, bounds)
            )


def _chance_plan(arc: Arc, cast: int) -> Plan:
    rng = Random(f"{arc.id}:{cast}")
    some = {kind.value: rng.choice(world().ids(kind)) for kind in (Kind.FEELING, Kind.LESSON, Kind.WONDER)}
    read = Understanding(**some) if cast % 2 else Understanding()
    plot = Plot(
        arc=arc.id,
        hero=rng.choice([hero.id for hero in world().all(Kind.HERO) if not hero.is_a("child")]),
        place=rng.choice([place for place in world().ids(Kind.PLACE) if place not in arc.excluded]),
        prop=rng.choice([prop.id for prop in world().all(Kind.PROP) if arc.serves(prop)]),
    )
    return staged(plot, read, gender=GENDERS[cast % 3], look=cast, seed=cast)


def _scene_faults(scene: Scene, language: Language, bounds: tuple[int, int]) -> Iterator[str]:
    for part in (scene.title, scene.text, scene.alt):
        if scar := SCARS.search(part):
            yield f"a scar `{scar[0]}` in «{part}»"
    words = words_in(scene.text, language)
    shortest, longest = bounds
    if not shortest <= words <= longest:
        yield f"{words:.0f} words; wanted {shortest} to {longest}: «{scene.text}»"
    if NAME not in scene.text and scene.number not in (5,):
        yield f"the child is not named: «{scene.text}»"
