"""What is different on a CPU, on CUDA and on Apple's MPS."""

import ctypes
import gc
import os
import resource
import sys

import torch

from sandman.finetune.memory import peak_of

DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16}
"""Never float16: on Apple's chips and in autoencoders it overflows to NaN."""


class Metal:
    """The memory of Apple's GPU: its driver tells what is held now, and keeps no peak."""

    def __init__(self) -> None:
        self._most = 0

    def peak(self) -> int:
        """The most of all the times this was asked, in bytes. What Metal keeps for reuse counts as held."""
        self._most = max(self._most, torch.mps.driver_allocated_memory())
        return self._most


METAL = Metal()


def settle(device: torch.device) -> None:
    """Let the device be as fast as it can with numbers as exact as training needs."""
    if device.type == "cuda":
        torch.set_float32_matmul_precision("high")
        torch.backends.cudnn.benchmark = True  # few sizes, shown often
        torch.cuda.reset_peak_memory_stats(device)


def release(device: torch.device) -> None:
    """Give back what is no longer held, to the system too: the next part is loaded beside nothing."""
    gc.collect()
    if device.type == "cuda":
        torch.cuda.empty_cache()
    elif device.type == "mps":
        METAL.peak()  # seen before it shrinks
        torch.mps.empty_cache()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc's; musl gives back by itself
        if trim:
            trim(0)


def peak_memory_bytes(device: torch.device) -> int:
    """The most memory so far: the device's own, or this process's where the two are one.

    On MPS to be asked at every step: of what Metal held in between nothing is told later.
    """
    if device.type == "cuda":
        return torch.cuda.max_memory_allocated(device)
    peak = peak_of(os.getpid()) or _resident()
    # the process's own leaves most of Metal's out, and their sum would count some twice
    return max(peak, METAL.peak()) if device.type == "mps" else peak


def _resident() -> int:
    """The peak of this process where there is no /proc."""
    told = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return told if sys.platform == "darwin" else told * 1024
