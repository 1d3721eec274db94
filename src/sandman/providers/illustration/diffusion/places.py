"""Where a model works on this machine, in which precision, and how much room is there. Imports torch."""

import os
from dataclasses import dataclass
from pathlib import Path

import torch

from sandman.styles import Family

CGROUP = Path("/sys/fs/cgroup")


@dataclass(frozen=True, slots=True)
class Place:
    """A device and the precision to work in."""

    device: torch.device
    dtype: torch.dtype

    def free_bytes(self) -> int:
        """Memory that may be filled yet; that of the processor where the two share one."""
        if self.device.type == "cuda":
            return int(torch.cuda.mem_get_info(self.device)[0])
        if self.device.type == "mps":
            most = torch.mps.recommended_max_memory() - torch.mps.driver_allocated_memory()
            return int(min(most, _free_of_machine()))
        return _free_of_machine()

    def free_host_bytes(self) -> int:
        """The same of the machine's own memory."""
        return _free_of_machine()

    def clean(self) -> None:
        """Give back what was let go of."""
        if self.device.type == "cuda":
            torch.cuda.empty_cache()
        elif self.device.type == "mps":
            torch.mps.empty_cache()


def best_place(family: Family) -> Place:
    """CUDA, Apple's GPU, or the processor.

    Never float16 on Apple's GPU, where attention overflows in it, nor for a transformer, whose activations
    do; on the processor the UNets work in float32, which any can, and the transformers in bfloat16, which is
    half as large.
    """
    unet = family in (Family.SD, Family.SDXL)
    if torch.cuda.is_available():
        # cards before Ampere emulate bfloat16: slow, and all there is for a transformer
        native = torch.cuda.is_bf16_supported(including_emulation=False)
        return Place(torch.device("cuda"), torch.float16 if unet and not native else torch.bfloat16)
    if torch.backends.mps.is_available():
        modern = torch.backends.mps.is_macos_or_newer(14, 0)
        return Place(torch.device("mps"), torch.bfloat16 if modern else torch.float32)
    return Place(torch.device("cpu"), torch.float32 if unet else torch.bfloat16)


def _free_of_machine() -> int:
    """What the machine has left, or this process's control group if that is less."""
    try:
        lines = dict(line.split(":", 1) for line in Path("/proc/meminfo").read_text().splitlines())
        free = int(lines["MemAvailable"].split()[0]) * 1024
    except (OSError, KeyError):  # no Linux: half of what is built in
        free = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    try:
        limit = int((CGROUP / "memory.max").read_text())
        used = int((CGROUP / "memory.current").read_text())
    except (OSError, ValueError):  # no control group, or one without a limit
        return free
    return min(free, max(0, limit - used))
