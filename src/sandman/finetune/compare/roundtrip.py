"""Pictures as the base's autoencoder can show them: the only fair yardstick for what it paints.

Without it a texture score says that a style was unlearnt: no painting comes near the grain of a scan.
"""

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from sandman.finetune.base import LocatedBase

if TYPE_CHECKING:
    import torch


def round_trip(
    pictures: Iterable["torch.Tensor"], base: LocatedBase, *, device: str = "cpu"
) -> Iterator[Image.Image]:
    """Each picture, float32 [3, h, w] in [-1, 1], through the autoencoder and back, in order."""
    import diffusers  # noqa: PLC0415 - heavy, and only here
    import torch  # noqa: PLC0415

    from sandman.weights.loading import load_model  # noqa: PLC0415

    folder = base.folder / "vae"
    named = json.loads((folder / "config.json").read_text())["_class_name"]
    vae = load_model(getattr(diffusers, named), folder, dtype=torch.float32, device=device)
    for picture in pictures:
        with torch.no_grad():
            seen = vae.encode(picture[None].to(device)).latent_dist.mode()
            shown = vae.decode(seen).sample[0].float().cpu()
        pixels = ((shown.clamp(-1, 1) + 1) * 127.5).round().to(torch.uint8)
        yield Image.fromarray(np.ascontiguousarray(pixels.permute(1, 2, 0).numpy()))
