"""What memory could be had now, the host's and the graphics card's together."""

import subprocess

from sandman.finetune.plan.machine import available

QUERY = ("nvidia-smi", "--query-gpu=memory.free", "--format=csv,noheader,nounits")
MIB = 1024 * 1024


def free_memory() -> int:
    """Bytes. The card is asked by its own tool: to ask through torch would take half a gigabyte of it."""
    return available() + _free_on_cards()


def _free_on_cards() -> int:
    try:
        told = subprocess.run([*QUERY], capture_output=True, text=True, timeout=10, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return 0
    return sum(int(line) * MIB for line in told.stdout.split() if line.isdecimal())
