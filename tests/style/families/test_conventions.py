"""What a base is taught and what it paints with are one thing: the pipelines of diffusers are the measure."""

import diffusers
import pytest
import torch

from sandman.finetune.base import find_folder
from sandman.finetune.families import trainer_of
from sandman.finetune.families.sdxl import measures
from sandman.styles import Training
from tests.style.tiny import TINY, flux_tiny

CPU = torch.device("cpu")
ALL = TINY | {"flux-dev": lambda folder: flux_tiny(folder, guidance=True)}
FLOWING = ["flux", "flux-dev", "flux2-klein", "z-image"]
CAPTION = "two owls under a moon"


@pytest.fixture(autouse=True)
def one_thread():
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def family_of(bases):
    def look_up(name):
        return trainer_of(find_folder(ALL[name](bases)))

    return look_up


def whole_pipeline(family):
    found = diffusers.DiffusionPipeline.from_pretrained(family.base.folder, dtype=torch.float32)
    found.set_progress_bar_config(disable=True)
    return found


def test_sdxl_says_what_its_pipeline_says(family_of):
    family = family_of("sdxl")
    told, nothing = family.encode_captions([CAPTION, ""], device=CPU, dtype=torch.float32)
    theirs = whole_pipeline(family).encode_prompt(CAPTION, device=CPU)

    for ours, wanted in zip(
        (told["embeds"], nothing["embeds"], told["pooled"], nothing["pooled"]), theirs, strict=True
    ):
        assert torch.allclose(ours, wanted[0], atol=1e-5)


@pytest.mark.parametrize("name", FLOWING)
def test_words_are_those_of_the_pipeline(family_of, name):
    family = family_of(name)
    (told,) = family.encode_captions([CAPTION], device=CPU, dtype=torch.float32)
    pipeline = whole_pipeline(family)

    match name:
        case "flux" | "flux-dev":
            embeds, pooled, _ = pipeline.encode_prompt(CAPTION, None, max_sequence_length=64)
            assert torch.allclose(told["pooled"], pooled[0], atol=1e-5)
            assert torch.allclose(told["embeds"], embeds[0], atol=1e-5)
        case "flux2-klein":
            assert torch.allclose(told["embeds"], pipeline.encode_prompt(CAPTION)[0][0], atol=1e-5)
        case "z-image":
            (theirs,), _ = pipeline.encode_prompt([CAPTION], do_classifier_free_guidance=False)
            said = told["embeds"][told["mask"]]
            assert said.shape == theirs.shape
            assert torch.allclose(said, theirs, atol=1e-5)


@pytest.mark.parametrize("name", FLOWING)
def test_what_the_painter_finds_in_one_step_is_what_the_trainer_would_teach(family_of, name):
    """One step from pure noise ends at noise less velocity: of that picture nothing is left to learn."""
    family = family_of(name)
    denoiser = family.load_denoiser(dtype=torch.float32, device="cpu")
    (told,) = family.encode_captions([CAPTION], device=CPU, dtype=torch.float32)
    guidance = 0.0 if name == "z-image" else 1.0

    painted = family.paint(
        denoiser,
        [told],
        told,
        seeds=[3],
        width=64,
        height=32,
        steps=1,
        guidance=guidance,
        output_type="latent",
    )[0][None]

    chance = torch.Generator().manual_seed(3)
    match name:
        case "flux" | "flux-dev":
            noise = torch.randn(1, 16, 4, 8, generator=chance)
            latents = diffusers.FluxPipeline._unpack_latents(painted, 32, 64, 8)
        case "flux2-klein":
            noise = torch.randn(1, 32, 2, 4, generator=chance)
            latents = normalised(family, painted)
        case "z-image":
            noise, latents = torch.randn(1, 16, 4, 8, generator=chance), painted
    words = {name: part[None] for name, part in told.items()}
    with torch.no_grad():
        left = family.loss(denoiser, latents, noise, torch.ones(1), words, training=Training())
        other = family.loss(denoiser, -latents, noise, torch.ones(1), words, training=Training())
    assert left < 1e-9
    assert other > 0.1


