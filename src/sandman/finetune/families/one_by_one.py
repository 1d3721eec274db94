"""Painting with a pipeline of diffusers: one picture at a time, each from its own seed."""

from collections.abc import Iterable, Sequence
from typing import Any

import torch
from PIL.Image import Image


def paint_one_by_one(
    pipeline: Any,  # noqa: ANN401 - any of diffusers' own
    told: Iterable[dict[str, Any]],
    seeds: Sequence[int],
    *,
    width: int,
    height: int,
    steps: int,
    guidance: float,
    **more: Any,  # noqa: ANN401 - the pipeline's own options
) -> list[Image]:
    """A picture for each of `told`, by the names its pipeline knows; the noise is the CPU's on any device."""
    pipeline.set_progress_bar_config(disable=True)
    return [
        pipeline(
            **each,
            generator=torch.Generator().manual_seed(seed),
            width=width,
            height=height,
            num_inference_steps=steps,
            guidance_scale=guidance,
            **more,
        ).images[0]
        for each, seed in zip(told, seeds, strict=True)
    ]
