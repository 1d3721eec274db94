"""Pathfinder's room: the story is written, judged page by page, and shelved as it comes.

A telling that fails midway is never patched: the storyteller behind the chair tells the whole book anew,
and pages whose words changed lose what was made for them.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sandman.ports.book import Book
from sandman.ports.errors import BadWork
from sandman.ports.moderation import Layer, Verdict
from sandman.ports.provenance import Provenance
from sandman.ports.storytelling import Storyteller
from sandman.production.crew import Crew
from sandman.production.desk import StoryDesk
from sandman.production.floor import Floor, scene_of, taken
from sandman.production.idea import GentleIdea, gentle
from sandman.production.judging import Judges, Unfit, unfit
from sandman.production.manuscript import Manuscript
from sandman.production.progress import Happening
from sandman.stories import SCENES, Scene, Story

PLOTS_REMEMBERED = 300


@dataclass(frozen=True, slots=True)
class Telling:
    """A story that was told and looked at."""

    story: Story
    pages: Mapping[int, Sequence[Verdict]] = field(default_factory=dict)
    """What was thought of pages that lie on no desk, by number."""
    whole: Sequence[Verdict] = ()
    """What was thought of the idea, the plan, and the story as one."""


class Writing(Floor):
    """Writes stories."""

    async def write(self, id: str) -> int:
        """Pathfinder writes the story. Returns how many pages there are to make."""
        book = await self.shelf.get(id)
        if book.text_by is not None:
            return len(book.scenes)
        manuscript = self._manuscripts.of(id)
        await self.say(id, Happening.WRITING)
        # 1. What the parent wishes, made gentle; the book keeps what was typed.
        idea, crew = gentle(book.request), self.casting(book.request)
        self._voicing.begin(book, crew, idea.request)
        # 2. Told, page by page where it takes its time, and looked at.
        telling, made_by = await self._told(book, crew, idea, manuscript)
        # 3. The story stands; pages that said something else until now are told of anew.
        story, before = telling.story, await self.shelf.get(id)
        await self.shelf.write_story(id, story, made_by, verdicts=telling.pages)
        await self.shelf.judge(id, telling.whole)
        await self.tell_fallback(id, "text", made_by.fallback)
        for scene in story.scenes:
            if (was := before.scene(scene.number)) and was.text != scene.text:
                self.forget_told(id)
                await self.say(id, Happening.PAGE_WRITTEN, scene=scene.number, title=story.title)
        manuscript.stand()
        pages, said = len(story.scenes), list(story.said_plainly)
        await self.say(id, Happening.WRITTEN, title=story.title, pages=pages, understood=said)
        return pages

    async def rewrite(self, id: str, number: int, text: str) -> None:
        """A page's text as the parent has changed it; its narration no longer fits and goes.

        The parent decides: what the house's rules think of it is only noted.
        """
        book = await self.shelf.get(id)
        scene = scene_of(book, number)
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
        judges = self.judges(book, self.casting(book.request))
        thought = await judges.words(text, Layer.TEXT, by=judges.at_home)
        await self.shelf.write_scene(id, told, Provenance(engine="parent"), verdicts=thought)

    async def _told(
        self, book: Book, crew: Crew, idea: GentleIdea, manuscript: Manuscript
    ) -> tuple[Telling, Provenance]:
        """The story, by whoever can tell it. Raises what the storyteller at home raises."""
        started, seed, chair = time.monotonic(), book.seed or 0, crew.storyteller
        lately = await self.shelf.recent_plots(PLOTS_REMEMBERED, besides=book.id)
        judges = self.judges(book, crew, names=await self._names(crew, idea))
        desks: list[StoryDesk] = []

        def by(teller: Storyteller) -> Provenance:
            cost = round(sum(desk.cost for desk in desks), 6)
            made = Provenance(engine=teller.name, model=teller.model, seed=seed, prompt=book.idea, cost=cost)
            return made.model_copy(update={"seconds": taken(started)})

        async def told(scene: Scene, title: str) -> None:
            manuscript.lay(scene.number)
            await self.say(book.id, Happening.PAGE_WRITTEN, scene=scene.number, title=title)

        async def tell(teller: Storyteller) -> Telling:
            manuscript.begin()
            outside = teller is not chair.home
            desk = StoryDesk(
                book.id,
                self.shelf,
                judges,
                made_by=by(teller),
                told=told,
                outside=outside,
                wish=idea.request.idea if outside else "",
            )
            async with desk:
                desks.append(desk)
                story = await teller.tell(idea.request, seed=seed, lately=lately, desk=desk)
                return await self._looked_at(story, desk, judges)

        try:
            done = await self.seating.sit(chair, tell, craft="text", waits=(), tells_itself=True)
        except asyncio.CancelledError:
            for desk in desks:
                if desk.trouble is not None:
                    raise desk.trouble from None
            raise
        notes = (*idea.notes, *done.work.story.said_plainly)
        story = done.work.story.model_copy(update={"said_plainly": notes})
        made_by = by(done.by).model_copy(update={"fallback": done.fallback, "notes": notes})
        return Telling(story, done.work.pages, done.work.whole), made_by

    async def _names(self, crew: Crew, idea: GentleIdea) -> tuple[str, ...]:
        """What the idea calls the child, understood at home; asked only where somebody outside listens."""
        if not crew.storyteller.outside:
            return ()
        return ((await crew.storyteller.home.understand(idea.request)).name,)

    async def _looked_at(self, story: Story, desk: StoryDesk, judges: Judges) -> Telling:
        """The story with what is thought of it. Raises BadWork for one from outside that may not be heard."""
        if len(story.scenes) != SCENES:
            raise BadWork(f"the story has {len(story.scenes)} pages; a bedtime book has {SCENES}")
        unseen = [scene for scene in story.scenes if scene not in desk.pages]
        thought = await asyncio.gather(*(judges.page(scene, by=desk.judged_by) for scene in unseen))
        pages = {scene.number: verdicts for scene, verdicts in zip(unseen, thought, strict=True)}
        if not desk.outside:
            return Telling(story, pages)
        whole = (*await desk.welcome(), *await judges.story(story))
        for number, verdicts in pages.items():
            if found := unfit(verdicts):
                raise Unfit.by(found, f"page {number}")
        if found := unfit(whole):
            raise Unfit.by(found, "the story")
        return Telling(story, pages, whole)
