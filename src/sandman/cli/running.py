"""What every command shares: settings, one event loop, JSON out, faults told."""

import asyncio
import json
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType
from typing import Any, NoReturn

import typer

from sandman.cli.faults import tell_and_leave, words

INTERRUPTED = 130
"""What shells expect of a program stopped by Ctrl-C."""


@dataclass
class Manner:
    """How this run of the program behaves."""

    debug: bool = False


manner = Manner()


def set_log() -> None:
    """Have the log say only what is ours to mend; with `--debug`, what went otherwise too."""
    from sandman.app.logs import log_to_stderr  # noqa: PLC0415 - `--help` logs nothing

    log_to_stderr(logging.WARNING if manner.debug else logging.ERROR)


def run(work: Coroutine[Any, Any, None]) -> None:
    """Run a command's work; every fault becomes a sentence."""
    set_log()
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, _stop)
    try:
        asyncio.run(work)
    except (typer.Exit, typer.Abort):
        raise
    except Exception as fault:
        tell_and_leave(fault, debug=manner.debug)


def run_here(work: Callable[[], None]) -> None:
    """Run work that is not async, and tidies up itself after Ctrl-C; every fault becomes a sentence."""
    set_log()
    try:
        work()
    except (typer.Exit, typer.Abort):
        raise
    except KeyboardInterrupt as stopped:
        words.print(
            "\nStopped.\n\nhint: the same command begins again; what was fetched or saved by then is kept",
            style="dim",
        )
        raise typer.Exit(INTERRUPTED) from stopped
    except SystemExit:  # asked to end by a signal; a terminal that was closed hears nothing any more
        with suppress(OSError):
            words.print("\nAsked to end.\n\nhint: the same command goes on with what was saved", style="dim")
        raise
    except Exception as fault:
        tell_and_leave(fault, debug=manner.debug)


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    """Leave at once: work is durable, and a sentence half spoken is worth no waiting."""
    words.print("\nStopped. What is made is kept.\n\nhint: `sandman resume` goes on", style="dim")
    os._exit(INTERRUPTED)


def print_json(document: object) -> None:
    """One JSON document on stdout."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding)
    except UnicodeEncodeError:  # a terminal of few letters, or a file whose name is no text
        text = json.dumps(document, indent=2)
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()  # whoever reads no more, and a full disk, are heard of here
