"""What was planned is what a training truly takes: a tiny FLUX, in a process of its own."""

import subprocess
import sys

import pytest
import torch

from sandman.finetune.base import find_folder
from sandman.finetune.plan import Machine, make_plan
from sandman.styles import Training
from tests.style.tiny import flux_tiny, pictures

TRAIN = """
import sys
from pathlib import Path
from sandman.finetune.base import find_folder
from sandman.finetune.train.job import Job, Placement
from sandman.finetune.train.resolve import resolve
from sandman.finetune.train.trainer import train
from sandman.styles import Training

base, folder, out = find_folder(Path(sys.argv[1])), Path(sys.argv[2]), Path(sys.argv[3])
training = resolve(Training.model_validate_json(sys.argv[4]), base)
print(train(Job(base, folder, out, "moss style", training, Placement("cpu", "float32"))).peak_memory_bytes)
"""


@pytest.mark.slow
@pytest.mark.skipif(torch.version.cuda is not None, reason="libraries for CUDA lie in memory, too")
@pytest.mark.skipif(sys.platform != "linux", reason="measured on Linux")
def test_a_plan_is_within_a_tenth_of_the_peak(bases, tmp_path):
    base = flux_tiny(bases)
    folder = tmp_path / "pictures"
    pictures(folder, 4, 128)
    training = Training(resolution=128, rank=8, batch=8, steps=3, samples=0, precision="float32")

    plan = make_plan(find_folder(base), training, machine=Machine.look("cpu"), memory_bytes=10**10)
    ran = subprocess.run(
        [sys.executable, "-c", TRAIN, base, folder, tmp_path / "out", training.model_dump_json()],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr[-2000:]
    assert plan.device_peak_bytes == pytest.approx(int(ran.stdout.split()[-1]), rel=0.1)
