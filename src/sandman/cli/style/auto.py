"""`sandman style auto`: a recipe from its pictures to the household's shelf, while nobody watches."""

from collections.abc import Callable
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from sandman.cli.faults import words
from sandman.cli.running import INTERRUPTED, print_json, run_here
from sandman.cli.style.prompts import Json
from sandman.styles import BASES, Recipe, StyleName

if TYPE_CHECKING:
    from sandman.finetune.auto.journal import Stage
    from sandman.finetune.auto.outside import Compared, Decided
    from sandman.finetune.train.job import Job, Trained

PAUSED = "paused"
"""The folder in the home in which runs write down which services they have stopped."""
SMALLEST = 768
"""Pixels of a painted picture's side, where the base does not learn at more."""


def auto(
    recipe: Annotated[Path, typer.Argument(help="The recipe; recipes/ holds one for each base.")],
    json: Json = False,
) -> None:
    """Do all that a recipe says: paint, check, plan, pause services, train, compare, publish.

    Each stage is remembered: run it again after anything, and it goes on where it was. Services it has
    stopped are always started again.
    """

    def work() -> None:
        from sandman.cli.style.folder import check_out  # noqa: PLC0415
        from sandman.cli.style.recipes import recipe_in  # noqa: PLC0415
        from sandman.finetune.auto.run import run_auto  # noqa: PLC0415

        asked = recipe_in(recipe)  # its faults, in the same words as `style train`
        wanted = asked.beside(recipe)
        check_out(
            Path(wanted.out),
            resume=True,
            pictures=Path(wanted.dataset.folder),
            recipe=recipe,
            by="`out` in the recipe",
        )
        try:
            journal = run_auto(asked, file=recipe, outside=_Here(recipe))
        except KeyboardInterrupt as stopped:
            words.print(Text(f"\nStopped. What is done is kept.\n\nhint: {_again(recipe)}", style="dim"))
            raise typer.Exit(INTERRUPTED) from stopped
        if json:
            print_json({"out": str(journal.file.parent), "stages": journal.done})

    run_here(work)


def start_what_a_run_left(context: typer.Context) -> None:
    """Start the services that an unattended run had paused when it was killed; nothing where none was."""
    if context.invoked_subcommand == auto.__name__:
        return  # it does so itself, and tells it in its place

    def work() -> None:
        folder = _paused()
        if not any(folder.glob("*.json")):
            return
        from sandman.finetune.auto.pausing import start_what_was_left  # noqa: PLC0415

        start_what_was_left(folder, lambda sentence: words.print(Text(sentence, style="yellow")))

    run_here(work)


class _Here:
    """What an unattended run asks of this house; see `Outside`."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._stage: Stage | None = None

    @property
    def paused(self) -> Path:
        return _paused()

    def told(self, stage: "Stage", sentence: str) -> None:
        """A line, with its stage before the first of them."""
        head = stage if stage != self._stage else ""
        self._stage = stage
        words.print(Text.assemble((f"{head:<9}", "bold"), sentence))

    def find_base(self, recipe: Recipe) -> None:
        """On this disk, or from the hub."""
        from sandman.finetune.hub import locate  # noqa: PLC0415

        locate(recipe.base, said=words.print)

    def paint(self, recipe: Recipe, *, painted: Callable[[int, int], None]) -> int:
        """By the household's illustrator, as `style dataset` does."""
        from sandman.cli.style.household import household  # noqa: PLC0415

        asked = recipe.dataset
        known = BASES[recipe.base].resolution if recipe.base in BASES else 0
        with household() as house:
            _, files = house.paint_set(
                Path(asked.folder),
                Path(asked.prompts) if asked.prompts else None,
                asked.paint,
                count=asked.count,
                trigger=recipe.trigger,
                seed=asked.seed,
                side=max(SMALLEST, recipe.train.resolution or known),
                told=painted,
            )
        return len(files)

    def free_memory(self) -> int:
        """The host's and the graphics card's."""
        from sandman.finetune.auto.memory import free_memory  # noqa: PLC0415

        return free_memory()

    def decide(self, recipe: Recipe) -> "Decided":
        """As `style train` does."""
        from sandman.cli.style.training import prepare  # noqa: PLC0415
        from sandman.finetune.auto.outside import Decided  # noqa: PLC0415

        job, plan = prepare(recipe, device=None, resume=True)
        return Decided(job, plan.advice, plan.device_peak_bytes)

    def train(self, job: "Job") -> "Trained":
        """As `style train` does."""
        from sandman.cli.style.training import watch  # noqa: PLC0415

        return watch(job, again=_again(self._file))

    def compare(self, recipe: Recipe) -> "Compared":
        """As `style compare` does; the checkpoint with the highest score is the one."""
        from sandman.cli.style.comparing import compare_training  # noqa: PLC0415
        from sandman.finetune.auto.outside import Compared  # noqa: PLC0415
        from sandman.finetune.hub import locate  # noqa: PLC0415

        out = Path(recipe.out)
        comparison, verdict = compare_training(
            locate(recipe.base, said=words.print),
            out,
            out=out / "compare",
            prompts=[],
            title=recipe.publish.title,
            recipe=recipe,
        )
        best = comparison.best
        return Compared(comparison.sheet, best.adapter, best.measures.style, verdict)

    def publish(self, recipe: Recipe, compared: "Compared | None") -> str:
        """As `style publish` does."""
        from sandman.app.settings import load_settings  # noqa: PLC0415
        from sandman.finetune.publish import publish  # noqa: PLC0415

        card = publish(
            Path(recipe.out),
            name=recipe.publish.name,
            styles=load_settings().styles,
            title=recipe.publish.title,
            style_line=recipe.publish.style_line,
            checkpoint=compared.best if compared else None,
            score=compared.score if compared else None,
        )
        return str(card.at)

    def is_shelved(self, style: str) -> bool:
        """By the shelf that books are painted from."""
        from sandman.app.settings import load_settings  # noqa: PLC0415
        from sandman.library.styles import StyleShelf  # noqa: PLC0415
        from sandman.ports.errors import NotFound  # noqa: PLC0415

        try:
            StyleShelf(load_settings().styles).find(StyleName.read(style))
        except NotFound:
            return False
        return True


def _again(recipe: Path) -> str:
    """What is typed to go on."""
    return f"sandman style auto {quote(str(recipe))}"


def _paused() -> Path:
    from sandman.app.settings import load_settings  # noqa: PLC0415

    return load_settings().home / PAUSED
