"""The style wing on a CUDA device, inside ten minutes: `python -m bench.style_gpu [--out FILE.json]`.

Bases are of true size with random weights, made on the device; nothing is read from a disk or a network.
Each figure stands beside the one that is wanted, and what could not be measured is marked so. `--tiny` runs
the same on small bases on any device: it shows that the script works, and measures nothing worth keeping.
"""

import argparse
import gc
import json
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Literal

import torch
from torch import Tensor, nn

from sandman.finetune.base import LocatedBase
from sandman.finetune.families import trainer_of
from sandman.finetune.plan import known_base
from sandman.finetune.plan.shapes import show
from sandman.finetune.train.adapter import Adapter
from sandman.finetune.train.device import settle
from sandman.finetune.train.graphs import record_on_cuda
from sandman.finetune.train.optimisers import make_optimiser
from sandman.finetune.train.resolve import resolve
from sandman.styles import BASES, Training
from sandman.weights.checkpointing import checkpoint_blocks
from sandman.weights.loading import assign, build_empty
from sandman.weights.small import SmallLinear
from sandman.weights.streaming import stream
from sandman.weights.swapping import quantise

LIMIT_SECONDS = 480.0
"""No case is begun after this: ten minutes are lent."""
WARM_UP = 3
GIB = 2**30
MARKS = {True: "met", False: "NOT MET", None: "not measured"}

