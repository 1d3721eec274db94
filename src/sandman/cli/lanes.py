"""The four at work, as the terminal shows them: a lane each, and a line each where there is no terminal."""

import time
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console, Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from sandman.production.progress import Agent, Happening

PAGES = 6
LANES = {
    Agent.DOC: ("Doc", "produces", "gold3"),
    Agent.PATHFINDER: ("Pathfinder", "writes", "orange3"),
    Agent.FIREFLY: ("Firefly", "paints", "medium_purple1"),
    Agent.LIFELINE: ("Lifeline", "reads aloud", "sea_green3"),
}


@dataclass
class Lane:
    """What one of the four is doing."""

    doing: str = ""
    pages: set[int] = field(default_factory=set)


class Lanes:
    """Shows a book's progress log as it grows. Use as a context manager."""

    def __init__(self, console: Console, *, quiet: bool = False) -> None:
        self._console = console
        self._quiet = quiet
        self._lanes = {agent: Lane() for agent in Agent}
        self._title = ""
        self._started = time.monotonic()
        self._live: Live | None = None
        self.hint = ""
        """The way out that came with a failure."""

    def __enter__(self) -> "Lanes":
        if self._console.is_terminal and not self._quiet:
            self._live = Live(self, console=self._console, refresh_per_second=4, transient=True)
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._live:
            self._live.stop()

    def say(self, agent: Agent, doing: str) -> None:
        """Show what one of the four is doing now."""
        self._lanes[agent].doing = doing
        if not self._live and not self._quiet:
            self._console.print(Text(f"{self._clock()}  {LANES[agent][0]:<10} {doing}"))

    def happened(self, happening: Happening, facts: dict[str, Any]) -> None:
        """Take in one line of the progress log."""
        agent = Agent(facts["agent"])
        if happening is Happening.PAGE_WRITTEN:
            for lane in self._lanes.values():
                lane.pages.discard(facts["scene"])  # told anew: what was made of it is gone
        if happening in (Happening.PAGE_WRITTEN, Happening.PAINTED, Happening.NARRATED):
            self._lanes[agent].pages.add(facts["scene"])
        if happening is Happening.WRITTEN:
            self._lanes[agent].pages.update(range(1, facts["pages"] + 1))
        if happening in (Happening.PAGE_WRITTEN, Happening.WRITTEN):
            self._title = facts["title"]
        if happening is Happening.FAILED:
            self.hint = facts["hint"]
        if happening in SENTENCES:
            self.say(agent, SENTENCES[happening].format_map(facts))

    def __rich__(self) -> Group:
        """The lanes as a table, drawn anew four times a second."""
        table = Table.grid(padding=(0, 2))
        for agent, (name, craft, colour) in LANES.items():
            lane = self._lanes[agent]
            bar: ProgressBar | Text = Text("")
            if agent is not Agent.DOC:
                bar = ProgressBar(total=PAGES, completed=len(lane.pages), width=12, complete_style=colour)
            table.add_row(Text(name, style=f"bold {colour}"), Text(craft, style="dim"), bar, Text(lane.doing))
        head = Text.assemble(("☾ ", "gold3"), (self._title or "…", "bold"), (f"   {self._clock()}", "dim"))
        return Group(head, table)

    def _clock(self) -> str:
        seconds = int(time.monotonic() - self._started)
        return f"{seconds // 60}:{seconds % 60:02d}"


SENTENCES = {
    Happening.BEGUN: "has your wish and hands it round",
    Happening.WRITING: "is writing",
    Happening.PAGE_WRITTEN: "wrote page {scene}",
    Happening.WRITTEN: "wrote “{title}”",
    Happening.PAINTING: "is painting page {scene}",
    Happening.PAINTED: "painted page {scene}",
    Happening.NARRATING: "is reading page {scene}",
    Happening.NARRATED: "read page {scene}",
    Happening.FELL_BACK: "made it at home instead: {reason}",
    Happening.PAGE_READY: "has page {scene} ready",
    Happening.REDONE: "has page {scene}'s new {part}",
    Happening.REDO_FAILED: "leaves page {scene}'s {part} as it was: {trouble}",
    Happening.READY: "bound the book in {seconds:.0f} s",
    Happening.FAILED: "could not finish it: {trouble}",
}
