"""SIGKILL at random moments: the book is finished afterwards, and nothing shelved is made again."""

import asyncio
import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from sandman.ports.book import Book, State
from tests.production.rehearsal import Rehearsal, run

KILLS = 20
WRITING_KILLS = 6
SURE_TO_END_SECONDS = 120
Start = Callable[..., BaseProcess]


@pytest.fixture(scope="module")
def start() -> Start:
    """Start the process that will be killed. Forked from a server that has imported everything once."""
    forks = multiprocessing.get_context("forkserver")
    forks.set_forkserver_preload(["tests.production.rehearsal", "sandman.production.production"])

    def start(folder: Path, what: str, **limits: int) -> BaseProcess:
        process = forks.Process(target=run, args=(folder, what, limits))
        process.start()
        return process

    return start


def ended(process: BaseProcess) -> int | None:
    process.join(SURE_TO_END_SECONDS)
    return process.exitcode


def kill(process: BaseProcess) -> None:
    assert process.pid
    os.kill(process.pid, signal.SIGKILL)
    process.join()


def lines(folder: Path) -> list[str]:
    notes = folder / "calls"
    return notes.read_text().splitlines() if notes.exists() else []


def noted(folder: Path, enough: Callable[[list[str]], bool]) -> None:
    """Wait until what the processes noted is enough."""
    give_up = time.monotonic() + SURE_TO_END_SECONDS
    while not enough(notes := lines(folder)):
        assert time.monotonic() < give_up, notes
        time.sleep(0.005)


def opened(folder: Path, times: int) -> None:
    """Wait until the process has opened the house for the `times`th time."""
    noted(folder, lambda notes: notes.count("open") >= times)


def written(folder: Path, page: int, *, times: int) -> None:
    """Wait until page one has been written for the `times`th time, and `page` after it."""

    def is_written(notes: list[str]) -> bool:
        begun = [place for place, line in enumerate(notes) if line == "write 1"]
        return len(begun) >= times and f"write {page}" in notes[begun[times - 1] :]

    noted(folder, is_written)


async def the_work(folder: Path) -> tuple[Book, bool]:
    """The book, and whether work on it rests, as another house at the same home sees it."""
    async with Rehearsal(folder).open() as house:
        (card,) = (await house.library.page()).books
        return await house.library.get(card.id), await house.production.resting(card.id)


async def the_book(folder: Path) -> Book:
    rehearsal = Rehearsal(folder)
    async with rehearsal.open() as house:
        (card,) = (await house.library.page()).books
        return await house.library.get(card.id)


@pytest.mark.slow
def test_killed_at_twenty_random_moments_a_book_ends_complete(tmp_path, start):
    chance = random.Random(20)
    folder = tmp_path / "home"
    folder.mkdir()
    process = start(folder, "begin")
    for turn in range(1, KILLS + 1):
        opened(folder, turn)
        time.sleep(chance.uniform(0.0, 0.25))
        with suppress(ProcessLookupError):  # on a busy machine one may have come to its end before
            kill(process)
        process = start(folder, "resume" if "begun" in lines(folder) else "begin")
    assert ended(process) == 0

    book = asyncio.run(the_book(folder))

    assert book.state is State.READY
    assert all(scene.picture and scene.narration for scene in book.scenes)
    # A part may be made again where the kill fell between making and shelving it, and at no other time:
    # each kill can cost what was in hand, never what lay on the shelf.
    made = Counter(line for line in lines(folder) if line not in ("open", "begun"))
    assert set(made) == {f"paint {n}" for n in range(1, 7)} | {f"narrate {s.text}" for s in book.scenes}
    assert sum(made.values()) <= len(made) + 2 * KILLS


@pytest.mark.slow
def test_killed_once_everything_is_shelved_nothing_is_made_again(tmp_path, start):
    folder = tmp_path / "home"
    folder.mkdir()
    process = start(folder, "begin", most=8)
    noted(folder, lambda notes: len(notes) > 8)
    kill(process)
    half = asyncio.run(the_book(folder))
    on_shelf = {f"paint {s.number}" for s in half.scenes if s.picture}
    on_shelf |= {f"narrate {s.text}" for s in half.scenes if s.narration}
    before = Counter(lines(folder))

    assert ended(start(folder, "resume")) == 0

    after = Counter(lines(folder))
    assert on_shelf, "the kill came too early to prove anything"
    assert {line: after[line] - before[line] for line in on_shelf} == dict.fromkeys(on_shelf, 0)
    assert asyncio.run(the_book(folder)).state is State.READY


@pytest.mark.slow
def test_killed_while_it_is_written_a_book_ends_as_one_story(tmp_path, start):
    chance = random.Random(6)
    folder = tmp_path / "home"
    folder.mkdir()
    process = start(folder, "begin slowly", never=6)
    for turn in range(1, WRITING_KILLS + 1):
        written(folder, chance.randint(1, 4), times=turn)
        kill(process)
        process = start(folder, "resume slowly", **({"never": 6} if turn < WRITING_KILLS else {}))
    assert ended(process) == 0

    book = asyncio.run(the_book(folder))
    tellers = {scene.text.rpartition("(")[2] for scene in book.scenes}
    assert lines(folder).count("write 1") == WRITING_KILLS + 1
    assert book.state is State.READY
    assert len(book.scenes) == 6
    assert len(tellers) == 1, "pages of two stories in one book"
    for scene in book.scenes:
        assert scene.picture
        assert " ".join(word.text for word in scene.narration.words) == scene.text


@pytest.mark.slow
def test_work_in_another_process_rests_when_that_process_dies(tmp_path, start):
    folder = tmp_path / "home"
    folder.mkdir()
    process = start(folder, "begin", most=2)  # alive, and in no hurry
    noted(folder, lambda notes: len(notes) > 2)
    before, rested_before = asyncio.run(the_work(folder))
    kill(process)
    after, rested_after = asyncio.run(the_work(folder))

    assert before.state.unfinished, "it was too quick to prove anything"
    assert after.state.unfinished
    assert (rested_before, rested_after) == (False, True)
    assert ended(start(folder, "resume")) == 0
    assert asyncio.run(the_work(folder))[1]
