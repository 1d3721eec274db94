"""What this machine has is read from the system, and told by names alone."""

import pytest

from sandman.finetune.plan import Machine
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
