"""The studio: each part of a book, made once. Everything here may be repeated after a crash at any point.

A part looks on the shelf before it works, works, shelves the bytes, and only then writes their key into the
book. Whoever is killed in between does the part again; whoever is killed after does not.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sandman.ports.book import (
    Book,
    BookNarration,
    BookPicture,
    BookScene,
    Craft,
    Seconds,
    SpokenWord,
    State,
)
from sandman.ports.bookshelf import BookShelf
from sandman.ports.errors import BadWork
from sandman.ports.illustration import Illustrator, Picture, PictureBrief
from sandman.ports.ledger import Ledger, Use
from sandman.ports.narration import Narration, Narrator, Passage
from sandman.ports.provenance import Provenance
from sandman.ports.recording import Recording
from sandman.ports.storytelling import Storyteller
from sandman.production.crew import Casting, Crew
from sandman.production.order import Order
from sandman.production.progress import Happening, line
from sandman.production.seating import Seating
from sandman.stories import Scene, Story

PLOTS_REMEMBERED = 300


@dataclass(frozen=True, slots=True)
class Wish:
    """How a page should be read this time: another voice, or a slower pace (0.9 is a tenth slower)."""

    voice: str = ""
    pace: float = 1.0


class Studio:
    """Makes the parts of books, off the event loop, a bounded number at a time.

    `easels` pages are painted at once, on `bench`; `desks` are read, by narrators with benches of their own.
    """

    def __init__(
        self,
        shelf: BookShelf,
        casting: Casting,
        *,
        bench: Executor,
        easels: int,
        desks: int,
        ledger: Ledger,
        daily_spend: float = 5.0,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.shelf = shelf
        self.casting = casting
        self._bench = bench
        self._easels = Order(easels)
        self._desks = Order(desks)
        self._pages_told: set[tuple[str, int]] = set()
        self.seating = Seating(ledger, daily_spend=daily_spend, sleep=sleep)

    async def say(self, id: str, happening: Happening, **facts: Any) -> None:  # noqa: ANN401 - JSON values
        """Add a line to the book's progress log."""
        kind, data = line(happening, **facts)
        await self.shelf.log_event(id, kind, data)

    # The parts

    async def write(self, id: str) -> int:
        """Pathfinder writes the story. Returns how many pages there are to make."""
        book = await self.shelf.get(id)
        if book.scenes:
            return len(book.scenes)
        await self.say(id, Happening.WRITING)
        crew, started = self.casting(book.request), time.monotonic()
        seed = book.seed or 0
        lately = await self.shelf.recent_plots(PLOTS_REMEMBERED, besides=id)

        async def tell(teller: Storyteller) -> Story:
            return await teller.tell(book.request, seed=seed, lately=lately)

        done = await self.seating.sit(crew.storyteller, tell, craft="text")
        made_by = Provenance(
            engine=done.by.name,
            model=done.by.model,
            seed=seed,
            prompt=book.idea,
            seconds=_since(started),
            fallback=done.fallback,
            notes=done.work.said_plainly,
        )
        await self.shelf.write_story(id, done.work, made_by)
        await self._tell_fallback(id, done.fallback)
        await self.say(
            id,
            Happening.WRITTEN,
            title=done.work.title,
            pages=len(done.work.scenes),
            understood=list(done.work.said_plainly),
        )
        return len(done.work.scenes)

    async def paint(self, id: str, number: int, *, attempt: int = 0) -> None:
        """Firefly paints page `number`, unless its picture lies on the shelf.

        `attempt` counts repaintings: a later one is painted although an earlier one is there.
        """
        book = await self.shelf.get(id)
        scene, crew = _scene(book, number), self.casting(book.request)
        seed = book.seed or 0
        there = scene.made_by.picture
        if crew.illustrator is None or (there and attempt in (0, (there.seed or 0) - seed)):
            return
        brief = PictureBrief(
            staging=scene.staging,
            prompt=scene.illustration_prompt,
            book_seed=seed,
            page=number,
            attempt=attempt,
        )

        async def work(painter: Illustrator) -> Picture:
            painting = asyncio.get_running_loop().run_in_executor(self._bench, painter.paint, brief)
            let_others_in()
            return await painting

        unpainted = [s.number for s in book.scenes if s.number < number and s.picture is None]
        async with self._easels.turn(id, number, after=unpainted) as let_others_in:
            await self.say(id, Happening.PAINTING, scene=number)
            started = time.monotonic()
            done = await self.seating.sit(
                crew.illustrator, work, craft="picture", use=lambda p: Use(calls=1, pictures=1, cost=p.cost)
            )
        picture = done.work
        key = await self.shelf.media.put(picture.data, picture.format)
        made_by = Provenance(
            engine=done.by.name,
            model=done.by.model,
            seed=seed + attempt,
            prompt=scene.illustration_prompt,
            style=book.request.style or "",
            seconds=_since(started),
            fallback=done.fallback,
        )
        shelved = BookPicture(key=key, width=picture.width, height=picture.height, alt=scene.alt)
        await self.shelf.put_picture(id, number, shelved, made_by)
        await self._tell_fallback(id, done.fallback, scene=number)
        await self.say(id, Happening.PAINTED, scene=number, seconds=made_by.seconds)
        await self._tell_page(id, number)

    async def narrate(self, id: str, number: int, *, wish: Wish | None = None) -> None:
        """Lifeline reads page `number`, unless its narration lies on the shelf and nobody wishes another."""
        book = await self.shelf.get(id)
        scene, crew = _scene(book, number), self.casting(book.request)
        if crew.narrator is None or (scene.narration is not None and wish is None):
            return
        wish = wish or Wish()
        loop = asyncio.get_running_loop()

        def first_sound() -> None:
            loop.call_soon_threadsafe(let_the_next_in)
            asyncio.run_coroutine_threadsafe(self.say(id, Happening.SOUNDING, scene=number), loop).result()

        async def work(narrator: Narrator) -> tuple[str, Recording]:
            voice = wish.voice or _voice(narrator, book, crew)
            return voice, await asyncio.to_thread(
                _read, narrator, voice, wish.pace, book, scene, crew, first_sound
            )

        if number == 1 and scene.picture is None and crew.illustrator is not None:
            # Half a second of painting before ten of reading: picture and first sentence come together.
            await self._easels.begun(id, number, patience_seconds=1.0)
        unread = [s.number for s in book.scenes if s.number < number and s.narration is None]
        async with self._desks.turn(id, number, after=unread) as let_the_next_in:
            await self.say(id, Happening.NARRATING, scene=number)
            started = time.monotonic()
            done = await self.seating.sit(
                crew.narrator, work, craft="narration", use=lambda _: Use(calls=1, characters=len(scene.text))
            )
        voice, sound = done.work
        if _scene(await self.shelf.get(id), number).text != scene.text:
            return  # rewritten while it was read: nobody is to see these words and hear those
        key = await self.shelf.media.put(sound.data, sound.suffix)
        shelved = BookNarration(
            key=key,
            seconds=sound.seconds,
            voice=voice,
            sample_rate_hz=sound.sample_rate_hz,
            words=tuple(SpokenWord(text=w.text, start=w.start, end=w.end) for w in sound.words),
        )
        made_by = Provenance(
            engine=done.by.name,
            model=done.by.model,
            voice=voice,
            seconds=_since(started),
            fallback=done.fallback,
        )
        await self.shelf.put_narration(id, number, shelved, made_by)
        await self._tell_fallback(id, done.fallback, scene=number)
        await self.say(id, Happening.NARRATED, scene=number, seconds=made_by.seconds, sound=sound.seconds)
        await self._tell_page(id, number)

    async def rewrite(self, id: str, number: int, text: str) -> None:
        """A page's text as the parent has changed it; its narration no longer fits and goes."""
        book = await self.shelf.get(id)
        scene = _scene(book, number)
        if scene.text == text:
            return
        # Tokens told how the old text is spoken; the narrator finds its own way through a parent's words.
        told = Scene(
            number=number,
            title=scene.title,
            text=text,
            mood=scene.mood,
            illustration_prompt=scene.illustration_prompt,
            alt=scene.alt,
            staging=scene.staging,
        )
        await self.shelf.write_scene(id, told, Provenance(engine="parent"))

    async def redone(self, id: str, number: int, part: Craft) -> None:
        """Doc says that a part was made again."""
        await self.say(id, Happening.REDONE, scene=number, part=part)

    async def redo_failed(self, id: str, number: int, part: Craft, trouble: str, hint: str) -> None:
        """Doc says why a part could not be made again; the book is as good as it was."""
        await self.say(id, Happening.REDO_FAILED, scene=number, part=part, trouble=trouble, hint=hint)

    async def bind(self, id: str, first_page_seconds: float | None) -> None:
        """Doc closes the book: every part is there."""
        book = await self.shelf.get(id)
        self._forget(id)
        if book.state in (State.READY, State.CANCELLED):
            return
        total = (datetime.now(UTC) - book.created_at).total_seconds()
        await self.shelf.finish(id, Seconds(first_page=first_page_seconds, total=round(total, 3)))
        await self.say(id, Happening.READY, seconds=round(total, 3))

    async def fail(self, id: str, trouble: str, hint: str) -> None:
        """Doc says why the book cannot be finished now; what is made stays."""
        await self.shelf.set_state(id, State.FAILED, trouble)
        await self.say(id, Happening.FAILED, trouble=trouble, hint=hint)

    async def seconds_since_begun(self, id: str) -> float:
        """Seconds since the parent asked."""
        book = await self.shelf.get(id)
        return round((datetime.now(UTC) - book.created_at).total_seconds(), 3)

    # Telling

    async def _tell_fallback(self, id: str, reason: str, **facts: Any) -> None:  # noqa: ANN401
        if reason:
            await self.say(id, Happening.FELL_BACK, reason=reason, **facts)

    async def _tell_page(self, id: str, number: int) -> None:
        book = await self.shelf.get(id)
        scene, crew = _scene(book, number), self.casting(book.request)
        seen = scene.picture is not None or crew.illustrator is None
        heard = scene.narration is not None or crew.narrator is None
        # Picture and voice may end in the same moment, and each would tell.
        if seen and heard and (id, number) not in self._pages_told:
            self._pages_told.add((id, number))
            await self.say(id, Happening.PAGE_READY, scene=number)

    def _forget(self, id: str) -> None:
        self._easels.forget(id)
        self._desks.forget(id)
        self._pages_told = {page for page in self._pages_told if page[0] != id}


