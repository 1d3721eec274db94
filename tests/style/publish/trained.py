"""A training folder as a training leaves it, without the training."""

from pathlib import Path

import numpy as np
import torch
from PIL import Image

from sandman.finetune.base import LocatedBase
from sandman.finetune.export import export_adapter


def a_training(folder: Path, base: LocatedBase, *, steps: int = 40, strength: float = 1.0) -> Path:
    """`adapter/` with one layer of the UNet taught, and samples of two saves."""
    layer = "down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_q"
    chance = torch.Generator().manual_seed(steps)
    state = {
        f"{layer}.lora_A.weight": torch.randn(2, 32, generator=chance),
        f"{layer}.lora_B.weight": torch.randn(32, 2, generator=chance) * strength,
    }
    facts = {"steps": str(steps), "resolution": "64", "pictures": "4", "pictures_sha256": "ab12"}
    for place in (folder / "adapter", folder / "checkpoints" / f"step-{steps // 2:06d}" / "adapter"):
        export_adapter(state, place, base=base, rank=2, alpha=2.0, trigger="sndmntls style", metadata=facts)
    (folder / "samples").mkdir()
    for step in (steps // 2, steps):
        for number in (1, 2, 10):
            side = np.full((900, 1200, 3), number * 20 + step, dtype=np.uint8)
            Image.fromarray(side).save(folder / "samples" / f"step-{step:06d}-{number}.png")
    return folder
