"""What is wrong with a request, in the same sentences at the terminal and on the web.

A way out may have two forms, one to be typed and one to be tapped; both stand here, side by side.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sandman.ports.errors import (
    EngineUnknown,
    KeyMissing,
    KeyRefused,
    NotFound,
    PortError,
    TermsNotAccepted,
    VoiceUnknown,
)


class Way(NamedTuple):
    """A way out of a fault: as words, and as it is typed."""

    said: str
    typed: str


HINTS = {
    "idea": Way("say it in a sentence or two", "say it in a sentence or two"),
    "child": Way("give the name alone, such as Léa", "give the name alone, as in --child Léa"),
    "age": Way("choose an age from 3 to 10", "--age 5"),
    "language": Way("choose en, ja, fr or hi", "--language en, ja, fr or hi"),
    "hero": Way("leave the hero out to let the story choose", "leave --hero out to let the story choose"),
    "companion": Way(
        "leave the companion out to let the story choose", "leave --companion out to let the story choose"
    ),
    "place": Way("leave the place out to let the story choose", "leave --place out to let the story choose"),
    "prop": Way("leave the prop out to let the story choose", "leave --prop out to let the story choose"),
    "feeling": Way(
        "leave the feeling out for a story without a worry", "leave --feeling out for a story without a worry"
    ),
    "lesson": Way(
        "leave the lesson out for a story without one", "leave --lesson out for a story without one"
    ),
    "wonder": Way("leave the wonder out for an ordinary place", "leave --wonder out for an ordinary place"),
    "weather": Way(
        "leave the weather out to let the story choose", "leave --weather out to let the story choose"
    ),
    "length": Way("choose short, usual or long", "--length short, usual or long"),
    "without": Way(
        "leave it empty to take everything from the idea", "leave it empty to take everything from the idea"
    ),
    "scenes": Way("leave the number of scenes out", "leave --scenes out"),
    "seed": Way("leave the seed out for a new story each time", "leave --seed out for a new story each time"),
    "look": Way("choose a look from 0 to 1999", "--look 0 to 1999"),
    "pronoun": Way("choose she, he or they", "--pronoun she, he or they"),
    "spoken_name": Way(
        "write how the name sounds, in a word or two", "write how the name sounds, in a word or two"
    ),
}

SECRET = frozenset({"key"})
"""Fields whose content is never told again, not even to who sent it."""

_TAPPED: dict[type[PortError], str] = {
    NotFound: "go back to the library: it shows every book there is, and the trash those thrown away",
    VoiceUnknown: "choose one of the voices of that language",
    EngineUnknown: "leave that choice to the house",
    KeyMissing: "give its key under Household, or leave that choice to the house",
    KeyRefused: "look at its key under Household",
    TermsNotAccepted: "read its terms under Household, or leave that choice to the house",
}
"""Ways out for faults whose own hints are commands; a person on the web has none to type."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing wrong with a request; `field` is empty where it is about the whole."""

    field: str
    detail: str
    hint: Way


def complaints(errors: Iterable[Mapping[str, Any]], *, within: int = 0) -> list[Complaint]:
    """Pydantic's errors as sentences; `within` is how many places of each location are not the field's."""
    return [_complaint(error, within) for error in errors]


def hint_on_the_web(fault: PortError) -> str:
    """A fault's way out for a person who has no terminal."""
    return next((hint for kind, hint in _TAPPED.items() if isinstance(fault, kind)), fault.hint)


def _complaint(error: Mapping[str, Any], within: int) -> Complaint:
    place = error["loc"][within:]
    field = str(place[0]) if place else ""
    hint = HINTS.get(field, Way("", ""))
    said = str(error["msg"])
    match error["type"]:
        case "value_error":
            return Complaint(field, said.removeprefix("Value error, "), hint)
        case "extra_forbidden":
            return Complaint(field, f"nothing here is called `{field}`", Way("leave it out", "leave it out"))
        case "missing":
            return Complaint(field, f"`{field}` is missing", hint)
    if field in SECRET:
        return Complaint(field, f"the {field} cannot be used: {said[:1].lower()}{said[1:]}", hint)
    if not place:  # the whole of what was sent, and nobody knows what is in it
        return Complaint(field, f"what was sent cannot be used: {said[:1].lower()}{said[1:]}", hint)
    given = _shortened(error.get("input"))
    return Complaint(field, f"{field} `{given}` was given; {said[:1].lower()}{said[1:]}", hint)


def _shortened(given: object) -> str:
    text = str(given)
    return text if len(text) <= 80 else f"{text[:79]}…"
