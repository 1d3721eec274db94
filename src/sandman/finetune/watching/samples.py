"""Sample pictures while a style is learnt: the same prompts and seeds at every save, so that they compare."""

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import nn

from sandman.finetune.families.family import FamilyTrainer, Words


def paint_samples(
    family: FamilyTrainer,
    denoiser: nn.Module,
    words: Sequence[Words],
    nothing: Words,
    *,
    folder: Path,
    step: int,
    seeds: Sequence[int],
    width: int,
    height: int,
) -> tuple[Path, ...]:
    """Paint a picture for each of `words` with the denoiser as it stands: `FOLDER/step-NNNNNN-1.png` and on.

    The training goes on as if nothing had been painted: its random numbers, and whether it drops out, are
    put back. Not under `inference_mode`: its tensors would stay in the denoiser's caches, unfit for training.
    """
    teaching = denoiser.training
    devices = [torch.cuda.current_device()] if torch.cuda.is_available() else []
    with torch.random.fork_rng(devices), torch.no_grad():
        denoiser.eval()
        try:
            painted = family.paint(
                denoiser,
                words,
                nothing,
                seeds=seeds,
                width=width,
                height=height,
                steps=family.base.defaults.paint_steps,
                guidance=family.base.defaults.guidance,
            )
        finally:
            denoiser.train(teaching)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, picture in enumerate(painted, 1):
        path = folder / f"step-{step:06d}-{number}.png"
        growing = path.with_suffix(".growing")
        picture.save(growing, format="PNG")
        growing.replace(path)
        paths.append(path)
    return tuple(paths)
