"""What the trainer asks of a family of bases; one small class each answers it.

Legend: b batch, c latent channels, h and w latent height and width, n text tokens, d their width.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import torch
    from PIL.Image import Image
    from torch import Tensor, nn

    from sandman.finetune.base import LocatedBase
    from sandman.styles import Training

Words = Mapping[str, "Tensor"]
"""What the denoiser is told of one caption: `embeds` [n, d], and by family `pooled` [d], `mask` [n] …

A batch of them is the same mapping with b in front of every shape; all captions of a family share shapes.
"""


@dataclass(frozen=True, slots=True)
class Latent:
    """One picture as the autoencoder sees it, normalised as the denoiser wants it; float32 [c, h, w]."""

    mean: "Tensor"
    std: "Tensor"
    """Zero where the family's autoencoder is taken at its mode."""


class FamilyTrainer(Protocol):
    """One architecture: how it sees pictures and words, what it learns, and how it paints.

    Every load names its dtype; nothing passes through float32 by accident. Parts are loaded when asked for
    and gone when the asking ends: set-up peaks at the largest part, not at their sum.
    """

    base: "LocatedBase"
    multiple: int
    """Sides of a picture are multiples of this many pixels."""

    def encode_captions(
        self, captions: Sequence[str], *, device: "torch.device", dtype: "torch.dtype"
    ) -> Iterator[Words]:
        """Each caption's words, on the CPU, in order. Encoders are loaded one at a time and dropped."""
        ...

    def encode_pictures(
        self, pictures: Iterable["Tensor"], *, device: "torch.device", dtype: "torch.dtype"
    ) -> Iterator[Latent]:
        """Each picture's latent, on the CPU, in order; pictures are float32 [3, H, W] in [-1, 1].

        The autoencoder runs in float32 or bfloat16, never float16: cached NaN is the oldest trap there is.
        """
        ...

    def load_denoiser(self, *, dtype: "torch.dtype", device: "torch.device | str") -> "nn.Module":
        """The denoiser, frozen, on `device`; on `meta` nothing is read but the configuration."""
        ...

    def targets(self, which: str) -> list[str]:
        """Names of the layers that get an adapter: `attention`, `attention+ff` or `all`."""
        ...

    def blocks(self, denoiser: "nn.Module") -> list["nn.Module"]:
        """The repeated blocks in the order they run: the unit of checkpointing, quantising and streaming."""
        ...

    def draw(
        self, count: int, *, side: tuple[int, int], generator: "torch.Generator", training: "Training"
    ) -> "Tensor":
        """How noisy each of `count` pictures shall be: timesteps or sigmas [b]. `side` is (h, w)."""
        ...

    def predict(
        self, denoiser: "nn.Module", latents: "Tensor", noise: "Tensor", at: "Tensor", words: Words
    ) -> "Tensor":
        """What the denoiser finds in the mixture, noise or velocity; float32, in the shape it gives."""
        ...

    def loss(
        self,
        denoiser: "nn.Module",
        latents: "Tensor",
        noise: "Tensor",
        at: "Tensor",
        words: Words,
        *,
        training: "Training",
    ) -> "Tensor":
        """The loss of each picture, float32 [b]; latents and noise are float32 [b, c, h, w]."""
        ...

    def before_training(self, denoiser: "nn.Module", *, dtype: "torch.dtype") -> None:
        """Lay on what a distilled base is trained under (schnell's training adapter); left out on save."""
        ...

    def paint(
        self,
        denoiser: "nn.Module",
        words: Sequence[Words],
        nothing: Words,
        *,
        seeds: Sequence[int],
        width: int,
        height: int,
        steps: int,
        guidance: float,
        **more: Any,  # noqa: ANN401 - the pipeline's own options
    ) -> list["Image"]:
        """Paint with the denoiser that is in memory; `nothing` is the empty caption's words."""
        ...
