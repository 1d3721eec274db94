"""The bench where pages are painted and sentences spoken."""

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from sandman.app.engines import POLITENESS, Engines
from sandman.app.settings import Settings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux schedules threads one by one")


def priority() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def test_the_bench_lets_whoever_answers_go_first(tmp_path):
    with Engines(Settings(home=tmp_path)).bench as bench:
        assert bench.submit(priority).result() == max(priority(), POLITENESS)


def test_who_is_more_polite_already_stays_so(tmp_path):
    very = max(priority(), POLITENESS + 5)

    def under_nice() -> int:
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), very)
        with Engines(Settings(home=tmp_path)).bench as bench:
            return bench.submit(priority).result()

    with ThreadPoolExecutor(1) as nice:
        assert nice.submit(under_nice).result() == very
