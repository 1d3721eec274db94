"""What each family's denoiser is shown in one step: the shapes, with no numbers that mean anything.

Legend: b batch, c latent channels, h and w latent height and width, n tokens of the picture, t of the text.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from sandman.styles import Family

CLIP_TOKENS = 77
T5_OF_DEV, T5_OF_SCHNELL = 512, 256
QWEN_OF_KLEIN = 512
"""Padding and all."""
QWEN_OF_Z_IMAGE = 128
"""Z-Image is shown no padding; a caption and the chat around it come to fewer than this."""

Shown = Callable[[nn.Module], Tensor]
"""Runs a denoiser on one batch."""


def show(
    family: Family,
    folder: Path,
    *,
    side: int,
    batch: int,
    dtype: torch.dtype,
    device: torch.device | str = "meta",
) -> Shown:
    """What runs a denoiser of `family` on `batch` pictures of `side` by `side` pixels."""
    vae = _config(folder, "vae")
    reduction = 2 ** (len(vae["block_out_channels"]) - 1)
    latent = side // reduction
    channels = vae["latent_channels"]

    def blank(*shape: int, dtype: torch.dtype = dtype) -> Tensor:
        return torch.zeros(*shape, dtype=dtype, device=device)

    match family:
        case Family.SD | Family.SDXL:
            config = _config(folder, "unet")
            more: dict[str, Any] = {}
            if family is Family.SDXL:
                numbers = 6 * config["addition_time_embed_dim"]
                pooled = config["projection_class_embeddings_input_dim"] - numbers
                more["added_cond_kwargs"] = {"text_embeds": blank(batch, pooled), "time_ids": blank(batch, 6)}
            return lambda denoiser: denoiser(
                blank(batch, channels, latent, latent),
                blank(batch, dtype=torch.long),
                blank(batch, CLIP_TOKENS, config["cross_attention_dim"]),
                return_dict=False,
                **more,
            )[0]
        case Family.FLUX:
            config = _config(folder, "transformer")
            n, t = (latent // 2) ** 2, T5_OF_DEV if config["guidance_embeds"] else T5_OF_SCHNELL
            return lambda denoiser: denoiser(
                hidden_states=blank(batch, n, config["in_channels"]),
                timestep=blank(batch),
                guidance=blank(batch, dtype=torch.float32) if config["guidance_embeds"] else None,
                pooled_projections=blank(batch, config["pooled_projection_dim"]),
                encoder_hidden_states=blank(batch, t, config["joint_attention_dim"]),
                txt_ids=blank(t, 3),
                img_ids=blank(n, 3),
                return_dict=False,
            )[0]
        case Family.FLUX2_KLEIN:
            config = _config(folder, "transformer")
            n = (latent // 2) ** 2
            return lambda denoiser: denoiser(
                hidden_states=blank(batch, n, config["in_channels"]),
                timestep=blank(batch),
                guidance=None,
                encoder_hidden_states=blank(batch, QWEN_OF_KLEIN, config["joint_attention_dim"]),
                txt_ids=blank(batch, QWEN_OF_KLEIN, 4),
                img_ids=blank(batch, n, 4),
                return_dict=False,
            )[0]
        case Family.Z_IMAGE:
            config = _config(folder, "transformer")
            return lambda denoiser: torch.stack(
                denoiser(
                    [blank(channels, 1, latent, latent) for _ in range(batch)],
                    blank(batch),
                    [blank(QWEN_OF_Z_IMAGE, config["cap_feat_dim"]) for _ in range(batch)],
                    return_dict=False,
                )[0]
            )


def _config(folder: Path, part: str) -> dict[str, Any]:
    config: dict[str, Any] = json.loads((folder / part / "config.json").read_text())
    return config
