"""The first shelf: stories, scenes, events, and the search index of each engine."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# A migration is history: it spells its types out and imports nothing that may change later.
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)

# FTS5's own pattern for an index over another table. `detail=none` keeps only which row has which term,
# all that an AND of terms needs; `columnsize=0` drops the lengths that only ranking would read.
_SQLITE_INDEX = (
    "CREATE VIRTUAL TABLE search_index USING fts5("
    "terms, content='search', content_rowid='number', tokenize='ascii', detail=none, columnsize=0)",
    "CREATE TRIGGER search_added AFTER INSERT ON search BEGIN "
    "INSERT INTO search_index(rowid, terms) VALUES (new.number, new.terms); END",
    "CREATE TRIGGER search_removed AFTER DELETE ON search BEGIN "
    "INSERT INTO search_index(search_index, rowid, terms) VALUES ('delete', old.number, old.terms); END",
    "CREATE TRIGGER search_changed AFTER UPDATE ON search BEGIN "
    "INSERT INTO search_index(search_index, rowid, terms) VALUES ('delete', old.number, old.terms); "
    "INSERT INTO search_index(rowid, terms) VALUES (new.number, new.terms); END",
)
# Kept as a column, since working the vector out anew for every row costs more than all the rest of a search.
_POSTGRES_INDEX = (
    "ALTER TABLE search ADD COLUMN vector tsvector "
    "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(terms, ' '))) STORED",
    # Books come seldom and are looked for often: no list of pending entries for every search to read.
    "CREATE INDEX search_index ON search USING gin (vector) WITH (fastupdate = off)",
)


def upgrade() -> None:
    """Bring the tables up to this revision."""
    op.create_table(
        "stories",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("child", sa.Text(), nullable=False),
        sa.Column("age", sa.Integer(), nullable=False),
        sa.Column("idea", sa.Text(), nullable=False),
        sa.Column("seed", sa.BigInteger()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("deleted_at", _MOMENT),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("understood", sa.JSON()),
        sa.Column("plot", sa.JSON()),
        sa.Column("said_plainly", sa.JSON(), nullable=False),
        sa.Column("text_by", sa.JSON()),
        sa.Column("first_page_seconds", sa.Double()),
        sa.Column("total_seconds", sa.Double()),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
    )
    op.create_index("ix_stories_created_at_id", "stories", ["created_at", "id"])
    op.create_table(
        "scenes",
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("mood", sa.Text(), nullable=False),
        sa.Column("illustration_prompt", sa.Text(), nullable=False),
        sa.Column("alt", sa.Text(), nullable=False),
        sa.Column("staging", sa.JSON()),
        sa.Column("tokens", sa.JSON(), nullable=False),
        sa.Column("text_by", sa.JSON()),
        sa.Column("picture_key", sa.Text()),
        sa.Column("picture", sa.JSON()),
        sa.Column("picture_by", sa.JSON()),
        sa.Column("narration_key", sa.Text()),
        sa.Column("narration_seconds", sa.Double()),
        sa.Column("narration", sa.JSON()),
        sa.Column("narration_by", sa.JSON()),
        sa.PrimaryKeyConstraint("story_id", "number", name="pk_scenes"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_scenes_story_id", ondelete="CASCADE"),
    )
    op.create_index("ix_scenes_picture_key", "scenes", ["picture_key"])
    op.create_index("ix_scenes_narration_key", "scenes", ["narration_key"])
    op.create_table(
        "events",
        sa.Column("id", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_events_story_id", ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_events_story_id_id", "events", ["story_id", "id"])
    op.create_table(
        "search",
        sa.Column("number", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("story_id", sa.Text(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_search"),
        sa.UniqueConstraint("story_id", name="uq_search_story_id"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_search_story_id", ondelete="CASCADE"),
    )
    for statement in _SQLITE_INDEX if op.get_bind().dialect.name == "sqlite" else _POSTGRES_INDEX:
        op.execute(statement)
