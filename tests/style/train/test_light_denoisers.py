"""Whole denoisers learn lightly what they learn with all of autograd's own keeping, and keep far less."""

import pytest
import torch
from diffusers.models.activations import GELU
from diffusers.models.normalization import RMSNorm
from diffusers.models.transformers.transformer_flux2 import Flux2SwiGLU
from torch import nn
from torch.nn import functional

from sandman.finetune.base import find_folder
from sandman.finetune.families import trainer_of
from sandman.finetune.plan.meter import Meter
from sandman.finetune.train import adapter as adapters
from sandman.finetune.train.adapter import Adapter
from sandman.finetune.train.sparing import how_made, spare
from sandman.styles import Training
from sandman.weights.checkpointing import checkpoint_blocks
from sandman.weights.streaming import stream
from sandman.weights.swapping import quantise
from tests.style.tiny import TINY

CPU = torch.device("cpu")
FAMILIES = ("flux2-klein", "flux", "z-image")


@pytest.fixture
def learner(bases, monkeypatch):
    """Makes tiny denoisers with a random adapter, ready to learn; `heavy` ones as peft and diffusers run."""

    def make(family, *, heavy=False, dtype=torch.float32, small=False):
        base = find_folder(TINY[family](bases))
        trainer = trainer_of(base)
        denoiser = trainer.load_denoiser(dtype=dtype, device="cpu").train()
        if small:
            quantise(denoiser, trainer.blocks(denoiser), "int8", device="cpu")
        with monkeypatch.context() as patch:
            if heavy:
                patch.setattr(adapters, "lighten", lambda *_: None)
            adapter = Adapter(
                denoiser, targets=trainer.targets("attention+ff"), rank=4, alpha=6, seed=0, device=CPU
            )
        torch.manual_seed(1)
        adapter.flat.data.normal_(std=0.1)
        latents, noise, at, words = batch_for(trainer, dtype)

        def loss():
            return trainer.loss(denoiser, latents, noise, at, words, training=Training()).mean()

        return denoiser, trainer.blocks(denoiser), adapter, loss

    return make


def batch_for(trainer, dtype):
    """A grey-noise picture and a caption."""
    picture = torch.rand(3, 64, 64) * 2 - 1
    (seen,) = trainer.encode_pictures([picture], device=CPU, dtype=torch.float32)
    (told,) = trainer.encode_captions(["two owls under a moon"], device=CPU, dtype=dtype)
    words = {name: part[None] for name, part in told.items()}
    return seen.mean[None], torch.randn(1, *seen.mean.shape), torch.tensor([0.5]), words


def learn(adapter, run):
    """The loss and the gradient of every weight."""
    adapter.gradient.zero_()
    loss = run()
    loss.backward()
    return loss.detach(), adapter.gradient.clone()


def apart(found, wanted):
    """Relative to what is wanted."""
    return float((found - wanted).norm() / wanted.norm())


@pytest.mark.parametrize(
    ("family", "small"), [*((family, False) for family in FAMILIES), ("flux2-klein", True)]
)
def test_a_light_denoiser_learns_what_a_heavy_one_does(learner, family, small):
    *_, heavy, heavily = learner(family, heavy=True, small=small)
    *_, light, lightly = learner(family, small=small)

    wanted, found = learn(heavy, heavily), learn(light, lightly)

    assert wanted[1].norm() > 0
    assert apart(found[0], wanted[0]) < 1e-6
    assert apart(found[1], wanted[1]) < 1e-6


@pytest.mark.parametrize("family", FAMILIES)
def test_it_learns_the_same_when_blocks_are_computed_again_or_streamed(learner, family):
    *_, adapter, run = learner(family)
    wanted = learn(adapter, run)

    _, blocks, adapter, run = learner(family)
    checkpoint_blocks(blocks, 0.5)
    assert torch.equal(learn(adapter, run)[1], wanted[1])

    _, blocks, adapter, run = learner(family)
    stream(blocks, device="cpu")
    assert torch.equal(learn(adapter, run)[1], wanted[1])


@pytest.mark.parametrize(("family", "share"), [("flux2-klein", 0.5), ("flux", 0.55), ("z-image", 0.42)])
def test_in_bfloat16_it_keeps_far_less(learner, family, share):
    def kept(heavy):
        *_, run = learner(family, heavy=heavy, dtype=torch.bfloat16)
        with Meter() as meter:
            loss = run()
            held = meter.live
        loss.backward()
        return held

    assert kept(False) < share * kept(True)


@pytest.mark.parametrize("make", [nn.RMSNorm, RMSNorm], ids=["torch's", "diffusers'"])
def test_a_norm_in_bfloat16_is_as_near_the_truth_as_it_was(make):
    def learnt(dtype, *, light):
        torch.manual_seed(4)
        norm = make(48, eps=1e-6)
        norm.weight.data.normal_(1, 0.3)
        norm = norm.to(dtype).requires_grad_(False)
        if light:
            spare(norm)
        x = torch.randn(64, 48).to(dtype).requires_grad_()
        out = norm(x)
        (out * torch.randn(64, 48).to(dtype)).sum().backward()
        return out.detach().float(), x.grad.float()

    true, heavy = learnt(torch.float32, light=False), learnt(torch.bfloat16, light=False)
    light = learnt(torch.bfloat16, light=True)

    assert torch.equal(light[0], heavy[0])
    assert apart(light[1], true[1]) < 1.01 * apart(heavy[1], true[1])


def test_what_was_changed_since_is_not_made_again():
    spare(model := GELU(8, 8))
    out = model(torch.randn(2, 8))
    made = how_made(out)
    assert made is not None
    assert torch.equal(made.by(*made.of), out)

    with torch.no_grad():
        out.mul_(2)

    assert how_made(out) is None
    assert how_made(functional.relu(out)) is None


def test_where_no_gradient_is_wanted_nothing_is_remembered():
    spare(swiglu := Flux2SwiGLU())
    with torch.no_grad():
        assert not hasattr(swiglu(torch.randn(2, 8)), "made")


# what torch says of every function of our own that it compiles
@pytest.mark.filterwarnings("ignore:.*Function'> should not be instantiated:DeprecationWarning")
def test_light_layers_are_still_compiled_in_one_piece(learner):
    denoiser, *_ = learner("flux2-klein")
    layers = denoiser.single_transformer_blocks[0].attn  # every kind of them
    x = torch.randn(1, 4, 32, requires_grad=True)
    wanted = layers(x)

    compiled = torch.compile(layers, backend="eager", fullgraph=True, dynamic=False)

    torch.testing.assert_close(compiled(x), wanted)
