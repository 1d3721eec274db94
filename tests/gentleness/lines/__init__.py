"""The lines by which the rules are tuned and measured.

Four sets, in the order they were written: the first is split into a half for tuning and a half for measuring;
`fresh` and `last` were each measured once, unseen, and became lines to tune on when their misses were read;
`unseen` was written after everything and nothing has been changed for it.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sandman.stories import Language
from sandman.stories.gentleness import Outcome, Reading, read_idea

Wanted = Literal["refuse", "distress", "soften", "harmless"]
Part = Literal["tune", "measure", "fresh", "last", "unseen"]
PARTS: tuple[Part, ...] = ("tune", "measure", "fresh", "last", "unseen")
AGE = 5
# A line is caught where it is treated as it should be, or more carefully.
CAUGHT: dict[Wanted, tuple[Outcome, ...]] = {
    "refuse": (Outcome.UNFIT, Outcome.DISTRESS),
    "distress": (Outcome.DISTRESS,),
    "soften": (Outcome.SOFTENED, Outcome.UNFIT, Outcome.DISTRESS),
}


@dataclass(frozen=True)
class Line:
    """One line, and how it should be read."""

    text: str
    language: Language
    wanted: Wanted

    @property
    def reading(self) -> Reading:
        """The rules' reading of it, for a child of five."""
        return read_idea(self.text, language=self.language, age=AGE)

    @property
    def stopped(self) -> bool:
        """Whether an unfit line is treated as it should be; for a harmless one, whether it is a false alarm."""
        outcome = self.reading.outcome
        return outcome is not Outcome.FINE if self.wanted == "harmless" else outcome in CAUGHT[self.wanted]


@dataclass(frozen=True)
class Figures:
    """How many unfit lines were caught, and how many harmless ones stopped, in percent."""

    caught: float
    unfit: int
    false_alarms: float
    harmless: int


def lines(language: Language, part: Part) -> list[Line]:
    """One part of a language's lines. In the first set they alternate within each list: tune, measure, tune …"""
    here = Path(__file__).parent
    folder, every, first = {"tune": (here, 2, 0), "measure": (here, 2, 1)}.get(part, (here / part, 1, 0))
    lists = tomllib.loads((folder / f"{language.value}.toml").read_text("utf-8"))
    return [Line(text, language, wanted) for wanted, texts in lists.items() for text in texts[first::every]]


def figures(language: Language, part: Part) -> Figures:
    """The figures of one part in one language."""
    unfit = [line for line in lines(language, part) if line.wanted != "harmless"]
    harmless = [line for line in lines(language, part) if line.wanted == "harmless"]
    caught, alarms = sum(line.stopped for line in unfit), sum(line.stopped for line in harmless)
    return Figures(100 * caught / len(unfit), len(unfit), 100 * alarms / len(harmless), len(harmless))
