"""Z-Image: a flow-matching transformer over picture and words in one row, told by Qwen3's last but one layer.

Two things are the other way round here: its time runs from noise (0) to picture (1), and what it gives is
the velocity towards the picture. Words come at any length; they are padded for the cache and cut again for
the denoiser, which pads with a token of its own. Source: ZImagePipeline of diffusers 0.42.1.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

import torch
from diffusers import AutoencoderKL, ZImagePipeline, ZImageTransformer2DModel
from PIL.Image import Image
from torch import Tensor, nn
from torch.nn.functional import pad

from sandman.finetune.base import LocatedBase
from sandman.finetune.families.family import Latent, Words
from sandman.finetune.families.flow import Noise, mix, velocity_error
from sandman.finetune.families.one_by_one import paint_one_by_one
from sandman.finetune.families.qwen import LONGEST, encode_chats
from sandman.finetune.families.training_adapter import TrainingAdapter
from sandman.styles import Training
from sandman.weights.blocks import blocks_of
from sandman.weights.loading import load_model

ATTENTION = ["attention.to_q", "attention.to_k", "attention.to_v", "attention.to_out.0"]
FEED_FORWARD = ["feed_forward.w1", "feed_forward.w2", "feed_forward.w3"]
LAST_BUT_ONE = -2


class ZImage:
    """How Z-Image is taught and painted with.

    Legend: b batch, c latent channels, h and w latent height and width, n text tokens, d their width.
    """

    multiple = 16
    """The autoencoder's eight, times the two of a patch."""

    def __init__(self, base: LocatedBase) -> None:
        self.base = base
        self.noise = Noise(base.folder)
        self.training_adapter: TrainingAdapter | None = None

    @cached_property
    def config(self) -> dict[str, Any]:
        """The transformer's configuration."""
        return dict(ZImageTransformer2DModel.load_config(self.base.denoiser))

    # What it sees

    @torch.no_grad()
    def encode_captions(
        self, captions: Sequence[str], *, device: torch.device, dtype: torch.dtype
    ) -> Iterator[Words]:
        """`embeds` [512, 2560] of each caption, zeros behind its end, and `mask` [512], true up to there."""
        for (said,) in encode_chats(
            self.base.folder,
            captions,
            layers=[LAST_BUT_ONE],
            thinking=True,
            padded=False,
            device=device,
            dtype=dtype,
        ):
            yield {
                "embeds": pad(said, (0, 0, 0, LONGEST - len(said))),
                "mask": torch.arange(LONGEST) < len(said),
            }

    @torch.no_grad()
    def encode_pictures(
        self, pictures: Iterable[Tensor], *, device: torch.device, dtype: torch.dtype
    ) -> Iterator[Latent]:
        """The mode of each picture's posterior [16, h, w], shifted and scaled."""
        vae = load_model(AutoencoderKL, self.base.folder / "vae", dtype=dtype, device=device)
        for picture in pictures:
            seen = vae.encode(picture[None].to(device, dtype)).latent_dist.mode()[0].float()
            latent = ((seen - vae.config.shift_factor) * vae.config.scaling_factor).cpu()
            yield Latent(mean=latent, std=torch.zeros_like(latent))

    # What it is taught

    def load_denoiser(self, *, dtype: torch.dtype, device: torch.device | str) -> nn.Module:
        """The transformer."""
        return load_model(ZImageTransformer2DModel, self.base.denoiser, dtype=dtype, device=device)

    def targets(self, which: str) -> list[str]:
        """Layers by the ends of their names; `all` adds the blocks' modulations, named one by one."""
        modulations = [
            f"{row}.{place}.adaLN_modulation.0"
            for row, count in (("noise_refiner", "n_refiner_layers"), ("layers", "n_layers"))
            for place in range(self.config[count])
        ]
        return {
            "attention": ATTENTION,
            "attention+ff": ATTENTION + FEED_FORWARD,
            "all": ATTENTION + FEED_FORWARD + modulations,
        }[which]

    def blocks(self, denoiser: nn.Module) -> list[nn.Module]:
        """Those that refine the picture, those that refine the words, then those that see both."""
        return blocks_of(denoiser, self.base.family)

    def draw(
        self, count: int, *, side: tuple[int, int], generator: torch.Generator, training: Training
    ) -> Tensor:
        """Sigmas [b]; see `Noise.draw`."""
        tokens = (side[0] // 2) * (side[1] // 2)
        return self.noise.draw(count, tokens=tokens, generator=generator, shift=training.timestep_shift)

    def predict(
        self, denoiser: nn.Module, latents: Tensor, noise: Tensor, at: Tensor, words: Words
    ) -> Tensor:
        """The velocity: float32 [b, c, h, w]."""
        noisy = mix(latents, noise, at).to(words["embeds"].dtype)
        towards_picture = denoiser(
            [one[:, None] for one in noisy],
            1 - at.float(),
            spoken(words["embeds"], words["mask"]),
            return_dict=False,
        )[0]
        return -torch.stack(towards_picture)[:, :, 0].float()

    def loss(
        self,
        denoiser: nn.Module,
        latents: Tensor,
        noise: Tensor,
        at: Tensor,
        words: Words,
        *,
        training: Training,
    ) -> Tensor:
        """Mean squared error of the velocity, float32 [b]."""
        return velocity_error(self.predict(denoiser, latents, noise, at, words), latents, noise)

    def before_training(self, denoiser: nn.Module, *, dtype: torch.dtype) -> None:
        """Lay Turbo's training adapter over it, where the base names one."""
        self.training_adapter = TrainingAdapter.laid_for(
            self.base, denoiser, pipeline=ZImagePipeline, dtype=dtype
        )

    # How it paints

    @torch.no_grad()
    def paint(
        self,
        denoiser: nn.Module,
        words: Sequence[Words],
        nothing: Words,
        *,
        seeds: Sequence[int],
        width: int,
        height: int,
        steps: int,
        guidance: float,
        **more: Any,  # noqa: ANN401 - the pipeline's own options
    ) -> list[Image]:
        """One picture at a time, without the training adapter."""
        device, dtype = denoiser.device, denoiser.dtype
        pipeline = ZImagePipeline(
            vae=load_model(AutoencoderKL, self.base.folder / "vae", dtype=dtype, device=device),
            text_encoder=None,
            tokenizer=None,
            transformer=denoiser,
            scheduler=self.noise.scheduler(),
        )

        def told_to(one: Words) -> list[Tensor]:
            return spoken(one["embeds"][None].to(device, dtype), one["mask"][None])

        with TrainingAdapter.lifted(self.training_adapter):
            each = (
                {"prompt_embeds": told_to(told), "negative_prompt_embeds": told_to(nothing)} for told in words
            )
            return paint_one_by_one(
                pipeline, each, seeds, width=width, height=height, steps=steps, guidance=guidance, **more
            )


def spoken(embeds: Tensor, mask: Tensor) -> list[Tensor]:
    """Of each caption in a batch [b, 512, d] what is before its end: [n, d].

    The lengths are asked of the device, so no CUDA graph is made of a step; it would keep those of the
    captions it was made with.
    """
    return [one[:length] for one, length in zip(embeds, mask.sum(1).tolist(), strict=True)]
