"""An adapter is written for three programs, and paints the same picture from each file."""

import json
from pathlib import Path
from typing import Any

import diffusers
import pytest
import torch
from diffusers.loaders.lora_conversion_utils import _convert_kohya_flux_lora_to_diffusers
from diffusers.utils import convert_state_dict_to_kohya
from safetensors import safe_open
from safetensors.torch import load_file
from torch import Tensor, nn

from sandman.finetune.base import LocatedBase, find_folder
from sandman.finetune.export import COMFYUI, DIFFUSERS, KOHYA, export_adapter
from sandman.finetune.export.adapter import _as_kohya
from sandman.finetune.export.header import describe
from sandman.finetune.export.layers import layers_of, moved
from sandman.finetune.export.places import original_places
from sandman.styles import BASES, Family, Unusable
from tests.style.tiny import TINY

RANK, ALPHA = 2, 3.0
FAMILIES = tuple(TINY)


def an_adapter(denoiser: nn.Module, *, without: tuple[str, ...] = ()) -> dict[str, Tensor]:
    """A LoRA over the blocks' layers, as peft would give it; strong enough to be seen."""
    chance = torch.Generator().manual_seed(1)
    state = {}
    for name, layer in denoiser.named_modules():
        inside = "blocks" in name or name.startswith("layers")
        if isinstance(layer, nn.Linear) and inside and not any(part in name for part in without):
            out, into = layer.weight.shape
            state[f"{name}.lora_A.weight"] = torch.randn(RANK, into, generator=chance) / into**0.5
            state[f"{name}.lora_B.weight"] = torch.randn(out, RANK, generator=chance) / 4
    return state


def exported(base: LocatedBase, state: dict[str, Tensor], folder: Path, **more: Any) -> Path:
    export_adapter(state, folder, base=base, rank=RANK, alpha=ALPHA, trigger="sndmntls style", **more)
    return folder


def painted(pipeline: Any) -> Tensor:
    """Latents of one picture."""
    with torch.no_grad():
        return pipeline(
            prompt="a fox",
            height=32,
            width=32,
            num_inference_steps=2,
            output_type="latent",
            generator=torch.Generator().manual_seed(3),
        ).images


@pytest.mark.parametrize("family", FAMILIES)
def test_every_file_paints_the_same_picture(bases, tmp_path, family):
    diffusers.utils.logging.disable_progress_bar()
    base = find_folder(TINY[family](bases))
    pipeline = diffusers.DiffusionPipeline.from_pretrained(base.folder, local_files_only=True)
    pipeline.set_progress_bar_config(disable=True)
    denoiser = getattr(pipeline, base.denoiser.name)
    # diffusers reads kohya's fused layers of single blocks at FLUX.1's true width only: see below.
    fused = ("single_transformer_blocks",) if family == "flux" else ()
    state = an_adapter(denoiser, without=fused)
    without = painted(pipeline)

    folder = exported(base, state, tmp_path)
    pictures = []
    for name in (DIFFUSERS, KOHYA, COMFYUI):
        file = folder / name
        if name == COMFYUI and family in ("sd", "sdxl"):
            # diffusers has no reader of ComfyUI's own names, but one of the same names as kohya spells them.
            tensors = {
                "lora_unet_" + key.removeprefix("diffusion_model.").replace(".", "_", key.count(".") - 3)
                .replace(".lora_A", ".lora_down").replace(".lora_B", ".lora_up"): tensor
                for key, tensor in load_file(file).items()
            }  # fmt: skip
            more = (
                {"unet_config": denoiser.config} if family == "sd" else {}
            )  # SDXL's reader hands it on itself
            pipeline.load_lora_weights(tensors, **more)
        else:
            pipeline.load_lora_weights(folder, weight_name=name)
        pictures.append(painted(pipeline))
        pipeline.unload_lora_weights()

    assert (pictures[0] - without).abs().max() > 0.05
    for picture in pictures[1:]:
        torch.testing.assert_close(picture, pictures[0], atol=1e-4, rtol=1e-4)


