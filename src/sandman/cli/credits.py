"""Who made a book, where it was not the house by itself; what went otherwise than asked; what it cost."""

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandman.ports.book import Book, Craft
    from sandman.ports.provenance import Provenance

BUILTIN = frozenset({"builtin", "painter", "kokoro", "parent"})
NAMES = {"mistral": "Mistral", "openai": "OpenAI", "elevenlabs": "ElevenLabs", "gemini": "Gemini"}
VERBS: "dict[Craft, str]" = {"text": "Written", "picture": "Painted", "narration": "Read aloud"}


def credits_of(book: "Book") -> list[str]:
    """A sentence for each craft that an engine of a vendor did, or was to do; and one for the cost."""
    made = book.made_by
    lines = [
        line
        for craft, verb in VERBS.items()
        if (whole := getattr(made, craft)) is not None
        for line in _of(verb, whole, _pages(book, craft))
    ]
    cost = sum(each.cost for each in (made.text, made.picture, made.narration) if each)
    if cost:
        lines.append(f"It cost ${cost:.2f}." if cost >= 0.01 else "It cost less than a cent.")
    return lines


def _of(verb: str, whole: "Provenance", pages: "dict[int, Provenance]") -> list[str]:
    if not pages:  # a craft done once for the book
        return [f"{verb} at home: {whole.fallback}."] if whole.fallback else _by(verb, whole)
    fell = defaultdict(list)
    for number, page in pages.items():
        if page.fallback:
            fell[page.fallback].append(number)
    told = next((page for page in pages.values() if not page.fallback), None)
    lines = _by(verb, told) if told else []
    for reason, numbers in fell.items():
        which = "All pages" if len(numbers) == len(pages) else _named(numbers)
        lines.append(f"{which} {verb.lower()} at home: {reason}.")
    return lines


def _by(verb: str, made: "Provenance") -> list[str]:
    if made.engine in BUILTIN:
        return []
    if made.engine == "diffusion":
        style = f", in the style {made.style}" if made.style else ""
        return [f"{verb} at home with {made.model}{style}."]
    what = made.voice_name or made.voice or made.model
    return [f"{verb} by {NAMES.get(made.engine, made.engine)} ({what})."]


def _named(numbers: list[int]) -> str:
    *most, last = map(str, sorted(numbers))
    return f"Pages {', '.join(most)} and {last}" if most else f"Page {last}"


def _pages(book: "Book", craft: "Craft") -> "dict[int, Provenance]":
    if craft == "text":
        return {}
    parts = {scene.number: getattr(scene.made_by, craft) for scene in book.scenes}
    return {number: part for number, part in parts.items() if part is not None}
