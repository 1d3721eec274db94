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
        torch.mps.empty_cache()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc's; musl gives back by itself
        if trim:
            trim(0)


def peak_memory_bytes(device: torch.device) -> int:
    """The most memory so far: the device's own, or this process's where the two are one."""
    if device.type == "cuda":
        return torch.cuda.max_memory_allocated(device)
    peak = peak_of(os.getpid())
    if peak:
        return peak
    told = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return told if sys.platform == "darwin" else told * 1024
