"""One of the four, heard in the terminal: words on stdout as they come, whom Doc asks beside them."""

import sys
from collections.abc import AsyncIterator

from rich.console import Console
from rich.padding import Padding
from rich.status import Status
from rich.text import Text

from sandman.agents.happenings import Answer, Asking, Delegated, Happening, Words
from sandman.agents.skills import SKILLS
from sandman.cli.lanes import LANES
from sandman.production.progress import Agent

MOST_SHOWN = 240
"""Letters of what was said to Doc: he tells the rest. A finished piece of work is shown whole."""


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
        self._line_open = False
        self._aside = False
        self._asked: list[Agent] = []
        self.waiting = Status("", console=console, spinner="dots", spinner_style="dim")
        self._wait()

    def hear(self, happening: Happening) -> None:
        match happening:
            case Words(text):
                self._say(text)
            case Asking(agent, skill, asked):
                self._asked.append(Agent(agent))
                what = (f" for {SKILLS[skill].called}", "dim") if skill else ""
                asks = Text.assemble(_named(self._agent), (" asks ", "dim"), _named(agent), what)
                self._beside(asks, " ".join(asked.split()))
            case Delegated(agent, skill, _, answered):
                self._asked.remove(Agent(agent))
                self._beside(_named(agent), answered if skill else _short(answered), whole=bool(skill))

    def end(self) -> None:
        self.waiting.stop()
        self._end_line()

    def _say(self, text: str) -> None:
        self.waiting.stop()
        if self._aside:
            self._console.print()
            self._aside = False
        sys.stdout.write(text)
        sys.stdout.flush()
        self._line_open = not text.endswith("\n")

    def _beside(self, who: Text, said: str, *, whole: bool = False) -> None:
        """What happens between the four: indented and quiet; a work stands under its maker's name."""
        self.waiting.stop()
        self._end_line()
        if not self._aside:
            self._console.print()
            self._aside = True
        line = Text.assemble(who, "\n" if whole else "  ", (said, "dim"))
        self._console.print(Padding(line, (0, 0, 0, 2), expand=False), soft_wrap=False)
        self._wait()

    def _wait(self) -> None:
        busy = [LANES[agent][0] for agent in dict.fromkeys(self._asked)] or [LANES[self._agent][0]]
        are = "is" if len(busy) == 1 else "are"
        self.waiting.update(Text(f"{' and '.join(busy)} {are} thinking", style="dim"))
        self.waiting.start()

    def _end_line(self) -> None:
        if self._line_open:
            sys.stdout.write("\n")
            sys.stdout.flush()
            self._line_open = False


def _named(agent: str) -> Text:
    name, _, colour = LANES[Agent(agent)]
    return Text(name, style=colour)


def _short(said: str) -> str:
    line = " ".join(said.split())
    return line if len(line) <= MOST_SHOWN else line[:MOST_SHOWN].rsplit(" ", 1)[0] + " …"
