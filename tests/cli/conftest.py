"""The command line as a person runs it, in a home of its own."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from sandman.cli import app


@dataclass(frozen=True)
class Said:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Stdout as the one JSON document it must be."""
        return json.loads(self.out)


Sandman = Callable[..., Said]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new home."""
    monkeypatch.setenv("SANDMAN_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def sandman(home: Path) -> Sandman:
    """Run a command."""
    runner = CliRunner()

    def run(*words: str) -> Said:
        result = runner.invoke(app, words)
        return Said(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def words_only() -> tuple[str, ...]:
    """Options for a book that is quick to make: the story alone."""
    return ("--illustrator", "none", "--narrator", "none")
