"""A sheet of samples: what a person looks at before believing a loss."""

from collections.abc import Sequence

import torch
from diffusers import StableDiffusionPipeline
from PIL import Image

PROMPTS = (
    "a fox sitting, in the meadow by day",
    "a bear sitting, on the snowy hill at night",
    "an elephant sitting, on the beach at dusk",
    "a penguin sitting, a girl sitting, in the forest by day",
    "an owl sitting, on the moon at night",
    "a dragon and a boy, in the meadow at dusk",
    "a little penguin, on the snowy hill by day",
    "a fox sitting, a boy sitting, on the beach at night",
)


def samples(
    pipeline: StableDiffusionPipeline,
    prompts: Sequence[str] = PROMPTS,
    *,
    steps: int = 20,
    guidance: float = 3.0,
) -> list[Image.Image]:
    """A picture of each prompt, each with a seed of its own."""
    pipeline.set_progress_bar_config(disable=True)
    return list(
        pipeline(
            list(prompts),
            num_inference_steps=steps,
            guidance_scale=guidance,
            generator=[torch.Generator().manual_seed(number) for number in range(len(prompts))],
        ).images
    )


def sheet(rows: Sequence[Sequence[Image.Image]], *, cell: int = 192) -> Image.Image:
    """Pictures in rows, enlarged."""
    page = Image.new("RGB", (max(map(len, rows)) * (cell + 4) - 4, len(rows) * (cell + 4) - 4), "white")
    for down, row in enumerate(rows):
        for across, picture in enumerate(row):
            large = picture.resize((cell, cell), Image.Resampling.BICUBIC)
            page.paste(large, (across * (cell + 4), down * (cell + 4)))
    return page
