"""The strokes of a unit of work that writes: each runs on the caller's connection, in its transaction."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from sandman.library import rows
from sandman.library.database import Unit
from sandman.library.tables import scenes, search, stories
from sandman.ports.book import BookScene, Heard, State
from sandman.ports.errors import NeedsAttention, NotFound
from sandman.ports.moderation import Layer, Verdict
from sandman.ports.provenance import Provenance
from sandman.stories import Scene, Story

READ_FROM = ("text", "tokens")
"""What a page's narration is made from."""
PAINTED_FROM = ("illustration_prompt", "staging")
"""What its picture is made from."""


def unknown(id: str) -> NotFound:
    """The error for a book that is not there."""
    return NotFound(f"the library has no book `{id}`", port="library", hint="sandman library list")


def no_page(id: str, number: int) -> NotFound:
    """The error for a page that a book does not have."""
    return NotFound(
        f"the book `{id}` has no page {number}", port="library", hint=f"sandman library show {id}"
    )


async def lock(connection: Unit, id: str) -> None:
    """Hold the book until the unit of work ends; SQLite has locked the whole file already."""
    held = sa.select(stories.c.id).where(stories.c.id == id).with_for_update()
    if (await connection.execute(held)).one_or_none() is None:
        raise unknown(id)


def insert_into(connection: Unit, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that can say what happens where the row's key is taken; each engine has its own."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


async def insert_new(connection: Unit, table: sa.Table, columns: Mapping[str, Any]) -> bool:
    """Insert a row unless its key is taken; whether it was free."""
    row = insert_into(connection, table).values(columns)
    return bool((await connection.execute(row.on_conflict_do_nothing())).rowcount)


async def upsert(connection: Unit, table: sa.Table, columns: Mapping[str, Any]) -> None:
    """Insert a row, in place of any that has its key."""
    key = [column.name for column in table.primary_key]
    row = insert_into(connection, table).values(columns)
    anew = {name: row.excluded[name] for name in columns if name not in key}
    await connection.execute(row.on_conflict_do_update(index_elements=key, set_=anew))


async def write(
    connection: Unit,
    id: str,
    scene: Scene,
    *,
    made_by: Provenance | None,
    verdicts: Sequence[Verdict] = (),
) -> bool:
    """Write a page; where its text or staging changed, what was made for the old one goes.

    So does what was thought of it. Returns whether there was such a change.
    """
    columns = rows.text_columns(scene) | {"text_by": made_by.model_dump(mode="json") if made_by else None}
    mine = (scenes.c.story_id == id) & (scenes.c.number == scene.number)
    before = (await connection.execute(sa.select(scenes).where(mine))).mappings().one_or_none()
    if before is None:
        columns["verdicts"] = rows.judged((), verdicts)
        await connection.execute(sa.insert(scenes).values(story_id=id, **columns))
        return False
    gone: set[Layer] = set()
    if any(before[part] != columns[part] for part in READ_FROM):
        columns |= rows.narration_columns(None, None)
        gone |= {Layer.TEXT}
    if any(before[part] != columns[part] for part in PAINTED_FROM):
        columns |= rows.picture_columns(None, None)
        gone |= {Layer.PROMPT, Layer.PICTURE}
    columns["verdicts"] = rows.judged(before["verdicts"], verdicts, without=gone)
    await connection.execute(sa.update(scenes).where(mine).values(columns))
    return bool(gone)


async def tell(
    connection: Unit,
    id: str,
    story: Story,
    made_by: Provenance,
    *,
    verdicts: Mapping[int, Sequence[Verdict]],
) -> None:
    """Write a whole story in place of any pages that are there."""
    told = {
        "title": story.title,
        "seed": story.seed,
        "understood": story.understood.model_dump(mode="json"),
        "plot": story.plot.model_dump(mode="json"),
        "said_plainly": list(story.said_plainly),
        "text_by": made_by.model_dump(mode="json"),
        "child": sa.case((stories.c.child == "", story.understood.name), else_=stories.c.child),
        "state": sa.case((stories.c.state == State.WRITING.value, State.MAKING.value), else_=stories.c.state),
    }
    await connection.execute(sa.update(stories).where(stories.c.id == id).values(told))
    await drop_after(connection, id, len(story.scenes))
    for scene in story.scenes:
        await write(connection, id, scene, made_by=None, verdicts=verdicts.get(scene.number, ()))


async def drop_after(connection: Unit, id: str, number: int) -> None:
    """Take away the pages after page `number`."""
    later = (scenes.c.story_id == id) & (scenes.c.number > number)
    await connection.execute(sa.delete(scenes).where(later))


async def still(connection: Unit, id: str, made_from: Scene | BookScene, parts: Sequence[str]) -> bool:
    """Whether a page still says what something was made from; its book is held until the work ends."""
    await lock(connection, id)
    mine = (scenes.c.story_id == id) & (scenes.c.number == made_from.number)
    now = (await connection.execute(sa.select(scenes).where(mine))).mappings().one_or_none()
    was = rows.text_columns(made_from)
    return now is not None and all(now[part] == was[part] for part in parts)


async def judge(
    connection: Unit,
    id: str,
    number: int | None,
    verdicts: Sequence[Verdict],
    *,
    without: Collection[Layer] = (),
) -> None:
    """Add what was thought of a page, or of the book as one; `without` forgets layers first."""
    table = stories if number is None else scenes
    mine = stories.c.id == id if number is None else (scenes.c.story_id == id) & (scenes.c.number == number)
    before = (await connection.execute(sa.select(table.c.verdicts).where(mine))).scalar_one_or_none()
    if before is None:
        raise no_page(id, number or 0)
    after = rows.judged(before, verdicts, without=without)
    await connection.execute(sa.update(table).where(mine).values(verdicts=after))


async def put(connection: Unit, id: str, number: int, columns: Mapping[str, Any]) -> None:
    """Change columns of a page that is there. Raises NotFound."""
    page = sa.update(scenes).where(scenes.c.story_id == id, scenes.c.number == number)
    if not (await connection.execute(page.values(columns))).rowcount:
        await lock(connection, id)
        raise no_page(id, number)
    await tally(connection, id)


async def tally(connection: Unit, id: str) -> None:
    """Keep what the book's card says of its pages."""
    mine = scenes.c.story_id == id
    counted = sa.select(
        sa.func.count().label("pages"),
        sa.func.count(scenes.c.picture_key).label("painted"),
        sa.func.count(scenes.c.narration_key).label("narrated"),
        sa.func.coalesce(sa.func.sum(scenes.c.narration_seconds), 0.0).label("listening_seconds"),
    ).where(mine)
    counts = (await connection.execute(counted)).mappings().one()
    first = sa.select(scenes.c.picture_key, scenes.c.picture, scenes.c.alt).where(mine, scenes.c.number == 1)
    page = (await connection.execute(first)).mappings().one_or_none()
    cover = rows.cover_of(dict(page)) if page else None
    await connection.execute(sa.update(stories).where(stories.c.id == id).values(cover=cover, **counts))


async def mark(
    connection: Unit,
    id: str,
    *,
    favourite: bool | None,
    approved: bool | None,
    heard: Heard | None,
) -> None:
    """Write down what a household says of its book; None leaves that mark as it is."""
    mine = sa.select(stories.c.state, stories.c.approved_at, stories.c.pages).where(stories.c.id == id)
    book = (await connection.execute(mine)).one()
    marks: dict[str, Any] = {}
    if favourite is not None:
        marks["favourite"] = favourite
    if approved is not None:
        if approved and book.state != State.READY.value:
            raise NeedsAttention(
                f"the book `{id}` is {book.state}; only a ready book can be approved",
                port="library",
                hint=f"sandman resume {id}",
            )
        marks["approved_at"] = (book.approved_at or datetime.now(UTC)) if approved else None
    if heard is not None:
        if heard.page > book.pages:
            raise no_page(id, heard.page)
        marks |= rows.heard_columns(heard)
    if marks:
        await connection.execute(sa.update(stories).where(stories.c.id == id).values(marks))


async def index(connection: Unit, id: str) -> None:
    """Make the book findable by what it says now."""
    told = sa.select(stories.c.title, stories.c.child, stories.c.idea).where(stories.c.id == id)
    book = (await connection.execute(told)).one()
    pages = sa.select(scenes.c.title, scenes.c.text).where(scenes.c.story_id == id)
    texts = [(page.title, page.text) for page in await connection.execute(pages)]
    columns = {"story_id": id, "terms": rows.book_terms(book.title, book.child, book.idea, texts)}
    if not await insert_new(connection, search, columns):
        await connection.execute(sa.update(search).where(search.c.story_id == id).values(columns))
