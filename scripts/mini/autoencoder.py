"""The autoencoder: a picture of 96 by 96 pixels as 24 by 24 cells of four numbers, and back.

It learns on small crops, which is possible because it has no attention, and on both hands: a style learnt
later can only show what the autoencoder can draw.
"""

import torch
from diffusers import AutoencoderKL
from torch import Tensor, nn
from torch.nn.functional import avg_pool2d, l1_loss

CROP = 32
"""Pixels of a training crop, each way."""
BATCH = 8
CHANNELS = (32, 64, 96)
GROUPS = 8
CELLS = 6
"""Latent channels."""
FINE, COLOUR = 1.8, 1.6
"""How much louder differences in light, and colours, are said than the light itself."""
SLIPS = 0.06
"""How loud the noise is, at most, under which the decoder must still draw."""


def make_autoencoder(side: int) -> AutoencoderKL:
    """An untrained one, each cell four pixels wide."""
    levels = len(CHANNELS)
    return AutoencoderKL(
        block_out_channels=CHANNELS,
        layers_per_block=1,
        latent_channels=CELLS,
        norm_num_groups=GROUPS,
        down_block_types=("DownEncoderBlock2D",) * levels,
        up_block_types=("UpDecoderBlock2D",) * levels,
        mid_block_add_attention=False,
        sample_size=side,
    ).to(memory_format=torch.channels_last)


class Crops:
    """The loss of a batch of random crops out of several books of drawings, each as likely."""

    def __init__(self, *books: Tensor, batch: int = BATCH) -> None:
        """`books` are uint8 [n, 3, H, W]."""
        self.books, self.batch = books, batch

    def __call__(self, model: nn.Module) -> Tensor:
        """L1 on colours and on edges."""
        device = next(model.parameters()).device
        book = self.books[int(torch.randint(len(self.books), ()))]
        top, left = (int(torch.randint((size - CROP) // 4 + 1, ())) * 4 for size in book.shape[2:])
        chosen = torch.randint(len(book), (self.batch,))
        crops = book[chosen, :, top : top + CROP, left : left + CROP]
        if torch.rand(()) < 0.5:
            crops = crops.flip(-1)
        seen = as_floats(crops.to(device))
        # What the encoder says, computed directly; and said a little wrong, as a denoiser will.
        cells = cells_of(seen)
        cells = cells + SLIPS * torch.rand(len(cells), 1, 1, 1, device=device) * torch.randn_like(cells)
        with torch.autocast(device.type, torch.bfloat16):
            again = model.decode(cells.contiguous(memory_format=torch.channels_last)).sample.float()
        return l1_loss(again, seen) + 0.5 * _edge_loss(again, seen)


def cells_of(seen: Tensor) -> Tensor:
    """What the cells of pictures shall say: -1…1 [n, 3, H, W] to [n, 6, H/4, W/4]."""
    light = seen.mean(1, keepdim=True)
    upper, lower = (avg_pool2d(light, 2)[:, :, row::2] for row in (0, 1))
    (a, b), (c, d) = ((half[..., 0::2], half[..., 1::2]) for half in (upper, lower))
    fine = [(a + b - c - d) * FINE / 2, (a - b + c - d) * FINE / 2, (a - b - c + d) * FINE / 2]
    coarse = avg_pool2d(seen, 4)
    warmth, green = coarse[:, :1] - coarse[:, 2:], coarse[:, 1:2] - (coarse[:, :1] + coarse[:, 2:]) / 2
    return torch.cat([(a + b + c + d) / 4, *fine, warmth * COLOUR, green * COLOUR], 1)


def as_floats(pixels: Tensor) -> Tensor:
    """Bytes to -1…1."""
    return pixels.float().div(127.5).sub(1)


def encoded(model: AutoencoderKL, pixels: Tensor, *, at_once: int = 16) -> Tensor:
    """The cells of all pictures, float32 [n, 4, h, w], not yet scaled."""
    device = next(model.parameters()).device
    with torch.no_grad():
        parts = [model.encode(as_floats(some.to(device))).latent_dist.mean for some in pixels.split(at_once)]
    return torch.cat(parts).float()


def lost(model: AutoencoderKL, pixels: Tensor) -> float:
    """Mean absolute difference between pictures and what comes back, of 255."""
    seen = as_floats(pixels.to(next(model.parameters()).device))
    with torch.no_grad():
        again = model.decode(model.encode(seen).latent_dist.mean).sample
    return float((again - seen).abs().mean() * 127.5)


def _edge_loss(one: Tensor, other: Tensor) -> Tensor:
    down = l1_loss(one[..., 1:, :] - one[..., :-1, :], other[..., 1:, :] - other[..., :-1, :])
    across = l1_loss(one[..., 1:] - one[..., :-1], other[..., 1:] - other[..., :-1])
    return down + across
