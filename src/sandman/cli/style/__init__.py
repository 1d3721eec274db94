"""`sandman style …`: pictures in, a household's own picture style out."""

import typer

style = typer.Typer(
    help="Teach a picture model the household's own style, from about twenty pictures.",
    no_args_is_help=True,
)
