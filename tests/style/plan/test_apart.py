"""The plan is made in a process that Ctrl-C does not reach, and that is gone when it is wanted no more."""

import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, cast
from unittest.mock import patch

from sandman.finetune import apart

ROOT = Path(__file__).parents[3]
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


def test_nobody_waits_for_a_plan_that_is_not_wanted_any_more():
    # In a process of its own: the signal is meant for who plans, and not for who runs the tests.
    planning = [sys.executable, "-m", "tests.style.plan.test_apart"]

    said = subprocess.run(planning, capture_output=True, text=True, check=True, cwd=ROOT).stdout

    assert said == "not wanted, and 0 children\n"


def _interrupted() -> None:
    from tests.style.plan.test_apart import _never_done  # noqa: PLC0415 - by the name its child finds it by

    with patch.object(apart, "_plan", _never_done):
        try:
            apart.plan_apart(ANYTHING, ANYTHING)
        except KeyboardInterrupt:
            print(f"not wanted, and {len(multiprocessing.active_children())} children")


if __name__ == "__main__":
    _interrupted()
