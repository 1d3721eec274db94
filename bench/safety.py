"""How many unfit lines the rules catch, and how often they cry wolf, per language and half; and their speed."""

from time import perf_counter
from typing import Any

from sandman.stories import Language
from sandman.stories.gentleness import read_page
from tests.gentleness.lines import Half, lines

HALVES: tuple[Half, ...] = ("tune", "measure")
PAGE = (
    "Mira held the lantern up, and the path through the wood turned gold. The little fox went ahead, nose to "
    "the ground, until they came to the pond where the moon lay swimming like a white plate. "
)


def measure() -> dict[str, Any]:
    """Percentages per language and half, the measured half being the one nothing was tuned on."""
    figures: dict[str, Any] = {language.value: _language(language) for language in Language}
    figures["page_ms"] = _page_milliseconds()
    print(f"a page of 120 words is read in {figures['page_ms']} ms")
    return figures


def _language(language: Language) -> dict[str, dict[str, float]]:
    return {half: _half(language, half) for half in HALVES}


def _half(language: Language, half: Half) -> dict[str, float]:
    every = lines(language, half)
    unfit = [line for line in every if line.wanted != "harmless"]
    harmless = [line for line in every if line.wanted == "harmless"]
    caught = 100 * sum(line.caught for line in unfit) / len(unfit)
    alarms = 100 * sum(line.caught for line in harmless) / len(harmless)
    print(
        f"{language.value} {half:8} caught {caught:5.1f} % of {len(unfit)} unfit, "
        f"false alarms {alarms:4.1f} % of {len(harmless)} harmless"
    )
    return {"caught": round(caught, 1), "false_alarms": round(alarms, 1)}


def _page_milliseconds() -> float:
    words = (PAGE * 4).split()[:120]
    page = " ".join(words)
    read_page(page, language=Language.ENGLISH, age=5)
    start = perf_counter()
    for _ in range(50):
        read_page(page, language=Language.ENGLISH, age=5)
    return round((perf_counter() - start) * 20, 2)
