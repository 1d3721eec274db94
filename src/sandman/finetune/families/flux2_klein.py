"""FLUX.2-klein: a flow-matching transformer told by three inner layers of Qwen3.

Its latents are cut into patches of two by two first and normalised by the running statistics of a batch
norm then; noise and velocity live in that space. Source: Flux2KleinPipeline of diffusers 0.42.1.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import Any

import torch
from diffusers import AutoencoderKLFlux2, Flux2KleinPipeline, Flux2Transformer2DModel
from PIL.Image import Image
from torch import Tensor, nn

from sandman.finetune.base import LocatedBase
from sandman.finetune.families.family import Latent, Words
from sandman.finetune.families.flow import Noise, mix, velocity_error
from sandman.finetune.families.one_by_one import paint_one_by_one
from sandman.finetune.families.qwen import encode_chats
from sandman.finetune.families.training_adapter import TrainingAdapter
from sandman.styles import Training
from sandman.weights.blocks import blocks_of
from sandman.weights.loading import load_model

ATTENTION = [
    *("attn.to_q", "attn.to_k", "attn.to_v", "attn.to_out.0"),
    *("attn.add_q_proj", "attn.add_k_proj", "attn.add_v_proj", "attn.to_add_out"),
    "attn.to_qkv_mlp_proj",
]
"""A single block has attention and feed-forward in one matrix; its `attn.to_out` is named block by block."""
FEED_FORWARD = ["ff.linear_in", "ff.linear_out", "ff_context.linear_in", "ff_context.linear_out"]
MODULATION = [
    *("double_stream_modulation_img.linear", "double_stream_modulation_txt.linear"),
    "single_stream_modulation.linear",
]
LAYERS = (9, 18, 27)
"""Of Qwen3, side by side."""
TAUGHT_GUIDANCE = 1.0


class Flux2Klein:
    """How FLUX.2-klein is taught and painted with.

    Legend: b batch, c channels of a patch, h and w height and width in patches, n text tokens, d their width.
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
        return dict(Flux2Transformer2DModel.load_config(self.base.denoiser))

    # What it sees

    @torch.no_grad()
    def encode_captions(
        self, captions: Sequence[str], *, device: torch.device, dtype: torch.dtype
    ) -> Iterator[Words]:
        """`embeds` [512, 3 · 2560] of each caption; the denoiser was taught on the padding, too."""
        for said in encode_chats(
            self.base.folder,
            captions,
            layers=LAYERS,
            thinking=False,
            padded=True,
            device=device,
            dtype=dtype,
        ):
            yield {"embeds": said.permute(1, 0, 2).flatten(1)}

    @torch.no_grad()
    def encode_pictures(
        self, pictures: Iterable[Tensor], *, device: torch.device, dtype: torch.dtype
    ) -> Iterator[Latent]:
        """The mode of each picture's posterior in normalised patches [128, h, w]."""
        vae = load_model(AutoencoderKLFlux2, self.base.folder / "vae", dtype=dtype, device=device)
        mean = vae.bn.running_mean.float().view(-1, 1, 1)
        spread = (vae.bn.running_var.float() + vae.config.batch_norm_eps).sqrt().view(-1, 1, 1)
        for picture in pictures:
            seen = vae.encode(picture[None].to(device, dtype)).latent_dist.mode().float()
            latent = ((Flux2KleinPipeline._patchify_latents(seen)[0] - mean) / spread).cpu()
            yield Latent(mean=latent, std=torch.zeros_like(latent))

    # What it is taught

    def load_denoiser(self, *, dtype: torch.dtype, device: torch.device | str) -> nn.Module:
        """The transformer."""
        return load_model(Flux2Transformer2DModel, self.base.denoiser, dtype=dtype, device=device)

    def targets(self, which: str) -> list[str]:
        """Layers by the ends of their names; `all` adds the modulations that the blocks share."""
        single = [
            f"single_transformer_blocks.{place}.attn.to_out"
            for place in range(self.config["num_single_layers"])
        ]
        return {
            "attention": ATTENTION + single,
            "attention+ff": ATTENTION + single + FEED_FORWARD,
            "all": ATTENTION + single + FEED_FORWARD + MODULATION,
        }[which]

    def blocks(self, denoiser: nn.Module) -> list[nn.Module]:
        """The double blocks, then the single ones."""
        return blocks_of(denoiser, self.base.family)

    def draw(
        self, count: int, *, side: tuple[int, int], generator: torch.Generator, training: Training
    ) -> Tensor:
        """Sigmas [b]; see `Noise.draw`."""
        tokens = side[0] * side[1]
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
        """Lay a distilled member's training adapter over it, where the base names one."""
        self.training_adapter = TrainingAdapter.laid_for(
            self.base, denoiser, pipeline=Flux2KleinPipeline, dtype=dtype
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
        told_of = Flux2KleinPipeline.load_config(self.base.folder)
        pipeline = Flux2KleinPipeline(
            vae=load_model(AutoencoderKLFlux2, self.base.folder / "vae", dtype=dtype, device=device),
            text_encoder=None,
            tokenizer=None,
            transformer=denoiser,
            scheduler=self.noise.scheduler(),
            is_distilled=told_of.get("is_distilled", False),
        )
        with TrainingAdapter.lifted(self.training_adapter):
            each = (
                {
                    "prompt_embeds": told["embeds"][None].to(device, dtype),
                    "negative_prompt_embeds": nothing["embeds"][None].to(device, dtype),
                }
                for told in words
            )
            return paint_one_by_one(
                pipeline, each, seeds, width=width, height=height, steps=steps, guidance=guidance, **more
            )


def pack(latents: Tensor) -> Tensor:
    """[b, c, h, w] → [b, h w, c]."""
    return latents.flatten(2).transpose(1, 2)


@cache
def text_places(count: int, device: torch.device) -> Tensor:
    """Words stand in a row: (0, 0, 0, place), [n, 4]."""
    places = torch.zeros(count, 4, device=device)
    places[:, 3] = torch.arange(count, device=device)
    return places


@cache
def picture_places(height: int, width: int, device: torch.device) -> Tensor:
    """Row and column of each patch: (0, row, column, 0), [h w, 4]."""
    rows, columns = torch.arange(height, device=device), torch.arange(width, device=device)
    one = torch.zeros(1, dtype=torch.int64, device=device)
    return torch.cartesian_prod(one, rows, columns, one).float()
