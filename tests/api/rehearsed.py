"""The door before a house with rehearsal engines; as a program, that house on a port of its own."""

import asyncio
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sandman.api.application import Application
from sandman.api.server import serve
from sandman.app.engines import Engines
from sandman.app.house import House, open_house
from sandman.app.keyed import KeyedEngines
from sandman.app.settings import Settings
from sandman.ports.chat import Chat
from sandman.ports.errors import ProviderUnreachable
from sandman.ports.illustration import Picture, PictureBrief
from sandman.ports.narration import Narration, Passage
from sandman.production.crew import Chair, Crew
from sandman.providers.illustration.rehearsal import RehearsalIllustrator
from sandman.providers.narration.recorder import Mp3Recorder
from sandman.providers.narration.rehearsal import RehearsalNarrator
from sandman.providers.storytelling.rehearsal import RehearsalStoryteller
from sandman.stories import Language, StoryRequest


class PausingIllustrator(RehearsalIllustrator):
    """Paints when the gate is open."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()
        self.gate.set()

    def paint(self, brief: PictureBrief) -> Picture:
        self.gate.wait(120)
        return super().paint(brief)


class SlowNarrator(RehearsalNarrator):
    """Takes its time over each sentence."""

    def __init__(self, seconds: float = 0.0) -> None:
        super().__init__()
        self.seconds = seconds
        self.gate: Path | None = None
        """Nothing past a first sentence is spoken before this file is there."""

    def warm(self, language: Language) -> None:
        """Warm already."""

    def sentences(self, passage: Passage, *, voice: str, pace: float = 1.0) -> Iterator[Narration]:
        spoken = 0
        try:
            for sentence in super().sentences(passage, voice=voice, pace=pace):
                while spoken and self.gate and not self.gate.exists():
                    time.sleep(0.01)
                time.sleep(self.seconds)
                spoken += 1
                yield sentence
        finally:
            if self.gate:
                told = self.gate.with_suffix(".new")
                told.write_text(str(spoken))
                told.rename(self.gate.with_suffix(".spoken"))


class Nobody(KeyedEngines):
    """Keys may be given, and nobody outside is ever asked."""

    def chat(self, vendor: str) -> Chat:
        self.account(vendor)
        raise ProviderUnreachable("nobody is asked in a rehearsal", provider=vendor)

    def moderator(self) -> Any:
        return self.chat("mistral")

    def narrator(self) -> Any:
        return self.chat("elevenlabs")

    def illustrator(self) -> Any:
        return self.chat("gemini")


class RehearsedEngines(Engines):
    """A household's engines, each a rehearsal; ideas are read by the true storyteller."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.keyed = Nobody(self.accounts)
        self.teller = RehearsalStoryteller()
        self.illustrator = PausingIllustrator()
        self.__dict__["narrator"] = self.__dict__["reader"] = self.voice = SlowNarrator()

    def cast(self, request: StoryRequest) -> Crew:
        return Crew(
            storyteller=Chair(self.teller),
            illustrator=None if request.illustrator == "none" else Chair(self.illustrator),
            narrator=None if request.narrator == "none" else Chair(self.voice),
            recorder=Mp3Recorder(),
            voice=request.voice or "",
        )


@asynccontextmanager
async def rehearsed_house(home: Path, *, web: Path | None = None) -> AsyncIterator[tuple[House, Application]]:
    """The house at work, and its door."""
    settings = Settings(home=home, web=web or home / "no-web", hosts="tales.example.ts.net")
    engines = RehearsedEngines(settings)
    async with open_house(settings, engines=engines) as house:
        yield house, Application(house)


def main() -> None:
    """HOME SECONDS [GATE]: serve a rehearsed house that takes SECONDS over each sentence.

    GATE is a file: what is read aloud stops behind its first sentence until somebody makes it, and how many
    sentences were spoken in the end is told in GATE.spoken.
    """
    home, seconds, gate = Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]
    settings = Settings(home=home, web=home / "no-web")
    engines = RehearsedEngines(settings)
    engines.voice.seconds = seconds
    engines.voice.gate = Path(gate[0]) if gate else None
    asyncio.run(
        serve(settings, host="127.0.0.1", port=0, is_open=lambda at: print(at, flush=True), engines=engines)
    )


if __name__ == "__main__":
    main()