def test_fluxes_fused_layers_come_back_from_kohya_at_true_width():
    chance = torch.Generator().manual_seed(0)
    sizes = {"attn.to_q": 3072, "attn.to_v": 3072, "proj_mlp": 12288, "proj_out": 3072}
    state = {}
    for name, out in sizes.items():
        layer = f"single_transformer_blocks.5.{name}"
        into = 15360 if name == "proj_out" else 3072
        state[f"{layer}.lora_A.weight"] = torch.randn(RANK, into, generator=chance)
        state[f"{layer}.lora_B.weight"] = torch.randn(out, RANK, generator=chance)
    places = original_places(Family.FLUX, {"num_attention_heads": 24, "attention_head_dim": 128})

    kohya = _as_kohya(moved(layers_of(state, alpha=ALPHA), places))
    back = _convert_kohya_flux_lora_to_diffusers(dict(kohya))

    assert {key.split(".")[0] for key in kohya} == {
        "lora_unet_single_blocks_5_linear1",
        "lora_unet_single_blocks_5_linear2",
    }
    for name in sizes:
        layer = f"single_transformer_blocks.5.{name}"
        ours = state[f"{layer}.lora_B.weight"] @ state[f"{layer}.lora_A.weight"] * (ALPHA / RANK)
        theirs = back[f"transformer.{layer}.lora_B.weight"] @ back[f"transformer.{layer}.lora_A.weight"]
        torch.testing.assert_close(theirs[:64], ours[:64], atol=1e-4, rtol=1e-4)
    untrained = back["transformer.single_transformer_blocks.5.attn.to_k.lora_B.weight"]
    assert not untrained.any()


def test_stable_diffusion_has_the_keys_that_diffusers_gives_kohya(bases, tmp_path):
    base = find_folder(TINY["sd"](bases))
    with torch.device("meta"):
        denoiser = diffusers.UNet2DConditionModel.from_config(
            diffusers.UNet2DConditionModel.load_config(base.denoiser)
        )
    state = an_adapter(denoiser)

    ours = load_file(exported(base, state, tmp_path) / KOHYA)

    theirs = convert_state_dict_to_kohya({f"unet.{key}": tensor for key, tensor in state.items()})
    assert set(ours) == set(theirs)
    alphas = {float(tensor) for key, tensor in ours.items() if key.endswith(".alpha")}
    assert alphas == {ALPHA}  # theirs writes the rank, whatever the alpha was


@pytest.mark.parametrize("family", FAMILIES)
def test_no_two_layers_stand_in_one_place(bases, family):
    base = find_folder(TINY[family](bases))
    config = json.loads((base.denoiser / "config.json").read_text())
    with torch.device("meta"):
        denoiser = getattr(diffusers, config["_class_name"]).from_config(config)
    places = original_places(base.family, config)

    layers = [name for name, layer in denoiser.named_modules() if isinstance(layer, nn.Linear | nn.Conv2d)]
    found = {(place.name, place.part) for place in map(places, layers)}

    assert len(found) == len(layers)


def test_the_header_says_everything_and_nothing_else_is_needed(bases, tmp_path):
    base = find_folder(TINY["sd"](bases))
    state = {"mid_block.attentions.0.proj_in.lora_A.weight": torch.ones(RANK, 4, 1, 1)}
    state["mid_block.attentions.0.proj_in.lora_B.weight"] = torch.ones(8, RANK, 1, 1)
    facts = {"steps": "40", "resolution": "64", "pictures_sha256": "ab12", "title": "Moonlit watercolour"}

    folder = exported(base, state, tmp_path, metadata=facts)

    with safe_open(folder / KOHYA, framework="pt") as file:
        said = file.metadata()
    assert said["ss_network_dim"] == "2"
    assert said["ss_network_alpha"] == "3"
    assert said["ss_steps"] == said["sandman.steps"] == "40"
    assert said["modelspec.architecture"] == "stable-diffusion-v1/lora"
    assert said["modelspec.trigger_phrase"] == "sndmntls style"
    assert said["modelspec.resolution"] == "64x64"
    assert said["sandman.base_fingerprint"] == base.card.fingerprint
    assert said["sandman.pictures_sha256"] == "ab12"
    with safe_open(folder / DIFFUSERS, framework="pt") as file:
        peft = json.loads(file.metadata()["lora_adapter_metadata"])
    assert (peft["unet.r"], peft["unet.lora_alpha"]) == (RANK, ALPHA)
    assert sorted(path.name for path in folder.iterdir()) == sorted((DIFFUSERS, KOHYA, COMFYUI))


