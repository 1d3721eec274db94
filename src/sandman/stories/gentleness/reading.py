"""What a reading found, and what is left of the words once they are gentle."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What may be done with the words."""

    FINE = "fine"
    SOFTENED = "softened"
    """A gentle story can be made of them: what frightens was replaced, what is private left out."""
    UNFIT = "unfit"
    """Nothing for a child at bedtime; kindly refused."""
    DISTRESS = "distress"
    """They sound as if a child were being hurt or wanted to die: a word for the parent, and no story."""


class Theme(StrEnum):
    """What words may be about that is not for every bedtime."""

    SEXUAL = "sexual"
    VIOLENCE = "violence"
    WEAPONS = "weapons"
    DEATH = "death"
    SELF_HARM = "self_harm"
    ABUSE = "abuse"
    DRUGS = "drugs"
    """Alcohol and tobacco too."""
    HATE = "hate"
    FEAR = "fear"
    ABANDONMENT = "abandonment"
    SHAME = "shame"
    """Being laughed at, or at one's body."""
    DANGER = "danger"
    """What a child might try for itself: matches, medicine, the open window, going with strangers."""
    BRANDS = "brands"
    PEOPLE = "people"
    """Real, living people, and the murderers of history."""
    GAMBLING = "gambling"
    CRIME = "crime"
    CONTACT = "contact"
    """Telephone numbers, addresses, handles: nothing a book should repeat."""
    INSTRUCTIONS = "instructions"
    """Words for the machine in place of words for a story."""
    LETTERING = "lettering"
    """A picture asked to hold writing, which painters cannot spell."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: its theme, and the words as they were written."""

    theme: Theme
    words: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in some words, and the words made gentle."""

    outcome: Outcome
    findings: tuple[Finding, ...]
    text: str
    """What may be told from: contact details and instructions taken out, frightening things made gentle.

    The words themselves where the outcome is FINE; of no use where it is UNFIT or DISTRESS.
    """

    @property
    def themes(self) -> tuple[Theme, ...]:
        """The themes found, each once, in the order of the words."""
        return tuple(dict.fromkeys(finding.theme for finding in self.findings))
