"""What a denoiser is made of, and what training it holds in memory: counted on the meta device, unread.

Sizes are bytes unless a name says otherwise.
"""

import json
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache

import torch
from torch import nn

from sandman.finetune.base import LocatedBase
from sandman.finetune.families import trainer_of
from sandman.finetune.plan.laid_under import weights_laid_under
from sandman.finetune.plan.meter import Meter, fused_attention
from sandman.finetune.plan.shapes import Shown, show
from sandman.finetune.train.adapter import Adapter
from sandman.finetune.train.device import DTYPES
from sandman.styles import Training
from sandman.weights.checkpointing import checkpoint_blocks

FLOAT32 = 4
MOMENTS = {"adamw": 8.0, "adamw8bit": 2.1, "prodigy": 16.0}
"""What an optimiser keeps for each weight it moves; 8-bit states carry a scale for every 256 of them."""


@dataclass(frozen=True, slots=True)
class Activity:
    """What a step makes in memory beyond weights, adapter and optimiser."""

    kept: int
    """From the forward for the backward pass."""
    temporaries: int
    """More than that, at the worst moment."""


class Anatomy:
    """A base's denoiser at one resolution and batch, taken apart."""

    def __init__(self, base: LocatedBase, training: Training) -> None:
        assert training.resolution
        self.base = base
        self._training = training
        self._family = trainer_of(base)
        self.side = training.resolution // self._family.multiple * self._family.multiple
        """Pixels of a square picture's side."""
        # Asked for again at every rung; as long as the plan that asks.
        self.step = cache(self._step)
        self.painting = cache(self._painting)
        self._learning = cache(self._make_learning)

        denoiser = self._bare("float32")
        self.parameters = sum(part.numel() for part in denoiser.parameters())
        self.largest = max(part.numel() for part in denoiser.parameters())
        """Parameters of its largest tensor."""
        linears = [_linears(block) for block in self._family.blocks(denoiser)]
        layers = [layer for block in linears for layer in block]
        self.quantisable = sum(layer.weight.numel() for layer in layers)
        """Weights of the linear layers of its blocks."""
        self.rows = sum(layer.out_features for layer in layers)
        self.largest_linear = max((layer.weight.numel() for layer in layers), default=0)
        self.largest_block = max((sum(each.weight.numel() for each in block) for block in linears), default=0)
        """Of those weights, in the block with the most of them."""
        self.adapter = self._lay_adapter(denoiser).flat.numel()
        """Weights of the adapter."""
        named = base.defaults.training_adapter
        self.laid_under = weights_laid_under(named, layers) if named else 0
        """Weights of the adapter that a distilled base is taught under."""

    # Weights

    def weights(self, precision: str, quantisation: str = "none") -> int:
        """Of the frozen denoiser."""
        rest = (self.parameters - self.quantisable) * DTYPES[precision].itemsize
        return rest + self.quantised(quantisation, precision)

    def quantised(self, quantisation: str, precision: str) -> int:
        """Of the linear layers of its blocks alone."""
        match quantisation:
            case "int8":  # and a float32 scale for each row
                return self.quantisable + self.rows * FLOAT32
            case "nf4":  # and a byte for the scale of every 64, and a float32 for every 256 of those
                return (
                    self.quantisable // 2 + self.quantisable // 64 + self.quantisable // 64 // 256 * FLOAT32
                )
            case _:
                return self.quantisable * DTYPES[precision].itemsize

    @property
    def adapter_bytes(self) -> int:
        """The adapter with its gradients, the optimiser's moments, and its average where one is kept."""
        a_weight = 2 * FLOAT32 + MOMENTS[self._training.optimiser] + (FLOAT32 if self._training.ema else 0)
        return int(self.adapter * a_weight)

    # Work

    def _step(self, precision: str, checkpointing: float, *, fused: bool = True) -> Activity:
        """Forward and backward, with that share of the blocks computed again in the backward pass."""
        denoiser, run = self._learning(precision), self._shown(precision, self._training.batch)
        recomputed = checkpoint_blocks(self._family.blocks(denoiser), checkpointing)
        with fused_attention() if fused else nullcontext(), Meter() as meter:
            loss = run(denoiser.train()).float().square().mean()
            kept = meter.live
            loss.backward()
        for block in recomputed:
            del block.forward  # the class's own again
        return Activity(kept, meter.peak - kept)

    def _painting(self, precision: str, *, fused: bool = True) -> int:
        """One denoising step of a sample picture, with its empty caption where the family wants one."""
        asked_twice = self.base.defaults.guidance > 1 and not self._is_told_guidance
        denoiser, run = self._learning(precision), self._shown(precision, 1 + asked_twice)
        with fused_attention() if fused else nullcontext(), torch.no_grad(), Meter() as meter:
            run(denoiser)
        return meter.peak

    @property
    def _is_told_guidance(self) -> bool:
        """FLUX.1-dev takes its guidance as a number."""
        return bool(json.loads((self.base.denoiser / "config.json").read_text()).get("guidance_embeds"))

    # Models on the meta device

    def _make_learning(self, precision: str) -> nn.Module:
        denoiser = self._bare(precision)
        self._lay_adapter(denoiser)
        return denoiser

    def _bare(self, precision: str) -> nn.Module:
        dtype = DTYPES[precision]
        # torch's own `to`: diffusers' warns of layers it would keep wider, and the trainer keeps none.
        return nn.Module.to(self._family.load_denoiser(dtype=dtype, device="meta"), dtype=dtype)

    def _lay_adapter(self, denoiser: nn.Module) -> Adapter:
        training = self._training
        assert training.rank
        return Adapter(
            denoiser,
            targets=self._family.targets(training.targets),
            rank=training.rank,
            alpha=training.alpha or training.rank,
            seed=0,
            device=torch.device("meta"),
        )

    def _shown(self, precision: str, batch: int) -> Shown:
        return show(self.base.family, self.base.folder, side=self.side, batch=batch, dtype=DTYPES[precision])


def _linears(block: nn.Module) -> list[nn.Linear]:
    return [layer for layer in block.modules() if isinstance(layer, nn.Linear)]
