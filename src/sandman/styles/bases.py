"""The bases a style can be taught to: what they are called, where they live, and what suits them.

Defaults are for a style learnt from about twenty pictures; their sources stand in `recipes/`.
"""

from dataclasses import dataclass
from enum import StrEnum


class Family(StrEnum):
    """Architectures that are trained and painted with alike."""

    SD = "sd"
    """Stable Diffusion 1.x: a UNet, one CLIP text encoder."""
    SDXL = "sdxl"
    FLUX = "flux"
    """FLUX.1: a flow-matching transformer, CLIP and T5."""
    FLUX2_KLEIN = "flux2-klein"
    """FLUX.2-klein: a flow-matching transformer, Qwen3."""
    Z_IMAGE = "z-image"


PIPELINES = {
    "StableDiffusionPipeline": Family.SD,
    "StableDiffusionXLPipeline": Family.SDXL,
    "FluxPipeline": Family.FLUX,
    "Flux2KleinPipeline": Family.FLUX2_KLEIN,
    "ZImagePipeline": Family.Z_IMAGE,
}
"""The family of a folder in diffusers layout, by the `_class_name` of its `model_index.json`."""


@dataclass(frozen=True, slots=True)
class Base:
    """A model that styles are taught to."""

    name: str
    """How `--base` spells it."""
    family: Family
    hub_id: str
    licence: str
    gated: bool = False
    """Whether its page on the hub wants to be accepted first."""
    resolution: int = 512
    """Pixels of a square picture's side in training."""
    rank: int = 16
    learning_rate: float = 1e-4
    steps: int = 1000
    training_adapter: str = ""
    """An adapter that is loaded while training a distilled base, and left out on save.

    A hub id, with one of its files behind it where it holds several (`owner/name/file.safetensors`), or where
    it lies on this disk."""
    paint_steps: int = 25
    """Denoising steps for a picture."""
    guidance: float = 7.0


BASES = {
    base.name: base
    for base in (
        Base(
            "sd15",
            Family.SD,
            "stable-diffusion-v1-5/stable-diffusion-v1-5",
            "CreativeML OpenRAIL-M",
            steps=800,
        ),
        Base(
            "sdxl",
            Family.SDXL,
            "stabilityai/stable-diffusion-xl-base-1.0",
            "CreativeML OpenRAIL++-M",
            resolution=1024,
            paint_steps=30,
        ),
        Base(
            "flux-schnell",
            Family.FLUX,
            "black-forest-labs/FLUX.1-schnell",
            "Apache-2.0",
            gated=True,
            steps=1500,
            training_adapter="ostris/FLUX.1-schnell-training-adapter",
            paint_steps=4,
            guidance=0.0,
        ),
        Base(
            "flux-dev",
            Family.FLUX,
            "black-forest-labs/FLUX.1-dev",
            "FLUX.1 [dev] Non-Commercial License",
            gated=True,
            guidance=3.5,
        ),
        Base(
            "flux2-klein-4b",
            Family.FLUX2_KLEIN,
            "black-forest-labs/FLUX.2-klein-base-4B",
            "Apache-2.0",
            steps=600,
            paint_steps=28,
            guidance=4.0,
        ),
        Base(
            "z-image",
            Family.Z_IMAGE,
            "Tongyi-MAI/Z-Image",
            "Apache-2.0",
            paint_steps=30,
            guidance=4.0,
        ),
    )
}
"""Bases known by name; any other is a hub id or a folder in diffusers layout."""
