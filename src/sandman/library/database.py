"""The database behind the library: one connection a unit of work, and its faults in the house's words.

Asynchronous connections are not pooled. An asyncpg or aiosqlite connection belongs to the event loop that
opened it, and durable steps, the web server and the command line may each run their own. Looking into SQLite
is another matter: a few plain connections stay open for it, which no loop owns, and a look goes to a thread
once, where every statement of an asynchronous connection goes there and back three times.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool, QueuePool

from sandman.ports.errors import Damaged, NeedsAttention, PortError, ShelfBusy, ShelfFull

BUSY_TIMEOUT_SECONDS = 20.0
"""How long a writer waits for another before it says ShelfBusy."""

Found = TypeVar("Found")

_LOOKERS = 2
"""So many looks at once; a third waits a millisecond for its turn."""

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}
_DAMAGE = ("malformed", "not a database", "disk i/o error")
_BUSY = ("database is locked", "database table is locked", "database schema is locked")


class Database:
    """An engine for SQLite or Postgres, opened by address; units of work are `look` and `writing`."""

    def __init__(self, url: str, *, busy_timeout_seconds: float = BUSY_TIMEOUT_SECONDS) -> None:
        """`url` names no driver: `sqlite:///…/library.db`, `postgresql://…`."""
        address = _address(url)
        self.shown = address.set(drivername=address.get_backend_name()).render_as_string()
        self.sqlite = address.get_backend_name() == "sqlite"
        self._busy_timeout_seconds = busy_timeout_seconds
        self._engine: AsyncEngine = self._sqlite(address) if self.sqlite else self._postgres(address)
        self._lookout = self._sqlite_lookout(address) if self.sqlite else None
        self._queues: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()
        self._lookers = ThreadPoolExecutor(_LOOKERS, thread_name_prefix="library")

    async def look(self, work: Callable[[sa.Connection], Found]) -> Found:
        """What `work` finds, in one consistent view; nothing it does is kept."""
        with _Telling(self):
            if self._lookout is not None:
                return await asyncio.get_running_loop().run_in_executor(
                    self._lookers, _look, self._lookout, work
                )
            async with self._engine.connect() as connection:
                return await connection.run_sync(work)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator["Unit"]:
        """A transaction that is kept if the block ends well, and undone whole if it does not."""
        connection = self._engine.execution_options(writes=True).connect()
        async with self._turn():
            try:
                await _unbroken(connection.start())
                await _unbroken(connection.begin().start())
                yield Unit(connection)
                await _unbroken(connection.commit())
            finally:
                if connection.sync_connection is not None:
                    await _unbroken(connection.close())

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """Have this process's writers queue in their order: SQLite has none, and lets one of many starve.

        Its own patience is then only for other processes.
        """
        with _Telling(self):
            if not self.sqlite:
                yield
                return
            async with self._queues.setdefault(asyncio.get_running_loop(), asyncio.Lock()):
                yield

    async def close(self) -> None:
        """Let go of the connections."""
        self._lookers.shutdown(wait=True)
        if self._lookout is not None:
            self._lookout.dispose()
        await self._engine.dispose()

    def _sqlite(self, address: sa.URL) -> AsyncEngine:
        if not address.database or address.database == ":memory:":
            raise NeedsAttention(
                "the library wants a SQLite file, not a database in memory: every unit of work opens its own",
                port="library",
                hint="set SANDMAN_DATABASE_URL to sqlite:///PATH",
            )
        Path(address.database).absolute().parent.mkdir(parents=True, exist_ok=True)
        engine = create_async_engine(
            address, poolclass=NullPool, connect_args={"timeout": self._busy_timeout_seconds}
        )

        _settle_sqlite(engine.sync_engine)
        return engine

    def _sqlite_lookout(self, address: sa.URL) -> sa.Engine:
        engine = sa.create_engine(
            address.set(drivername="sqlite"),
            poolclass=QueuePool,
            pool_size=_LOOKERS,
            connect_args={"timeout": self._busy_timeout_seconds, "check_same_thread": False},
        )
        _settle_sqlite(engine)
        return engine

    def _postgres(self, address: sa.URL) -> AsyncEngine:
        try:
            return create_async_engine(
                address,
                poolclass=NullPool,
                connect_args={
                    "timeout": self._busy_timeout_seconds,
                    "server_settings": {
                        "lock_timeout": f"{self._busy_timeout_seconds * 1000:.0f}ms",
                        "application_name": "sandman",
                        # Starting the compiler costs more than any query of ours takes.
                        "jit": "off",
                    },
                },
            )
        except ModuleNotFoundError as fault:
            raise NeedsAttention(
                f"`{self.shown}` wants the Postgres driver, and the Python package `{fault.name}` is missing",
                port="library",
                hint="install Sandman Tales with its `postgres` extra",
            ) from fault


class Unit:
    """A unit of work on its connection.

    A statement that has begun is waited for, also by who is cancelled meanwhile: broken off, aiosqlite's
    thread would go on with it for nobody, and keep the file locked against everybody.
    """

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.dialect = connection.dialect

    async def execute(
        self,
        statement: sa.Executable,
        parameters: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None,
    ) -> sa.CursorResult[Any]:
        """Run a statement; with many parameters, once for each."""
        return await _unbroken(self._connection.execute(statement, parameters))

    async def run_sync(self, work: Callable[..., Found], *given: Any) -> Found:  # noqa: ANN401 - as `work` takes it
        """Have `work` done with the plain connection."""
        return await _unbroken(self._connection.run_sync(work, *given))


async def _unbroken(work: Awaitable[Found]) -> Found:
    """Wait for `work` to its end; whoever was cancelled meanwhile is so then."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait([task])
        if not task.cancelled():
            task.exception()  # told to nobody: who asked is gone
        raise


