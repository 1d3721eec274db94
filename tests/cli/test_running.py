"""What every command shares: one JSON document, readers who stop reading, faults and their exit codes."""

import io
import json
import os
import signal
import subprocess
import sys
from types import ModuleType

import pytest
import typer

from sandman.__main__ import main
from sandman.cli.running import print_json, run_here
from sandman.styles import ProgramBroke, TrainingBroke, Unusable


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_a_name_that_is_no_text_is_still_json(monkeypatch, encoding):
    stdout = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="surrogateescape")
    monkeypatch.setattr(sys, "stdout", stdout)
    document = {"path": os.fsdecode(b"caf\xc3\xa9-\xff.png")}

    print_json(document)

    assert json.loads(stdout.buffer.getvalue().decode(encoding)) == document


def test_letters_are_printed_as_they_are_where_they_can_be(monkeypatch):
    stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", stdout)

    print_json("Léa")

    assert stdout.buffer.getvalue() == '"Léa"\n'.encode()


def test_who_reads_no_more_hears_nothing_more(home):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "sandman", "style", "list", "--json"],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)

    assert (done.returncode, done.stderr) == (128 + signal.SIGPIPE, b"")


@pytest.mark.parametrize(
    ("fault", "code"), [(Unusable("it"), 2), (TrainingBroke("it"), 3), (ProgramBroke("it"), 1)]
)
def test_the_exit_code_says_whose_fault_it_is(fault, code, capsys):
    def breaks() -> None:
        raise fault

    with pytest.raises(typer.Exit) as left:
        run_here(breaks)

    assert left.value.exit_code == code
    assert capsys.readouterr().out == ""


def test_a_full_disk_is_told_in_words_that_hold_for_every_command(capsys):
    def fills() -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(typer.Exit) as left:
        run_here(fills)

    assert left.value.exit_code == 3
    assert "run this again" in capsys.readouterr().err


def test_who_is_asked_to_end_says_so(capsys):
    with pytest.raises(SystemExit) as ended:
        run_here(lambda: sys.exit(143))

    assert ended.value.code == 143
    assert "Asked to end." in capsys.readouterr().err


def test_ctrl_c_while_it_is_loading_ends_it_without_a_traceback(monkeypatch):
    class Loading(ModuleType):
        def __getattr__(self, name: str) -> object:
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "sandman.cli", Loading("sandman.cli"))

    with pytest.raises(SystemExit) as ended:
        main()

    assert ended.value.code == 130
