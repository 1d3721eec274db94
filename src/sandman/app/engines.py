"""The household's engines: the built-in ones, the vendors' where there are keys, and the four over them."""

import asyncio
import os
import sys
import threading
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import structlog

from sandman.app import casting
from sandman.app.accounts import Accounts
from sandman.app.choosing import AUTO, BUILTIN, NONE, chosen
from sandman.app.easels import Easels
from sandman.app.keyed import KeyedEngines
from sandman.app.settings import Settings
from sandman.ports.errors import NeedsAttention, PortError
from sandman.ports.narration import Narrator, Passage, Voice
from sandman.ports.storytelling import Storyteller
from sandman.production.crew import Chair, Crew
from sandman.stories import Language, StoryRequest

if TYPE_CHECKING:
    from sandman.agents.home import Home
    from sandman.agents.team import Team
    from sandman.library import Library
    from sandman.ports.direction import Stage
    from sandman.ports.moderation import Moderator
    from sandman.providers.illustration.painter.engine import WatercolourPainter
    from sandman.providers.narration.aloud import Aloud
    from sandman.providers.narration.elevenlabs import Quota
    from sandman.providers.narration.kokoro import KokoroNarrator
    from sandman.providers.storytelling.builtin import BuiltinStoryteller

POLITENESS = 10
"""What `nice` calls it: how far the bench's threads step back behind the web's."""
QUOTA_FRESH_SECONDS = 120.0
QUOTA_PATIENCE_SECONDS = 3.0


log = structlog.get_logger()


