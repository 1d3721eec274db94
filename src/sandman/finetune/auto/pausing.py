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

from sandman.finetune.auto.services import Controls, NotThere
from sandman.finetune.auto.signals import undisturbed
from sandman.finetune.files import replace_file
from sandman.finetune.memory import gigabytes
from sandman.styles import PersonMustAct, Unusable

LOCK, MENDING = ".lock", "mending.lock"
"""A run's own lock, held while it is at work; and that of whoever starts what others have left stopped."""
SETTLE_SECONDS = 0.3
"""Between a service's end and the look at what it freed: the system takes a moment to count."""
GONE_SECONDS, LOOK_SECONDS = 60.0, 0.05
"""How long a run that ends may take until it is gone, and between two looks whether it is."""


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
    tried: bool = False
    """Whether somebody has tried to start them, and could not."""

    def stop(self, controls: Controls, *, free: Callable[[], int]) -> int:
        """Stop a service; the bytes that it freed. Raises PersonMustAct where it will not stop."""
        with undisturbed():
            # Written first: a power cut in the next moment must not find it stopped and unknown.
            if new := controls not in self.stopped:
                self.stopped.append(controls)
            self.tried = False
            self._write()
            before = free()
            try:
                controls.stop_it()
            except NotThere:
                if new:  # it runs as before: nobody needs to start it
                    self.stopped.remove(controls)
                    self._write()
                raise
            time.sleep(SETTLE_SECONDS)
            self.freed_bytes[controls.called] = max(0, free() - before)
            return self.freed_bytes[controls.called]

    @property
    def settled(self) -> bool:
        """Whether there is nothing left to start but what would not."""
        return len(self.stopped) == len(self.faults)

    def start_all(self, said: Callable[[str], None]) -> None:
        """Start again what was stopped, the last first; each is tried, whatever goes wrong with another.

        Raises at the end what went wrong beside them: a terminal that is gone, a full disk.
        """
        self.faults = []
        with undisturbed(), ExitStack() as each:
            for controls in self.stopped:
                each.callback(self._start, controls, said)

    def _start(self, controls: Controls, said: Callable[[str], None]) -> None:
        try:
            controls.start_it()
        except PersonMustAct as fault:
            hint = f"{fault.hint}; where it is not wanted any more, delete {self.file}"
            self.faults.append(PersonMustAct(fault.message, hint=hint))
            self.tried = True
            self._write()
            said(f"{fault.message}. {hint}")
            return
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
            "tried": self.tried,
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
    # What an earlier one could not start goes on being ours to start, as the recipe has it now.
    file = folder / _file(run)
    pause = _read(file, said) or Pause(file, run)
    now = {each.called: each for each in services}
    pause.stopped = [now.get(each.called, each) for each in pause.stopped]
    with ExitStack() as stack:
        if services:
            stack.enter_context(_guarded(folder, pause))
        stack.callback(pause.start_all, said)
        for controls in services:
            if controls.runs() is False:
                said(f"{controls.called} is not running; it is left alone.")
                continue
            said(f"Stopping {controls.called} …")  # which may take a minute or two
            freed = pause.stop(controls, free=free)
            said(f"{controls.called} is paused; it freed {gigabytes(freed)}.")
        yield pause


def start_what_was_left(folder: Path, said: Callable[[str], None]) -> list[PersonMustAct]:
    """Start the services of runs that ended without starting them: killed, or cut off from power.

    The faults of those that would not start come back; they stay written down.
    """
    left: list[Pause] = []
    if not any(folder.glob("*.json")):
        return []
    with _locked(folder / MENDING), ExitStack() as each:
        for file in sorted(folder.glob("*.json")):
            if _alive(file) or not (pause := _read(file, said)):
                continue
            left.append(pause)
            each.callback(pause.start_all, said)
            if pause.tried:
                said(f"What the training in {pause.run} had paused did not start again; it is tried anew.")
            else:
                said(f"A training ended suddenly, and left paused what it had stopped ({pause.run}).")
    return [fault for pause in left for fault in pause.faults]


def wait_until_gone(folder: Path, run: str) -> None:
    """Wait for whoever did this run: the system may close a dying process's pipes before its locks."""
    deadline = time.monotonic() + GONE_SECONDS
    while time.monotonic() < deadline:
        with _locked(folder / MENDING):  # else a run that begins now would meet us, and take us for another
            if not _alive(folder / _file(run)):
                return
        time.sleep(LOOK_SECONDS)


def _read(file: Path, said: Callable[[str], None]) -> Pause | None:
    try:
        told: dict[str, Any] = json.loads(file.read_text("utf-8"))
        services = [Controls(**_tuples(each)) for each in told["services"]]
        return Pause(file, told["run"], services, tried=bool(told.get("tried")))
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
                stack.enter_context(_locked((folder / _file(run)).with_suffix(LOCK), waits=False))
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
def _guarded(folder: Path, pause: Pause) -> Iterator[None]:
    """Somebody small waits beside us, who starts everything if we are killed, or could not do it."""
    guardian = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "sandman.finetune.auto.guardian", str(folder), pause.run],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert guardian.stdin is not None
    try:
        yield
    finally:
        # A word before the end: he may go, all is as it was. Without it he waits for our end, and begins.
        with suppress(BrokenPipeError):
            if pause.settled:
                guardian.stdin.write(b"done")
            guardian.stdin.close()
        if pause.settled:
            guardian.wait()


def _tuples(table: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}


def _file(run: str) -> str:
    return blake2b(os.path.realpath(run).encode(), digest_size=8).hexdigest() + ".json"
