"""`sandman library …`: the shelf from the command line."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from sandman.cli.faults import BadInput, words
from sandman.cli.running import print_json, run

if TYPE_CHECKING:
    from sandman.library import Library

library = typer.Typer(help="The household's books.", no_args_is_help=True)
Id = Annotated[str, typer.Argument(help="The book's id, from `sandman library list`.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
FORMATS = ("sandman", "html")


@library.command("list")
def list_books(
    query: Annotated[str, typer.Argument(help="Words that must be in the book.")] = "",
    language: Annotated[str | None, typer.Option(help="en, ja, fr or hi.")] = None,
    child: Annotated[str | None, typer.Option(help="Books told to this child.")] = None,
    trash: Annotated[bool, typer.Option("--trash", help="What was deleted, instead.")] = False,
    cursor: Annotated[str | None, typer.Option(help="Go on where the last page ended.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100)] = 20,
    json: Json = False,
) -> None:
    """The shelf, newest first."""

    async def work() -> None:
        async with _shelf() as shelf:
            page = await shelf.page(
                query,
                language=language,
                child=child,
                cursor=cursor,
                limit=limit,
                shelf="trash" if trash else "all",
            )
        if json:
            books = [book.model_dump(mode="json") for book in page.books]
            print_json({"items": books, "cursor": page.cursor})
            return
        table = Table(box=None, header_style="dim", pad_edge=False)
        for head in ("id", "title", "child", "language", "pages", "minutes", "state"):
            table.add_column(head)
        for book in page.books:
            minutes = f"{book.listening_seconds / 60:.1f}" if book.listening_seconds else ""
            row = (book.id, book.title or "…", book.child, book.language.value, str(book.pages), minutes)
            table.add_row(*(Text(cell) for cell in row), Text(book.state.value))
        words.print(table if page.books else "The shelf is empty. `sandman tell` fills it.")
        if page.cursor:
            words.print(f"\nhint: --cursor {page.cursor} shows more", style="dim", markup=False)

    run(work())


@library.command()
def show(id: Id, json: Json = False) -> None:
    """One book, with where its pictures and sound lie."""

    async def work() -> None:
        async with _shelf() as shelf:
            book = await shelf.get(id)
            document = shelf.document(book)
        if json:
            print_json(document)
            return
        words.print(Text(f"{book.title}\n", style="bold"))
        for scene in document["scenes"]:
            words.print(Text(f"{scene['number']}. {scene['title']}", style="bold"))
            words.print(Text(f"{scene['text']}\n"))
            for part in ("picture", "narration"):
                if scene[part]:
                    words.print(Text(f"   {part}: {scene[part]['path']}", style="dim"))
            words.print()
        for sentence in book.said_plainly:
            words.print(Text(sentence, style="dim"))

    run(work())


@library.command()
def delete(
    id: Id, forever: Annotated[bool, typer.Option("--forever", help="Not into the trash.")] = False
) -> None:
    """Put a book into the trash."""

    async def work() -> None:
        async with _shelf() as shelf:
            book = await shelf.get(id, trashed=forever)
            await (shelf.purge(id) if forever else shelf.trash(id))
        words.print(Text(f"“{book.title}” is {'gone for good' if forever else 'in the trash'}."))
        if not forever:
            words.print(f"\nhint: sandman library restore {id}", style="dim", markup=False)

    run(work())


@library.command()
def restore(id: Id) -> None:
    """Take a book out of the trash."""

    async def work() -> None:
        async with _shelf() as shelf:
            await shelf.restore(id)
            book = await shelf.get(id)
        words.print(Text(f"“{book.title}” is back on the shelf."))

    run(work())


@library.command()
def export(
    id: Id,
    out: Annotated[Path, typer.Option(help="Where to write it.")],
    format: Annotated[str, typer.Option(help="sandman (an archive) or html (a page to open).")] = "sandman",
) -> None:
    """Write a book to a file of its own."""

    async def work() -> None:
        if format not in FORMATS:
            raise BadInput(
                f"there is no format `{format}`; there are {', '.join(FORMATS)}", "--format sandman"
            )
        async with _shelf() as shelf:
            if format == "html":
                from sandman.binding.page import bind  # noqa: PLC0415

                written = bind(await shelf.get(id), shelf.media.path, out)
            else:
                from sandman.library.pack import export_book  # noqa: PLC0415

                written = await export_book(shelf, id, out)
        words.print(Text(f"Written to {written}"))

    run(work())


@library.command("import")
def import_book(
    path: Annotated[Path, typer.Argument(help="A .sandman archive.")], json: Json = False
) -> None:
    """Put an exported book on the shelf."""

    async def work() -> None:
        from sandman.library.unpack import import_book  # noqa: PLC0415

        async with _shelf() as shelf:
            imported = await import_book(shelf, path)
            book = await shelf.get(imported.id)
            if json:
                print_json(shelf.document(book))
        said = "is on the shelf" if imported.new else "was on the shelf already"
        words.print(Text(f"“{book.title}” {said}: {imported.id}"))

    run(work())


@asynccontextmanager
async def _shelf() -> AsyncIterator["Library"]:
    from sandman.app.house import library_of  # noqa: PLC0415 - half a second that `--help` need not pay
    from sandman.app.settings import load_settings  # noqa: PLC0415

    async with library_of(load_settings()) as shelf:
        yield shelf
