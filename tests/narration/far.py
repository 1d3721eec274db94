"""ElevenLabs' stand-in and a narrator that reads over it, for the tests that ask both."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sandman.ports.narration import Narration, Passage
from sandman.providers.narration.elevenlabs import ElevenLabsNarrator
from sandman.stories import Language
from tests.vendors.elevenlabs import KEY, MODEL, ElevenLabs
from tests.vendors.serving import Door, serving

HAZEL, BRAM, SOLENE, HARU = (
    "GentleStories0000002", "CalmNarrator00000003", "LibraryParis00000004", "LibraryKyoto00000005",
)  # fmt: skip


@dataclass
class Far:
    """Both sides of the wire, and how long the narrator would have waited."""

    vendor: ElevenLabs
    narrator: ElevenLabsNarrator
    waits: list[float] = field(default_factory=list)

    def read(
        self,
        text: str,
        language: Language = Language.ENGLISH,
        *,
        voice: str = "",
        pace: float = 1.0,
        **options: Any,
    ) -> list[Narration]:
        """A passage, sentence by sentence, by the best voice or the one that is named."""
        passage = Passage(text, language, **options)
        chosen = voice or next(each.id for each in self.narrator.voices() if each.language == language)
        return list(self.narrator.sentences(passage, voice=chosen, pace=pace))


class Line:
    """Opens wires to stand-ins that all answer at one address."""

    def __init__(self, door: Door, url: str) -> None:
        self._door = door
        self._url = url

    @contextmanager
    def __call__(
        self,
        *,
        key: str = KEY,
        model: str = MODEL,
        concurrency: int = 2,
        timeout_seconds: float = 60.0,
        **options: Any,
    ) -> Iterator[Far]:
        """A narrator over a fresh stand-in; `options` are its. Ends by finding no mistake of ours."""
        vendor = self._door.behind = ElevenLabs(**options)
        waits: list[float] = []
        narrator = ElevenLabsNarrator(
            api_key=key,
            url=self._url,
            model=model,
            concurrency=concurrency,
            timeout_seconds=timeout_seconds,
            sleep=waits.append,
        )
        try:
            yield Far(vendor, narrator, waits)
        finally:
            narrator.close()
        assert vendor.mistakes == []


@contextmanager
def line() -> Iterator[Line]:
    """One server for many stand-ins, one after the other."""
    door = Door()
    with serving(door) as url:
        yield Line(door, url)
