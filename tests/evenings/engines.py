"""The engines of an evening: the true storyteller, with tones for a voice and washes of colour for pictures.

Words in an idea steer them, so that a test can ask through the page itself: `slowly` takes its time, `hoarse`
loses the voice for good, `painter is ill` lets another painter step in, `line by line` lays each page when it
is written, and `loses the thread` does so until the house has to tell the story anew.
"""

import asyncio
import io
import random
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path
from typing import Any, Self, cast

from PIL import Image

from sandman.app.engines import Engines
from sandman.app.settings import Settings
from sandman.ports.errors import BadWork, NeedsAttention
from sandman.ports.illustration import Picture, PictureBrief
from sandman.ports.narration import Narration, Passage, Voice
from sandman.ports.storytelling import Desk, Storyteller
from sandman.production.crew import Chair, Crew
from sandman.providers.narration.kokoro.voices import VOICES
from sandman.providers.narration.recorder import Mp3Recorder
from sandman.providers.narration.rehearsal import RehearsalNarrator
from sandman.providers.storytelling.builtin import BuiltinStoryteller
from sandman.stories import SCENES, Language, Plot, Story, StoryRequest

QUICK_SECONDS, SLOW_SECONDS = 0.02, 0.25
"""How long a picture or a sentence takes."""
BRISKLY = 1.6
LOOK_SECONDS = 0.05
PAGE_SECONDS = 0.6
"""How long one who writes line by line takes over a page."""
SLOWLY, HOARSE, ILL, IN_GOOD_TIME = "slowly", "hoarse", "painter is ill", "in good time"
LINE_BY_LINE, FORGETFUL = "line by line", "loses the thread"
GO_ON = "go-on"


class Tones(RehearsalNarrator):
    """Tones under the names of the household's own voices."""

    name = "kokoro"

    def __init__(self, seconds: float = QUICK_SECONDS, *, waits_for: Path | None = None) -> None:
        super().__init__()
        self._seconds, self._waits_for = seconds, waits_for
        self._begun = 0

    def voices(self) -> tuple[Voice, ...]:
        """The voices a person can choose in the page."""
        return tuple(file.voice for file in VOICES)

    def sentences(self, passage: Passage, *, voice: str, pace: float = 1.0) -> Iterator[Narration]:
        """As slowly as was asked; spoken briskly, so that an evening is short."""
        self._begun += 1
        while self._begun > SCENES / 2 and self._waits_for and not self._waits_for.exists():
            time.sleep(LOOK_SECONDS)
        for sentence in super().sentences(passage, voice=voice, pace=pace * BRISKLY):
            time.sleep(self._seconds)
            yield sentence

    def beside(self, _bench: Executor) -> Self:
        """Tones need no bench."""
        return self

    def warm(self, _language: Language = Language.ENGLISH) -> None:
        """Tones are always warm."""


class Hoarse(Tones):
    """A narrator without a voice."""

    def sentences(self, passage: Passage, *, voice: str, pace: float = 1.0) -> Iterator[Narration]:
        """Nothing comes."""
        raise NeedsAttention("the narrator has lost her voice", provider=self.name, hint="give her some tea")


class Washes:
    """Washes of colour, as slowly as was asked."""

    name = "painter"
    model = "washes-1"

    def __init__(
        self, seconds: float = QUICK_SECONDS, *, style: str = "", waits_for: Path | None = None
    ) -> None:
        self._seconds, self._style, self._waits_for = seconds, style, waits_for

    def paint(self, brief: PictureBrief) -> Picture:
        """One colour a page, another when it is painted again."""
        time.sleep(self._seconds)
        while brief.page == SCENES and self._waits_for and not self._waits_for.exists():
            time.sleep(LOOK_SECONDS)
        shade = random.Random(f"{brief.book_seed} {brief.page} {brief.attempt}")
        tint = tuple(shade.randrange(60, 200) for _ in range(3))
        data = _webp(Image.new("RGB", (brief.width, brief.height), tint))
        return Picture(data, "webp", brief.width, brief.height, style=self._style)