class Engines:
    """The household's engines, each opened when first needed: importing one may take a second."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.accounts = Accounts(settings)
        self.keyed = KeyedEngines(self.accounts)
        self._library: Library | None = None
        self._teams: dict[int, Team] = {}
        self._quota: tuple[float, Quota | None] | None = None

    def move_in(self, library: "Library") -> None:
        """Say where the team's conversations are kept and its work is counted; before any crew is cast."""
        self._library = library

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
    def easels(self) -> Easels:
        """Diffusion, in the household's picture styles."""
        return Easels(self._settings)

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

        reader = self.reader_with(voice) if voice else self.reader
        reads = voice or next(v.id for v in reader.voices() if v.language == language)
        return read_aloud(reader, Passage(text, language), voice=reads, pace=pace)

    def reader_with(self, voice: str) -> Narrator:
        """The narrator that has a voice; the built-in one where nobody has it, to say so."""
        if voice in {each.id for each in self.reader.voices()} or not self.keyed.ready("elevenlabs"):
            return self.reader
        return self.keyed.narrator()

    def portrait(self, hero: str) -> bytes:
        """A hero on paper, as webp; half a second of work."""
        from sandman.providers.illustration.painter.portrait import portrait  # noqa: PLC0415

        return portrait(hero)

    # Who is there

    def cast(self, request: StoryRequest) -> Crew:
        """The crew for a request. Raises EngineUnknown for an engine that this house has not."""
        return casting.cast(self, request)

    def check(self, request: StoryRequest) -> None:
        """Raises what stands in the way of a request, before any work is begun; see `casting.check`."""
        casting.check(self, request)

    def settled(self, request: StoryRequest) -> StoryRequest:
        """A checked request as its book keeps it, the picture style in use named in it."""
        return self.easels.settled(request)

    def reading_chair(self, request: StoryRequest) -> Chair[Narrator]:
        """Who would read for a request, and who stands behind."""
        return casting.narrator_chair(self, casting.narrator_of(self, request))

    async def look_around(self) -> None:
        """See who has come since the last look: Ollama is there when its user wants it to be."""
        await self.keyed.ollama.look()

    def warm(self, request: StoryRequest) -> None:
        """Load what the request will need; for a thread that has nothing better to do."""
        if request.narrator != NONE:
            with suppress(NeedsAttention):  # told, with its hint, when the voice is really wanted
                self.narrator.warm(request.language)
        if request.illustrator != NONE:
            _ = self.painter

    def voices(self, language: Language | None = None) -> tuple[tuple[str, Voice], ...]:
        """All voices with their engine's name, whom `auto` means first. May ask a vendor; blocking.

        A vendor that does not answer now has none now: its card says why.
        """
        narrators: list[Callable[[], Narrator]] = [lambda: self.narrator]
        if self.keyed.ready("elevenlabs"):
            narrators.insert(0, self.keyed.narrator)
        return tuple(
            (engine, voice)
            for narrator in narrators
            for engine, voice in _voices_of(narrator)
            if language in (None, voice.language)
        )

    async def quota(self) -> "Quota | None":
        """What is left of the narrator's plan, as of a minute or two ago; None where nobody can say."""
        if not self.keyed.ready("elevenlabs"):
            return None
        if self._quota is None or time.monotonic() - self._quota[0] > QUOTA_FRESH_SECONDS:
            found = None
            with suppress(PortError, TimeoutError):
                async with asyncio.timeout(QUOTA_PATIENCE_SECONDS):
                    found = await asyncio.to_thread(self.keyed.narrator().quota)
            self._quota = (time.monotonic(), found)
        return self._quota[1]

    # The four

    @cached_property
    def stage(self) -> "Stage":
        """The house's own eye: casts a story and sets its pages."""
        from sandman.providers.storytelling.builtin.stage import BuiltinStage  # noqa: PLC0415

        return BuiltinStage()

    @cached_property
    def rules(self) -> "Moderator":
        """The judge that is always there."""
        from sandman.providers.moderation.rules import RulesModerator  # noqa: PLC0415

        return RulesModerator()

    @property
    def talker(self) -> str:
        """Which chat `auto` means; `builtin` where none is connected."""
        return chosen(self.keyed, "storyteller", AUTO)

    def team_of(self, chat: str) -> "Team":
        """The four, talking through a chat; `builtin` for none. Raises KeyMissing, ProviderUnreachable."""
        from sandman.agents.budget import Limits  # noqa: PLC0415 - a second, where somebody talks
        from sandman.agents.team import Team  # noqa: PLC0415

        spoken = None if chat == BUILTIN["storyteller"] else self.keyed.chat(chat)
        assert self._library is not None, "the engines were put to work in no house"
        if (team := self._teams.get(id(spoken))) is None:
            caps = Limits(day_spend=self._settings.daily_spend)
            caps = replace(caps, book=replace(caps.book, spend=self._settings.book_spend))
            team = Team(
                spoken,
                memory=self._library.memory,
                ledger=self._library.ledger,
                home=self.home,
                limits=caps,
                children=self._children,
            )
            self._teams[id(spoken)] = team
        return team

    async def _children(self) -> tuple[str, ...]:
        """Whom the household's books were told to: names that stay at home when the four are talked to."""
        assert self._library is not None
        return tuple(child.name for child in await self._library.children())

    def team_storyteller(self, chat: str) -> Storyteller:
        """Pathfinder with a model. Raises KeyMissing, ProviderUnreachable."""
        from sandman.agents.telling.storyteller import TeamStoryteller  # noqa: PLC0415

        return TeamStoryteller(team=self.team_of(chat), stage=self.stage, home=self.storyteller)

    @property
    def home(self) -> "Home":
        """What the built-in engines can do of a skill."""
        from sandman.agents.home import Home  # noqa: PLC0415

        return Home(storyteller=self.storyteller, stage=self.stage, rules=self.rules)

    async def close(self) -> None:
        """Let go of every model and every vendor's client."""
        self._teams.clear()
        self.easels.close()
        await self.keyed.close()


def _voices_of(opened: Callable[[], Narrator]) -> list[tuple[str, Voice]]:
    try:
        narrator = opened()
        return [(narrator.name, voice) for voice in narrator.voices()]
    except PortError as fault:
        log.warning("no voices", engine=fault.provider, reason=fault.message)
        return []


def _give_way() -> None:
    """Let this thread's work wait for whoever answers a person: Linux schedules threads one by one."""
    if sys.platform == "linux":
        thread = threading.get_native_id()
        # Never the other way: whoever runs us under `nice` may not take that back.
        already = os.getpriority(os.PRIO_PROCESS, thread)
        os.setpriority(os.PRIO_PROCESS, thread, max(already, POLITENESS))
