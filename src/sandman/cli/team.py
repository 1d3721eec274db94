"""`sandman team …`: the four who make a book, asked from the terminal."""

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from sandman.cli.faults import BadInput, words
from sandman.cli.lanes import LANES
from sandman.cli.running import print_json, run
from sandman.production.progress import Agent

if TYPE_CHECKING:
    from sandman.agents.team import Team
    from sandman.app.engines import Engines

team = typer.Typer(
    help="The four who make a book: Doc, Pathfinder, Firefly and Lifeline.", no_args_is_help=True
)
Who = Annotated[str, typer.Argument(metavar="AGENT", help="doc, pathfinder, firefly or lifeline.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
MOST_LETTERS = 4000
NAME_COLUMNS = 13


@team.command("list")
def list_four(json: Json = False) -> None:
    """Who they are, what they can be asked for, and whether they can talk."""

    async def work() -> None:
        from sandman.agents.persona import AGENTS, persona  # noqa: PLC0415
        from sandman.agents.skills import skills_of  # noqa: PLC0415

        async with _four() as (four, engines):
            chat, talker = four.chat, engines.talker
        members = [(persona(agent), skills_of(agent)) for agent in AGENTS]
        if json:
            talks = {"engine": talker, "model": chat.model} if chat else None
            listed = [
                {
                    "id": who.id,
                    "name": who.name,
                    "creature": who.creature,
                    "does": who.does,
                    "skills": [skill.name for skill in skills],
                }
                for who, skills in members
            ]
            print_json({"team": listed, "talks": talks})
            return
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 3, 1, 0))
        for who, skills in members:
            can = _between([skill.called for skill in skills], width=words.width - NAME_COLUMNS)
            table.add_row(_name(who.id), Text.assemble(who.creature, "\n", who.does, "\n", (can, "dim")))
        words.print(table)
        words.print()
        if chat:
            from sandman.app.vendors import VENDORS  # noqa: PLC0415

            vendor = VENDORS[talker].name
            words.print(Text.assemble("They talk through ", (vendor, "bold"), f" ({chat.model})."))
        else:
            from sandman.agents.team import NO_MODEL_HINT  # noqa: PLC0415

            words.print("They work without a language model; for talking freely they need one.")
            words.print(Text(f"\nhint: {NO_MODEL_HINT}", style="dim"))

    run(work())


@team.command()
def ask(
    agent: Who,
    message: Annotated[str, typer.Argument(help="What you want to say, in any of the four languages.")],
    new: Annotated[bool, typer.Option("--new", help="Begin a new conversation.")] = False,
    json: Json = False,
) -> None:
    """Talk with one of the four; Doc asks the others where they know better."""

    async def work() -> None:
        from sandman.cli.hearing import hear  # noqa: PLC0415

        if not message.strip():
            raise BadInput("there is nothing to answer", "sandman team ask doc 'good evening'")
        if len(message) > MOST_LETTERS:
            raise BadInput(
                f"the message has {len(message):,} letters; {MOST_LETTERS:,} are heard at once",
                "say it shorter",
            )
        async with _four() as (four, _):
            if json:
                answer = await four.ask(agent, message, new=new)
            else:
                async with aclosing(four.talk(agent, message, new=new)) as happenings:
                    answer = await hear(happenings, agent, console=words)
        if json:
            usage = answer.usage
            print_json(
                {
                    "agent": agent.lower(),
                    "reply": answer.reply,
                    "conversation_id": answer.conversation_id,
                    "delegated": [
                        {"agent": d.agent, "skill": d.skill, "asked": d.asked, "answered": d.answered}
                        for d in answer.delegated
                    ],
                    "tokens": usage.prompt_tokens + usage.completion_tokens,
                    "cost": round(usage.cost, 6),
                }
            )

    run(work())


