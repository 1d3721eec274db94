"""French numbers."""

from collections.abc import Mapping
from types import MappingProxyType

from sandman.providers.narration.numbers.library import number_words


class French:
    """As they are said in France."""

    decimal_mark = ","
    day_first = True
    months: tuple[str, ...] = (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    )  # fmt: skip
    signs: Mapping[str, str] = MappingProxyType(
        {
            "%": "pour cent",
            "&": "et",
            "+": "plus",
            "=": "égale",
            "@": "arobase",
            "½": "un demi",
            "¼": "un quart",
            "¾": "trois quarts",
            "°": "degrés",
            "€": "euros",
            "$": "dollars",
            "£": "livres",
            "#": "numéro",
        }
    )
    units: Mapping[str, str] = MappingProxyType(
        {
            "km": "kilomètres",
            "m": "mètres",
            "cm": "centimètres",
            "kg": "kilos",
            "g": "grammes",
            "l": "litres",
            "ml": "millilitres",
            "°c": "degrés",
            "h": "heures",
            "min": "minutes",
        }
    )
    titles: Mapping[str, str] = MappingProxyType(
        {
            "m": "monsieur",
            "mm": "messieurs",
            "mme": "madame",
            "mmes": "mesdames",
            "mlle": "mademoiselle",
            "mlles": "mesdemoiselles",
            "dr": "docteur",
            "st": "saint",
            "ste": "sainte",
            "etc": "et cetera",
            "n°": "numéro",
            "nº": "numéro",
            "prof": "professeur",
        }
    )
    _money: Mapping[str, tuple[str, ...]] = MappingProxyType(
        {
            "€": ("euro", "euros"),
            "$": ("dollar", "dollars"),
            "£": ("livre", "livres"),
            "₹": ("roupie", "roupies"),
            "¥": ("yen", "yens"),
        }
    )

    def cardinal(self, number: int) -> str:
        """3 as `trois`."""
        return number_words(number, "fr")

    def year(self, number: int) -> str:
        """A year is a number like others."""
        return self.cardinal(number)

    def decimal(self, whole: int, digits: str) -> str:
        """3,14 as `trois virgule quatorze`."""
        zeros = len(digits) - len(digits.lstrip("0"))
        rest = [self.cardinal(int(digits))] if digits.strip("0") else []
        return " ".join([self.cardinal(whole), "virgule", *["zéro"] * zeros, *rest])

    def ordinal(self, number: int, ending: str) -> str | None:
        """2 with `e` as `deuxième`, 1 with `er` as `premier`."""
        ending = ending.lower()
        if ending in {"er", "re", "ère"} and number == 1:
            return "premier" if ending == "er" else "première"
        return number_words(number, "fr", to="ordinal") if ending in {"e", "ème", "eme"} else None

    def clock(self, hour: int, minute: int, *, named: bool) -> str:
        """10:30 as `dix heures trente`."""
        hours = "une heure" if hour == 1 else f"{self.cardinal(hour)} heure{'s' if hour > 1 else ''}"
        if named:
            hours = "une" if hour == 1 else self.cardinal(hour)
        return f"{hours} {self.cardinal(minute)}" if minute else hours

    def money(self, whole: int, hundredths: int | None, sign: str) -> str:
        """5,50 with `€` as `cinq euros cinquante`."""
        one, many = self._money[sign]
        one_is = "une" if one in {"livre", "roupie"} and whole == 1 else self.cardinal(whole)
        said = f"{one_is} {one if whole < 2 else many}"
        return f"{said} {self.cardinal(hundredths)}" if hundredths else said

    def date(self, year: int, month: int, day: int) -> str:
        """21 November 2026 as `vingt et un novembre deux mille vingt-six`."""
        return f"{self.day(day, before_month=True)} {self.months[month - 1]} {self.year(year)}"

    def day(self, number: int, *, before_month: bool) -> str:
        """1 mai as `premier mai`."""
        return "premier" if number == 1 and before_month else self.cardinal(number)

    def span(self, first: str, last: str) -> str:
        """3-4 as `trois à quatre`."""
        return f"{first} à {last}"
