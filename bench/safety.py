"""How many unfit lines the rules catch, how often they cry wolf, and how fast they read."""

from dataclasses import asdict
from time import process_time
from typing import Any

from tests.gentleness.lines import FIRST, PARTS, Part, figures

from sandman.stories import Language
from sandman.stories.gentleness import read_page

PAGE = (
    "Mira held the lantern up, and the path through the wood turned gold. The little fox went ahead, nose to "
    "the ground, until they came to the pond where the moon lay swimming like a white plate. "
)
READ = 50


def measure() -> dict[str, Any]:
    """Percentages per language and part (see `tests/gentleness/lines`), and milliseconds of CPU a page."""
    kept: dict[str, Any] = {
        language.value: {part: _part(language, part) for part in PARTS} for language in Language
    }
    kept["page_ms"] = _page_milliseconds()
    print(f"a page of 120 words is read in {kept['page_ms']} ms")
    return kept


def _part(language: Language, part: Part) -> dict[str, float]:
    found = figures(language, part)
    print(
        f"{language.value} {part:8} caught {found.caught:5.1f} % of {found.unfit} unfit, "
        f"false alarms {found.false_alarms:4.1f} % of {found.harmless} harmless{_at_first(language, part)}"
    )
    return {name: round(value, 1) for name, value in asdict(found).items()}


def _at_first(language: Language, part: Part) -> str:
    """What the part gave when the lexicons had not met it, which is what strangers' lines will give."""
    if part not in FIRST:
        return ""
    caught, alarms = FIRST[part][language.value]
    return f"; unmet {caught:5.1f} and {alarms:3.1f} %"


def _page_milliseconds() -> float:
    page = " ".join((PAGE * 4).split()[:120])
    read_page(page, language=Language.ENGLISH, age=5)
    start = process_time()
    for _ in range(READ):
        read_page(page, language=Language.ENGLISH, age=5)
    return round((process_time() - start) / READ * 1000, 2)
