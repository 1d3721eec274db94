"""Our trainer as the bench runs it, nothing cached: BASE PICTURES OUT SIZE PRECISION STEPS."""

import shutil
import sys
from pathlib import Path

from sandman.finetune.base import find_folder
from sandman.finetune.train.job import Job, Placement
from sandman.finetune.train.resolve import resolve
from sandman.finetune.train.trainer import train
from sandman.styles import Training


def as_the_peer(size: int, precision: str, steps: int) -> Training:
    """The peer's own settings, as ours are called."""
    return Training(
        resolution=size,
        rank=8,
        targets="attention",
        steps=steps,
        learning_rate=1e-4,
        warm_up=0,
        save_every=steps,
        samples=0,
        precision="float32" if precision == "float32" else "bfloat16",
    )


def main() -> None:
    """Train as the peer does: attention only, rank 8, a constant rate, every picture at one size."""
    base, pictures, out = (Path(given) for given in sys.argv[1:4])
    training = as_the_peer(int(sys.argv[4]), sys.argv[5], int(sys.argv[6]))
    assert training.precision != "auto"
    shutil.rmtree(out, ignore_errors=True)
    located = find_folder(base)
    train(
        Job(
            base=located,
            pictures=pictures,
            out=out,
            trigger="storybook drawing",
            training=resolve(training, located),
            placement=Placement(device="cpu", precision=training.precision),
        )
    )


if __name__ == "__main__":
    main()
