"""What every command shares: settings, one event loop, JSON out, faults told."""

import asyncio
import json
import sys
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

import typer

from sandman.cli.faults import tell_and_leave, words


@dataclass
class Manner:
    """How this run of the program behaves."""

    debug: bool = False


manner = Manner()


def run(work: Coroutine[Any, Any, None]) -> None:
    """Run a command's work; every fault becomes a sentence."""
    try:
        asyncio.run(work)
    except (typer.Exit, typer.Abort):
        raise
    except KeyboardInterrupt:
        words.print("\nStopped. What is made is kept.\n\nhint: `sandman resume` goes on", style="dim")
        raise typer.Exit(130) from None
    except Exception as fault:
        tell_and_leave(fault, debug=manner.debug)


def print_json(document: object) -> None:
    """One JSON document on stdout."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
