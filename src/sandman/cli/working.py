"""`sandman worker`: a process that makes books and shows nothing."""

import asyncio
import os
import signal
import sys
from contextlib import suppress

import structlog

from sandman.cli.faults import DONE, words
from sandman.cli.running import run
from sandman.ports.errors import TryAgainLater

LOOK_SECONDS = 5.0
"""How often it looks for work that nobody living has in hand."""
log = structlog.get_logger("worker")


def worker() -> None:
    """Go on with books that were interrupted, here and wherever another process dies, until stopped."""

    async def work() -> None:
        words.print("☾ opens the house …", style="dim")
        from sandman.app.house import open_house  # noqa: PLC0415 - two seconds, after the first word
        from sandman.app.logs import log_as_json  # noqa: PLC0415
        from sandman.app.settings import load_settings  # noqa: PLC0415

        stopped = asyncio.Event()
        for each in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(each, stopped.set)
        async with open_house(load_settings(), log=log_as_json) as house:
            words.print("At work; Ctrl-C stops it, and what is made is kept.")
            while not stopped.is_set():
                try:
                    await house.production.resume()
                except TryAgainLater as busy:
                    log.warning("could not look for work", reason=busy.message)
                with suppress(TimeoutError):
                    await asyncio.wait_for(stopped.wait(), LOOK_SECONDS)
        # A sentence half spoken in a thread is worth no waiting: what is made is kept, and resumed.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(DONE)

    run(work())
