"""The command line: translates, never decides. Words go to stderr, results to stdout."""

from typing import Annotated

import typer

from sandman.cli import doctor, serving, shelf, speaking, style, team, telling, working
from sandman.cli.running import manner

app = typer.Typer(
    name="sandman",
    help="One sentence in, a painted and narrated bedtime book out: at home, offline, in four languages.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


@app.callback()
def everywhere(
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False,
) -> None:
    """What holds for every command."""
    manner.debug = debug


app.command()(telling.tell)
app.command()(telling.resume)
app.command()(telling.redo)
app.command()(speaking.say)
app.command()(speaking.voices)
app.command()(serving.serve)
app.command()(working.worker)
app.command()(doctor.doctor)
app.add_typer(shelf.library, name="library")
app.add_typer(team.team, name="team")
app.add_typer(style.style, name="style")


def main() -> None:
    """The entry point of `sandman` and `python -m sandman`."""
    app()
