"""The trainer's own process: `python -m sandman.finetune.child PIPE [LOCK]`, started by the supervisor.

The job is one line on stdin, and stdin then stays open for as long as the parent lives: its end is the order
to save and leave. Happenings go out on the pipe with the number PIPE. LOCK is the number of an open file that
keeps others out of the training folder while this process lives. Whatever libraries print is the log.
"""

import contextlib
import os
import signal
import sys
import threading
import time
import traceback

from sandman.finetune.faults import as_fault
from sandman.finetune.train.job import Job
from sandman.finetune.wire import Teller, read_job

STDIN = 0
GRACE_SECONDS = 600.0
"""For one of several devices to save once its parent is gone. One that waits in a collective for another that
is gone hears no signal, and would hold its device as long.
"""


def main() -> int:
    """Train, and tell. Returns the exit code, which says less than what was told."""
    job = _job()
    pipe, *lock = map(int, sys.argv[1:])
    for each in (pipe, *lock):
        os.set_inheritable(each, False)  # a process that a library starts shall not keep it open
    teller = Teller(pipe)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    try:
        from sandman.finetune.train.trainer import train  # noqa: PLC0415 - torch takes seconds

        teller.trained(train(job, teller))
    except Exception as broke:
        with contextlib.suppress(OSError):  # the disk that holds the log may be full
            traceback.print_exc()
        teller.broke(as_fault(broke, peak=teller.peak, device=job.placement.device))
        return 1
    return 0


def _job() -> Job:
    line = b""
    while not line.endswith(b"\n"):
        heard = os.read(STDIN, 65536)
        if not heard:
            sys.exit("the parent was gone before it had told the job")
        line += heard
    return read_job(line)


def _leave_with_parent() -> None:
    """Stdin ends when the parent closes it, and when the parent is no more, whatever ended it."""
    while os.read(STDIN, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    if int(os.environ.get("WORLD_SIZE", "1")) > 1:
        time.sleep(GRACE_SECONDS)
        os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
