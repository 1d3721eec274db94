"""`sandman style check`: all that is wrong or doubtful with a folder of pictures."""

from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from sandman.cli.faults import BAD_INPUT, words
from sandman.cli.running import print_json, run_here
from sandman.cli.style.prompts import TRIGGER, Json, Trigger


def check(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder with the pictures.")],
    base: Annotated[
        str, typer.Option(help="The model that is to be trained: says how large and how long is right.")
    ] = "",
    trigger: Trigger = TRIGGER,
    json: Json = False,
) -> None:
    """Say everything that is wrong or doubtful with a set of pictures. Nothing is changed.

    Ends with 2 where something is wrong, so that nothing could be learnt from it; doubts are for you to
    judge.
    """

    def work() -> None:
        from sandman.finetune.pictures import check_pictures  # noqa: PLC0415
        from sandman.finetune.pictures.folder import look_into  # noqa: PLC0415

        faults = check_pictures(folder, base=base, trigger=trigger)
        lying = look_into(folder)
        wrong = sum(fault.severity == "wrong" for fault in faults)
        if json:
            print_json(
                {
                    "folder": str(folder),
                    "pictures": len(lying.pictures),
                    "captions": len(lying.captions),
                    "wrong": wrong,
                    "doubtful": len(faults) - wrong,
                    "faults": [
                        {
                            "path": str(fault.path),
                            "severity": fault.severity,
                            "found": fault.found,
                            "wanted": fault.wanted,
                        }
                        for fault in faults
                    ],
                }
            )
        else:
            for name, of_file in groupby(faults, key=lambda fault: fault.path.name):
                words.print(Text(name, style="bold"))
                for fault in of_file:
                    colour = "red" if fault.severity == "wrong" else "yellow"
                    words.print(
                        Text.assemble((f"  {fault.severity:<9}", colour), f"{fault.found}; ", fault.wanted)
                    )
            told = (
                f"{wrong} wrong, {len(faults) - wrong} doubtful" if faults else "nothing to say against them"
            )
            words.print(
                Text(f"{len(lying.pictures)} pictures, {len(lying.captions)} captions in {folder}: {told}")
            )
        if wrong:
            raise typer.Exit(BAD_INPUT)

    run_here(work)
