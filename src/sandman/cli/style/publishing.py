"""`sandman style publish|list|use|remove|restore`: the household's shelf of picture styles."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from sandman.cli.faults import BadInput, words
from sandman.cli.running import print_json, run_here
from sandman.styles import StyleName

if TYPE_CHECKING:
    from sandman.library.styles import PublishedStyle, StyleShelf

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Asked = Annotated[str, typer.Argument(help="NAME, or NAME@VERSION, as in watercolour-moon@2.")]


def publish(
    training: Annotated[Path, typer.Argument(help="The training folder.")],
    name: Annotated[str, typer.Option(help="Small letters, digits and dashes: watercolour-moon.")],
    title: Annotated[str, typer.Option(help="What people read, as in “Moonlit watercolour”.")] = "",
    style_line: Annotated[str, typer.Option(help="Further words that are put to every prompt.")] = "",
    checkpoint: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Which adapter, as `style compare` calls it: finished, averaged, step-000200 or just 200; "
            "finished where nothing is said.",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Put a trained style on the household's shelf, as its next version."""

    def work() -> None:
        from sandman.finetune.publish import find_saved  # noqa: PLC0415
        from sandman.finetune.publish import publish as put  # noqa: PLC0415

        card = put(
            training,
            name=name,
            styles=_shelf().folder,
            title=title,
            style_line=style_line,
            checkpoint=find_saved(training, checkpoint) if checkpoint is not None else None,
        )
        if json:
            print_json(_told(_shelf().find(card.at)))
            return
        words.print(f"Published as {card.at}.", markup=False)
        words.print(f"\nhint: sandman style use {card.name}", style="dim", markup=False)

    run_here(work)


def list_styles(json: Json = False) -> None:
    """The styles on the shelf, the newest version of each first."""

    def work() -> None:
        shelf = _shelf()
        styles, used = shelf.styles(), shelf.used()
        if json:
            print_json({"styles": [_told(each, used) for each in styles]})
            return
        table = Table(box=None, header_style="dim", pad_edge=False)
        for head in ("style", "title", "base", "trigger", "score", ""):
            table.add_column(head)
        for each in styles:
            card = each.card
            score = "" if card.score is None else f"{card.score:.2f}"
            row = (str(card.at), card.title, card.base.name, card.trigger, score)
            table.add_row(*map(Text, row), "in use" if each == used else "")
        words.print(
            table if styles else "No style has been published. `sandman style publish` puts one here."
        )

    run_here(work)


def use(
    asked: Annotated[str, typer.Argument(metavar="NAME[@VERSION]", help="A style on the shelf.")] = "",
    watercolours: Annotated[
        bool, typer.Option("--watercolours", help="No style: the house's own watercolours again.")
    ] = False,
    json: Json = False,
) -> None:
    """Have the household's books painted in a style from now on; a name alone means its newest version."""

    def work() -> None:
        if bool(asked) == watercolours:
            raise BadInput("name one style, or say --watercolours", "sandman style list")
        used = _shelf().use(None if watercolours else StyleName.read(asked))
        if json:
            print_json({"in_use": str(used.card.at) if used else None})
        elif used:
            words.print(f"Books are painted in {used.card.title or used.card.name} now.", markup=False)
        else:
            words.print("Books are painted in the house's own watercolours now.")

    run_here(work)


def remove(asked: Asked, json: Json = False) -> None:
    """Take a version off the shelf, or a whole style; `sandman style restore` puts it back."""

    def work() -> None:
        shelf = _shelf()
        used = shelf.used()
        gone = [str(each) for each in shelf.remove(StyleName.read(asked))]
        if json:
            print_json({"removed": gone})
            return
        words.print(f"{', '.join(gone)} left the shelf.", markup=False)
        if (left := shelf.used()) != used:
            now = left.card.at if left else "the house's own watercolours"
            words.print(f"It was in use: books are painted in {now} now.", markup=False)
        words.print(f"\nhint: sandman style restore {asked}", style="dim", markup=False)

    run_here(work)


def restore(asked: Asked, json: Json = False) -> None:
    """Put back what was removed."""

    def work() -> None:
        back = [str(each) for each in _shelf().restore(StyleName.read(asked))]
        if json:
            print_json({"restored": back})
        else:
            words.print(f"{', '.join(back)} stands on the shelf again.", markup=False)

    run_here(work)


def _shelf() -> "StyleShelf":
    from sandman.app.settings import load_settings  # noqa: PLC0415
    from sandman.library.styles import StyleShelf  # noqa: PLC0415

    return StyleShelf(load_settings().styles)


def _told(each: "PublishedStyle", used: "PublishedStyle | None" = None) -> dict[str, Any]:
    """A style as JSON: its card, and where it lies."""
    return each.card.model_dump(mode="json") | {
        "folder": str(each.folder),
        "samples": [str(path) for path in each.samples],
        "in_use": each == used,
    }
