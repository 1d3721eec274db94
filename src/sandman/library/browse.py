"""The library's queries: the shelf page by page, the plots lately told, and who uses which file."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from sandman.library.listing import MOST_CARDS, ShelfPage, cursor_after, read_cursor
from sandman.library.rows import card_of
from sandman.library.tables import has_terms, scenes, search, stories
from sandman.library.terms import query_terms
from sandman.stories import Plot

_ON_CARDS = (
    *("id", "title", "language", "child", "age", "idea"),
    *("state", "trouble", "created_at", "deleted_at"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for on the shelf; empty or None asks for nothing in particular."""

    query: str
    language: str | None
    child: str | None
    cursor: str | None
    limit: int
    trashed: bool


async def page(connection: AsyncConnection, asked: Asked) -> ShelfPage:
    """The cards asked for, newest first."""
    whole, beginning = query_terms(asked.query)
    if asked.query.strip() and not whole and not beginning:
        return ShelfPage(books=(), cursor=None)  # only punctuation: no word of it is in any book

    chosen = _cards()
    chosen = chosen.where(
        stories.c.deleted_at.is_not(None) if asked.trashed else stories.c.deleted_at.is_(None)
    )
    if asked.language:
        chosen = chosen.where(stories.c.language == asked.language)
    if asked.child:
        chosen = chosen.where(stories.c.child == asked.child)
    if whole or beginning:
        # Correlated on purpose: the newest books come first and the search stops when the page is full,
        # where a list of all hits would first gather the ten thousand books that say "the".
        hit = sa.select(search.c.number).where(
            search.c.story_id == stories.c.id, has_terms(connection.dialect.name, whole, beginning)
        )
        chosen = chosen.where(hit.correlate(stories).exists())
    if asked.cursor:
        at, id = read_cursor(asked.cursor)
        below = sa.tuple_(sa.literal(at, stories.c.created_at.type), sa.literal(id))
        chosen = chosen.where(sa.tuple_(stories.c.created_at, stories.c.id) < below)

    limit = min(max(asked.limit, 1), MOST_CARDS)
    newest = chosen.order_by(stories.c.created_at.desc(), stories.c.id.desc()).limit(limit + 1)
    found = (await connection.execute(newest)).mappings().all()
    cards = tuple(card_of(dict(row)) for row in found[:limit])
    more = len(found) > limit
    return ShelfPage(books=cards, cursor=cursor_after(cards[-1].created_at, cards[-1].id) if more else None)


async def recent_plots(connection: AsyncConnection, most: int, besides: str) -> tuple[Plot, ...]:
    """The plots of the last books told, newest first."""
    # `state` is no condition: a story that was written and never painted has been told all the same.
    told = sa.select(stories.c.plot).where(stories.c.text_by.is_not(None), stories.c.id != besides)
    newest = told.order_by(stories.c.created_at.desc(), stories.c.id.desc()).limit(most)
    return tuple(Plot.model_validate(plot) for plot in (await connection.execute(newest)).scalars() if plot)


async def media_of(connection: AsyncConnection, id: str) -> set[str]:
    """The shelf keys that book `id` needs."""
    chosen = sa.select(scenes.c.picture_key, scenes.c.narration_key).where(scenes.c.story_id == id)
    return {key for row in await connection.execute(chosen) for key in row if key}


async def media_in_use(connection: AsyncConnection, keys: set[str]) -> set[str]:
    """Those of `keys` that some book needs."""
    used: set[str] = set()
    for column in (scenes.c.picture_key, scenes.c.narration_key):
        used.update((await connection.execute(sa.select(column).where(column.in_(keys)))).scalars())
    return used


def _cards() -> sa.Select[tuple[Any, ...]]:
    first = scenes.alias("first")
    mine = scenes.c.story_id == stories.c.id

    def of_pages(value: sa.ColumnElement[Any], name: str) -> sa.ColumnElement[Any]:
        return sa.select(value).where(mine).correlate(stories).scalar_subquery().label(name)

    return sa.select(
        *(
            stories.c[name]
            for name in ("id", "title", "language", "child", "age", "idea", "state", "trouble")
        ),
        stories.c.created_at,
        stories.c.deleted_at,
        first.c.picture_key,
        first.c.picture,
        first.c.alt,
        of_pages(sa.func.count(), "pages"),
        of_pages(sa.func.count(scenes.c.picture_key), "painted"),
        of_pages(sa.func.count(scenes.c.narration_key), "narrated"),
        of_pages(sa.func.coalesce(sa.func.sum(scenes.c.narration_seconds), 0.0), "listening_seconds"),
    ).select_from(stories.outerjoin(first, (first.c.story_id == stories.c.id) & (first.c.number == 1)))
