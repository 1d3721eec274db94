"""FLUX.1: a flow-matching transformer over patches of a latent, told by T5 and, in one vector, by CLIP.

`schnell` is distilled to four steps and takes no guidance; plain training would wash that out, so it is
taught under a training adapter that is left out on save. `dev` takes its guidance as a number; it is taught
with guidance 1, that is with none, and painted with more.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import Any

import torch
from diffusers import AutoencoderKL, FluxPipeline, FluxTransformer2DModel
from PIL.Image import Image
from torch import Tensor, nn
from transformers import CLIPTextModel, CLIPTokenizer, T5EncoderModel, T5TokenizerFast

from sandman.finetune.base import LocatedBase
from sandman.finetune.families.family import Latent, Words
from sandman.finetune.families.flow import Noise, mix, velocity_error
from sandman.finetune.families.one_by_one import paint_one_by_one
from sandman.finetune.families.training_adapter import TrainingAdapter
from sandman.styles import Training
from sandman.weights.blocks import blocks_of
from sandman.weights.loading import load_model

ATTENTION = [
    *("attn.to_q", "attn.to_k", "attn.to_v", "attn.to_out.0"),
    *("attn.add_q_proj", "attn.add_k_proj", "attn.add_v_proj", "attn.to_add_out"),
]
FEED_FORWARD = ["ff.net.0.proj", "ff.net.2", "ff_context.net.0.proj", "ff_context.net.2"]
WORDS_OF_SCHNELL, WORDS_OF_DEV = 256, 512
"""Text tokens each was made for; schnell's fewer save a sixth of the work at 512 pixels."""
TAUGHT_GUIDANCE = 1.0