def _read(
    narrator: Narrator,
    voice: str,
    pace: float,
    book: Book,
    scene: BookScene,
    crew: Crew,
    first_sound: Callable[[], None],
) -> Recording:
    pacing, turn = book.request.band.pacing, scene.number - 1
    name, said = book.request.child, book.request.spoken_name
    passage = Passage(
        text=scene.text,
        language=book.language,
        tokens=scene.tokens,
        readings=((name, said),) if name and said else (),
        pause_seconds=pacing.pauses_seconds[min(turn, len(pacing.pauses_seconds) - 1)],
    )
    pace *= pacing.paces[min(turn, len(pacing.paces) - 1)]
    spoken: list[Narration] = []
    for sentence in narrator.sentences(passage, voice=voice, pace=pace):
        spoken.append(sentence)
        if len(spoken) == 1:
            first_sound()
    return crew.recorder.record(spoken)


def _voice(narrator: Narrator, book: Book, crew: Crew) -> str:
    """The voice asked for, on the narrator it was asked of; else that narrator's best for the language."""
    assert crew.narrator is not None
    if crew.voice and narrator is crew.narrator.first:
        return crew.voice
    for voice in narrator.voices():
        if voice.language == book.language:
            return voice.id
    raise BadWork(f"{narrator.name} has no voice for `{book.language}`", provider=narrator.name)


def _scene(book: Book, number: int) -> BookScene:
    scene = book.scene(number)
    assert scene is not None, f"book {book.id} has no page {number}"
    return scene


def _since(started: float) -> float:
    return round(time.monotonic() - started, 3)
