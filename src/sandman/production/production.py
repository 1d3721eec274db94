"""The production: begin a book, wait for it, cancel, resume, make one part again."""

import asyncio
import hashlib
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from dbos import DBOS, SetWorkflowID, WorkflowHandleAsync, WorkflowStatus
from dbos._error import DBOSAwaitedWorkflowCancelledError

from sandman.ports.book import Book, BookScene, Craft, State
from sandman.ports.errors import NotFound, RequestRefused
from sandman.production import workflow
from sandman.production.engine import APPLICATION_VERSION, close_engine, open_engine
from sandman.production.idea import gentle
from sandman.production.liveness import Presence, alive, bury, dead
from sandman.production.progress import Happening
from sandman.production.studio import Studio
from sandman.stories import StoryRequest, page_text

PENDING, ENQUEUED = "PENDING", "ENQUEUED"
SLOWEST, FASTEST = 0.5, 2.0
FIRST_BOOK_SECONDS: dict[Craft, float] = {"text": 0.5, "picture": 1.5, "narration": 12.0}
"""How long a part takes on two cores, for a house that has made none yet."""


class Production:
    """Durable work on books, in this process. Open it with `at_work`."""

    def __init__(self, studio: Studio, workers_folder: Path) -> None:
        self._studio = studio
        self._workers = workers_folder
        self._beginning_redo = asyncio.Lock()

    @classmethod
    @asynccontextmanager
    async def at_work(cls, studio: Studio, *, jobs_url: str, folder: Path) -> AsyncIterator["Production"]:
        """Open the engine room; leaving it stops work, which `resume` takes up again."""
        workers = folder / "workers"
        presence, work_left = Presence.here(workers), True
        workflow.set_to_work(studio)
        try:
            # On the loop's own thread, or DBOS would run recovered work on a loop of its own.
            open_engine(jobs_url, presence.name)
            try:
                yield cls(studio, workers)
                left = await DBOS.list_workflows_async(executor_id=presence.name, status=[PENDING, ENQUEUED])
                work_left = bool(left)
            finally:
                # Not in a thread: DBOS makes its own pool the loop's, and closes it here.
                close_engine()
        finally:
            workflow.set_to_work(None)
            presence.leave(work_left=work_left)

    async def begin(self, request: StoryRequest, *, key: str = "") -> Book:
        """Start a book, and return it bare. The same `key` twice is one book.

        Raises NotForBedtime, with a kind sentence, for an idea that no gentle story can be made of.
        """
        idea = await asyncio.to_thread(gentle, request)  # the first reading opens the lexicons
        seed = request.seed if request.seed is not None else secrets.randbelow(2**31)
        book = await self._studio.shelf.begin(_id(key), request, seed=seed)
        if book.state.unfinished:
            if await self._latest(book.id) is None:
                await self._studio.shelf.judge(book.id, [idea.verdict])
                expects = {**FIRST_BOOK_SECONDS, **await self._studio.shelf.typical_seconds()}
                await self._studio.say(
                    book.id, Happening.BEGUN, child=book.child, idea=book.idea, expects=expects
                )
            await self._start(book.id)
        return book

    async def finished(self, id: str) -> Book:
        """Wait until work on the book rests, and return it as it then is."""
        status = await self._latest(id)
        if status is not None:
            handle: WorkflowHandleAsync[str] = await DBOS.retrieve_workflow_async(status)
            with suppress(DBOSAwaitedWorkflowCancelledError):  # stopped, perhaps by another process: it rests
                await handle.get_result()
        return await self._studio.shelf.get(id)

    async def cancel(self, id: str) -> Book:
        """Stop work on a book; the pages that are made stay."""
        book = await self._studio.shelf.get(id)
        if book.state.unfinished:
            if (status := await self._latest(id)) is not None:
                await DBOS.cancel_workflow_async(status)
            await self._studio.shelf.set_state(id, State.CANCELLED, "stopped by the parent")
            await self._studio.say(id, Happening.CANCELLED)
        return await self._studio.shelf.get(id)

    async def resume(self, id: str | None = None) -> tuple[str, ...]:
        """Take up what was interrupted: one book, or all of them. Returns the ids now being worked on.

        Work that another living process has in hand is left to it.
        """
        await self._take_over_from_the_dead()
        if id is None:
            ids = await self._studio.shelf.unfinished()
        else:
            book = await self._studio.shelf.get(id)
            ids = () if book.state is State.READY else (id,)
            if book.state in (State.CANCELLED, State.FAILED):
                await self._studio.shelf.set_state(id, State.MAKING if book.text_by else State.WRITING)
        for each in ids:
            await self._start(each)
        return ids

    async def redo(
        self, id: str, number: int, part: str, *, text: str = "", voice: str = "", pace: float = 1.0
    ) -> Book:
        """Make one part of one page again and wait for it. Raises what went wrong, as `begin_redo` does."""
        await self.redone(await self.begin_redo(id, number, part, text=text, voice=voice, pace=pace))
        return await self._studio.shelf.get(id)

    async def begin_redo(
        self, id: str, number: int, part: str, *, text: str = "", voice: str = "", pace: float = 1.0
    ) -> str:
        """Have one part of one page made again: its `picture`, its `narration`, or its `text` as now given.

        Returns once that is under way, with the name by which `redone` waits for it. Raises NotFound, or
        RequestRefused for what cannot be made, or is being made by somebody already.
        """
        book = await self._studio.shelf.get(id)
        scene = book.scene(number)
        if scene is None:
            raise NotFound(
                f"book `{id}` has no page {number}; it has {len(book.scenes)}",
                hint=f"`sandman library show {id}`",
            )
        text = self._accepted(book, scene, part, text, pace)
        redo = f"{id}.{part}.{number}.{secrets.token_hex(4)}"
        async with self._beginning_redo:
            await self._refuse_twice(id, number, part)
            with SetWorkflowID(redo):
                if part == "picture":
                    made = scene.made_by.picture
                    attempt = (made.seed or 0) - (book.seed or 0) + 1 if made else 0
                    await DBOS.start_workflow_async(workflow.redo_picture, id, number, attempt)
                elif part == "narration":
                    await DBOS.start_workflow_async(workflow.redo_narration, id, number, voice, pace)
                else:
                    await DBOS.start_workflow_async(workflow.redo_text, id, number, text)
        return redo

    def trust(self, engine: str) -> None:
        """Ask an engine again that was left alone: its key, say, was set anew."""
        self._studio.seating.resting.forgive(engine)

    async def redone(self, redo: str) -> None:
        """Wait until what `begin_redo` began is done. Raises what went wrong."""
        handle: WorkflowHandleAsync[None] = await DBOS.retrieve_workflow_async(redo)
        await handle.get_result()

    async def resting(self, id: str) -> bool:
        """Whether nobody works on the book now: neither this process nor another that lives.

        Work that a dead process left rests too, until somebody resumes it.
        """
        for at_work in await self._pending(id):
            if await asyncio.to_thread(alive, self._workers, at_work.executor_id or ""):
                return False
        return True

    def _accepted(self, book: Book, scene: BookScene, part: str, text: str, pace: float) -> str:
        """The new text, tidied, of what can be made again. Raises RequestRefused."""
        crew = self._studio.casting(book.request)
        absent = {"picture": crew.illustrator is None, "narration": crew.narrator is None, "text": False}
        if part not in absent:
            raise RequestRefused(
                f"there is no `{part}` on a page",
                hint="ask for picture, narration, or text with the new words",
            )
        if absent[part]:
            raise RequestRefused(
                f"the book `{book.id}` was asked for without a {part} on its pages",
                hint="tell it anew with one",
            )
        if book.state is State.WRITING:
            raise RequestRefused("the story is still being written", hint="wait until it is there")
        there = scene.picture if part == "picture" else scene.narration or crew.narrator is None
        if book.state.unfinished and not there:
            raise _in_hand(scene.number, part)
        if not SLOWEST <= pace <= FASTEST:
            raise RequestRefused(
                f"pace {pace:g} was given; a voice reads at {SLOWEST:g} to {FASTEST:g}",
                hint="0.9 is a tenth slower",
            )
        try:
            return page_text(text) if part == "text" else ""
        except ValueError as fault:
            raise RequestRefused(str(fault), hint="write the page in a few sentences") from fault

    async def _refuse_twice(self, id: str, number: int, part: str) -> None:
        """Raises RequestRefused where the page is being painted, or being read, again already."""
        sound = ("text", "narration")
        alike = sound if part in sound else (part,)
        names = tuple(f"{id}.{each}.{number}." for each in alike)
        if any(at_work.workflow_id.startswith(names) for at_work in await self._pending(id)):
            await self._take_over_from_the_dead()  # or a redo that died would bar this page for good
            raise _in_hand(number, part)

    async def _take_over_from_the_dead(self) -> None:
        for name in await asyncio.to_thread(lambda: list(dead(self._workers))):
            left = await DBOS.list_workflows_async(executor_id=name, status=[PENDING, ENQUEUED])
            for older in left:
                # Its steps are not ours: begun anew, it finds on the shelf what was made.
                if older.app_version != APPLICATION_VERSION:
                    await DBOS.cancel_workflow_async(older.workflow_id)
            await asyncio.to_thread(DBOS._recover_pending_workflows, [name])
            bury(self._workers, name)

    # The workflows of a book: `<id>`, and after a failure or a cancellation `<id>.2`, `<id>.3`, …
    # and `<id>.<part>.<page>.<chance>` for a part made again.

    async def _start(self, id: str) -> None:
        """Have the book worked on, unless it already is."""
        turn = 1
        while (status := await DBOS.get_workflow_status_async(_turn(id, turn))) is not None:
            if status.status in (PENDING, ENQUEUED):
                return
            turn += 1
        self._studio.forget(id)  # whoever is still at an earlier turn is not to be waited for
        with SetWorkflowID(_turn(id, turn)):
            await DBOS.start_workflow_async(workflow.make_book, id)

    async def _pending(self, id: str) -> list[WorkflowStatus]:
        found = await DBOS.list_workflows_async(
            workflow_id_prefix=id, status=[PENDING, ENQUEUED], load_input=False, load_output=False
        )
        return [each for each in found if each.workflow_id == id or each.workflow_id.startswith(f"{id}.")]

    async def _latest(self, id: str) -> str | None:
        turn, latest = 1, None
        while await DBOS.get_workflow_status_async(_turn(id, turn)) is not None:
            latest = _turn(id, turn)
            turn += 1
        return latest


def _in_hand(number: int, part: str) -> RequestRefused:
    return RequestRefused(f"page {number}'s {part} is being made just now", hint="wait until it is there")


def _turn(id: str, turn: int) -> str:
    return id if turn == 1 else f"{id}.{turn}"


def _id(key: str) -> str:
    """A new book's id; the same for the same key."""
    if key:
        return "k" + hashlib.sha256(key.encode()).hexdigest()[:20]
    return f"{datetime.now(UTC):%y%m%d}-{secrets.token_hex(6)}"