@team.command()
def introduce(
    language: Annotated[str, typer.Option(help="en, ja, fr or hi.")] = "en",
    out: Annotated[
        Path | None, typer.Option(help="FILE.mp3 or FILE.wav; team-LANGUAGE.mp3 by default.")
    ] = None,
    written: Annotated[
        bool, typer.Option("--written", help="In the house's words, even where a model could find its own.")
    ] = False,
    silent: Annotated[bool, typer.Option("--silent", help="Their words alone, without a sound.")] = False,
    json: Json = False,
) -> None:
    """The four introduce themselves, each in a voice of their own."""

    async def work() -> None:
        from sandman.cli.introducing import file_for, speak  # noqa: PLC0415
        from sandman.stories import Language  # noqa: PLC0415

        if language not in set(Language):
            raise BadInput(
                f"there is no language `{language}`; there are {', '.join(Language)}", "--language en"
            )
        spoken = Language(language)
        file = None if silent else file_for(out, spoken)
        async with _four() as (four, engines):
            introductions = await four.introduce(spoken, fresh=not written)
            if not json:
                for each in introductions:
                    typer.echo(f"{each.name}: {each.text}\n")
            recorded = (
                await speak(introductions, spoken, engines.narrator, file, console=words) if file else None
            )
        if json:
            print_json(
                {
                    "introductions": [
                        {
                            "agent": each.agent,
                            "name": each.name,
                            "text": each.text,
                            "voice": recorded.voices[each.agent] if recorded else None,
                        }
                        for each in introductions
                    ],
                    "path": str(file) if file else None,
                    "seconds": round(recorded.seconds, 2) if recorded else None,
                }
            )
        elif recorded:
            words.print(Text(f"{recorded.seconds:.0f} s of speech in {file}"))

    run(work())


@team.command()
def sync(json: Json = False) -> None:
    """Make the four at the vendor's, or bring them up to date there."""

    async def work() -> None:
        async with _four() as (four, _):
            synced = []
            async for each in four.sync():
                synced.append(each)
                if not json:
                    typer.echo(
                        f"{each.agent:<10}  {each.remote.id}  version {each.remote.version}  {each.change}"
                    )
        if json:
            print_json(
                [
                    {"agent": s.agent, "id": s.remote.id, "version": s.remote.version, "change": s.change}
                    for s in synced
                ]
            )

    run(work())


@team.command()
def forget(
    agent: Annotated[
        str | None, typer.Argument(metavar="[AGENT]", help="One of the four; all without.")
    ] = None,
    agents: Annotated[
        bool, typer.Option("--agents", help="Delete the vendor's copies of the four, too.")
    ] = False,
    json: Json = False,
) -> None:
    """Delete conversations, at the vendor's and at home."""

    async def work() -> None:
        async with _four() as (four, _):
            conversations = await four.forget(agent)
            copies, engine = (await four.dismiss() if agents else 0), four.engine
        if json:
            print_json({"conversations": conversations, "agents": copies})
            return
        words.print(_so_many(conversations, "conversation") + " forgotten.")
        if agents:
            words.print(_so_many(copies, "agent") + (f" deleted at {engine}." if engine else " to delete."))

    run(work())


@asynccontextmanager
async def _four() -> AsyncIterator[tuple["Team", "Engines"]]:
    """The four of this household, with whichever chat `auto` means now."""
    from sandman.app.engines import Engines  # noqa: PLC0415
    from sandman.app.house import library_of  # noqa: PLC0415
    from sandman.app.logs import log_to_stderr  # noqa: PLC0415
    from sandman.app.settings import load_settings  # noqa: PLC0415

    log_to_stderr()
    settings = load_settings()
    engines = Engines(settings)
    async with library_of(settings) as library:
        engines.move_in(library)
        await engines.look_around()
        try:
            yield engines.team_of(engines.talker), engines
        finally:
            await engines.close()


def _name(agent: str) -> Text:
    name, _, colour = LANES[Agent(agent)]
    return Text(name, style=f"bold {colour}")


def _between(things: Sequence[str], *, width: int) -> str:
    """Things in a row, of lines that turn between them and not inside one."""
    whole = " · ".join(thing.replace(" ", "_") for thing in things)
    return fill(f"ask_for {whole}", max(width, 40), break_on_hyphens=False).replace("_", " ")


def _so_many(count: int, one: str) -> str:
    return f"{count or 'No'} {one if count == 1 else one + 's'}"