@pytest.mark.parametrize(
    ("known", "width", "prediction", "version", "architecture"),
    [
        ("sd15", 768, "epsilon", "sd_v1", "stable-diffusion-v1"),
        ("sd15", 768, "v_prediction", "sd_v1_v", "stable-diffusion-v1"),
        ("sd15", 1024, "epsilon", "sd_v2", "stable-diffusion-v2-512"),
        ("sd15", 1024, "v_prediction", "sd_v2_v", "stable-diffusion-v2-768-v"),
        ("sdxl", 2048, "v_prediction", "sdxl_base_v1-0", "stable-diffusion-xl-v1-base"),
    ],
)
def test_a_base_is_called_what_kohya_calls_it(tmp_path, known, width, prediction, version, architecture):
    for file, told in (
        ("unet/config.json", {"cross_attention_dim": width}),
        ("scheduler/scheduler_config.json", {"prediction_type": prediction}),
    ):
        (tmp_path / file).parent.mkdir()
        (tmp_path / file).write_text(json.dumps(told))

    said = describe(
        LocatedBase(tmp_path, known, BASES[known]), rank=4, alpha=4.0, trigger="moon style", facts={}
    )

    assert said["ss_base_model_version"] == version
    assert said["ss_v2"] == str(width == 1024)
    assert said["modelspec.architecture"] == f"{architecture}/lora"
    assert said["modelspec.prediction_type"] == ("epsilon" if prediction == "epsilon" else "v")


@pytest.mark.parametrize(
    ("known", "single_blocks", "version", "architecture"),
    [
        ("flux2-klein-4b", 20, "flux2_klein_4b", "Flux.2-klein-4b"),
        ("flux2-klein-4b", 24, "flux2_klein_9b", "Flux.2-klein-9b"),
        ("flux2-klein-4b", 2, "flux2_klein", "Flux.2-klein"),
        ("z-image", None, "zimage", "Z-Image"),
        ("flux-dev", 38, "flux1", "flux-1"),
    ],
)
def test_a_newer_base_is_called_what_its_trainers_call_it(
    tmp_path, known, single_blocks, version, architecture
):
    config = tmp_path / "transformer" / "config.json"
    config.parent.mkdir()
    config.write_text(json.dumps({"num_single_layers": single_blocks} if single_blocks else {}))

    said = describe(
        LocatedBase(tmp_path, known, BASES[known]), rank=4, alpha=4.0, trigger="moon style", facts={}
    )

    assert said["ss_base_model_version"] == version
    assert said["modelspec.architecture"] == f"{architecture}/lora"


def test_one_training_is_one_file_byte_for_byte(bases, tmp_path):
    base = find_folder(TINY["flux"](bases))
    state = {"proj_out.lora_A.weight": torch.ones(RANK, 4), "proj_out.lora_B.weight": torch.ones(8, RANK)}

    once, again = (exported(base, state, tmp_path / name, metadata={"steps": "4"}) for name in ("a", "b"))

    for name in (DIFFUSERS, KOHYA, COMFYUI):
        assert (once / name).read_bytes() == (again / name).read_bytes()


def test_what_is_no_lora_is_refused(bases, tmp_path):
    base = find_folder(TINY["sd"](bases))
    with pytest.raises(Unusable, match=r"mid_block\.hada_w1_a"):
        exported(base, {"mid_block.hada_w1_a": torch.ones(2)}, tmp_path)
