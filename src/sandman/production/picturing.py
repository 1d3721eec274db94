"""Firefly's room: pages are painted, first page first, and looked at where somebody can see."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace

from sandman.ports.book import Book, BookPicture, BookScene
from sandman.ports.illustration import Illustrator, Picture, PictureBrief
from sandman.ports.ledger import Use
from sandman.ports.moderation import Layer, Verdict
from sandman.ports.provenance import Provenance
from sandman.production.crew import Chair, Crew, Done
from sandman.production.floor import Floor, taken
from sandman.production.judging import Unfit, replaced, unfit
from sandman.production.progress import Happening
from sandman.stories.gentleness import read_prompt

Looked = tuple[Picture, tuple[Verdict, ...]]
"""A picture, and what those who see say of it, or said of the one in whose place it was painted at home."""


class Picturing(Floor):
    """Paints pages."""

    async def paint(self, id: str, number: int, *, attempt: int = 0) -> None:
        """Firefly paints page `number`, unless its picture lies on the shelf.

        `attempt` counts repaintings: a later one is painted although an earlier one is there. Returns once
        the story stands and the page has its picture: a page laid early is painted while others are still
        written, and once more where another telling takes its place.
        """
        with self._easels.coming(id, number) as made:
            manuscript = await self.laid(id, number)
            await self._paint(id, number, attempt)
            made()
            if manuscript is not None:
                await manuscript.whole.wait()
                await self._paint(id, number, attempt)

    async def _paint(self, id: str, number: int, attempt: int) -> None:
        book = await self.shelf.get(id)
        scene, crew = book.scene(number), self.casting(book.request)
        if scene is None:
            return  # another telling is on its way, and has not come to this page
        chair, there = crew.illustrator, scene.made_by.picture
        if chair is None:
            await self.tell_page(id, number)
            return
        if there and attempt in (0, (there.seed or 0) - (book.seed or 0)):
            return
        if attempt == 0:
            await self._after_page_one(book, number, crew, chair)
        unpainted = [s.number for s in book.scenes if s.number < number and s.picture is None]
        async with self._easels.turn(id, number, after=unpainted, elsewhere=chair.elsewhere) as let_others_in:
            await self.say(id, Happening.PAINTING, scene=number)
            started = time.monotonic()
            done = await self.seating.sit(
                chair, self._painter(book, scene, crew, chair, attempt, let_others_in), craft="picture"
            )
        await self._hang(book, scene, done, attempt=attempt, seconds=taken(started))

    async def _after_page_one(self, book: Book, number: int, crew: Crew, chair: Chair[Illustrator]) -> None:
        """Painted sooner, the other pages would keep the first one's voice waiting for a core of ours."""
        first = book.scene(1)
        if number == 1 or chair.elsewhere or first is None:
            return
        if first.picture is None:
            await self._easels.until_made(book.id, 1)
        if first.narration is None and crew.narrator is not None:
            await self._desks.until_made(book.id, 1)

    def _painter(
        self,
        book: Book,
        scene: BookScene,
        crew: Crew,
        chair: Chair[Illustrator],
        attempt: int,
        let_others_in: Callable[[], None],
    ) -> Callable[[Illustrator], Awaitable[Looked]]:
        brief = PictureBrief(
            staging=scene.staging,
            prompt=scene.illustration_prompt,
            book_seed=book.seed or 0,
            page=scene.number,
            attempt=attempt,
        )
        judges = self.judges(book, crew)
        refused: list[Verdict] = []

        async def paint(painter: Illustrator) -> Looked:
            if painter is chair.home:
                at_home = asyncio.get_running_loop().run_in_executor(self._bench, painter.paint, brief)
                let_others_in()
                return await at_home, replaced(refused)
            # What goes out is read once more, whoever wrote it, and goes out gentle.
            for verdict in await judges.words(brief.prompt, Layer.PROMPT, by=judges.at_home):
                if unfit([verdict]):
                    raise Unfit.by(verdict, f"the prompt of page {scene.number}")
            prompt = read_prompt(brief.prompt, age=book.age).text
            let_others_in()
            bench = self._bench if chair.here else None
            told = replace(brief, prompt=prompt)
            picture = await asyncio.get_running_loop().run_in_executor(bench, painter.paint, told)
            await self.seating.note(chair, painter, Use(calls=1, pictures=1, cost=picture.cost))
            seen = await judges.picture(picture.data, prompt)
            if found := unfit(seen):
                refused.extend(seen)
                raise Unfit.by(found, f"the picture of page {scene.number}")
            return picture, seen

        return paint

    async def _hang(
        self, book: Book, scene: BookScene, done: Done[Illustrator, Looked], *, attempt: int, seconds: float
    ) -> None:
        """Shelve a picture, and give it to its page if that still shows what was painted."""
        picture, seen = done.work
        made_by = Provenance(
            engine=done.by.name,
            model=done.by.model,
            seed=(book.seed or 0) + attempt,
            prompt=scene.illustration_prompt,
            style=picture.style,
            seconds=seconds,
            cost=picture.cost,
            fallback=done.fallback,
            notes=picture.notes,
        )
        key = await self.shelf.media.put(picture.data, picture.format)
        shelved = BookPicture(key=key, width=picture.width, height=picture.height, alt=scene.alt)
        if not await self.shelf.put_picture(
            book.id, scene.number, shelved, made_by, painted_from=scene, verdicts=seen
        ):
            return
        await self.tell_fallback(book.id, "picture", done.fallback, scene=scene.number)
        await self.say(book.id, Happening.PAINTED, scene=scene.number, seconds=seconds)
        await self.tell_page(book.id, scene.number)
