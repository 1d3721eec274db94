"""What a base is made of and what training it holds in memory, counted on the meta device: no weights read.

Legend: a side is pixels of a square picture; sizes are bytes unless a name says otherwise.
"""

import json
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import diffusers
import torch
import transformers
from torch import Tensor, nn

from sandman.finetune.base import LocatedBase
from sandman.finetune.families import trainer_of
from sandman.finetune.loading import build_empty
from sandman.finetune.plan.meter import Meter, fused_attention
from sandman.finetune.plan.shapes import CLIP_TOKENS, QWEN_OF_KLEIN, T5_OF_DEV, show
from sandman.finetune.train.adapter import Adapter
from sandman.styles import Training

DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16}
FLOAT32 = 4
MOMENTS = {"adamw": 8.0, "adamw8bit": 2.1, "prodigy": 16.0}
"""Bytes an optimiser keeps for each weight it moves; 8-bit states carry a scale for every 256 of them."""


@dataclass(frozen=True, slots=True)
class Model:
    """One part of a base that is loaded, used and dropped."""

    name: str
    parameters: int
    largest: int
    """Parameters of its largest tensor: it is read beside what is loaded already."""
    working: int
    """Bytes it makes in float32 beyond its weights, at its worst moment."""


@dataclass(frozen=True, slots=True)
class Activity:
    """What a step makes in memory beyond weights, adapter and optimiser."""

    kept: int
    """Kept from the forward for the backward pass."""
    temporaries: int
    """More than that, at the worst moment."""


