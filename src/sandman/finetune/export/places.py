"""Where each layer of a denoiser stands in the model as it was first published.

diffusers splits what the original models of FLUX fuse (queries, keys and values are one layer there), and
numbers the blocks of Stable Diffusion otherwise. kohya's trainers and ComfyUI keep the original names.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sandman.styles import Family


@dataclass(frozen=True, slots=True)
class Place:
    """A layer's name in the original model, and which part of that layer it is."""

    name: str
    part: int = 0
    rows: tuple[int, ...] = ()
    """How many outputs each part of a fused layer has; empty where the layer is one there too."""
    halves_change: bool = False
    """Whether scale and shift stand the other way round there."""


Places = Callable[[str], Place]
"""From a layer's name in diffusers to its place; a layer the original has not keeps its name."""


def original_places(family: Family, config: Mapping[str, Any]) -> Places:
    """The places of a family's layers; `config` is the denoiser's own."""
    match family:
        case Family.SD | Family.SDXL:
            return _renamed(_stable_diffusion(config))
        case Family.FLUX:
            return _flux(config)
        case Family.FLUX2_KLEIN:
            return _flux2(config)
        case Family.Z_IMAGE:
            # kohya's musubi-tuner reads the names that diffusers has. So does ComfyUI, with dots in them; of
            # kohya's spelling it would leave out the attention, which is one layer there
            return Place


def _renamed(names: Mapping[str, str]) -> Places:
    """The longest known beginning of a name is replaced."""
    longest_first = sorted(names, key=len, reverse=True)

    def place(layer: str) -> Place:
        for begins in longest_first:
            if layer == begins or layer.startswith(f"{begins}."):
                return Place(names[begins] + layer[len(begins) :])
        return Place(layer)

    return place


def _stable_diffusion(config: Mapping[str, Any]) -> dict[str, str]:
    """Beginnings of layers' names: the UNet of Rombach et al. counts every block through."""
    deep = config["layers_per_block"]
    names = {
        "conv_in": "input_blocks.0.0",
        "conv_out": "out.2",
        "time_embedding.linear_1": "time_embed.0",
        "time_embedding.linear_2": "time_embed.2",
        "add_embedding.linear_1": "label_emb.0.0",
        "add_embedding.linear_2": "label_emb.0.2",
        **_resnet("mid_block.resnets.0", "middle_block.0"),
        "mid_block.attentions.0": "middle_block.1",
        **_resnet("mid_block.resnets.1", "middle_block.2"),
    }
    for block, _ in enumerate(config["down_block_types"]):
        first = block * (deep + 1) + 1
        for layer in range(deep):
            names |= _resnet(f"down_blocks.{block}.resnets.{layer}", f"input_blocks.{first + layer}.0")
            names[f"down_blocks.{block}.attentions.{layer}"] = f"input_blocks.{first + layer}.1"
        names[f"down_blocks.{block}.downsamplers.0.conv"] = f"input_blocks.{first + deep}.0.op"
    for block, kind in enumerate(config["up_block_types"]):
        first = block * (deep + 1)
        for layer in range(deep + 1):
            names |= _resnet(f"up_blocks.{block}.resnets.{layer}", f"output_blocks.{first + layer}.0")
            names[f"up_blocks.{block}.attentions.{layer}"] = f"output_blocks.{first + layer}.1"
        above = 2 if "CrossAttn" in kind else 1
        names[f"up_blocks.{block}.upsamplers.0.conv"] = f"output_blocks.{first + deep}.{above}.conv"
    return names


def _resnet(here: str, there: str) -> dict[str, str]:
    layers = {
        "conv1": "in_layers.2",
        "time_emb_proj": "emb_layers.1",
        "conv2": "out_layers.3",
        "conv_shortcut": "skip_connection",
    }
    return {f"{here}.{name}": f"{there}.{original}" for name, original in layers.items()}


