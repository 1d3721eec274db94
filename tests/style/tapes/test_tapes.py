"""The official scripts' losses come out of our loop: same adapter, noise and words in, optimiser included.

The tapes were recorded by `scripts/record_tapes.py`; see there.
"""

import hashlib
from pathlib import Path

import pytest
import torch
from safetensors import safe_open

from sandman.finetune.base import find_folder
from sandman.finetune.families import trainer_of
from sandman.finetune.train.adapter import Adapter
from sandman.finetune.train.batches import Batch
from sandman.finetune.train.learner import Learner
from sandman.finetune.train.loop import take_steps
from sandman.finetune.train.world import World
from sandman.styles import Training
from tests.style.tiny import TINY

CPU = torch.device("cpu")
STEPS = 10


def read_tape(kind):
    with safe_open(Path(__file__).parent / f"{kind}.safetensors", "pt") as file:
        return file.metadata(), {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118


def batch_of(tape, step):
    def at(name):
        return tape.get(f"{step:02d}.{name}", tape.get(f"00.{name}"))

    words = {
        name.removeprefix("00.words."): at(name.removeprefix("00."))
        for name in tape
        if name.startswith("00.words.")
    }
    return Batch(at("latents"), at("noise"), at("at"), words)


def replay(kind, bases, *, alpha=None):
    """The losses of the tape, and ours."""
    header, tape = read_tape(kind)
    base = find_folder(TINY[kind](bases))
    family = trainer_of(base)
    weights = next(base.denoiser.glob("*.safetensors")).read_bytes()
    assert hashlib.sha256(weights).hexdigest() == header["base_sha256"], (
        "the tiny base is another than the tape's: run scripts/record_tapes.py again"
    )

    torch.set_num_threads(1)
    rank = int(header["rank"])
    training = Training(
        steps=STEPS,
        learning_rate=float(header["learning_rate"]),
        weight_decay=float(header["weight_decay"]),
        warm_up=0,
        save_every=STEPS,
    )
    denoiser = family.load_denoiser(dtype=torch.float32, device="cpu")
    targets = family.targets({"sd": "attention", "flux": "attention+ff"}[kind])
    adapter = Adapter(denoiser, targets=targets, rank=rank, alpha=alpha or rank, seed=0, device=CPU)
    adapter.put({name.removeprefix("start."): part for name, part in tape.items() if name[0] == "s"})
    world = World(CPU)
    losses = []
    reached = take_steps(
        Learner(family, denoiser.train(), adapter, training=training, world=world),
        [batch_of(tape, step) for step in range(STEPS)],
        training=training,
        world=world,
        asked_to_stop=lambda: False,
        tell=lambda taken, loss, seconds: losses.append(loss),
        save=lambda: None,
        look=lambda: None,
    )
    assert reached
    return torch.tensor(losses), torch.stack([tape[f"{step:02d}.loss"] for step in range(STEPS)])


@pytest.mark.parametrize(("kind", "nearest"), [("sd", 1e-6), ("flux", 1e-5)])
def test_our_loop_gives_the_losses_of_the_official_script(bases, kind, nearest):
    ours, theirs = replay(kind, bases)
    assert len(ours) == STEPS
    assert (ours - theirs).abs().max() <= nearest


def test_a_tape_hears_another_alpha(bases):
    ours, theirs = replay("flux", bases, alpha=4)
    assert ours[0] == pytest.approx(theirs[0])
    assert (ours - theirs).abs().max() > 1e-5
