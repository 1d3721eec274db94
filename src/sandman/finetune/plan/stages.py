"""What lies in memory at each stage of a training, for one way of running it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandman.finetune.plan.machine import Machine
from sandman.finetune.train.job import Placement
from sandman.styles import Training

if TYPE_CHECKING:
    from sandman.finetune.plan.anatomy import Anatomy
    from sandman.finetune.plan.encoders import Encoder

MIB = 2**20
PROGRAM = 520 * MIB
"""Python with torch, diffusers, transformers and peft; measured on Linux with torch 2.13 for CPUs."""
LEFT_OVER, LEFT_BETWEEN = 0.03, 0.2
"""What the system's allocator holds beyond what is asked of it: of weights that were read and cast, and of
what comes and goes. Measured with true SD 1.5 on Linux (glibc): without it a plan was 6 to 10 per cent short.
"""
PROGRAM_WITH_CUDA = 3000 * MIB
"""By the book: CUDA's libraries lie in the host's memory too. Not measured."""
CONTEXT = 500 * MIB
"""CUDA's own, on the device. By the book; not measured."""
WIDTHS = {"float32": 4, "bfloat16": 2}
STORED_WIDTH = 4
"""Bytes of a weight on the disk, at most; a tensor is read as it is stored and cast then."""
READING = "reading the captions"
THERE = 3
"""Blocks on the device while they are streamed: one works, one comes, one has its gradients due."""


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


@dataclass(frozen=True, slots=True)
class Around:
    """What a training needs beside the denoiser."""

    text_encoders: "tuple[Encoder, ...]"
    autoencoder: "Encoder"
    decoding: int
    """Bytes the autoencoder makes of a sample picture, in float32."""


def stages(
    anatomy: "Anatomy", around: Around, placement: Placement, machine: Machine, training: Training
) -> tuple[Stage, ...]:
    """From the captions to the samples."""
    width = WIDTHS[placement.precision]
    fused = placement.device != "mps"  # Metal's attention has no fused backward pass
    program = (
        Part("Python and torch", PROGRAM)
        if machine.unified
        else Part("Python, torch and CUDA", CONTEXT, PROGRAM_WITH_CUDA)
    )
    denoiser = (*_denoiser(anatomy, placement), *_laid_under(anatomy, machine, width))
    adapter = Part("adapter, gradients, optimiser", anatomy.adapter_bytes)
    step = anatomy.step(placement.precision, placement.checkpointing, fused=fused)

    def being_read(parameters: int) -> Part:
        size = parameters * STORED_WIDTH
        return Part("the largest tensor, being read", *((size, 0) if machine.unified else (0, size)))

    def encoding(stage: str, encoder: "Encoder", on: str = "") -> Stage:
        def there(name: str, size: int) -> Part:
            return Part(name, *((0, size) if on == "cpu" and not machine.unified else (size, 0)))

        weights = there(encoder.name, encoder.parameters * width)
        working = there("what it makes", encoder.working * width // 4)
        return Stage(stage, (program, weights, max(working, being_read(encoder.largest), key=_size)))

    def left(activity: int) -> Part:
        # CUDA's own allocator is asked for its own count, which is exact.
        weights = sum(part.device for part in denoiser)
        size = int(LEFT_OVER * weights + LEFT_BETWEEN * activity) if placement.device != "cuda" else 0
        return Part("what the allocator holds beside", size)

    temporaries = step.temporaries + _unpacked(anatomy, placement, width)
    found = [
        *(encoding(READING, encoder, placement.words_on) for encoder in around.text_encoders),
        encoding("seeing the pictures", around.autoencoder),
        Stage("loading", (program, *denoiser, being_read(anatomy.largest), left(0))),
        Stage(
            "learning",
            (
                program,
                *denoiser,
                adapter,
                Part("kept for the backward pass", step.kept),
                Part("temporaries", temporaries),
                left(step.kept + temporaries),
            ),
        ),
    ]
    if training.samples:
        a_step = anatomy.painting(placement.precision, fused=fused)
        making = max(a_step, around.decoding * width // 4)
        vae = Part("autoencoder", around.autoencoder.parameters * width)
        picture = Part("what a picture takes", making)
        found.append(Stage("painting samples", (program, *denoiser, adapter, vae, picture, left(making))))
    return tuple(found)


def _denoiser(anatomy: "Anatomy", placement: Placement) -> tuple[Part, ...]:
    whole = anatomy.weights(placement.precision, placement.quantisation)
    form = placement.precision if placement.quantisation == "none" else placement.quantisation
    name = f"the denoiser in {form}"
    if not placement.stream:
        return (Part(name, whole),)
    streamed = anatomy.quantised(placement.quantisation, placement.precision)
    here = streamed * anatomy.largest_block // max(1, anatomy.quantisable) * THERE
    return (
        Part(f"{name}: what stays, and {THERE} blocks at a time", whole - streamed + here),
        Part("its blocks, from where they are streamed", 0, streamed),
    )


def _laid_under(anatomy: "Anatomy", machine: Machine, width: int) -> tuple[Part, ...]:
    """A training adapter is never streamed; the host keeps it as it was read, in float32."""
    here, read = anatomy.laid_under * width, anatomy.laid_under * STORED_WIDTH
    if not here:
        return ()
    sizes = (here + read, 0) if machine.unified else (here, read)
    return (Part("the training adapter it is taught under", *sizes),)


def _unpacked(anatomy: "Anatomy", placement: Placement, width: int) -> int:
    """A quantised layer's weights as they are multiplied with, one layer at a time."""
    return anatomy.largest_linear * width if placement.quantisation != "none" else 0


def _size(part: Part) -> int:
    return part.device + part.host
