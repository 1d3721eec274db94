"""`sandman style prompts`: what the pictures of a set shall show."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from sandman.cli.faults import BadInput, words
from sandman.cli.running import print_json, run_here
from sandman.cli.style.household import household

FEWEST, MOST = 4, 200
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Trigger = Annotated[str, typer.Option(help="The words that call the style up; they begin every caption.")]
TRIGGER = "sndmntls style"


def prompts(
    out: Annotated[Path, typer.Option(help="The file to write, as in prompts.toml.")],
    count: Annotated[
        int, typer.Option(min=FEWEST, max=MOST, help="Shared out among four kinds of pictures.")
    ] = 20,
    trigger: Trigger = TRIGGER,
    seed: Annotated[int, typer.Option(help="The same seed, the same prompts, where no model writes.")] = 0,
    json: Json = False,
) -> None:
    """Compose a set: animals, landscapes, characters in scenes and close-ups, all of one style."""

    def work() -> None:
        from sandman.finetune.pictures.prompts import write_prompts  # noqa: PLC0415

        if out.exists():
            raise BadInput(f"`{out}` is there already", "give another file, or move it away")
        if not out.parent.is_dir():
            raise BadInput(f"there is no folder `{out.parent}`", "make it, or give another file")
        with household() as house:
            composed = house.compose(count, trigger=trigger, seed=seed)
        write_prompts(out, composed)
        if json:
            print_json({"path": str(out), **composed.model_dump(mode="json")})
            return
        for each in composed.prompts:
            words.print(Text.assemble((f"{each.subject.replace('_', '-'):<11}", "dim"), each.seen))
        shared = ", ".join(f"{n} {name}" for name, n in Counter(p.subject for p in composed.prompts).items())
        words.print(Text(f"\n{len(composed.prompts)} prompts in {out}: {shared.replace('_', '-')}"))

    run_here(work)
