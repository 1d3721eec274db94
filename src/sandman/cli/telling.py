"""`sandman tell`, `resume`, `redo`: books in the making."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError
from rich.text import Text

from sandman.cli.credits import credits_of
from sandman.cli.faults import OUR_FAULT, PERSON_MUST_ACT, BadInput, bad_request, words
from sandman.cli.lanes import Lanes
from sandman.cli.running import print_json, run, set_log
from sandman.production.progress import Agent, Happening
from sandman.stories import StoryRequest

if TYPE_CHECKING:
    from sandman.app.house import House
    from sandman.ports.book import Book

LOOK_SECONDS = 0.1
Json = Annotated[bool, typer.Option("--json", help="Print the book as one JSON document.")]


def tell(
    idea: Annotated[
        str, typer.Argument(help="What the story is about, in a sentence; empty for a surprise.")
    ] = "",
    child: Annotated[str, typer.Option(help="The child's name.")] = "",
    age: Annotated[int, typer.Option(help="The child's age, 3 to 10.")] = 5,
    language: Annotated[str, typer.Option(help="en, ja, fr or hi.")] = "en",
    hero: Annotated[str | None, typer.Option(help="Whom it is about: fox, whale, robot …")] = None,
    companion: Annotated[str | None, typer.Option(help="Who comes along: firefly, snail, robin …")] = None,
    place: Annotated[str | None, typer.Option(help="Where: garden, moon, treehouse …")] = None,
    prop: Annotated[str | None, typer.Option(help="With what: lantern, blanket, kite …")] = None,
    feeling: Annotated[str | None, typer.Option(help="A worry to ease: dark, storm, quarrel …")] = None,
    lesson: Annotated[str | None, typer.Option(help="What it says, never preached: sharing …")] = None,
    wonder: Annotated[str | None, typer.Option(help="The place's one wonder: glows, sings …")] = None,
    weather: Annotated[str | None, typer.Option(help="clear, breeze, mist, rain or snowfall.")] = None,
    length: Annotated[str, typer.Option(help="short, usual or long.")] = "usual",
    pronoun: Annotated[
        str | None, typer.Option(help="she, he or they, where the name does not tell.")
    ] = None,
    spoken_name: Annotated[
        str, typer.Option(help="How the name is said, where the voice gets it wrong.")
    ] = "",
    look: Annotated[
        int | None,
        typer.Option(help="How the child is painted, 0 to 1999 (from 1000 with a headscarf or patka)."),
    ] = None,
    scenes: Annotated[int, typer.Option(help="Pages of the book; six.")] = 6,
    seed: Annotated[int | None, typer.Option(help="The same seed tells the same story.")] = None,
    storyteller: Annotated[str, typer.Option(help="auto, builtin, mistral, openai or ollama.")] = "auto",
    illustrator: Annotated[str, typer.Option(help="auto, painter, diffusion, gemini or none.")] = "auto",
    narrator: Annotated[str, typer.Option(help="auto, kokoro, elevenlabs or none.")] = "auto",
    voice: Annotated[str | None, typer.Option(help="One of `sandman voices`.")] = None,
    style: Annotated[
        str | None, typer.Option(help="A published picture style, NAME[@VERSION]; painted by diffusion.")
    ] = None,
    json: Json = False,
) -> None:
    """Tell a story: six pages, written, painted and read aloud."""
    asked = {key: value for key, value in locals().items() if key != "json"}

    async def work() -> None:
        try:
            request = StoryRequest.model_validate(asked)
        except ValidationError as fault:
            raise bad_request(fault) from fault
        await _tell(request, json=json)

    run(work())


def resume(
    id: Annotated[str | None, typer.Argument(help="A book; all unfinished ones without.")] = None,
    json: Json = False,
) -> None:
    """Finish what was interrupted."""

    async def work() -> None:
        async with _house() as (house, lanes):
            ids = await house.production.resume(id)
            books = [await _follow(house, lanes, each) for each in ids]
            if json:
                print_json([house.library.document(book) for book in books])
            elif not books:
                words.print("Nothing was left unfinished.")
            for book in books:
                _end(house, lanes, book, quiet=json)

    run(work())


def redo(
    id: Annotated[str, typer.Argument(help="The book.")],
    page: Annotated[int, typer.Argument(help="The page, from 1.")],
    part: Annotated[str, typer.Argument(help="picture, narration or text.")],
    text: Annotated[str, typer.Option(help="The page's new text.")] = "",
    voice: Annotated[str, typer.Option(help="Another voice.")] = "",
    pace: Annotated[float, typer.Option(help="0.9 reads a tenth slower.")] = 1.0,
    json: Json = False,
) -> None:
    """Make one part of one page again; everything else stays."""

    async def work() -> None:
        if part not in ("picture", "narration", "text") or (part == "text" and not text.strip()):
            raise BadInput(
                f"`{part}` was asked for{' without --text' if part == 'text' else ''}",
                "picture, narration, or text with --text 'the new words'",
            )
        async with _house() as (house, _):
            book = await house.library.get(id)
            if voice:
                # Its pictures stay: what they were painted with need not be there any more.
                wanted = {"voice": voice, "style": None, "illustrator": "none"}
                await asyncio.to_thread(house.engines.check, book.request.model_copy(update=wanted))
            book = await house.production.redo(id, page, part, text=text, voice=voice, pace=pace)
            if json:
                print_json(house.library.document(book))
            else:
                words.print(f"Page {page} of “{book.title}” has a new {part}.")

    run(work())


async def _tell(request: StoryRequest, *, json: bool) -> None:
    async with _house(request) as (house, lanes):
        # In a thread: a vendor may have to be asked for its voices.
        await asyncio.to_thread(house.engines.check, request)
        begun = await house.production.begin(await asyncio.to_thread(house.engines.settled, request))
        book = await _follow(house, lanes, begun.id)
        if json and book.state == "ready":
            print_json(house.library.document(book))
        _end(house, lanes, book, quiet=json)


async def _follow(house: "House", lanes: Lanes, id: str) -> "Book":
    """Show the book's progress until work on it rests."""
    finished = asyncio.ensure_future(house.production.finished(id))
    last = 0
    while True:
        resting = finished.done()
        for event in await house.library.events_after(id, last):
            lanes.happened(Happening(event.kind), event.data)
            last = event.id
        if resting:
            return await finished
        await asyncio.wait([finished], timeout=LOOK_SECONDS)


