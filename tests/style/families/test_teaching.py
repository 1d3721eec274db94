"""Every family learns on its tiny base, is saved as people save it, and changes what the pipeline paints."""

from dataclasses import replace
from pathlib import Path

import diffusers
import pytest
import torch
from peft import LoraConfig
from safetensors.torch import save_file

import sandman.finetune.plan
from sandman.finetune.base import find_folder
from sandman.finetune.export import export_adapter, find_adapter
from sandman.finetune.families import trainer_of, training_adapter
from sandman.finetune.families.training_adapter import TrainingAdapter
from sandman.finetune.plan import Machine, make_plan
from sandman.finetune.train.adapter import Adapter
from sandman.finetune.train.batches import Batch
from sandman.finetune.train.learner import Learner
from sandman.finetune.train.world import World
from sandman.styles import Training, Unusable
from tests.style.tiny import TINY

CPU = torch.device("cpu")
CAPTION = "two owls under a moon"
DENOISERS = {"sd": "unet", "sdxl": "unet"}


@pytest.fixture(autouse=True)
def one_thread():
    torch.set_num_threads(1)


def batch_for(family, dtype):
    told, _ = family.encode_captions([CAPTION, ""], device=CPU, dtype=dtype)
    picture = torch.rand(3, 64, 64, generator=torch.Generator().manual_seed(0)) * 2 - 1
    (seen,) = family.encode_pictures([picture], device=CPU, dtype=torch.float32)
    noise = torch.randn(1, *seen.mean.shape, generator=torch.Generator().manual_seed(1))
    at = torch.tensor([300]) if "sd" in family.base.family else torch.tensor([0.5])
    return Batch(seen.mean[None], noise, at, {name: part[None] for name, part in told.items()})


def taught(family, *, dtype, steps, targets="attention+ff", batch=None):
    """The adapter before and after, and the losses."""
    batch = batch or batch_for(family, dtype)
    denoiser = family.load_denoiser(dtype=dtype, device="cpu")
    family.before_training(denoiser, dtype=dtype)
    adapter = Adapter(denoiser, targets=family.targets(targets), rank=4, alpha=4, seed=0, device=CPU)
    training = Training(steps=steps, learning_rate=3e-3, warm_up=0)
    learner = Learner(family, denoiser, adapter, training=training, world=World(CPU))
    before = adapter.flat.detach().clone()
    losses = [learner.take_step([batch]).read()[0] for _ in range(steps)]
    return adapter, before, losses, denoiser


@pytest.mark.parametrize("name", TINY)
def test_it_learns_is_saved_and_changes_the_picture(bases, tmp_path, name):
    family = trainer_of(find_folder(TINY[name](bases)))
    adapter, before, losses, _ = taught(family, dtype=torch.bfloat16, steps=8)

    assert losses[-1] < losses[0]
    # in bfloat16 a step of 3e-3 would be lost on most of them
    assert adapter.flat.dtype == torch.float32
    assert (adapter.flat != before).float().mean() == 1.0

    export_adapter(adapter.state(), tmp_path, base=family.base, rank=4, alpha=4, trigger="t", metadata={})
    pipeline = diffusers.DiffusionPipeline.from_pretrained(family.base.folder, dtype=torch.float32)
    pipeline.set_progress_bar_config(disable=True)

    def paint():
        asked = {"prompt": CAPTION, "width": 64, "height": 64, "num_inference_steps": 1}
        return pipeline(**asked, generator=torch.Generator().manual_seed(0), output_type="pt").images

    plain = paint()
    pipeline.load_lora_weights(find_adapter(tmp_path))
    denoiser = getattr(pipeline, DENOISERS.get(name, "transformer"))
    config = next(iter(denoiser.peft_config.values()))
    laid = sum(part.numel() for key, part in denoiser.named_parameters() if ".lora_" in key)

    assert (config.r, config.lora_alpha) == (4, 4)
    assert laid == adapter.flat.numel()
    assert not torch.equal(paint(), plain)


