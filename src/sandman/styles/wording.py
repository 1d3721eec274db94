"""What is wrong with a file that a person wrote: where, what is wanted, and what is there."""

import json
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

OWN = "Value error, "
"""What pydantic puts before a sentence of our own."""
LIKE = 0.7
"""From which likeness on one name is taken for another that was mistyped."""
LONGEST = 60
WANTED = {
    "missing": "it is missing",
    "extra_forbidden": "there is no such setting",
    "tuple_type": 'a list is wanted, as in ["a", "b"]',
    "model_type": "a table is wanted",
    "too_short": "at least one is wanted",
    "string_too_short": "some words are wanted",
    "string_type": 'words are wanted, as in "a"',
    "int_type": "a whole number is wanted",
    "int_parsing": "a whole number is wanted",
    "int_from_float": "a whole number is wanted",
    "float_type": "a number is wanted",
    "float_parsing": "a number is wanted",
    "bool_type": "true or false is wanted",
    "bool_parsing": "true or false is wanted",
    "greater_than_equal": "{ge:g} or more is wanted",
    "greater_than": "more than {gt:g} is wanted",
    "less_than_equal": "{le:g} or less is wanted",
    "less_than": "less than {lt:g} is wanted",
    "literal_error": "{expected} is wanted",
}


def complaints(
    fault: ValidationError, table: type[BaseModel], *, called: Mapping[str, str] | None = None
) -> list[str]:
    """Each thing wrong with a `table`; a setting may be `called` otherwise than its dotted name."""
    told = []
    for error in fault.errors():
        if error["type"] == "too_short" and error["input"]:
            continue  # what lies in it was told of, each for itself
        place = (called or {}).get(".".join(map(str, error["loc"])))
        told.append(f"{f'`{place}`' if place else _place(error['loc'])}: {_wanted(error, table)}")
    return told


def _wanted(error: ErrorDetails, table: type[BaseModel]) -> str:
    kind, given = error["type"], error["input"]
    if kind == "value_error":
        return str(error["msg"]).removeprefix(OWN)
    said = WANTED.get(kind, error["msg"].lower()).format_map(error.get("ctx", {}))
    if kind == "missing":
        return said
    if kind == "extra_forbidden":
        return said + _meant(error["loc"], table)
    if kind == "tuple_type" and isinstance(given, dict):
        return f"its head is wanted as [[{error['loc'][-1]}]]"
    return f"{said}, and not {_told(given)}"


def _meant(loc: Sequence[str | int], table: type[BaseModel]) -> str:
    """Which setting a name that is none may have been meant for; empty where none is like it."""
    name, here = str(loc[-1]), _table_at(loc[:-1], table)
    elsewhere = [(at, other) for at, other in _tables(table) if other is not here]
    if near := get_close_matches(name, _settings(here), n=1, cutoff=LIKE):
        return f"; did you mean `{near[0]}`?"
    for at, other in elsewhere:
        if near := get_close_matches(name, _settings(other), n=1, cutoff=LIKE):
            return f"; did you mean `{near[0]}` in [{at}]?"
    return ""


def _place(loc: Sequence[str | int]) -> str:
    """Where it is: "`stop` of [[services]] 1", "number 2 of `compare.prompts`"."""
    if loc and isinstance(loc[-1], int):
        return f"number {loc[-1] + 1} of {_place(loc[:-1])}"
    nth = next((at for at, part in enumerate(loc) if isinstance(part, int)), None)
    if nth is None:
        return f"`{'.'.join(map(str, loc))}`"
    return f"{_place(loc[nth + 1 :])} of [[{'.'.join(map(str, loc[:nth]))}]] {int(loc[nth]) + 1}"


def _told(given: object) -> str:
    if isinstance(given, dict):
        return "a table"
    text = json.dumps(given, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _table_at(loc: Sequence[str | int], table: type[BaseModel]) -> type[BaseModel]:
    for name in (part for part in loc if isinstance(part, str)):
        table = dict(_tables(table))[name]
    return table


def _tables(table: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    """The tables in a table, by their names."""
    for name, field in table.model_fields.items():
        for kind in (field.annotation, *get_args(field.annotation)):
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                yield field.alias or name, kind


def _settings(table: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in table.model_fields.items()]
