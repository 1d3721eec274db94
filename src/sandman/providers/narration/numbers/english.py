"""English numbers."""

from collections.abc import Mapping
from types import MappingProxyType

from sandman.providers.narration.numbers.library import number_words


class English:
    """As American English says them, which is what most of the voices speak."""

    decimal_mark = "."
    day_first = False
    months: tuple[str, ...] = (
        "january", "february", "march", "april", "may", "june",
        "july", "august", "september", "october", "november", "december",
    )  # fmt: skip
    signs: Mapping[str, str] = MappingProxyType(
        {
            "%": "percent",
            "&": "and",
            "+": "plus",
            "=": "equals",
            "@": "at",
            "½": "a half",
            "¼": "a quarter",
            "¾": "three quarters",
            "°": "degrees",
            "€": "euros",
            "$": "dollars",
            "£": "pounds",
            "#": "number",
        }
    )
    units: Mapping[str, str] = MappingProxyType(
        {
            "km": "kilometers",
            "m": "meters",
            "cm": "centimeters",
            "kg": "kilograms",
            "g": "grams",
            "l": "liters",
            "ml": "milliliters",
            "°c": "degrees",
            "am": "A M",
            "pm": "P M",
        }
    )
    titles: Mapping[str, str] = MappingProxyType(
        {
            "mr": "Mister",
            "mrs": "Missus",
            "ms": "Miz",
            "dr": "Doctor",
            "st": "Saint",
            "prof": "Professor",
            "mt": "Mount",
            "vs": "versus",
            "etc": "et cetera",
            "e.g": "for example",
            "i.e": "that is",
            "a.m": "A M",
            "p.m": "P M",
            "capt": "Captain",
        }
    )
    _money: Mapping[str, tuple[str, ...]] = MappingProxyType(
        {
            "$": ("dollar", "dollars", "cent", "cents"),
            "£": ("pound", "pounds", "penny", "pence"),
            "€": ("euro", "euros", "cent", "cents"),
            "₹": ("rupee", "rupees", "paisa", "paise"),
            "¥": ("yen", "yen", "sen", "sen"),
        }
    )

    def cardinal(self, number: int) -> str:
        """3 as `three`."""
        return number_words(number, "en").replace(",", "")

    def year(self, number: int) -> str:
        """1984 as `nineteen eighty-four`."""
        return number_words(number, "en", to="year")

    def decimal(self, whole: int, digits: str) -> str:
        """3.14 as `three point one four`."""
        return " ".join([self.cardinal(whole), "point", *(self.cardinal(int(d)) for d in digits)])

    def ordinal(self, number: int, ending: str) -> str | None:
        """21 with `st` as `twenty-first`."""
        if ending.lower() not in {"st", "nd", "rd", "th"}:
            return None
        return number_words(number, "en", to="ordinal").replace(",", "")

    def clock(self, hour: int, minute: int, *, named: bool) -> str:
        """10:30 as `ten thirty`, 7:00 as `seven o'clock`."""
        if minute == 0:
            return self.cardinal(hour) if named else f"{self.cardinal(hour)} o'clock"
        return f"{self.cardinal(hour)} {'oh ' if minute < 10 else ''}{self.cardinal(minute)}"

    def money(self, whole: int, hundredths: int | None, sign: str) -> str:
        """5.50 with `$` as `five dollars and fifty cents`."""
        one, many, small, smalls = self._money[sign]
        said = f"{self.cardinal(whole)} {one if whole == 1 else many}"
        if not hundredths:
            return said
        return f"{said} and {self.cardinal(hundredths)} {small if hundredths == 1 else smalls}"

    def date(self, year: int, month: int, day: int) -> str:
        """21 November 2026 as `november twenty-first, twenty twenty-six`."""
        return f"{self.months[month - 1]} {self.ordinal(day, 'th')} {self.year(year)}"

    def day(self, number: int, *, before_month: bool) -> str:
        """May 3 as `may third`, 3 May as `the third of may`."""
        said = self.ordinal(number, "th") or ""
        return f"the {said} of" if before_month else said

    def span(self, first: str, last: str) -> str:
        """3-4 as `three to four`."""
        return f"{first} to {last}"
