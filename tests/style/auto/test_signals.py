"""Signals are heard where somebody may send them, and where nobody told us not to."""

import os
import signal

import pytest

from sandman.finetune.auto.signals import ending_tidily, undisturbed


@pytest.fixture(params=[signal.SIGHUP, signal.SIGTERM])
def number(request):
    before = signal.signal(request.param, signal.SIG_DFL)  # whatever the tests themselves were started with
    yield request.param
    signal.signal(request.param, before)


def test_who_is_asked_to_end_ends_through_every_finally(number):
    tidied = []

    with pytest.raises(SystemExit) as ended, ending_tidily():
        try:
            os.kill(os.getpid(), number)
        finally:
            tidied.append(number)

    assert ended.value.code == 128 + number
    assert tidied == [number]


def test_what_we_were_started_to_ignore_is_ignored_still(number):
    signal.signal(number, signal.SIG_IGN)  # as nohup does

    with ending_tidily():
        os.kill(os.getpid(), number)
        with undisturbed():
            os.kill(os.getpid(), number)

    assert signal.getsignal(number) is signal.SIG_IGN


def test_what_is_asked_meanwhile_is_heard_afterwards(number):
    done = []

    with pytest.raises(SystemExit), ending_tidily(), undisturbed():
        os.kill(os.getpid(), number)
        done.append("all of it")

    assert done == ["all of it"]
