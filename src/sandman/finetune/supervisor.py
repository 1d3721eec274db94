"""A training in a process of its own, so that however it ends, somebody is left to say so.

A trainer that takes too much memory is killed without a word; one whose library crashes takes its process
with it. The parent keeps what it saw (the last step, the peak, the checkpoints) and tells the end in a
sentence.

The trainer leads a session of its own: Ctrl-C in a terminal meets the parent alone, which asks the trainer to
save; a second one ends it. SIGTERM, and a terminal that is closed, are passed on like the first. A parent
that is gone, killed or crashed, closes the life line by being gone. The training folder is theirs alone while
either of the two lives.
"""

import os
import selectors
import shlex
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from types import FrameType

from sandman.finetune.alone import alone_in
from sandman.finetune.autopsy import Log, Seen, autopsy
from sandman.finetune.hub import fetch_adapter
from sandman.finetune.memory import killed_for_memory, peak_of, quota_cores
from sandman.finetune.train.job import Job, Trained, Unwatched, Watcher
from sandman.finetune.watching import Together, tracking
from sandman.finetune.wire import hear, write_job
from sandman.styles import StyleFault

LOOK_SECONDS = 0.25
"""Between looks at the trainer's memory: what it takes in its very last moments is not seen."""
RSS_UNIT = 1 if sys.platform == "darwin" else 1024
LOG = "log.txt"
FROM_SIGNALS = 128
"""What shells add to a signal's number for an exit code."""


class Stopped(KeyboardInterrupt):
    """Somebody asked to end, by Ctrl-C or another signal, and all is saved; it says how to go on."""

    def __init__(self, way_on: str, *, by: int) -> None:
        super().__init__(way_on)
        self.exit_code = FROM_SIGNALS + by


def train_in_child(job: Job, watcher: Watcher | None = None, *, again: str = "") -> Trained:
    """Train `job` in a process of its own while `watcher` is told what happens.

    `again` is the command that a person types to go on; the folder's own recipe, taken up, where empty.
    Raises the StyleFault that the trainer met, TrainingBroke where it was killed or crashed, Unusable where
    another training is at work in its folder, and Stopped after Ctrl-C, SIGTERM or SIGHUP, when all is saved
    and the trainer is gone.
    """
    # 1. Those who watch: the one who asked, the trackers, and we ourselves for the end.
    job.out.mkdir(parents=True, exist_ok=True)
    rank = int(os.environ.get("RANK", "0"))  # where `accelerate launch` started several of us
    again = again or f"sandman style train {shlex.quote(str(job.out / 'recipe.toml'))} --resume"
    seen = Seen(job)
    watcher = watcher or Unwatched()
    needed = job.base.defaults.training_adapter
    if needed and not Path(needed).exists():
        fetch_adapter(needed, said=watcher.said)  # the trainer itself fetches nothing
    # The one that writes has the folder to itself, from here on until its trainer is gone.
    alone = alone_in(job.out, said=watcher.said) if rank == 0 else nullcontext()
    with alone as lock, tracking(job, watcher.said, wanted=rank == 0) as trackers:
        log = Log.beginning(job.out / (f"log-{rank}.txt" if rank else LOG))
        together = Together((seen, watcher, *trackers))
        # 2. The trainer, heard to its end.
        kills = killed_for_memory()
        with _started(job, log.path, lock=lock) as child, _interruptible(child):
            end = child.listen(seen, together)
            exit_code = child.wait(seen)
        # 3. Which end it was.
        if isinstance(end, Trained):
            for tracker in trackers:
                tracker.ended(end)
            return end
        if child.asked:
            raise Stopped(seen.way_on(again), by=child.asked[0]) from end
        if end is None:
            out_of_memory = killed_for_memory() > kills
            raise autopsy(seen, exit_code=exit_code, killed_for_memory=out_of_memory, log=log, again=again)
        first = f"{end.hint}; then " if end.hint else log.last_words()
        raise type(end)(end.message, hint=f"{first}{seen.way_on(again)}") from end


