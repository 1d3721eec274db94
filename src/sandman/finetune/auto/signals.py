"""Signals that ask a program to end: heard as an exception, so that everything is tidied."""

import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

ASKING_TO_END = (signal.SIGTERM, signal.SIGHUP)
FROM_SIGNALS = 128
"""What shells add to a signal's number for an exit code."""


@contextmanager
def ending_tidily() -> Iterator[None]:
    """SIGTERM, and a terminal that is closed, end the program as Ctrl-C does: through every `finally`.

    What it was started to ignore goes on being ignored, as `nohup` has it with a terminal that is closed.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _leave) for number in _heard(ASKING_TO_END)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def undisturbed() -> Iterator[None]:
    """What asks to end meanwhile is heard at the end of this, once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked: list[int] = []
    numbers = _heard((signal.SIGINT, *ASKING_TO_END))
    before = {number: signal.signal(number, lambda got, _frame: asked.append(got)) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if asked:
            signal.raise_signal(asked[0])


def _heard(numbers: Sequence[signal.Signals]) -> list[signal.Signals]:
    return [number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN]


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(FROM_SIGNALS + number)
