"""Reading to somebody who may leave at any moment."""

import asyncio
import threading
from collections import Counter
from collections.abc import Generator

import pytest

from sandman.api.here import Closing
from sandman.api.metrics import Metrics
from sandman.api.narrate import _streamed
from sandman.providers.narration.aloud import Aloud


async def test_the_reader_stops_at_the_sentences_end_when_nobody_is_left():
    speaking, go_on, stopped = threading.Event(), threading.Event(), threading.Event()

    def reading() -> Generator[Aloud]:
        try:
            speaking.set()
            assert go_on.wait(60)
            yield Aloud(b"second", 1.0)
            raise AssertionError("a third sentence was spoken to nobody")
        finally:
            stopped.set()

    listener = _streamed(Aloud(b"first", 1.0), reading(), Metrics(Counter()), Closing())
    assert await anext(listener) == b"first"
    waiting = asyncio.ensure_future(anext(listener))
    assert await asyncio.to_thread(speaking.wait, 60)

    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert not stopped.is_set()
    go_on.set()
    assert await asyncio.to_thread(stopped.wait, 60)