class _Child:
    """The trainer's process, and the two lines to it."""

    def __init__(self, process: "subprocess.Popen[bytes]", happenings: int) -> None:
        self.process = process
        self._happenings = happenings
        self.asked: list[int] = []
        """The signals that asked to end, in the order they came."""

    def listen(self, seen: Seen, watcher: Watcher) -> Trained | StyleFault | None:
        """Tell `watcher` every happening until there are no more; hand back the end, if one was told."""
        end: Trained | StyleFault | None = None
        pending = b""
        told = False
        with selectors.DefaultSelector() as ready:
            ready.register(self._happenings, selectors.EVENT_READ)
            while True:
                seen.peak = max(seen.peak, peak_of(self.process.pid))
                if self.asked and not told:
                    at_once = " Ctrl-C again ends it at once." if signal.SIGINT in self.asked else ""
                    watcher.said(f"Stopping: saving after this step.{at_once}")
                    told = True
                if not ready.select(LOOK_SECONDS):
                    continue
                if not (heard := os.read(self._happenings, 65536)):
                    return end
                *lines, pending = (pending + heard).split(b"\n")
                for line in lines:
                    end = hear(line, watcher) or end

    def wait(self, seen: Seen) -> int:
        """The exit code, once it is gone; negative for a signal."""
        _, status, usage = os.wait4(self.process.pid, 0)
        self.process.returncode = os.waitstatus_to_exitcode(status)
        peak = usage.ru_maxrss * RSS_UNIT
        # Linux counts what the parent had when it forked, so only more than that is surely the child's own.
        if sys.platform == "darwin" or peak > getrusage(RUSAGE_SELF).ru_maxrss * RSS_UNIT:
            seen.peak = max(seen.peak, peak)
        return self.process.returncode

    def ask(self, number: int, _frame: FrameType | None) -> None:
        """Have it save after the step in hand and end; Ctrl-C pressed twice ends it at once."""
        self.asked.append(number)
        if self.process.returncode is None:  # `Popen.send_signal` would reap it, and its peak with it
            at_once = self.asked.count(signal.SIGINT) > 1
            os.kill(self.process.pid, signal.SIGKILL if at_once else signal.SIGTERM)


@contextmanager
def _started(job: Job, log: Path, *, lock: int | None) -> Iterator[_Child]:
    """The trainer, running; whatever happens in here, it has saved and is gone afterwards.

    It inherits `lock`, the open file that keeps others out of the training folder.
    """
    ours, theirs = os.pipe()
    handed = (theirs,) if lock is None else (theirs, lock)
    with log.open("ab") as chatter:
        process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "sandman.finetune.child", *map(str, handed)],
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=chatter,
            stderr=chatter,
            pass_fds=handed,
            start_new_session=True,
            env=environment(),
        )
    os.close(theirs)
    assert process.stdin is not None
    try:
        with suppress(BrokenPipeError):  # gone already: the autopsy says how
            process.stdin.write(write_job(job))
        yield _Child(process, ours)
    finally:
        os.close(ours)
        process.stdin.close()
        process.wait()


@contextmanager
def _interruptible(child: _Child) -> Iterator[None]:
    """What asks us to end means the trainer; only a main thread may say so.

    A terminal that is closed is not heard where we were started to ignore it, as `nohup` does.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        heard.append(signal.SIGHUP)
    before = {number: signal.signal(number, child.ask) for number in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def environment() -> dict[str, str]:
    """What the trainer is started with; what a person has set stays as it is.

    The base was found before: nothing is fetched, and nothing is told to anybody.
    """
    usual = {
        "PYTORCH_ALLOC_CONF": "expandable_segments:True",
        "MALLOC_ARENA_MAX": "2",
        "PYTHONFAULTHANDLER": "1",
        "TOKENIZERS_PARALLELISM": "false",
        # A thread that waits for another spins only briefly. Left to itself it spins a core away from
        # that other one wherever something else runs too: a step of 0.14 s then took 14.
        "GOMP_SPINCOUNT": "3000",
    }
    always = {
        "HF_HUB_OFFLINE": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_HUB_DISABLE_PROGRESS_BARS": "1",
        "DO_NOT_TRACK": "1",
        "PYTHONUNBUFFERED": "1",
    }
    if threads := quota_cores():  # torch counts the machine's cores, and would wait for those it does not get
        usual["OMP_NUM_THREADS"] = str(threads)
    return {**usual, **os.environ, **always}
