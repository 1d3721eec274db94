"""The lines by which the rules are tuned and measured."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sandman.stories import Language
from sandman.stories.gentleness import Outcome, Reading, read_idea

Wanted = Literal["refuse", "distress", "soften", "harmless"]
Half = Literal["tune", "measure"]
AGE = 5
# A line is caught where it is treated as it should be, or more carefully.
CAUGHT: dict[Wanted, tuple[Outcome, ...]] = {
    "refuse": (Outcome.UNFIT, Outcome.DISTRESS),
    "distress": (Outcome.DISTRESS,),
    "soften": (Outcome.SOFTENED, Outcome.UNFIT, Outcome.DISTRESS),
}


@dataclass(frozen=True)
class Line:
    """One line, how it should be read, and whether it may be looked at while tuning."""

    text: str
    language: Language
    wanted: Wanted
    half: Half

    @property
    def reading(self) -> Reading:
        """The rules' reading of it, for a child of five."""
        return read_idea(self.text, language=self.language, age=AGE)

    @property
    def caught(self) -> bool:
        """Whether an unfit line is treated as it should be; for a harmless one, whether it is a false alarm."""
        outcome = self.reading.outcome
        return outcome is not Outcome.FINE if self.wanted == "harmless" else outcome in CAUGHT[self.wanted]


def lines(language: Language, half: Half, *, set_: str = "") -> list[Line]:
    """One half of a language's lines. Within each list they alternate, the first for tuning."""
    source = Path(__file__).with_name(f"{set_}{language.value}.toml")
    every = tomllib.loads(source.read_text("utf-8"))
    first = 0 if half == "tune" else 1
    return [Line(text, language, wanted, half) for wanted, texts in every.items() for text in texts[first::2]]
