"""The library's tables, the same on SQLite and Postgres.

What is filtered, sorted or summed has a column; what is only ever read whole is JSON. The newest
migration and these tables say the same, which a test watches.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

HEAD = "0003"
"""The revision the tables below are at; the last file in `migrations/versions` carries it."""


class Utc(TypeDecorator[datetime]):
    """A moment in UTC; SQLite forgets the zone, so it is put back on reading."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store as UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read as UTC."""
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


naming = {
    "pk": "pk_%(table_name)s",
    "ix": "ix_%(column_0_label)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
}
metadata = sa.MetaData(naming_convention=naming)

# SQLite numbers rows only in columns of type INTEGER; Postgres gets 64 bits.
_Number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_Json = sa.JSON(none_as_null=True)

stories = sa.Table(
    "stories",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("child", sa.Text, nullable=False),
    sa.Column("age", sa.Integer, nullable=False),
    sa.Column("idea", sa.Text, nullable=False),
    sa.Column("seed", sa.BigInteger),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("trouble", sa.Text, nullable=False),
    sa.Column("created_at", Utc, nullable=False),
    sa.Column("deleted_at", Utc),
    sa.Column("request", _Json, nullable=False),
    sa.Column("understood", _Json),
    sa.Column("plot", _Json),
    sa.Column("said_plainly", _Json, nullable=False),
    sa.Column("text_by", _Json),
    sa.Column("voice", sa.Text, nullable=False, server_default=""),
    sa.Column("verdicts", _Json, nullable=False, server_default="[]"),
    sa.Column("first_page_seconds", sa.Double),
    sa.Column("total_seconds", sa.Double),
    sa.Column("approved_at", Utc),
    sa.Column("favourite", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("heard", _Json),
    # When it was last heard, while the end has not been: the shelf of books to go on with.
    sa.Column("going_on_at", Utc),
    # What a card says of the pages; `writing.tally` keeps it in step with `scenes`.
    sa.Column("cover", _Json),
    sa.Column("pages", sa.Integer, nullable=False, server_default="0"),
    sa.Column("painted", sa.Integer, nullable=False, server_default="0"),
    sa.Column("narrated", sa.Integer, nullable=False, server_default="0"),
    sa.Column("listening_seconds", sa.Double, nullable=False, server_default="0"),
    sa.Index("ix_stories_created_at_id", "created_at", "id"),
    sa.Index("ix_stories_going_on_at_id", "going_on_at", "id"),
    sa.Index("ix_stories_state_created_at", "state", "created_at"),
    sa.Index("ix_stories_child_created_at_id", "child", "created_at", "id"),
    sa.Index("ix_stories_favourite_created_at_id", "favourite", "created_at", "id"),
    sa.Index("ix_stories_approved_at_created_at_id", "approved_at", "created_at", "id"),
)

scenes = sa.Table(
    "scenes",
    metadata,
    sa.Column("story_id", sa.Text, sa.ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("mood", sa.Text, nullable=False),
    sa.Column("illustration_prompt", sa.Text, nullable=False),
    sa.Column("alt", sa.Text, nullable=False),
    sa.Column("staging", _Json),
    sa.Column("tokens", _Json, nullable=False),
    sa.Column("text_by", _Json),
    sa.Column("verdicts", _Json, nullable=False, server_default="[]"),
    # Keys are columns and not part of the JSON beside them: purging asks who else uses a file.
    sa.Column("picture_key", sa.Text, index=True),
    sa.Column("picture", _Json),
    sa.Column("picture_by", _Json),
    sa.Column("narration_key", sa.Text, index=True),
    sa.Column("narration_seconds", sa.Double),
    sa.Column("narration", _Json),
    sa.Column("narration_by", _Json),
)

events = sa.Table(
    "events",
    metadata,
    sa.Column("id", _Number, primary_key=True, autoincrement=True),
    sa.Column("story_id", sa.Text, sa.ForeignKey("stories.id", ondelete="CASCADE"), nullable=False),
    sa.Column("at", Utc, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("data", _Json, nullable=False),
    sa.Index("ix_events_story_id_id", "story_id", "id"),
    # Without it SQLite would give a purged event's id to the next one, and a reader resume too early.
    sqlite_autoincrement=True,
)

search = sa.Table(
    "search",
    metadata,
    sa.Column("number", _Number, primary_key=True, autoincrement=True),
    sa.Column(
        "story_id", sa.Text, sa.ForeignKey("stories.id", ondelete="CASCADE"), nullable=False, unique=True
    ),
    # The output of `terms.index_terms`, joined by spaces. The index over it is the engine's own, and made by
    # the first migration: FTS5 kept in step by triggers on SQLite, a vector column with GIN on Postgres.
    sa.Column("terms", sa.Text, nullable=False),
)

talks = sa.Table(
    "talks",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("agent", sa.Text, nullable=False),
    sa.Column("engine", sa.Text, nullable=False),
    sa.Column("remote_id", sa.Text, nullable=False),
    sa.Column("entries", _Json, nullable=False),
    sa.Column("changed_at", Utc, nullable=False),
    sa.Index("ix_talks_agent_changed_at", "agent", "changed_at"),
)

remote_agents = sa.Table(
    "remote_agents",
    metadata,
    sa.Column("engine", sa.Text, primary_key=True),
    sa.Column("agent", sa.Text, primary_key=True),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
)

uses = sa.Table(
    "uses",
    metadata,
    # The household's own day, not a moment: what is spent before midnight stays yesterday's.
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("engine", sa.Text, primary_key=True),
    sa.Column("calls", sa.BigInteger, nullable=False),
    sa.Column("tokens", sa.BigInteger, nullable=False),
    sa.Column("characters", sa.BigInteger, nullable=False),
    sa.Column("pictures", sa.BigInteger, nullable=False),
    sa.Column("cost", sa.Double, nullable=False),
)

engine_faults = sa.Table(
    "engine_faults",
    metadata,
    sa.Column("engine", sa.Text, primary_key=True),
    sa.Column("said", sa.Text, nullable=False),
    sa.Column("hint", sa.Text, nullable=False),
    sa.Column("at", Utc, nullable=False),
)


def has_terms(dialect: str, whole: tuple[str, ...], beginning: str | None) -> sa.ColumnElement[bool]:
    """Rows of `search` with every term of `whole` and some term beginning with `beginning`."""
    if dialect == "sqlite":
        match = " AND ".join([*whole, *([f"{beginning}*"] if beginning else [])])
        hits = sa.text("SELECT rowid FROM search_index WHERE search_index MATCH :match").bindparams(
            match=match
        )
        return search.c.number.in_(hits.columns(sa.column("rowid", sa.Integer)))
    match = " & ".join([*whole, *([f"{beginning}:*"] if beginning else [])])
    # No tokeniser takes part: array to vector in the table, text to query here.
    vector: sa.ColumnElement[str] = sa.literal_column("search.vector")
    return vector.op("@@", is_comparison=True)(sa.text("CAST(:match AS tsquery)").bindparams(match=match))
