"""Whose voice reads a book: the one asked for, the one cast while the story was written, else the best."""

import asyncio

import structlog

from sandman.ports.book import Book
from sandman.ports.bookshelf import BookShelf
from sandman.ports.errors import BadWork, PortError
from sandman.ports.narration import Narrator, Voice
from sandman.production.crew import Crew
from sandman.stories import Language, StoryRequest

PATIENCE_SECONDS = 1.0
"""How long page one waits for a voice that is still being cast."""
log = structlog.get_logger()


class Voicing:
    """Casts voices, one a book; all its pages are read by it, whenever they are."""

    def __init__(self, shelf: BookShelf, *, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self._shelf = shelf
        self._patience_seconds = patience_seconds
        self._casting: dict[str, asyncio.Task[str]] = {}

    def begin(self, book: Book, crew: Crew, request: StoryRequest) -> None:
        """Have a voice cast meanwhile, if anybody here casts voices and the parent chose none."""
        if crew.caster is None or crew.narrator is None or crew.voice or book.voice:
            return
        task = asyncio.ensure_future(self._cast(crew, request))
        task.add_done_callback(lambda done: None if done.cancelled() else done.exception())
        self._casting[book.id] = task

    async def voice(self, book: Book, crew: Crew, narrator: Narrator, *, wished: str = "") -> str:
        """The voice that `narrator` reads a page in: the one wished for, if it has that; else the book's.

        Raises what listing its voices raises, or BadWork.
        """
        assert crew.narrator is not None
        asked = wished or crew.voice
        if asked and narrator is crew.narrator.first:
            return asked
        voices = await asyncio.to_thread(_voices_of, narrator, book.language)
        if not voices:
            raise BadWork(f"{narrator.name} has no voice for `{book.language}`", provider=narrator.name)
        if any(voice.id == asked for voice in voices):
            return asked
        cast = book.voice or await self._decided(book.id, voices[0].id)
        # A voice cast for an engine is not one of those the engine behind it has.
        return cast if any(voice.id == cast for voice in voices) else voices[0].id

    async def name(self, narrator: Narrator, id: str) -> str:
        """What people call a voice; empty where its narrator does not say."""
        try:
            voices = await asyncio.to_thread(narrator.voices)
        except PortError:
            return ""  # it has just been heard: its list is a courtesy
        return next((voice.name for voice in voices if voice.id == id), "")

    def forget(self, id: str) -> None:
        """Drop a book that is finished."""
        if (task := self._casting.pop(id, None)) is not None:
            task.cancel()

    async def _decided(self, id: str, best: str) -> str:
        task = self._casting.get(id)
        if task is None:
            return best
        done, _ = await asyncio.wait([task], timeout=self._patience_seconds)
        if task not in done:
            log.warning("nobody cast a voice in time", book=id, voice=best)
        elif not task.cancelled() and task.exception() is None:
            best = task.result() or best
        # Whichever page comes first decides for all: a book does not change its voice halfway.
        return await self._shelf.cast_voice(id, best)

    async def _cast(self, crew: Crew, request: StoryRequest) -> str:
        """The voice the caster picks; empty where there is nothing to choose from."""
        assert crew.caster is not None
        assert crew.narrator is not None
        # Whoever casts needs to know no name.
        nameless = request.model_copy(update={"child": "", "spoken_name": ""})
        try:
            voices = await asyncio.to_thread(_voices_of, crew.narrator.first, request.language)
            if len(voices) < 2:
                return ""
            chosen = await crew.caster.cast_voice(nameless, voices)
        except PortError as fault:
            log.warning("nobody could cast a voice", reason=fault.message)
            return ""
        return chosen if any(voice.id == chosen for voice in voices) else ""


def _voices_of(narrator: Narrator, language: Language) -> tuple[Voice, ...]:
    return tuple(voice for voice in narrator.voices() if voice.language == language)
