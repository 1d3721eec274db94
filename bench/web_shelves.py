"""Homes with many books, shelved at once: `python -m bench.web_shelves HOME BOOKS`.

A few books are told by the built-in storyteller and painted small; the shelf is those books over and over
under other ids, children and days, so that listing, filtering and searching find what a family would have.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from sandman.app.house import library_of
from sandman.app.settings import Settings
from sandman.library import Library
from sandman.library.tables import scenes, search, stories
from sandman.library.terms import index_terms
from sandman.ports.book import Book, BookNarration, BookPicture, BookScene, Heard, MadeBy, SpokenWord, State
from sandman.ports.illustration import PictureBrief
from sandman.ports.provenance import Provenance
from sandman.providers.illustration.painter.engine import WatercolourPainter
from sandman.providers.storytelling.builtin import BuiltinStoryteller
from sandman.stories import Language, Scene, StoryRequest

IDEAS = ("a fox who cannot sleep", "a whale who lost her song", "", "a lighthouse that is afraid of the dark")
CHILDREN = ("Mia", "Noé", "さくら", "मीरा", "Ben", "Élodie")
BY = Provenance(engine="builtin", model="bench", seed=1, seconds=1.0)
WORD_SECONDS = 0.4
AT_ONCE = 500
SILENCE = b"\xff\xfb\x10\xc4" + bytes(300)
"""Something to shelve where a sound would lie; nobody plays it."""


async def fill(home: Path, books: int) -> None:
    """Put `books` on the shelf of `home`, an hour apart, the newest now."""
    async with library_of(Settings(home=home)) as library:
        told = [book.id async for book in _told(library) if await library.shelve(book)]
        async with library.database.writing() as connection:
            for table in (stories, scenes, search):
                key = stories.c.id if table is stories else table.c.story_id
                rows: dict[str, list[dict[str, Any]]] = {id: [] for id in told}
                for row in (await connection.execute(sa.select(table))).mappings():
                    rows[row[key.name]].append(dict(row))
                copies = (
                    {**row, key.name: f"book-{number:05}", **_own(table, row, number)}
                    for number in range(books - len(told))
                    for row in rows[told[number % len(told)]]
                )
                for some in batched(copies, AT_ONCE):
                    await connection.execute(sa.insert(table), some)


def _own(table: sa.Table, row: dict[str, Any], number: int) -> dict[str, Any]:
    """What sets copy `number` of a book apart."""
    child = CHILDREN[number % len(CHILDREN)]
    if table is scenes:
        return {}
    if table is search:
        return {"number": None, "terms": " ".join([row["terms"], *index_terms(child)])}
    at = datetime.now(UTC) - timedelta(hours=number)
    begun = number % 12 == 0
    return {
        "child": child,
        "created_at": at,
        "favourite": number % 9 == 0,
        "approved_at": at if number % 2 else None,
        "heard": Heard(page=2, seconds=3.0, at=at).model_dump(mode="json") if begun else None,
        "going_on_at": at if begun else None,
    }


def batched(rows: Iterable[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    """`rows`, `size` at a time."""
    left = iter(rows)
    while some := list(islice(left, size)):
        yield some


async def _told(library: Library) -> AsyncIterator[Book]:
    """A book for each idea in each language."""
    teller, painter = BuiltinStoryteller(), WatercolourPainter()
    sound = await library.media.put(SILENCE, "mp3")
    for seed, (idea, language) in enumerate(((i, x) for i in IDEAS for x in Language), 1):
        request = StoryRequest(idea=idea, language=language, child="Mia", age=5)
        story = await teller.tell(request, seed=seed)
        brief = PictureBrief(
            staging=story.scenes[0].staging, prompt="", book_seed=seed, page=1, width=512, height=384
        )
        painted = await asyncio.to_thread(painter.paint, brief)
        picture = BookPicture(
            key=await library.media.put(painted.data, painted.format),
            width=painted.width,
            height=painted.height,
        )
        yield Book(
            id=f"told-{seed}",
            title=story.title,
            language=language,
            age=request.age,
            idea=idea,
            seed=seed,
            state=State.READY,
            created_at=datetime.now(UTC),
            request=request,
            understood=story.understood,
            plot=story.plot,
            scenes=tuple(_page(scene, picture, sound) for scene in story.scenes),
            text_by=BY,
        )


def _page(scene: Scene, picture: BookPicture, sound: str) -> BookScene:
    texts = scene.text.split() or [scene.text]
    words = tuple(
        SpokenWord(text=text, start=at * WORD_SECONDS, end=(at + 1) * WORD_SECONDS)
        for at, text in enumerate(texts)
    )
    narration = BookNarration(
        key=sound, seconds=len(words) * WORD_SECONDS, sample_rate_hz=24_000, words=words
    )
    shown = {name: getattr(scene, name) for name in Scene.model_fields if name in BookScene.model_fields}
    return BookScene(
        **shown, picture=picture, narration=narration, made_by=MadeBy(text=BY, picture=BY, narration=BY)
    )


if __name__ == "__main__":
    asyncio.run(fill(Path(sys.argv[1]), int(sys.argv[2])))