class Anatomy:
    """A base at one resolution and batch, taken apart."""

    def __init__(self, base: LocatedBase, training: Training) -> None:
        assert training.resolution
        assert training.rank
        self._base, self._training = base, training
        self._family = trainer_of(base)
        self._side = training.resolution // self._family.multiple * self._family.multiple

        bare = self._family.load_denoiser(dtype=torch.float32, device="meta")
        self.parameters = _count(bare)
        """Of the denoiser."""
        self.largest = max(part.numel() for part in bare.parameters())
        self.blocks = len(self._family.blocks(bare))
        linears = [_linears(block) for block in self._family.blocks(bare)]
        self.quantisable = sum(layer.weight.numel() for block in linears for layer in block)
        """Weights of the linear layers of its blocks."""
        self.rows = sum(layer.out_features for block in linears for layer in block)
        layers = [layer.weight.numel() for block in linears for layer in block]
        self.largest_linear = max(layers, default=0)
        self.largest_block = max((sum(each.weight.numel() for each in block) for block in linears), default=0)
        """Of those weights, in the block with the most of them."""
        _, adapter = self._adapted("float32")
        self.adapter = adapter.flat.numel()
        """Weights of the adapter."""

    # Weights

    def weights(self, precision: str, quantisation: str = "none") -> int:
        """Of the frozen denoiser."""
        rest = (self.parameters - self.quantisable) * _width(precision)
        return int(rest + self.quantised(quantisation, precision))

    def quantised(self, quantisation: str, precision: str) -> int:
        """Of the linear layers of its blocks."""
        match quantisation:
            case "int8":  # a float32 scale for each row
                return self.quantisable + self.rows * FLOAT32
            case "nf4":  # half a byte each, and a float32 scale for every 64 of them
                return self.quantisable // 2 + self.quantisable // 64 * FLOAT32
            case _:
                return self.quantisable * _width(precision)

    @property
    def adapter_bytes(self) -> int:
        """The adapter with its gradients, the optimiser's moments, and its average where one is kept."""
        a_weight = 2 * FLOAT32 + MOMENTS[self._training.optimiser] + (FLOAT32 if self._training.ema else 0)
        return int(self.adapter * a_weight)

    # What a step makes

    @cache  # noqa: B019 - lives as long as the plan that asks
    def step(self, precision: str, checkpointing: float, *, fused: bool = True) -> Activity:
        """Forward and backward, with that share of the blocks computed again in the backward pass."""
        denoiser, _ = self._adapted(precision)
        if checkpointing:
            from sandman.finetune.quant import checkpoint_blocks  # noqa: PLC0415

            checkpoint_blocks(self._family.blocks(denoiser), checkpointing)
        run = self._shown(precision, self._training.batch)
        with _attention(fused=fused), Meter() as meter:
            loss = run(denoiser.train()).float().square().mean()
            kept = meter.live
            loss.backward()
        return Activity(kept, meter.peak - kept)

    @cache  # noqa: B019
    def painting(self, precision: str, *, fused: bool = True) -> int:
        """One denoising step of a sample picture, with its empty caption where the family has guidance."""
        denoiser, _ = self._adapted(precision)
        pictures = 2 if self._base.defaults.guidance > 1 and not self._guidance_is_told else 1
        with _attention(fused=fused), torch.no_grad(), Meter() as meter:
            self._shown(precision, pictures)(denoiser)
        return meter.peak

    # What runs before, and is gone

    @cached_property
    def encoders(self) -> tuple[Model, ...]:
        """Of the captions."""
        return tuple(
            self._text_encoder(part, model)
            for part, model in self._index().items()
            if part.startswith("text_encoder")
        )

    @cached_property
    def autoencoder(self) -> Model:
        """Encoding one picture."""
        vae = self._autoencoder()
        with torch.no_grad(), Meter() as meter:
            seen = vae.encode(self._empty(1, vae.config.in_channels, self._side, self._side))
            del seen
        return Model("autoencoder", _count(vae), _largest(vae), meter.peak)

    @cached_property
    def decoding(self) -> int:
        """Of the autoencoder, for one picture, in float32."""
        vae = self._autoencoder()
        small = self._side // 2 ** (len(vae.config.block_out_channels) - 1)
        with torch.no_grad(), Meter() as meter:
            vae.decode(self._empty(1, vae.config.latent_channels, small, small))
        return meter.peak

    def _autoencoder(self) -> nn.Module:
        return build_empty(self._index()["vae"], self._base.folder / "vae").to("meta")

    def _text_encoder(self, part: str, model: type[Any]) -> Model:
        encoder = build_empty(model, self._base.folder / part)
        encoder.tie_weights()
        config = encoder.config
        width = config.hidden_size
        wide = getattr(config, "intermediate_size", None) or config.d_ff
        tokens = {"clip_text_model": CLIP_TOKENS, "t5": T5_OF_DEV}.get(config.model_type, QWEN_OF_KLEIN)
        scores = config.num_attention_heads * tokens * tokens
        layers = config.num_hidden_layers if config.model_type == "qwen3" else 1  # it hands out every layer's
        working = FLOAT32 * (3 * scores + tokens * (3 * wide + (4 + layers) * width))
        return Model(part.replace("_", " "), _count(encoder), _largest(encoder), working)

    # Parts of the folder

    def _index(self) -> dict[str, type[Any]]:
        """The classes of the folder's parts."""
        index = json.loads((self._base.folder / "model_index.json").read_text())
        homes = {"diffusers": diffusers, "transformers": transformers}
        return {
            part: getattr(homes[entry[0]], entry[1])
            for part, entry in index.items()
            if isinstance(entry, list)
            and entry[0] in homes
            and (self._base.folder / part / "config.json").exists()
        }

    def _adapted(self, precision: str) -> tuple[nn.Module, Adapter]:
        training, dtype = self._training, DTYPES[precision]
        denoiser = self._family.load_denoiser(dtype=dtype, device="meta")
        nn.Module.to(denoiser, dtype=dtype)
        assert training.rank
        adapter = Adapter(
            denoiser,
            targets=self._family.targets(training.targets),
            rank=training.rank,
            alpha=training.alpha or training.rank,
            seed=0,
        )
        return denoiser, adapter

    def _shown(self, precision: str, batch: int) -> Any:  # noqa: ANN401 - a function of a module
        return show(
            self._base.family, self._base.folder, side=self._side, batch=batch, dtype=DTYPES[precision]
        )

    @property
    def _guidance_is_told(self) -> bool:
        """FLUX.1-dev is told its guidance as a number; others are asked twice."""
        config = json.loads((self._base.denoiser / "config.json").read_text())
        return bool(config.get("guidance_embeds"))

    def _empty(self, *shape: int) -> Tensor:
        return torch.empty(*shape, device="meta")


def _attention(*, fused: bool) -> Any:  # noqa: ANN401 - a context
    from contextlib import nullcontext  # noqa: PLC0415

    return fused_attention() if fused else nullcontext()


def _linears(block: nn.Module) -> list[nn.Linear]:
    return [layer for layer in block.modules() if isinstance(layer, nn.Linear)]


def _count(model: nn.Module) -> int:
    """Parameters; those that are tied count once."""
    return sum(part.numel() for part in model.parameters())


def _largest(model: nn.Module) -> int:
    return max(part.numel() for part in model.parameters())


def _width(precision: str) -> int:
    return DTYPES[precision].itemsize