def _look(engine: sa.Engine, work: Callable[[sa.Connection], Found]) -> Found:
    with engine.connect() as connection:
        return work(connection)


def _settle_sqlite(engine: sa.Engine) -> None:
    @sa.event.listens_for(engine, "connect")
    def _settle(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own type
        connection.isolation_level = None  # we say BEGIN ourselves, below
        cursor = connection.cursor()
        for pragma in ("synchronous=NORMAL", "foreign_keys=ON", "journal_mode=WAL"):
            try:
                cursor.execute(f"PRAGMA {pragma}")
            except sqlite3.OperationalError as fault:
                # The journal is the file's, not the connection's, and switching it does not wait its
                # turn: whoever holds the file now has switched it, or the next connection will.
                if "locked" not in str(fault):
                    raise
        cursor.close()

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        # A reader that turns writer half-way cannot wait for another writer: SQLite fails it at once.
        # So who means to write queues for the lock at the start.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _address(url: str) -> sa.URL:
    try:
        address = sa.make_url(url)
        driver = _DRIVERS[address.get_backend_name()]
    except (sa.exc.ArgumentError, KeyError) as fault:
        raise NeedsAttention(
            f"the library cannot be kept in a database called `{url.split('://', maxsplit=1)[0]}`; "
            "it knows sqlite and postgresql",
            port="library",
            hint="set SANDMAN_DATABASE_URL to sqlite:///PATH or postgresql://USER@HOST/NAME",
        ) from fault
    return address.set(drivername=driver)


class _Telling:
    """Turns what drivers raise inside the block into the port's errors."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, fault: BaseException | None, _trace: object) -> None:
        told = _told(fault, self._database.shown) if fault is not None else None
        if told is not None:
            raise told from fault


def _told(fault: BaseException, where: str) -> PortError | None:
    root = fault.orig if isinstance(fault, sa.exc.DBAPIError) else fault
    words = str(root).lower()
    if isinstance(fault, sa.exc.DBAPIError | sqlite3.Error):
        if any(sign in words for sign in _BUSY) or "lock timeout" in words or "deadlock detected" in words:
            return ShelfBusy(
                f"the library's database `{where}` is locked by another process",
                port="library",
                hint="it is tried again by itself; if it stays so, close other programs using the file",
            )
        if any(sign in words for sign in _DAMAGE):
            return Damaged(
                f"the library's database `{where}` is damaged: {words.splitlines()[0]}",
                port="library",
                hint="restore the file from a backup, or move it away to begin an empty library",
            )
        if "disk is full" in words or "no space left" in words:
            return ShelfFull(
                f"the disk of the library's database `{where}` is full",
                port="library",
                hint="free some room, then `sandman resume`",
            )
        if "unable to open database file" in words or "readonly database" in words:
            return NeedsAttention(
                f"the library's database `{where}` cannot be written",
                port="library",
                hint="check the folder's permissions, or set SANDMAN_HOME to a place you can write to",
            )
    if isinstance(root, OSError | asyncio.TimeoutError) and not isinstance(fault, PortError):
        return ShelfBusy(
            f"the library's database `{where}` does not answer: {words or type(root).__name__}",
            port="library",
            hint="check that the server runs and that SANDMAN_DATABASE_URL is right",
        )
    return None