SMALL_VAE = {"block_out_channels": [8, 8, 8, 16]}
SMALL_TRANSFORMER = {"num_layers": 1, "num_single_layers": 2, "num_attention_heads": 2}
SMALL = {
    "sd15": {
        "block_out_channels": [32, 64],
        "down_block_types": ["CrossAttnDownBlock2D", "DownBlock2D"],
        "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D"],
        "cross_attention_dim": 32,
        "norm_num_groups": 16,
        "layers_per_block": 1,
    },
    "flux-schnell": SMALL_TRANSFORMER
    | {"attention_head_dim": 32, "axes_dims_rope": [8, 12, 12], "joint_attention_dim": 32}
    | {"pooled_projection_dim": 32},
    "flux2-klein-4b": SMALL_TRANSFORMER
    | {"attention_head_dim": 32, "axes_dims_rope": [8, 8, 8, 8], "joint_attention_dim": 32},
}
"""What is changed in a denoiser's configuration for a dry run."""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to measure, always at 512 pixels, batch 1, rank 16."""

    name: str
    base: str
    most: float
    """What is wanted, at most."""
    of: Literal["ms", "GiB"]
    """Milliseconds a step, or GiB at the peak."""
    quantisation: Literal["none", "int8", "nf4"] = "none"
    streamed: bool = False
    checkpointing: float = 0.0
    how: Literal["plain", "compiled", "captured"] = "plain"
    """Compiled as the trainer does it, or captured once as a CUDA graph and replayed."""


CASES = (
    Case("SD 1.5, 512 px, bf16", "sd15", 30, "ms"),
    Case("SD 1.5, 512 px, bf16, CUDA graph", "sd15", 30, "ms", how="captured"),
    Case("klein-4B, 512 px, bf16, no checkpointing", "flux2-klein-4b", 12.5, "GiB"),
    Case("FLUX.1, 512 px, bf16", "flux-schnell", 90, "ms"),
    Case("FLUX.1, 512 px, nf4", "flux-schnell", 8.5, "GiB", quantisation="nf4", checkpointing=1.0),
    Case("FLUX.1, 512 px, nf4, streamed", "flux-schnell", 3, "GiB", quantisation="nf4", streamed=True),
    Case("SD 1.5, 512 px, bf16, compiled", "sd15", 30, "ms", how="compiled"),
)
"""The slowest to begin, a compiled one, last."""


@dataclass(slots=True)
class Found:
    """What was measured of a case; None where it was not."""

    name: str
    wanted: str
    step_ms: float | None = None
    peak_gib: float | None = None
    build_seconds: float | None = None
    met: bool | None = None
    why_not: str = ""


def measure(case: Case, base: LocatedBase, *, device: torch.device, side: int, steps: int) -> Found:
    """Build the base, take steps, and look at the clock and at the device's own count of its memory."""
    found, begun = Found(case.name, f"≤ {case.most:g} {case.of}"), time.perf_counter()
    family, dtype = trainer_of(base), torch.bfloat16
    training = resolve(Training(resolution=side, rank=16), base)
    assert training.rank

    # 1. The denoiser with random weights, and what the trainer does to it.
    settle(device)
    torch.manual_seed(0)
    denoiser = build_empty(type(family.load_denoiser(dtype=dtype, device="meta")), base.denoiser)
    blocks = family.blocks(denoiser)
    if case.quantisation != "none":
        quantise(denoiser, blocks, case.quantisation, device=device)
    fill(denoiser, blocks if case.streamed else [], device=device, dtype=dtype)
    adapter = Adapter(
        denoiser,
        targets=family.targets(training.targets),
        rank=training.rank,
        alpha=float(training.rank),
        seed=0,
        device=device,
    )
    if case.streamed:
        stream(blocks, device=device)
    else:
        checkpoint_blocks(blocks, case.checkpointing)
    if case.how == "compiled":
        denoiser.compile(dynamic=False)

    # 2. A step as the trainer takes it.
    optimiser = make_optimiser(adapter.flat, training)
    run = show(base.family, base.folder, side=side, batch=1, dtype=dtype, device=device)

    def learn() -> Tensor:
        loss = run(denoiser).float().square().mean()
        loss.backward()
        return loss.detach()

    learn = captured(learn) if case.how == "captured" and device.type == "cuda" else learn

    def step() -> Tensor:
        loss = learn()
        gradient = adapter.gradient
        gradient.mul_((1.0 / (torch.linalg.vector_norm(gradient) + 1e-6)).clamp(max=1.0))
        optimiser.step()
        gradient.zero_()
        return loss

    # 3. Steps; the first few warm up and do not count.
    denoiser.train()
    for _ in range(WARM_UP):
        loss = step()
    wait(device)
    found.build_seconds = round(time.perf_counter() - begun, 1)
    seconds = []
    for _ in range(steps):
        started = time.perf_counter()
        loss = step()
        wait(device)
        seconds.append(time.perf_counter() - started)
    if not torch.isfinite(loss):
        found.why_not = "the loss is no number"
        return found
    found.step_ms = round(median(seconds) * 1000, 2)
    if device.type == "cuda":
        found.peak_gib = round(torch.cuda.max_memory_allocated(device) / GIB, 2)
        got = found.step_ms if case.of == "ms" else found.peak_gib
        found.met = got <= case.most
    else:
        found.why_not = "no CUDA device"
    return found


def fill(
    denoiser: nn.Module, on_the_host: list[nn.Module], *, device: torch.device, dtype: torch.dtype
) -> None:
    """Random weights for every layer that has none, one tensor at a time: the whole is never held twice."""
    waiting = {module for block in on_the_host for module in block.modules()}
    for path, owner in list(denoiser.named_modules()):
        for leaf, part in list(owner._parameters.items()):
            if part is None or not part.is_meta:
                continue
            if isinstance(owner, SmallLinear) and leaf != "bias":
                if leaf == "weight":
                    owner.take(_random((owner.out_features, owner.in_features), device=device, dtype=dtype))
                continue
            made = _random(tuple(part.shape), device=device, dtype=dtype, named=leaf)
            assign(denoiser, f"{path}.{leaf}" if path else leaf, made)
        for leaf, buffer in owner._buffers.items():
            owner._buffers[leaf] = None if buffer is None else buffer.to(device)
        if owner in waiting:
            owner._apply(torch.Tensor.cpu, recurse=False)


