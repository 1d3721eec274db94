"""The engine room: DBOS, opened for one process on SQLite or Postgres.

Application version is a constant: by default DBOS hashes the code, and work begun under another hash is
never picked up again. It changes when a workflow's steps do; what an older Sandman left behind is begun
anew, and finds on the shelf what was made. Each process is an executor of its own name, so no living
process's work is stolen.
"""

import logging
import sqlite3

import sqlalchemy as sa
from dbos import DBOS, DBOSConfig

APPLICATION_VERSION = "books-2"
POLLING_SECONDS = 0.1


def open_engine(jobs_url: str, executor: str) -> None:
    """Launch DBOS in this process. `jobs_url` is `sqlite:///…` or `postgresql://…`."""
    config: DBOSConfig = {
        "name": "sandman",
        "system_database_url": jobs_url.replace("postgresql://", "postgresql+psycopg://", 1),
        "application_version": APPLICATION_VERSION,
        "executor_id": executor,
        "notification_listener_polling_interval_sec": POLLING_SECONDS,
        # What goes wrong is told by the workflow itself; DBOS would print it a second time.
        "log_level": "CRITICAL",
    }
    if jobs_url.startswith("sqlite"):
        config["system_database_engine"] = _sqlite(jobs_url)
    DBOS(config=config)
    DBOS.launch()


def close_engine() -> None:
    """Stop DBOS; work in hand stays pending, to be taken up by `resume`."""
    DBOS.destroy()
    # Its handler keeps the stream it was made with, which may be closed when DBOS is opened again.
    logging.getLogger("dbos").handlers.clear()


def _sqlite(url: str) -> sa.Engine:
    engine = sa.create_engine(url)

    @sa.event.listens_for(engine, "connect")
    def _settle(connection: sqlite3.Connection, _record: object) -> None:
        # An engine of our own loses DBOS's set-up; WAL keeps steps from waiting for each other's fsync.
        connection.isolation_level = "IMMEDIATE"
        for pragma in ("busy_timeout=30000", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    return engine