def _end(house: "House", lanes: Lanes, book: "Book", *, quiet: bool) -> None:
    """Say where the book lies, or why there is none."""
    if book.state != "ready":
        words.print(book.trouble or f"The book `{book.id}` is {book.state.value}.", markup=False)
        way_out = ", then ".join(filter(None, (lanes.hint, f"sandman resume {book.id}")))
        words.print(f"\nhint: {way_out}", style="dim", markup=False)
        raise typer.Exit(PERSON_MUST_ACT if book.trouble else OUR_FAULT)
    if quiet:
        return
    from sandman.binding.page import bind  # noqa: PLC0415

    path = bind(book, house.library.media.path, house.settings.home / "books")
    words.print(Text.assemble(("\n☾ ", "gold3"), (book.title, "bold")))
    for sentence in (*book.said_plainly, *credits_of(book)):
        words.print(f"  {sentence}", style="dim", markup=False)
    words.print(f"  The book lies at {path}; open it in a browser.", markup=False)


@asynccontextmanager
async def _house(request: StoryRequest | None = None) -> AsyncIterator[tuple["House", Lanes]]:
    """The house at work with its lanes shown; engines warm up while the rest of it opens."""
    with Lanes(words) as lanes:
        lanes.say(Agent.DOC, "opens the house")
        from sandman.app.engines import Engines  # noqa: PLC0415 - after the first word on the screen
        from sandman.app.settings import load_settings  # noqa: PLC0415

        settings = load_settings()
        engines = Engines(settings)
        if request is not None:
            threading.Thread(target=engines.warm, args=(request,), daemon=True).start()
        from sandman.app.house import open_house  # noqa: PLC0415 - a second and a half, beside the warming

        async with open_house(settings, engines=engines, log=set_log) as house:
            yield house, lanes
