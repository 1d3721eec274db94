"""What lies in memory at each stage of a training, for one way of running it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandman.finetune.plan.machine import Machine
from sandman.finetune.train.job import Placement
from sandman.styles import Training

if TYPE_CHECKING:
    from sandman.finetune.plan.anatomy import Anatomy, Model

MIB = 2**20
PROGRAM = 520 * MIB
"""Python with torch, diffusers, transformers and peft; measured on Linux with torch 2.13 for CPUs."""
PROGRAM_WITH_CUDA = 3000 * MIB
"""By the book: CUDA's libraries lie in the host's memory too. Not measured."""
CONTEXT = 500 * MIB
"""CUDA's own, on the device. By the book; not measured."""
STORED_WIDTH = 4
"""Bytes of a weight on the disk, at most; a tensor is read as it is stored and cast then."""
RING = 3
"""Blocks on the device while they are streamed: one that works, one that comes, one that goes."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that takes memory; sizes are bytes."""

    name: str
    device: int = 0
    host: int = 0


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of the training with what it holds at its worst."""

    name: str
    parts: tuple[Part, ...]

    @property
    def device(self) -> int:
        """All of it that lies on the device."""
        return sum(part.device for part in self.parts)

    @property
    def host(self) -> int:
        """All of it that lies in the host's memory."""
        return sum(part.host for part in self.parts)


def stages(
    anatomy: "Anatomy", placement: Placement, machine: Machine, training: Training
) -> tuple[Stage, ...]:
    """From the captions to the samples."""
    width = 2 if placement.precision == "bfloat16" else 4
    fused = placement.device != "mps"
    program = (
        Part("Python and torch", PROGRAM)
        if machine.unified
        else Part("Python, torch and CUDA", CONTEXT, PROGRAM_WITH_CUDA)
    )

    def being_read(largest: int) -> Part:
        size = largest * STORED_WIDTH
        return Part("the largest tensor, being read", *((size, 0) if machine.unified else (0, size)))

    def encoding(model: "Model", stage: str) -> Stage:
        working = model.working * width // 4
        return Stage(
            stage,
            (
                program,
                Part(model.name, model.parameters * width),
                max(being_read(model.largest), Part("what it makes", working), key=_size),
            ),
        )

    denoiser = _denoiser(anatomy, placement)
    step = anatomy.step(placement.precision, placement.checkpointing, fused=fused)
    learning = (
        Part("adapter, gradients, optimiser", anatomy.adapter_bytes),
        Part("kept for the backward pass", step.kept),
        Part("temporaries", step.temporaries + _unpacked(anatomy, placement, width)),
    )
    found = [
        *(encoding(encoder, "reading the captions") for encoder in anatomy.encoders),
        encoding(anatomy.autoencoder, "seeing the pictures"),
        Stage("loading", (program, *denoiser, being_read(anatomy.largest))),
        Stage("learning", (program, *denoiser, *learning)),
    ]
    if training.samples:
        vae = anatomy.autoencoder
        making = max(anatomy.painting(placement.precision, fused=fused), anatomy.decoding * width // 4)
        found.append(
            Stage(
                "painting samples",
                (
                    program,
                    *denoiser,
                    learning[0],
                    Part("autoencoder", vae.parameters * width),
                    Part("what a picture takes", making),
                ),
            )
        )
    return tuple(found)


def _denoiser(anatomy: "Anatomy", placement: Placement) -> tuple[Part, ...]:
    whole = anatomy.weights(placement.precision, placement.quantisation)
    form = placement.precision if placement.quantisation == "none" else placement.quantisation
    name = f"the denoiser in {form}"
    if not placement.stream:
        return (Part(name, whole),)
    streamed = anatomy.quantised(placement.quantisation, placement.precision)
    here = streamed * anatomy.largest_block // max(1, anatomy.quantisable) * RING
    return (
        Part(f"{name}: what stays, and {RING} blocks at a time", whole - streamed + here),
        Part("its blocks, from where they are streamed", 0, streamed),
    )


def _unpacked(anatomy: "Anatomy", placement: Placement, width: int) -> int:
    """A quantised layer's weights as they are multiplied with, one layer at a time."""
    return anatomy.largest_linear * width if placement.quantisation != "none" else 0


def _size(part: Part) -> int:
    return part.device + part.host
