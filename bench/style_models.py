"""True-size bases with random weights and a folder of pictures, made from code: nothing is fetched."""

import random
from pathlib import Path
from typing import Any, cast

import torch
from diffusers import AutoencoderKL, PNDMScheduler, StableDiffusionPipeline, UNet2DConditionModel
from PIL import Image, ImageDraw
from tests.style import tiny
from transformers import CLIPTextConfig, CLIPTextModel

from sandman.finetune.plan.known import CONFIGS


def sd15(folder: Path) -> Path:
    """SD 1.5's architecture in float32, 4 GB on the disk, built once."""
    if not (folder / "model_index.json").exists():
        torch.manual_seed(0)
        known, tokeniser = CONFIGS / "sd15", cast("Any", tiny.clip_tokeniser)
        StableDiffusionPipeline(
            vae=AutoencoderKL.from_config(AutoencoderKL.load_config(known / "vae")),
            text_encoder=CLIPTextModel(CLIPTextConfig.from_pretrained(known / "text_encoder")),
            tokenizer=tokeniser(),
            unet=UNet2DConditionModel.from_config(UNet2DConditionModel.load_config(known / "unet")),
            scheduler=PNDMScheduler.from_config(PNDMScheduler.load_config(known / "scheduler")),
            safety_checker=None,
            feature_extractor=None,
            requires_safety_checker=False,
        ).save_pretrained(folder)
    return folder


def pictures(folder: Path, *, count: int = 20, size: int = 512) -> Path:
    """Pictures alone: the peer opens every file it finds as one."""
    folder.mkdir(parents=True, exist_ok=True)
    seeded = random.Random(0)
    for number in range(count):
        made = Image.new("RGB", (size, size), tuple(seeded.randrange(20, 120) for _ in range(3)))
        draw = ImageDraw.Draw(made)
        for _ in range(12):
            x, y, r = seeded.randrange(size), seeded.randrange(size), seeded.randrange(size // 20, size // 4)
            draw.ellipse((x - r, y - r, x + r, y + r), fill=tuple(seeded.randrange(256) for _ in range(3)))
        made.save(folder / f"{number:02d}.png")
    return folder