class Flux:
    """How FLUX.1 is taught and painted with.

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
        return dict(FluxTransformer2DModel.load_config(self.base.denoiser))

    # What it sees

    @torch.no_grad()
    def encode_captions(
        self, captions: Sequence[str], *, device: torch.device, dtype: torch.dtype
    ) -> Iterator[Words]:
        """`embeds` [n, 4096] of T5 and `pooled` [768] of CLIP for each caption; CLIP reads them all first."""
        pooled = list(self._pooled(captions, device=device, dtype=dtype))
        tokenizer = T5TokenizerFast.from_pretrained(self.base.folder / "tokenizer_2")
        encoder = load_model(T5EncoderModel, self.base.folder / "text_encoder_2", dtype=dtype, device=device)
        length = WORDS_OF_DEV if self.config["guidance_embeds"] else WORDS_OF_SCHNELL
        for caption, vector in zip(captions, pooled, strict=True):
            tokens = tokenizer(
                caption,
                padding="max_length",
                max_length=min(length, tokenizer.model_max_length),
                truncation=True,
                return_tensors="pt",
            )
            # no mask: the transformer was taught on what T5 makes of the padding, too
            yield {"embeds": encoder(tokens.input_ids.to(device))[0][0].cpu(), "pooled": vector}

    def _pooled(
        self, captions: Sequence[str], *, device: torch.device, dtype: torch.dtype
    ) -> Iterator[Tensor]:
        tokenizer = CLIPTokenizer.from_pretrained(self.base.folder / "tokenizer")
        encoder = load_model(CLIPTextModel, self.base.folder / "text_encoder", dtype=dtype, device=device)
        for caption in captions:
            tokens = tokenizer(
                caption, padding="max_length", max_length=77, truncation=True, return_tensors="pt"
            )
            yield encoder(tokens.input_ids.to(device)).pooler_output[0].cpu()

    @torch.no_grad()
    def encode_pictures(
        self, pictures: Iterable[Tensor], *, device: torch.device, dtype: torch.dtype
    ) -> Iterator[Latent]:
        """Mean and standard deviation [16, h, w] of each picture's posterior, shifted and scaled."""
        vae = load_model(AutoencoderKL, self.base.folder / "vae", dtype=dtype, device=device)
        shift, scale = vae.config.shift_factor, vae.config.scaling_factor
        for picture in pictures:
            seen = vae.encode(picture[None].to(device, dtype)).latent_dist
            yield Latent(
                mean=((seen.mean[0].float() - shift) * scale).cpu(), std=(seen.std[0].float() * scale).cpu()
            )

    # What it is taught

    def load_denoiser(self, *, dtype: torch.dtype, device: torch.device | str) -> nn.Module:
        """The transformer."""
        return load_model(FluxTransformer2DModel, self.base.denoiser, dtype=dtype, device=device)

    def targets(self, which: str) -> list[str]:
        """Layers by the ends of their names; `all` adds the single blocks' feed-forward."""
        rest = [
            f"single_transformer_blocks.{place}.{layer}"
            for place in range(self.config["num_single_layers"])
            for layer in ("proj_mlp", "proj_out")
        ]
        return {
            "attention": ATTENTION,
            "attention+ff": ATTENTION + FEED_FORWARD,
            "all": ATTENTION + FEED_FORWARD + rest,
        }[which]

    def blocks(self, denoiser: nn.Module) -> list[nn.Module]:
        """The double blocks, then the single ones."""
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
        """The velocity in packed form: float32 [b, tokens, channels]."""
        told = words["embeds"]
        guidance = torch.full_like(at, TAUGHT_GUIDANCE) if self.config["guidance_embeds"] else None
        found: Tensor = denoiser(
            hidden_states=pack(mix(latents, noise, at)).to(told.dtype),
            timestep=at,
            guidance=guidance,
            pooled_projections=words["pooled"],
            encoder_hidden_states=told,
            txt_ids=text_places(told.shape[1], told.device),
            img_ids=picture_places(latents.shape[2], latents.shape[3], told.device),
            return_dict=False,
        )[0]
        return found.float()

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
        """Mean squared error of the velocity, float32 [b]; compared in packed form, where it is the same."""
        found = self.predict(denoiser, latents, noise, at, words)
        return velocity_error(found, pack(latents), pack(noise))

    def before_training(self, denoiser: nn.Module, *, dtype: torch.dtype) -> None:
        """Lay schnell's training adapter over it, where the base names one."""
        self.training_adapter = TrainingAdapter.laid_for(
            self.base, denoiser, pipeline=FluxPipeline, dtype=dtype
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
        """One picture at a time, without the training adapter. It is told nothing of `nothing`."""
        device, dtype = denoiser.device, denoiser.dtype
        pipeline = FluxPipeline(
            vae=load_model(AutoencoderKL, self.base.folder / "vae", dtype=dtype, device=device),
            text_encoder=None,
            tokenizer=None,
            text_encoder_2=None,
            tokenizer_2=None,
            transformer=denoiser,
            scheduler=self.noise.scheduler(),
        )
        with TrainingAdapter.lifted(self.training_adapter):
            each = (
                {
                    "prompt_embeds": told["embeds"][None].to(device, dtype),
                    "pooled_prompt_embeds": told["pooled"][None].to(device, dtype),
                }
                for told in words
            )
            return paint_one_by_one(
                pipeline, each, seeds, width=width, height=height, steps=steps, guidance=guidance, **more
            )


def pack(latents: Tensor) -> Tensor:
    """[b, c, h, w] → [b, (h/2)(w/2), 4c]: patches of two by two."""
    b, c, h, w = latents.shape
    return FluxPipeline._pack_latents(latents, b, c, h, w)


@cache
def text_places(count: int, device: torch.device) -> Tensor:
    """Words have no place in the picture: zeros [n, 3]."""
    return torch.zeros(count, 3, device=device)


@cache
def picture_places(height: int, width: int, device: torch.device) -> Tensor:
    """Row and column of each patch: [(h/2)(w/2), 3]."""
    return FluxPipeline._prepare_latent_image_ids(1, height // 2, width // 2, device, torch.float32)
