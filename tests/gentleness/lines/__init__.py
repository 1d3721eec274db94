"""The lines by which the rules are tuned and measured.

Five sets, in the order they were written, four of them by the same hand that wrote the lexicons. The first
is split into a half for tuning and a half for measuring; `fresh`, `last` and `unseen` were each written
after the lexicons had been tuned on what came before, and measured once before their misses were read and
learned from. What the rules do with lines they have never met is the first figure of a set, kept in FIRST;
later ones flatter.
`blind` was written last, by another hand that had seen neither lexicons nor lines: what strangers will meet.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from sandman.stories import Language
from sandman.stories.gentleness import Outcome, Reading, read_idea

Wanted = Literal["refuse", "distress", "soften", "harmless"]
Part = Literal["tune", "measure", "fresh", "last", "unseen", "blind"]
PARTS: tuple[Part, ...] = ("tune", "measure", "fresh", "last", "unseen", "blind")
AGE = 5
# Percent caught and percent of false alarms when a part was first run. `measure`, again after tuning on the
# other half alone: en 91.7 and 0, ja 93.8 and 0, fr 93.8 and 4.5, hi 100 and 0.
FIRST: dict[Part, dict[str, tuple[float, float]]] = {
    "measure": {"en": (91.7, 0), "ja": (93.8, 2.3), "fr": (93.8, 4.5), "hi": (100, 2.3)},
    "fresh": {"en": (70, 4.3), "ja": (68, 4.3), "fr": (70, 4.3), "hi": (84, 0)},
    "last": {"en": (82.5, 2.5), "ja": (82.5, 0), "fr": (65, 0), "hi": (75, 0)},
    "unseen": {"en": (95, 0), "ja": (90, 2.5), "fr": (85, 0), "hi": (97.5, 0)},
    "blind": {"en": (86.7, 12), "ja": (88.9, 10), "fr": (91.1, 2), "hi": (91.1, 16)},
}
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
        """Whether an unfit line is treated as it should be; of a harmless one, whether it is touched."""
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
    """One part of a language's lines. In the first set they alternate within each list: tune, measure, …"""
    here = Path(__file__).parent
    folder, every, first = {"tune": (here, 2, 0), "measure": (here, 2, 1)}.get(part, (here / part, 1, 0))
    lists = tomllib.loads((folder / f"{language.value}.toml").read_text("utf-8"))
    wanted: tuple[Wanted, ...] = get_args(Wanted)
    return [Line(text, language, each) for each in wanted for text in lists[each][first::every]]


def figures(language: Language, part: Part) -> Figures:
    """The figures of one part in one language."""
    unfit = [line for line in lines(language, part) if line.wanted != "harmless"]
    harmless = [line for line in lines(language, part) if line.wanted == "harmless"]
    caught, alarms = sum(line.stopped for line in unfit), sum(line.stopped for line in harmless)
    return Figures(100 * caught / len(unfit), len(unfit), 100 * alarms / len(harmless), len(harmless))
