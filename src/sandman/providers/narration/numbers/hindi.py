"""Hindi numbers. No library at hand says them: below a hundred every one is its own word."""

from collections.abc import Mapping
from types import MappingProxyType

_ALL_TO_99 = """
शून्य एक दो तीन चार पाँच छह सात आठ नौ
दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस
बीस इक्कीस बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस
तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस
चालीस इकतालीस बयालीस तैंतालीस चौवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास
पचास इक्यावन बावन तिरपन चौवन पचपन छप्पन सत्तावन अट्ठावन उनसठ
साठ इकसठ बासठ तिरसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर
सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर उनासी
अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी नवासी
नब्बे इक्यानवे बानवे तिरानवे चौरानवे पचानवे छियानवे सत्तानवे अट्ठानवे निन्यानवे
"""
_TO_99 = tuple(_ALL_TO_99.split())
_PLACES = ((10**7, "करोड़"), (10**5, "लाख"), (10**3, "हज़ार"), (10**2, "सौ"))
_FIRST = {1: "पहल", 2: "दूसर", 3: "तीसर", 4: "चौथ", 6: "छठ"}
_OWN_ENDINGS = {"ल", "र", "थ", "ठ"}


class Hindi:
    """As they are said in India, with lakh and crore."""

    decimal_mark = "."
    day_first = True
    months: tuple[str, ...] = (
        "जनवरी", "फ़रवरी", "मार्च", "अप्रैल", "मई", "जून",
        "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर",
    )  # fmt: skip
    signs: Mapping[str, str] = MappingProxyType(
        {
            "%": "प्रतिशत",
            "&": "और",
            "+": "जमा",
            "=": "बराबर",
            "½": "आधा",
            "¼": "चौथाई",
            "¾": "पौन",
            "°": "डिग्री",
            "₹": "रुपये",
            "$": "डॉलर",
            "€": "यूरो",
            "£": "पाउंड",
        }
    )
    units: Mapping[str, str] = MappingProxyType(
        {
            "km": "किलोमीटर",
            "m": "मीटर",
            "cm": "सेंटीमीटर",
            "kg": "किलो",
            "g": "ग्राम",
            "किमी": "किलोमीटर",
            "मी": "मीटर",
            "किग्रा": "किलो",
            "l": "लीटर",
        }
    )
    titles: Mapping[str, str] = MappingProxyType({"डॉ": "डॉक्टर", "प्रो": "प्रोफ़ेसर", "पं": "पंडित", "कु": "कुमारी"})
    _money: Mapping[str, tuple[str, ...]] = MappingProxyType(
        {
            "₹": ("रुपया", "रुपये", "पैसे"),
            "$": ("डॉलर", "डॉलर", "सेंट"),
            "€": ("यूरो", "यूरो", "सेंट"),
            "£": ("पाउंड", "पाउंड", "पेंस"),
            "¥": ("येन", "येन", "सेन"),
        }
    )

    def cardinal(self, number: int) -> str:
        """3 as `तीन`, 1,50,000 as `एक लाख पचास हज़ार`."""
        if number < 0:
            return f"ऋण {self.cardinal(-number)}"
        if number < 100:
            return _TO_99[number]
        place, name = next((place, name) for place, name in _PLACES if number >= place)
        most, rest = divmod(number, place)
        said = f"{self.cardinal(most)} {name}"
        return f"{said} {self.cardinal(rest)}" if rest else said

    def year(self, number: int) -> str:
        """1984 as `उन्नीस सौ चौरासी`."""
        hundreds, rest = divmod(number, 100)
        if not 1100 <= number <= 1999:
            return self.cardinal(number)
        return f"{_TO_99[hundreds]} सौ {_TO_99[rest]}" if rest else f"{_TO_99[hundreds]} सौ"

    def decimal(self, whole: int, digits: str) -> str:
        """3.14 as `तीन दशमलव एक चार`."""
        return " ".join([self.cardinal(whole), "दशमलव", *(_TO_99[int(d)] for d in digits)])

    def ordinal(self, number: int, ending: str) -> str | None:
        """1 with `ला` as `पहला`, 5 with `वीं` as `पाँचवीं`."""
        if ending[:1] in _OWN_ENDINGS and number in _FIRST:
            return _FIRST[number] + ending[1:]
        return self.cardinal(number) + ending if ending[:1] == "व" and len(ending) <= 3 else None

    def clock(self, hour: int, minute: int, *, named: bool) -> str:
        """10:30 as `साढ़े दस बजे`, 7:05 as `सात बजकर पाँच मिनट`."""
        quarters = {15: f"सवा {_TO_99[hour]}", 30: f"साढ़े {_TO_99[hour]}", 45: f"पौने {_TO_99[hour % 12 + 1]}"}
        if minute == 30 and hour in {1, 2}:
            quarters[30] = {1: "डेढ़", 2: "ढाई"}[hour]
        if minute and minute not in quarters:
            return f"{_TO_99[hour]} बजकर {_TO_99[minute]} मिनट"
        said = quarters.get(minute, _TO_99[hour])
        return said if named else f"{said} बजे"

    def money(self, whole: int, hundredths: int | None, sign: str) -> str:
        """5.50 with `₹` as `पाँच रुपये पचास पैसे`."""
        one, many, small = self._money[sign]
        said = f"{self.cardinal(whole)} {one if whole == 1 else many}"
        return f"{said} {self.cardinal(hundredths)} {small}" if hundredths else said

    def date(self, year: int, month: int, day: int) -> str:
        """21 November 2026 as `इक्कीस नवंबर दो हज़ार छब्बीस`."""
        return f"{self.cardinal(day)} {self.months[month - 1]} {self.year(year)}"

    def day(self, number: int, *, before_month: bool) -> str:
        """The number, wherever it stands."""
        return self.cardinal(number)

    def span(self, first: str, last: str) -> str:
        """3-4 as `तीन से चार`."""
        return f"{first} से {last}"
