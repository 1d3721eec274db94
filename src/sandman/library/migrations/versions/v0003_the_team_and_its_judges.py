"""What was thought of each page, whose voice reads, the team's talks, and what engines cost and suffered."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the tables up to this revision."""
    op.add_column("stories", sa.Column("voice", sa.Text(), nullable=False, server_default=""))
    for judged in ("stories", "scenes"):
        op.add_column(judged, sa.Column("verdicts", sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "talks",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("remote_id", sa.Text(), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_talks"),
    )
    op.create_index("ix_talks_agent_changed_at", "talks", ["agent", "changed_at"])
    op.create_table(
        "remote_agents",
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("engine", "agent", name="pk_remote_agents"),
    )
    op.create_table(
        "uses",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        *(
            sa.Column(counted, sa.BigInteger(), nullable=False)
            for counted in ("calls", "tokens", "characters", "pictures")
        ),
        sa.Column("cost", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("day", "engine", name="pk_uses"),
    )
    op.create_table(
        "engine_faults",
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("hint", sa.Text(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("engine", name="pk_engine_faults"),
    )
