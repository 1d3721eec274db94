"""The plan is made in a process that Ctrl-C does not reach, and that is gone when it is wanted no more."""

import multiprocessing
import os
import signal
from typing import Any, cast

import pytest

from sandman.finetune import apart

ANYTHING = cast(Any, None)
"""What is planned is not looked at here."""


def _blocked(*_: object) -> set[int | signal.Signals]:
    return signal.pthread_sigmask(signal.SIG_BLOCK, ())


def _never_done(*_: object) -> None:
    os.kill(os.getppid(), signal.SIGINT)
    while True:
        signal.pause()


def test_ctrl_c_is_heard_here_alone(monkeypatch):
    monkeypatch.setattr(apart, "_plan", _blocked)

    assert signal.SIGINT in cast(Any, apart.plan_apart(ANYTHING, ANYTHING))
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_nobody_waits_for_a_plan_that_is_not_wanted_any_more(monkeypatch):
    monkeypatch.setattr(apart, "_plan", _never_done)

    with pytest.raises(KeyboardInterrupt):
        apart.plan_apart(ANYTHING, ANYTHING)

    assert not multiprocessing.active_children()
