"""A step does what it says: float32 adapters move, batches add up, and devices agree."""

import json
import math
import multiprocessing
import os
import socket
from contextlib import closing

import pytest
import torch
from safetensors.torch import load, load_file, save

from sandman.finetune.families import trainer_of
from sandman.finetune.train.adapter import Adapter
from sandman.finetune.train.batches import Batch
from sandman.finetune.train.device import METAL, peak_memory_bytes, release
from sandman.finetune.train.job import Placement
from sandman.finetune.train.learner import Learner, Taken, _sent_home
from sandman.finetune.train.placing import why_uncompiled
from sandman.finetune.train.schedules import learning_rate
from sandman.finetune.train.trainer import train
from sandman.finetune.train.world import World
from sandman.styles import Training
from tests.style.train.conftest import Recorder

CPU = torch.device("cpu")


def a_learner(sd, *, dtype=torch.float32, **asked):
    family = trainer_of(sd)
    training = Training(
        **{"rank": 2, "alpha": 2.0, "steps": 40, "learning_rate": 1e-4, "warm_up": 0, **asked}
    )
    denoiser = family.load_denoiser(dtype=dtype, device=CPU)
    adapter = Adapter(
        denoiser, targets=family.targets(training.targets), rank=2, alpha=2.0, seed=1, device=CPU
    )
    return Learner(family, denoiser, adapter, training=training, world=World(CPU))


def a_batch(number, *, count=1, dtype=torch.float32):
    chance = torch.Generator().manual_seed(number)
    return Batch(
        latents=torch.randn(count, 4, 4, 4, generator=chance),
        noise=torch.randn(count, 4, 4, 4, generator=chance),
        at=torch.randint(0, 1000, (count,), generator=chance),
        words={"embeds": torch.randn(count, 77, 32, generator=chance).to(dtype)},
    )


def test_under_bfloat16_every_weight_of_the_adapter_moves(sd):
    learner = a_learner(sd, dtype=torch.bfloat16)
    before = learner.adapter.flat.detach().clone()

    for number in range(40):
        learner.take_step([a_batch(number, dtype=torch.bfloat16)])

    assert learner.adapter.flat.dtype == torch.float32
    assert {part.dtype for part in learner.adapter.state().values()} == {torch.float32}
    assert (learner.adapter.flat != before).all()


def test_a_new_adapter_changes_nothing(sd):
    learner = a_learner(sd)
    family = trainer_of(sd)
    bare = family.load_denoiser(dtype=torch.float32, device=CPU)
    shown = torch.ones(1, 4, 4, 4), torch.tensor([7]), torch.ones(1, 77, 32)

    assert torch.equal(learner._denoiser(*shown)[0], bare(*shown)[0])


def test_batches_add_up_to_the_one_they_are_parts_of(sd):
    whole = a_batch(1, count=4)
    halves = [
        Batch(
            whole.latents[part],
            whole.noise[part],
            whole.at[part],
            {"embeds": whole.words["embeds"][part]},
        )
        for part in (slice(0, 2), slice(2, 4))
    ]
    one, two = a_learner(sd), a_learner(sd, accumulate=2)

    read = one.take_step([whole]).read(), two.take_step(halves).read()

    assert read[0] == pytest.approx(read[1], rel=1e-5)


def test_the_gradient_is_clipped_by_its_whole_length(sd):
    free, held = a_learner(sd, clip=0.0, optimiser="adamw"), a_learner(sd, clip=1e-3)
    seen = {}
    for learner in (free, held):
        learner._optimiser.register_step_pre_hook(
            lambda optimiser, *_, learner=learner: seen.update(
                {learner: learner.adapter.gradient.norm().item()}
            )
        )
        length = learner.take_step([a_batch(0)]).read()[1]

    assert seen[free] == pytest.approx(length)
    assert seen[held] == pytest.approx(1e-3, rel=1e-3)
    assert length > 1e-2


def test_8_bit_moments_are_kept_in_a_checkpoint_and_gone_on_from(sd):
    asked = {"optimiser": "adamw8bit", "rank": 8, "learning_rate": 1e-2}
    unbroken, first = a_learner(sd, **asked), a_learner(sd, **asked)
    for number in range(6):
        unbroken.take_step([a_batch(number)])
    for number in range(3):
        first.take_step([a_batch(number)])

    tensors, numbers = first.state()
    second = a_learner(sd, **asked)
    second.restore(load(save(tensors)), json.loads(json.dumps(numbers)))
    for number in range(3, 6):
        second.take_step([a_batch(number)])

    assert tensors["optimiser.state1"].dtype == torch.uint8
    assert torch.equal(second.adapter.flat, unbroken.adapter.flat)
    ours, theirs = second.state()[0], unbroken.state()[0]
    assert ours.keys() == theirs.keys()
    assert all(torch.equal(part, theirs[name]) for name, part in ours.items())


