"""The library's queries: the shelf page by page, the plots lately told, and who uses which file."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import cast

import sqlalchemy as sa

from sandman.library.listing import (
    MOST_CARDS,
    BookCard,
    Child,
    Event,
    Shelf,
    ShelfPage,
    cursor_after,
    read_cursor,
)
from sandman.library.rows import book_of, card_of
from sandman.library.tables import events, has_terms, scenes, search, stories
from sandman.library.terms import query_terms
from sandman.library.writing import unknown
from sandman.ports.book import Book, Craft, State
from sandman.ports.errors import NotFound
from sandman.stories import Plot

_CARD = sa.select(*(stories.c[name] for name in BookCard.model_fields), stories.c.going_on_at)
_MADE_LATELY = 60
"""So many last pages say how long a craft takes here."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for on the shelf; empty or None asks for nothing in particular."""

    query: str
    language: str | None
    child: str | None
    cursor: str | None
    limit: int
    shelf: Shelf


def page(connection: sa.Connection, asked: Asked) -> ShelfPage:
    """The cards asked for, in the shelf's order."""
    whole, beginning = query_terms(asked.query)
    if asked.query.strip() and not whole and not beginning:
        return ShelfPage(books=(), cursor=None)  # only punctuation: no word of it is in any book

    stands_at = stories.c.going_on_at if asked.shelf == "continue" else stories.c.created_at
    chosen = _CARD.where(*_on(asked.shelf))
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
        below = sa.tuple_(sa.literal(at, stands_at.type), sa.literal(id))
        chosen = chosen.where(sa.tuple_(stands_at, stories.c.id) < below)

    limit = min(max(asked.limit, 1), MOST_CARDS)
    newest = chosen.order_by(stands_at.desc(), stories.c.id.desc()).limit(limit + 1)
    found = connection.execute(newest).mappings().all()
    books = found[:limit]
    more = len(found) > limit
    return ShelfPage(
        books=tuple(card_of(dict(row)) for row in books),
        cursor=cursor_after(books[-1][stands_at.name], books[-1]["id"]) if more else None,
    )


def _on(shelf: Shelf) -> Iterator[sa.ColumnElement[bool]]:
    """What makes a book stand on the shelf."""
    yield stories.c.deleted_at.is_not(None) if shelf == "trash" else stories.c.deleted_at.is_(None)
    if shelf == "continue":
        yield stories.c.going_on_at.is_not(None)
    elif shelf == "favourites":
        yield stories.c.favourite
    elif shelf == "waiting":
        yield stories.c.state == State.READY.value
        yield stories.c.approved_at.is_(None)


def children(connection: sa.Connection) -> tuple[Child, ...]:
    """Everybody books on the shelf were told to, who was told one last first."""
    on_the_shelf = stories.c.deleted_at.is_(None), stories.c.child != ""
    # Grouped first and looked up after: a window over ten thousand books took ten times as long.
    told = (
        sa.select(
            stories.c.child, sa.func.count().label("stories"), sa.func.max(stories.c.created_at).label("last")
        )
        .where(*on_the_shelf)
        .group_by(stories.c.child)
        .subquery()
    )
    last = (
        sa.select(stories.c.child.label("name"), stories.c.age, stories.c.language, told.c.stories)
        .join(told, (stories.c.child == told.c.child) & (stories.c.created_at == told.c.last))
        .where(*on_the_shelf)
        .order_by(told.c.last.desc(), stories.c.child, stories.c.id)
    )
    # Two books of one child begun in the same moment: the later id is the one told last.
    rows = {row["name"]: row for row in connection.execute(last).mappings()}
    return tuple(Child.model_validate(dict(row)) for row in rows.values())


def typical_seconds(connection: sa.Connection) -> dict[Craft, float]:
    """The median seconds of work on the last parts made here, for each craft that has made any."""
    lately = (stories.c.created_at.desc(), stories.c.id.desc())
    # Only a book made here has a progress log; an imported one was made on another machine.
    here = sa.exists().where(events.c.story_id == stories.c.id)
    pages = sa.select(scenes.c.picture_by, scenes.c.narration_by).join(stories).where(here).order_by(*lately)
    texts = sa.select(stories.c.text_by).where(here, stories.c.text_by.is_not(None)).order_by(*lately)
    made: dict[Craft, list[float]] = {"text": [], "picture": [], "narration": []}
    for row in connection.execute(pages.limit(_MADE_LATELY)):
        for craft, by in (("picture", row.picture_by), ("narration", row.narration_by)):
            made[cast("Craft", craft)] += [by["seconds"]] if by else []
    for by in connection.execute(texts.limit(_MADE_LATELY)).scalars():
        made["text"].append(by["seconds"])
    return {craft: median(seconds) for craft, seconds in made.items() if seconds}


def recent_plots(connection: sa.Connection, most: int, besides: str) -> tuple[Plot, ...]:
    """The plots of the last books told, newest first."""
    # `state` is no condition: a story that was written and never painted has been told all the same.
    told = sa.select(stories.c.plot).where(stories.c.text_by.is_not(None), stories.c.id != besides)
    newest = told.order_by(stories.c.created_at.desc(), stories.c.id.desc()).limit(most)
    return tuple(Plot.model_validate(plot) for plot in connection.execute(newest).scalars() if plot)


def media_of(connection: sa.Connection, id: str) -> set[str]:
    """The shelf keys that book `id` needs."""
    chosen = sa.select(scenes.c.picture_key, scenes.c.narration_key).where(scenes.c.story_id == id)
    return {key for row in connection.execute(chosen) for key in row if key}


def media_in_use(connection: sa.Connection, keys: set[str]) -> set[str]:
    """Those of `keys` that some book needs."""
    used: set[str] = set()
    for column in (scenes.c.picture_key, scenes.c.narration_key):
        used.update(connection.execute(sa.select(column).where(column.in_(keys))).scalars())
    return used


def book(connection: sa.Connection, id: str, *, trashed: bool) -> Book:
    """A whole book. Raises NotFound, also for one in the trash that was not asked for."""
    row = connection.execute(sa.select(stories).where(stories.c.id == id)).mappings().one_or_none()
    if row is None:
        raise unknown(id)
    if row["deleted_at"] is not None and not trashed:
        raise NotFound(
            f"the book `{id}` is in the trash since {row['deleted_at']:%Y-%m-%d}",
            port="library",
            hint=f"sandman library restore {id}",
        )
    pages = sa.select(scenes).where(scenes.c.story_id == id).order_by(scenes.c.number)
    return book_of(dict(row), [dict(scene) for scene in connection.execute(pages).mappings()])


def unfinished(connection: sa.Connection) -> tuple[str, ...]:
    """The ids of books somebody should still work on, oldest first."""
    states = [state.value for state in State if state.unfinished]
    chosen = sa.select(stories.c.id).where(stories.c.state.in_(states), stories.c.deleted_at.is_(None))
    return tuple(connection.execute(chosen.order_by(stories.c.created_at)).scalars())


def events_after(connection: sa.Connection, id: str, last: int, limit: int) -> tuple[Event, ...]:
    """A book's progress after event `last`, oldest first."""
    chosen = sa.select(events).where(events.c.story_id == id, events.c.id > last)
    found = connection.execute(chosen.order_by(events.c.id).limit(limit))
    return tuple(Event.model_validate(dict(row)) for row in found.mappings())
