"""How much memory a process here may use, how much one used, and whether the system killed for want of it."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self

CONTROL = Path("/sys/fs/cgroup")
OURS = Path("/proc/self/cgroup")


@dataclass(frozen=True, slots=True)
class Limit:
    """The most memory that a process may have, whoever sets it."""

    size: int
    """Bytes."""
    of: str
    """Whose limit it is: `this machine`, `this container`."""

    @classmethod
    def look(cls) -> Self:
        """The tightest there is: physical memory, or a control group's."""
        physical = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        group = min((_number(folder / name) or physical for folder, name in _limits()), default=physical)
        return cls(group, "this container") if group < physical else cls(physical, "this machine")


def killed_for_memory() -> int:
    """How often the kernel has killed in our control group because memory ran out; 0 where it tells nothing.

    Control groups v2 count in `memory.events`, v1 in `memory.oom_control`.
    """
    for folder, name in _limits():
        told = folder / ("memory.events" if name == "memory.max" else "memory.oom_control")
        try:
            counts = dict(line.split() for line in told.read_text().splitlines())
        except (OSError, ValueError):
            continue
        return int(counts.get("oom_kill", 0))
    return 0


def peak_of(pid: int) -> int:
    """The most memory a running process has had, in bytes; 0 once it is gone, and where there is no /proc."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    line = next((line for line in status.splitlines() if line.startswith("VmHWM:")), "VmHWM: 0 kB")
    return int(line.split()[1]) * 1024


def quota_cores() -> int:
    """Cores that our control group's quota comes to; 0 where it sets none. Only v2 is asked."""
    quota, _, period = _text(CONTROL / "cpu.max").partition(" ")
    return max(1, round(int(quota) / int(period))) if quota.isdecimal() else 0


def gigabytes(size: float) -> str:
    """As people say it: `5.6 GB`, or `24 MB`."""
    return f"{size / 1e9:.1f} GB" if size >= 1e8 else f"{size / 1e6:.0f} MB"


def _limits() -> list[tuple[Path, str]]:
    """Folders of our control group and of those above it, with the name of their limit; nearest first."""
    found = []
    for line in _text(OURS).splitlines():
        _, which, path = line.split(":", 2)
        if which == "memory":
            root, name = CONTROL / "memory", "memory.limit_in_bytes"
        elif not which:
            root, name = CONTROL, "memory.max"
        else:
            continue
        here = root / path.strip("/")
        # In a container the path is the host's, and the group we are in is mounted at the root.
        found += [(folder, name) for folder in (here, *here.parents) if folder.is_relative_to(root)]
    return [(folder, name) for folder, name in found if (folder / name).exists()]


def _number(path: Path) -> int:
    """0 for `max`."""
    text = _text(path)
    return int(text) if text.isdecimal() else 0


def _text(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""
