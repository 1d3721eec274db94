"""Bringing a database up to the tables of this version, quickly where there is nothing to do."""

from pathlib import Path

import sqlalchemy as sa

from sandman.library.database import Database
from sandman.library.tables import HEAD
from sandman.ports.errors import NeedsAttention

_MIGRATIONS = Path(__file__).with_name("migrations")
# Any number that is ours: processes that start together on one Postgres upgrade one after the other.
_UPGRADE_LOCK = 0x5A4D_0001


async def upgrade(url: str) -> bool:
    """Bring the database at `url` up to date; whether there was anything to do."""
    database = Database(url)
    try:
        return await upgrade_database(database)
    finally:
        await database.close()


async def upgrade_database(database: Database) -> bool:
    """Bring an opened database up to date; whether there was anything to do.

    Raises NeedsAttention where a newer Sandman has been here: its tables may hold what we would lose.
    """
    found = await database.look(_revision)
    if found == HEAD:
        return False
    async with database.writing() as connection:
        if not database.sqlite:
            await connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_UPGRADE_LOCK)))
        # Another process may have done it while we waited for the lock.
        found = await connection.run_sync(_revision)
        if found == HEAD:
            return False
        await connection.run_sync(_run, found, database.shown)
    return True


def _revision(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def _run(connection: sa.Connection, found: str | None, where: str) -> None:
    # Half a second of import that an up-to-date library never pays.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise NeedsAttention(
            f"the library `{where}` is at version {found}, made by a newer Sandman; "
            f"this one knows up to {HEAD}",
            port="library",
            hint="update Sandman Tales, or set SANDMAN_HOME to another folder",
        )
    command.upgrade(config, "head")
