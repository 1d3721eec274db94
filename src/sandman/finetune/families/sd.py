"""Stable Diffusion 1.x: a UNet that names the noise in a latent (or its velocity), told by one CLIP."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import zip_longest
from typing import Any

import torch
from diffusers import AutoencoderKL, DDPMScheduler, StableDiffusionPipeline, UNet2DConditionModel
from diffusers import SchedulerMixin as Scheduler
from PIL.Image import Image
from torch import Tensor, nn
from torch.nn.functional import mse_loss
from transformers import CLIPTextModel, CLIPTokenizer

from sandman.finetune.base import LocatedBase
from sandman.finetune.families.family import Latent, Words
from sandman.finetune.families.one_by_one import paint_one_by_one
from sandman.styles import Training, Unusable
from sandman.weights.loading import load_model

ATTENTION = ["to_q", "to_k", "to_v", "to_out.0"]
FEED_FORWARD = ["ff.net.0.proj", "ff.net.2"]
THE_REST = ["proj_in", "proj_out", "conv1", "conv2", "conv_shortcut", "time_emb_proj"]
TARGETS = {
    "attention": ATTENTION,
    "attention+ff": ATTENTION + FEED_FORWARD,
    "all": ATTENTION + FEED_FORWARD + THE_REST,
}


class StableDiffusion:
    """How Stable Diffusion 1.x is taught and painted with.

    Legend: b batch, c latent channels, h and w latent height and width, n text tokens, d their width.
    """

    def __init__(self, base: LocatedBase) -> None:
        self.base = base

    @cached_property
    def multiple(self) -> int:
        """The autoencoder's reduction, times the eight of a UNet with three halvings."""
        vae = AutoencoderKL.load_config(self.base.folder / "vae")
        unet = UNet2DConditionModel.load_config(self.base.folder / "unet")
        halvings = len(vae["block_out_channels"]) - 1 + len(unet["block_out_channels"]) - 1
        return int(2**halvings)

    @cached_property
    def noise(self) -> DDPMScheduler:
        """The noise the base was trained with, as its own folder tells."""
        return DDPMScheduler.from_pretrained(self.base.folder, subfolder="scheduler")

    # What it sees

    @torch.no_grad()
    def encode_captions(
        self, captions: Sequence[str], *, device: torch.device, dtype: torch.dtype
    ) -> Iterator[Words]:
        """`embeds` [77, 768] of each caption, one at a time, so that none depends on its neighbours."""
        tokenizer = CLIPTokenizer.from_pretrained(self.base.folder / "tokenizer")
        encoder = load_model(CLIPTextModel, self.base.folder / "text_encoder", dtype=dtype, device=device)
        for caption in captions:
            tokens = tokenizer(
                caption,
                padding="max_length",
                max_length=encoder.config.max_position_embeddings,
                truncation=True,
                return_tensors="pt",
            )
            yield {"embeds": encoder(tokens.input_ids.to(device)).last_hidden_state[0].cpu()}

    @torch.no_grad()
    def encode_pictures(
        self, pictures: Iterable[Tensor], *, device: torch.device, dtype: torch.dtype
    ) -> Iterator[Latent]:
        """Mean and deviation [c, h, w] of each picture's posterior, scaled as the UNet wants them."""
        vae = load_model(AutoencoderKL, self.base.folder / "vae", dtype=dtype, device=device)
        for picture in pictures:
            seen = vae.encode(picture[None].to(device, dtype)).latent_dist
            yield Latent(
                mean=(seen.mean[0].float() * vae.config.scaling_factor).cpu(),
                std=(seen.std[0].float() * vae.config.scaling_factor).cpu(),
            )

    # What it is taught

    def load_denoiser(self, *, dtype: torch.dtype, device: torch.device | str) -> nn.Module:
        """The UNet."""
        return load_model(UNet2DConditionModel, self.base.folder / "unet", dtype=dtype, device=device)

    def targets(self, which: str) -> list[str]:
        """Layers of the UNet by the ends of their names."""
        return TARGETS[which]

    def blocks(self, denoiser: nn.Module) -> list[nn.Module]:
        """Every residual and every transformer block, in the order they run."""
        ordered: list[nn.Module] = []
        middle = denoiser.mid_block
        for block in (*denoiser.down_blocks, *denoiser.up_blocks):
            if block is denoiser.up_blocks[0] and middle is not None:
                ordered.append(middle.resnets[0])
                ordered += [
                    part for pair in zip(middle.attentions, middle.resnets[1:], strict=True) for part in pair
                ]
            for residual, attention in zip_longest(block.resnets, getattr(block, "attentions", ())):
                ordered += [residual, attention] if attention is not None else [residual]
        return ordered

    def draw(
        self, count: int, *, side: tuple[int, int], generator: torch.Generator, training: Training
    ) -> Tensor:
        """Timesteps [b], each as likely as any other."""
        return torch.randint(0, self.noise.config.num_train_timesteps, (count,), generator=generator)

    def predict(
        self, denoiser: nn.Module, latents: Tensor, noise: Tensor, at: Tensor, words: Words
    ) -> Tensor:
        """The noise, or the velocity: float32 [b, c, h, w]."""
        signal, spread = self._mixture(at, latents.device)
        told = words["embeds"]
        noisy = (signal * latents + spread * noise).to(told.dtype)
        return denoiser(noisy, at, told, return_dict=False)[0].float()

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
        """Mean squared error of the noise, or of the velocity, for each picture: float32 [b]."""
        named = self.predict(denoiser, latents, noise, at, words)
        match self.noise.config.prediction_type:
            case "epsilon":
                wanted = noise
            case "v_prediction":
                signal, spread = self._mixture(at, latents.device)
                wanted = signal * noise - spread * latents
            case other:
                raise Unusable(
                    f"`{self.base.defaults.name}` predicts `{other}`; only noise and velocity can be trained",
                    hint="choose another base",
                )
        loss = mse_loss(named, wanted, reduction="none").mean(dim=(1, 2, 3))
        if training.min_snr_gamma:
            kept = self._kept(latents.device)[at]
            loss = loss * min_snr_weights(
                kept / (1 - kept),
                gamma=training.min_snr_gamma,
                velocity=self.noise.config.prediction_type == "v_prediction",
            )
        return loss

    def _mixture(self, at: Tensor, device: torch.device) -> tuple[Tensor, Tensor]:
        """The shares of picture and noise at each timestep: two of [b, 1, 1, 1]."""
        kept = self._kept(device)[at].view(-1, 1, 1, 1)
        return kept**0.5, (1 - kept) ** 0.5

    def _kept(self, device: torch.device) -> Tensor:
        """How much of the picture's energy is left at each timestep, float32 [T], on `device`."""
        if self.noise.alphas_cumprod.device != device:
            self.noise.alphas_cumprod = self.noise.alphas_cumprod.to(device)
        return self.noise.alphas_cumprod

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
        """One picture at a time, with the base's own scheduler; the autoencoder is there while it paints."""
        device, dtype = next(denoiser.parameters()).device, nothing["embeds"].dtype
        pipeline = StableDiffusionPipeline(
            vae=load_model(AutoencoderKL, self.base.folder / "vae", dtype=dtype, device=device),
            text_encoder=None,
            tokenizer=None,
            unet=denoiser,
            scheduler=self.own_scheduler(),
            safety_checker=None,
            feature_extractor=None,
            requires_safety_checker=False,
        )
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

    def own_scheduler(self) -> Scheduler:
        """What the base is painted with."""
        import diffusers  # noqa: PLC0415 - its schedulers are named by the folder

        config = DDPMScheduler.load_config(self.base.folder, subfolder="scheduler")
        return getattr(diffusers, config["_class_name"]).from_config(config)


def min_snr_weights(snr: Tensor, *, gamma: float, velocity: bool) -> Tensor:
    """Keep easy, low-noise timesteps from ruling the loss.

    Shapes: `snr` and the result are [b], one drawn timestep each.
    Source: Hang et al. 2023, arXiv 2303.09556, section 3.4: min(snr, gamma) / snr where noise is predicted,
    min(snr, gamma) / (snr + 1) where the velocity is.
    """
    if velocity:
        return snr.clamp(max=gamma) / (snr + 1)
    return gamma / snr.clamp(min=gamma)  # the same, and 1 where nothing but noise is seen, not 0 / 0
