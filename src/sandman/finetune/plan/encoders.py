"""What runs before the denoiser is loaded, and is gone by then: text encoders and the autoencoder."""

import json
from dataclasses import dataclass
from typing import Any

import diffusers
import torch
import transformers
from torch import Tensor, nn

from sandman.finetune.base import LocatedBase
from sandman.finetune.families.flux2_klein import LAYERS
from sandman.finetune.plan.meter import Meter
from sandman.styles import Family
from sandman.weights.loading import build_empty

FLOAT32 = 4
TOKENS = {"clip_text_model": 77, "t5": 512, "qwen3": 512}
"""Of the longest caption, by the encoder's kind."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """A model that is loaded, used and dropped."""

    name: str
    parameters: int
    largest: int
    """Parameters of its largest tensor: it is read beside what is loaded already."""
    working: int
    """Bytes it makes beyond its weights at its worst moment, in float32."""


def text_encoders(base: LocatedBase) -> tuple[Encoder, ...]:
    """In the order they are loaded, one after the other."""
    parts = {name: model for name, model in _parts(base).items() if name.startswith("text_encoder")}
    return tuple(_text_encoder(base, name, model) for name, model in parts.items())


def autoencoder(base: LocatedBase, *, side: int) -> Encoder:
    """Encoding one picture of that many pixels a side."""
    vae = _autoencoder(base)
    with torch.no_grad(), Meter() as meter:
        vae.encode(_empty(1, vae.config.in_channels, side, side))
    return Encoder("autoencoder", _count(vae), _largest(vae), meter.peak)


def decoding(base: LocatedBase, *, side: int) -> int:
    """Bytes that the autoencoder makes of one sample picture, in float32."""
    vae = _autoencoder(base)
    small = side // 2 ** (len(vae.config.block_out_channels) - 1)
    with torch.no_grad(), Meter() as meter:
        vae.decode(_empty(1, vae.config.latent_channels, small, small))
    return meter.peak


def _autoencoder(base: LocatedBase) -> nn.Module:
    return build_empty(_parts(base)["vae"], base.folder / "vae").to("meta")


def _text_encoder(base: LocatedBase, name: str, model: type[Any]) -> Encoder:
    folder = base.folder / name
    if model.config_class.model_type == "qwen3":
        model = transformers.Qwen3Model  # without the head that nobody asks
    encoder = build_empty(model, folder)
    if base.family is Family.FLUX2_KLEIN:
        encoder.layers = encoder.layers[: max(LAYERS) + 1]
    encoder.tie_weights()
    config = encoder.config
    tokens, width = TOKENS.get(config.model_type, 512), config.hidden_size
    wide = getattr(config, "intermediate_size", None) or config.d_ff
    told = len(encoder.layers) if base.family is Family.FLUX2_KLEIN else 1
    scores = config.num_attention_heads * tokens**2
    working = FLOAT32 * (3 * scores + tokens * (3 * wide + (4 + told) * width))
    return Encoder(name.replace("_", " "), _count(encoder), _largest(encoder), working)


def _parts(base: LocatedBase) -> dict[str, type[Any]]:
    """The classes of the folder's models, by their folders' names."""
    index = json.loads((base.folder / "model_index.json").read_text())
    libraries = {"diffusers": diffusers, "transformers": transformers}
    return {
        name: getattr(libraries[entry[0]], entry[1])
        for name, entry in index.items()
        if isinstance(entry, list) and entry[0] in libraries and (base.folder / name / "config.json").exists()
    }


def _count(model: nn.Module) -> int:
    """Parameters; those that are tied count once."""
    return sum(part.numel() for part in model.parameters())


def _largest(model: nn.Module) -> int:
    return max(part.numel() for part in model.parameters())


def _empty(*shape: int) -> Tensor:
    return torch.empty(*shape, device="meta")
