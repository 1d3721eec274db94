"""Reading an idea, a page or a picture prompt for what is not for bedtime."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sandman.stories.gentleness.contact import contact_spans, with_what_leads_to_it
from sandman.stories.gentleness.folding import Folded, fold
from sandman.stories.gentleness.instructions import marked_spans
from sandman.stories.gentleness.lexicon import Hit, Remedy, Rule, lexicon
from sandman.stories.gentleness.reading import Finding, Outcome, Reading, Theme
from sandman.stories.gentleness.softening import Change, softened, to_sentence_end
from sandman.stories.gentleness.tongues import Tongue, tongues
from sandman.stories.gentleness.views import View, views
from sandman.stories.language import Language


class Kind(StrEnum):
    """What is being read."""

    IDEA = "idea"
    PAGE = "page"
    PROMPT = "prompt"


@dataclass(frozen=True, slots=True)
class Found:
    """One finding, where it stands, what it asks for and what would take its place."""

    theme: Theme
    remedy: Remedy
    change: Change


def read_idea(text: str, *, language: Language, age: int) -> Reading:
    """Read what a parent (or a child) typed: softened where it can be, refused where nothing else is kind.

    `language` is the story's; the idea may be in another. `age` is the child's, in years.
    """
    found = list(_found(text, Kind.IDEA, language=language, age=age))
    remedies = {each.remedy for each in found}
    if Remedy.DISTRESS in remedies:
        outcome = Outcome.DISTRESS
    elif Remedy.REFUSE in remedies:
        outcome = Outcome.UNFIT
    else:
        outcome = Outcome.SOFTENED if found else Outcome.FINE
    return _reading(text, outcome, found)


def read_page(text: str, *, language: Language, age: int) -> Reading:
    """Read a page that an engine wrote: UNFIT where anything at all is found, FINE otherwise.

    Stricter than an idea: whoever writes a page can write another.
    """
    found = list(_found(text, Kind.PAGE, language=language, age=age))
    return _reading(text, Outcome.UNFIT if found else Outcome.FINE, found)


def read_prompt(text: str, *, age: int) -> Reading:
    """Read an English picture prompt. SOFTENED where leaving a few words out mends it, else UNFIT or FINE."""
    found = list(_found(text, Kind.PROMPT, language=Language.ENGLISH, age=age))
    mendable = all(each.theme in (Theme.LETTERING, Theme.CONTACT) for each in found)
    outcome = Outcome.FINE if not found else Outcome.SOFTENED if mendable else Outcome.UNFIT
    return _reading(text, outcome, found)


def _reading(text: str, outcome: Outcome, found: list[Found]) -> Reading:
    if outcome is Outcome.FINE:
        return Reading(outcome, (), text)
    ordered = sorted(found, key=lambda each: (each.change.start, -each.change.end))
    findings = dict.fromkeys(
        Finding(each.theme, text[each.change.start : each.change.end]) for each in _outermost(ordered)
    )
    changes = (
        to_sentence_end(text, each.change) if each.theme is Theme.INSTRUCTIONS else each.change
        for each in ordered
    )
    return Reading(outcome, tuple(findings), softened(text, changes))


def _outermost(found: list[Found]) -> Iterator[Found]:
    """Without what lies inside a longer finding of the same theme; `found` is in the order of the words."""
    reached: dict[Theme, int] = {}
    for each in found:
        if each.change.end > reached.get(each.theme, -1):
            reached[each.theme] = each.change.end
            yield each


def _found(text: str, kind: Kind, *, language: Language, age: int) -> Iterator[Found]:
    folded = fold(text)
    yield from _private(text, folded)
    hits = [hit for view in views(folded) for hit in _hits(view, kind, language=language, age=age)]
    softened_spans = [(hit.start, hit.end) for hit in hits if hit.rule.remedy is Remedy.SOFTEN]
    for hit in hits:
        # `kills the dragon` is made gentle as a whole, so the `kills` in it is refused no more.
        if hit.rule.remedy is Remedy.REFUSE and any(
            a <= hit.start and hit.end <= b for a, b in softened_spans
        ):
            continue
        yield Found(hit.rule.theme, hit.rule.remedy, Change(*hit.replaced, hit.instead, hit.end - hit.start))


def _hits(view: View, kind: Kind, *, language: Language, age: int) -> Iterator[Hit]:
    """The rules that hold here; a phrase that is harmless in the text's own tongue is so for every other."""
    spoken = tongues(view.text, language)
    harmless = [span for tongue, sure in spoken.items() if sure for span in lexicon(tongue).harmless(view)]
    decided = any(sure for tongue, sure in spoken.items() if tongue is not Tongue.LATIN)
    for tongue, sure in spoken.items():
        foreign = decided and not sure
        if foreign and kind is not Kind.IDEA:
            continue  # a page is in its story's language: French `laid` is nobody's in an English one
        for hit in lexicon(tongue).hits(view):
            if foreign and _is_nothing_here(hit, harmless):
                continue
            if _holds(hit.rule, kind, sure=sure, age=age):
                yield hit


def _is_nothing_here(hit: Hit, harmless: list[tuple[int, int]]) -> bool:
    """A word of another tongue than the text's: harmless here, or with a substitute that would not fit."""
    substitute = hit.rule.remedy is Remedy.SOFTEN and hit.rule.instead != ""
    return substitute or any(a <= hit.start and hit.end <= b for a, b in harmless)


def _private(text: str, folded: Folded) -> Iterator[Found]:
    for span in contact_spans(folded):
        yield Found(Theme.CONTACT, Remedy.SOFTEN, Change(*with_what_leads_to_it(text, *span), ""))
    for span in marked_spans(folded):
        yield Found(Theme.INSTRUCTIONS, Remedy.SOFTEN, Change(*span, ""))


def _holds(rule: Rule, kind: Kind, *, sure: bool, age: int) -> bool:
    if age >= rule.under or (rule.own and not sure) or (rule.ideas_only and kind is not Kind.IDEA):
        return False
    if rule.remedy is Remedy.PAGE:
        return kind is not Kind.IDEA
    return kind is Kind.PROMPT or rule.remedy is not Remedy.PROMPT
