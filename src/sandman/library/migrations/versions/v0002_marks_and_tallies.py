"""What parents mark on a book, and what its card says kept beside it, so that a shelf is one quick look."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_TALLY = """
    UPDATE stories SET
        pages = (SELECT count(*) FROM scenes WHERE story_id = stories.id),
        painted = (SELECT count(picture_key) FROM scenes WHERE story_id = stories.id),
        narrated = (SELECT count(narration_key) FROM scenes WHERE story_id = stories.id),
        listening_seconds =
            (SELECT coalesce(sum(narration_seconds), 0) FROM scenes WHERE story_id = stories.id)
"""


def upgrade() -> None:
    """Bring the tables up to this revision."""
    for column in (
        sa.Column("approved_at", _MOMENT),
        sa.Column("favourite", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("heard", sa.JSON()),
        sa.Column("going_on_at", _MOMENT),
        sa.Column("cover", sa.JSON()),
        sa.Column("pages", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("painted", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("narrated", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("listening_seconds", sa.Double(), nullable=False, server_default="0"),
    ):
        op.add_column("stories", column)
    op.execute(_TALLY)
    _find_covers()
    op.create_index("ix_stories_going_on_at_id", "stories", ["going_on_at", "id"])
    op.create_index("ix_stories_state_created_at", "stories", ["state", "created_at"])
    for filtered in ("child", "favourite", "approved_at"):
        op.create_index(f"ix_stories_{filtered}_created_at_id", "stories", [filtered, "created_at", "id"])


def _find_covers() -> None:
    stories = sa.table("stories", sa.column("id"), sa.column("cover", sa.JSON()))
    scenes = sa.table(
        "scenes",
        *(sa.column(name) for name in ("story_id", "number", "picture_key", "alt")),
        sa.column("picture", sa.JSON()),
    )
    painted = sa.select(scenes).where(scenes.c.number == 1, scenes.c.picture_key.is_not(None))
    for page in op.get_bind().execute(painted).mappings().all():
        cover = {"key": page["picture_key"], **page["picture"]}
        cover["alt"] = cover["alt"] or page["alt"]
        op.execute(sa.update(stories).where(stories.c.id == page["story_id"]).values(cover=cover))
