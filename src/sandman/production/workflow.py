"""The durable path of a book. It reads like a table of contents; the studio does the work.

Steps are at least once and return small references only: what a step made lies on the shelf, so a replay
finds it there. DBOS allows one instance a process, so the studio at work is this module's one variable.
"""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from dbos import DBOS

from sandman.ports.book import Craft
from sandman.ports.errors import PortError
from sandman.production.narrating import Wish
from sandman.production.studio import Studio
from sandman.stories import SCENES

PAGES = range(1, SCENES + 1)
Made = TypeVar("Made")
_at_work: Studio | None = None


def set_to_work(studio: Studio | None) -> None:
    """Say which studio this process's workflows run in."""
    global _at_work  # noqa: PLW0603 - DBOS finds workflows by name in a process, not in an object
    _at_work = studio


def studio() -> Studio:
    """The studio at work."""
    assert _at_work is not None, "a workflow ran in a process that opened no production"
    return _at_work


@DBOS.workflow(name="make_book")
async def make_book(id: str) -> str:
    """A book from its request to the shelf: write; page one; the other pages; bind."""
    try:
        # 1. Pathfinder writes; Firefly and Lifeline begin each page once it is laid, the first page first.
        #    Steps are numbered as they start, and all start here: a replay numbers them alike.
        writing = _begun(write(id))
        parts = [_begun(step(id, number)) for step in (paint, narrate) for number in PAGES]
        try:
            await writing
        except BaseException:
            for part in parts:
                part.cancel()
            raise
        # 2. A part that failed is told when all others are made: nothing that could be kept is thrown away.
        for made in await asyncio.gather(*parts, return_exceptions=True):
            if made is not None:
                raise made
        # 3. Doc binds.
        await bind(id)
    except PortError as trouble:
        await fail(id, trouble.message, trouble.hint)
        return "failed"
    except Exception as fault:
        await fail(id, _ours(fault), "")
        raise
    return "ready"


@DBOS.workflow(name="redo_picture")
async def redo_picture(id: str, number: int, attempt: int) -> None:
    """A page painted again, and nothing else."""
    async with _telling(id, number, "picture"):
        await paint(id, number, attempt)


@DBOS.workflow(name="redo_narration")
async def redo_narration(id: str, number: int, voice: str, pace: float) -> None:
    """A page read again, and nothing else."""
    async with _telling(id, number, "narration"):
        await reread(id, number, voice, pace)


@DBOS.workflow(name="redo_text")
async def redo_text(id: str, number: int, text: str) -> None:
    """A page as the parent rewrote it, and read anew."""
    async with _telling(id, number, "text"):
        await rewrite(id, number, text)
        await narrate(id, number)


@asynccontextmanager
async def _telling(id: str, number: int, part: Craft) -> AsyncIterator[None]:
    """Doc says how a part made again came out; a failure is the part's, never the book's."""
    try:
        yield
    except PortError as trouble:
        await redo_failed(id, number, part, trouble.message, trouble.hint)
        raise
    except Exception as fault:
        await redo_failed(id, number, part, _ours(fault), "")
        raise
    await redone(id, number, part)


@DBOS.step(name="write", preemptible=True)
async def write(id: str) -> int:
    """Pathfinder writes; a parent who cancels does not wait for the end of the story."""
    return await studio().write(id)


@DBOS.step(name="paint")
async def paint(id: str, number: int, attempt: int = 0) -> None:
    """Firefly paints a page."""
    await studio().paint(id, number, attempt=attempt)


@DBOS.step(name="narrate")
async def narrate(id: str, number: int) -> None:
    """Lifeline reads a page."""
    await studio().narrate(id, number)


@DBOS.step(name="reread")
async def reread(id: str, number: int, voice: str, pace: float) -> None:
    """Lifeline reads a page once more, as wished."""
    await studio().narrate(id, number, wish=Wish(voice=voice, pace=pace))


@DBOS.step(name="rewrite")
async def rewrite(id: str, number: int, text: str) -> None:
    """A parent's own words go onto a page."""
    await studio().rewrite(id, number, text)


@DBOS.step(name="bind")
async def bind(id: str) -> None:
    """Doc closes the book."""
    await studio().bind(id)


@DBOS.step(name="redone")
async def redone(id: str, number: int, part: Craft) -> None:
    """Doc says that a part was made again."""
    await studio().redone(id, number, part)


@DBOS.step(name="redo_failed")
async def redo_failed(id: str, number: int, part: Craft, trouble: str, hint: str) -> None:
    """Doc says why a part could not be made again."""
    await studio().redo_failed(id, number, part, trouble, hint)


@DBOS.step(name="fail")
async def fail(id: str, trouble: str, hint: str) -> None:
    """Doc says why the book cannot be finished."""
    await studio().fail(id, trouble, hint)


def _begun(step: Coroutine[Any, Any, Made]) -> "asyncio.Task[Made]":
    """A step at work beside others. Where a cancellation ends the workflow first, nobody asks how it went."""
    task = asyncio.ensure_future(step)
    task.add_done_callback(lambda done: None if done.cancelled() else done.exception())
    return task


def _ours(fault: Exception) -> str:
    return f"something of ours went wrong: {type(fault).__name__}: {fault}"
