"""The themed lexicons, read from `themes/<tongue>/*.toml` and made ready to match.

A pattern is a regular expression over folded words, with signs of its own: `…` is any ending of a word,
` ~ ` up to three words between, `@folk` any word of that class in classes.toml; `<…>` marks what is replaced
where that is not all of it. A pattern begins and ends with a word, except in Japanese, which writes no
spaces. Its file says when it holds:

    refuse.toml    unfit for a child, whoever writes it
    distress.toml  a child may be hurt, or want to die
    soften.toml    made gentle in an idea, with the words that take its place; not wanted in a page
    page.toml      not wanted in a page, though a parent may ask for it
    prompt.toml    not wanted in a picture (English only, as picture prompts are)
    harmless.toml  phrases in which none of that is meant

Inside a theme, `words` hold always; `own` where the text is surely in this language (French `bite` is no
English bite); `under_8` for children below that age; `ideas` never in pages.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from sandman.stories.gentleness.folding import fold_text
from sandman.stories.gentleness.reading import Theme
from sandman.stories.gentleness.tongues import Tongue
from sandman.stories.gentleness.views import View


class Remedy(StrEnum):
    """What a rule asks for; each is a file of the lexicon."""

    DISTRESS = "distress"
    REFUSE = "refuse"
    SOFTEN = "soften"
    PAGE = "page"
    PROMPT = "prompt"


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern of the lexicon and when it holds."""

    theme: Theme
    remedy: Remedy
    written: str
    tongue: Tongue
    instead: str = ""
    """What takes its place, where it is softened; empty leaves it out."""
    own: bool = False
    ideas_only: bool = False
    under: int = 99
    """Holds for children younger than this many years."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first needed: most never are."""
        return compiled(self.written, self.tongue)


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that met its words: where they stand in the source, and what of them is to be replaced."""

    rule: Rule
    start: int
    end: int
    replaced: tuple[int, int]
    instead: str


class Lexicon:
    """All rules and harmless phrases of one language, looked up by how their patterns begin."""

    def __init__(self, tongue: Tongue, rules: Iterable[Rule], harmless: Iterable[str]) -> None:
        self.tongue = tongue
        self._key_letters = 1 if tongue is Tongue.JAPANESE else 2
        self._rules: dict[str, list[Rule]] = {}
        self._harmless: dict[str, list[str]] = {}
        for rule in rules:
            for key in self._keys(rule.written):
                self._rules.setdefault(key, []).append(rule)
        for phrase in harmless:
            for key in self._keys(phrase):
                self._harmless.setdefault(key, []).append(phrase)

    def hits(self, view: View) -> Iterator[Hit]:
        """Every rule that meets its words in the view, except inside a harmless phrase."""
        starts = self._starts(view.text)
        safe = list(self._safe(view.text, starts))
        for start, keys in starts:
            for key in keys:
                for rule in self._rules.get(key, ()):
                    match = rule.pattern.match(view.text, start)
                    if match and not any(_meant_well(match.span(), phrase, rule) for phrase in safe):
                        yield _hit(rule, match, view)

    def harmless(self, view: View) -> list[tuple[int, int]]:
        """Where in the source a harmless phrase stands."""
        return [view.span(*span) for span in self._safe(view.text, self._starts(view.text))]

    def _safe(self, text: str, starts: list[tuple[int, tuple[str, ...]]]) -> Iterator[tuple[int, int]]:
        for start, keys in starts:
            for key in keys:
                for phrase in self._harmless.get(key, ()):
                    if match := compiled(phrase, self.tongue).match(text, start):
                        yield match.span()

    def _starts(self, text: str) -> list[tuple[int, tuple[str, ...]]]:
        """Where a pattern may begin, and under which keys those are kept that do."""
        if self.tongue is Tongue.JAPANESE:
            return [
                (i, (letter, ""))
                for i, letter in enumerate(text)
                if letter > "\u3000" or (letter != " " and text[i - 1 : i] in ("", " "))
            ]
        return [(m.start(), (m[0][:2], m[0][:1], "")) for m in re.finditer("[^ ]+", text)]

    def patterns(self) -> Iterator[str]:
        """Every pattern as it is written, rules' and harmless phrases' alike."""
        for rules in self._rules.values():
            yield from (rule.written for rule in rules)
        for phrases in self._harmless.values():
            yield from phrases

    def _keys(self, written: str) -> set[str]:
        return {key[: self._key_letters] for key in beginnings(_unmarked(written))}


def _meant_well(found: tuple[int, int], phrase: tuple[int, int], rule: Rule) -> bool:
    """Whether what was found is part of a harmless phrase, or begins or ends with one (`… pieds nus`)."""
    if phrase[0] <= found[0] and found[1] <= phrase[1]:
        return True
    if rule.tongue is Tongue.JAPANESE and phrase[0] <= found[0] < phrase[1]:
        return True  # 息を殺 holds 殺して, which no space ends
    inside = found[0] <= phrase[0] and phrase[1] <= found[1]
    return rule.remedy is not Remedy.DISTRESS and inside and (phrase[0] == found[0] or phrase[1] == found[1])


def _hit(rule: Rule, match: re.Match[str], view: View) -> Hit:
    replaced = "it" if "it" in rule.pattern.groupindex and match.span("it") != (-1, -1) else 0
    return Hit(rule, *view.span(*match.span()), view.span(*match.span(replaced)), match.expand(rule.instead))


@cache
def compiled(written: str, tongue: Tongue) -> re.Pattern[str]:
    """A pattern as the lexicon writes it, made ready for folded words."""
    folded = _folded(written)
    folded = re.sub(r"(?<!\(\?)<(?![=!])", "(?P<it>", folded)
    folded = re.sub(r"(?<!P<it)>", ")", folded)
    if tongue is Tongue.JAPANESE:
        return re.compile(folded.replace("~", "[^.]{0,8}?"))
    # fold turns the sign for any ending into three full stops
    folded = folded.replace("...", "[^ ]*").replace(" ~ ", "(?: [^ .]+){0,3}? ")
    return re.compile(f"(?:{folded})(?= |$)")


def _folded(written: str) -> str:
    # Folding would lower the S of any-but-space.
    return fold_text(written.replace(r"\S+", "[^ .]+").replace("'", " ").replace("’", " "))


def beginnings(pattern: str) -> set[str]:
    """The literal letters a match of `pattern` can begin with, as far as they are certain; `` is any."""
    found: set[str] = set()
    for branch in _branches(pattern):
        found |= _beginnings_of_branch(branch)
    return found


def _unmarked(written: str) -> str:
    """The folded pattern with its `<…>` as plain brackets."""
    return re.sub(r"(?<!\(\?)<(?![=!])", "(", _folded(written)).replace(">", ")")


def _beginnings_of_branch(branch: str) -> set[str]:
    literal = ""
    for index, sign in enumerate(branch):
        if sign == "(" and not literal:
            end = _closing(branch, index)
            inner, after = branch[index + 1 : end], branch[end + 1 :]
            if inner.startswith(("?<!", "?<=", "?!", "?=")):
                return _beginnings_of_branch(after)
            inner = inner.removeprefix("?:")
            if after[:1] in ("?", "*"):
                return beginnings(inner) | beginnings(after[1:].lstrip(" ") or "(?:x)?")
            return beginnings(inner)
        if sign == "[" and not literal:
            end = branch.index("]", index)
            letters = branch[index + 1 : end]
            if letters.isalpha() and branch[end + 1 : end + 2] not in ("?", "*", "{"):
                return set(letters)
        if sign in "([.\\^$":
            break
        if sign in "?*" and len(literal) == 1:
            return {literal} | beginnings(branch[index + 1 :].lstrip(" ") or "(?:x)?")
        if sign in "?*{":
            literal = literal[:-1]
            break
        if sign == " ":
            break
        literal += sign
    return {literal}


def _branches(pattern: str) -> list[str]:
    """The pattern cut at the bars that stand outside every bracket."""
    branches, depth, start = [], 0, 0
    for index, sign in enumerate(pattern):
        depth += (sign in "([") - (sign in ")]")
        if sign == "|" and depth == 0:
            branches.append(pattern[start:index])
            start = index + 1
    return [*branches, pattern[start:]]


def _closing(pattern: str, opening: int) -> int:
    depth = 0
    for index in range(opening, len(pattern)):
        depth += (pattern[index] == "(") - (pattern[index] == ")")
        if depth == 0:
            return index
    raise ValueError(f"the pattern `{pattern}` opens a bracket and does not close it")


@cache
def lexicon(tongue: Tongue) -> Lexicon:
    """One language's lexicon; read and compiled once, when first asked for."""
    return Lexicon(tongue, (rule for remedy in Remedy for rule in _rules(tongue, remedy)), _harmless(tongue))


