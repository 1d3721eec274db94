"""From a sentence to the world's ids: the longest phrases first, each word used once for each kind."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sandman.providers.storytelling.builtin.reading.names import named_child
from sandman.providers.storytelling.builtin.reading.units import Unit, plain, scripts_languages, units
from sandman.stories import SLOTS, Kind, Language, StoryRequest, Understanding, world
from sandman.stories.lexicon import RUBY, Word, lexicon

READ = tuple(map(Kind, SLOTS))


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase of the idea that means a thing of the world; `span` counts words."""

    kind: Kind
    id: str
    span: range

    def within(self, other: "Match") -> bool:
        """Whether a longer phrase holds this one: `bear` in `teddy bear`."""
        return len(self.span) < len(other.span) and set(self.span) <= set(other.span)


def read_idea(request: StoryRequest) -> Understanding:
    """What the idea means; what the request chooses stands above it, and what it strikes out is not read."""
    languages = scripts_languages(request.idea)
    own = request.language if request.language in languages else languages[0]
    reading = _read(request, own)
    # Latin letters may be English or French: the reading that leaves fewer words over is the right one.
    if reading.unused:
        others = [_read(request, language) for language in languages if language is not own]
        reading = min([reading, *others], key=lambda each: len(each.unused))
    return reading


def things_in(text: str, language: Language) -> list[Match]:
    """Everything of the world that a text names, in its order."""
    return _found(units(text, language), language)


def _read(request: StoryRequest, language: Language) -> Understanding:
    words = units(request.idea, language)
    found = _found(words, language)
    first = {kind: next((m.id for m in found if m.kind is kind), None) for kind in READ}
    heroes = list(dict.fromkeys(m.id for m in found if m.kind is Kind.HERO))
    child = next((id for id in heroes if world().get(Kind.HERO, id).is_a("child")), None)
    creatures = [id for id in heroes if id not in (child, request.companion)]
    companions = [m.id for m in found if m.kind is Kind.COMPANION and m.id not in creatures]
    if "hero" in request.without:
        hero, creatures = None, creatures[1:]
    elif request.hero:
        hero = None  # the one in the idea comes along
    else:
        hero, creatures = creatures[0] if creatures else child, creatures[1:]
    others = [id for id in creatures if id != request.hero]
    used = {index for m in found for index in m.span}
    read: dict[str, str | None] = {kind.value: first[kind] for kind in READ} | {
        "companion": next(iter((*companions, *others)), None),
        "feeling": _worry(found, words, first[Kind.WEATHER], language),
    }
    read |= dict.fromkeys(request.without)
    left = list(_left_over(words, used, request, language))
    name = None if request.child else named_child(words, left, language)
    return Understanding(
        **(read | {"hero": hero} | request.chosen),
        child=child,
        name=words[name].written if name is not None else "",
        unused=tuple(words[index].written for index in left if index != name),
    )


@dataclass(frozen=True, slots=True)
class Phrase:
    """A way to mean a thing: one or more words; a Japanese phrase is kept whole."""

    words: tuple[str, ...]
    kind: Kind
    id: str


def _found(words: list[Unit], language: Language) -> list[Match]:
    return list(_longest(list(_matches(words, language))))


def _matches(words: list[Unit], language: Language) -> Iterator[Match]:
    index = _index(language)
    taken = _spelled if language is Language.JAPANESE else _said
    for start, word in enumerate(words):
        for key in {_key(form, language) for form in word.forms}:
            for phrase in index.get(key, ()):
                if length := taken(words, start, phrase.words):
                    yield Match(phrase.kind, phrase.id, range(start, start + length))


def _key(word: str, language: Language) -> str:
    """Under what a phrase is looked up: its first word, in Japanese its first letter."""
    return word[0] if language is Language.JAPANESE else word


def _said(words: list[Unit], start: int, phrase: tuple[str, ...]) -> int:
    """How many words the phrase takes here; 0 where it is not said."""
    here = words[start : start + len(phrase)]
    if len(here) < len(phrase):
        return 0
    return len(phrase) if all(part in w.forms for part, w in zip(phrase, here, strict=True)) else 0


def _spelled(words: list[Unit], start: int, phrase: tuple[str, ...]) -> int:
    """The same for Japanese, where a phrase may be cut into words in more than one way."""
    if phrase[0] in words[start].forms:
        return 1
    joined = ""
    for length, word in enumerate(words[start:], 1):
        joined += plain(word.written, Language.JAPANESE)
        if joined == phrase[0]:
            return length
        if not phrase[0].startswith(joined):
            return 0
    return 0


@cache
def _index(language: Language) -> dict[str, list[Phrase]]:
    """Every phrase of the lexicon, by its key."""
    index: dict[str, list[Phrase]] = {}
    for kind in READ:
        for id in world().ids(kind):
            for words in _phrases(lexicon(language).word(kind, id), language):
                index.setdefault(_key(words[0], language), []).append(Phrase(words, kind, id))
    return index


def _phrases(word: Word, language: Language) -> set[tuple[str, ...]]:
    phrases: set[tuple[str, ...]] = set()
    for spelled in (word.noun, *word.also):
        if language is Language.JAPANESE:
            both = (RUBY.sub(r"\1", spelled), RUBY.sub(r"\2", spelled))
            phrases |= {(plain(each.replace(" ", ""), language),) for each in both}
            continue
        cut = units(spelled, language)
        phrases.add(tuple(plain(unit.written, language) for unit in cut))
        # Ideas inflect: `afraid of storms` is known by `afraid of storm` too.
        phrases.add(tuple(min(unit.forms, key=len) for unit in cut))
    return {phrase for phrase in phrases if phrase and phrase[0]}


def _longest(matches: list[Match]) -> Iterator[Match]:
    for match in sorted(matches, key=lambda m: (m.span.start, -len(m.span))):
        if not any(match.within(other) for other in matches):
            yield match


@dataclass(frozen=True, slots=True)
class _Known:
    passing: frozenset[str]
    fear: frozenset[str]


@cache
def _known(language: Language) -> _Known:
    raw = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))[
        language.value
    ]
    folded = {
        key: frozenset(plain(word, language) for word in raw[key].split()) for key in ("passing", "fear")
    }
    return _Known(**folded)


def _worry(found: list[Match], words: list[Unit], weather: str | None, language: Language) -> str | None:
    """The worry an idea names, in most words; a mere `afraid`, which alone means the dark, comes last."""
    fear = _known(language).fear
    named: list[Match] = []
    vague: list[str] = []
    for match in found:
        if match.kind is Kind.FEELING:
            if all(words[index].forms & fear for index in match.span):
                vague.append(match.id)
            else:
                named.append(match)
    if named:
        return max(named, key=lambda match: len(match.span)).id
    afraid = any(word.forms & fear for word in words)
    if afraid and weather in ("rain", "breeze", "snowfall"):
        return "storm"
    return vague[0] if vague else None


def _left_over(words: list[Unit], used: set[int], request: StoryRequest, language: Language) -> Iterator[int]:
    """Which words nothing was made of."""
    known = _known(language)
    name = {plain(part, language) for part in request.child.split()}
    for index, word in enumerate(words):
        if index in used or word.forms & (known.passing | known.fear | name):
            continue
        if len(word.written) > 1 and not word.written.isdigit():
            yield index
