"""A second opinion, where the person has a network that sees: how alike it finds two sets of pictures.

Any image model of transformers in a folder: DINOv2, ViT, the seeing half of CLIP or SigLIP. It is told beside
the score and has no part in it: what such a network takes for style it learnt from other pictures than these.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import torch
from PIL import Image
from torch import Tensor
from torch.nn.functional import cosine_similarity, normalize
from transformers import AutoModel

from sandman.styles import Unusable

SIDE = 224
USUAL = ([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
"""Mean and spread of ImageNet's colours, for a model that says none of its own."""


class Network:
    """Knows what a style's own pictures look like to it."""

    def __init__(self, folder: Path, references: Sequence[Image.Image]) -> None:
        """Raises Unusable where `folder` holds no image model."""
        try:
            whole = AutoModel.from_pretrained(folder, local_files_only=True, dtype=torch.float32)
            said = folder / "preprocessor_config.json"
            told = json.loads(said.read_text()) if said.is_file() else {}
        except (OSError, ValueError, KeyError) as fault:
            raise _unusable(folder, str(fault)) from fault
        self._model = getattr(whole, "vision_model", whole).eval()
        self._mean, self._spread = (
            torch.tensor(told.get(name, usual)).view(3, 1, 1)
            for name, usual in zip(("image_mean", "image_std"), USUAL, strict=True)
        )
        side: int | Sequence[int] = getattr(self._model.config, "image_size", None) or SIDE
        self._height, self._width = (side, side) if isinstance(side, int) else side
        try:
            seen = torch.stack([self._features(picture) for picture in references])
        except (TypeError, RuntimeError, AttributeError) as fault:
            raise _unusable(folder, str(fault)) from fault
        self._style = seen.mean(0)

    def likeness(self, picture: Image.Image) -> float:
        """To the style's own pictures, -1 to 1."""
        return float(cosine_similarity(self._features(picture), self._style, dim=0))

    def _features(self, picture: Image.Image) -> Tensor:
        """Of length one, [d]."""
        small = picture.convert("RGB").resize((self._width, self._height), Image.Resampling.BICUBIC)
        pixels = torch.frombuffer(bytearray(small.tobytes()), dtype=torch.uint8)
        pixels = pixels.view(self._height, self._width, 3).permute(2, 0, 1) / 255
        with torch.no_grad():
            seen = self._model(pixel_values=((pixels - self._mean) / self._spread)[None])
        pooled = getattr(seen, "pooler_output", None)
        return normalize(pooled[0] if pooled is not None else seen.last_hidden_state[0].mean(0), dim=0)


def _unusable(folder: Path, said: str) -> Unusable:
    return Unusable(
        f"`{folder}` holds no image model that can be asked: {' '.join(said.split())[:160]}",
        hint="name a folder of transformers' own, as `hf download facebook/dinov2-small` fetches it",
    )
