"""What a language must be able to say for its numbers to be read."""

from collections.abc import Mapping
from typing import Protocol

DIGITS_AT_ONCE = 12
"""Longer than this, a number is a code and is said digit by digit."""


class Tongue(Protocol):
    """How one language says numbers. Numbers come as whole ints; results are plain words."""

    decimal_mark: str
    day_first: bool
    months: tuple[str, ...]
    signs: Mapping[str, str]
    """A sign alone: `%`, `&`, `+`."""
    units: Mapping[str, str]
    """A unit after a number, by what is written: `km`."""
    titles: Mapping[str, str]
    """Abbreviations said in full, in lower case and without their full stop."""

    def cardinal(self, number: int) -> str:
        """3 as `three`."""
        ...

    def year(self, number: int) -> str:
        """1984 as `nineteen eighty-four`."""
        ...

    def decimal(self, whole: int, digits: str) -> str:
        """3.14 as `three point one four`."""
        ...

    def ordinal(self, number: int, ending: str) -> str | None:
        """21 with `st` as `twenty-first`; None where `ending` makes no ordinal here."""
        ...

    def clock(self, hour: int, minute: int, *, named: bool) -> str:
        """10:30 as `ten thirty`; `named` where the next word already says that it is a time."""
        ...

    def money(self, whole: int, hundredths: int | None, sign: str) -> str:
        """5.50 with `$` as `five dollars and fifty cents`."""
        ...

    def date(self, year: int, month: int, day: int) -> str:
        """21 November 2026."""
        ...

    def day(self, number: int, *, before_month: bool) -> str:
        """The number beside a month's name."""
        ...

    def span(self, first: str, last: str) -> str:
        """3-4 as `three to four`."""
        ...
