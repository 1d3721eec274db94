"""The vendors whose engines may sit in a chair: what they are called, what they want, what they see."""

from dataclasses import dataclass
from typing import Literal

VendorId = Literal["mistral", "openai", "ollama", "elevenlabs", "gemini"]
KeyedId = Literal["mistral", "openai", "elevenlabs", "gemini"]
Craft = Literal["storyteller", "illustrator", "narrator", "safety"]
Leaves = Literal["idea_masked", "pages_masked", "pictures", "picture_prompts", "page_text_with_name"]
"""What leaves the house for an engine. Masked means that `{{HERO}}` stands where the child's name was;
pictures are those painted outside, small, for a model that has eyes."""
FOR_THE_FOUR: tuple[Leaves, ...] = ("idea_masked", "pages_masked", "pictures")

GEMINI_TERMS = "https://ai.google.dev/gemini-api/terms"


@dataclass(frozen=True, slots=True)
class Vendor:
    """One vendor, or one server of the household's own."""

    id: VendorId
    name: str
    craft: Craft
    environment: tuple[str, ...] = ()
    """Where its key is looked for; empty where it wants none."""
    leaves: tuple[Leaves, ...] = ()
    terms: str = ""
    """The address of terms that a parent has to accept first; empty where there are none."""
    keyless: bool = False
    """Whether it may work without a key, at an address that was set."""


VENDORS: dict[str, Vendor] = {
    vendor.id: vendor
    for vendor in (
        Vendor("mistral", "Mistral", "storyteller", ("MISTRAL_API_KEY",), FOR_THE_FOUR),
        Vendor(
            "openai",
            "OpenAI, or a server like it",
            "storyteller",
            ("OPENAI_API_KEY",),
            FOR_THE_FOUR,
            keyless=True,
        ),
        Vendor("ollama", "Ollama", "storyteller"),
        Vendor("elevenlabs", "ElevenLabs", "narrator", ("ELEVENLABS_API_KEY",), ("page_text_with_name",)),
        Vendor(
            "gemini",
            "Gemini",
            "illustrator",
            ("GEMINI_API_KEY", "GOOGLE_API_KEY"),
            ("picture_prompts",),
            terms=GEMINI_TERMS,
        ),
    )
}


def signed_by(vendor: str) -> str:
    """How a vendor's work is signed, in books and in the ledger: Ollama speaks as OpenAI does."""
    return "openai" if vendor == "ollama" else vendor
