"""Lifeline's room: pages are read aloud, first page first, every page in the book's one voice."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sandman.ports.book import Book, BookNarration, BookScene, SpokenWord
from sandman.ports.ledger import Use
from sandman.ports.narration import Narration, Narrator, Passage
from sandman.ports.provenance import Provenance
from sandman.ports.recording import Recording
from sandman.production.crew import Chair, Crew, Done
from sandman.production.floor import Floor, taken
from sandman.production.progress import Happening

AUTO = "auto"
FIRST_STROKE_SECONDS = 1.0
"""How long page one's voice waits for its painter to begin."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How a page should be read this time: another voice, or a slower pace (0.9 is a tenth slower)."""

    voice: str = ""
    pace: float = 1.0


@dataclass(frozen=True, slots=True)
class Read:
    """A page read aloud."""

    voice: str
    sound: Recording
    cost: float


class Narrating(Floor):
    """Reads pages."""

    async def narrate(self, id: str, number: int, *, wish: Wish | None = None) -> None:
        """Lifeline reads page `number`, unless its narration lies on the shelf and nobody wishes another.

        Returns once the story stands and the page has its sound, as painting does.
        """
        with self._desks.coming(id, number) as made:
            manuscript = await self.laid(id, number)
            telling = manuscript.telling if manuscript else 0
            await self._narrate(
                id, number, wish, in_vain=lambda: manuscript is not None and manuscript.telling != telling
            )
            made()
            if manuscript is not None:
                await manuscript.whole.wait()
                await self._narrate(id, number, wish)

    async def _narrate(
        self, id: str, number: int, wish: Wish | None, *, in_vain: Callable[[], bool] = lambda: False
    ) -> None:
        book = await self.shelf.get(id)
        # A voice that is wished for brings its narrator along, whoever was asked for at first.
        wished = {"voice": wish.voice, "narrator": AUTO} if wish and wish.voice else {}
        scene, crew = book.scene(number), self.casting(book.request.model_copy(update=wished))
        if scene is None:
            return  # another telling is on its way, and has not come to this page
        if crew.narrator is None:
            await self.tell_page(id, number)
            return
        if scene.narration is not None and wish is None:
            return
        if number == 1 and scene.picture is None and crew.illustrator is not None:
            # Half a second of painting before ten of reading: picture and first sentence come together.
            await self._easels.until_begun(id, number, patience_seconds=FIRST_STROKE_SECONDS)
        unread = [s.number for s in book.scenes if s.number < number and s.narration is None]
        outside = crew.narrator.outside
        async with self._desks.turn(id, number, after=unread, elsewhere=outside) as let_the_next_in:
            await self.say(id, Happening.NARRATING, scene=number)
            started = time.monotonic()
            read = self._reader(book, scene, crew, crew.narrator, wish or Wish(), let_the_next_in, in_vain)
            done = await self.seating.sit(crew.narrator, read, craft="narration")
        if done.work is not None:
            await self._press(book, scene, done.work, done, seconds=taken(started))

    def _reader(
        self,
        book: Book,
        scene: BookScene,
        crew: Crew,
        chair: Chair[Narrator],
        wish: Wish,
        let_the_next_in: Callable[[], None],
        in_vain: Callable[[], bool],
    ) -> Callable[[Narrator], Awaitable[Read | None]]:
        loop = asyncio.get_running_loop()
        passage, pace = _passage(book, scene)

        def first_sound() -> None:
            loop.call_soon_threadsafe(let_the_next_in)
            told = self.say(book.id, Happening.SOUNDING, scene=scene.number)
            asyncio.run_coroutine_threadsafe(told, loop).result()

        def aloud(narrator: Narrator, voice: str) -> list[Narration]:
            spoken: list[Narration] = []
            for sentence in narrator.sentences(passage, voice=voice, pace=pace * wish.pace):
                spoken.append(sentence)
                if len(spoken) == 1:
                    first_sound()
                if in_vain():
                    break  # told anew meanwhile: the next sentence would keep the true page one waiting
            return spoken

        async def read(narrator: Narrator) -> Read | None:
            voice = await self._voicing.voice(book, crew, narrator, wished=wish.voice)
            spoken = await asyncio.to_thread(aloud, narrator, voice)
            cost = round(sum(sentence.cost for sentence in spoken), 6)
            await self.seating.note(chair, narrator, Use(calls=1, characters=len(scene.text), cost=cost))
            if in_vain():
                return None
            return Read(voice, await asyncio.to_thread(crew.recorder.record, spoken), cost)

        return read

    async def _press(
        self, book: Book, scene: BookScene, read: Read, done: Done[Narrator, Read | None], *, seconds: float
    ) -> None:
        """Shelve a recording, and give it to its page if that still says what was read."""
        number = scene.number
        key = await self.shelf.media.put(read.sound.data, read.sound.suffix)
        shelved = BookNarration(
            key=key,
            seconds=read.sound.seconds,
            voice=read.voice,
            sample_rate_hz=read.sound.sample_rate_hz,
            words=tuple(SpokenWord(text=w.text, start=w.start, end=w.end) for w in read.sound.words),
        )
        made_by = Provenance(
            engine=done.by.name,
            model=done.by.model,
            voice=read.voice,
            voice_name=await self._voicing.name(done.by, read.voice),
            seconds=seconds,
            cost=read.cost,
            fallback=done.fallback,
        )
        # Rewritten while it was read: nobody is to see these words and hear those.
        if not await self.shelf.put_narration(book.id, number, shelved, made_by, read_from=scene):
            return
        await self.tell_fallback(book.id, "narration", done.fallback, scene=number)
        await self.say(book.id, Happening.NARRATED, scene=number, seconds=seconds, sound=read.sound.seconds)
        await self.tell_page(book.id, number)


def _passage(book: Book, scene: BookScene) -> tuple[Passage, float]:
    """What is read of a page, and at which pace."""
    pacing, turn = book.request.band.pacing, scene.number - 1
    name, said = book.request.child, book.request.spoken_name
    passage = Passage(
        text=scene.text,
        language=book.language,
        tokens=scene.tokens,
        readings=((name, said),) if name and said else (),
        pause_seconds=pacing.pauses_seconds[min(turn, len(pacing.pauses_seconds) - 1)],
    )
    return passage, pacing.paces[min(turn, len(pacing.paces) - 1)]
