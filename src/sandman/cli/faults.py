"""Faults as a person meets them: a sentence, a hint, an exit code. Never a traceback without `--debug`."""

import errno
import os
import sys
from typing import NoReturn

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.text import Text

from sandman.app.wording import complaints
from sandman.ports.errors import EngineUnknown, NotFound, PortError, VoiceUnknown
from sandman.styles import ProgramBroke, StyleFault, Unusable

DONE, OUR_FAULT, BAD_INPUT, PERSON_MUST_ACT = 0, 1, 2, 3
READ_ENOUGH = 141
"""What shells expect of a program whose output nobody reads to its end."""
TYPED_WRONG = (NotFound, VoiceUnknown, EngineUnknown)
"""Faults that are cured by typing something else."""

words = Console(stderr=True, highlight=False, soft_wrap=True)


class BadInput(Exception):
    """Something typed that cannot be used; the message names what was found and what is wanted."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def bad_request(fault: ValidationError) -> BadInput:
    """The first thing wrong with a request, as a sentence."""
    first = complaints(fault.errors())[0]
    return BadInput(first.detail, first.hint.typed)


def tell_and_leave(fault: BaseException, *, debug: bool) -> NoReturn:
    """Say what went wrong and leave with the exit code the contract names."""
    if debug:
        words.print_exception()
    match fault:
        case BadInput():
            _say(fault.message, fault.hint)
            code = BAD_INPUT
        case PortError():
            _say(fault.message, fault.hint)
            code = BAD_INPUT if isinstance(fault, TYPED_WRONG) else PERSON_MUST_ACT
        case StyleFault():
            _say(fault.message, fault.hint)
            code = BAD_INPUT if isinstance(fault, Unusable) else PERSON_MUST_ACT
            code = OUR_FAULT if isinstance(fault, ProgramBroke) else code
        case OSError() if fault.errno == errno.ENOSPC:
            _say(
                "the disk is full",
                "free some room, then run this again; `sandman resume` goes on with a book that was begun",
            )
            code = PERSON_MUST_ACT
        case BrokenPipeError():  # who was reading has read enough, as `head` does
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = READ_ENOUGH
        case OSError() if fault.filename:
            _say(
                f"`{fault.filename}` cannot be used: {(fault.strerror or '').lower()}", "choose another place"
            )
            code = PERSON_MUST_ACT
        case _:
            _say(
                f"something of ours went wrong: {type(fault).__name__}: {fault}",
                "run it again with --debug and send us what it prints",
            )
            code = OUR_FAULT
    sys.stderr.flush()
    raise typer.Exit(code)


def _say(message: str, hint: str) -> None:
    words.print(Text(message))
    if hint:
        words.print(Text(f"\nhint: {hint}", style="dim"))
