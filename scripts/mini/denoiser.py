"""The denoiser: a UNet that turns noise into cells, told what to draw by a small CLIP it grows up with.

It names the velocity (Salimans and Ho 2022, arXiv 2202.00512), not the noise: a little model that has not
seen much keeps its colours that way.
"""

from dataclasses import dataclass

import torch
from diffusers import DDIMScheduler, DDPMScheduler, UNet2DConditionModel
from torch import Tensor, nn
from torch.nn.functional import mse_loss
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

from .captions import LONGEST

CHANNELS = (40, 80, 160)
WORDS_WIDE = 128
"""Width of a token for the UNet."""
BATCH = 8
CALLED = 0.5
"""Share of captions that begin as a style's do: two words more had turned a fox into a fox and a boy."""
UNSAID = 0.1
"""Share of captions that are left empty, so that guidance has something to lead away from."""
WEIGHTS = (1.0, 0.3, 0.3, 0.3, 1.0, 1.0)
"""Of the cells' numbers in the loss: light, its three fine differences, two of colour."""
NOISE = {
    "beta_start": 0.00085,
    "beta_end": 0.012,
    "beta_schedule": "scaled_linear",
    "clip_sample": False,
    "prediction_type": "v_prediction",
}


def make_denoiser(tokenizer: CLIPTokenizer, *, cells: int, side: int) -> nn.ModuleDict:
    """An untrained UNet for `cells` channels of `side` by `side`, and its text encoder."""
    unet = UNet2DConditionModel(
        sample_size=side,
        in_channels=cells,
        out_channels=cells,
        layers_per_block=1,
        block_out_channels=CHANNELS,
        # Words are heard where the picture is 6 by 6: attention is dear, and lessons are laid out alike.
        down_block_types=("DownBlock2D", "DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D", "UpBlock2D"),
        cross_attention_dim=WORDS_WIDE,
        # The whole caption is also said to every residual block, beside the time: cross-attention alone was
        # not heard in ten thousand pictures.
        addition_embed_type="text",
        addition_embed_type_num_heads=4,
        attention_head_dim=4,
        norm_num_groups=8,
    )
    end = tokenizer.eos_token_id
    text = CLIPTextModel(
        CLIPTextConfig(
            vocab_size=len(tokenizer),
            hidden_size=WORDS_WIDE,
            intermediate_size=2 * WORDS_WIDE,
            num_hidden_layers=2,
            num_attention_heads=4,
            max_position_embeddings=LONGEST,
            projection_dim=WORDS_WIDE,
            bos_token_id=tokenizer.bos_token_id,
            eos_token_id=end,
            pad_token_id=end,
            hidden_act="quick_gelu",
        )
    )
    return nn.ModuleDict({"unet": unet.to(memory_format=torch.channels_last), "text": text})


def token_ids(tokenizer: CLIPTokenizer, captions: list[str]) -> Tensor:
    """Each caption's tokens, padded, [n, 32]."""
    ids: Tensor = tokenizer(
        captions, padding="max_length", max_length=LONGEST, truncation=True, return_tensors="pt"
    ).input_ids
    return ids


@dataclass
class Guesses:
    """The loss of a batch: how far the guessed velocity is from the true one."""

    latents: Tensor
    """Scaled cells of all drawings, float32 [n, c, h, w]."""
    tokens: Tensor
    """Their captions, [n, 32]."""
    called: Tensor
    """The same captions after a trigger, [n, 32]."""
    unsaid: Tensor
    """The empty caption, [1, 32]."""
    batch: int = BATCH

    def __post_init__(self) -> None:
        self.kept = DDPMScheduler(**NOISE).alphas_cumprod
        self.weights = torch.tensor(WEIGHTS)

    def __call__(self, model: nn.Module) -> Tensor:
        """Mean squared error, v = signal · noise - spread · picture."""
        device = next(model.parameters()).device
        chosen = torch.randint(len(self.latents), (self.batch,))
        clean = self.latents[chosen].to(device)
        told = torch.where(torch.rand(self.batch, 1) < CALLED, self.called[chosen], self.tokens[chosen])
        told = torch.where(torch.rand(self.batch, 1) < UNSAID, self.unsaid, told).to(device)
        at = self._draw_times()
        kept = self.kept[at].view(-1, 1, 1, 1).to(device)
        signal, spread = kept.sqrt(), (1 - kept).sqrt()
        noise = torch.randn_like(clean)
        noisy = (signal * clean + spread * noise).contiguous(memory_format=torch.channels_last)
        with torch.autocast(device.type, torch.bfloat16):
            words = model["text"](told).last_hidden_state
            guessed = model["unet"](noisy, at.to(device), words).sample
        off = mse_loss(guessed.float(), signal * noise - spread * clean, reduction="none").mean((0, 2, 3))
        return (off * self.weights.to(device)).mean()

    def _draw_times(self) -> Tensor:
        """A third of them where there is next to nothing but noise: there, words alone say what to draw.

        Without that the model learns to clean pictures for an hour before it listens.
        """
        some, any_time = (0.9 + 0.1 * torch.rand(self.batch)), torch.rand(self.batch).sqrt()
        share = torch.where(torch.rand(self.batch) < 1 / 3, some, any_time)
        return (share * len(self.kept)).long().clamp(max=len(self.kept) - 1)


def painter_of_noise() -> DDIMScheduler:
    """The scheduler the model is saved with."""
    return DDIMScheduler(**NOISE, set_alpha_to_one=False, steps_offset=1)
