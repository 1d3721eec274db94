"""A book with a model that writes 60 tokens a second: what a family waits for, and fifty families at once.

The model is the tests' OpenAI-compatible stand-in, in a process of its own, spoken to over a real socket by
the official SDK. Three lanes make a book: writing; pictures, whose pages come as they are written; voice,
likewise. A lane's time is that of a book with this lane alone, and the writing it waits for; the whole book
is then made with all three, and should take no more than a tenth longer than the slowest of them.
"""

import asyncio
import ctypes
import gc
import json
import multiprocessing
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from tests.vendors.openai import OpenAIStandIn
from tests.vendors.script import Answer, Asked
from tests.vendors.serving import serving

from sandman.agents.telling.scenes import SceneSplitter
from sandman.app.engines import Engines
from sandman.app.house import House, open_house
from sandman.app.settings import Settings
from sandman.ports.book import Book
from sandman.production.crew import Chair, Crew
from sandman.providers.illustration.rehearsal import RehearsalIllustrator
from sandman.providers.narration.rehearsal import RehearsalNarrator
from sandman.stories import StoryRequest

TOKENS_PER_SECOND = 60
READABLE_WITHIN_SECONDS = 2.0
OVERLAP_WITHIN = 1.1
CROWD, BATCHES = 50, 3
FLAT_WITHIN = 0.1
"""Share by which the process may have grown from the first crowd to the last: threads keep buffers of their
own, and a crowd does not always meet the same ones."""
REQUEST = StoryRequest(idea="a fox and a lost button in the garden", child="Mia", age=5, storyteller="openai")
LANES: Mapping[str, Mapping[str, str]] = {
    "writing": {"illustrator": "none", "narrator": "none"},
    "pictures": {"illustrator": "painter", "narrator": "none"},
    "voice": {"illustrator": "none", "narrator": "kokoro"},
    "whole book": {"illustrator": "painter", "narrator": "kokoro"},
}


def measure() -> dict[str, Any]:
    """Seconds of a book, of its lanes, and from page one's last token; the crowd's seconds and memory."""
    figures: dict[str, Any] = {"tokens_per_second": TOKENS_PER_SECOND}
    with _model() as (url, told), tempfile.TemporaryDirectory() as home:
        figures |= asyncio.run(_one_book(_settings(url, Path(home)), told))
    with _model() as (url, _), tempfile.TemporaryDirectory() as home:
        figures |= asyncio.run(_fifty_at_once(_settings(url, Path(home))))
    return figures


# One book


async def _one_book(settings: Settings, told: Connection) -> dict[str, Any]:
    seconds: dict[str, float] = {}
    after_last_token: list[float] = []
    async with open_house(settings, log=lambda: None) as house:
        await asyncio.to_thread(house.engines.warm, REQUEST)
        await _told(house, LANES["writing"])  # the first book of a house opens its dictionaries and the SDK
        _last_tokens(told)
        for lane, engines in LANES.items():
            book = await _told(house, engines)
            assert book.seconds.total is not None
            seconds[lane] = book.seconds.total
            written = await _page_one_written(house, book)
            after_last_token.append(written - _last_tokens(told)[0])
    slowest = max(("writing", "pictures", "voice"), key=lambda lane: seconds[lane])
    share = seconds["whole book"] / seconds[slowest]
    worst = max(after_last_token)
    print(f"page one readable {worst:.2f} s after its last token ({READABLE_WITHIN_SECONDS:.0f} wanted)")
    for lane, took in seconds.items():
        print(f"{lane + ' alone' if lane != 'whole book' else lane:16} {took:6.1f} s")
    print(f"the whole book takes {share:.2f} of its slowest lane, {slowest} ({OVERLAP_WITHIN} wanted)")
    return {
        "page_one_readable_seconds": [round(each, 2) for each in after_last_token],
        "lane_seconds": seconds,
        "slowest_lane": slowest,
        "book_to_slowest_lane": round(share, 3),
    }


async def _told(house: House, engines: Mapping[str, str]) -> Book:
    request = StoryRequest.model_validate({**REQUEST.model_dump(), **engines})
    begun = await house.production.begin(request)
    return _by_the_model(await house.production.finished(begun.id))


def _by_the_model(book: Book) -> Book:
    by = book.text_by
    if by is None or by.engine != "openai" or by.fallback:
        raise SystemExit(f"the book was not told by the model: {book.trouble or by}")
    return book


