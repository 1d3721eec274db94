"""Which engines there are, and who takes which chair for a request."""

import os
import sys
import threading
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from sandman.app.settings import Settings
from sandman.ports.errors import EngineUnknown, NeedsAttention, VoiceUnknown
from sandman.ports.illustration import Illustrator
from sandman.ports.narration import Narrator, Passage
from sandman.ports.storytelling import Storyteller
from sandman.production.crew import Chair, Crew
from sandman.stories import Language, StoryRequest

if TYPE_CHECKING:
    from sandman.providers.illustration.painter.engine import WatercolourPainter
    from sandman.providers.narration.aloud import Aloud
    from sandman.providers.narration.kokoro import KokoroNarrator
    from sandman.providers.storytelling.builtin import BuiltinStoryteller

Engine = TypeVar("Engine")
AUTO, NONE = "auto", "none"
CHOICES = {
    "storyteller": ("builtin",),
    "illustrator": ("painter", NONE),
    "narrator": ("kokoro", NONE),
}


POLITENESS = 10
"""What `nice` calls it: how far the bench's threads step back behind the web's."""


class Engines:
    """The household's engines, each opened when first needed: importing one may take a second."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @cached_property
    def storyteller(self) -> "BuiltinStoryteller":
        """The built-in storyteller."""
        from sandman.providers.storytelling.builtin import BuiltinStoryteller  # noqa: PLC0415

        return BuiltinStoryteller()

    @cached_property
    def painter(self) -> "WatercolourPainter":
        """The built-in painter."""
        from sandman.providers.illustration.painter.engine import WatercolourPainter  # noqa: PLC0415

        return WatercolourPainter()

    @cached_property
    def bench(self) -> ThreadPoolExecutor:
        """Where pages are painted and sentences spoken: a thread a core, first come, first served."""
        return ThreadPoolExecutor(self._settings.workers, thread_name_prefix="bench", initializer=_give_way)

    @cached_property
    def narrator(self) -> "KokoroNarrator":
        """The built-in narrator."""
        from sandman.providers.narration.kokoro import KokoroNarrator  # noqa: PLC0415

        return KokoroNarrator(self._settings.voices, bench=self.bench)

    @cached_property
    def reader(self) -> Narrator:
        """The narrator for somebody who listens now: the same voices, but not behind a book's sentences."""
        return self.narrator.beside(ThreadPoolExecutor(1, thread_name_prefix="reader"))

    def read_aloud(
        self, text: str, language: Language, *, voice: str | None, pace: float
    ) -> Generator["Aloud"]:
        """Read to somebody who listens now; close the iterator when he is gone. Raises VoiceUnknown."""
        from sandman.providers.narration.aloud import read_aloud  # noqa: PLC0415

        chosen = voice or next(v.id for v in self.reader.voices() if v.language == language)
        return read_aloud(self.reader, Passage(text, language), voice=chosen, pace=pace)

    def portrait(self, hero: str) -> bytes:
        """A hero on paper, as webp; half a second of work."""
        from sandman.providers.illustration.painter.portrait import portrait  # noqa: PLC0415

        return portrait(hero)

    def cast(self, request: StoryRequest) -> Crew:
        """The crew for a request. Raises NeedsAttention for an engine that this house has not."""
        from sandman.providers.narration.recorder import Mp3Recorder  # noqa: PLC0415

        check_engines(request)
        storyteller: Storyteller = self.storyteller
        illustrator: Illustrator | None = None if request.illustrator == NONE else self.painter
        narrator: Narrator | None = None if request.narrator == NONE else self.narrator
        return Crew(
            storyteller=Chair(storyteller),
            illustrator=Chair(illustrator) if illustrator else None,
            narrator=Chair(narrator) if narrator else None,
            recorder=Mp3Recorder(),
            voice=request.voice or "",
        )

    def warm(self, request: StoryRequest) -> None:
        """Load what the request will need; for a thread that has nothing better to do."""
        if request.narrator != NONE:
            with suppress(NeedsAttention):  # told, with its hint, when the voice is really wanted
                self.narrator.warm(request.language)
        if request.illustrator != NONE:
            _ = self.painter

    def check(self, request: StoryRequest) -> None:
        """Raises EngineUnknown or VoiceUnknown for what this house has not, before any work is begun."""
        check_engines(request)
        if not request.voice or request.narrator == NONE:
            return
        voices = [v.id for v in self.narrator.voices() if v.language == request.language]
        if request.voice not in voices:
            raise VoiceUnknown(
                f"no voice `{request.voice}` speaks `{request.language}`; there are {', '.join(voices)}",
                port="narration",
                hint=f"sandman voices --language {request.language}",
            )


def _give_way() -> None:
    """Let this thread's work wait for whoever answers a person: Linux schedules threads one by one."""
    if sys.platform == "linux":
        thread = threading.get_native_id()
        # Never the other way: whoever runs us under `nice` may not take that back.
        already = os.getpriority(os.PRIO_PROCESS, thread)
        os.setpriority(os.PRIO_PROCESS, thread, max(already, POLITENESS))


def check_engines(request: StoryRequest) -> None:
    """Raises EngineUnknown for an engine or a picture style this house has not."""
    if request.style:
        raise EngineUnknown(
            f"there is no picture style `{request.style}` here; none has been published",
            port="illustrator",
            hint="leave --style out",
        )
    for craft, choices in CHOICES.items():
        asked = getattr(request, craft)
        if asked not in (AUTO, *choices):
            raise EngineUnknown(
                f"there is no {craft} `{asked}` here; there are {', '.join((AUTO, *choices))}",
                port=craft,
                hint=f"--{craft} {AUTO}",
            )
