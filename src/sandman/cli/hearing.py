"""One of the four, heard in the terminal: words on stdout as they come, whom Doc asks beside them."""

import re
import sys
from collections.abc import AsyncIterator
from shutil import get_terminal_size

from rich.cells import cell_len
from rich.console import Console
from rich.status import Status
from rich.table import Table
from rich.text import Text

from sandman.agents.happenings import Answer, Asking, Delegated, Happening, Words
from sandman.agents.skills import SKILLS
from sandman.cli.lanes import LANES
from sandman.production.progress import Agent

MOST_SHOWN = 240
"""Letters of what was said to Doc: he tells the rest. A finished piece of work is shown whole."""
ASKING, ANSWERING = 20, 11
"""Columns that `Doc asks Pathfinder` and `Pathfinder` take."""


async def hear(happenings: AsyncIterator[Happening], agent: str, *, console: Console) -> Answer:
    """Show a talk as it happens, to its Answer."""
    ear = _Ear(agent, console)
    with ear.waiting:
        async for happening in happenings:
            if isinstance(happening, Answer):
                ear.end()
                return happening
            ear.hear(happening)
    raise AssertionError("a talk ends with its Answer")


class _Ear:
    """Keeps the two streams of a terminal in order: what is said, and what happens beside it."""

    def __init__(self, agent: str, console: Console) -> None:
        self._agent = Agent(agent.lower()) if agent.lower() in set(Agent) else Agent.DOC
        self._console = console
        self._voice = _Voice()
        self._beside = 0
        """The width of the first column of what was told beside last; 0 where words were said since."""
        self._asked: list[Agent] = []
        self.waiting = Status("", console=console, spinner="dots", spinner_style="dim")
        self._wait()

    def hear(self, happening: Happening) -> None:
        self.waiting.stop()
        match happening:
            case Words(text):
                if self._beside:
                    self._console.print()
                    self._beside = 0
                self._voice.say(text)
                return
            case Asking(agent, skill, asked):
                self._asked.append(Agent(agent))
                who = Text.assemble(_named(self._agent), (" asks ", "dim"), _named(agent))
                wish = f"For {SKILLS[skill].called}: " if skill else ""
                self._tell(who, wish + " ".join(asked.split()), width=ASKING)
            case Delegated(agent, skill, _, answered):
                self._asked.remove(Agent(agent))
                self._tell(_named(agent), answered if skill else _short(answered), width=ANSWERING)
        self._wait()

    def end(self) -> None:
        self.waiting.stop()
        self._voice.end_line()

    def _tell(self, who: Text, said: str, *, width: int) -> None:
        """Something that happens between the four: indented and quiet, parted from what is something else."""
        self._voice.end_line()
        if self._beside != width:
            self._console.print()
            self._beside = width
        table = Table.grid(padding=(0, 0, 0, 2))
        table.add_column(width=width)
        table.add_column(ratio=1)
        table.add_row(who, Text(said, style="dim"))
        self._console.print(table, soft_wrap=False)

    def _wait(self) -> None:
        busy = [LANES[agent][0] for agent in dict.fromkeys(self._asked)] or [LANES[self._agent][0]]
        are = "is" if len(busy) == 1 else "are"
        self.waiting.update(Text(f"{' and '.join(busy)} {are} thinking", style="dim"))
        self.waiting.start()


class _Voice:
    """Words on stdout; in a terminal they turn into a new line between two words."""

    def __init__(self) -> None:
        self._width = get_terminal_size().columns if sys.stdout.isatty() else 0
        self._column = 0
        self._space = ""
        """Not put before it is known that a word follows it on the line."""

    def say(self, text: str) -> None:
        for piece in re.split(r"(\n| +)", text):
            if piece == "\n":
                self._break()
            elif not piece.strip():
                self._space += piece
            else:
                self._word(piece)
        sys.stdout.flush()

    def end_line(self) -> None:
        if self._column:
            self._break()
            sys.stdout.flush()

    def _word(self, word: str) -> None:
        width = cell_len(self._space + word)
        if self._width and 0 < self._column > self._width - width:
            self._break()
        sys.stdout.write(self._space + word)
        self._column += cell_len(self._space + word)
        self._space = ""

    def _break(self) -> None:
        sys.stdout.write("\n")
        self._column, self._space = 0, ""


def _named(agent: str) -> Text:
    name, _, colour = LANES[Agent(agent)]
    return Text(name, style=colour)


def _short(said: str) -> str:
    line = " ".join(said.split())
    return line if len(line) <= MOST_SHOWN else line[:MOST_SHOWN].rsplit(" ", 1)[0] + " …"
