"""What this machine has, what of it is free, and what else is using it."""

import os
import platform
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sandman.finetune.memory import Limit, gigabytes
from sandman.styles import Unusable

PROC = Path("/proc")
PAGE = os.sysconf("SC_PAGE_SIZE")
WORTH_CLOSING = 250_000_000
"""Bytes; closing anything smaller frees too little to ask for."""


@dataclass(frozen=True, slots=True)
class Running:
    """A program by its name, with all of its processes."""

    name: str
    size: int
    """Resident bytes."""


@dataclass(frozen=True, slots=True)
class Machine:
    """Where a training would run. On a CPU, and on Apple's chips, device and host are one memory."""

    device: str
    """`cpu`, `cuda` or `mps`."""
    name: str
    """Of the device, as people know it."""
    device_total: int
    device_free: int
    """Bytes."""
    host_total: int
    host_free: int
    fast_bfloat16: bool
    """Whether it multiplies bfloat16 faster than float32."""
    running: tuple[Running, ...] = ()
    """Other programs, largest first."""

    @property
    def unified(self) -> bool:
        """Whether device and host share one memory."""
        return self.device != "cuda"

    @classmethod
    def look(cls, device: str | None = None) -> Self:
        """Look at this one, now; `device` is to be used, or the best there is. Imports torch.

        Where `accelerate launch` started several of us here, each sees its own graphics card, and its share
        of the host's free memory. Raises Unusable for a device that is not here.
        """
        import torch  # noqa: PLC0415 - seconds, and only for this

        limit = Limit.look()
        host_free = min(available(), limit.size) // int(os.environ.get("LOCAL_WORLD_SIZE", "1"))
        here = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
        if device and not here.get(device):
            raise Unusable(
                f"there is no `{device}` here that torch can use",
                hint="choose " + " or ".join(name for name, found in here.items() if found),
            )
        device = device or next(name for name, found in here.items() if found)
        if device == "cuda":
            ours = int(os.environ.get("LOCAL_RANK", "0")) % torch.cuda.device_count()  # as accelerate counts
            free, total = torch.cuda.mem_get_info(ours)
            known = torch.cuda.get_device_properties(ours)
            return cls(
                "cuda", known.name, total, free, limit.size, host_free, known.major >= 8, running_programs()
            )
        if device == "mps":
            # Metal refuses more than this, whatever else is free.
            total = min(limit.size, torch.mps.recommended_max_memory())
            free = min(host_free, total)
            return cls("mps", _processor(), total, free, limit.size, host_free, True, running_programs())
        fast = torch.ops.mkldnn._is_mkldnn_bf16_supported() and torch.cpu._is_avx512_bf16_supported()
        return cls(
            "cpu", _processor(), limit.size, host_free, limit.size, host_free, bool(fast), running_programs()
        )

    def to_close(self, short: int) -> str:
        """Which programs would free `short` bytes, the fewest of them; empty where none would."""
        closed: list[Running] = []
        for program in self.running:
            closed.append(program)
            if sum(each.size for each in closed) >= short:
                return "close " + " and ".join(f"{each.name} ({gigabytes(each.size)})" for each in closed)
        return ""


def running_programs() -> tuple[Running, ...]:
    """Other programs by name, largest first, each worth closing for what it holds."""
    held: Counter[str] = Counter()
    for name, size in _processes():
        held[name] += size
    return tuple(Running(name, size) for name, size in held.most_common(12) if size >= WORTH_CLOSING)


def _processes() -> list[tuple[str, int]]:
    """Name and resident bytes of every process but this one and those above it."""
    if not PROC.is_dir():
        listed = subprocess.run(
            ["/bin/ps", "-axo", "pid=,rss=,comm="],
            capture_output=True,
            text=True,
            check=False,
        )
        rows = [line.split(None, 2) for line in listed.stdout.splitlines()]
        return [
            (Path(row[2]).name, int(row[1]) * 1024)
            for row in rows
            if len(row) == 3 and int(row[0]) not in (os.getpid(), os.getppid())
        ]
    ours = _ours()
    found = []
    for folder in PROC.iterdir():
        if not folder.name.isdecimal() or int(folder.name) in ours:
            continue
        try:
            # Resident, less what is shared: closing it frees no more.
            _, resident, shared, *_ = (folder / "statm").read_text().split()
            name = (folder / "comm").read_text().strip()
        except OSError:
            continue  # it ended while we looked, or is another user's
        found.append((name, (int(resident) - int(shared)) * PAGE))
    return found


def _ours() -> set[int]:
    """Ourselves, and those we were started by."""
    chain, pid = set(), os.getpid()
    while pid > 1 and pid not in chain:
        chain.add(pid)
        try:
            # The name may hold spaces and brackets: the parent is the second word after the last one.
            pid = int((PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            break
    return chain


def available() -> int:
    """Bytes that could be had now without anything being put onto the disk, in our control group too."""
    if sys.platform == "darwin":
        pages = subprocess.run(["/usr/bin/vm_stat"], capture_output=True, text=True, check=False).stdout
        counts = dict(line.split(":") for line in pages.splitlines()[1:] if ":" in line)
        kinds = ("Pages free", "Pages inactive", "Pages purgeable", "Pages speculative")
        return sum(int(counts.get(kind, "0").strip(" .")) for kind in kinds) * PAGE
    told = dict(line.split(":") for line in (PROC / "meminfo").read_text().splitlines())
    available = int(told["MemAvailable"].split()[0]) * 1024
    return min(available, _left_in_group(available))


def _left_in_group(otherwise: int) -> int:
    """What our control group may still take. Pages of files do not count: they are given back."""
    for root, limit, used, stat, files in (
        (Path("/sys/fs/cgroup"), "memory.max", "memory.current", "memory.stat", "inactive_file"),
        (
            Path("/sys/fs/cgroup/memory"),
            "memory.limit_in_bytes",
            "memory.usage_in_bytes",
            "memory.stat",
            "total_inactive_file",
        ),
    ):
        try:
            most = (root / limit).read_text().strip()
            if not most.isdecimal():
                continue
            counts = dict(line.split() for line in (root / stat).read_text().splitlines())
            return int(most) - int((root / used).read_text()) + int(counts.get(files, 0))
        except (OSError, ValueError):
            continue
    return otherwise


def _processor() -> str:
    if sys.platform == "darwin":
        told = subprocess.run(
            ["/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string"],
            capture_output=True,
            text=True,
            check=False,
        )
        return told.stdout.strip() or platform.machine()
    for line in (PROC / "cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
