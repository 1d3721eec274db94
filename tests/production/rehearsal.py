"""A house with rehearsal engines, in one folder: what the production's tests live in.

`run` is the process that the kill tests kill; each call of an engine leaves a line in `FOLDER/calls`, which
outlives the kill.
"""

import asyncio
import os
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sandman.app.house import House, open_house
from sandman.app.settings import Settings
from sandman.ports.direction import VoiceCaster
from sandman.ports.errors import BadWork
from sandman.ports.illustration import Picture, PictureBrief
from sandman.ports.moderation import Moderator, Reviewer
from sandman.ports.narration import Narration, Passage
from sandman.ports.storytelling import Desk
from sandman.production.crew import Chair, Crew
from sandman.providers.illustration.rehearsal import RehearsalIllustrator
from sandman.providers.narration.recorder import Mp3Recorder
from sandman.providers.narration.rehearsal import RehearsalNarrator
from sandman.providers.storytelling.rehearsal import RehearsalStoryteller
from sandman.stories import Plot, Scene, Story, StoryRequest

SLOW_SECONDS = 0.03
REQUEST = StoryRequest(idea="a fox", child="O'Brien", seed=7)


class PagewiseStoryteller(RehearsalStoryteller):
    """An engine from outside that lays each page when it is written.

    `before` is called with a page's number before it is laid: it may wait, change the page, or raise.
    `version` goes into every text, so that no two tellings are alike.
    """

    name = "scribe"
    model = "scribe-1"

    def __init__(self, before: Callable[[Scene], Awaitable[Scene]] | None = None, version: str = "") -> None:
        super().__init__()
        self.before = before
        self.version = version
        self.refused: list[BadWork] = []

    async def tell(
        self, request: StoryRequest, *, seed: int, lately: Sequence[Plot] = (), desk: Desk | None = None
    ) -> Story:
        """The small story, page by page; a page that is refused is mended once."""
        story = await super().tell(request, seed=seed, lately=lately)
        assert desk is not None
        scenes = []
        for page in story.scenes:
            scene = page.model_copy(update={"text": f"{page.text} {self.version}".strip()})
            if self.before is not None:
                scene = await self.before(scene)
            try:
                await desk.lay(scene, title=story.title)
            except BadWork as refused:
                self.refused.append(refused)
                scene = page
                await desk.lay(scene, title=story.title)
            desk.spent(0.001)
            scenes.append(scene)
        return story.model_copy(update={"scenes": tuple(scenes)})


@dataclass
class Rehearsal:
    """The engines of a rehearsal, those asked for and those behind them, and the home they work in."""

    folder: Path
    storyteller: RehearsalStoryteller = field(default_factory=RehearsalStoryteller)
    illustrator: RehearsalIllustrator = field(default_factory=RehearsalIllustrator)
    narrator: RehearsalNarrator = field(default_factory=RehearsalNarrator)
    behind_storyteller: RehearsalStoryteller | None = None
    behind_illustrator: RehearsalIllustrator | None = None
    behind_narrator: RehearsalNarrator | None = None
    moderators: tuple[Moderator, ...] = ()
    reviewer: Reviewer | None = None
    caster: VoiceCaster | None = None

    @property
    def settings(self) -> Settings:
        """Settings of the home."""
        return Settings(home=self.folder)

    def cast(self, request: StoryRequest) -> Crew:
        """The crew of every request."""
        return Crew(
            storyteller=Chair(self.storyteller, self.behind_storyteller),
            illustrator=None
            if request.illustrator == "none"
            else Chair(self.illustrator, self.behind_illustrator),
            narrator=None if request.narrator == "none" else Chair(self.narrator, self.behind_narrator),
            recorder=Mp3Recorder(),
            voice=request.voice or "",
            moderators=self.moderators,
            reviewer=self.reviewer,
            caster=self.caster,
        )

    @asynccontextmanager
    async def open(self) -> AsyncIterator[House]:
        """The house at work."""
        async with open_house(self.settings, casting=self.cast) as house:
            yield house


class Notes:
    """A file with a line for each piece of work, which outlives whoever wrote it."""

    def __init__(self, file: Path, most: int | None) -> None:
        """Who brings the line after `most`, or a later one, holds on to his work until he is killed."""
        self._file = file
        self._most = most
        self._lines = 0
        self._lock = threading.Lock()

    def add(self, line: str) -> bool:
        """One line, whole, whatever happens next; whether its bringer may hand his work over."""
        with self._lock, self._file.open("a") as file:
            self._lines += 1
            file.write(line + "\n")
            return self._most is None or self._lines <= self._most

    def hand_over(self, line: str) -> None:
        """The same for whoever works in a thread."""
        if not self.add(line):
            threading.Event().wait()


class SlowScribe(PagewiseStoryteller):
    """Writes so slowly that there is a time to be killed in; every process tells another story."""

    def __init__(self, notes: Notes, *, never: int | None = None) -> None:
        """`never` is the page that is not written."""
        super().__init__(self._write, version=f"({os.getpid()})")
        self._notes = notes
        self._never = never

    async def _write(self, scene: Scene) -> Scene:
        if scene.number == self._never:
            await asyncio.Event().wait()
        await asyncio.sleep(SLOW_SECONDS)
        self._notes.add(f"write {scene.number}")
        return scene


class NotedIllustrator(RehearsalIllustrator):
    """Notes each picture once it is painted."""

    def __init__(self, notes: Notes) -> None:
        super().__init__()
        self._notes = notes

    def paint(self, brief: PictureBrief) -> Picture:
        """Slowly, so that there is a time to be killed in."""
        time.sleep(SLOW_SECONDS)
        picture = super().paint(brief)
        self._notes.hand_over(f"paint {brief.page}")
        return picture


class NotedNarrator(RehearsalNarrator):
    """Notes each passage once it is read."""

    def __init__(self, notes: Notes) -> None:
        super().__init__()
        self._notes = notes

    def sentences(self, passage: Passage, *, voice: str, pace: float = 1.0) -> Iterator[Narration]:
        """Slowly, so that there is a time to be killed in."""
        for sentence in super().sentences(passage, voice=voice, pace=pace):
            time.sleep(SLOW_SECONDS)
            yield sentence
        self._notes.hand_over(f"narrate {passage.text}")


async def main(folder: Path, what: str, *, most: int | None = None, never: int | None = None) -> None:
    """Begin the book, or resume everything (`slowly`: page by page); end when nothing is left to do.

    With `most` lines noted everybody holds on to his work, and page `never` is not written: that process
    ends by being killed, however late.
    """
    notes = Notes(folder / "calls", most)
    rehearsal = Rehearsal(
        folder,
        storyteller=SlowScribe(notes, never=never) if what.endswith("slowly") else RehearsalStoryteller(),
        illustrator=NotedIllustrator(notes),
        narrator=NotedNarrator(notes),
    )
    async with rehearsal.open() as house:
        notes.add("open")
        if what.startswith("begin"):
            ids: tuple[str, ...] = ((await house.production.begin(REQUEST, key="tonight")).id,)
            notes.add("begun")
        else:
            ids = await house.production.resume()
        for id in ids:
            await house.production.finished(id)


def run(folder: Path, what: str, limits: Mapping[str, int]) -> None:
    """`main`, as a process's target."""
    asyncio.run(main(folder, what, **limits))