def _random(
    shape: tuple[int, ...], *, device: torch.device, dtype: torch.dtype, named: str = "weight"
) -> Tensor:
    """Small numbers that a deep network stays finite under; ones for a norm, zeros for a bias."""
    if len(shape) < 2:
        return (torch.zeros if named == "bias" else torch.ones)(shape, device=device, dtype=dtype)
    width = shape[1:].numel() if isinstance(shape, torch.Size) else torch.Size(shape[1:]).numel()
    return torch.randn(shape, device=device, dtype=dtype).mul_(0.5 * width**-0.5)


def captured(learn: Callable[[], Tensor]) -> Callable[[], Tensor]:
    """Forward and backward as one CUDA graph, as the trainer records it."""
    replay, loss = record_on_cuda(learn)

    def again() -> Tensor:
        replay()
        return loss

    return again


def wait(device: torch.device) -> None:
    """Until the device has done all that it was told."""
    if device.type == "cuda":
        torch.cuda.synchronize(device)


def small_base(name: str, folder: Path) -> LocatedBase:
    """The base's architecture with small numbers: configurations only."""
    known = known_base(name)
    assert known
    for file in known.folder.rglob("*.json"):
        config = json.loads(file.read_text())
        if file.parent == known.denoiser:
            config |= SMALL[name]
        elif file.parent.name == "vae":
            config |= SMALL_VAE
        copy = folder / name / file.relative_to(known.folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(json.dumps(config))
    return LocatedBase(folder / name, name, BASES[name])


def measure_all(
    cases: tuple[Case, ...], *, device: torch.device, tiny: bool, side: int, steps: int
) -> list[Found]:
    """Every case there is time for; one that fails leaves the others be."""
    begun, found = time.perf_counter(), []
    with tempfile.TemporaryDirectory() as folder:
        for case in cases:
            base = small_base(case.base, Path(folder)) if tiny else known_base(case.base)
            assert base
            if time.perf_counter() - begun > LIMIT_SECONDS:
                found.append(Found(case.name, f"≤ {case.most:g} {case.of}", why_not="no time was left"))
            else:
                try:
                    found.append(measure(case, base, device=device, side=side, steps=steps))
                except Exception as fault:
                    traceback.print_exc()
                    why = f"{type(fault).__name__}: {str(fault).splitlines()[0][:120] if str(fault) else ''}"
                    found.append(Found(case.name, f"≤ {case.most:g} {case.of}", why_not=why))
            _print(found[-1])
            gc.collect()
            if device.type == "cuda":
                torch.cuda.empty_cache()
    return found


def _print(found: Found) -> None:
    step = "" if found.step_ms is None else f"{found.step_ms:9.1f} ms"
    peak = "" if found.peak_gib is None else f"{found.peak_gib:7.2f} GiB"
    why = f" ({found.why_not})" if found.why_not else ""
    print(f"{found.name:44}{step:>13}{peak:>13}  {found.wanted:>12}  {MARKS[found.met]}{why}", flush=True)


def main() -> None:
    """Measure, print, and keep the figures where that is wanted."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("--tiny", action="store_true", help="small bases on any device: a dry run")
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--out", type=Path, help="where the figures are kept as JSON")
    asked = parser.parse_args()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    if device.type == "cpu" and not asked.tiny:
        raise SystemExit("no CUDA device is here; `--tiny` is a dry run on any")
    name = torch.cuda.get_device_name(device) if device.type == "cuda" else "CPU"
    print(f"{name}, torch {torch.__version__}{', a dry run on small bases' if asked.tiny else ''}\n")
    side, steps = (64, 2) if asked.tiny else (512, asked.steps)
    found = measure_all(CASES, device=device, tiny=asked.tiny, side=side, steps=steps)
    if asked.out:
        document = {"device": name, "torch": torch.__version__, "tiny": asked.tiny}
        asked.out.write_text(
            json.dumps(document | {"cases": [asdict(each) for each in found]}, indent=1) + "\n"
        )


if __name__ == "__main__":
    main()
