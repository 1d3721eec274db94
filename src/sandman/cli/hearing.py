"""One of the four, heard in the terminal: words on stdout as they come, whom Doc asks beside them."""

import sys
from collections.abc import AsyncIterator

from rich.console import Console
from rich.padding import Padding
from rich.status import Status
from rich.text import Text

from sandman.agents.talk import Answer, Asking, Delegated, Happening, Words
from sandman.cli.lanes import LANES
from sandman.production.progress import Agent

MOST_SHOWN = 200
"""Letters of an answer to Doc: he tells the rest."""


async def hear(happenings: AsyncIterator[Happening], agent: str, *, console: Console, quiet: bool) -> Answer:
    """Show a talk as it happens; `quiet` waits for its Answer alone."""
    ear = _Ear(agent, console, quiet=quiet)
    with ear.waiting:
        async for happening in happenings:
            if isinstance(happening, Answer):
                ear.end()
                return happening
            ear.hear(happening)
    raise AssertionError("a talk ends with its Answer")


class _Ear:
    def __init__(self, agent: str, console: Console, *, quiet: bool) -> None:
        self._agent = Agent(agent.lower()) if agent.lower() in set(Agent) else Agent.DOC
        self._console = console
        self._quiet = quiet
        self._line_open = False
        self._asked: list[Agent] = []
        self.waiting = Status("", console=console, spinner="dots", spinner_style="dim")
        self._wait()

    def hear(self, happening: Happening) -> None:
        if self._quiet:
            return
        match happening:
            case Words(text):
                self.waiting.stop()
                sys.stdout.write(text)
                sys.stdout.flush()
                self._line_open = not text.endswith("\n")
            case Asking(agent, skill, asked):
                self._asked.append(Agent(agent))
                what = f"  {skill.replace('_', ' ')}" if skill else ""
                self._beside(
                    Text.assemble(self._name(), (" asks ", "dim"), _named(agent), (what, "dim")), asked
                )
                self._wait()
            case Delegated(agent, _, _, answered):
                self._asked.remove(Agent(agent))
                self._beside(_named(agent), answered)
                self._wait()

    def end(self) -> None:
        self.waiting.stop()
        if self._line_open:
            sys.stdout.write("\n")
            sys.stdout.flush()

    def _beside(self, who: Text, said: str) -> None:
        """A line of what happens between the four, indented and quiet."""
        self.waiting.stop()
        if self._line_open:
            sys.stdout.write("\n")
            sys.stdout.flush()
            self._line_open = False
        short = said if len(said) <= MOST_SHOWN else said[:MOST_SHOWN].rsplit(" ", 1)[0] + " …"
        line = Text.assemble(who, "  ", (" ".join(short.split()), "dim"))
        self._console.print(Padding(line, (0, 0, 0, 2)), soft_wrap=False)

    def _wait(self) -> None:
        if self._quiet:
            return
        busy = [LANES[agent][0] for agent in dict.fromkeys(self._asked)] or [LANES[self._agent][0]]
        self.waiting.update(
            Text(f"{' and '.join(busy)} {'is' if len(busy) == 1 else 'are'} thinking", style="dim")
        )
        self.waiting.start()

    def _name(self) -> Text:
        return _named(self._agent)


def _named(agent: str) -> Text:
    name, _, colour = LANES[Agent(agent)]
    return Text(name, style=colour)
