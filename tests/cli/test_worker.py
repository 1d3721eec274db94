"""`sandman worker`, as a process of its own."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from sandman.library import Library
from sandman.ports.book import State
from sandman.stories import StoryRequest

SURE_TO_END_SECONDS = 240


def test_a_book_that_nobody_has_in_hand_is_made_and_the_worker_leaves_when_told(tmp_path: Path):
    home = tmp_path / "home"
    home.mkdir()
    asyncio.run(begun(home))
    process = subprocess.Popen(
        [sys.executable, "-m", "sandman", "worker"],
        env={**os.environ, "SANDMAN_HOME": str(home)},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        state = asyncio.run(rested(home))
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=SURE_TO_END_SECONDS)
    finally:
        process.kill()

    assert state is State.READY
    assert process.returncode == 0
    assert "At work" in said


async def begun(home: Path) -> None:
    request = StoryRequest(idea="a fox", illustrator="none", narrator="none")
    async with await Library.open(f"sqlite:///{home / 'library.db'}", home / "media") as library:
        await library.begin("tonight", request, seed=1)


async def rested(home: Path) -> State:
    give_up = time.monotonic() + SURE_TO_END_SECONDS
    async with await Library.open(f"sqlite:///{home / 'library.db'}", home / "media") as library:
        while (book := await library.get("tonight")).state.unfinished and time.monotonic() < give_up:  # noqa: ASYNC110
            await asyncio.sleep(0.2)
        return book.state
