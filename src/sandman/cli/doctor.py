"""`sandman doctor`: is everything there, who else could work, and which settings hold."""

import asyncio
import platform
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from sandman.cli.faults import PERSON_MUST_ACT, words
from sandman.cli.running import print_json, run
from sandman.ports.errors import PortError
from sandman.stories import Language

if TYPE_CHECKING:
    from sandman.app.settings import Settings
    from sandman.cli.outside import Examination, Examined

ROOM_FOR_A_BOOK_MB = 50


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    what: str
    well: bool
    said: str
    hint: str = ""
    needed: bool = True
    """Whether no book can be made without it."""


def doctor(json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Look whether a book could be made right now, and show the effective settings."""

    async def work() -> None:
        from sandman.app.settings import load_settings  # noqa: PLC0415
        from sandman.cli.outside import examine, in_effect  # noqa: PLC0415

        settings = load_settings()
        findings = [
            _home(settings.home),
            await _library(settings),
            *await asyncio.to_thread(_voices, settings),
            *await asyncio.to_thread(_styles, settings),
        ]
        shown = {name: str(value) for name, value in (settings.shown() | in_effect(settings)).items()}
        well = all(finding.well for finding in findings)
        # Without a library there is no ledger to look into; everybody outside is asked at once.
        engines = await examine(settings) if findings[1].well else None
        findings += [_engine(each) for each in engines.examined] if engines else []
        if json:
            checks = [
                {"what": f.what, "well": f.well, "said": f.said, "hint": f.hint, "needed": f.needed}
                for f in findings
            ]
            system = {"python": platform.python_version(), "system": platform.platform()}
            spending = {"today": engines.spent_today, "limit": engines.limit} if engines else None
            print_json({"well": well, "checks": checks, "spending": spending, "settings": shown, **system})
        else:
            _print(findings, shown, engines)
        if not well:
            raise typer.Exit(PERSON_MUST_ACT)

    run(work())


def _home(home: Path) -> Finding:
    existing = next(folder for folder in (home, *home.parents) if folder.exists())
    free_mb = shutil.disk_usage(existing).free // 1_000_000
    return Finding(
        "home",
        free_mb > ROOM_FOR_A_BOOK_MB,
        f"{home}, {free_mb:,} MB free",
        "free some room, or set SANDMAN_HOME to another disk",
    )


async def _library(settings: "Settings") -> Finding:
    from sandman.app.house import library_of  # noqa: PLC0415

    try:
        async with library_of(settings) as library:
            page = await library.page(limit=1)
    except PortError as fault:
        return Finding("library", False, fault.message, fault.hint)
    return Finding("library", True, "opens" + (", with books" if page.books else ", and is empty"))


def _voices(settings: "Settings") -> list[Finding]:
    from sandman.app.engines import Engines  # noqa: PLC0415

    findings = []
    for language in Language:
        try:
            Engines(settings).narrator.warm(language)
        except PortError as fault:
            findings.append(Finding(f"voice {language.value}", False, fault.message, fault.hint))
        else:
            findings.append(Finding(f"voice {language.value}", True, f"{language.own_name} can be spoken"))
    return findings


def _styles(settings: "Settings") -> list[Finding]:
    """Diffusion, where the household has published a style or named a base."""
    from sandman.app.easels import Easels  # noqa: PLC0415

    easels = Easels(settings)
    used = easels.shelf.used()
    if not settings.diffusion_base and not easels.shelf.styles():
        return []
    try:
        painter = easels.painting_in(used)
    except PortError as fault:
        return [Finding("diffusion", False, fault.message, fault.hint, needed=False)]
    said = f"paints in {painter.style or 'no style'}, over {painter.model}"
    return [Finding("diffusion", True, said, needed=False)]


def _engine(engine: "Examined") -> Finding:
    return Finding(engine.name, engine.works, engine.said, engine.hint, needed=False)


def _print(findings: list[Finding], shown: dict[str, str], engines: "Examination | None") -> None:
    table = Table.grid(padding=(0, 2))
    for finding in findings:
        table.add_row(_mark(finding), Text(finding.what), Text(finding.said))
        if not finding.well and finding.hint:
            table.add_row("", "", Text(f"hint: {finding.hint}", style="dim"))
    words.print(table)
    if engines:
        words.print(f"\nToday engines with keys cost ${engines.spent_today:.2f} of ${engines.limit:.2f}.")
    words.print()
    for name, value in shown.items():
        words.print(Text.assemble((f"{name} ", "dim"), value))


def _mark(finding: Finding) -> Text:
    if finding.well:
        return Text("well", style="green")
    return Text("ill", style="red") if finding.needed else Text("not", style="dim")