@pytest.mark.parametrize("name", TINY)
def test_the_base_stays_as_it_was_for_who_does_not_call_the_style(bases, name):
    family = trainer_of(find_folder(TINY[name](bases)))
    batch = batch_for(family, torch.float32)
    (uncalled,) = family.encode_captions(["a bee"], device=CPU, dtype=torch.float32)
    plain = {name: part[None] for name, part in uncalled.items()}

    def drift(shown: Batch) -> float:
        adapter, _, losses, denoiser = taught(family, dtype=torch.float32, steps=12, batch=shown)
        assert losses[-1] < losses[0]
        given = batch.latents, batch.noise, batch.at, plain
        with torch.no_grad():
            now = family.predict(denoiser, *given)
            with adapter.off():
                before = family.predict(denoiser, *given)
            assert torch.equal(family.predict(denoiser, *given), now)
        return (now - before).square().mean().item()

    # both ways pull at a tiny base: its words are hardly heard
    assert drift(replace(batch, uncalled=plain)) < drift(batch) * 0.8


TRUE = {
    ("sd15", "attention"): (859_520_964, 128, 3_188_736),
    ("sdxl", "attention+ff"): (2_567_463_684, 700, 41_861_120),
    ("flux-schnell", "all"): (11_891_178_560, 418, 65_372_160),
    ("flux2-klein-4b", "all"): (3_875_544_576, 103, 24_969_216),
    ("z-image", "all"): (6_154_908_736, 270, 47_685_632),
}
"""Parameters of the denoiser, layers with an adapter, and its parameters at rank 16."""


