"""SDXL: Stable Diffusion's UNet grown, told by two CLIPs, one pooled vector and the picture's measures.

Noise, loss and layers are those of Stable Diffusion. A picture is said to be as large as it is and not to be
cropped, which is what the painter says too: pictures are covered, never squashed, before they come here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any

import torch
from diffusers import AutoencoderKL, StableDiffusionXLPipeline
from PIL.Image import Image
from torch import Tensor, nn
from transformers import CLIPTextModel, CLIPTextModelWithProjection, CLIPTokenizer

from sandman.finetune.base import LocatedBase
from sandman.finetune.families.family import Latent, Words
from sandman.finetune.families.one_by_one import paint_one_by_one
from sandman.finetune.families.sd import StableDiffusion
from sandman.styles import Training
from sandman.weights.loading import load_model

LAST_BUT_ONE = -2


class StableDiffusionXL:
    """How SDXL is taught and painted with.

    Legend: b batch, c latent channels, h and w latent height and width, n text tokens, d their width.
    """

    def __init__(self, base: LocatedBase) -> None:
        self.base = base
        self.sd = StableDiffusion(base)
        self.multiple = self.sd.multiple
        self.told_of: Mapping[str, Any] = StableDiffusionXLPipeline.load_config(base.folder)
        vae = AutoencoderKL.load_config(base.folder / "vae")
        self.reduction = 2 ** (len(vae["block_out_channels"]) - 1)
        self.vae_wants_float32: bool = vae.get("force_upcast", True)

    # What it sees

    @torch.no_grad()
    def encode_captions(
        self, captions: Sequence[str], *, device: torch.device, dtype: torch.dtype
    ) -> Iterator[Words]:
        """`embeds` [77, 768 + 1280] and `pooled` [1280] of each caption; first one encoder for all of them.

        The empty caption is all zeros where the base was taught so; that is what it is painted with.
        """
        small = CLIPTextModel, "text_encoder", "tokenizer"
        large = CLIPTextModelWithProjection, "text_encoder_2", "tokenizer_2"
        first = [said for said, _ in self._said(captions, *small, device=device, dtype=dtype)]
        second = self._said(captions, *large, device=device, dtype=dtype)
        for caption, ours, (said, pooled) in zip(captions, first, second, strict=True):
            empty = not caption and self.told_of.get("force_zeros_for_empty_prompt", True)
            told = {"embeds": torch.cat([ours, said], dim=-1), "pooled": pooled}
            yield {name: torch.zeros_like(part) for name, part in told.items()} if empty else told

    def _said(
        self,
        captions: Sequence[str],
        model: type[Any],
        encoder_folder: str,
        tokenizer_folder: str,
        *,
        device: torch.device,
        dtype: torch.dtype,
    ) -> Iterator[tuple[Tensor, Tensor]]:
        """Of each caption the last but one layer [n, d], and the encoder's first answer, on the CPU."""
        tokenizer = CLIPTokenizer.from_pretrained(self.base.folder / tokenizer_folder)
        encoder = load_model(model, self.base.folder / encoder_folder, dtype=dtype, device=device)
        for caption in captions:
            tokens = tokenizer(
                caption, padding="max_length", max_length=77, truncation=True, return_tensors="pt"
            )
            said = encoder(tokens.input_ids.to(device), output_hidden_states=True)
            yield said.hidden_states[LAST_BUT_ONE][0].cpu(), said[0][0].cpu()

    def encode_pictures(
        self, pictures: Iterable[Tensor], *, device: torch.device, dtype: torch.dtype
    ) -> Iterator[Latent]:
        """As Stable Diffusion does; in float32 where the autoencoder overflows in less."""
        wide = torch.float32 if self.vae_wants_float32 else dtype
        return self.sd.encode_pictures(pictures, device=device, dtype=wide)

    # What it is taught

    def load_denoiser(self, *, dtype: torch.dtype, device: torch.device | str) -> nn.Module:
        """The UNet."""
        return self.sd.load_denoiser(dtype=dtype, device=device)

    def targets(self, which: str) -> list[str]:
        """Layers of the UNet by the ends of their names."""
        return self.sd.targets(which)

    def blocks(self, denoiser: nn.Module) -> list[nn.Module]:
        """Every residual and every transformer block, in the order they run."""
        return self.sd.blocks(denoiser)

    def draw(
        self, count: int, *, side: tuple[int, int], generator: torch.Generator, training: Training
    ) -> Tensor:
        """Timesteps [b], each as likely as any other."""
        return self.sd.draw(count, side=side, generator=generator, training=training)

    def predict(
        self, denoiser: nn.Module, latents: Tensor, noise: Tensor, at: Tensor, words: Words
    ) -> Tensor:
        """The noise, or the velocity: float32 [b, c, h, w]."""
        return self.sd.predict(self._told_beside(denoiser, latents, words), latents, noise, at, words)

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
        """As of Stable Diffusion: float32 [b]."""
        told = self._told_beside(denoiser, latents, words)
        return self.sd.loss(told, latents, noise, at, words, training=training)

    def _told_beside(self, denoiser: nn.Module, latents: Tensor, words: Words) -> Callable[..., Any]:
        """The denoiser with the pooled words and the measures told beside the words."""
        pooled = words["pooled"]
        height, width = (side * self.reduction for side in latents.shape[2:])
        beside = {
            "text_embeds": pooled,
            "time_ids": measures(height, width, device=pooled.device, dtype=pooled.dtype).expand(
                len(pooled), -1
            ),
        }
        return partial(denoiser, added_cond_kwargs=beside)

    def before_training(self, denoiser: nn.Module, *, dtype: torch.dtype) -> None:
        """Nothing: the base is not distilled."""

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
        """One picture at a time."""
        device, dtype = denoiser.device, denoiser.dtype
        pipeline = StableDiffusionXLPipeline(
            vae=load_model(AutoencoderKL, self.base.folder / "vae", dtype=dtype, device=device),
            text_encoder=None,
            text_encoder_2=None,
            tokenizer=None,
            tokenizer_2=None,
            unet=denoiser,
            scheduler=self.sd.own_scheduler(),
            add_watermarker=False,
        )

        def told_to(one: Words, sign: str) -> dict[str, Tensor]:
            return {
                f"{sign}prompt_embeds": one["embeds"][None].to(device, dtype),
                f"{sign}pooled_prompt_embeds": one["pooled"][None].to(device, dtype),
            }

        each = (told_to(told, "") | told_to(nothing, "negative_") for told in words)
        return paint_one_by_one(
            pipeline, each, seeds, width=width, height=height, steps=steps, guidance=guidance, **more
        )


@cache
def measures(height: int, width: int, *, device: torch.device, dtype: torch.dtype) -> Tensor:
    """Said of a picture: how large it was, that nothing was cropped, how large it is; in pixels, [1, 6].

    Brought to the device once for each size: a copy in a step would wait for it, and no CUDA graph holds one.
    """
    return torch.tensor([[height, width, 0, 0, height, width]], device=device, dtype=dtype)
