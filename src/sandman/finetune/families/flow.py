"""What the flow-matching families share: how noisy, how it is mixed, and what is to be found.

A picture x and noise n are mixed as (1 - s) x + s n; the denoiser is to find the velocity n - x.
Legend: b batch, c latent channels, h and w latent height and width.
"""

import json
import math
from pathlib import Path
from typing import Any

import torch
from diffusers import FlowMatchEulerDiscreteScheduler
from torch import Tensor

FEWEST_TOKENS, LEAST_LEANING = 256, 0.5
MOST_TOKENS, MOST_LEANING = 4096, 1.15
"""How the shift grows with the picture where a base does not say: FLUX.1's own figures."""


class Noise:
    """How noisy pictures are drawn for a base, as its scheduler's folder tells."""

    def __init__(self, base: Path) -> None:
        self.config: dict[str, Any] = json.loads((base / "scheduler" / "scheduler_config.json").read_text())

    def draw(
        self, count: int, *, tokens: int, generator: torch.Generator, shift: float | None = None
    ) -> Tensor:
        """Sigmas [b] in (0, 1), most of them in the middle, leaning to noise the more a picture has to tell.

        Logit-normal, then s' = k s / (1 + (k - 1) s).
        Source: Esser et al. 2024, arXiv 2403.03206, sections 3.1 and 5.3.2. The official scripts draw evenly
        and unshifted, so that at 1024 pixels they hardly see the noise that composes a picture.
        """
        drawn = torch.randn(count, generator=generator).sigmoid()
        lean = shift or self.shift(tokens)
        return lean * drawn / (1 + (lean - 1) * drawn)

    def shift(self, tokens: int) -> float:
        """The base's own constant where it has one; otherwise by the number of a picture's tokens."""
        constant = float(self.config.get("shift", 1.0))
        if constant != 1.0 and not self.config.get("use_dynamic_shifting", False):
            return constant
        few = self.config.get("base_image_seq_len", FEWEST_TOKENS)
        many = self.config.get("max_image_seq_len", MOST_TOKENS)
        least, most = self.config.get("base_shift", LEAST_LEANING), self.config.get("max_shift", MOST_LEANING)
        return math.exp(least + (most - least) * (tokens - few) / (many - few))

    def scheduler(self) -> FlowMatchEulerDiscreteScheduler:
        """What the base is painted with."""
        return FlowMatchEulerDiscreteScheduler.from_config(self.config)


def mix(latents: Tensor, noise: Tensor, sigmas: Tensor) -> Tensor:
    """(1 - s) x + s n, float32 [b, c, h, w]."""
    s = sigmas.float().view(-1, 1, 1, 1)
    return (1 - s) * latents + s * noise


def velocity_error(found: Tensor, latents: Tensor, noise: Tensor) -> Tensor:
    """Mean squared distance from the true velocity, float32 [b]; all three are shaped alike."""
    return (found - (noise - latents)).square().flatten(1).mean(1)