def normalised(family, unpatched):
    """As the pipeline's own `_encode_vae_image` ends."""
    vae = whole_pipeline(family).vae
    patches = diffusers.Flux2KleinPipeline._patchify_latents(unpatched)
    spread = (vae.bn.running_var + vae.config.batch_norm_eps).sqrt()
    return (patches - vae.bn.running_mean.view(1, -1, 1, 1)) / spread.view(1, -1, 1, 1)


@pytest.mark.parametrize("name", ["sdxl", *FLOWING])
def test_a_picture_comes_back_from_its_latent_as_the_autoencoder_alone_would_give_it(family_of, name):
    family = family_of(name)
    picture = torch.rand(3, 32, 64, generator=torch.Generator().manual_seed(0)) * 2 - 1
    (seen,) = family.encode_pictures([picture], device=CPU, dtype=torch.float32)
    vae = whole_pipeline(family).vae

    with torch.no_grad():
        wanted = vae.encode(picture[None]).latent_dist
        latents = seen.mean[None]
        if name == "flux2-klein":
            assert torch.allclose(latents, normalised(family, wanted.mode()), atol=1e-5)
        else:
            back = latents / vae.config.scaling_factor + (vae.config.shift_factor or 0)
            assert torch.allclose(back, wanted.mode(), atol=1e-5)
    if name in ("sdxl", "flux", "flux-dev"):
        assert torch.allclose(seen.std / vae.config.scaling_factor, wanted.std[0], atol=1e-5)
    else:
        assert not seen.std.any()


def test_sdxl_is_told_the_same_when_it_is_taught_and_when_it_paints(family_of):
    family = family_of("sdxl")
    denoiser = family.load_denoiser(dtype=torch.float32, device="cpu")
    told, nothing = family.encode_captions([CAPTION, ""], device=CPU, dtype=torch.float32)
    heard = []
    denoiser.register_forward_pre_hook(lambda _, args, named: heard.append((args, named)), with_kwargs=True)

    family.paint(denoiser, [told], nothing, seeds=[1], width=64, height=32, steps=1, guidance=1.0)
    batch = {name: part[None] for name, part in told.items()}
    latents = torch.zeros(1, 4, 4, 8)
    family.loss(denoiser, latents, latents, torch.tensor([9]), batch, training=Training())

    (_, painting), (args, teaching) = heard
    assert torch.equal(args[2], painting["encoder_hidden_states"])
    for part in ("text_embeds", "time_ids"):
        assert torch.equal(
            teaching["added_cond_kwargs"][part].float(), painting["added_cond_kwargs"][part].float()
        )


def test_sdxl_brings_a_size_s_measures_to_the_device_once():
    first = measures(32, 64, device=CPU, dtype=torch.bfloat16)
    assert first is measures(32, 64, device=CPU, dtype=torch.bfloat16)
    assert first.tolist() == [[32, 64, 0, 0, 32, 64]]
    assert measures(64, 32, device=CPU, dtype=torch.float32).tolist() == [[64, 32, 0, 0, 64, 32]]


def test_noise_leans_with_the_picture_and_as_the_base_says(family_of, bases):
    flux, z_image = family_of("flux").noise, family_of("z-image").noise
    assert flux.shift(256) == pytest.approx(2.718281828**0.5)
    assert flux.shift(4096) == pytest.approx(2.718281828**1.15)
    assert z_image.shift(256) == z_image.shift(4096) == 3.0

    drawn = flux.draw(4000, tokens=256, generator=torch.Generator().manual_seed(0), shift=3.0)
    assert drawn.min() > 0
    assert drawn.max() < 1
    assert drawn.median() == pytest.approx(0.75, abs=0.02)


def test_every_family_paints_one_picture_a_seed(family_of):
    for name in ("sdxl", "flux2-klein"):
        family = family_of(name)
        denoiser = family.load_denoiser(dtype=torch.float32, device="cpu")
        words = list(family.encode_captions([CAPTION, ""], device=CPU, dtype=torch.float32))
        first, second = family.paint(
            denoiser, [words[0]] * 2, words[1], seeds=[1, 2], width=64, height=32, steps=1, guidance=2.0
        )
        assert first.size == (64, 32)
        assert first.tobytes() != second.tobytes()
