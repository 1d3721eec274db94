"""What this machine has is read from the system, and told by names alone."""

from types import SimpleNamespace

import pytest
import torch

from sandman.finetune.plan import Machine, machine
from sandman.finetune.plan.machine import Running, running_programs
from sandman.styles import Unusable


def test_this_machine_has_memory_and_some_of_it_is_free():
    machine = Machine.look("cpu")
    assert 0 < machine.host_free <= machine.host_total
    assert machine.unified
    assert machine.device_free == machine.host_free
    assert machine.name


def test_a_device_that_is_not_here_is_named():
    with pytest.raises(Unusable, match="there is no `tpu` here"):
        Machine.look("tpu")


@pytest.fixture
def two_cards(monkeypatch):
    """The first has 8 GB, 1 of them free; the second has 24, all free. The host has 64 free."""
    cards = [
        SimpleNamespace(name="small", major=8, sizes=(1, 8)),
        SimpleNamespace(name="large", major=9, sizes=(24, 24)),
    ]
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda device=0: cards[device].sizes)
    monkeypatch.setattr(torch.cuda, "get_device_properties", lambda device: cards[device])
    monkeypatch.setattr(machine, "available", lambda: 64)


def test_of_several_processes_each_sees_its_own_card_and_its_share_of_the_host(two_cards, monkeypatch):
    alone = Machine.look()
    monkeypatch.setenv("LOCAL_RANK", "1")
    monkeypatch.setenv("LOCAL_WORLD_SIZE", "2")
    second = Machine.look()

    assert (alone.name, alone.device_free, alone.host_free) == ("small", 1, 64)
    assert (second.name, second.device_free, second.host_free) == ("large", 24, 32)


def test_programs_are_told_by_name_largest_first():
    sizes = [each.size for each in running_programs()]
    assert sizes == sorted(sizes, reverse=True)


def test_the_fewest_programs_that_free_enough_are_to_be_closed():
    machine = Machine(
        "cpu",
        "",
        1,
        1,
        1,
        1,
        True,
        running=(Running("a", 3 * 10**9), Running("b", 10**9), Running("c", 10**9)),
    )
    assert machine.to_close(2 * 10**9) == "close a (3.0 GB)"
    assert machine.to_close(35 * 10**8) == "close a (3.0 GB) and b (1.0 GB)"
    assert machine.to_close(9 * 10**9) == ""