class Ill(Washes):
    """A painter in bed."""

    name = "guest"

    def paint(self, brief: PictureBrief) -> Picture:
        """Not today."""
        raise NeedsAttention("the guest painter is ill today", provider=self.name)


class PageByPage(BuiltinStoryteller):
    """Writes as one who streams: each page is laid when it is written."""

    name = "guest"
    model = "guest-1"
    pages = SCENES

    def __init__(self, *, waits_for: Path | None = None) -> None:
        super().__init__()
        self._waits_for = waits_for

    async def tell(
        self, request: StoryRequest, *, seed: int, lately: Sequence[Plot] = (), desk: Desk | None = None
    ) -> Story:
        """The built-in story, a page at a time."""
        story = await super().tell(request, seed=seed, lately=lately)
        for scene in story.scenes[: self.pages]:
            await asyncio.sleep(PAGE_SECONDS)
            if scene.number == 3:
                await self.may_go_on()
            if desk is not None:
                await desk.lay(scene, title=story.title)
        return story

    async def may_go_on(self) -> None:
        """Wait until somebody says so, if that was asked for."""
        while self._waits_for and not self._waits_for.exists():  # noqa: ASYNC110 - a file has no event
            await asyncio.sleep(LOOK_SECONDS)


class Forgetful(PageByPage):
    """Tells two pages, and knows no more."""

    pages = 2

    async def tell(
        self, request: StoryRequest, *, seed: int, lately: Sequence[Plot] = (), desk: Desk | None = None
    ) -> Story:
        """It begins as another story would."""
        await super().tell(request, seed=seed + 1, lately=lately, desk=desk)
        await self.may_go_on()
        raise BadWork("the guest storyteller has lost the thread", provider=self.name)


class EveningEngines(Engines):
    """The household's engines, quick and the same every time."""

    narrator = cast(Any, Tones())
    painter = cast(Any, Washes())
    reader = cast(Any, Tones())

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._tones: dict[str, Tones] = {}
        """Who reads which idea."""

    def portrait(self, hero: str) -> bytes:
        """A hero as a square of colour."""
        return _webp(Image.new("RGB", (256, 256), tuple(80 + letter % 120 for letter in hero.encode()[:3])))

    def cast(self, request: StoryRequest) -> Crew:
        """The crew that the idea asks for."""
        seconds = SLOW_SECONDS if SLOWLY in request.idea else QUICK_SECONDS
        waits_for = self._gate if IN_GOOD_TIME in request.idea else None
        washes = Washes(seconds, style=request.style or "", waits_for=waits_for)
        tones = self._tones.setdefault(
            request.idea, Hoarse() if HOARSE in request.idea else Tones(seconds, waits_for=waits_for)
        )
        return Crew(
            storyteller=self._teller(request.idea),
            illustrator=Chair(Ill(), washes) if ILL in request.idea else Chair(washes),
            narrator=Chair(tones),
            recorder=Mp3Recorder(),
            voice=request.voice or "",
            moderators=(self.rules,),
        )

    def _teller(self, idea: str) -> Chair[Storyteller]:
        if FORGETFUL in idea:
            return Chair(Forgetful(waits_for=self._gate), self.storyteller)
        waits_for = self._gate if IN_GOOD_TIME in idea else None
        return Chair(PageByPage(waits_for=waits_for) if LINE_BY_LINE in idea else self.storyteller)

    @property
    def _gate(self) -> Path:
        return self._settings.home / GO_ON


class TrueEngines(Engines):
    """The household's own engines, but for the book that must fail."""

    def cast(self, request: StoryRequest) -> Crew:
        """The crew that the idea asks for."""
        crew = super().cast(request)
        return replace(crew, narrator=Chair(Hoarse())) if HOARSE in request.idea else crew


def _webp(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", method=0)
    return out.getvalue()
