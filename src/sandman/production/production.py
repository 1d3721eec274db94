"""The production: begin a book, wait for it, cancel, resume, make one part again."""

import asyncio
import hashlib
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from dbos import DBOS, SetWorkflowID, WorkflowHandleAsync

from sandman.ports.book import Book, State
from sandman.ports.errors import NotFound, RequestRefused
from sandman.production import workflow
from sandman.production.engine import close_engine, open_engine
from sandman.production.liveness import Presence, bury, dead
from sandman.production.progress import Happening
from sandman.production.studio import Studio
from sandman.stories import StoryRequest

SUCCEEDED, PENDING, ENQUEUED = "SUCCESS", "PENDING", "ENQUEUED"


class Production:
    """Durable work on books, in this process. Open it with `at_work`."""

    def __init__(self, studio: Studio, workers_folder: Path) -> None:
        self._studio = studio
        self._workers = workers_folder

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
        """Start a book, and return it bare. The same `key` twice is one book."""
        seed = request.seed if request.seed is not None else secrets.randbelow(2**31)
        book = await self._studio.shelf.begin(_id(key), request, seed=seed)
        if book.state.unfinished:
            if not book.scenes:
                await self._studio.say(book.id, Happening.BEGUN, child=book.child, idea=book.idea)
            await self._start(book.id)
        return book

    async def finished(self, id: str) -> Book:
        """Wait until work on the book rests, and return it as it then is."""
        status = await self._latest(id)
        if status is not None:
            handle: WorkflowHandleAsync[str] = await DBOS.retrieve_workflow_async(status)
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
        for name in await asyncio.to_thread(lambda: list(dead(self._workers))):
            await asyncio.to_thread(DBOS._recover_pending_workflows, [name])
            bury(self._workers, name)
        if id is None:
            ids = await self._studio.shelf.unfinished()
        else:
            book = await self._studio.shelf.get(id)
            ids = () if book.state is State.READY else (id,)
            if book.state in (State.CANCELLED, State.FAILED):
                await self._studio.shelf.set_state(id, State.MAKING if book.scenes else State.WRITING)
        for each in ids:
            await self._start(each)
        return ids

    async def redo(
        self, id: str, number: int, part: str, *, text: str = "", voice: str = "", pace: float = 1.0
    ) -> Book:
        """Make one part of one page again: its `picture`, its `narration`, or its `text` as now given."""
        book = await self._studio.shelf.get(id)
        scene = book.scene(number)
        if scene is None:
            raise NotFound(
                f"book `{id}` has no page {number}; it has {len(book.scenes)}",
                hint=f"`sandman library show {id}`",
            )
        with SetWorkflowID(f"{id}.{part}.{number}.{secrets.token_hex(4)}"):
            if part == "picture":
                made = scene.made_by.picture
                attempt = (made.seed or 0) - (book.seed or 0) + 1 if made else 0
                handle = await DBOS.start_workflow_async(workflow.redo_picture, id, number, attempt)
            elif part == "narration":
                handle = await DBOS.start_workflow_async(workflow.redo_narration, id, number, voice, pace)
            elif part == "text" and text.strip():
                handle = await DBOS.start_workflow_async(workflow.redo_text, id, number, text.strip())
            else:
                raise RequestRefused(
                    f"page {number}'s `{part}` cannot be made again",
                    hint="ask for picture, narration, or text with the new words",
                )
        await handle.get_result()
        return await self._studio.shelf.get(id)

    # The workflows of a book: `<id>`, and after a failure or a cancellation `<id>.2`, `<id>.3`, …

    async def _start(self, id: str) -> None:
        """Have the book worked on, unless it already is."""
        turn = 1
        while (status := await DBOS.get_workflow_status_async(_turn(id, turn))) is not None:
            if status.status in (PENDING, ENQUEUED):
                return
            turn += 1
        with SetWorkflowID(_turn(id, turn)):
            await DBOS.start_workflow_async(workflow.make_book, id)

    async def _latest(self, id: str) -> str | None:
        turn, latest = 1, None
        while await DBOS.get_workflow_status_async(_turn(id, turn)) is not None:
            latest = _turn(id, turn)
            turn += 1
        return latest


def _turn(id: str, turn: int) -> str:
    return id if turn == 1 else f"{id}.{turn}"


def _id(key: str) -> str:
    """A new book's id; the same for the same key."""
    if key:
        return "k" + hashlib.sha256(key.encode()).hexdigest()[:20]
    return f"{datetime.now(UTC):%y%m%d}-{secrets.token_hex(6)}"
