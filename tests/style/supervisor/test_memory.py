"""What a process may have and has had, as Linux tells it."""

import os

import pytest

from sandman.finetune import memory
from sandman.finetune.memory import Limit, gigabytes, killed_for_memory, peak_of, quota_cores
from sandman.styles import Unusable
from sandman.styles.sizes import read_size


@pytest.fixture
def groups(tmp_path, monkeypatch):
    """Control groups as a test lays them out; and the line that says which is ours."""
    monkeypatch.setattr(memory, "CONTROL", tmp_path / "cgroup")
    monkeypatch.setattr(memory, "OURS", tmp_path / "ours")

    def lay(ours: str, **files: str) -> None:
        (tmp_path / "ours").write_text(ours)
        for name, text in files.items():
            path = tmp_path / "cgroup" / name.replace("__", "/").replace("_of_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    return lay


def test_without_a_control_group_the_machine_is_the_limit(groups):
    groups("")
    limit = Limit.look()
    assert limit == Limit(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"), "this machine")
    assert killed_for_memory() == 0
    assert quota_cores() == 0


def test_the_tightest_group_above_us_counts(groups):
    groups(
        "0::/house/training\n",
        house__memory_of_max="500000000\n",
        house__training__memory_of_max="max\n",
        house__training__memory_of_events="low 0\noom 3\noom_kill 2\n",
        cpu_of_max="150000 100000\n",
    )
    assert Limit.look() == Limit(500_000_000, "this container")
    assert killed_for_memory() == 2
    assert quota_cores() == 2


def test_the_older_groups_are_read_too(groups):
    groups(
        "5:cpu:/\n4:memory:/box\n0::/\n",
        memory__box__memory_of_limit_in_bytes="700000000\n",
        memory__box__memory_of_oom_control="oom_kill_disable 0\nunder_oom 0\noom_kill 1\n",
    )
    assert Limit.look() == Limit(700_000_000, "this container")
    assert killed_for_memory() == 1


def test_a_peak_is_that_of_the_process():
    held = bytearray(64 << 20)
    held[::4096] = b"x" * len(held[::4096])
    assert peak_of(os.getpid()) > len(held)
    assert peak_of(2**22 + 1) == 0


@pytest.mark.parametrize(
    ("typed", "size"),
    [("24GB", 24 * 10**9), ("24 GiB", 24 << 30), ("11.5gb", 11_500_000_000), ("800M", 800_000_000)],
)
def test_sizes_are_read_as_people_type_them(typed, size):
    assert read_size(typed) == size


@pytest.mark.parametrize("typed", ["", "24", "GB", "-3GB", "24 apples"])
def test_what_is_no_size_is_refused(typed):
    with pytest.raises(Unusable, match="no amount of memory"):
        read_size(typed)


def test_sizes_are_told_as_people_say_them():
    assert [gigabytes(size) for size in (5.64e9, 1e8, 24.4e6)] == ["5.6 GB", "0.1 GB", "24 MB"]
