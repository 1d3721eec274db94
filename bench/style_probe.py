"""The ruler for trainers: run a Python script unmodified in this process, and write what its steps took.

`python -m bench.style_probe REPORT.json SCRIPT ARG…`. A step ends where any torch optimizer has stepped; the
first is left out. Peak memory is the process's own, from its start to its end.
"""

import importlib.util
import json
import resource
import runpy
import sys
import time
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any


class Ruler:
    """When each step ended, and how much memory there was then."""

    def __init__(self) -> None:
        self.begun = time.perf_counter()
        self.ends: list[float] = []
        self.cpu: list[float] = []
        self.resident: list[int] = []

    def stepped(self, *_: object) -> None:
        """Called after every step of an optimizer."""
        self.ends.append(time.perf_counter())
        self.cpu.append(time.process_time())
        self.resident.append(int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize())

    def report(self) -> dict[str, Any]:
        """Medians over the steps after the first."""
        return {
            "set_up_seconds": round(self.ends[0] - self.begun, 2),
            "step_seconds": round(median(_gaps(self.ends)), 4),
            "step_cpu_seconds": round(median(_gaps(self.cpu)), 4),
            "step_cpu_seconds_best": round(min(_gaps(self.cpu)), 4),
            "steps": len(self.ends),
            "peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
            "resident_in_steps_mib": round(max(self.resident) / 2**20),
        }


def _gaps(ends: list[float]) -> list[float]:
    return [after - before for before, after in pairwise(ends)]


def _let_torchvision_in() -> Any:  # noqa: ANN401 - has to live as long as the process
    """PyPI's torchvision is a CUDA build; beside torch for CPUs it wants two operators declared."""
    import torch  # noqa: PLC0415

    if importlib.util.find_spec("torchvision") is None or torch.cuda.is_available():
        return None
    library = torch.library.Library("torchvision", "DEF")
    for operator in ("nms", "qnms"):
        library.define(operator + "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    return library


def main() -> None:
    """Run the script that the arguments name, as if it had been called alone."""
    report, script, *given = sys.argv[1:]
    library = _let_torchvision_in()
    from torch.optim.optimizer import register_optimizer_step_post_hook  # noqa: PLC0415

    ruler = Ruler()
    register_optimizer_step_post_hook(ruler.stepped)
    sys.argv = [script, *given]
    runpy.run_path(script, run_name="__main__")
    del library
    Path(report).write_text(json.dumps(ruler.report(), indent=1) + "\n")


if __name__ == "__main__":
    main()
