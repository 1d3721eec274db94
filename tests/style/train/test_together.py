"""Several devices, here two processes: they run as one, and none waits for one that is gone."""

import multiprocessing
import os
import socket
from contextlib import closing
from dataclasses import replace

import pytest
import torch

from sandman.finetune.apart import begun_as
from sandman.finetune.train.job import Placement
from sandman.finetune.train.trainer import train
from sandman.styles import StyleFault
from tests.style.train.conftest import Recorder


class Breaks(Recorder):
    """Only the process that writes is watched: this breaks it while the other waits for what it encodes."""

    def stage(self, name, *, done, of):
        raise RuntimeError("the encoder broke")


def on_a_device(job, rank, port, watcher, told):
    torch.set_num_threads(1)
    os.environ |= {"RANK": str(rank), "LOCAL_RANK": str(rank), "WORLD_SIZE": "2", "LOCAL_WORLD_SIZE": "2"}
    os.environ |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port), "ACCELERATE_USE_CPU": "true"}
    os.environ |= {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}  # accelerate warns where nobody set them
    try:
        train(job, watcher)
        told.put((rank, ""))
    except (RuntimeError, StyleFault) as fault:
        told.put((rank, f"{type(fault).__name__}: {fault}"))


def together(jobs, watcher):
    """How each of two ends, by its rank; empty for a good end."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    fork = multiprocessing.get_context("fork")
    told = fork.Queue()
    devices = [
        fork.Process(target=on_a_device, args=(job, rank, port, watcher, told))
        for rank, job in enumerate(jobs)
    ]
    for device in devices:
        device.start()
    heard = dict(told.get(timeout=120) for _ in devices)
    for device in devices:
        device.join()
    return heard


@pytest.mark.enable_socket
def test_devices_that_were_planned_for_differently_run_the_way_that_saves_the_most(job):
    first = job(steps=1)
    second = replace(first, placement=replace(first.placement, precision="bfloat16", checkpointing=1.0))

    assert together([first, second], Recorder()) == {0: "", 1: ""}

    assert begun_as(first.out) == second.placement


@pytest.mark.enable_socket
def test_nobody_waits_for_the_one_that_writes_when_it_is_gone(job):
    ends = together([job(steps=1)] * 2, Breaks())

    assert ends[0] == "RuntimeError: the encoder broke"
    assert ends[1].startswith("TrainingBroke: the process that writes for all devices has ended")


def test_of_several_plans_the_one_that_wants_the_least_memory_holds():
    whole = Placement("cuda", "bfloat16", checkpointing=1.0, words_on="cpu")
    small, streamed = (Placement("cuda", "bfloat16", "nf4", stream) for stream in (False, True))

    assert Placement.agreed([whole]) == whole
    assert Placement.agreed([whole, small]) == replace(small, words_on="cpu")
    assert Placement.agreed([streamed, small]) == streamed
