"""`sandman style dataset`: a set of pictures, painted by one of the household's illustrators."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from sandman.cli.faults import words
from sandman.cli.running import print_json, run_here
from sandman.cli.style.household import household
from sandman.cli.style.prompts import TRIGGER, Json, Trigger


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
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

        from sandman.finetune.pictures.dataset import paint_set  # noqa: PLC0415
        from sandman.finetune.pictures.folder import PROMPTS  # noqa: PLC0415
        from sandman.finetune.pictures.prompts import read_prompts, write_prompts  # noqa: PLC0415

        bar = Progress(TextColumn("painting"), BarColumn(), MofNCompleteColumn(), console=words, disable=json)
        with household() as house:
            kept = folder / PROMPTS
            if prompts is not None or kept.exists():
                asked = read_prompts(prompts or kept)
            else:
                asked = house.compose(20, trigger=trigger, seed=seed)
                folder.mkdir(parents=True, exist_ok=True)
                write_prompts(kept, asked)
            painter = house.set_painter(illustrator.value)
            with bar:
                task = bar.add_task("", total=len(asked.prompts))
                files = paint_set(
                    folder,
                    asked,
                    painter,
                    seed=seed,
                    side=size,
                    told=lambda done, _of: bar.update(task, completed=done),
                )
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
        words.print(
            Text(f"{len(files)} pictures in {folder}, by {painter.engine} ({painter.model})")
            + Text(f"\n\nhint: sandman style check {folder}", style="dim")
        )

    run_here(work)
