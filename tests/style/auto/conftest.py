"""Services that can be paused, and runs that can be killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sandman.finetune.auto.pausing import Pause, holding, pausing
from sandman.finetune.auto.services import Controls

SERVER = Path(__file__).with_name("server.py")
ROOT = Path(__file__).parents[3]
PATIENCE_SECONDS = 60.0


def until(true: Callable[[], object]) -> None:
    """Wait for something that will be so."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < deadline, "it never came to be"
        time.sleep(0.01)


@dataclass
class House:
    """A folder with services and the runs that pause them."""

    home: Path
    runs: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    @property
    def paused(self) -> Path:
        return self.home / "paused"

    def file(self, name: str) -> Path:
        """There while the service is."""
        return self.home / f"{name}.service"

    def commands(self, name: str) -> dict[str, tuple[str, ...]]:
        file = self.file(name)
        serve = f"{sys.executable} -S {SERVER} {file} >/dev/null 2>&1 </dev/null &"
        return {
            "stop": ("sh", "-c", f"kill $(cat {file})"),
            "start": (
                "sh",
                "-c",
                f"{serve} echo {name} >> {self.home}/started",
            ),
            "running": ("test", "-e", str(file)),
        }

    def controls(self, name: str) -> Controls:
        return Controls(name, **self.commands(name))

    def serve(self, *names: str) -> None:
        """Have services run, as before any training."""
        for name in names:
            self.controls(name).start_it()
        (self.home / "started").unlink()

    def serving(self, *names: str) -> bool:
        return all(self.file(name).exists() for name in names)

    def started(self) -> list[str]:
        """Which services were started since."""
        file = self.home / "started"
        return file.read_text().split() if file.exists() else []

    def did(self) -> list[str]:
        """What runs did, in order."""
        file = self.home / "did.txt"
        return file.read_text().splitlines() if file.exists() else []

    def recipe(self, *services: str) -> Path:
        """A recipe whose four pictures are painted."""
        tables = [
            f"[[services]]\nname = {name!r}\n"
            + "\n".join(f"{word} = {list(command)}" for word, command in self.commands(name).items())
            for name in services
        ]
        file = self.home / "recipe.toml"
        file.write_text(
            'base = "sd15"\n[dataset]\npaint = "painter"\ncount = 4\n[publish]\nname = "wash"\n'
            + "\n".join(tables)
        )
        return file

    @contextmanager
    def pausing(self, *services: Controls, said: Callable[[str], object] = print) -> Iterator[Pause]:
        """Services paused by this process; whichever of the house's does not run frees a gigabyte."""

        def free() -> int:
            return sum(not self.file(each.called).exists() for each in services) * 10**9

        def tell(sentence: str) -> None:
            said(sentence)

        with (
            holding(self.paused, "here"),
            pausing(services, folder=self.paused, run="here", free=free, said=tell) as pause,
        ):
            yield pause

    def begin(self, recipe: Path, *, stop_at: str = "") -> "subprocess.Popen[bytes]":
        """Begin a run; where it is to stop somewhere, it is there when this comes back."""
        waited = self.did().count("waiting")
        run = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.style.auto.unattended",
                recipe,
                self.home,
                *filter(None, [stop_at]),
            ],
            cwd=ROOT,
        )
        self.runs.append(run)
        if stop_at:
            until(lambda: run.poll() is not None or self.did().count("waiting") > waited)
            assert run.poll() is None, "the run ended by itself"
        return run


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path)
    yield house
    for run in house.runs:
        run.kill()
        run.wait()
    until(lambda: not any(house.paused.glob("*.json")))  # a guardian may be at work
    for file in tmp_path.glob("*.service"):
        os.kill(int(file.read_text()), signal.SIGTERM)