def _harmless(tongue: Tongue) -> list[str]:
    return [_spelled(phrase, tongue) for phrases in _table(tongue, "harmless").values() for phrase in phrases]


def _spelled(written: str, tongue: Tongue) -> str:
    """The pattern with its `@classes` as the words they stand for."""
    classes = _table(tongue, "classes")
    return re.sub(r"@([a-z_]+)", lambda name: f"(?:{classes[name[1]]})", written)


def _rules(tongue: Tongue, remedy: Remedy) -> Iterator[Rule]:
    for theme, groups in _table(tongue, remedy.value).items():
        for group, entries in groups.items():
            pairs = entries.items() if isinstance(entries, dict) else ((entry, "") for entry in entries)
            for written, instead in pairs:
                yield _rule(_spelled(written, tongue), instead, Theme(theme), remedy, group, tongue)


def _rule(written: str, instead: str, theme: Theme, remedy: Remedy, group: str, tongue: Tongue) -> Rule:
    if group not in ("words", "own", "ideas") and not re.fullmatch(r"under_\d+", group):
        raise ValueError(f"{tongue.value}/{remedy.value}.toml: {theme.value} has a group `{group}`")
    return Rule(
        theme,
        remedy,
        written,
        tongue,
        instead,
        own=group == "own",
        ideas_only=group == "ideas",
        under=int(group.removeprefix("under_")) if group.startswith("under_") else 99,
    )


@cache
def _table(tongue: Tongue, name: str) -> dict[str, Any]:
    source = resources.files(__package__).joinpath("themes", tongue.value, f"{name}.toml")
    return tomllib.loads(source.read_text("utf-8")) if source.is_file() else {}
