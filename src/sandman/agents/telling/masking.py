"""The child's name stays at home.

Whatever goes to a model says `{{HERO}}` where a parent wrote the name, and `{{FRIEND1}}` where they wrote a
brother's. What comes back is filled in here, by the grammar of its language. Where a word may be the name or
only a word (Rose, はな), it is taken for the name: a strange sentence is mended, a name that left is not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sandman.agents.company import HERO
from sandman.agents.telling.filling import FRIEND, filled, without_names
from sandman.agents.telling.folding import places, plain, script
from sandman.ports.direction import Cast
from sandman.stories import Kind, Language, StoryRequest, world
from sandman.stories.lexicon import RUBY, lexicon

HONORIFIC = re.compile(r"ちゃん|くん|君|さん|さま|様|たん")
PARTICLES = frozenset("はがをにでとのもへやかよねな、。")
AFTER_KANA = re.compile(r"は|が|を|に|で|と|の|も|へ|や|か|よ|ね|な|ら|って|たち|まで|から|より|だ|です")
AFTER_DEVANAGARI = re.compile(r"(ने|को|का|की|के|से|में|पर|जी)(?![\u0900-\u097f])")
FUNCTION_WORDS = frozenset({
    "will", "may", "an", "so", "do", "in", "my", "can", "to", "no", "on", "art",
    "en", "un", "la", "le", "ma", "sa", "si", "et", "lou",
})  # fmt: skip
"""Names that are also the small words of a language: in lower case they are those words."""
ARTICLES = re.compile(r"\b(a|an|the|some|un|une|le|la|les|des|de la)\s+$|\b[ld]['’]$", re.IGNORECASE)
SMALL_PARTS = frozenset({
    "de", "da", "di", "do", "du", "la", "le", "van", "von", "der", "den", "del", "al", "el", "bin", "ibn",
    "the", "and", "et",
})  # fmt: skip
RELATIONS = re.compile(
    r"\b(?:brother|sister|cousin|friend|baby|grandma|grandpa|granny|nana|aunt|auntie|uncle"
    r"|frère|sœur|cousin|cousine|ami|amie|copain|copine|mamie|papi|tante|tonton|oncle)\s+(?P<name>[^\W\d_]+)"
)
JAPANESE_RUN = re.compile(
    r"(?P<name>[\u3041-\u3096ー]+|[\u30a1-\u30faー]+|[\u4e00-\u9fff々]+)(?=ちゃん|くん|君)"
)
KIN = frozenset({
    "お姉", "お兄", "姉", "兄", "赤", "お母", "お父", "母", "父", "おば", "おじ", "おねえ", "おにい", "ねえ",
    "にい", "ばあ", "じい", "おばあ", "おじい", "あか", "わん", "にゃん",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hidden:
    """A name and what stands for it outside."""

    name: str
    sign: str


class Mask:
    """Hides the names of one book, and fills them in again."""

    def __init__(self, hidden: Sequence[Hidden], *, name: str, language: Language) -> None:
        self.name = name
        """What the story calls the child."""
        self._hidden = sorted(hidden, key=lambda each: -len(each.name))
        self._language = language
        friends = {each.sign: each.name for each in hidden if each.sign != HERO}
        self._names = {HERO: name, **friends}

    @classmethod
    def of(cls, request: StoryRequest, cast: Cast) -> "Mask":
        """The mask of a request: the child's name as typed, read or said, and other children's."""
        return cls.among(request, cast.understood.name, told=cast.name)

    @classmethod
    def among(cls, request: StoryRequest, *read: str, told: str = "") -> "Mask":
        """The same where nobody has cast the story: `read` are names the child goes by besides."""
        given = [request.child, *read, request.spoken_name]
        whole = list(dict.fromkeys(name for name in given if name))
        parts = [part for name in whole for part in _parts(name)]
        hidden = [Hidden(name, HERO) for name in dict.fromkeys((*whole, *parts))]
        known = {plain(each.name) for each in hidden}
        others = (name for name in _others(request.idea, request.language) if plain(name) not in known)
        friends = [
            Hidden(name, FRIEND.format(number)) for number, name in enumerate(dict.fromkeys(others), 1)
        ]
        return cls([*hidden, *friends], name=told, language=request.language)

    @property
    def signs(self) -> frozenset[str]:
        """Every sign that stands for a name of this book."""
        return frozenset(self._names)

    def hide(self, text: str) -> str:
        """`text` as it may leave the house."""
        return self._hidden_in(text, in_doubt=True)

    def fill(self, text: str) -> str:
        """`text` as the child hears it."""
        return filled(text, self._names, language=self._language)

    def picture(self, prompt: str) -> str:
        """A picture prompt that names nobody.

        Who wrote it was never told the name: a rose in it is a rose.
        """
        return without_names(self._hidden_in(prompt, in_doubt=False))

    def _hidden_in(self, text: str, *, in_doubt: bool) -> str:
        for each in self._hidden:
            for place in reversed(_named(each.name, text, in_doubt=in_doubt)):
                text = text[: place.start] + each.sign + text[place.stop :]
        return text


def _parts(name: str) -> list[str]:
    """A name of several words is known by each of them."""
    parts = re.split(r"[\s\-‐・]+", name)
    return [part for part in parts if len(parts) > 1 and len(part) > 1 and plain(part) not in SMALL_PARTS]


def _named(name: str, text: str, *, in_doubt: bool) -> list[range]:
    """Where `text` means the name, or may mean it, first to last, none inside another."""
    found = [place for place in places(name, text) if _stands_alone(text, place)]
    sure = [place for place in found if _marked(text, place)]
    taken: list[range] = []
    for place in found:
        if taken and place.start < taken[-1].stop:
            continue
        if in_doubt:
            meant = not _only_a_word(text, place, besides=bool(sure))
        else:
            meant = script(text[place.start]) != "latin"
        if meant or place in sure:
            taken.append(place)
    return taken


def _stands_alone(text: str, place: range) -> bool:
    """Whether the name is not a part of another word, by the habits of its script."""
    before, after = text[: place.start], text[place.stop :]
    first, last = script(text[place.start]), script(text[place.stop - 1])
    touches_before = bool(before) and script(before[-1]) == first != ""
    touches_after = bool(after) and script(after[0]) == last != ""
    match last:
        case "hiragana" | "katakana" if len(place) < 4:
            begins = not touches_before or before[-1] in PARTICLES
            return begins and (not touches_after or bool(HONORIFIC.match(after) or AFTER_KANA.match(after)))
        case "kanji" if len(place) == 1:
            return not touches_after or bool(HONORIFIC.match(after))
        case "hiragana" | "katakana" | "kanji":
            return True
        case "devanagari":
            return not touches_before and (not touches_after or bool(AFTER_DEVANAGARI.match(after)))
        case _:
            return not touches_before and not touches_after


def _marked(text: str, place: range) -> bool:
    """Whether the writer says that it is somebody: a capital, or ちゃん."""
    return text[place.start].isupper() or bool(HONORIFIC.match(text[place.stop :]))


def _only_a_word(text: str, place: range, *, besides: bool) -> bool:
    """Whether it is surely a word of the language and no name; `besides` the name stands there too."""
    written = text[place.start : place.stop]
    if written in FUNCTION_WORDS:
        return True
    if not besides:
        return False
    return bool(ARTICLES.search(text[: place.start])) or plain(written) in _things(Language.JAPANESE)


def _others(idea: str, language: Language) -> Iterator[str]:
    """Names of other people in an idea, as far as they can be told for certain."""
    for match in RELATIONS.finditer(idea):
        if match["name"][0].isupper():
            yield match["name"]
    for match in JAPANESE_RUN.finditer(idea):
        name = _last_name(match["name"])
        is_thing = plain(name) in _things(Language.JAPANESE) and plain(name) not in _people()
        if name not in KIN and not is_thing:
            yield name
    for word in re.findall(r"[\u0900-\u097f]+|[^\W\d_]+", idea):
        if plain(word) in _people() and (word[0].isupper() or _devanagari_name(word)):
            yield word


def _devanagari_name(word: str) -> bool:
    return script(word[0]) == "devanagari" and plain(word) not in _things(Language.HINDI)


def _last_name(run: str) -> str:
    """The name at the end of a run of kana: きつねとゆい is a fox, and ゆい."""
    known = [run[at:] for at in range(len(run)) if plain(run[at:]) in _people()]
    if known:
        return known[0]
    rest = re.split(r"[とのはがもにをへ]", run)[-1]
    return rest if len(rest) > 1 else run


@cache
def _people() -> frozenset[str]:
    """Every name of the lexicons, folded."""
    return frozenset(plain(name) for language in Language for name in _listed(language))


@cache
def _things(language: Language) -> frozenset[str]:
    """Every word by which an idea may mean a thing of the world, folded."""
    return frozenset(map(plain, _phrases(language)))


def _listed(language: Language) -> Iterator[str]:
    words = lexicon(language)
    for name in (*words.girls, *words.boys):
        yield from {RUBY.sub(r"\1", name), RUBY.sub(r"\2", name)}


def _phrases(language: Language) -> Iterator[str]:
    for kind in Kind:
        for id in world().ids(kind):
            word = lexicon(language).word(kind, id)
            for phrase in (word.noun, *word.also):
                yield from {
                    RUBY.sub(r"\1", phrase).replace(" ", ""),
                    RUBY.sub(r"\2", phrase).replace(" ", ""),
                }
