"""`sandman style dataset`: a set of pictures, painted by one of the household's illustrators."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer
from rich.text import Text

from sandman.cli.faults import words
from sandman.cli.running import INTERRUPTED, print_json, run_here
from sandman.cli.style.household import household
from sandman.cli.style.prompts import TRIGGER, Json, Trigger

COUNT = 20


class Hand(StrEnum):
    """Who may paint a set."""

    PAINTER = "painter"
    GEMINI = "gemini"
    DIFFUSION = "diffusion"


def dataset(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder for the pictures.")],
    prompts: Annotated[
        Path | None, typer.Option(help="What they show; twenty are composed where none is given.")
    ] = None,
    illustrator: Annotated[Hand, typer.Option(help="Who paints them.")] = Hand.PAINTER,
    trigger: Trigger = TRIGGER,
    seed: Annotated[int, typer.Option(help="The same seed, the same pictures.")] = 0,
    size: Annotated[int, typer.Option(min=256, max=1024, help="Pixels of a picture's side.")] = 768,
    json: Json = False,
) -> None:
    """Paint a set to learn a style from: a PNG each, its caption beside it, and who painted it from what.

    What is painted already is not painted again.
    """

    def work() -> None:
        from sandman.finetune.pictures.folder import look_into  # noqa: PLC0415 - `--help` needs none of it

        try:
            with household() as house, painting(json=json) as told:
                painter, files = house.paint_set(
                    folder,
                    prompts,
                    illustrator.value,
                    count=COUNT,
                    trigger=trigger,
                    seed=seed,
                    side=size,
                    told=told,
                )
        except KeyboardInterrupt as stopped:
            words.print("\nStopped. What is painted is kept.\n\nhint: the same command goes on", style="dim")
            raise typer.Exit(INTERRUPTED) from stopped
        if json:
            print_json(
                {
                    "folder": str(folder),
                    "engine": painter.engine,
                    "model": painter.model,
                    "pictures": [
                        {"path": str(file), "caption": file.with_suffix(".txt").read_text("utf-8").strip()}
                        for file in files
                    ],
                }
            )
            return
        others = len(look_into(folder).pictures) - len(files)
        more = f"; {others} more lie there, and are learnt from too" if others else ""
        words.print(
            Text(f"{len(files)} pictures in {folder}, by {painter.engine} ({painter.model}){more}")
            + Text(f"\n\nhint: sandman style check {quote(str(folder))}", style="dim")
        )

    run_here(work)


@contextmanager
def painting(*, json: bool = False) -> Iterator[Callable[[int, int], None]]:
    """A bar for pictures painted of those there will be."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    with Progress(
        TextColumn("painting"), BarColumn(), MofNCompleteColumn(), console=words, disable=json
    ) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
