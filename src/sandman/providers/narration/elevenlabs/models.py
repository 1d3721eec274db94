"""What is known of ElevenLabs' models; a model that is not here is asked for no more than all of them take.

Sources: https://elevenlabs.io/docs/overview/models (lengths, languages), pipecat #4925 and
home-assistant/core #182944 (v3 refuses `previous_text`), https://elevenlabs.io/pricing/api as of June 2026.
"""

from dataclasses import dataclass

from sandman.stories import Language

DOLLARS_A_CREDIT = 0.10 / 1000
"""One character of the full price."""


@dataclass(frozen=True, slots=True)
class Traits:
    """How a model wants to be asked."""

    most_characters: int = 5_000
    """Of one request."""
    credits_a_character: float = 1.0
    takes_language: bool = True
    """Whether it may be told the language; `eleven_multilingual_v2` refuses to be."""
    takes_neighbours: bool = False
    """Whether it may be told the sentences around; a voice that is reads on rather than starting anew."""
    stability: float = 0.5
    """0 is lively, 1 is even. Version 3 takes 0, 0.5 and 1 only."""
    languages: frozenset[Language] = frozenset(Language)


_ENGLISH = frozenset({Language.ENGLISH})
_MODELS = {
    "eleven_multilingual_v2": Traits(10_000, takes_language=False, takes_neighbours=True, stability=0.6),
    "eleven_flash_v2_5": Traits(40_000, 0.5, takes_neighbours=True, stability=0.6),
    "eleven_turbo_v2_5": Traits(40_000, 0.5, takes_neighbours=True, stability=0.6),
    "eleven_flash_v2": Traits(30_000, 0.5, takes_language=False, takes_neighbours=True, languages=_ENGLISH),
    "eleven_turbo_v2": Traits(30_000, 0.5, takes_language=False, takes_neighbours=True, languages=_ENGLISH),
    "eleven_monolingual_v1": Traits(10_000, takes_language=False, languages=_ENGLISH),
    "eleven_multilingual_v1": Traits(
        10_000, takes_language=False, languages=_ENGLISH | {Language.FRENCH, Language.HINDI}
    ),
    "eleven_v3": Traits(5_000),
}


def traits_of(model: str) -> Traits:
    """The traits of a model by its id."""
    return _MODELS.get(model, Traits())
