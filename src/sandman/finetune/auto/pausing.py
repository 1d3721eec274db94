"""Services paused for as long as work needs their memory, and started again however the work ends.

Before a service is stopped, that it will be is written down, and the file is on the disk. So whoever comes
after a kill or a power cut knows what to start. Who holds a run's lock is alive: the kernel lets go of it
when a process dies, and no clock has to guess.
"""

import fcntl
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from sandman.finetune.auto.services import Controls
from sandman.finetune.auto.signals import undisturbed
from sandman.finetune.files import replace_file
from sandman.finetune.memory import gigabytes
from sandman.styles import PersonMustAct, Unusable

LOCK, MENDING = ".lock", "mending.lock"
"""A run's own lock, held while it is at work; and that of whoever starts what others have left stopped."""
SETTLE_SECONDS = 0.3
"""Between a service's end and the look at what it freed: the system takes a moment to count."""


@dataclass(slots=True)
class Pause:
    """The services that one run has stopped; a file says it too, beside those of other runs."""

    file: Path
    run: str
    stopped: list[Controls] = field(default_factory=list)
    freed_bytes: dict[str, int] = field(default_factory=dict)
    """What each freed, as measured."""
    faults: list[PersonMustAct] = field(default_factory=list)
    """Of those that would not start again; they stay in the file, and whoever comes next tries again."""

    def stop(self, controls: Controls, *, free: Callable[[], int]) -> int:
        """Stop a service; the bytes that it freed. Raises PersonMustAct where it will not stop."""
        with undisturbed():
            # Written first: a power cut in the next moment must not find it stopped and unknown.
            self.stopped.append(controls)
            self._write()
            before = free()
            controls.stop_it()
            time.sleep(SETTLE_SECONDS)
            self.freed_bytes[controls.called] = max(0, free() - before)
            return self.freed_bytes[controls.called]

    def start_all(self, said: Callable[[str], None]) -> None:
        """Start again what was stopped, the last first."""
        with undisturbed():
            self.faults = []
            for controls in reversed(self.stopped[:]):
                try:
                    controls.start_it()
                except PersonMustAct as fault:
                    self.faults.append(fault)
                    said(f"{fault.message}. {fault.hint}")
                    continue
                self.stopped.remove(controls)
                self._write()
                said(f"{controls.called} runs again.")

    def _write(self) -> None:
        if not self.stopped:
            self.file.unlink(missing_ok=True)
            return
        told = {
            "run": self.run,
            "written_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "services": [asdict(each) for each in self.stopped],
        }
        replace_file(self.file, json.dumps(told, indent=2).encode())


@contextmanager
def pausing(
    services: Sequence[Controls],
    *,
    folder: Path,
    run: str,
    free: Callable[[], int],
    said: Callable[[str], None],
) -> Iterator[Pause]:
    """Services are stopped in here, and all of them run again afterwards, whatever happens.

    To be used while `holding` the run, or others take it for dead. `run` names the work (its training
    folder), `folder` is where runs are written down. What was not running is left alone; what would not
    start again is in the pause's `faults` afterwards, and stays written down.
    Raises PersonMustAct where one will not stop.
    """
    pause = Pause(folder / f"{_name(run)}.json", run)
    with ExitStack() as stack:
        if services:
            stack.enter_context(_guarded(folder))
        stack.callback(pause.start_all, said)
        for controls in services:
            if controls.runs() is False:
                said(f"{controls.called} is not running; it is left alone.")
                continue
            freed = pause.stop(controls, free=free)
            said(f"{controls.called} is paused; it freed {gigabytes(freed)}.")
        yield pause


def start_what_was_left(folder: Path, said: Callable[[str], None]) -> None:
    """Start the services of runs that ended without starting them: killed, or cut off from power."""
    if not any(folder.glob("*.json")):
        return
    with _locked(folder / MENDING):
        for file in sorted(folder.glob("*.json")):
            if _alive(file) or not (pause := _read(file, said)):
                continue
            said(f"A training ended suddenly, and left paused what it had stopped ({pause.run}).")
            pause.start_all(said)


def _read(file: Path, said: Callable[[str], None]) -> Pause | None:
    try:
        told: dict[str, Any] = json.loads(file.read_text("utf-8"))
        return Pause(file, told["run"], [Controls(**_tuples(each)) for each in told["services"]])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, AttributeError):
        said(f"`{file}` says which services are paused, and cannot be read; look at it, and delete it.")
        return None


@contextmanager
def holding(folder: Path, run: str) -> Iterator[None]:
    """Be the one who does this run. Raises Unusable where somebody does it already."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        # Whoever is starting what an earlier run left shall be done with it first.
        with _locked(folder / MENDING):
            try:
                stack.enter_context(_locked(folder / f"{_name(run)}{LOCK}", waits=False))
            except BlockingIOError as fault:
                raise Unusable(
                    f"`{run}` is being worked at by another process", hint="wait for it, or stop it first"
                ) from fault
        yield


@contextmanager
def _locked(path: Path, *, waits: bool = True) -> Iterator[None]:
    """Hold a lock until the end, or death. Raises BlockingIOError where another has it and none waits."""
    with path.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
        yield


def _alive(file: Path) -> bool:
    """Whether the run that wrote a file is still at work."""
    try:
        with _locked(file.with_suffix(LOCK), waits=False):
            return False
    except BlockingIOError:
        return True


@contextmanager
def _guarded(folder: Path) -> Iterator[None]:
    """Somebody small waits beside us, who starts everything if we are killed."""
    guardian = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "sandman.finetune.auto.guardian", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert guardian.stdin is not None
    try:
        yield
    finally:
        # A word before the end: he may go, all is as it was.
        with suppress(BrokenPipeError):
            guardian.stdin.write(b"done")
            guardian.stdin.close()
        guardian.wait()


def _tuples(table: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}


def _name(run: str) -> str:
    return blake2b(os.path.realpath(run).encode(), digest_size=8).hexdigest()
