"""`sandman serve`: the app on this machine."""

import os
import sys
from typing import Annotated

import typer

from sandman.cli.faults import DONE, words
from sandman.cli.running import run


def serve(
    host: Annotated[str, typer.Option(help="Loopback only: 127.0.0.1, ::1 or localhost.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any that is free.")] = 8765,
) -> None:
    """Open the app in a browser: stories told, watched in the making, read and heard."""

    async def work() -> None:
        words.print("☾ opens the house …", style="dim")
        from sandman.api.server import serve  # noqa: PLC0415 - two seconds, after the first word
        from sandman.app.settings import load_settings  # noqa: PLC0415

        await serve(load_settings(), host=host, port=port, is_open=_say)
        # A sentence half spoken in a thread is worth no waiting: what is made is kept, and resumed.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(DONE)

    run(work())


def _say(address: str) -> None:
    words.print(f"The app is at {address}; Ctrl-C stops it, and what is made is kept.", markup=False)
