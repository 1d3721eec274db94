"""What engines were used for today and what went wrong last: `ports.ledger.Ledger` over the database."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import sqlalchemy as sa

from sandman.library import writing
from sandman.library.database import Database
from sandman.library.tables import engine_faults, uses
from sandman.ports.ledger import EngineFault, Use

_KEY = ["day", "engine"]


def _household_day() -> date:
    return datetime.now().astimezone().date()


class LibraryLedger:
    """Implements `ports.ledger.Ledger`; the database adds up, so that two processes may count at once."""

    def __init__(self, database: Database, *, today: Callable[[], date] = _household_day) -> None:
        self._database = database
        self._today = today

    async def note(self, engine: str, use: Use) -> None:
        """Add to today's use."""
        row = {"day": self._today(), "engine": engine, **use.model_dump()}
        async with self._database.writing() as connection:
            insert = writing.insert_into(connection, uses).values(row)
            added = {name: uses.c[name] + insert.excluded[name] for name in Use.model_fields}
            await connection.execute(insert.on_conflict_do_update(index_elements=_KEY, set_=added))

    async def note_fault(self, engine: str, said: str, hint: str = "") -> None:
        """Remember what went wrong, in place of what did before."""
        row = {"engine": engine, "said": said, "hint": hint, "at": datetime.now(UTC)}
        async with self._database.writing() as connection:
            await writing.upsert(connection, engine_faults, row)

    async def clear_fault(self, engine: str) -> None:
        """It works again."""
        async with self._database.writing() as connection:
            await connection.execute(sa.delete(engine_faults).where(engine_faults.c.engine == engine))

    async def today(self) -> dict[str, Use]:
        """Today's use by engine."""
        day = self._today()

        def look(connection: sa.Connection) -> dict[str, Use]:
            rows = connection.execute(sa.select(uses).where(uses.c.day == day)).mappings()
            return {row["engine"]: Use.model_validate(dict(row)) for row in rows}

        return await self._database.look(look)

    async def faults(self) -> dict[str, EngineFault]:
        """Last faults by engine."""

        def look(connection: sa.Connection) -> dict[str, EngineFault]:
            rows = connection.execute(sa.select(engine_faults)).mappings()
            return {row["engine"]: EngineFault.model_validate(dict(row)) for row in rows}

        return await self._database.look(look)