@pytest.mark.parametrize(("name", "which"), TRUE)
def test_true_bases_have_the_layers_that_were_counted(name, which):
    family = trainer_of(find_folder(Path(sandman.finetune.plan.__file__).parent / "configs" / name))
    denoiser = family.load_denoiser(dtype=torch.bfloat16, device="meta")
    parameters = sum(p.numel() for p in denoiser.parameters())
    denoiser.add_adapter(LoraConfig(r=16, target_modules=family.targets(which)))
    learnt = [p.numel() for p in denoiser.parameters() if p.requires_grad]

    assert (parameters, len(learnt) // 2, sum(learnt)) == TRUE[name, which]


DISTILLED = {
    "flux": ("transformer_blocks.0.attn.to_q", "single_transformer_blocks.1.attn.to_v"),
    "flux2-klein": ("transformer_blocks.0.attn.to_q", "single_transformer_blocks.1.attn.to_out"),
    "z-image": ("layers.0.attention.to_q", "noise_refiner.0.feed_forward.w2"),
}
"""Families with distilled members, and layers that a training adapter of ours lies on."""


@pytest.fixture
def distilled(bases, tmp_path):
    """A tiny distilled base with a training adapter of its own, named as they are published."""

    def make(name, *, prefix="transformer"):
        family = trainer_of(find_folder(TINY[name](bases)))
        layers = dict(family.load_denoiser(dtype=torch.float32, device="meta").named_modules())
        chance = torch.Generator().manual_seed(5)
        state = {}
        for layer in DISTILLED[name]:
            out, into = layers[layer].weight.shape
            state[f"{prefix}.{layer}.lora_A.weight"] = torch.randn(2, into, generator=chance)
            state[f"{prefix}.{layer}.lora_B.weight"] = torch.randn(out, 2, generator=chance)
        save_file(state, tmp_path / "pytorch_lora_weights.safetensors", metadata={"format": "pt"})
        defaults = replace(family.base.defaults, training_adapter=str(tmp_path))
        return trainer_of(replace(family.base, defaults=defaults)), tmp_path

    return make


@pytest.mark.parametrize("name", DISTILLED)
def test_a_distilled_base_is_taught_under_its_training_adapter_and_saved_without(distilled, name):
    family, folder = distilled(name)
    batch = batch_for(family, torch.float32)
    denoiser = family.load_denoiser(dtype=torch.float32, device="cpu")
    words = dict(batch.words)

    def loss():
        with torch.no_grad():
            return family.loss(denoiser, batch.latents, batch.noise, batch.at, words, training=Training())

    def painted():
        one = {name: part[0] for name, part in words.items()}
        return family.paint(denoiser, [one], one, seeds=[1], width=32, height=32, steps=2, guidance=0.0)

    plain, plain_picture = loss(), painted()[0].tobytes()
    family.before_training(denoiser, dtype=torch.float32)
    under, lifted = loss(), painted()[0].tobytes()

    theirs = diffusers.DiffusionPipeline.from_pretrained(family.base.folder, dtype=torch.float32)
    theirs.load_lora_weights(folder)
    with torch.no_grad():
        wanted = family.loss(
            theirs.transformer, batch.latents, batch.noise, batch.at, words, training=Training()
        )
    assert under == pytest.approx(wanted.item(), rel=1e-5)
    assert under != pytest.approx(plain.item(), rel=1e-3)
    assert loss() == under, "it lies there again when a sample picture is painted"
    assert lifted == plain_picture

    adapter, _, losses, _ = taught(family, dtype=torch.float32, steps=3, batch=batch)
    assert losses[-1] < losses[0]
    bare, _, _, _ = taught(
        trainer_of(find_folder(family.base.folder)), dtype=torch.float32, steps=1, batch=batch
    )
    assert adapter.state().keys() == bare.state().keys()


def test_z_images_training_adapter_is_counted_once_for_what_is_laid(distilled):
    family, _ = distilled("z-image")
    denoiser = family.load_denoiser(dtype=torch.bfloat16, device="cpu")
    family.before_training(denoiser, dtype=torch.bfloat16)
    hooks = sum(len(layer._forward_hooks) for layer in denoiser.modules())
    numbers = sum(down.numel() + up.numel() for down, up in family.training_adapter.pairs.values())

    card = Machine("cuda", "a card", 10**10, 10**10, 10**10, 10**10, fast_bfloat16=True, running=())
    plan = make_plan(family.base, Training(resolution=64), machine=card)

    learning = next(stage for stage in plan.stages if stage.name == "learning")
    counted = [(part.device, part.host) for part in learning.parts if "taught under" in part.name]
    assert hooks == len(DISTILLED["z-image"])
    assert counted == [(2 * numbers, 4 * numbers)], "bfloat16 on the card; in the host as it was read"


def test_one_of_several_training_adapters_is_the_one_that_is_named(distilled, monkeypatch):
    _, folder = distilled("z-image", prefix="diffusion_model")  # ai-toolkit's prefix
    second = (folder / "pytorch_lora_weights.safetensors").rename(folder / "turbo_v2.safetensors")
    (folder / "turbo_v1.safetensors").write_bytes(b"it is not read")
    asked = []

    def fetched(named: str) -> Path:
        asked.append(named)
        return second

    monkeypatch.setattr(training_adapter, "fetch_adapter", fetched)

    named = "atelier/turbo-adapters/turbo_v2.safetensors"
    adapter = TrainingAdapter.load(named, pipeline=diffusers.ZImagePipeline)

    assert asked == [named]
    assert set(adapter.pairs) == set(DISTILLED["z-image"])


def test_a_training_adapter_of_another_base_is_named(distilled):
    family, folder = distilled("flux")
    save_file(
        {
            "transformer.elsewhere.lora_A.weight": torch.zeros(2, 4),
            "transformer.elsewhere.lora_B.weight": torch.zeros(4, 2),
        },
        folder / "pytorch_lora_weights.safetensors",
        metadata={"format": "pt"},
    )
    denoiser = family.load_denoiser(dtype=torch.float32, device="cpu")
    with pytest.raises(Unusable, match=r"another base.*`elsewhere`"):
        family.before_training(denoiser, dtype=torch.float32)
