"""What a parent is told about the story, in plain sentences of its language."""

from collections.abc import Iterator

from sandman.providers.storytelling.builtin.grammar import GRAMMARS
from sandman.providers.storytelling.builtin.name_guard import guard, unguard
from sandman.providers.storytelling.builtin.prose import banks
from sandman.stories import Kind, Language, StoryRequest, Understanding
from sandman.stories.age import OLDEST
from sandman.stories.lexicon import lexicon

SEPARATORS = {Language.JAPANESE: "、"}


def plainly(request: StoryRequest, read: Understanding, *, name: str) -> tuple[str, ...]:
    """What was understood, what could not be used, and what was chosen where the parent left it open."""
    say, join = banks(request.language).plain, SEPARATORS.get(request.language, ", ").join
    sentences = []
    if not request.idea and not request.chosen:
        sentences.append(say["seeded"])
    if things := list(_things(request, read)):
        sentences.append(say["understood"].replace("{things}", join(things)))
    if read.unused:
        sentences.append(say["unused"].replace("{words}", join(map(guard, read.unused))))
    if not request.child and not read.name:
        sentences.append(say["named"].replace("{child}", guard(name)))
    return tuple(unguard(GRAMMARS[request.language].finish(each, age=OLDEST)) for each in sentences)


def _things(request: StoryRequest, read: Understanding) -> Iterator[str]:
    words = lexicon(request.language)
    for kind in (Kind.HERO, Kind.PLACE, Kind.PROP, Kind.FEELING, Kind.LESSON, Kind.WONDER, Kind.WEATHER):
        id = getattr(read, kind.value)
        if id is not None:
            yield words.word(kind, id).noun
    if read.companion:
        yield words.friend(read.companion).noun
