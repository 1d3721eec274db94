"""Our trainer beside diffusers' own script: true SD 1.5, random weights, batch 1, rank 8.

`make bench-style`, or
`python -m bench.style [--size 256 512] [--precision float32 bfloat16] [--steps 6] [--threads 2]`.

The peer is huggingface/diffusers' `examples/dreambooth/train_dreambooth_lora.py`, as it is published; it is
never kept in this repository. Put it into `.cache/peers/`, and beside it what it needs and we do not:

    pip install --no-deps --target .cache/peers/torchvision torchvision==0.28.0

Both run in processes of their own under the same ruler (`bench/style_probe.py`), on the same base and the
same twenty pictures. Ratios are of CPU seconds. On a busy machine give `--threads 1`: two threads that
wait for one another burn CPU seconds as they wait, and then even those say nothing.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

WORK = Path(".cache/bench/style")
PEERS = Path(".cache/peers")
PEER = PEERS / "train_dreambooth_lora.py"
THREADS = 2
SIZES = (256, 512)
PRECISIONS = ("float32", "bfloat16")
WANTED = {(512, "float32"): (1.45, 0.8), (512, "bfloat16"): (1.45, 0.45)}
"""How many times faster a step, and what part of the peer's peak at most."""


class Asked(NamedTuple):
    """One training that both are to do."""

    base: Path
    pictures: Path
    size: int
    precision: str
    steps: int


def measure(
    sizes: tuple[int, ...] = SIZES,
    precisions: tuple[str, ...] = PRECISIONS,
    *,
    steps: int = 6,
    threads: int = THREADS,
) -> dict[str, Any]:
    """Both trainers at each size in each precision."""
    from bench.style_models import pictures, sd15  # noqa: PLC0415 - torch takes seconds

    if not PEER.exists():
        raise SystemExit(f"`{PEER}` is not here; `bench/style.py` says how to get it")
    base, folder = sd15(WORK / "sd15"), pictures(WORK / "pictures")
    heads = f"{'s/step':>16}{'CPU s/step':>16}{'peak MiB':>16}{'planned':>9}{'faster':>8}{'of its peak':>12}"
    print(" " * 22 + heads)
    found: dict[str, Any] = {}
    for size in sizes:
        for precision in precisions:
            asked = Asked(base, folder, size, precision, steps)
            theirs = _run("official", _official(asked), threads=threads)
            ours = _run("ours", _ours(asked), threads=threads)
            row = _compare(theirs, ours) | {"planned_mib": _planned(asked)}
            found[f"{size} {precision}"] = row
            _print(size, precision, row)
    return found


def _planned(asked: Asked) -> int:
    """What the memory plan says of ours, in MiB."""
    from bench.style_ours import as_the_peer  # noqa: PLC0415
    from sandman.finetune.base import find_folder  # noqa: PLC0415
    from sandman.finetune.plan import make_plan  # noqa: PLC0415

    plan = make_plan(find_folder(asked.base), as_the_peer(asked.size, asked.precision, asked.steps))
    return round(plan.host_peak_bytes / 2**20)


def _compare(theirs: dict[str, Any], ours: dict[str, Any]) -> dict[str, Any]:
    return {
        "official": theirs,
        "ours": ours,
        "faster": round(theirs["step_cpu_seconds"] / ours["step_cpu_seconds"], 3),
        "faster_by_the_clock": round(theirs["step_seconds"] / ours["step_seconds"], 3),
        "of_its_peak": round(ours["peak_mib"] / theirs["peak_mib"], 3),
        "load": round(os.getloadavg()[0], 1),
    }


def _print(size: int, precision: str, row: dict[str, Any]) -> None:
    def both(key: str, form: str) -> str:
        return f"{row['official'][key]:{form}} /{row['ours'][key]:{form}}"

    faster, smaller = WANTED.get((size, precision), (0.0, 9.0))
    met = "" if row["faster"] >= faster and row["of_its_peak"] <= smaller else "  wanted "
    met = met and f"{met}≥ {faster}, ≤ {smaller}"
    print(
        f"{size} px {precision:15}{both('step_seconds', '7.2f')}{both('step_cpu_seconds', '7.2f')}"
        f"{both('peak_mib', '7d')}{row['planned_mib']:9}{row['faster']:8.2f}{row['of_its_peak']:12.2f}{met}",
        flush=True,
    )


def _official(asked: Asked) -> list[str]:
    return [
        str(PEER),
        f"--pretrained_model_name_or_path={asked.base}",
        f"--instance_data_dir={asked.pictures}",
        "--instance_prompt=storybook drawing",
        f"--resolution={asked.size}",
        "--center_crop",
        "--train_batch_size=1",
        "--learning_rate=1e-4",
        f"--max_train_steps={asked.steps}",
        "--rank=8",
        "--seed=7",
        "--lr_scheduler=constant",
        "--lr_warmup_steps=0",
        "--checkpointing_steps=100000",
        "--report_to=tensorboard",
        f"--output_dir={WORK / 'out-official'}",
        f"--logging_dir={(WORK / 'logs').resolve()}",
        *(["--mixed_precision=bf16"] if asked.precision == "bfloat16" else []),
    ]


def _ours(asked: Asked) -> list[str]:
    base, pictures, size, precision, steps = asked
    out = WORK / f"out-ours-{size}-{precision}"
    return [
        str(Path(__file__).parent / "style_ours.py"),
        *map(str, (base, pictures, out, size, precision, steps)),
    ]


def _run(name: str, command: list[str], *, threads: int) -> dict[str, Any]:
    """Run a training script under the ruler. What it prints is kept beside its figures."""
    from sandman.finetune.supervisor import environment  # noqa: PLC0415

    report = WORK / f"{name}.json"
    report.unlink(missing_ok=True)
    # The peer as people run it; ours as its supervisor starts it.
    surroundings = dict(os.environ, HF_HUB_OFFLINE="1", OMP_NUM_THREADS=str(threads))
    if name == "ours":
        surroundings = environment() | {"OMP_NUM_THREADS": str(threads)}
    else:
        surroundings["PYTHONPATH"] = str((PEERS / "torchvision").resolve())
    ruler = [sys.executable, "-m", "bench.style_probe", str(report), *command]
    log = WORK / f"{name}.log"
    with log.open("w") as lines:
        code = subprocess.run(ruler, stdout=lines, stderr=subprocess.STDOUT, env=surroundings, check=False)
    if code.returncode or not report.exists():
        raise SystemExit(f"{name} ended with {code.returncode}: " + log.read_text()[-800:])
    measured: dict[str, Any] = json.loads(report.read_text())
    return measured


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("--size", type=int, nargs="+", default=SIZES)
    parser.add_argument("--precision", nargs="+", default=PRECISIONS, choices=PRECISIONS)
    parser.add_argument("--steps", type=int, default=6)
    parser.add_argument("--threads", type=int, default=THREADS)
    asked = parser.parse_args()
    found = measure(tuple(asked.size), tuple(asked.precision), steps=asked.steps, threads=asked.threads)
    kept = WORK / "figures.json"
    before = json.loads(kept.read_text()) if kept.exists() else {}
    kept.write_text(json.dumps(before | found, indent=1) + "\n")


if __name__ == "__main__":
    main()