async def _page_one_written(house: House, book: Book) -> float:
    """When page one could be read, by the book's own progress log (seconds since the epoch)."""
    events = await house.library.events_after(book.id)
    return next(e.at.timestamp() for e in events if e.kind == "page_written" and e.data["scene"] == 1)


# Fifty at once


async def _fifty_at_once(settings: Settings) -> dict[str, Any]:
    engines = Engines(settings)
    painter, narrator = RehearsalIllustrator(), RehearsalNarrator()

    def cast(request: StoryRequest) -> Crew:
        """The true crew, with pictures and voices that cost nothing."""
        return replace(engines.cast(request), illustrator=Chair(painter), narrator=Chair(narrator))

    took: list[float] = []
    grown: list[float] = []
    async with open_house(settings, engines=engines, casting=cast, log=lambda: None) as house:
        await _one_of_many(house, 0, CROWD)
        print(f"one book: resident {_resident_mb():.0f} MB afterwards", flush=True)
        for batch in range(BATCHES):
            started = time.monotonic()
            books = await asyncio.gather(*(_one_of_many(house, batch, n) for n in range(CROWD)))
            took.append(time.monotonic() - started)
            painter.calls.clear()
            narrator.readings.clear()
            grown.append(_resident_mb())
            pages = {len(book.scenes) for book in books}
            assert pages == {6}, pages
            print(
                f"{CROWD} books at once: {took[-1]:.0f} s, resident {grown[-1]:.0f} MB afterwards", flush=True
            )
    growth = grown[-1] - grown[0]
    print(
        f"every book told by the model, without an error; {growth:+.0f} MB, {growth / grown[0]:+.0%}, "
        f"for the last {CROWD * (BATCHES - 1)} books ({FLAT_WITHIN:.0%} allowed)"
    )
    return {
        "crowd": CROWD,
        "crowd_seconds": [round(each, 1) for each in took],
        "crowd_resident_mb": [round(each, 1) for each in grown],
        "crowd_growth_mb": round(growth, 1),
    }


async def _one_of_many(house: House, batch: int, n: int) -> Book:
    request = StoryRequest.model_validate(
        REQUEST.model_dump() | {"child": f"Mia {batch}", "seed": 100 * batch + n}
    )
    begun = await house.production.begin(request)
    return _by_the_model(await house.production.finished(begun.id))


def _resident_mb() -> float:
    """What the process holds, once the allocator has given back what is free."""
    gc.collect()
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


# The model


class _Watched(OpenAIStandIn):
    """Says when the last token of a story's first page went out."""

    def __init__(self, tell: Connection) -> None:
        super().__init__(tokens_per_second=TOKENS_PER_SECOND)
        self._tell = tell

    def _deltas(self, answer: Answer, asked: Asked, *, in_schema: bool) -> Iterator[Mapping[str, Any]]:
        story = SceneSplitter() if asked.must_call == "create_bedtime_story" else None
        for delta in super()._deltas(answer, asked, in_schema=in_schema):
            yield delta
            # Whoever comes for the next token has sent this one.
            if story is not None and any(True for _ in story.feed(_text_of(delta))):
                self._tell.send(time.time())
                story = None


def _text_of(delta: Mapping[str, Any]) -> str:
    calls = delta.get("tool_calls", ())
    return (delta.get("content") or "") + "".join(call["function"].get("arguments") or "" for call in calls)


def _serve(tell: Connection, stop: Connection) -> None:
    with serving(_Watched(tell)) as url:
        tell.send(url)
        stop.recv()


@contextmanager
def _model() -> Iterator[tuple[str, Connection]]:
    """The stand-in in a process of its own: its address, and where it tells of last tokens."""
    spawn = multiprocessing.get_context("spawn")
    told, tell = spawn.Pipe(duplex=False)
    stopped, stop = spawn.Pipe(duplex=False)
    server = spawn.Process(target=_serve, args=(tell, stopped), daemon=True)
    server.start()
    try:
        yield told.recv(), told
    finally:
        stop.send(None)
        server.join(10)
        server.kill()


def _last_tokens(told: Connection) -> list[float]:
    times: list[float] = []
    while told.poll():
        times.append(told.recv())
    return times


def _settings(url: str, home: Path) -> Settings:
    return Settings(
        home=home,
        openai_url=f"{url}/v1",
        openai_model="gpt-6-luna",
        openai_api_key=SecretStr("sk-test-0123456789abcdef"),
        ollama_url="off",
        # Nobody else's keys: the bench asks no vendor for anything.
        mistral_api_key=None,
        elevenlabs_api_key=None,
        gemini_api_key=None,
        daily_spend=1000.0,
    )


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
