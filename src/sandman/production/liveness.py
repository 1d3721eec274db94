"""Who is alive in this home. A process holds a lock file while it works; the system lets go when it dies.

A beating clock would have to guess how long silence means death; a lock the kernel keeps does not, even for
a process that was killed with SIGKILL or is merely asleep.
"""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Self

SUFFIX = ".worker"


class Presence:
    """The lock of one living process, held until `leave` or death."""

    def __init__(self, folder: Path, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.name = name
        self._path = folder / f"{name}{SUFFIX}"
        self._file: IO[bytes] = self._path.open("wb")
        fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    @classmethod
    def here(cls, folder: Path) -> Self:
        """A presence with a name no other process has had."""
        return cls(folder, f"{os.getpid()}-{os.urandom(6).hex()}")

    def leave(self, *, work_left: bool) -> None:
        """Give up the lock, as dying would; without work left, nothing is to be taken over."""
        if not work_left:
            self._path.unlink(missing_ok=True)
        self._file.close()


def dead(folder: Path) -> Iterator[str]:
    """The names of processes that worked here and are gone without leaving."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        if _is_free(path):
            yield path.name.removesuffix(SUFFIX)


def alive(folder: Path, name: str) -> bool:
    """Whether the process of that name still works here; ourselves included."""
    path = folder / f"{name}{SUFFIX}"
    return path.exists() and not _is_free(path)


def bury(folder: Path, name: str) -> None:
    """Forget a dead process, once its work has been taken over."""
    (folder / f"{name}{SUFFIX}").unlink(missing_ok=True)


def _is_free(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            fcntl.flock(file, fcntl.LOCK_UN)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return False
    return True
