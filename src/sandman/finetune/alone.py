"""One training at a time in a folder: two would delete what the other is writing, and mix their curves.

What is locked is an open file, and whoever inherits it holds it too: a trainer whose parent was killed keeps
the folder until it has saved and is gone. The kernel lets go of it then, and no clock has to guess.
"""

import errno
import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from sandman.styles import Unusable

LOCK = ".lock"
PATIENCE_SECONDS = 30.0
"""For a trainer that was asked to end: it finishes its step and saves."""
LOOK_SECONDS = 0.2
LOCKLESS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}
"""What disks answer that know no locks, as those of some clusters."""


@contextmanager
def alone_in(folder: Path, *, said: Callable[[str], None]) -> Iterator[int]:
    """Be the one who writes into `folder`; the number of the open file, for a child to hold it as well.

    Waits a little for one that is just ending; `said` hears of it. Raises Unusable where it does not end.
    """
    with (folder / LOCK).open("ab") as file:
        _lock(file, folder, said)
        yield file.fileno()  # closed, not unlocked: it stays locked for as long as a child has it


def _lock(file: BinaryIO, folder: Path, said: Callable[[str], None]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    waiting = False
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            if time.monotonic() > deadline:
                raise Unusable(
                    f"`{folder}` is being worked at by another training",
                    hint="wait for it, stop it first, or give another --out",
                ) from fault
            if not waiting:
                said(f"Another training is at work in `{folder}`: waiting a little, for it may be ending.")
                waiting = True
            time.sleep(LOOK_SECONDS)
        except OSError as fault:
            if fault.errno not in LOCKLESS:
                raise
            said(f"The disk of `{folder}` knows no locks: see to it that no other training works there.")
            return
        else:
            return
