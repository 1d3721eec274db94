"""Stable Diffusion 1.x as the trainer knows it, held against the library's own words and formulas."""

import json
import shutil

import pytest
import torch
from diffusers import DDPMScheduler
from safetensors.torch import load_file, save_file

from sandman.finetune.base import find_folder
from sandman.finetune.families.sd import TARGETS, StableDiffusion, min_snr_weights
from sandman.styles import Training, Unusable

CPU = torch.device("cpu")


class Echo:
    """A denoiser that names what it is told to."""

    def __init__(self, named):
        self.named = named

    def __call__(self, noisy, at, words, return_dict):
        self.noisy = noisy
        return (self.named,)


@pytest.fixture
def shown():
    chance = torch.Generator().manual_seed(0)
    latents, noise = (torch.randn(2, 4, 4, 4, generator=chance) for _ in "ab")
    return latents, noise, torch.tensor([900, 20]), {"embeds": torch.zeros(2, 77, 32)}


def copy_of(sd, tmp_path, **scheduler):
    folder = shutil.copytree(sd.folder, tmp_path / "copy")
    file = folder / "scheduler" / "scheduler_config.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | scheduler))
    return StableDiffusion(find_folder(folder))


def test_noise_is_put_to_latents_as_the_library_puts_it(sd, shown):
    latents, noise, at, _ = shown
    echo = Echo(noise + 0.5)

    loss = StableDiffusion(sd).loss(echo, *shown, training=Training())

    library = DDPMScheduler.from_pretrained(sd.folder, subfolder="scheduler")
    assert torch.equal(echo.noisy, library.add_noise(latents, noise, at))
    torch.testing.assert_close(loss, torch.full((2,), 0.25))


def test_velocity_is_wanted_of_a_base_that_predicts_it(sd, shown, tmp_path):
    latents, noise, at, _ = shown
    family = copy_of(sd, tmp_path, prediction_type="v_prediction")
    wanted = family.noise.get_velocity(latents, noise, at)

    assert family.loss(Echo(wanted), *shown, training=Training()).tolist() == [0.0, 0.0]


def test_a_base_that_predicts_the_picture_is_refused(sd, shown, tmp_path):
    with pytest.raises(Unusable, match="predicts `sample`"):
        copy_of(sd, tmp_path, prediction_type="sample").loss(Echo(shown[0]), *shown, training=Training())


def test_min_snr_weighs_easy_steps_less_in_both_forms():
    snr = torch.tensor([0.25, 5.0, 50.0])

    assert min_snr_weights(snr, gamma=5.0, velocity=False).tolist() == pytest.approx([1.0, 1.0, 0.1])
    assert min_snr_weights(snr, gamma=5.0, velocity=True).tolist() == pytest.approx([0.2, 5 / 6, 5 / 51])


def test_min_snr_leaves_pure_noise_and_a_clean_picture_a_weight():
    ends = torch.tensor([0.0, torch.inf])  # zero terminal SNR, and no noise at all
    assert min_snr_weights(ends, gamma=5.0, velocity=False).tolist() == [1.0, 0.0]
    assert min_snr_weights(ends, gamma=5.0, velocity=True).tolist() == [0.0, 0.0]


def test_min_snr_is_put_to_the_loss(sd, shown):
    _, noise, at, _ = shown
    family = StableDiffusion(sd)
    kept = family.noise.alphas_cumprod[at]

    loss = family.loss(Echo(noise + 1), *shown, training=Training(min_snr_gamma=5.0))

    torch.testing.assert_close(loss, (kept / (1 - kept)).clamp(max=5.0) / (kept / (1 - kept)))


def test_blocks_are_in_the_order_they_run(sd):
    family = StableDiffusion(sd)
    unet = family.load_denoiser(dtype=torch.float32, device=CPU)
    blocks, ran = family.blocks(unet), []
    for block in blocks:
        block.register_forward_hook(lambda module, *_: ran.append(module))

    unet(torch.zeros(1, 4, 4, 4), torch.tensor([1]), torch.zeros(1, 77, 32))

    assert [id(block) for block in ran] == [id(block) for block in blocks]


def test_every_target_is_a_layer_of_the_base(sd):
    unet = StableDiffusion(sd).load_denoiser(dtype=torch.float32, device="meta")
    names = [name for name, _ in unet.named_modules()]

    assert {target for target in TARGETS["all"] if any(name.endswith("." + target) for name in names)} == set(
        TARGETS["all"]
    )
    assert all(part.is_meta for part in unet.parameters())


def test_a_base_saved_in_the_days_of_sd15_sees_and_reads_as_one_saved_today(sd, tmp_path):
    old = shutil.copytree(sd.folder, tmp_path / "old")
    words = old / "text_encoder" / "model.safetensors"
    save_file({f"text_model.{name}": part for name, part in load_file(words).items()}, words)
    sight = old / "vae" / "diffusion_pytorch_model.safetensors"
    renamed = {"to_q": "query", "to_k": "key", "to_v": "value", "to_out.0": "proj_attn"}
    parts = load_file(sight)
    for name in [name for name in parts if "attentions" in name]:
        for today, then in renamed.items():
            if f".{today}." in name:
                parts[name.replace(f".{today}.", f".{then}.")] = parts.pop(name)
    assert sum(".query." in name for name in parts) == 4
    save_file(parts, sight)

    picture = torch.linspace(-1, 1, 3 * 32 * 32).view(3, 32, 32)
    for found in (StableDiffusion(sd), StableDiffusion(find_folder(old))):
        [told] = found.encode_captions(["a fox"], device=CPU, dtype=torch.float32)
        [seen] = found.encode_pictures([picture], device=CPU, dtype=torch.float32)
        if found.base is sd:
            wanted = told["embeds"], seen.mean, seen.std
    assert all(map(torch.equal, wanted, (told["embeds"], seen.mean, seen.std)))


def test_it_paints_the_same_picture_from_the_same_seed(sd):
    family = StableDiffusion(sd)
    unet = family.load_denoiser(dtype=torch.float32, device=CPU)
    words, nothing = family.encode_captions(["a fox", ""], device=CPU, dtype=torch.float32)

    pictures = family.paint(
        unet, [words, words, words], nothing, seeds=[1, 1, 2], width=32, height=32, steps=2, guidance=4.0
    )

    one, again, other = (picture.tobytes() for picture in pictures)
    assert one == again != other
    assert pictures[0].size == (32, 32)