def test_what_a_step_found_is_read_once_it_has_arrived():
    numbers = torch.zeros(3)

    class Arrival:
        def synchronize(self):
            numbers.copy_(torch.tensor([0.5, 2.0, 1.0]))

    assert Taken(1, 1e-4, (), numbers, Arrival()).read() == (0.5, 2.0, True)


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="wants a GPU")
def test_reading_a_step_does_not_wait_for_the_next_one():
    taken = Taken(1, 1e-4, (), *_sent_home(torch.tensor([0.5, 2.0, 0.0], device="cuda")))
    torch.cuda._sleep(2_000_000_000)

    assert taken.read() == (0.5, 2.0, False)
    assert not torch.cuda.current_stream().query(), "what was sent after it is still at work"


def test_on_apple_the_peak_is_the_most_that_metal_ever_held(monkeypatch):
    mps, held = torch.device("mps"), iter([3 << 40, 5 << 40, 4 << 40])
    monkeypatch.setattr(torch.mps, "driver_allocated_memory", lambda: next(held))
    monkeypatch.setattr(torch.mps, "empty_cache", lambda: None)
    monkeypatch.setattr(METAL, "_most", 0)

    assert peak_memory_bytes(mps) == 3 << 40
    release(mps)
    assert peak_memory_bytes(mps) == 5 << 40
    assert peak_memory_bytes(CPU) < 1 << 40


def test_where_compiling_cannot_be_it_is_said_why():
    cuda, streamed = torch.device("cuda"), Placement("cuda", "bfloat16", stream=True)
    assert why_uncompiled(Placement("cuda", "bfloat16"), device=cuda) == ""
    assert "streamed" in why_uncompiled(streamed, device=cuda)
    assert "on `mps`" in why_uncompiled(streamed, device=torch.device("mps"))


def test_a_training_that_shall_compile_where_it_cannot_says_so_and_runs(job):
    watcher = Recorder()
    train(job(steps=1, compile=True), watcher)

    assert watcher.sentences == ["Compiling is for CUDA; on `cpu` the training runs without."]
    assert len(watcher.steps) == 1


def test_the_average_lags_behind_and_is_saved_beside(job):
    asked = job(steps=3, ema=0.99, learning_rate=1e-2)
    train(asked)

    last, averaged = (
        load_file(asked.out / folder / "pytorch_lora_weights.safetensors")
        for folder in ("adapter", "adapter-averaged")
    )

    assert last.keys() == averaged.keys()
    ups = [name for name in last if "lora_B" in name]
    assert all(0 < averaged[name].norm() < last[name].norm() for name in ups)


def test_rates_rise_stay_and_fall():
    constant = Training(steps=10, learning_rate=1.0, warm_up=3)
    cosine = Training(steps=12, learning_rate=1.0, warm_up=2, schedule="cosine")

    assert [learning_rate(step, constant) for step in range(1, 6)] == [0.25, 0.5, 0.75, 1.0, 1.0]
    assert learning_rate(3, cosine) == 1.0
    assert learning_rate(8, cosine) == pytest.approx(0.5)
    assert learning_rate(12, cosine) == pytest.approx(0.5 * (1 + math.cos(math.pi * 0.9)))


def test_samples_are_painted_at_every_save_with_the_same_seeds(job):
    watcher = Recorder()
    asked = job(steps=2, save_every=1, samples=1)
    train(asked, watcher)

    assert [step for step, _ in watcher.samples] == [1, 2]
    assert [path.name for _, [path] in watcher.samples] == ["step-000001-1.png", "step-000002-1.png"]
    assert (asked.out / "README.md").exists()


def on_a_device(job, rank, port, told):
    torch.set_num_threads(1)
    os.environ |= {
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
    }  # accelerate warns where nobody has set them
    os.environ |= {"RANK": str(rank), "LOCAL_RANK": str(rank), "WORLD_SIZE": "2"}
    os.environ |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port), "ACCELERATE_USE_CPU": "true"}
    watcher = Recorder()
    train(job, watcher)
    told.put((rank, watcher.losses))


@pytest.mark.enable_socket
def test_two_devices_learn_what_one_learns_from_both_their_batches(job):
    alone = Recorder()
    train(job("alone", steps=3, accumulate=2), alone)

    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    fork = multiprocessing.get_context("fork")
    told = fork.Queue()
    devices = [
        fork.Process(target=on_a_device, args=(job("both", steps=3), rank, port, told)) for rank in (0, 1)
    ]
    for device in devices:
        device.start()
    heard = dict(told.get(timeout=300) for _ in devices)
    for device in devices:
        device.join()

    assert [device.exitcode for device in devices] == [0, 0]
    assert heard[0] == pytest.approx(alone.losses, rel=1e-5)
    assert heard[1] == [], "one of them tells"
    ours, both = (
        load_file(job(name).out / "adapter" / "pytorch_lora_weights.safetensors")
        for name in ("alone", "both")
    )
    for name, part in ours.items():
        torch.testing.assert_close(both[name], part, rtol=1e-4, atol=1e-6)
