"""The denoiser as the memory plan wants it: quantised, streamed, activations kept or computed again."""

import torch
from torch import nn

from sandman.finetune.families.family import FamilyTrainer
from sandman.finetune.train.device import DTYPES
from sandman.finetune.train.job import Placement
from sandman.weights.checkpointing import checkpoint_blocks
from sandman.weights.quantised import load_quantised
from sandman.weights.streaming import stream


def place_denoiser(family: FamilyTrainer, placement: Placement, *, device: torch.device) -> nn.Module:
    """Load the denoiser in its final form, ready to be taught."""
    denoiser = load_placed(family, placement, device=device)
    family.before_training(denoiser, dtype=DTYPES[placement.precision])
    return denoiser


def load_placed(family: FamilyTrainer, placement: Placement, *, device: torch.device) -> nn.Module:
    """The denoiser in its final form; nothing larger than that is ever held. Streamed blocks wait yet."""
    dtype = DTYPES[placement.precision]
    if placement.quantisation == "none" and not placement.stream:
        return family.load_denoiser(dtype=dtype, device=device)

    return load_quantised(
        type(family.load_denoiser(dtype=dtype, device="meta")),
        family.base.denoiser,
        family.blocks,
        None if placement.quantisation == "none" else placement.quantisation,
        device=device,
        dtype=dtype,
        blocks_on="cpu" if placement.stream else device,
    )


def why_uncompiled(placement: Placement, *, device: torch.device) -> str:
    """Why a denoiser that shall be compiled is not, as a sentence; nothing where it can be."""
    if device.type != "cuda":
        return f"Compiling is for CUDA; on `{device.type}` the training runs without."
    if placement.stream:  # whose weights are others at each run, and which asks where they are
        return "Compiling is for blocks that stay on the device; these are streamed, and run without."
    return ""


def place_adapted(
    family: FamilyTrainer, denoiser: nn.Module, placement: Placement, *, device: torch.device, compiled: bool
) -> None:
    """What is done to the blocks once their adapter is on: which is its last change."""
    blocks = family.blocks(denoiser)
    if placement.stream:  # which computes every block again anyhow
        stream(blocks, device=device)
    elif placement.checkpointing:
        checkpoint_blocks(blocks, placement.checkpointing)
    if compiled:
        # Each bucket is a shape of its own, compiled once.
        torch._dynamo.config.recompile_limit = max(torch._dynamo.config.recompile_limit, 32)
        denoiser.compile(dynamic=False)
