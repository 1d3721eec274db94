"""What the team remembers: `ports.memory.TeamMemory` over the database."""

from collections.abc import Callable

import sqlalchemy as sa

from sandman.library import writing
from sandman.library.database import Database
from sandman.library.tables import remote_agents, talks
from sandman.ports.chat import RemoteAgent
from sandman.ports.memory import Talk

_LAST_FIRST = (talks.c.changed_at.desc(), talks.c.id.desc())


class LibraryMemory:
    """Implements `ports.memory.TeamMemory`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def talk(self, id: str) -> Talk | None:
        """The conversation, or None."""
        return next(iter(await self._database.look(_talks(sa.select(talks).where(talks.c.id == id)))), None)

    async def last_talk(self, agent: str) -> Talk | None:
        """The one that was held last with an agent, or None."""
        his = sa.select(talks).where(talks.c.agent == agent).order_by(*_LAST_FIRST).limit(1)
        return next(iter(await self._database.look(_talks(his))), None)

    async def talks(self) -> tuple[Talk, ...]:
        """All of them, the last first."""
        return await self._database.look(_talks(sa.select(talks).order_by(*_LAST_FIRST)))

    async def keep_talk(self, talk: Talk) -> None:
        """Keep it, in place of what was there."""
        # The moment goes in as it is: only JSON wants words for it.
        row = talk.model_dump(exclude={"entries"}) | {"entries": talk.model_dump(mode="json")["entries"]}
        async with self._database.writing() as connection:
            await writing.upsert(connection, talks, row)

    async def drop_talk(self, id: str) -> None:
        """Forget it; once more is no fault."""
        async with self._database.writing() as connection:
            await connection.execute(sa.delete(talks).where(talks.c.id == id))

    async def remote_agents(self, engine: str) -> dict[str, RemoteAgent]:
        """The vendor's copies by agent."""

        def look(connection: sa.Connection) -> dict[str, RemoteAgent]:
            theirs = sa.select(remote_agents).where(remote_agents.c.engine == engine)
            return {
                row.agent: RemoteAgent(id=row.id, version=row.version, digest=row.digest)
                for row in connection.execute(theirs)
            }

        return await self._database.look(look)

    async def keep_remote_agent(self, engine: str, agent: str, remote: RemoteAgent) -> None:
        """Remember the vendor's copy, in place of what was there."""
        copy = {"id": remote.id, "version": remote.version, "digest": remote.digest}
        async with self._database.writing() as connection:
            await writing.upsert(connection, remote_agents, {"engine": engine, "agent": agent, **copy})

    async def drop_remote_agent(self, engine: str, agent: str) -> None:
        """Forget it; once more is no fault."""
        theirs = (remote_agents.c.engine == engine) & (remote_agents.c.agent == agent)
        async with self._database.writing() as connection:
            await connection.execute(sa.delete(remote_agents).where(theirs))


def _talks(chosen: sa.Select[tuple[object, ...]]) -> Callable[[sa.Connection], tuple[Talk, ...]]:
    def look(connection: sa.Connection) -> tuple[Talk, ...]:
        return tuple(Talk.model_validate(dict(row)) for row in connection.execute(chosen).mappings())

    return look