BLOCK = re.compile(r"(single_)?transformer_blocks\.(\d+)\.(.+)")
PARTS = {
    **{f"attn.{name}": ("img_attn.qkv", part) for part, name in enumerate(("to_q", "to_k", "to_v"))},
    **{
        f"attn.{name}": ("txt_attn.qkv", part)
        for part, name in enumerate(("add_q_proj", "add_k_proj", "add_v_proj"))
    },
}
"""Layers of FLUX's double blocks that are parts of one."""


def _flux(config: Mapping[str, Any]) -> Places:
    """FLUX.1, by the names of Black Forest Labs' own code."""
    inner = config["num_attention_heads"] * config["attention_head_dim"]
    single_parts = {"attn.to_q": 0, "attn.to_k": 1, "attn.to_v": 2, "proj_mlp": 3}
    double = {
        "attn.to_out.0": "img_attn.proj",
        "attn.to_add_out": "txt_attn.proj",
        "ff.net.0.proj": "img_mlp.0",
        "ff.net.2": "img_mlp.2",
        "ff_context.net.0.proj": "txt_mlp.0",
        "ff_context.net.2": "txt_mlp.2",
        "norm1.linear": "img_mod.lin",
        "norm1_context.linear": "txt_mod.lin",
    }
    single = {"proj_out": "linear2", "norm.linear": "modulation.lin"}
    around = _renamed(
        {
            "x_embedder": "img_in",
            "context_embedder": "txt_in",
            "proj_out": "final_layer.linear",
            **_embedders("time_text_embed", {"timestep": "time", "guidance": "guidance", "text": "vector"}),
        }
    )

    def place(layer: str) -> Place:
        if layer == "norm_out.linear":
            return Place("final_layer.adaLN_modulation.1", halves_change=True)
        if not (found := BLOCK.fullmatch(layer)):
            return around(layer)
        is_single, number, inside = found.groups()
        if is_single:
            if inside in single_parts:
                rows = (inner, inner, inner, 4 * inner)
                return Place(f"single_blocks.{number}.linear1", single_parts[inside], rows)
            return Place(f"single_blocks.{number}.{single.get(inside, inside)}")
        if inside in PARTS:
            name, part = PARTS[inside]
            return Place(f"double_blocks.{number}.{name}", part, (inner,) * 3)
        return Place(f"double_blocks.{number}.{double.get(inside, inside)}")

    return place


def _flux2(config: Mapping[str, Any]) -> Places:
    """FLUX.2, likewise; here diffusers keeps the single blocks fused."""
    inner = config["num_attention_heads"] * config["attention_head_dim"]
    double = {
        "attn.to_out.0": "img_attn.proj",
        "attn.to_add_out": "txt_attn.proj",
        "ff.linear_in": "img_mlp.0",
        "ff.linear_out": "img_mlp.2",
        "ff_context.linear_in": "txt_mlp.0",
        "ff_context.linear_out": "txt_mlp.2",
    }
    single = {"attn.to_qkv_mlp_proj": "linear1", "attn.to_out": "linear2"}
    around = _renamed(
        {
            "x_embedder": "img_in",
            "context_embedder": "txt_in",
            "proj_out": "final_layer.linear",
            "single_stream_modulation.linear": "single_stream_modulation.lin",
            "double_stream_modulation_img.linear": "double_stream_modulation_img.lin",
            "double_stream_modulation_txt.linear": "double_stream_modulation_txt.lin",
            **_embedders("time_guidance_embed", {"timestep": "time", "guidance": "guidance"}),
        }
    )

    def place(layer: str) -> Place:
        if not (found := BLOCK.fullmatch(layer)):
            return around(layer)
        is_single, number, inside = found.groups()
        if is_single:
            return Place(f"single_blocks.{number}.{single.get(inside, inside)}")
        if inside in PARTS:
            name, part = PARTS[inside]
            return Place(f"double_blocks.{number}.{name}", part, (inner,) * 3)
        return Place(f"double_blocks.{number}.{double.get(inside, inside)}")

    return place


def _embedders(folder: str, names: Mapping[str, str]) -> dict[str, str]:
    return {
        f"{folder}.{here}_embedder.linear_{number}": f"{there}_in.{layer}"
        for here, there in names.items()
        for number, layer in ((1, "in_layer"), (2, "out_layer"))
    }
